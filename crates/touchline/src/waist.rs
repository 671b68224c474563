//! The narrow waist: what every face carries, and nothing that a face could decide.
//!
//! Bytes come in, an [`Answer`] goes out. A face adds memory ownership and its language's manners; it
//! knows no thing's name and no rule. Input is read strictly here, so that no face has to.
//!
//! Rules: API-01, BUN-18.

pub(crate) mod answer;
pub(crate) mod numbered;
mod scorer;
mod stream;
mod told;
mod warm_up;

use serde::de::DeserializeOwned;

use crate::schema::{self, LazyShape, SHAPES};
use crate::wire::WireQuery;
use crate::workspace::{Outcome, Question, SnapshotCursor};
use crate::{operations, workspace};
use touchline_kernel::operation::Failure;
use touchline_kernel::reader::{self, MAX_BYTES, Shape};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Reason, Rejection};
use touchline_kernel::text::Limits;
use touchline_law::facts::Refusal;
use touchline_law::law::WireCommand;
use touchline_law::life::Availability;
use touchline_law::policy::{Policy, told_besides};

pub use crate::status::Status;
pub use answer::{Answer, Batch};
pub use numbered::{UNKNOWN_NUMBER, lifecycle_open, lifecycle_step, permit};
pub use scorer::{ScoredArea, ScoredRow, Scorer, skill_level};
pub use stream::{Loader, Redactor, Trial, Verifier};
pub use told::told;

/// A shape by which input is read; that there is one is shown by a test.
fn known(shape: Option<&'static Shape>) -> Result<&'static Shape, Failure> {
    shape.ok_or_else(|| Failure::Defect("a schema has a form that the reader does not know".to_owned()))
}

/// Reads input by its shape.
fn read<T: DeserializeOwned>(input: &[u8], shape: &'static LazyShape, limits: &Limits) -> Result<T, Failure> {
    reader::read(input, known(shape.as_ref())?, limits).map_err(Failure::BadInput)
}

/// Reads input that has a policy at `place`, of which every fault is told.
fn read_policy_at<T: DeserializeOwned>(
    place: &str,
    input: &[u8],
    shape: &'static LazyShape,
    limits: &Limits,
) -> Result<T, Failure> {
    let read = reader::read(input, known(shape.as_ref())?, limits);
    read.map_err(|bad| Failure::BadInput(told_besides(input, place, bad)))
}

fn read_policy(policy: &[u8]) -> Result<Policy, Failure> {
    if policy.is_empty() {
        return Ok(Policy::default());
    }
    let policy: Policy = read_policy_at("", policy, &SHAPES.policy, &Limits::default())?;
    policy.check("").map_err(Failure::BadInput)?;
    Ok(policy)
}

/// Makes ready how every input is read, and what ships as data, as their first uses would. What is called afterwards waits for none
/// of it, but for the clocks of a zone, which are read when it is first named.
#[must_use]
pub fn warm_up() -> Answer {
    warm_up::warm_up();
    Answer::of(Ok("null".to_owned()))
}

/// A stateless operation, by name.
#[must_use]
pub fn call(operation: &str, input: &[u8]) -> Answer {
    Answer::of(run(operation, input))
}

fn run(operation: &str, input: &[u8]) -> Result<String, Failure> {
    let unknown = || {
        let name: String = operation.chars().take(100).collect();
        Failure::from(Rejection::from(Reason::new(Code::UnknownOperation).with(DetailKey::Actual, name)))
    };
    let entry = operations::all().find(|entry| entry.name == operation).ok_or_else(unknown)?;
    entry.run(input, known(schema::input_of(entry))?)
}

/// A tenant in memory, behind text.
#[derive(Debug)]
pub struct Workspace(workspace::Workspace);

/// How far a snapshot has been taken.
#[derive(Debug)]
pub struct Snapshot(SnapshotCursor);

impl Workspace {
    /// An empty workspace under a policy; empty input means the default policy.
    ///
    /// # Errors
    /// The answer that says what is wrong with the policy.
    pub fn open(policy: &[u8]) -> Result<Self, Answer> {
        match read_policy(policy) {
            Ok(policy) => Ok(Workspace(workspace::Workspace::new(policy))),
            Err(failure) => Err(Answer::of(Err(failure))),
        }
    }

    /// Executes one command. Its record comes with the answer if it was accepted.
    pub fn execute(&mut self, command: &[u8]) -> Answer {
        let mut line = String::new();
        let outcome = self.try_execute(command, &mut line);
        let answer = Answer::printed(outcome);
        // The line end.
        Answer { record: line.pop().map(|_| line), ..answer }
    }

    /// Its record goes to the end of a log, with a line end, if it was accepted.
    fn try_execute(&mut self, command: &[u8], log: &mut String) -> Result<Outcome, Failure> {
        match reader::read(command, known(SHAPES.command.as_ref())?, &self.0.policy().limits) {
            Ok(wire) => self.0.execute_onto(&wire, log),
            Err(bad) => self.retry_under_wider_limits(command, bad),
        }
    }

    /// What was accepted once is a retry, though a policy adopted since then may draw its limits closer.
    fn retry_under_wider_limits(&self, command: &[u8], bad: BadInput) -> Result<Outcome, Failure> {
        let wider: Result<WireCommand, BadInput> =
            reader::read(command, known(SHAPES.command.as_ref())?, &Limits::WIDEST);
        let repeated = match wider {
            Ok(wire) => self.0.repeated(&wire.command)?,
            Err(_) => None,
        };
        repeated.ok_or(Failure::BadInput(bad))
    }

    /// Executes many commands, a line each. Each stands for itself: a refused one does not stop the next. Where more is told
    /// of refused ones than one input may hold, the batch is broken off, and the answer of the first that was not tried
    /// says so.
    pub fn execute_many(&mut self, lines: &[u8]) -> Batch {
        let mut batch = Batch::default();
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            if batch.refused > MAX_BYTES {
                batch.break_off();
                break;
            }
            let before = batch.records.len();
            let outcome = self.try_execute(line, &mut batch.records);
            if batch.records.len() > before {
                batch.accepted = batch.accepted.saturating_add(1);
            }
            if batch.answer(outcome) == Status::Defect {
                batch.broken_off = true;
                break;
            }
        }
        batch
    }

    /// Answers a query.
    #[must_use]
    pub fn ask(&self, query: &[u8]) -> Answer {
        Answer::of(self.try_ask(query))
    }

    fn try_ask(&self, query: &[u8]) -> Result<String, Failure> {
        let wire: WireQuery = read(query, &SHAPES.query, &self.0.policy().limits)?;
        self.0.ask(wire.asking, &wire.query)
    }

    /// Which commands on a thing are open to whom.
    #[must_use]
    pub fn available(&self, question: &[u8]) -> Answer {
        Answer::printed(self.try_available(question))
    }

    fn try_available(&self, question: &[u8]) -> Result<Vec<Availability>, Failure> {
        let question: Question = read(question, &SHAPES.question, &Limits::default())?;
        self.0.available(question).map_err(|refusal: Refusal| Failure::from(refusal))
    }

    /// How far it has come: how many records it holds, and the hash of the last one.
    #[must_use]
    pub fn place(&self) -> Answer {
        Answer::printed(Ok(self.0.place()))
    }

    /// Folds further records in: whole lines.
    pub fn replay(&mut self, lines: &[u8]) -> Answer {
        Answer::printed(self.0.replay(lines).map_err(|error| Failure::from(error.0)))
    }

    /// Everything that it holds, as lines that people can read.
    ///
    /// # Errors
    /// The answer that says that something cannot be printed.
    pub fn printed(&self) -> Result<String, Answer> {
        self.0.printed().map_err(|unprintable| Answer::of(Err(unprintable.into())))
    }

    /// Begins a snapshot.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(self.0.snapshot())
    }

    /// The next chunk of a snapshot, or nothing once all were given out.
    ///
    /// # Errors
    /// The answer that says that the workspace changed meanwhile.
    pub fn snapshot_chunk(&self, cursor: &mut Snapshot) -> Result<Option<Vec<u8>>, Answer> {
        self.0.snapshot_chunk(&mut cursor.0).map_err(|reason| Answer::of(Err(reason.into())))
    }
}

//! Answers: how a call ended, and what it gives back.

use core::any::Any;

use serde::Serialize;

use crate::status::Status;
use crate::workspace::Outcome;
use touchline_kernel::operation::Failure;
use touchline_kernel::reader::MAX_BYTES;
use touchline_kernel::rejection::{BadInput, Fault, Hint, Reason};
use touchline_kernel::{canonical, defect};

/// What a call gives back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How the call ended.
    pub status: Status,
    /// The answer as canonical JSON, on one line.
    pub json: String,
    /// The record to keep (one canonical line, without a line end) where a command was accepted.
    pub record: Option<String>,
}

impl Answer {
    /// What a face answers where a handle is in use elsewhere and the call does not wait.
    #[must_use]
    pub fn busy() -> Self {
        Answer::said(Status::Busy, "the handle is in use by other work that has not ended yet")
    }

    /// What a face answers where an earlier defect has emptied the handle.
    #[must_use]
    pub fn poisoned() -> Self {
        Answer::said(Status::Poisoned, "an earlier defect has cost this handle what it held: load it anew")
    }

    /// What a face answers in a process that was forked while another thread was at work in the handle. That thread is
    /// not there any more, and what it was about stays half done.
    #[must_use]
    pub fn forked() -> Self {
        Answer::said(
            Status::Poisoned,
            "this process was forked while another thread was in a call on the handle: load it anew",
        )
    }

    /// What a face answers where it has caught a panic, in the panic's words.
    #[must_use]
    pub fn panicked(panic: &(dyn Any + Send)) -> Self {
        Answer::defect(defect::words(panic))
    }

    /// Refuses a document of which a face knows the length before it has carried it over, where it has more bytes than are read.
    ///
    /// # Errors
    /// What reading so many bytes is answered.
    pub fn of_length(length: usize) -> Result<(), Self> {
        let too_large = || alone(Reason::too_large(length, MAX_BYTES)).into();
        if length > MAX_BYTES { Err(too_large()) } else { Ok(()) }
    }

    fn defect(words: &str) -> Self {
        Answer::said(Status::Defect, words)
    }

    fn said(status: Status, message: &str) -> Self {
        Answer { status, json: defect::said(message), record: None }
    }

    /// What a face answers with something that did not come through the waist, such as what was told of tables.
    #[must_use]
    pub fn printed(result: Result<impl Serialize, Failure>) -> Self {
        Answer::of(result.and_then(|said| Ok(canonical::to_string(&said)?)))
    }

    pub(super) fn of(result: Result<String, Failure>) -> Self {
        let (status, json) = match result {
            Ok(json) => (Status::Ok, Ok(json)),
            Err(Failure::Rejected(rejection)) => (Status::Rejected, canonical::to_string(&rejection)),
            Err(Failure::NeedsFacts(keys)) => (Status::NeedsFacts, Ok(keys)),
            Err(Failure::BadInput(bad)) => (Status::BadInput, canonical::to_string(&bad)),
            Err(Failure::Defect(message)) => return Answer::defect(&message),
        };
        match json {
            Ok(json) => Answer { status, json, record: None },
            Err(unprintable) => Answer::defect(&unprintable.to_string()),
        }
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        Answer::of(Err(failure))
    }
}

/// The one fault of an input as a whole.
fn alone(reason: Reason) -> Failure {
    Failure::BadInput(BadInput { faults: vec![Fault { reason, path: String::new(), position: None }] })
}

/// What many commands give back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// A line a command: `{"answer":…,"status":"…"}`.
    pub answers: String,
    /// A line for each accepted command: its record.
    pub records: String,
    /// How many were accepted.
    pub accepted: u64,
    /// Whether something ended it, a defect or too much that was refused: the commands after that were not tried.
    pub broken_off: bool,
    /// How many bytes the answers of refused ones have.
    pub refused: usize,
}

impl Batch {
    /// Adds the line of the next command; says how it ended.
    pub(super) fn answer(&mut self, outcome: Result<Outcome, Failure>) -> Status {
        let begin = self.answers.len();
        self.answers.push_str("{\"answer\":");
        let answered = outcome.and_then(|outcome| Ok(canonical::append(&mut self.answers, &outcome)?));
        let status = match answered {
            Ok(()) => Status::Ok,
            Err(failure) => {
                let answer = Answer::from(failure);
                self.answers.push_str(&answer.json);
                answer.status
            }
        };
        self.answers.push_str(",\"status\":\"");
        self.answers.push_str(status.into());
        self.answers.push_str("\"}\n");
        if status != Status::Ok {
            self.refused = self.refused.saturating_add(self.answers.len().saturating_sub(begin));
        }
        status
    }

    /// Answers a command in place of trying it, since what was told of refused ones before it is enough.
    pub fn break_off(&mut self) {
        let reason = Reason::too_large(self.refused, MAX_BYTES).hinting(Hint::BatchBrokenOff);
        self.answer(Err(alone(reason)));
        self.broken_off = true;
    }
}

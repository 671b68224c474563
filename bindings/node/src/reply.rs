//! What an export gives back, and how it becomes a JavaScript value.

use arrow_array::RecordBatch;
use touchline::waist::{Answer, Batch};
use touchline_tables::Progress;

use crate::node::{Env, Misuse, Value};

/// What an export gives back.
pub(crate) enum Reply {
    /// `[status, answer, record or null]`.
    Answer(Answer),
    /// A number that stands for a thing.
    Handle(u64),
    /// A whole number.
    Integer(i32),
    /// A number that may have more than 31 bits.
    Number(f64),
    /// Some numbers.
    Numbers(Vec<f64>),
    /// `[answers, records, accepted]`, the first two as a `Buffer`: a string of all would have to be made of them.
    Batch(Batch),
    /// A `Buffer`, or null where there is no more.
    Chunk(Option<Vec<u8>>),
    /// The columns of scores, as `given_out` lists them.
    Scores(RecordBatch),
    /// The columns of figures, as `given_out` lists them.
    Figures(RecordBatch),
    /// `[batches, rows, bytes]`: what was scored so far, and the bytes of scores that have come of it.
    Piece(Progress, Vec<u8>),
    /// A string.
    Text(String),
    /// A promise of a reply.
    Later(Value),
    /// `undefined`.
    Nothing,
}

/// Why an export ended early.
pub(crate) enum Stop {
    /// Thrown at the caller.
    Misuse(Misuse),
    /// Given back as an answer, for JavaScript to make its error from.
    Answer(Answer),
}

impl From<Misuse> for Stop {
    fn from(misuse: Misuse) -> Self {
        Stop::Misuse(misuse)
    }
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Stop::Answer(answer)
    }
}

impl Reply {
    /// The JavaScript value; none for `undefined`.
    pub(crate) fn into_value(self, env: Env) -> Result<Option<Value>, Misuse> {
        Ok(Some(match self {
            Reply::Answer(answer) => answer_value(env, &answer)?,
            #[expect(clippy::cast_precision_loss, reason = "handles count from 1 and stay far below 2^53")]
            Reply::Handle(handle) => env.number(handle as f64)?,
            Reply::Integer(number) => env.integer(number)?,
            Reply::Number(number) => env.number(number)?,
            Reply::Numbers(numbers) => {
                let values: Result<Vec<Value>, Misuse> = numbers.iter().map(|number| env.number(*number)).collect();
                env.array(&values?)?
            }
            Reply::Batch(batch) => batch_value(env, batch)?,
            Reply::Chunk(Some(bytes)) => env.owned_buffer(bytes)?,
            Reply::Chunk(None) => env.null()?,
            Reply::Scores(scores) => crate::given_out::scores(env, &scores)?,
            Reply::Figures(figures) => crate::given_out::figures(env, &figures)?,
            Reply::Piece(progress, bytes) => piece_value(env, progress, bytes)?,
            Reply::Text(text) => env.text(&text)?,
            Reply::Later(promise) => promise,
            Reply::Nothing => return Ok(None),
        }))
    }
}

fn answer_value(env: Env, answer: &Answer) -> Result<Value, Misuse> {
    let record = answer.record.as_deref().map_or_else(|| env.null(), |record| env.text(record))?;
    env.array(&[env.number(f64::from(answer.status as u32))?, env.text(&answer.json)?, record])
}

fn piece_value(env: Env, progress: Progress, bytes: Vec<u8>) -> Result<Value, Misuse> {
    #[expect(clippy::cast_precision_loss, reason = "nobody scores 2^53 rows")]
    let (batches, rows) = (progress.batches as f64, progress.rows as f64);
    env.array(&[env.number(batches)?, env.number(rows)?, env.owned_buffer(bytes)?])
}

fn batch_value(env: Env, batch: Batch) -> Result<Value, Misuse> {
    #[expect(clippy::cast_precision_loss, reason = "a batch's commands fit in memory, so there are fewer than 2^53")]
    let accepted = batch.accepted as f64;
    let (answers, records) = (batch.answers.into_bytes(), batch.records.into_bytes());
    env.array(&[env.owned_buffer(answers)?, env.owned_buffer(records)?, env.number(accepted)?])
}

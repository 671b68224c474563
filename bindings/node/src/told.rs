//! What a call comes to, on whichever thread, and how it becomes a JavaScript value.

use std::any::Any;

use arrow_array::RecordBatch;
use napi::Env;
use napi::bindgen_prelude::{External, Null, ToNapiValue, Unknown};
use touchline::waist::{Answer, Batch};
use touchline_tables::ipc::{Figures, Newest, Read, Shape};

use crate::figures::columns;
use crate::handle::{Content, Handle, Thing};
use crate::memory::buffer;
use crate::stop::Stop;

/// What a call comes to. But for a single number it becomes `[status, JSON, what else there is]`.
pub(crate) enum Told {
    /// With its record, or null.
    Answer(Answer),
    /// Two `Buffer`s and how many were accepted: a string of all would have to be made of them.
    Batch(Batch),
    /// A `Buffer`, or null where there is no more.
    Bytes(Option<Vec<u8>>),
    /// By itself, since it is what a hot call comes to.
    Number(f64),
    /// A handle for a thing that weighs so much.
    Thing(Thing, i64),
    /// `[batches, rows, what came of the newest]`: of scores the names of columns that were kept, what the others are
    /// made of, and these.
    Read(Read),
    /// Columns as `figures` lists them.
    Figures(RecordBatch),
    Nothing,
}

impl From<()> for Told {
    fn from((): ()) -> Self {
        Told::Nothing
    }
}

impl From<Answer> for Told {
    fn from(answer: Answer) -> Self {
        Told::Answer(answer)
    }
}

impl From<Read> for Told {
    fn from(read: Read) -> Self {
        Told::Read(read)
    }
}

impl From<Option<Figures>> for Told {
    fn from(figures: Option<Figures>) -> Self {
        match figures {
            Some(Figures::Effect(effect)) => Told::Answer(Answer::printed(Ok(effect))),
            Some(Figures::Bytes(bytes)) => Told::bytes(bytes),
            Some(Figures::Table(figures)) => Told::Figures(figures),
            None => Told::Nothing,
        }
    }
}

impl<T: Into<Told>, E: Into<Answer>> From<Result<T, E>> for Told {
    fn from(result: Result<T, E>) -> Self {
        result.map_or_else(|refused| Told::Answer(refused.into()), Into::into)
    }
}

impl Told {
    /// A handle for a thing.
    pub(crate) fn opened<T: Any + Send>(thing: T) -> Self {
        Told::Thing(Box::new(thing), 0)
    }

    pub(crate) fn bytes(bytes: Vec<u8>) -> Self {
        Told::Bytes(Some(bytes))
    }

    /// The JavaScript value.
    pub(crate) fn value(self, env: &Env) -> Result<Unknown<'_>, Stop> {
        let value = match self {
            Told::Answer(answer) => (answer.status as u32, answer.json, answer.record).into_unknown(env),
            Told::Batch(Batch { answers, records, accepted, .. }) => {
                let [answers, records] = [answers, records].map(|lines| buffer(env, lines.into_bytes()));
                (0, answers?, records?, counted(accepted)).into_unknown(env)
            }
            Told::Number(number) => number.into_unknown(env),
            told => (0, "null", told.content(env)?).into_unknown(env),
        };
        Ok(value?)
    }

    fn content(self, env: &Env) -> Result<Unknown<'_>, Stop> {
        let content = match self {
            Told::Bytes(Some(bytes)) => buffer(env, bytes),
            Told::Thing(thing, weight) => External::new(Handle::new(Content::Ready(thing), weight)).into_unknown(env),
            Told::Read(Read { progress, newest }) => {
                let newest = match newest {
                    Newest::Nothing => Null.into_unknown(env)?,
                    Newest::Bytes(bytes) => buffer(env, bytes)?,
                    Newest::Scores(scores, Shape { kept, detail, recommendations }) => {
                        let names: Vec<&String> =
                            scores.schema_ref().fields().iter().take(kept).map(|field| field.name()).collect();
                        (names, detail, recommendations, columns(env, &scores, kept)?).into_unknown(env)?
                    }
                };
                (counted(progress.batches), counted(progress.rows), newest).into_unknown(env)
            }
            Told::Figures(figures) => return columns(env, &figures, 0),
            _ => Null.into_unknown(env),
        };
        Ok(content?)
    }
}

impl Stop {
    /// The answer; or nothing, and an exception is pending.
    pub(crate) fn value(self, env: &Env) -> Option<Unknown<'_>> {
        // Node-API takes a message as C has it.
        let plain = |message: String| message.replace('\0', "\u{fffd}");
        let thrown = match self {
            Stop::Answer(answer) => {
                return Told::Answer(answer).value(env).map_or_else(|_| Stop::Node.value(env), Some);
            }
            Stop::Closed => env.throw_type_error("this handle is closed", Some("ERR_TOUCHLINE_CLOSED")),
            Stop::Type(message) => env.throw_type_error(&plain(message), None),
            Stop::Range(message) => env.throw_range_error(&plain(message), None),
            Stop::Node => env.throw_range_error("the value is too large for JavaScript", None),
        };
        // What fails here has an exception pending already, or an environment that is closing.
        thrown.err().and(None)
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 of anything in memory")]
pub(crate) fn counted(count: u64) -> f64 {
    count as f64
}

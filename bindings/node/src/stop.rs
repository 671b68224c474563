//! Why a call ended early.

use napi::Error;
use touchline::waist::Answer;

/// Why a call ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Given back, for JavaScript to make its error from.
    Answer(Answer),
    /// A handle that was closed: a `TypeError` with a code, since who closes what others still ask is not at fault of a type.
    Closed,
    /// A value of the wrong type: a `TypeError`.
    Type(String),
    /// A value out of its range: a `RangeError`.
    Range(String),
    /// Node refused: its own exception is pending, or the value is too large for JavaScript.
    Node,
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Stop::Answer(answer)
    }
}

impl From<Error> for Stop {
    fn from(_: Error) -> Self {
        Stop::Node
    }
}

//! What the face itself has to refuse, before or instead of the waist.

use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::{BadInput, Code, DetailKey, Fault, Reason};
use touchline::waist::Answer;

/// An argument is not what the function asks for: a null pointer, most of all.
pub(crate) fn argument(name: &str, actual: &str) -> Answer {
    let reason = Reason::new(Code::WrongType).with(DetailKey::Expected, format!("`{name}`"));
    bad_input(reason.with(DetailKey::Actual, actual))
}

/// A name is not text.
pub(crate) fn not_utf8() -> Answer {
    bad_input(Code::InvalidUtf8.into())
}

fn bad_input(reason: Reason) -> Answer {
    bad(BadInput { faults: vec![Fault { reason, path: String::new(), position: None }] })
}

/// What is wrong with a table.
pub(crate) fn bad(why: BadInput) -> Answer {
    Failure::BadInput(why).into()
}

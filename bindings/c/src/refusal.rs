//! What the face itself has to refuse, before or instead of the waist.

use serde_json::json;
use touchline::kernel::rejection::{BadInput, Code, DetailKey, Fault, Reason};
use touchline::waist::{Answer, Status};

/// An argument is not what the function asks for: a null pointer, most of all.
pub(crate) fn argument(name: &str, actual: &str) -> Answer {
    let reason =
        Reason::new(Code::WrongType).with(DetailKey::Expected, format!("`{name}`")).with(DetailKey::Actual, actual);
    bad_input(reason)
}

/// A name is not text.
pub(crate) fn not_utf8() -> Answer {
    bad_input(Code::InvalidUtf8.into())
}

fn bad_input(reason: Reason) -> Answer {
    let faults = vec![Fault { reason, path: String::new(), position: None }];
    answer(Status::BadInput, &json!(BadInput { faults }))
}

fn answer(status: Status, json: &serde_json::Value) -> Answer {
    Answer { status, json: json.to_string(), record: None }
}

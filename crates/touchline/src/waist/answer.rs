//! Answers: how a call ended, and what it gives back.

use serde::Serialize;

use crate::kernel::canonical;
use crate::kernel::operation::Failure;

/// How a call ended. The numbers are part of the contract and are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
#[repr(u32)]
pub enum Status {
    /// The answer is what was asked for.
    Ok = 0,
    /// A rule says no; the answer is a rejection.
    Rejected = 1,
    /// The decision waits for facts; the answer lists their keys.
    NeedsFacts = 2,
    /// The input is not what the schema says; the answer lists every fault.
    BadInput = 3,
    /// The handle is in use by another thread.
    Busy = 4,
    /// An earlier defect has cost this handle its workspace.
    Poisoned = 5,
    /// A fault of the library's own.
    Defect = 6,
}

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

#[derive(Serialize)]
struct Defect<'a> {
    message: &'a str,
}

impl Answer {
    pub(super) fn of(result: Result<String, Failure>) -> Self {
        let (status, json) = match result {
            Ok(json) => (Status::Ok, Ok(json)),
            Err(Failure::Rejected(rejection)) => (Status::Rejected, canonical::to_string(&rejection)),
            Err(Failure::NeedsFacts(keys)) => (Status::NeedsFacts, Ok(keys)),
            Err(Failure::BadInput(bad)) => (Status::BadInput, canonical::to_string(&bad)),
            Err(Failure::Defect(message)) => (Status::Defect, canonical::to_string(&Defect { message: &message })),
        };
        match json {
            Ok(json) => Answer { status, json, record: None },
            Err(_) => Answer {
                status: Status::Defect,
                json: r#"{"message":"an answer has no canonical form"}"#.to_owned(),
                record: None,
            },
        }
    }
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
}

impl Batch {
    pub(super) fn take(&mut self, answer: Answer) {
        self.answers.push_str("{\"answer\":");
        self.answers.push_str(&answer.json);
        self.answers.push_str(",\"status\":\"");
        self.answers.push_str(answer.status.into());
        self.answers.push_str("\"}\n");
        if let Some(record) = answer.record {
            self.records.push_str(&record);
            self.records.push('\n');
            self.accepted = self.accepted.saturating_add(1);
        }
    }
}

//! The narrow waist: what every face carries, and nothing that a face could decide.
//!
//! Bytes come in, an [`Answer`] goes out. A face adds memory ownership and its language's manners; it
//! knows no thing's name and no rule. Input is read strictly here, so that no face has to.

/// How a call ended. The numbers are part of the contract and are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

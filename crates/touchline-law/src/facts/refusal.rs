//! Why a decision was not an acceptance.
//!
//! Rules: KER-04.

use schemars::JsonSchema;
use serde::Serialize;

use super::FactKey;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::{Code, Failure, Reason, Rejection, canonical};

/// Why a decision was not an acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A rule says no.
    Rejected(Rejection),
    /// These facts must be loaded first. For the host alone.
    NeedsFacts(Vec<FactKey>),
}

/// Refuses a command for a reason at a place of its, where something is so.
pub fn refuse_if(is: bool, reason: impl Into<Reason>, path: &str) -> Result<(), Refusal> {
    if is { Err(Rejection::from(reason.into()).at(path).into()) } else { Ok(()) }
}

/// Refuses a command for the first thing that is wrong with a document in it; `at` says where in the command what stands
/// at a place of the document.
pub fn refuse_first<T>(told: Result<T, BadInput>, at: impl Fn(&str) -> String) -> Result<T, Refusal> {
    told.map_err(|wrong| first_fault(wrong, at).into())
}

/// The first thing that is wrong with a document in a command, as its refusal; `at` is as in [`refuse_first`].
pub fn first_fault(wrong: BadInput, at: impl Fn(&str) -> String) -> Rejection {
    match wrong.faults.into_iter().next() {
        Some(fault) => Rejection::from(fault.reason).at(at(&fault.path)),
        None => Code::WrongType.into(),
    }
}

impl Refusal {
    /// The code, where a rule says no; where facts are missing, none of them is known to be there.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Refusal::Rejected(rejection) => rejection.reason.code,
            Refusal::NeedsFacts(_) => Code::NotFound,
        }
    }
}

impl<T: Into<Rejection>> From<T> for Refusal {
    fn from(rejection: T) -> Self {
        Refusal::Rejected(rejection.into())
    }
}

impl Refusal {
    /// Names the field to blame, if a rule said no.
    #[must_use]
    pub fn at(self, path: impl Into<String>) -> Self {
        match self {
            Refusal::Rejected(rejection) => Refusal::Rejected(rejection.at(path)),
            other => other,
        }
    }
}

/// The keys of facts that must be loaded first.
#[derive(Serialize, JsonSchema)]
pub struct NeedsFacts {
    /// All of them.
    pub keys: Vec<FactKey>,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rejected(rejection) => Failure::Rejected(rejection),
            Refusal::NeedsFacts(keys) => match canonical::to_string(&NeedsFacts { keys }) {
                Ok(keys) => Failure::NeedsFacts(keys),
                Err(defect) => defect.into(),
            },
        }
    }
}

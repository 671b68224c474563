//! Three things that can be said of a fact.

use super::{FactKey, Refusal};

/// What is known of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// It is this.
    Present(T),
    /// It is known that there is none.
    Absent,
    /// Nobody has looked yet.
    NotLoaded(FactKey),
}

impl<T> Known<T> {
    /// What `other` makes of the fact, which may be nothing.
    pub fn and_then<Other>(self, other: impl FnOnce(T) -> Option<Other>) -> Known<Other> {
        match self {
            Known::Present(value) => Known::from(other(value)),
            Known::Absent => Known::Absent,
            Known::NotLoaded(key) => Known::NotLoaded(key),
        }
    }

    /// The fact or its absence; what is not loaded stops the decision.
    pub fn present(self) -> Result<Option<T>, Refusal> {
        match self {
            Known::Present(value) => Ok(Some(value)),
            Known::Absent => Ok(None),
            Known::NotLoaded(key) => Err(Refusal::NeedsFacts(vec![key])),
        }
    }
}

impl<T> From<Option<T>> for Known<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Known::Absent, Known::Present)
    }
}

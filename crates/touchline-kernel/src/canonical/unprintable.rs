//! Why a value has no canonical form. Reaches a caller only as a defect of ours.

use std::fmt;

/// A value that cannot be printed, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value has no canonical form: {0}")]
pub struct Unprintable(String);

impl Unprintable {
    pub(super) fn because(why: impl Into<String>) -> Self {
        Unprintable(why.into())
    }
}

impl serde::ser::Error for Unprintable {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Unprintable(why.to_string())
    }
}

//! Why a value has no canonical form. Reaches a caller only as a defect of ours.

use std::fmt;

/// A value that cannot be printed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable(String);

impl Unprintable {
    pub(super) fn because(why: impl Into<String>) -> Self {
        Unprintable(why.into())
    }
}

impl fmt::Display for Unprintable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the value has no canonical form: {}", self.0)
    }
}

impl std::error::Error for Unprintable {}

impl serde::ser::Error for Unprintable {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Unprintable(why.to_string())
    }
}

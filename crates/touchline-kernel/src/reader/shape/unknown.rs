//! Why a schema is refused: a defect of a type, found when its shape is compiled.

use std::fmt;

/// A schema that the reader cannot check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownShape {
    /// Where in the schema.
    pub at: String,
    /// What is not understood there.
    pub why: String,
}

impl fmt::Display for UnknownShape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the schema at `{}` cannot be checked: {}", self.at, self.why)
    }
}

impl std::error::Error for UnknownShape {}

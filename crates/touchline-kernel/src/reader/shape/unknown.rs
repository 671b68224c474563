//! Why a schema is refused: a defect of a type, found when its shape is compiled.

/// A schema that the reader cannot check.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the schema at `{at}` cannot be checked: {why}")]
pub struct UnknownShape {
    /// Where in the schema.
    pub at: String,
    /// What is not understood there.
    pub why: String,
}

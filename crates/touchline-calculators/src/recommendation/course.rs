//! A course of a learning system, as a catalogue names it and an action item holds it.
//!
//! Rules: REC-09, ACT-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::Key;

/// A course of a learning system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CourseReference {
    /// The course, by the key that it has in the learning system.
    pub course: Key,
    /// What the course is called, if another than its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_name: Option<Key>,
}

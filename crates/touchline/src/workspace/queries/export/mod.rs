//! Exports: one document of what is somebody's, as they see it; the answer to somebody who asks for all that is kept of them; and what
//! a team did, under pseudonyms. Each is made of the views of things alone, and goes through everything that there is: what a new
//! thing holds is in them from its first day.
//!
//! Rules: ACC-12, ACC-16, ACC-19, RPT-09.

pub(in crate::workspace) mod person;
pub(in crate::workspace) mod subject_access;
pub(in crate::workspace) mod team;

/// The schema of an export's document: it goes up with what would be misread under the one before.
const EXPORT_SCHEMA: u32 = 1;

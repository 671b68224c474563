//! Persons as a workspace keeps them, and what is asked about their duties.

pub(in crate::workspace) mod duties;
pub(in crate::workspace) mod holders;
pub(in crate::workspace) mod kept;

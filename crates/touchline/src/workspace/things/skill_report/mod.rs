//! Skill reports as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod get;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

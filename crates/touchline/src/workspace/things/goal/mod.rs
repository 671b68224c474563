//! Goals as a workspace keeps them with what was observed of each, and the questions about them.

pub(in crate::workspace) mod get;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

//! Settings of notifications as a workspace keeps them, and the question about them.

pub(in crate::workspace) mod get;
pub(in crate::workspace) mod kept;

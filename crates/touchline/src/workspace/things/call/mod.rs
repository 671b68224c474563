//! Calls as a workspace keeps them.

pub(in crate::workspace) mod begun;
pub(in crate::workspace) mod kept;

//! The policy in force as a workspace keeps it.

pub(in crate::workspace) mod kept;

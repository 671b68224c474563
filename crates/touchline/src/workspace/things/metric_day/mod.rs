//! What metrics counted on days, as a workspace keeps it.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;

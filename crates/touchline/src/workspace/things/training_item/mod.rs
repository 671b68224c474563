//! Training items as a workspace keeps them, what follows from them for people, and the questions about them.

pub(in crate::workspace) mod coached;
pub(in crate::workspace) mod figures;
pub(in crate::workspace) mod get;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod pool;
pub(in crate::workspace) mod pool_index;
pub(in crate::workspace) mod proposals;
pub(in crate::workspace) mod proposals_index;
pub(in crate::workspace) mod queue;
pub(in crate::workspace) mod why_empty;

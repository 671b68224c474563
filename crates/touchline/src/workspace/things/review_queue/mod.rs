//! The review queue: its index, and the questions about it.

pub(in crate::workspace) mod figures;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod queue;

//! Dispositions as a workspace keeps them, and what is asked about them.

pub(in crate::workspace) mod findings;
pub(in crate::workspace) mod history;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod of_call;

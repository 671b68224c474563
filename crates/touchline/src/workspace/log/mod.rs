//! The log: commands that join it, records that are folded in, what is taken from it and what is tried on it.

pub(in crate::workspace) mod execute;
pub(in crate::workspace) mod fate;
pub(in crate::workspace) mod load;
pub(in crate::workspace) mod load_error;
mod moment;
pub(in crate::workspace) mod past;
pub(in crate::workspace) mod printed;
pub(in crate::workspace) mod remembered;
pub(in crate::workspace) mod snapshot;
pub(in crate::workspace) mod trial;

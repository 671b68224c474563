//! Strict reading of JSON: every fault at once, each with its path and position.

pub(in crate::kernel) mod scan;

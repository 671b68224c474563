//! What the measurements share: a tenant to measure with, a way to time, a way to print.
//!
//! Nothing here is part of the product. Each bench is a program of its own, so that the core has no
//! dependency for the sake of being measured.

pub mod access;
pub mod arrow_file;
pub mod dice;
pub mod grown;
pub mod kept;
pub mod material;
pub mod memory;
pub mod month;
pub mod peer;
pub mod planned;
pub mod program;
pub mod ranks;
pub mod scored;
pub mod table;
pub mod tenant;
pub mod timing;
pub mod turns;

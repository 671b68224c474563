//! What things are called, and the documents that the law stands on: people and calls.

pub mod calls;
mod kinds;
pub mod people;

pub use kinds::*;

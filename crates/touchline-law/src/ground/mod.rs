//! What things are called, and the documents that the law stands on: people and calls, with their checks.

pub mod calls;
mod checks;
mod kinds;
pub mod people;

pub use checks::NamedCheck;
pub use kinds::*;

//! What things are called, and the documents that the law stands on: people and calls, with their checks.

pub mod calls;
mod checks;
pub mod kinds;
pub mod people;
mod report_days;

pub use checks::NamedCheck;
pub use kinds::*;
pub use report_days::{MOST_REPORT_DAYS, check_report_days};

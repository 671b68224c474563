//! Tables of ratings, a row for each: how far raters agree, and how severe they are.

mod agreement;
mod held;
mod options;
mod severity;

use touchline_kernel::rejection::BadInput;

use crate::fault::{Faults, not_given};
use held::Held;

pub use agreement::Agreement;
pub use options::{AgreementOptions, Coefficient, SeverityOf, SeverityOptions};
pub use severity::Severity;

/// The greatest number that a rating may be, as of a document.
const MOST: f64 = 1e15;

/// Refuses to tell of a table that was never given.
fn given(held: &Held) -> Result<(), BadInput> {
    if held.is_bound() { Ok(()) } else { Err(not_given()) }
}

/// Refuses a table of which a column tells more apart than can be told.
fn too_many(column: &str, actual: usize, most: usize) -> BadInput {
    let mut faults = Faults::default();
    faults.too_many(column, actual as i128, most as i128);
    faults.into()
}

//! Tables of ratings, a row for each: how far raters agree, and how severe they are.

mod agreement;
mod held;
mod options;
mod severity;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use touchline_kernel::rejection::BadInput;

use crate::fault::{Faults, broken};
use held::Held;

pub use agreement::Agreement;
pub use options::{AgreementOptions, Coefficient, SeverityOf, SeverityOptions};
pub use severity::Severity;

/// The greatest number that a rating may be, as of a document.
const MOST: f64 = 1e15;

/// Refuses to tell of a table that was never given.
fn given(held: &Held) -> Result<(), BadInput> {
    let none = || broken(&ArrowError::SchemaError("no table was given".to_owned()));
    if held.is_bound() { Ok(()) } else { Err(none()) }
}

/// Refuses figures of which two columns have one name.
fn unlike(told: &Result<RecordBatch, ArrowError>) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    match told {
        Ok(told) => faults.names(told.schema_ref()),
        Err(error) => return Err(broken(error)),
    }
    faults.told()
}

/// Refuses a table of which a column tells more apart than can be told.
fn too_many(column: &str, actual: usize, most: usize) -> BadInput {
    let mut faults = Faults::default();
    faults.too_many(column, actual as i128, most as i128);
    faults.into()
}

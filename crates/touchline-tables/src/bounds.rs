//! How much is told at most: it is counted, and refused, before any of it is made.

use arrow_schema::ArrowError;
use touchline_kernel::rejection::{BadInput, Hint};

use crate::fault::{Faults, within_arrow};

/// As many bytes as one column of what is told can hold.
const MOST_BYTES: usize = i32::MAX as usize;

/// Refuses a column that would hold more bytes than one can.
pub(crate) fn check_bytes(name: &str, rows: impl Iterator<Item = usize>, hint: Hint) -> Result<(), ArrowError> {
    let (bytes, mut faults) = (rows.fold(0, usize::saturating_add), Faults::default());
    if bytes > MOST_BYTES {
        faults.holds_too_much(name, bytes, MOST_BYTES, hint);
    }
    faults.told().map_err(within_arrow)
}

/// Refuses more rows than a caller lets a table tell.
pub(crate) fn check_rows(rows: usize, most: Option<u32>) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    if let Some(most) = most.filter(|most| rows > *most as usize) {
        faults.too_many_rows(rows, most);
    }
    faults.told()
}

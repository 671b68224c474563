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

/// Refuses more rows than a caller lets a table tell. How many more there would be is not always known, and told of none.
pub(crate) fn check_rows(rows: usize, most: Option<u32>) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    if let Some(most) = most.filter(|most| rows > *most as usize) {
        faults.too_many_rows(most);
    }
    faults.told()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bat_03_a_column_holds_two_gibibytes_but_one_byte_and_no_more() {
        let rows = |last: usize| [1 << 30, last].into_iter();
        assert!(check_bytes("key", rows((1 << 30) - 1), Hint::TextsMayBeShorter).is_ok());
        assert!(check_bytes("key", rows(1 << 30), Hint::TextsMayBeShorter).is_err());
    }

    #[test]
    fn bat_03_as_many_rows_are_told_as_may_be() {
        assert!(check_rows(usize::MAX, None).is_ok() && check_rows(3, Some(3)).is_ok());
        let refused = check_rows(70, Some(3)).unwrap_err().faults.remove(0);
        assert!(refused.reason.message().starts_with("4 is not in the range from 0 to 3"));
    }
}

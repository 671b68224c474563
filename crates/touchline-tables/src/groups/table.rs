//! The table of groups: their figures, or the trends of their scores; and what was left out of each.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use touchline_calculators::skill::StudentPoints;

use super::output::{Before, Figures, keys};
use super::{Bound, Grouper, Row, left_out, trends};
use crate::options::Invalid;
use crate::table::of_columns;

/// The table of these rows.
pub(super) fn table(grouper: &Grouper, bound: &Bound, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    let mut figures = Figures::of(grouper);
    let mut columns = keys(grouper, bound, rows, &grouper.by)?;
    let mut before: Option<Before> = None;
    let mut points = StudentPoints::default();
    for row in rows {
        let earlier = before.take().filter(|before| before.is_just_before(row));
        before = figures.add(grouper, row, earlier.as_ref(), &mut points)?;
    }
    if grouper.options.trends {
        return trends::table(grouper, bound, rows, &figures);
    }
    columns.extend(figures.columns(grouper)?);
    if grouper.options.invalid == Invalid::Skip {
        let nothing = left_out::Reasons::default();
        let group = |row: &Row| row.group.and_then(|place| grouper.groups.get(place));
        let told = |row: &Row| group(row).map_or(&nothing, |group| &group.left_out);
        let told: Vec<_> = rows.iter().map(|row| grouper.withheld(row).is_none().then(|| told(row))).collect();
        columns.extend(left_out::columns(grouper, &told)?);
    }
    of_columns(columns, rows.len())
}

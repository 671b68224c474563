//! The table of groups: their figures, or the trends of their scores; and what was left out of each.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use touchline_calculators::skill::StudentPoints;

use super::output::{Before, Figures, keys};
use super::{Bound, Grouper, Row, left_out, of_whom, trends};
use crate::options::Invalid;
use crate::table::of_columns;
use crate::threads;

/// Of fewer rows a thread has more to do to begin than to work them out.
const LEAST_ROWS: usize = 64;

/// The table of these rows.
pub(super) fn table(grouper: &Grouper, bound: &Bound, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    if grouper.options.trends {
        return trends::table(grouper, bound, rows, &figures(grouper, rows)?);
    }
    // Of figures, what may be too much for a column is refused before anything is worked out.
    let mut columns = keys(grouper, bound, rows, &grouper.by)?;
    let figures = figures(grouper, rows)?;
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

/// The figures of these rows. Each thread works out some of them, which begin with the first window of somebody.
fn figures(grouper: &Grouper, rows: &[Row]) -> Result<Figures, ArrowError> {
    let threads = threads::within(grouper.options.threads, rows.len() / LEAST_ROWS);
    let (mut parts, mut rest) = (Vec::with_capacity(threads), rows);
    for left in (2..=threads).rev() {
        let (part, later) = rest.split_at(begin_of_another(rest, rest.len() / left));
        parts.push(part);
        rest = later;
    }
    parts.push(rest);
    let mut told = threads::each(parts, |rows| figures_of(grouper, rows)).into_iter();
    let mut figures = told.next().unwrap_or_else(|| Ok(Figures::of(grouper)))?;
    for more in told {
        figures.append(more?)?;
    }
    Ok(figures)
}

/// The first row from this one on that is no later window of whoever the row before it is of.
fn begin_of_another(rows: &[Row], from: usize) -> usize {
    let is_another = |place: &usize| match (place.checked_sub(1).and_then(|before| rows.get(before)), rows.get(*place))
    {
        (Some(before), Some(row)) => of_whom(&before.key) != of_whom(&row.key),
        _ => true,
    };
    (from..rows.len()).find(is_another).unwrap_or(rows.len())
}

fn figures_of(grouper: &Grouper, rows: &[Row]) -> Result<Figures, ArrowError> {
    let mut figures = Figures::of(grouper);
    let mut before: Option<Before> = None;
    let mut points = StudentPoints::default();
    for row in rows {
        let earlier = before.take().filter(|before| before.is_just_before(row));
        before = figures.add(grouper, row, earlier.as_ref(), &mut points)?;
    }
    Ok(figures)
}

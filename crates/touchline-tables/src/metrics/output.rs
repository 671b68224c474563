//! The table of figures: a row for each metric, by window, then by whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, TimestampMillisecondArray,
};
use arrow_schema::{ArrowError, Field, Schema};
use touchline_calculators::metric::{Account, Figure, Metric, Undefined, Window};
use touchline_kernel::text::Key;

use super::options::{MetricsOptions, Whose};
use crate::groups::words;
use crate::keys::texts;

/// A figure and what it is of.
struct Row<'a> {
    window: Window,
    whose: Whose,
    team: Option<&'a Key>,
    owner: Option<&'a Key>,
    figure: Figure,
}

/// The figures of all windows and of whomever is meant.
pub(super) fn table(
    options: &MetricsOptions,
    metrics: &[Metric],
    teams: &BTreeMap<Key, BTreeSet<Key>>,
    account: &Account<'_>,
    windows: &[Window],
) -> Result<RecordBatch, ArrowError> {
    let by = options.by.clone().unwrap_or_else(|| BTreeSet::from([Whose::Owner]));
    let measured: Vec<_> = windows.iter().copied().zip(account.within_each(windows, metrics)).collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (window, figures) in &measured {
        let window = *window;
        let mut add = |whose, team, owner, figures: Vec<Figure>| {
            rows.extend(figures.into_iter().map(|figure| Row { window, whose, team, owner, figure }));
        };
        if by.contains(&Whose::Everybody) {
            add(Whose::Everybody, None, None, figures.of_everybody());
        }
        if by.contains(&Whose::Team) {
            for (team, members) in teams {
                add(Whose::Team, Some(team), None, figures.of_these(&members.iter().collect()));
            }
        }
        if by.contains(&Whose::Owner) {
            for owner in figures.owners() {
                add(Whose::Owner, None, owner, figures.of_one(owner));
            }
        }
    }
    of_rows(&rows)
}

fn of_rows(rows: &[Row<'_>]) -> Result<RecordBatch, ArrowError> {
    let figures = || rows.iter().map(|row| &row.figure);
    let days = |day: fn(touchline_kernel::time::DaySpan) -> touchline_kernel::time::LocalDate| -> ArrayRef {
        let of = |row: &Row<'_>| i32::try_from(day(row.window.span()?).days()).ok();
        Arc::new(Date32Array::from_iter(rows.iter().map(of)))
    };
    let moments = |moment: fn(Window) -> touchline_kernel::time::Instant| -> ArrayRef {
        let stamps = rows.iter().map(|row| moment(row.window).millis());
        Arc::new(TimestampMillisecondArray::from_iter_values(stamps).with_timezone("UTC"))
    };
    let doubles =
        |number: fn(&Figure) -> Option<f64>| -> ArrayRef { Arc::new(Float64Array::from_iter(figures().map(number))) };
    let counts = |count: fn(&Figure) -> u64| -> ArrayRef {
        Arc::new(Int64Array::from_iter(figures().map(|figure| i64::try_from(count(figure)).ok())))
    };
    let metrics: Vec<Option<Metric>> = figures().map(|figure| Some(figure.metric)).collect();
    let undefined: Vec<Option<Undefined>> = figures().map(|figure| figure.undefined).collect();
    let whose: Vec<Option<Whose>> = rows.iter().map(|row| Some(row.whose)).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("window", days(|span| span.first)),
        ("window_last", days(|span| span.last)),
        ("since", moments(|window| window.moments().since)),
        ("until", moments(|window| window.moments().until)),
        ("whose", words(&whose)?),
        ("team", texts(rows.iter().map(|row| row.team.map(Key::as_str)))?),
        ("owner", texts(rows.iter().map(|row| row.owner.map(Key::as_str)))?),
        ("metric", words(&metrics)?),
        ("stage", texts(figures().map(|figure| figure.stage.as_ref().map(Key::as_str)))?),
        ("value", doubles(|figure| figure.value)),
        ("numerator", doubles(|figure| Some(figure.numerator))),
        ("denominator", doubles(|figure| figure.denominator)),
        ("observations", counts(|figure| figure.observations)),
        ("unknown", counts(|figure| figure.unknown)),
        ("pending", counts(|figure| figure.pending)),
        ("low", doubles(|figure| figure.interval.map(|interval| interval.low))),
        ("high", doubles(|figure| figure.interval.map(|interval| interval.high))),
        ("low_evidence", Arc::new(BooleanArray::from_iter(figures().map(|figure| Some(figure.low_evidence))))),
        ("prorated", Arc::new(BooleanArray::from_iter(figures().map(|figure| Some(!figure.prorated.is_empty()))))),
        ("undefined", words(&undefined)?),
        ("currency", texts(figures().map(|figure| figure.currency.map(|currency| currency.code())))?),
        ("unit", texts(figures().map(|figure| Some(figure.unit.into())))?),
        ("better", texts(figures().map(|figure| Some(figure.better.into())))?),
    ];
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

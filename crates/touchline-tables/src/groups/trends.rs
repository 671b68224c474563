//! The table of trends: how each group's scores go from window to window, as `insight.trend` has it.
//!
//! Rules: INS-01.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int32Array, Int64Array, RecordBatch};
use arrow_schema::ArrowError;
use touchline_calculators::insight::{Scored, Trend, TrendTest};

use super::output::{Column, Figures, Ratings, keys, words};
use super::{Bound, GroupBy, Grouper, Row, of_whom};
use crate::table::of_columns;

/// The table of trends of these rows, of which those of one group follow one another by window.
pub(super) fn table(
    grouper: &Grouper,
    bound: &Bound,
    rows: &[Row],
    figures: &Figures,
) -> Result<RecordBatch, ArrowError> {
    let groups = groups(rows);
    let first: Vec<Row> = groups.iter().filter_map(|group| rows.get(group.start).copied()).collect();
    let by: Vec<GroupBy> = grouper.by.iter().copied().filter(|by| *by != GroupBy::Window).collect();
    let mut columns = keys(grouper, bound, &first, &by)?;
    let (overall, areas) = figures.overall_and_areas();
    let trends = |ratings: &Ratings| -> Vec<Told> {
        groups.iter().map(|group| Told::of(rows, ratings, group.clone(), grouper)).collect()
    };
    let overall = trends(overall);
    columns.push(("windows".to_owned(), counts(overall.iter().map(|told| told.windows))));
    columns.extend(told("", &overall)?);
    if grouper.options.detail {
        for (area, ratings) in grouper.scorer.compiled().areas().iter().zip(areas) {
            columns.extend(told(&format!("{}_", area.key.as_str()), &trends(ratings))?);
        }
    }
    of_columns(columns, groups.len())
}

/// Rows of which the windows alone differ.
fn groups(rows: &[Row]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for group in rows.chunk_by(|one, other| of_whom(&one.key) == of_whom(&other.key)) {
        groups.push(end..end + group.len());
        end += group.len();
    }
    groups
}

/// What is told of one group.
struct Told {
    /// From the first window with a score to the last, gaps and all.
    windows: i64,
    points: i64,
    trend: Trend,
}

impl Told {
    fn of(rows: &[Row], ratings: &Ratings, group: Range<usize>, grouper: &Grouper) -> Self {
        let scored = group.filter_map(|row| {
            let window = i64::try_from(rows.get(row)?.window?).ok()?;
            Some(Scored { window, count: 0, interval: None, score: Some(ratings.score(row)?) })
        });
        let scored: Vec<Scored> = scored.collect();
        let ends = scored.first().zip(scored.last());
        Told {
            windows: ends.map_or(0, |(first, last)| last.window - first.window + 1),
            points: i64::try_from(scored.len()).unwrap_or(i64::MAX),
            trend: Trend::of(&scored, grouper.options.policy.skill.arrow_points),
        }
    }

    fn test(&self) -> Option<TrendTest> {
        self.trend.test.ok()
    }
}

fn counts(counts: impl Iterator<Item = i64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(counts))
}

/// The columns of one score's trends.
fn told(prefix: &str, all: &[Told]) -> Result<Vec<Column>, ArrowError> {
    let named = |name: &str, array: ArrayRef| (format!("{prefix}{name}"), array);
    let numbers =
        |of: &dyn Fn(&Told) -> Option<f64>| -> ArrayRef { Arc::new(all.iter().map(of).collect::<Float64Array>()) };
    let exact = all.iter().map(|told| Some(told.test()?.exact)).collect::<BooleanArray>();
    let order = all.iter().map(|told| i32::try_from(told.test()?.s).ok()).collect::<Int32Array>();
    let directions: Vec<_> = all.iter().map(|told| Some(told.test()?.direction)).collect();
    let reasons: Vec<_> = all.iter().map(|told| told.trend.test.err()).collect();
    let arrows: Vec<_> = all.iter().map(|told| told.trend.arrow).collect();
    Ok(vec![
        named("points", counts(all.iter().map(|told| told.points))),
        named("arrow", words(&arrows)?),
        named("slope", numbers(&|told| Some(told.trend.slope?.slope))),
        named("slope_low", numbers(&|told| Some(told.trend.slope?.interval?.low))),
        named("slope_high", numbers(&|told| Some(told.trend.slope?.interval?.high))),
        named("direction", words(&directions)?),
        named("p", numbers(&|told| Some(told.test()?.p))),
        named("s", Arc::new(order)),
        named("variance", numbers(&|told| Some(told.test()?.variance))),
        named("z", numbers(&|told| told.test()?.z)),
        named("exact", Arc::new(exact)),
        named("no_test", words(&reasons)?),
    ])
}

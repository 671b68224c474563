//! Rows of facts that are left out since something is wrong in them: beside each figure how many of the tables that its metric
//! counts, and why.
//!
//! Rules: BAT-03, MET-05.

use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, Int64Array, StringArray};
use arrow_schema::ArrowError;
use touchline_calculators::metric::Metric;
use touchline_kernel::reader::MAX_FAULTS;

use super::{FactTable, Metrics};
use crate::fault::{LeftOut, because};
use crate::groups::dictionary;

/// By metric how many rows were left out, and which text says why.
#[derive(Debug, Default)]
pub(super) struct RowsOfMetrics {
    of: Vec<(Metric, u64, Option<i8>)>,
    /// Each once: frames take no category twice.
    texts: Vec<String>,
}

impl RowsOfMetrics {
    fn add(&mut self, metric: Metric, rows: u64, because: Option<String>) {
        let place = because.map(|text| {
            self.texts.iter().position(|other| *other == text).unwrap_or_else(|| {
                self.texts.push(text);
                self.texts.len() - 1
            })
        });
        self.of.push((metric, rows, place.and_then(|place| i8::try_from(place).ok())));
    }

    /// Whether any row was left out.
    pub(super) fn any(&self) -> bool {
        self.of.iter().any(|(_, rows, _)| *rows > 0)
    }

    /// Beside figures of these metrics.
    pub(super) fn columns(&self, figures: impl Iterator<Item = Metric>) -> Result<[(String, ArrayRef); 2], ArrowError> {
        let of: Vec<_> = figures.map(|metric| self.of.iter().find(|(other, ..)| *other == metric)).collect();
        let rows = of.iter().map(|found| found.and_then(|(_, rows, _)| i64::try_from(*rows).ok()));
        let because = of.iter().map(|found| found.and_then(|(.., place)| *place)).collect();
        let texts: ArrayRef = Arc::new(StringArray::from_iter_values(&self.texts));
        Ok([
            ("left_out".to_owned(), Arc::new(rows.collect::<Int64Array>())),
            ("left_out_because".to_owned(), dictionary::<Int8Type>(because, &texts)?),
        ])
    }
}

impl Metrics {
    /// What was left out of the tables that each metric counts. Why, a viewer is not told: it names what stands in rows of others.
    pub(super) fn rows_of_metrics(&self) -> RowsOfMetrics {
        let mut told = RowsOfMetrics::default();
        for metric in self.metrics() {
            let own = FactTable::named(metric.entry().facts());
            let tables = own.into_iter().flat_map(FactTable::with_its_own);
            let left_out: Vec<&LeftOut> = tables.filter_map(|table| self.left_out(*table)).collect();
            let rows = left_out.iter().map(|left_out| left_out.rows().len()).sum();
            let is_told = self.options.viewer.is_none();
            told.add(metric, rows, reasons(&left_out, rows).filter(|_| is_told));
        }
        told
    }
}

/// Each reason with the first row that has it, and what helps beside the first that it would help; of so many rows that are left
/// out, those that are wrong otherwise are others.
fn reasons(left_out: &[&LeftOut], rows: u64) -> Option<String> {
    let told = || left_out.iter().flat_map(|left_out| left_out.told()).take(MAX_FAULTS);
    let named: u64 = told().map(|(_, rows)| rows).sum();
    let mut hinted = Vec::new();
    let each = told().map(|(fault, rows)| {
        let mut reason = fault.reason.clone();
        if hinted.contains(&reason.hint()) {
            reason = reason.without_hint();
        }
        hinted.push(reason.hint());
        (format!("{}: {}", fault.path, reason.message()), *rows)
    });
    because(each, rows.saturating_sub(named))
}

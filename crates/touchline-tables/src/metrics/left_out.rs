//! Rows of facts that are left out since something is wrong in them: beside each figure how many of the tables that it rests on,
//! and why.
//!
//! Rules: BAT-03, MET-05.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, Int64Array, StringArray};
use arrow_schema::ArrowError;
use strum::VariantArray as _;
use touchline_calculators::metric::Metric;
use touchline_kernel::reader::MAX_FAULTS;
use touchline_kernel::rejection::Fault;

use super::{FactTable, Metrics, Whose};
use crate::groups::dictionary;
use crate::left_out::{LeftOut, because};

/// By metric how many rows were left out, and which text says why.
#[derive(Debug, Default)]
pub(super) struct RowsOfMetrics {
    of: Vec<OfMetric>,
    /// Each once: frames take no category twice.
    texts: Vec<String>,
}

/// What was left out of the tables that somebody's figures of a metric rest on.
#[derive(Debug)]
struct OfMetric {
    metric: Metric,
    whose: Whose,
    rows: u64,
    /// The place of the text that says why.
    because: Option<i8>,
}

impl RowsOfMetrics {
    fn add(&mut self, (metric, whose): (Metric, Whose), rows: u64, because: Option<String>) {
        let place = because.map(|text| {
            self.texts.iter().position(|other| *other == text).unwrap_or_else(|| {
                self.texts.push(text);
                self.texts.len() - 1
            })
        });
        self.of.push(OfMetric { metric, whose, rows, because: place.and_then(|place| i8::try_from(place).ok()) });
    }

    /// Whether any row was left out that is told beside everybody's figures.
    pub(super) fn any(&self) -> bool {
        self.of.iter().any(|of| of.whose == Whose::Everybody && of.rows > 0)
    }

    /// Beside figures of these metrics, and of whom they are.
    pub(super) fn columns(
        &self,
        figures: impl Iterator<Item = (Metric, Whose)>,
    ) -> Result<[(String, ArrayRef); 2], ArrowError> {
        let of_figure =
            |(metric, whose): (Metric, Whose)| self.of.iter().find(|of| of.metric == metric && of.whose == whose);
        let of: Vec<Option<&OfMetric>> = figures.map(of_figure).collect();
        let rows = of.iter().map(|found| found.and_then(|of| i64::try_from(of.rows).ok()));
        let because = of.iter().map(|found| found.and_then(|of| of.because)).collect();
        let texts: ArrayRef = Arc::new(StringArray::from_iter_values(&self.texts));
        Ok([
            ("left_out".to_owned(), Arc::new(rows.collect::<Int64Array>())),
            ("left_out_because".to_owned(), dictionary::<Int8Type>(because, &texts)?),
        ])
    }
}

impl Metrics {
    /// What was left out of the tables that figures of each metric rest on. Why, a viewer is not told: it names what stands in rows
    /// of others.
    pub(super) fn rows_of_metrics(&self) -> RowsOfMetrics {
        let (mut told, of_teams) = (RowsOfMetrics::default(), self.of_teams());
        let asked = self.options.whose();
        let is_told = |whose: &&Whose| **whose == Whose::Everybody || asked.contains(whose);
        let whose: Vec<Whose> = Whose::VARIANTS.iter().filter(is_told).copied().collect();
        let each = self.metrics().into_iter().flat_map(|metric| whose.iter().map(move |whose| (metric, *whose)));
        for (metric, whose) in each {
            let teams = of_teams.contains(&whose).then_some(FactTable::Teams);
            let tables = FactTable::read_by(metric, whose).chain(teams);
            let left_out: Vec<&LeftOut> = tables.filter_map(|table| self.left_out(table)).collect();
            let rows = left_out.iter().map(|left_out| left_out.rows().len()).sum();
            let is_told = self.options.viewer.is_none();
            told.add((metric, whose), rows, reasons(&left_out, rows).filter(|_| is_told));
        }
        told
    }

    /// Whose figures rest on who is in which team: those of teams, and what is told of one beside an owner's; where no team is
    /// left of which there would be any, all that there are.
    fn of_teams(&self) -> BTreeSet<Whose> {
        let by_team = self.options.whose().contains(&Whose::Team);
        if by_team && self.teams.is_empty() {
            return BTreeSet::from([Whose::Everybody, Whose::Team, Whose::Owner]);
        }
        let asked = [(Whose::Team, by_team), (Whose::Owner, self.options.benchmarks)];
        asked.into_iter().filter(|(_, is_asked)| *is_asked).map(|(whose, _)| whose).collect()
    }
}

/// Each reason with the first row that has it, and what helps beside the first that it would help; of so many rows that are left
/// out, those that are wrong otherwise are others.
fn reasons(left_out: &[&LeftOut], rows: u64) -> Option<String> {
    let told = told(left_out.iter().copied());
    let named: u64 = told.iter().map(|(_, rows)| rows).sum();
    let each = told.iter().map(|(fault, rows)| (format!("{}: {}", fault.path, fault.reason.message()), *rows));
    because(each, rows.saturating_sub(named))
}

/// As many reasons as are told, each with how many rows have it; what helps stands beside the first that it would help.
pub(super) fn told<'a>(left_out: impl Iterator<Item = &'a LeftOut>) -> Vec<(Fault, u64)> {
    let mut hinted = Vec::new();
    let once = |(mut fault, rows): (Fault, u64)| {
        if hinted.contains(&fault.reason.hint()) {
            fault.reason = fault.reason.without_hint();
        }
        hinted.push(fault.reason.hint());
        (fault, rows)
    };
    left_out.flat_map(LeftOut::told).take(MAX_FAULTS).map(once).collect()
}

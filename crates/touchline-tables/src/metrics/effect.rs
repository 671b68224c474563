//! The effect of coaching over tables: the answer of `metric.effect` over the same records.

use schemars::JsonSchema;
use serde::Deserialize;
use touchline_calculators::insight::{Coaching, MetricEffects, RowsLeftOut, Times};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Limits;

use super::Metrics;
use super::left_out::told;
use crate::fault::Faults;

/// What is asked of an effect over tables. When it is told, of which metrics, and where days begin is said by
/// [`MetricsOptions`](super::MetricsOptions), whose windows are of no matter here.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct EffectOptions {
    /// Whether each coached person's effect is told too, with their figures.
    #[serde(default)]
    pub by_person: bool,
    /// Who was coached when, and who was not. People are the owners of facts.
    pub coaching: Coaching,
}

impl Metrics {
    /// Reads what is asked of an effect, from a document as [`EffectOptions`] has it: before any table, so that nobody
    /// hands over a million rows to hear of a day that is wrong.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn asked(&self, document: &[u8]) -> Result<EffectOptions, Failure> {
        let asked: EffectOptions = crate::options::read(document, &Limits::WIDEST)?;
        self.refuse_idle().map_err(Failure::BadInput)?;
        self.times(&asked.coaching)?;
        Ok(asked)
    }

    /// The effect of coaching on each metric.
    ///
    /// # Errors
    /// What is wrong with the coaching, where it did not come by [`Metrics::asked`]; what is wrong with the facts
    /// together, each with table, column and row.
    pub fn effect(mut self, asked: &EffectOptions) -> Result<MetricEffects, Failure> {
        self.refuse_idle().map_err(Failure::BadInput)?;
        let times = self.times(&asked.coaching)?;
        self.all_told().map_err(Failure::BadInput)?;
        for table in self.plain.tables() {
            self.read_into_records(table).map_err(Failure::BadInput)?;
        }
        self.leave_out_twice();
        let origins = self.joined().map_err(Failure::BadInput)?;
        let effects = MetricEffects::of(&times, &self.account(&origins, None)?, &self.metrics(), asked.by_person);
        let left_out = self.rows_left_out();
        let all: u64 = self.wrong.values().filter_map(Faults::left_out).map(|left_out| left_out.rows().len()).sum();
        let told: u64 = left_out.iter().map(|reason| reason.rows).sum();
        Ok(MetricEffects { left_out, left_out_otherwise: all.saturating_sub(told), ..effects })
    }

    /// Refuses what does nothing here: who asks for figures beside those of others, or of the window before, must not get none and
    /// not hear of it. A viewer is not told what stands in rows that were left out; where none are, there is nothing to keep.
    fn refuse_idle(&self) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let options = &self.options;
        let of_figures = [
            ("benchmarks", options.benchmarks),
            ("most_rows", options.most_rows.is_some()),
            ("people", !options.people.is_empty()),
            ("previous", options.previous),
            ("sees_individuals", options.sees_individuals),
        ];
        for (option, _) in of_figures.iter().filter(|(_, is_given)| *is_given) {
            faults.idle_beside(option, "coaching");
        }
        if options.viewer.is_some() && !options.skips() {
            faults.alone("viewer", "invalid");
        }
        faults.told()
    }

    /// The rows that were left out, reason by reason: as many of these as are told. A viewer is told none: they name what stands
    /// in rows of others.
    fn rows_left_out(&self) -> Vec<RowsLeftOut> {
        if self.options.viewer.is_some() {
            return Vec::new();
        }
        let told = told(self.wrong.values().filter_map(Faults::left_out)).into_iter().map(|(fault, rows)| {
            RowsLeftOut { code: fault.reason.code, message: fault.reason.message(), path: fault.path, rows }
        });
        told.collect()
    }

    fn times<'a>(&self, coaching: &'a Coaching) -> Result<Times<'a>, Failure> {
        let (at, zone) = (self.options.at, self.options.zone());
        Times::new(coaching, at, &self.options.policy.insight, zone).map_err(Failure::BadInput)
    }
}

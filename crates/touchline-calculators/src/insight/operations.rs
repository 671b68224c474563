//! The effect of coaching, told: of whatever a host measures of people, and of each success metric.
//!
//! Rules: MET-04.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coaching::{Side, Times};
use super::statement::{self, default_statements};
use super::{
    ChangeWorth, CoachedWindows, Effect, EffectStatement, ReturnOnCoaching, SeriesTrend, StatementText, TrendSeries,
};
use crate::metric::{
    Account, Better, Dated, Figure, Metric, MetricObservation, Observed, Unit, Vouched, WeeksFrom, Window,
};
use touchline_kernel::math::{Sample, TRILLION, trillionths};
use touchline_kernel::money::Money;
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::rejection::Code;
use touchline_kernel::text::{Key, Limits};
use touchline_kernel::time::Instant;

touchline_kernel::operations! {
    /// The return on coaching: what the change was worth less the cost, over the cost, only from money that is given.
    "insight.return_on_coaching": insight_return_on_coaching;
    /// Whether any series rises or falls: the slope of Theil and Sen, and the test of Mann and Kendall.
    "insight.series": insight_series, read under |_| Limits::WIDEST;
    /// What has to be said beside the figures of an effect, in English: to be printed and translated by their keys.
    "insight.statements": insight_statements;
}

/// Something that was measured of somebody.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PersonValue {
    /// When.
    pub at: Instant,
    /// What was measured, such as `performance`: each measure has an effect of its own.
    pub measure: Key,
    /// Of whom, by the key that they have with the host.
    pub person: Key,
    /// What came of it. It counts to a trillionth.
    #[schemars(range(min = -1_000_000_000_000_000_i64, max = 1_000_000_000_000_000_i64))]
    pub value: f64,
}

/// What changed with coaching, measure by measure.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CoachingEffects")]
pub struct Effects {
    /// Who was coached, in the order of their keys, with the days around their coaching.
    pub coached: Vec<CoachedWindows>,
    /// Each measure, in the order of their keys.
    pub measures: Vec<MeasureEffect>,
    /// What has to be said beside these figures.
    pub statements: Vec<EffectStatement>,
}

/// What changed of one measure.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CoachingEffectOfMeasure")]
pub struct MeasureEffect {
    /// The effect.
    pub effect: Effect,
    /// The measure.
    pub measure: Key,
}

/// What was measured of people in the same way.
#[derive(Debug, Default)]
pub struct Measured<'a> {
    of: BTreeMap<&'a Key, Vec<(Instant, i128)>>,
}

impl<'a> Measured<'a> {
    /// Adds what was measured of somebody at a moment. It counts to a trillionth.
    pub fn add(&mut self, person: &'a Key, at: Instant, value: f64) {
        self.of.entry(person).or_default().push((at, trillionths(value)));
    }

    /// What changed of it by the moment as of which the times are told: what came later does not count.
    #[must_use]
    pub fn effect(mut self, times: &Times<'_>, by_person: bool) -> Effect {
        for series in self.of.values_mut() {
            series.retain(|(at, _)| *at <= times.at());
            series.sort_unstable();
        }
        // What is measured is no observation where nothing was: there is no silence that would count.
        let observed = |person: &Key, _: Side, window: Window, _: Vouched| Observed {
            sample: self.within(person, window),
            silent: 0,
        };
        Effect::of(times, by_person, &observed).0
    }

    fn within(&self, person: &Key, window: Window) -> Sample {
        // Of most people nothing was measured here, and days take their time to be found.
        let Some(all) = self.of.get(person) else { return Sample::new(Vec::new(), TRILLION) };
        let amounts = window.among(all, |(at, _)| *at).iter().map(|(_, amount)| *amount);
        Sample::new(amounts.collect(), TRILLION)
    }
}

impl Times<'_> {
    /// What has to be said beside so many measures of things that nobody expects week by week.
    #[must_use]
    pub fn statements(&self, measures: usize) -> Vec<EffectStatement> {
        statement::statements(&self.windows(), !self.comparison.is_empty(), measures, &BTreeSet::new())
    }
}

impl Effects {
    /// The effect on each measure of what was measured by the moment as of which the times are told.
    #[must_use]
    pub fn of(times: &Times<'_>, values: &[PersonValue], by_person: bool) -> Self {
        let mut measures: BTreeMap<&Key, Measured<'_>> = BTreeMap::new();
        for value in values {
            measures.entry(&value.measure).or_default().add(&value.person, value.at, value.value);
        }
        let effect = |(measure, measured): (&Key, Measured<'_>)| MeasureEffect {
            effect: measured.effect(times, by_person),
            measure: measure.clone(),
        };
        let measures: Vec<MeasureEffect> = measures.into_iter().map(effect).collect();
        Effects { coached: times.windows(), statements: times.statements(measures.len()), measures }
    }
}

fn insight_statements(_: Nothing) -> Result<Vec<StatementText>, Failure> {
    Ok(default_statements().to_vec())
}

/// What changed with coaching, metric by metric.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CoachingMetricEffects")]
pub struct MetricEffects {
    /// Who was coached, in the order of their keys, with the days around their coaching.
    pub coached: Vec<CoachedWindows>,
    /// Rows of tables that were left out because something is wrong in them, reason by reason: the first hundred. There are
    /// none unless that was asked for, and of records none ever.
    pub left_out: Vec<RowsLeftOut>,
    /// How many rows were left out for other reasons than those.
    pub left_out_otherwise: u64,
    /// Each metric, in the order in which they were asked for; one of stages for each stage.
    pub metrics: Vec<MetricEffectOf>,
    /// What has to be said beside these figures.
    pub statements: Vec<EffectStatement>,
}

/// Rows of a table that were left out for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowsLeftOut {
    /// What is wrong.
    pub code: Code,
    /// The same in words.
    pub message: String,
    /// The first of them, as a JSON Pointer: table, column, row.
    pub path: String,
    /// How many there are. A row counts once, for what was found in it first.
    pub rows: u64,
}

/// What changed of one metric.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CoachingEffectOfMetric")]
pub struct MetricEffectOf {
    /// Which way is better.
    pub better: Better,
    /// The effect.
    pub effect: Effect,
    /// The figures of each person who was coached, where they are asked for: in the order of their keys.
    pub figures: Vec<PersonFigures>,
    /// The metric.
    pub metric: Metric,
    /// What one observation of it is.
    pub observation: MetricObservation,
    /// The stage, where the metric is one of stages.
    pub stage: Option<Key>,
    /// What it is in.
    pub unit: Unit,
}

/// A metric's figures of one person.
#[derive(Serialize, JsonSchema)]
pub struct PersonFigures {
    /// The figure of the days after the coaching of which records are known; null where there are none.
    pub after: Option<Figure>,
    /// The figure of those before it.
    pub before: Option<Figure>,
    /// Who.
    pub person: Key,
}

impl MetricEffects {
    /// The effect on each of these metrics of what an account holds.
    #[must_use]
    pub fn of(times: &Times<'_>, account: &Account<'_>, metrics: &[Metric], by_person: bool) -> Self {
        let dated = metrics.iter().flat_map(|metric| account.dated(*metric));
        let mut silent = BTreeSet::new();
        let metrics: Vec<MetricEffectOf> =
            dated.map(|dated| of_metric(times, by_person, &dated, &mut silent)).collect();
        let (coached, compares) = (times.windows(), !times.comparison.is_empty());
        let statements = statement::statements(&coached, compares, metrics.len(), &silent);
        MetricEffects { coached, left_out: Vec::new(), left_out_otherwise: 0, metrics, statements }
    }
}

/// The effect on one metric. Whoever counts by weeks or periods that are silent is added to `silent`.
fn of_metric<'a>(
    times: &Times<'a>,
    by_person: bool,
    dated: &Dated<'_>,
    silent: &mut BTreeSet<&'a Key>,
) -> MetricEffectOf {
    let observed = |person: &Key, side: Side, window: Window, vouched: Vouched| {
        let from = match side {
            Side::Before => WeeksFrom::TheEnd,
            Side::After => WeeksFrom::TheBeginning,
        };
        dated.observations(person, window, from, vouched)
    };
    let (effect, people) = Effect::of(times, by_person, &observed);
    silent.extend(people);
    let figures = times.coached.iter().filter(|_| by_person).map(|(person, (coached, around))| {
        let known = times.known(coached.known);
        let figure = |side| around.window(side, known).map(|window| dated.figure(person, window));
        PersonFigures { after: figure(Side::After), before: figure(Side::Before), person: (*person).clone() }
    });
    let entry = dated.metric().entry();
    MetricEffectOf {
        better: entry.better,
        effect,
        figures: figures.collect(),
        metric: entry.metric,
        observation: entry.observation(),
        stage: dated.stage().cloned(),
        unit: entry.unit,
    }
}

/// What a change was worth, and what the coaching cost.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightReturnOnCoachingInput")]
pub(super) struct ReturnInput {
    /// What the coaching cost; null where nobody says.
    #[serde(default)]
    cost: Option<Money>,
    /// What the change was worth; null where nobody says.
    #[serde(default)]
    value: Option<ChangeWorth>,
}

fn insight_return_on_coaching(input: ReturnInput) -> Result<ReturnOnCoaching, Failure> {
    Ok(ReturnOnCoaching::of(input.value, input.cost)?)
}

fn insight_series(series: TrendSeries) -> Result<SeriesTrend, Failure> {
    series.trend().map_err(Failure::BadInput)
}

//! What a coaching report is composed of: documents that other operations gave, and the calls that they rest on.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::calls::{ReportedCall, SpokenMeasures};
use touchline_calculators::insight::TrendPoint;
use touchline_calculators::metric::{AreaBenchmarks, Benchmarks};
use touchline_calculators::recommendation::Recommendations;
use touchline_calculators::skill::SkillScore;
use touchline_kernel::rejection::{BadInput, Faults, Reason, member};
use touchline_kernel::time::check_spans;
use touchline_kernel::{Code, DaySpan, DetailKey, Instant, Key, Name, PersonId};

/// How much of a report is told.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReportOptions {
    /// The one area that it is about; all of them where it is null.
    pub area: Option<Key>,
    /// Whether it says where in which call an example is heard.
    pub clips: bool,
    /// Whether it has examples.
    pub examples: bool,
}

impl Default for ReportOptions {
    fn default() -> Self {
        ReportOptions { area: None, clips: true, examples: true }
    }
}

/// A person, a period, and what is known of both.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct CoachingReportInput {
    /// The areas beside the team's average and the top performer's, as `skill.benchmarks` gave them.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub area_benchmarks: Vec<AreaBenchmarks>,
    /// The calls that were looked at, of the period.
    #[schemars(length(max = 10_000))]
    pub calls: Vec<ReportedCall>,
    /// How many deals were looked at.
    #[serde(default)]
    pub deals: u64,
    /// The metrics beside the team's average and the top performer's, as they were measured: those of the table, in its
    /// order.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub metrics: Vec<Benchmarks>,
    /// What the person is called.
    #[serde(default)]
    pub name: Option<Name>,
    /// How much is told.
    #[serde(default)]
    pub options: ReportOptions,
    /// The days that it is about.
    pub period: DaySpan,
    /// The person.
    pub person: PersonId,
    /// What is recommended, as `recommendation.make` gave it.
    pub recommendations: Recommendations,
    /// How the score overall went by windows of the calendar, gaps and all: the `points` of a trend, as `insight.score_trend`
    /// or the query `report.trend` gave it.
    #[serde(default)]
    #[schemars(length(max = 2_000))]
    pub score_trend: Vec<TrendPoint>,
    /// The scores, as they were given for the same framework.
    pub skill: SkillScore,
    /// What was measured of the person's talk; null where nothing was.
    #[serde(default)]
    pub talk: Option<SpokenMeasures>,
}

impl CoachingReportInput {
    /// Everything in it that contradicts the rest.
    pub(super) fn check(&self) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if let Err(reason) = self.period.check() {
            faults.add("/period", reason);
        }
        let areas = || self.skill.areas.iter().map(|area| area.area.as_str());
        if let Some(area) = &self.options.area {
            faults.known("/options/area", area.as_str(), areas());
        }
        for (place, gap) in self.recommendations.gaps.iter().enumerate() {
            faults.known(format!("/recommendations/gaps/{place}/area"), gap.area.as_str(), areas());
        }
        let mut strengths = BTreeSet::new();
        for (place, strength) in self.recommendations.strengths.iter().enumerate() {
            let path = format!("/recommendations/strengths/{place}/area");
            faults.known(&path, strength.area.as_str(), areas());
            if !strengths.insert(&strength.area) {
                faults.add(path, Reason::twice(strength.area.as_str()));
            }
        }
        let mut gaps = BTreeSet::new();
        for (place, gap) in self.recommendations.gaps.iter().enumerate() {
            if !gaps.insert(&gap.area) {
                faults.add(format!("/recommendations/gaps/{place}/area"), Reason::twice(gap.area.as_str()));
            }
        }
        for (place, area) in self.recommendations.more_gaps.iter().flatten().enumerate() {
            let path = format!("/recommendations/more_gaps/{place}");
            faults.known(&path, area.as_str(), areas());
            if !gaps.insert(area) {
                faults.add(path, Reason::twice(area.as_str()));
            }
        }
        if let Some(focus) = &self.recommendations.focus {
            for (which, on) in [("first", Some(&focus.first)), ("second", focus.second.as_ref())] {
                let Some(on) = on else { continue };
                faults.known(format!("/recommendations/focus/{which}/area"), on.area.as_str(), areas());
            }
        }
        self.check_beside(&mut faults);
        self.check_metrics(&mut faults);
        self.check_calls(&mut faults);
        faults.told()
    }

    /// Whether a moment is on one of the period's days somewhere: whose clock its days are by is not told.
    fn may_hold(&self, at: Instant) -> bool {
        const HOUR: i64 = 3_600;
        // The first clocks of the earth are 14 hours ahead of UTC, the last 12 behind.
        let (ahead, behind) = (14_i64.saturating_mul(HOUR), 12_i64.saturating_mul(HOUR));
        let second = |days: i64| days.saturating_mul(24).saturating_mul(HOUR);
        let first = second(self.period.first.days()).saturating_sub(ahead);
        let end = second(self.period.last.days().saturating_add(1)).saturating_add(behind);
        (first..end).contains(&at.millis().div_euclid(1_000))
    }

    /// Areas beside others, each once and of the framework; windows that share no day.
    fn check_beside(&self, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        for (place, of) in self.area_benchmarks.iter().enumerate() {
            let path = format!("/area_benchmarks/{place}/area");
            faults.known(&path, of.area.as_str(), self.skill.areas.iter().map(|area| area.area.as_str()));
            if !seen.insert(&of.area) {
                faults.add(path, Reason::twice(of.area.as_str()));
            }
        }
        let windows = self.score_trend.iter().map(|point| DaySpan { first: point.first, last: point.last });
        if let Err((place, reason)) = check_spans(windows) {
            faults.add(format!("/score_trend/{place}"), reason);
        }
        for (place, point) in self.score_trend.iter().enumerate() {
            let published = point.published.map_or(0.0, f64::from);
            faults.range(&format!("/score_trend/{place}/published"), published, (0.0, 100.0));
            for (name, bound) in point.interval.iter().flat_map(|of| [("high", of.high), ("low", of.low)]) {
                faults.range(&format!("/score_trend/{place}/interval/{name}"), bound, (0.0, 100.0));
            }
        }
    }

    /// Metrics, each once: one may be told of several currencies, and of several stages.
    fn check_metrics(&self, faults: &mut Faults) {
        for (place, of) in self.metrics.iter().enumerate() {
            let is_told = |other: &Benchmarks| {
                let (one, other) = (&of.own, &other.own);
                (one.metric, one.currency, &one.stage) == (other.metric, other.currency, &other.stage)
            };
            if self.metrics.iter().take(place).any(is_told) {
                faults.add(format!("/metrics/{place}/own/metric"), Reason::twice(of.own.metric.into()));
            }
        }
    }

    fn check_calls(&self, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        for (place, call) in self.calls.iter().enumerate() {
            if !seen.insert(call.call) {
                faults.add(format!("/calls/{place}/call"), Reason::twice(&call.call.to_string()));
            }
            if !self.may_hold(call.at) {
                let reason = Reason::new(Code::CallOutsidePeriod).with(DetailKey::Actual, call.at.to_string());
                faults.add(format!("/calls/{place}/at"), reason);
            }
            for (area, score) in &call.areas {
                let path = member(&format!("/calls/{place}/areas"), area);
                faults.range(&path, score.unwrap_or_default(), (0.0, 100.0));
            }
        }
        let ratio = self.talk.as_ref().map(|talk| &talk.talk_ratio);
        for (name, share) in ratio.iter().flat_map(|of| [("target", of.target), ("value", of.value)]) {
            faults.range(&format!("/talk/talk_ratio/{name}"), share.unwrap_or_default(), (0.0, 1.0));
        }
    }
}

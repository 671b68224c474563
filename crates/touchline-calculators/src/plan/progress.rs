//! A plan's progress: the mean of its milestones' percents by weight, against the share of its days that is over.
//!
//! Rules: KER-18, MIL-04, PLN-05, PLN-08, PLN-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::days::{Elapsed, HoldDays, PlanDays};
use super::measure::WHOLE;
use super::{MilestoneMeasure, PlanPolicy};
use touchline_kernel::math::Millionths;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, LocalDate};

/// Where a milestone stands, but for what follows from the day that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneStanding {
    /// It came all the way.
    Achieved,
    /// It is aimed at no more.
    Dropped,
    /// It is still to be reached.
    Open,
}

/// A milestone, as far as progress looks at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneTaken {
    /// Whether it is aimed at no more. It then counts for nothing.
    #[serde(default)]
    pub dropped: bool,
    /// How it is measured; null where it is not yet.
    #[serde(default)]
    pub measure: Option<MilestoneMeasure>,
    /// What tells it from the plan's others.
    pub milestone: Key,
    /// The last day on which it is reached in time; null where none is set.
    #[serde(default)]
    pub target_on: Option<LocalDate>,
    /// The newest value of its measure; null where there is none yet, and it stands at its baseline.
    #[serde(default)]
    pub value: Option<f64>,
    /// How much it counts beside the others.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 1_000))]
    pub weight: u32,
}

const fn one() -> u32 {
    1
}

/// Whether a plan's days run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Running {
    /// It is active: what is not done in time is overdue.
    #[default]
    Active,
    /// It is on hold, not begun, or over: nothing is overdue, and it is not behind.
    Still,
}

/// A plan, as far as progress looks at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTaken {
    /// The day on which it was activated, where the person is whom it coaches; null where that is not known. Days before it are
    /// none without a session.
    #[serde(default)]
    pub activated_on: Option<LocalDate>,
    /// Its days.
    pub days: DaySpan,
    /// Its days on hold.
    #[serde(default)]
    pub holds: Vec<HoldDays>,
    /// Whether its mid-point review was recorded.
    #[serde(default)]
    pub midpoint_reviewed: bool,
    /// Its milestones.
    pub milestones: Vec<MilestoneTaken>,
    /// Whether its days run.
    #[serde(default)]
    pub running: Running,
}

/// Why a plan is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BehindReason {
    /// A milestone is overdue.
    MilestoneOverdue,
    /// Its progress lies too far under the share of its days that is over.
    Pace,
}

/// How far a milestone has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneProgress {
    /// For how many days it has been overdue; null where it is not.
    pub days_overdue: Option<i64>,
    /// The milestone.
    pub milestone: Key,
    /// How much of the way it has come, in percent, cut off at a millionth.
    pub percent: f64,
    /// Where it stands.
    pub standing: MilestoneStanding,
}

/// When so many of the days are over that the plan is to be reviewed in its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MidpointDue {
    /// The day; null where no day of the plan counts.
    pub due_on: Option<LocalDate>,
    /// Whether it is due: the day has come, and it was not recorded.
    pub is_due: bool,
    /// Whether it is overdue: the day is over.
    pub is_overdue: bool,
}

/// How far a plan has come. What is not a whole number is rounded half away from zero to a millionth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanProgress {
    /// Why it is behind; empty where it is not.
    pub behind: Vec<BehindReason>,
    /// How many of its days count: all but those on hold.
    pub days_counted: i64,
    /// How many of its days were on hold so far.
    pub days_on_hold: i64,
    /// How many of the days that count are over.
    pub days_over: i64,
    /// The same in percent; null where no day counts.
    pub elapsed_percent: Option<f64>,
    /// The mid-point review.
    pub midpoint: MidpointDue,
    /// Its milestones, as they were given.
    pub milestones: Vec<MilestoneProgress>,
    /// The mean of the milestones' percents, by weight; null where there is none that counts.
    pub percent: Option<f64>,
}

impl MilestoneTaken {
    /// How much of the way it has come.
    #[must_use]
    pub fn percent(&self) -> Millionths {
        let measured = self.measure.as_ref().zip(self.value);
        measured.map_or(Millionths::default(), |(measure, value)| measure.percent(value))
    }

    /// Where it stands, but for what follows from the day that it is.
    #[must_use]
    pub fn standing(&self) -> MilestoneStanding {
        self.come().standing()
    }

    pub(super) fn come(&self) -> Come<'_> {
        Come { percent: self.percent(), taken: self }
    }
}

/// A milestone with how much of the way it has come, which is reckoned once.
pub(super) struct Come<'a> {
    percent: Millionths,
    taken: &'a MilestoneTaken,
}

impl Come<'_> {
    fn standing(&self) -> MilestoneStanding {
        match (self.taken.dropped, i128::from(self.percent.count()) == WHOLE) {
            (true, _) => MilestoneStanding::Dropped,
            (false, true) => MilestoneStanding::Achieved,
            (false, false) => MilestoneStanding::Open,
        }
    }

    fn told(&self, running: Running, today: LocalDate) -> MilestoneProgress {
        let standing = self.standing();
        let is_open = running == Running::Active && standing == MilestoneStanding::Open;
        let over = self.taken.target_on.filter(|_| is_open).map(|target| today.days_since(target));
        MilestoneProgress {
            days_overdue: over.filter(|days| *days > 0),
            milestone: self.taken.milestone.clone(),
            percent: self.percent.value(),
            standing,
        }
    }
}

/// A weighted sum: of percents in millionths, and of weights.
#[derive(Default)]
pub(super) struct Weighed {
    sum: i128,
    weight: i128,
}

impl Weighed {
    /// How many of so many planned days may be over before the plan is behind; nothing where no milestone counts.
    pub(super) fn days_before_behind(&self, planned: i64, policy: &PlanPolicy) -> Option<i128> {
        let leeway = i128::from(policy.behind_points).saturating_mul(1_000_000).saturating_mul(self.weight);
        let border = self.sum.saturating_add(leeway).saturating_mul(i128::from(planned));
        border.checked_div(WHOLE.saturating_mul(self.weight))
    }

    pub(super) fn add(&mut self, come: &Come<'_>) {
        if !come.taken.dropped {
            let own = i128::from(come.taken.weight);
            self.sum = self.sum.saturating_add(i128::from(come.percent.count()).saturating_mul(own));
            self.weight = self.weight.saturating_add(own);
        }
    }
}

/// By how much the progress lies under the share of the days that is over: millionths of points, as a fraction. Divided first, the
/// two would be rounded, which would move the border.
pub(super) struct Lag {
    wanting: i128,
    of: i128,
}

impl Lag {
    fn between(elapsed: Elapsed, weighed: &Weighed) -> Self {
        let (over, planned) = (i128::from(elapsed.over), i128::from(elapsed.planned));
        let wanted = over.saturating_mul(WHOLE).saturating_mul(weighed.weight);
        let come = weighed.sum.saturating_mul(planned);
        Lag { wanting: wanted.saturating_sub(come), of: weighed.weight.saturating_mul(planned) }
    }

    fn is_more_than(&self, points: u32) -> bool {
        self.wanting > i128::from(points).saturating_mul(1_000_000).saturating_mul(self.of)
    }

    /// The points; none where there is nothing to compare.
    pub(super) fn points(&self) -> Option<Millionths> {
        Millionths::quotient(self.wanting, self.of)
    }
}

/// What is reckoned of a plan on a day.
pub(super) struct Reckoned {
    pub(super) days: PlanDays,
    pub(super) lag: Lag,
    pub(super) progress: PlanProgress,
}

impl PlanTaken {
    /// How far it has come on a day.
    #[must_use]
    pub fn progress(&self, today: LocalDate, policy: &PlanPolicy) -> PlanProgress {
        self.reckoned(today, policy).progress
    }

    pub(super) fn reckoned(&self, today: LocalDate, policy: &PlanPolicy) -> Reckoned {
        let days = PlanDays::on(today, self.days, &self.holds);
        let (elapsed, mut weighed) = (days.elapsed(), Weighed::default());
        let (over, planned) = (i128::from(elapsed.over), i128::from(elapsed.planned));
        let milestones = self.milestones.iter().map(MilestoneTaken::come);
        let milestones = milestones.inspect(|come| weighed.add(come)).map(|come| come.told(self.running, today));
        let milestones: Vec<MilestoneProgress> = milestones.collect();
        let is_overdue = milestones.iter().any(|milestone| milestone.days_overdue.is_some());
        let lag = Lag::between(elapsed, &weighed);
        let lags = self.running == Running::Active && lag.is_more_than(policy.behind_points);
        let reasons = [(BehindReason::MilestoneOverdue, is_overdue), (BehindReason::Pace, lags)];
        let progress = PlanProgress {
            behind: reasons.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect(),
            days_counted: elapsed.planned,
            days_on_hold: elapsed.on_hold,
            days_over: elapsed.over,
            elapsed_percent: Millionths::quotient(over.saturating_mul(WHOLE), planned).map(Millionths::value),
            midpoint: self.midpoint(&days, today, policy),
            milestones,
            percent: Millionths::quotient(weighed.sum, weighed.weight).map(Millionths::value),
        };
        Reckoned { days, lag, progress }
    }

    fn midpoint(&self, days: &PlanDays, today: LocalDate, policy: &PlanPolicy) -> MidpointDue {
        let due_on = days.midpoint(policy);
        let awaited = due_on.filter(|_| self.running == Running::Active && !self.midpoint_reviewed);
        MidpointDue {
            due_on,
            is_due: awaited.is_some_and(|due| today >= due),
            is_overdue: awaited.is_some_and(|due| today > due),
        }
    }
}

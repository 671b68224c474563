//! What coaching is to bring about, measured: five targets, each met, not met, or without data.
//!
//! Whether one is met is decided in whole numbers, without dividing; the value beside it is for display.
//!
//! Rules: REC-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::metric::{FEW, Interval, Proportion};
use crate::skill::SkillPolicy;
use touchline_kernel::math::{NORMAL_95, rounded_digits};
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// The policy's bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TargetsPolicy {
    /// In fewer than how many days somebody is to be proficient in a new skill.
    #[schemars(range(min = 1, max = 36_500))]
    pub proficient_under_days: u32,
    /// By how many points a score is to rise in a quarter, at least.
    #[schemars(range(min = 0, max = 100))]
    pub quarter_points: u32,
    /// More than how many percent of the coaching that was sent are to be reviewed by whom it is for.
    #[schemars(range(min = 0, max = 100))]
    pub reviewed_over_percent: u32,
    /// Above what, from 1 to 5, the mean satisfaction with coaching is to lie.
    #[schemars(range(min = 1, max = 5))]
    pub satisfaction_over: u32,
    /// By how many percent of itself the win rate is to rise, at least.
    #[schemars(range(min = 0, max = 1_000))]
    pub win_rate_percent: u32,
}

impl Default for TargetsPolicy {
    fn default() -> Self {
        TargetsPolicy {
            proficient_under_days: 42,
            quarter_points: 10,
            reviewed_over_percent: 80,
            satisfaction_over: 4,
            win_rate_percent: 15,
        }
    }
}

/// What came of coaching. What is left out or empty is not known.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CoachingResults {
    /// Skills that people began to learn.
    pub new_skills: Vec<NewSkill>,
    /// The overall scores of people at both ends of a quarter.
    pub quarter: Vec<QuarterScores>,
    /// What was sent, and how much of it was reviewed.
    pub reviewed: Option<Reviewed>,
    /// How satisfied people were with their coaching, from 1 to 5.
    pub satisfaction: Vec<Rated>,
    /// The same where nobody knows the ratings, but what they come to for each coach, as `coaching_rating.mean` tells it; each weighs
    /// the same. There is either this or ratings.
    pub satisfaction_means: Vec<RatedMean>,
    /// The deals closed before the coaching and after it.
    pub win_rate: Option<WinRates>,
}

/// How much coaching was reviewed by whom it was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingReviewed")]
pub struct Reviewed {
    /// How many were reviewed: no more than were sent.
    pub reviewed: u32,
    /// How many were sent.
    pub sent: u32,
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingRated")]
pub struct Rated {
    /// From 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub rating: u32,
}

/// What the answers on the coaching of one person come to.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingRatedMean")]
pub struct RatedMean {
    /// From 1 to 5, to a hundredth; null where it is not told, since too few have answered: it counts for nothing.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub mean: Option<f64>,
}

/// Somebody's published overall scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct QuarterScores {
    /// At the end of the quarter; null where there is none.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub end: Option<u8>,
    /// At its beginning; null where there is none.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub start: Option<u8>,
}

/// Deals that were closed before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingWinRates")]
pub struct WinRates {
    /// After the coaching.
    pub after: ClosedDeals,
    /// Before it.
    pub before: ClosedDeals,
}

/// Deals that were closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct ClosedDeals {
    /// How many, won and lost.
    pub closed: u32,
    /// How many of them were won.
    pub won: u32,
}

/// A skill that somebody began to learn.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct NewSkill {
    /// When they began.
    pub began_on: LocalDate,
    /// The roles that they hold: what is expected of them may rest on these.
    #[serde(default)]
    pub roles: Vec<Key>,
    /// The published scores of the skill.
    pub scores: Vec<DatedScore>,
    /// How many days before they had been hired; null where nobody knows.
    #[serde(default)]
    pub tenure_days: Option<u32>,
}

/// A published score, as it stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct DatedScore {
    /// The day.
    pub on: LocalDate,
    /// The score.
    #[schemars(range(min = 0, max = 100))]
    pub score: u8,
}

/// What is to be brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CoachingTarget")]
pub enum Measured {
    /// The share of coaching that was reviewed, in percent: over the bound.
    Reviewed,
    /// By how many points scores rose in a quarter, on the mean: the bound or more.
    QuarterPoints,
    /// By how many percent of itself the win rate rose: the bound or more.
    WinRate,
    /// The mean of ratings from 1 to 5: over the bound.
    Satisfaction,
    /// In how many days half of the new skills were there, of an even number by the faster of the two in the middle: under
    /// the bound.
    ProficientDays,
}

/// Whether a target was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CoachingTargetState")]
pub enum TargetState {
    /// It was.
    Met,
    /// It was not.
    NotMet,
    /// There is nothing to measure it by.
    NoData,
}

/// One target, measured.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CoachingTargetMeasured")]
pub struct TargetMeasured {
    /// The bound, in the measure's unit.
    pub bound: u32,
    /// On how much it rests: pieces of coaching, people, deals before and after, answers or means of them, skills.
    pub observations: u64,
    /// Whether it rests on fewer than five, or one of its rates does. A mean that is told is of five answers at least.
    pub low_evidence: bool,
    /// How many are too young to count.
    pub pending: u64,
    /// The rates that it rests on: of what was reviewed, or of deals won before and after.
    pub rates: Vec<TargetRate>,
    /// Whether it was met.
    pub state: TargetState,
    /// What is measured.
    pub target: Measured,
    /// What was measured; null where there is no data, and of days where half of the skills are not there yet.
    pub value: Option<f64>,
}

/// A rate behind a target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CoachingTargetRate")]
pub struct TargetRate {
    /// How many it is a rate of.
    pub denominator: u32,
    /// From where to where it may well lie: Wilson's interval of 95 %; null of nothing.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five.
    pub low_evidence: bool,
    /// How many are hits.
    pub numerator: u32,
    /// The rate, from 0 to 1; null of nothing.
    pub value: Option<f64>,
}

impl TargetRate {
    fn of(numerator: u32, denominator: u32) -> Self {
        let of = Proportion { hits: numerator.into(), of: denominator.into() };
        let low_evidence = u64::from(denominator) < FEW;
        TargetRate { denominator, interval: of.interval(NORMAL_95), low_evidence, numerator, value: of.share() }
    }
}

impl CoachingResults {
    /// Refuses a part that is greater than its whole, and means beside ratings. They stand at `path`.
    ///
    /// # Errors
    /// Every such part, and the means.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let deals = |name, deals: ClosedDeals| (format!("{path}/win_rate/{name}/won"), deals.won, deals.closed);
        let reviewed = self.reviewed.map(|counts| (format!("{path}/reviewed/reviewed"), counts.reviewed, counts.sent));
        let rates = self.win_rate.map(|rates| [deals("after", rates.after), deals("before", rates.before)]);
        for (at, part, whole) in reviewed.into_iter().chain(rates.into_iter().flatten()) {
            if part > whole {
                faults.add(at, Reason::out_of_range(part, 0, whole));
            }
        }
        if !self.satisfaction.is_empty() && !self.satisfaction_means.is_empty() {
            faults.add(format!("{path}/satisfaction_means"), Reason::too_long(self.satisfaction_means.len(), 0));
        }
        faults.told()
    }
}

/// A quotient of whole numbers, and what it is held against.
struct Quotient {
    part: i64,
    whole: i64,
}

impl Quotient {
    /// How it lies to the bound; nothing where there is nothing to divide by.
    fn against(&self, bound: u32) -> Option<core::cmp::Ordering> {
        let bound = i128::from(bound).saturating_mul(self.whole.into());
        (self.whole > 0).then(|| i128::from(self.part).cmp(&bound))
    }

    fn measured(&self, target: Measured, bound: u32, meets: fn(core::cmp::Ordering) -> bool) -> TargetMeasured {
        let order = self.against(bound);
        TargetMeasured {
            bound,
            low_evidence: true,
            observations: 0,
            pending: 0,
            rates: Vec::new(),
            state: order.map_or(TargetState::NoData, |order| TargetState::of(meets(order))),
            target,
            value: order.map(|_| double(self.part) / double(self.whole)),
        }
    }
}

impl TargetState {
    const fn of(met: bool) -> Self {
        if met { TargetState::Met } else { TargetState::NotMet }
    }
}

impl TargetMeasured {
    fn resting_on(self, observations: u64) -> Self {
        TargetMeasured { observations, low_evidence: observations < FEW, ..self }
    }

    fn with_rates(self, rates: Vec<TargetRate>) -> Self {
        let low_evidence = rates.iter().any(|rate| rate.low_evidence);
        TargetMeasured { low_evidence, rates, ..self }
    }
}

/// The targets, as they stand today.
#[must_use]
pub fn measure(
    results: &CoachingResults,
    today: LocalDate,
    policy: &TargetsPolicy,
    skill: &SkillPolicy,
) -> Vec<TargetMeasured> {
    vec![
        reviewed(results.reviewed, policy.reviewed_over_percent),
        quarter(&results.quarter, policy.quarter_points),
        win_rate(results.win_rate, policy.win_rate_percent),
        satisfied(results, policy.satisfaction_over),
        proficient(&results.new_skills, today, policy.proficient_under_days, skill),
    ]
}

fn reviewed(reviewed: Option<Reviewed>, bound: u32) -> TargetMeasured {
    let (part, whole) = reviewed.map_or((0, 0), |counts| (counts.reviewed, counts.sent));
    let percent = Quotient { part: i64::from(part).saturating_mul(100), whole: whole.into() };
    let measured = percent.measured(Measured::Reviewed, bound, core::cmp::Ordering::is_gt).resting_on(whole.into());
    let rates: Vec<TargetRate> = reviewed.iter().map(|counts| TargetRate::of(counts.reviewed, counts.sent)).collect();
    if rates.is_empty() { measured } else { measured.with_rates(rates) }
}

/// Who lacks one of the scores is not counted.
fn quarter(scores: &[QuarterScores], bound: u32) -> TargetMeasured {
    let changes = scores.iter().filter_map(|scores| Some(i64::from(scores.end?).saturating_sub(scores.start?.into())));
    let changes: Vec<i64> = changes.collect();
    let points = Quotient { part: sum(changes.iter().copied()), whole: count(changes.len()) };
    points.measured(Measured::QuarterPoints, bound, core::cmp::Ordering::is_ge).resting_on(points.whole.unsigned_abs())
}

/// The rise of a rate that was 0 is no share of it.
fn win_rate(rates: Option<WinRates>, bound: u32) -> TargetMeasured {
    let none = ClosedDeals { closed: 0, won: 0 };
    let WinRates { after, before } = rates.unwrap_or(WinRates { after: none, before: none });
    // won after ÷ closed after over won before ÷ closed before: both of these products fit, since each factor has 32 bits.
    let product = |one: u32, other: u32| i128::from(one).saturating_mul(other.into());
    let (now, then) = (product(after.won, before.closed), product(before.won, after.closed));
    let rise = now.saturating_sub(then).saturating_mul(100);
    let there = then > 0 && before.closed > 0 && after.closed > 0;
    let met = rise >= then.saturating_mul(bound.into());
    let observations = u64::from(before.closed).saturating_add(after.closed.into());
    let measured = TargetMeasured {
        bound,
        low_evidence: true,
        observations,
        pending: 0,
        rates: Vec::new(),
        state: if there { TargetState::of(met) } else { TargetState::NoData },
        target: Measured::WinRate,
        value: there.then(|| wide(rise) / wide(then)),
    };
    let rate = |deals: ClosedDeals| TargetRate::of(deals.won, deals.closed);
    let rates = rates.map_or_else(Vec::new, |rates| vec![rate(rates.before), rate(rates.after)]);
    if rates.is_empty() { measured } else { measured.with_rates(rates) }
}

fn satisfied(results: &CoachingResults, bound: u32) -> TargetMeasured {
    if results.satisfaction_means.is_empty() {
        satisfaction(&results.satisfaction, bound)
    } else {
        satisfaction_of_means(&results.satisfaction_means, bound)
    }
}

/// The mean of means that were told to a hundredth, in which each coach weighs the same.
fn satisfaction_of_means(means: &[RatedMean], bound: u32) -> TargetMeasured {
    let hundredths = means.iter().filter_map(|rated| i64::try_from(rounded_digits(rated.mean?, 2)?).ok());
    let hundredths: Vec<i64> = hundredths.collect();
    let told = count(hundredths.len());
    let mean = Quotient { part: sum(hundredths.into_iter()), whole: told.saturating_mul(100) };
    let measured = mean.measured(Measured::Satisfaction, bound, core::cmp::Ordering::is_gt);
    TargetMeasured { low_evidence: told == 0, observations: told.unsigned_abs(), ..measured }
}

/// The mean of ratings, held against the bound.
#[must_use]
pub fn satisfaction(ratings: &[Rated], bound: u32) -> TargetMeasured {
    let mean = Quotient { part: sum(ratings.iter().map(|rated| rated.rating.into())), whole: count(ratings.len()) };
    mean.measured(Measured::Satisfaction, bound, core::cmp::Ordering::is_gt).resting_on(mean.whole.unsigned_abs())
}

/// Only what began long enough ago counts, whether it went fast or not: else only the fast would be counted at first.
fn proficient(skills: &[NewSkill], today: LocalDate, bound: u32, policy: &SkillPolicy) -> TargetMeasured {
    let old = |skill: &&NewSkill| today.days_since(skill.began_on) >= i64::from(bound);
    let mut days: Vec<i64> =
        skills.iter().filter(old).map(|skill| skill.days(today, policy).unwrap_or(i64::MAX)).collect();
    days.sort_unstable();
    let half = days.len().saturating_sub(1).checked_div(2).and_then(|half| days.get(half)).copied();
    TargetMeasured {
        bound,
        low_evidence: count(days.len()).unsigned_abs() < FEW,
        observations: count(days.len()).unsigned_abs(),
        pending: count(skills.len().saturating_sub(days.len())).unsigned_abs(),
        rates: Vec::new(),
        state: half.map_or(TargetState::NoData, |half| TargetState::of(half < i64::from(bound))),
        target: Measured::ProficientDays,
        value: half.filter(|half| *half < i64::MAX).map(double),
    }
}

impl NewSkill {
    /// In how many days the score was there that is to be reached; nothing while it is not.
    fn days(&self, today: LocalDate, policy: &SkillPolicy) -> Option<i64> {
        let target = policy.target(&self.roles, self.tenure_days).score;
        let there = |score: &&DatedScore| score.score >= target && self.began_on <= score.on && score.on <= today;
        let first = self.scores.iter().filter(there).map(|score| score.on).min()?;
        Some(first.days_since(self.began_on))
    }
}

fn sum(values: impl Iterator<Item = i64>) -> i64 {
    values.fold(0, i64::saturating_add)
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; counts this small are exact")]
fn double(whole: i64) -> f64 {
    whole as f64
}

#[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; it is for display")]
fn wide(whole: i128) -> f64 {
    whole as f64
}

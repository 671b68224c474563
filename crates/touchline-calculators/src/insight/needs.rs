//! Who needs coaching, and why: what waits in training, what is proposed, a low level, or no coaching for long.
//!
//! Rules: INS-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::InsightPolicy;
use crate::metric::check::once;
use crate::skill::{Level, PublishedScore};
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, LocalDate, Zone};

/// A published score, overall or in an area.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct AreaPublished {
    /// The area; null of the overall score.
    #[serde(default)]
    pub area: Option<Key>,
    /// The score.
    pub score: PublishedScore,
}

/// What is known of somebody.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct CoachingNeed {
    /// When they were last coached; null where they never were. What is dated later than the moment of the question is not
    /// counted.
    #[serde(default)]
    pub last_coached_at: Option<Instant>,
    /// How many proposals to coach them are live.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub live_proposals: u32,
    /// How many training items wait for them.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub pending_training: u32,
    /// Who.
    pub person: Key,
    /// Their scores, as they were published last: one of an area, and one overall.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub scores: Vec<AreaPublished>,
    /// Since when they could have been coached, such as the day of their hire; null where they always could.
    #[serde(default)]
    pub since: Option<LocalDate>,
}

/// So many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "CoachingNeedCount")]
pub struct NeedCount {
    /// How many.
    pub count: u32,
}

/// A level that asks for coaching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LowLevel {
    /// The area; null of the overall score.
    pub area: Option<Key>,
    /// The level.
    pub level: Level,
    /// The score.
    pub score: u8,
}

/// Days without coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DaysWithoutCoaching {
    /// How many; null where they never were coached, and always could have been.
    pub days: Option<i64>,
    /// The day of the last coaching; null where there was none.
    pub last_on: Option<LocalDate>,
}

/// Why somebody needs coaching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum NeedsCoachingBecause {
    /// Proposals to coach them are live.
    LiveProposals(NeedCount),
    /// A level is critical or needs coaching: one reason for each.
    LowLevel(LowLevel),
    /// They were not coached for as many days as the policy says, or more.
    NoCoaching(DaysWithoutCoaching),
    /// Training items wait for them.
    PendingTraining(NeedCount),
}

/// Somebody who needs coaching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedsCoaching {
    /// Who.
    pub person: Key,
    /// Why: training, proposals, levels in the order in which they were given, no coaching.
    pub reasons: Vec<NeedsCoachingBecause>,
}

impl CoachingNeed {
    /// For how many days they were not coached.
    fn silence(&self, at: Instant, zone: Zone) -> DaysWithoutCoaching {
        let last_on = self.last_coached_at.filter(|last| *last <= at).map(|last| zone.day_of(last));
        let today = zone.day_of(at);
        DaysWithoutCoaching { days: last_on.or(self.since).map(|day| today.days_since(day)), last_on }
    }

    fn reasons(&self, silence: DaysWithoutCoaching, policy: &InsightPolicy) -> Vec<NeedsCoachingBecause> {
        let some = |count: u32| (count > 0).then_some(NeedCount { count });
        let low = |published: &AreaPublished| {
            let (score, level) = (published.score.0, Level::of(published.score.0));
            let asks = matches!(level, Level::Critical | Level::NeedsCoaching);
            asks.then(|| NeedsCoachingBecause::LowLevel(LowLevel { area: published.area.clone(), level, score }))
        };
        let is_long = silence.days.is_none_or(|days| days >= policy.no_coaching_days.into());
        let training = some(self.pending_training).map(NeedsCoachingBecause::PendingTraining);
        let proposals = some(self.live_proposals).map(NeedsCoachingBecause::LiveProposals);
        let levels = self.scores.iter().filter_map(low);
        let silent = is_long.then_some(NeedsCoachingBecause::NoCoaching(silence));
        training.into_iter().chain(proposals).chain(levels).chain(silent).collect()
    }
}

/// Refuses somebody who stands twice, and two scores of one area. People stand at `path`.
///
/// # Errors
/// All of that.
pub fn check_needs(people: &[CoachingNeed], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    for (place, one) in people.iter().enumerate() {
        once(&mut faults, &mut seen, &one.person, || format!("{path}/{place}/person"));
        let mut areas = Seen::default();
        for (nth, published) in one.scores.iter().enumerate() {
            if !areas.insert(&published.area) {
                let area = published.area.as_ref().map_or("null", Key::as_str);
                faults.add(format!("{path}/{place}/scores/{nth}/area"), Reason::twice(area));
            }
        }
    }
    faults.told()
}

/// Who needs coaching on the day of a moment somewhere: who has most reasons first, then who was coached the longest ago,
/// those first who never were, then in the order of their keys. Everybody stands once, with one score of an area.
#[must_use]
pub fn needs_coaching(
    people: &[CoachingNeed],
    (at, zone): (Instant, Zone),
    policy: &InsightPolicy,
) -> Vec<NeedsCoaching> {
    let needs = |one: &CoachingNeed| {
        let silence = one.silence(at, zone);
        let reasons = one.reasons(silence, policy);
        (!reasons.is_empty()).then(|| (silence.days, NeedsCoaching { person: one.person.clone(), reasons }))
    };
    let mut told: Vec<(Option<i64>, NeedsCoaching)> = people.iter().filter_map(needs).collect();
    told.sort_by(|(one_days, one), (other_days, other)| {
        let longest = |days: &Option<i64>| days.unwrap_or(i64::MAX);
        let by_reasons = other.reasons.len().cmp(&one.reasons.len());
        let by_days = longest(other_days).cmp(&longest(one_days));
        by_reasons.then(by_days).then_with(|| one.person.as_str().cmp(other.person.as_str()))
    });
    told.into_iter().map(|(_, one)| one).collect()
}

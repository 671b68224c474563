//! What somebody can see of the coaching that they get: what waits for them, how their score goes, and their own habits.
//!
//! Rules: INS-04, INS-14.

use schemars::JsonSchema;
use serde::Serialize;

use super::InsightPolicy;
use super::asked::Asked;
use super::manager::{improvement, scores_of};
use super::milestones::ImprovementMilestones;
use super::record::{CoachingItem, CoachingRecords, CountedRate, DeliveredCoaching, Taken};
use super::response::CoachingResponse;
use super::score_trend::{ScoreTrend, TrendScore, TrendWindows};
use crate::metric::{Improvement, Window};
use touchline_kernel::look_up::Seen;
use touchline_kernel::operation::Failure;
use touchline_kernel::text::Key;

/// The habits of whoever is coached, over what was delivered in the window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachedHabits {
    /// How much was acknowledged, of what that is asked of.
    pub acknowledged: CountedRate,
    /// Of how much questions were asked.
    pub asked: CountedRate,
    /// How many items whose last day lies in the window were done by it: of those that were done or whose day is over.
    pub done_in_time: CountedRate,
    /// How many questions were asked.
    pub questions: u64,
    /// How much was read in time: of what was read or whose time is over, as far as reading is known of it.
    pub read_in_time: CountedRate,
}

/// Somebody's coaching.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonInsight {
    /// Coaching that is complete: acknowledged, without an open clarification, and without an open item; in the order of
    /// the deliveries' keys.
    pub completed: Vec<Key>,
    /// Their habits.
    pub habits: CoachedHabits,
    /// The mean of their scores in the window against that in the window before it.
    pub improvement: Improvement,
    /// How they improved.
    pub milestones: ImprovementMilestones,
    /// How many items are open beyond their last day.
    pub overdue_items: u64,
    /// How many items are open, those that are overdue among them.
    pub pending_items: u64,
    /// Who.
    pub person: Key,
    /// How their score goes.
    pub trend: ScoreTrend,
    /// How much coaching they are still to acknowledge.
    pub unacknowledged: u64,
    /// The window.
    pub window: Window,
    /// The window before it.
    pub window_before: Window,
}

impl PersonInsight {
    /// What somebody can see of their coaching. Records stand at `records`.
    ///
    /// # Errors
    /// A window before which there is none of the same length; scores that lie too many windows of the calendar apart.
    pub fn of(
        records: &CoachingRecords,
        person: &Key,
        (asked, windows, policy): (&Asked, &TrendWindows, &InsightPolicy),
    ) -> Result<Self, Failure> {
        let at = asked.at;
        let before = asked.window.previous()?;
        let is_theirs = |one: &&DeliveredCoaching| one.person == *person && one.delivered_at <= at;
        let deliveries: Vec<&DeliveredCoaching> = records.deliveries.iter().filter(is_theirs).collect();
        let items: Vec<&CoachingItem> =
            records.items.iter().filter(|item| item.person == *person && item.counts(at)).collect();
        let scores = records.scores.iter().filter(|score| score.person == *person && score.at <= at);
        let scores: Vec<TrendScore> = scores.map(|score| TrendScore { at: score.at, score: score.score }).collect();
        let trend = windows.of_scores(&scores, "/records/scores")?;
        let open: Vec<&&CoachingItem> = items.iter().filter(|item| !item.is_complete(at)).collect();
        let overdue = open.iter().filter(|item| item.is_overdue(at, asked.zone)).count();
        let with_open: Seen<&Key> = open.iter().filter_map(|item| item.delivery.as_ref()).collect();
        let is_complete = |one: &&&DeliveredCoaching| {
            one.is_acknowledged(at) && !one.clarification_open && !with_open.contains(&one.delivery)
        };
        let mut completed: Vec<Key> = deliveries.iter().filter(is_complete).map(|one| one.delivery.clone()).collect();
        completed.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        let unacknowledged = deliveries.iter().filter(|one| one.awaits_acknowledgement(at)).count();
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        Ok(PersonInsight {
            completed,
            habits: habits(&deliveries, &items, asked, policy),
            improvement: improvement(&scores_of(records), person, asked, before),
            milestones: ImprovementMilestones::of(&trend.points),
            overdue_items: count(overdue),
            pending_items: count(open.len()),
            person: person.clone(),
            trend,
            unacknowledged: count(unacknowledged),
            window: asked.window,
            window_before: before,
        })
    }
}

fn habits(
    deliveries: &[&DeliveredCoaching],
    items: &[&CoachingItem],
    asked: &Asked,
    policy: &InsightPolicy,
) -> CoachedHabits {
    let at = asked.at;
    let taken = deliveries.iter().map(|one| Taken::from(*one));
    let response = CoachingResponse::of(taken, asked, policy);
    let done = |item: &CoachingItem| item.done_on(at, asked.zone);
    let is_due =
        |item: &&CoachingItem| asked.holds_due_day(item) && (item.is_complete(at) || item.is_overdue(at, asked.zone));
    let due: Vec<&CoachingItem> = items.iter().copied().filter(is_due).collect();
    let in_time = |item: &&CoachingItem| done(item).zip(item.due_on).is_some_and(|(done, due)| done <= due);
    CoachedHabits {
        acknowledged: response.acknowledged,
        asked: response.asked,
        done_in_time: CountedRate::of(&due, in_time),
        questions: response.questions,
        read_in_time: response.read_in_time,
    }
}

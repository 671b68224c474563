//! What managers can see of their coaching: how often they coach whom, how soon it is acknowledged, what became of it.
//!
//! Rules: INS-03.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::record::{CoachingItem, CoachingRecords, CountedRate, DeliveredCoaching, Taken};
use super::response::{HoursToAcknowledge, acknowledged, hours_to_acknowledge, responded};
use crate::metric::{Improvement, MeasuredValue, Proportion, RateAnswer, Window, WindowMean};
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::math::Sample;
use touchline_kernel::rejection::{BadInput, Faults, Reason, Rejection};
use touchline_kernel::text::Key;

/// How often a manager met a habit of good practice.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct PracticeHabit {
    /// Whose habit it is.
    pub by: Key,
    /// The habit.
    pub habit: Key,
    /// How often it was met.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub met: u64,
    /// How often it could have been.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub of: u64,
}

/// How often a habit was met.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "PracticeHabitRate")]
pub struct HabitRate {
    /// The habit.
    pub habit: Key,
    /// How often it was met.
    pub met: CountedRate,
}

/// How often somebody was coached, and what became of their score.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachedOften {
    /// How often.
    pub deliveries: u64,
    /// Their mean score in the window against that in the window before it.
    pub improvement: Improvement,
    /// How often a week; null where the window has no time.
    pub per_week: Option<f64>,
    /// Who.
    pub person: Key,
}

/// The action items that a manager assigned, of those that were not called off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ItemsOfManager {
    /// How many of those whose last day lies in the window are complete.
    pub complete: CountedRate,
    /// How many are open beyond their last day, whenever that was.
    pub overdue: u64,
}

/// How much the scores of those who were coached changed, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MeanImprovement {
    /// The mean of their changes; null where nobody has a score in both windows.
    pub change: Option<f64>,
    /// How many people have a score in both windows.
    pub people: u64,
}

/// A manager's coaching.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ManagerInsight {
    /// How much of what was delivered in the window is acknowledged, as far as that is asked of it.
    pub acknowledged: CountedRate,
    /// How often they coached.
    pub deliveries: u64,
    /// Their habits of good practice, in the order of their keys.
    pub habits: Vec<HabitRate>,
    /// How long it goes without being acknowledged.
    pub hours_to_acknowledge: HoursToAcknowledge,
    /// How much the scores of those whom they coached changed.
    pub improvement: MeanImprovement,
    /// The action items that they assigned.
    pub items: ItemsOfManager,
    /// Who.
    pub manager: Key,
    /// Whom they coached, in the order of their keys.
    pub people: Vec<CoachedOften>,
    /// How often a week they coached each of those; null where nobody.
    pub per_week_and_person: Option<f64>,
    /// How much of what was delivered in the window was responded to.
    pub responded: CountedRate,
}

/// What managers can see of their coaching.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ManagersInsight {
    /// The managers, in the order of their keys.
    pub managers: Vec<ManagerInsight>,
    /// How many weeks there are in the window, up to the moment of the question.
    pub weeks: f64,
    /// The window.
    pub window: Window,
    /// The window before it.
    pub window_before: Window,
}

/// Refuses more met than could have been, and a manager's habit that stands twice. Habits stand at `path`.
///
/// # Errors
/// All of them.
pub fn check_habits(habits: &[PracticeHabit], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    for (place, habit) in habits.iter().enumerate() {
        if !seen.insert((&habit.by, &habit.habit)) {
            faults.add(format!("{path}/{place}/habit"), Reason::twice(habit.habit.as_str()));
        }
        if habit.met > habit.of {
            faults.add(format!("{path}/{place}/met"), Reason::out_of_range(habit.met, 0, habit.of));
        }
    }
    faults.told()
}

/// A person's scores, to be held against one another.
pub(super) type ScoresOf<'a> = LookUp<&'a Key, Vec<MeasuredValue>>;

/// Everybody's scores.
pub(super) fn scores_of(records: &CoachingRecords) -> ScoresOf<'_> {
    let mut scores = ScoresOf::default();
    for score in &records.scores {
        scores.entry(&score.person).or_default().push(MeasuredValue { at: score.at, value: score.score });
    }
    scores
}

/// Somebody's mean score in a window against that in the window before it.
pub(super) fn improvement(scores: &ScoresOf<'_>, person: &Key, asked: &Asked, before: Window) -> Improvement {
    let own: &[MeasuredValue] = scores.get(person).map_or(&[], Vec::as_slice);
    let mean = |window| WindowMean::of(own, window, asked.at).mean;
    Improvement::between(mean(before), mean(asked.window))
}

/// What belongs to one manager.
#[derive(Default)]
struct Own<'a> {
    deliveries: Vec<&'a DeliveredCoaching>,
    habits: Vec<&'a PracticeHabit>,
    items: Vec<&'a CoachingItem>,
}

impl ManagersInsight {
    /// What managers can see: those who are named, else all who coached, assigned or have a habit.
    ///
    /// # Errors
    /// A window before which there is none of the same length.
    pub fn of(
        records: &CoachingRecords,
        habits: &[PracticeHabit],
        managers: Option<&[Key]>,
        asked: &Asked,
    ) -> Result<Self, Rejection> {
        let before = asked.window.previous()?;
        let mut own: BTreeMap<&str, (&Key, Own<'_>)> = BTreeMap::new();
        for manager in managers.unwrap_or_default() {
            own.insert(manager.as_str(), (manager, Own::default()));
        }
        let is_meant = |by: &Key| managers.is_none_or(|managers| managers.contains(by));
        for one in records.deliveries.iter().filter(|one| asked.holds(one.delivered_at) && is_meant(&one.by)) {
            own.entry(one.by.as_str()).or_insert_with(|| (&one.by, Own::default())).1.deliveries.push(one);
        }
        let counts = |item: &&CoachingItem| {
            let (at, zone) = (asked.at, asked.zone);
            item.counts(at) && (asked.holds(item.assigned_at) || asked.holds_due_day(item) || item.is_overdue(at, zone))
        };
        for item in records.items.iter().filter(|item| is_meant(&item.by)).filter(counts) {
            own.entry(item.by.as_str()).or_insert_with(|| (&item.by, Own::default())).1.items.push(item);
        }
        for habit in habits.iter().filter(|habit| is_meant(&habit.by)) {
            own.entry(habit.by.as_str()).or_insert_with(|| (&habit.by, Own::default())).1.habits.push(habit);
        }
        let scores = scores_of(records);
        let managers = own.into_values().map(|(manager, own)| told(manager, &own, (asked, before), &scores)).collect();
        Ok(ManagersInsight { managers, weeks: asked.weeks(), window: asked.window, window_before: before })
    }
}

fn told(manager: &Key, own: &Own<'_>, (asked, before): (&Asked, Window), scores: &ScoresOf<'_>) -> ManagerInsight {
    let mut by_person: BTreeMap<&str, (&Key, u64)> = BTreeMap::new();
    for one in &own.deliveries {
        let (_, count) = by_person.entry(one.person.as_str()).or_insert((&one.person, 0));
        *count = count.saturating_add(1);
    }
    let people: Vec<CoachedOften> = by_person
        .into_values()
        .map(|(person, deliveries)| CoachedOften {
            deliveries,
            improvement: improvement(scores, person, asked, before),
            per_week: asked.per_week(deliveries, 1),
            person: person.clone(),
        })
        .collect();
    let taken: Vec<Taken> = own.deliveries.iter().map(|one| Taken::from(*one)).collect();
    let deliveries = u64::try_from(own.deliveries.len()).unwrap_or(u64::MAX);
    let coached = u64::try_from(people.len()).unwrap_or(u64::MAX);
    let changes = people.iter().filter_map(|person| person.improvement.change);
    let changes = Sample::of_numbers(changes);
    let mut habits: Vec<HabitRate> = own
        .habits
        .iter()
        .map(|habit| {
            let proportion = Proportion { hits: habit.met, of: habit.of };
            let met = CountedRate { hits: habit.met, of: habit.of, rate: RateAnswer::of(proportion) };
            HabitRate { habit: habit.habit.clone(), met }
        })
        .collect();
    habits.sort_by(|one, other| one.habit.as_str().cmp(other.habit.as_str()));
    let due: Vec<&CoachingItem> = own.items.iter().copied().filter(|item| asked.holds_due_day(item)).collect();
    let overdue = own.items.iter().filter(|item| item.is_overdue(asked.at, asked.zone)).count();
    ManagerInsight {
        acknowledged: acknowledged(&taken, asked.at),
        deliveries,
        habits,
        hours_to_acknowledge: hours_to_acknowledge(&taken, asked.at),
        improvement: MeanImprovement { change: changes.mean(), people: changes.count() },
        items: ItemsOfManager {
            complete: CountedRate::of(&due, |item| item.is_complete(asked.at)),
            overdue: u64::try_from(overdue).unwrap_or(u64::MAX),
        },
        manager: manager.clone(),
        people,
        per_week_and_person: asked.per_week(deliveries, coached),
        responded: responded(&taken, asked.at),
    }
}

//! Goals by whose they are, each with what was observed of it: kept up with every fact that it rests on, so that
//! nobody counts anew who looks.

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::moments::{Moments, between, last_at};
use crate::workspace::things::goal::calls::CallCounted;
use crate::workspace::{Follows, LookUp, Moved, Ordered, Table, World};
use touchline_calculators::metric::Metric;
use touchline_calculators::progress::{Measure, Observation, Observed};
use touchline_kernel::math::Millionths;
use touchline_kernel::{DaySpan, Id, Instant, Key, LocalDate, PersonId, Zone};
use touchline_law::facts::ObservedKey;
use touchline_law::ground::calls::{CallId, CallMark};
use touchline_law::ground::{GoalId, GoalMark, MetricDayMark, TrainingItemId};
use touchline_law::life::{Thing as _, among_moments};
use touchline_law::things::goal::{Goal, State};
use touchline_law::things::metric_day::CountedDay;
use touchline_law::things::training_item::{self, TrainingItem};

/// Which of the lists a goal stands in. Whether its days are over is a matter of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Set,
    Cancelled,
    Archived,
}

sections!(Section);

#[derive(Debug, Default)]
pub(in crate::workspace) struct GoalIndex {
    /// "How far has this goal come?"
    measured: LookUp<GoalId, Measured>,
    /// "Which goals does something of this person's at this moment touch?": by the moment that counts no more, so
    /// that goals which are over are passed over.
    by_person: LookUp<PersonId, Ordered<SortKey<GoalMark>>>,
    /// "Which goals count this training item?"
    by_item: LookUp<TrainingItemId, Vec<GoalId>>,
    /// "The calls of this person between two moments", for a goal that is set later than they began.
    calls: LookUp<PersonId, Ordered<SortKey<CallMark>>>,
    /// "How many stars do the reviews of this call give it that count?"
    pub(in crate::workspace) reviewed: LookUp<CallId, Millionths>,
    /// "What this metric counted of this person between two days", for a goal that is set later than it was recorded.
    pub(in crate::workspace) days: LookUp<(PersonId, Metric), Ordered<SortKey<MetricDayMark>>>,
    /// "The goals of one person": by their last day.
    pub(in crate::workspace) listed: Lists<PersonId, Section, GoalMark>,
}

/// What was observed of a goal, and when that is.
#[derive(Clone, Copy, Debug)]
struct Measured {
    moments: Moments,
    observed: Observed,
}

/// What counts is added or taken away.
pub(in crate::workspace) type Counting = fn(&mut Observed, &Observed);

/// A training item, as far as it may count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::workspace) struct ItemCounted {
    pub(in crate::workspace) agent: PersonId,
    item: TrainingItemId,
    pub(in crate::workspace) raised_at: Instant,
    resolved_at: Option<Instant>,
}

impl ItemCounted {
    /// Nothing where the item was taken back, and so is asked for no more.
    pub(in crate::workspace) fn of(item: &TrainingItem) -> Option<Self> {
        let resolved_at = match item.state {
            training_item::State::Pending | training_item::State::InProgress => None,
            training_item::State::Resolved => item.resolved_at,
            training_item::State::Withdrawn | training_item::State::Superseded => return None,
        };
        Some(ItemCounted { agent: item.agent, item: item.training_item, raised_at: item.raised.at, resolved_at })
    }

    pub(in crate::workspace) fn observation(self, moments: Moments) -> Observation<'static> {
        Observation::Item { resolved: self.resolved_at.is_some_and(|resolved| resolved < moments.until) }
    }
}

/// Before every key of this day.
pub(in crate::workspace) fn before<T>(day: LocalDate) -> SortKey<T> {
    let midnight = among_moments(day);
    last_at(midnight.checked_add_millis(-1).unwrap_or(midnight))
}

/// Where a goal stands in the lists.
pub(in crate::workspace) fn place(goal: &Goal) -> (Section, SortKey<GoalMark>) {
    let section = match (goal.archived, goal.state) {
        (true, _) => Section::Archived,
        (false, State::Cancelled) => Section::Cancelled,
        (false, State::Set) => Section::Set,
    };
    (section, (goal.listed_at(), goal.goal))
}

impl GoalIndex {
    /// What was observed of a goal.
    pub(in crate::workspace) fn observed(&self, goal: GoalId) -> Observed {
        self.measured.get(&goal).map(|measured| measured.observed).unwrap_or_default()
    }

    /// The calls of a person that began between two moments, in that order.
    pub(in crate::workspace) fn calls_of(
        &self,
        person: PersonId,
        moments: Moments,
    ) -> impl Iterator<Item = Id<CallMark>> + '_ {
        let calls = self.calls.get(&person).into_iter();
        calls.flat_map(move |calls| calls.range(between(moments))).map(|(_, call)| *call)
    }

    /// The goals of a person for which a moment may count: those that are not over by then.
    fn reached(&self, person: PersonId, moment: Instant) -> impl Iterator<Item = GoalId> + '_ {
        let goals = self.by_person.get(&person).into_iter();
        goals.flat_map(move |goals| goals.range(last_at(moment)..)).map(|(_, goal)| *goal)
    }

    /// Counts something of a person's, in every goal of theirs that it touches.
    fn count<'a>(
        &mut self,
        goals: &Table<Goal>,
        (person, moment): (PersonId, Instant),
        (counting, observation): (Counting, impl Fn(Moments) -> Observation<'a>),
    ) {
        if self.measured.is_empty() {
            return;
        }
        let touched: Vec<GoalId> = self.reached(person, moment).collect();
        for goal in touched.into_iter().filter_map(|goal| goals.get(goal)) {
            let Some(measured) = self.measured.get_mut(&goal.goal) else { continue };
            // A bundle's items are counted whenever they were raised.
            if goal.training_items.is_none() && measured.moments.hold(moment) {
                measured.count(goal, counting, observation(measured.moments));
            }
        }
    }

    /// What a metric counted on a day of a person's, whose days are counted in a zone, counts or counts no more.
    pub(in crate::workspace) fn day(
        &mut self,
        goals: &Table<Goal>,
        (day, zone): (&CountedDay, Zone),
        counting: Counting,
    ) {
        if self.measured.is_empty() {
            return;
        }
        let touched: Vec<GoalId> = self.reached(day.person, not_over_by(day.day, zone)).collect();
        for goal in touched.into_iter().filter_map(|goal| goals.get(goal)).filter(|goal| goal.days.contains(day.day)) {
            if let Some(measured) = self.measured.get_mut(&goal.goal) {
                measured.count(goal, counting, day.observation());
            }
        }
    }

    /// A call counts, or counts no more.
    pub(in crate::workspace) fn call(&mut self, goals: &Table<Goal>, call: CallCounted, counting: Counting) {
        self.count(goals, (call.handler, call.began), (counting, |_| call.observation()));
    }

    /// A result counts, or counts no more.
    pub(in crate::workspace) fn result(
        &mut self,
        goals: &Table<Goal>,
        ((agent, check), passes): ((PersonId, Option<&Key>), Option<bool>),
        began: Instant,
        counting: Counting,
    ) {
        let observation = |_| Observation::Result { check, passes };
        self.count(goals, (agent, began), (counting, observation));
    }

    /// A training item counts, or counts no more.
    pub(in crate::workspace) fn item(&mut self, goals: &Table<Goal>, item: ItemCounted, counting: Counting) {
        self.count(goals, (item.agent, item.raised_at), (counting, |moments| item.observation(moments)));
        for id in self.by_item.get(&item.item).into_iter().flatten() {
            if let (Some(goal), Some(measured)) = (goals.get(*id), self.measured.get_mut(id))
                && goal.person == item.agent
            {
                measured.count(goal, counting, item.observation(measured.moments));
            }
        }
    }

    /// A call stands at another place among its handler's.
    pub(in crate::workspace) fn place_call(
        &mut self,
        call: Id<CallMark>,
        before: Option<CallCounted>,
        after: CallCounted,
    ) {
        if let Some(before) = before.filter(|before| (before.handler, before.began) != (after.handler, after.began))
            && let Some(calls) = self.calls.get_mut(&before.handler)
        {
            calls.remove(&(before.began, call));
        }
        self.calls.entry(after.handler).or_default().insert((after.began, call));
    }

    /// Takes a goal with what was observed of it, in the place of what was known of it.
    fn measure(&mut self, goal: &Goal, measured: Measured) {
        let goals = self.by_person.entry(goal.person).or_default();
        match self.measured.insert(goal.goal, measured) {
            Some(before) => drop(goals.remove(&(before.moments.until, goal.goal))),
            None => {
                for item in goal.training_items.iter().flatten() {
                    self.by_item.entry(*item).or_default().push(goal.goal);
                }
            }
        }
        goals.insert((measured.moments.until, goal.goal));
    }

    /// The goals of a person.
    fn of(&self, person: PersonId) -> Vec<GoalId> {
        self.by_person.get(&person).into_iter().flatten().map(|(_, goal)| *goal).collect()
    }
}

impl Follows<World> for GoalIndex {
    /// Each person's own, whoever manages them.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

impl Measured {
    fn count(&mut self, goal: &Goal, counting: Counting, observation: Observation<'_>) {
        if let Some(value) = goal.aim.measure.reads(observation) {
            counting(&mut self.observed, &value);
        }
    }
}

impl World {
    /// The zone that a person's days are counted in.
    pub(in crate::workspace) fn zone_of(&self, person: PersonId) -> Zone {
        let own = self.tables.people.get(person).and_then(|person| person.document.zone);
        own.unwrap_or_else(|| self.organisation_zone())
    }

    /// The organisation's zone, by the policy in force.
    pub(in crate::workspace) fn organisation_zone(&self) -> Zone {
        self.policy().map_or(self.first_zone, |policy| policy.settings.organisation.zone)
    }

    /// Counts from the beginning what was observed of a goal: it was set, or its days begin and end elsewhere.
    pub(in crate::workspace) fn measure(&mut self, goal: GoalId) {
        let Some(goal) = self.tables.goals.get(goal) else { return };
        let ObservedKey { since, until, .. } = ObservedKey::of_days(goal.goal, goal.days, self.zone_of(goal.person));
        let moments = Moments { since, until };
        let mut measured = Measured { moments, observed: Observed::default() };
        let whose = (goal.person, &goal.aim.measure, goal.training_items.as_ref());
        self.observe(whose, (moments, goal.days), |observation| {
            measured.count(goal, Observed::add, observation);
        });
        self.goal_index.measure(goal, measured);
    }

    /// A person's days begin and end elsewhere.
    pub(in crate::workspace) fn measure_all_of(&mut self, person: PersonId) {
        for goal in self.goal_index.of(person) {
            self.measure(goal);
        }
        self.measure_teams_of(person);
    }

    /// The organisation's days begin and end elsewhere.
    pub(in crate::workspace) fn measure_all(&mut self) {
        let ids: Vec<GoalId> = (0..).map_while(|place| self.tables.goals.row(place)).map(|goal| goal.goal).collect();
        for goal in ids {
            self.measure(goal);
        }
        self.measure_all_teams();
    }

    /// Everything of a person's that counts by a measure: of training the items that are named, or those that were
    /// raised then.
    pub(in crate::workspace) fn observe(
        &self,
        (person, measure, named): (PersonId, &Measure, Option<&Vec<TrainingItemId>>),
        (moments, days): (Moments, DaySpan),
        mut count: impl FnMut(Observation<'_>),
    ) {
        match measure {
            Measure::OverallScore | Measure::CallsCompleted | Measure::ScorecardAverage => {
                let calls = self.goal_index.calls_of(person, moments).filter_map(|call| self.tables.calls.get(call));
                calls.for_each(|call| count(self.counted(&call.document).observation()));
            }
            Measure::CheckPassRate(of) => {
                let results = self.findings.results(person, Some(of.check.clone())).into_iter();
                for (_, result) in results.flat_map(|results| results.range(between(moments))) {
                    let Some(result) = self.tables.dispositions.get(*result) else { continue };
                    count(Observation::Result { check: result.check_key(), passes: result.counts_as() });
                }
            }
            Measure::TrainingCompleted => {
                let items = match named {
                    Some(items) => items.clone(),
                    None => self.raised(person, moments),
                };
                let items = items.into_iter().filter_map(|item| ItemCounted::of(self.tables.training_items.get(item)?));
                items.filter(|item| item.agent == person).for_each(|item| count(item.observation(moments)));
            }
            Measure::Metric(of) => self.observe_days((person, of), days, count),
        }
    }

    /// The training items of a person that were raised between two moments.
    fn raised(&self, person: PersonId, moments: Moments) -> Vec<TrainingItemId> {
        let states = [training_item::State::Pending, training_item::State::InProgress, training_item::State::Resolved];
        let lists = states.into_iter().filter_map(|state| self.training_index.queue.own(person, state));
        lists.flat_map(|items| items.range(between(moments))).map(|(_, item)| *item).collect()
    }
}

/// A moment that lies before the end of every goal whose days have not ended before this one, where these are counted
/// in the zone.
pub(in crate::workspace) fn not_over_by(day: LocalDate, zone: Zone) -> Instant {
    let first = zone.first_moment(day);
    first.checked_add_millis(-1).unwrap_or(first)
}

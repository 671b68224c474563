//! Goals of teams by whose team it is, each with what was observed of everybody below that manager: kept up with every
//! fact along the reporting line above it, and with everybody who comes to stand elsewhere.

use crate::workspace::index::moments::{Moments, last_at};
use crate::workspace::things::goal::calls::CallCounted;
use crate::workspace::things::goal::index::{Counting, ItemCounted, Section, not_over_by};
use crate::workspace::{Follows, Lists, LookUp, Moved, Ordered, SortKey, Table, World};
use touchline_calculators::progress::{Observation, Observed};
use touchline_kernel::{Instant, Key, PersonId, Zone};
use touchline_law::facts::TeamObservedKey;
use touchline_law::ground::{TeamGoalId, TeamGoalMark};
use touchline_law::life::Thing as _;
use touchline_law::things::metric_day::CountedDay;
use touchline_law::things::team_goal::{State, TeamGoal};

#[derive(Debug, Default)]
pub(in crate::workspace) struct TeamGoalIndex {
    /// "How far has this team come?"
    measured: LookUp<TeamGoalId, Measured>,
    /// "Which goals of this manager's team does something at this moment touch?": by the moment that counts no more,
    /// so that goals which are over are passed over.
    by_manager: LookUp<PersonId, Ordered<SortKey<TeamGoalMark>>>,
    /// "The goals of one manager's team": by their last day.
    pub(in crate::workspace) listed: Lists<PersonId, Section, TeamGoalMark>,
}

/// What was observed of a team, and when that is.
#[derive(Clone, Copy, Debug)]
struct Measured {
    moments: Moments,
    observed: Observed,
}

/// Where a team's goal stands in the lists.
pub(in crate::workspace) fn place(goal: &TeamGoal) -> (Section, SortKey<TeamGoalMark>) {
    let section = match (goal.archived, goal.state) {
        (true, _) => Section::Archived,
        (false, State::Cancelled) => Section::Cancelled,
        (false, State::Set) => Section::Set,
    };
    (section, (goal.listed_at(), goal.team_goal))
}

impl TeamGoalIndex {
    /// What was observed of a team's goal.
    pub(in crate::workspace) fn observed(&self, goal: TeamGoalId) -> Observed {
        self.measured.get(&goal).map(|measured| measured.observed).unwrap_or_default()
    }

    /// Counts something of somebody's below a manager, in every goal of that manager's team that it touches.
    fn count<'a>(
        &mut self,
        goals: &Table<TeamGoal>,
        (manager, moment): (PersonId, Instant),
        (counting, observation): (Counting, &impl Fn(Moments) -> Observation<'a>),
    ) {
        let Some(of_manager) = self.by_manager.get(&manager) else { return };
        for (_, id) in of_manager.range(last_at(moment)..) {
            let (Some(goal), Some(measured)) = (goals.get(*id), self.measured.get_mut(id)) else { continue };
            if measured.moments.hold(moment)
                && let Some(value) = goal.aim.measure.reads(observation(measured.moments))
            {
                counting(&mut measured.observed, &value);
            }
        }
    }

    /// What a metric counted on a day of somebody's below a manager, whose days are counted in a zone, counts or counts
    /// no more.
    pub(in crate::workspace) fn day(
        &mut self,
        goals: &Table<TeamGoal>,
        (manager, zone): (PersonId, Zone),
        day: &CountedDay,
        counting: Counting,
    ) {
        let Some(of_manager) = self.by_manager.get(&manager) else { return };
        for (_, id) in of_manager.range(last_at(not_over_by(day.day, zone))..) {
            if let (Some(goal), Some(measured)) = (goals.get(*id), self.measured.get_mut(id))
                && goal.days.contains(day.day)
                && let Some(value) = goal.aim.measure.reads(day.observation())
            {
                counting(&mut measured.observed, &value);
            }
        }
    }

    /// Takes a goal with what was observed of it, in the place of what was known of it.
    fn measure(&mut self, goal: &TeamGoal, measured: Measured) {
        let goals = self.by_manager.entry(goal.manager).or_default();
        if let Some(before) = self.measured.insert(goal.team_goal, measured) {
            goals.remove(&(before.moments.until, goal.team_goal));
        }
        goals.insert((measured.moments.until, goal.team_goal));
    }

    /// The goals of a manager's team.
    fn of(&self, manager: PersonId) -> Vec<TeamGoalId> {
        self.by_manager.get(&manager).into_iter().flatten().map(|(_, goal)| *goal).collect()
    }

    /// Counts what was observed of these people in every goal of a manager's team.
    fn count_together(&mut self, manager: PersonId, people: &[PersonId], (counting, world): (Counting, &World)) {
        for id in self.of(manager) {
            let (Some(goal), Some(measured)) = (world.tables.team_goals.get(id), self.measured.get_mut(&id)) else {
                continue;
            };
            counting(&mut measured.observed, &world.observed_together(goal, measured.moments, people));
        }
    }
}

impl World {
    /// A call counts, or counts no more.
    pub(in crate::workspace) fn count_call(&mut self, call: CallCounted, counting: Counting) {
        self.goal_index.call(&self.tables.goals, call, counting);
        self.count_in_teams((call.handler, call.began), (counting, |_| call.observation()));
    }

    /// A result counts, or counts no more.
    pub(in crate::workspace) fn count_result(
        &mut self,
        ((agent, check), passes): ((PersonId, Option<&Key>), Option<bool>),
        began: Instant,
        counting: Counting,
    ) {
        self.goal_index.result(&self.tables.goals, ((agent, check), passes), began, counting);
        let observation = |_| Observation::Result { check, passes };
        self.count_in_teams((agent, began), (counting, observation));
    }

    /// A training item counts, or counts no more.
    pub(in crate::workspace) fn count_item(&mut self, item: ItemCounted, counting: Counting) {
        self.goal_index.item(&self.tables.goals, item, counting);
        self.count_in_teams((item.agent, item.raised_at), (counting, |moments| item.observation(moments)));
    }

    /// Counts something of a person's, for the teams of all who manage them.
    fn count_in_teams<'a>(
        &mut self,
        (person, moment): (PersonId, Instant),
        (counting, observation): (Counting, impl Fn(Moments) -> Observation<'a>),
    ) {
        if self.team_goal_index.measured.is_empty() {
            return;
        }
        for manager in self.lines.managers(person).iter() {
            self.team_goal_index.count(&self.tables.team_goals, (*manager, moment), (counting, &observation));
        }
    }

    /// Counts from the beginning what was observed of a team: its goal was set, or its days begin and end elsewhere.
    pub(in crate::workspace) fn measure_team(&mut self, goal: TeamGoalId) {
        let Some(goal) = self.tables.team_goals.get(goal) else { return };
        let TeamObservedKey { since, until, .. } =
            TeamObservedKey::of_days(goal.team_goal, goal.days, self.zone_of(goal.manager));
        let moments = Moments { since, until };
        let observed = self.observed_together(goal, moments, &self.lines.everybody_below(goal.manager));
        self.team_goal_index.measure(goal, Measured { moments, observed });
    }

    /// The days of a manager's teams begin and end elsewhere.
    pub(in crate::workspace) fn measure_teams_of(&mut self, manager: PersonId) {
        for goal in self.team_goal_index.of(manager) {
            self.measure_team(goal);
        }
    }

    /// The organisation's days begin and end elsewhere.
    pub(in crate::workspace) fn measure_all_teams(&mut self) {
        let ids: Vec<TeamGoalId> = self.tables.team_goals.rows().map(|goal| goal.team_goal).collect();
        for goal in ids {
            self.measure_team(goal);
        }
    }

    /// What was observed of these people that counts for a team's goal.
    fn observed_together(&self, goal: &TeamGoal, moments: Moments, people: &[PersonId]) -> Observed {
        let mut observed = Observed::default();
        for person in people {
            self.observe((*person, &goal.aim.measure, None), (moments, goal.days), |observation| {
                if let Some(value) = goal.aim.measure.reads(observation) {
                    observed.add(&value);
                }
            });
        }
        observed
    }
}

impl Follows<World> for TeamGoalIndex {
    /// Whoever comes to stand elsewhere takes along what was observed of them and of everybody below.
    fn moved(&mut self, moved: &Moved, world: &World) {
        if self.measured.is_empty() {
            return;
        }
        let people: Vec<PersonId> = moved.along.iter().chain([&moved.person]).copied().collect();
        for manager in &moved.lost {
            self.count_together(*manager, &people, (Observed::take, world));
        }
        for manager in &moved.gained {
            self.count_together(*manager, &people, (Observed::add, world));
        }
    }
}

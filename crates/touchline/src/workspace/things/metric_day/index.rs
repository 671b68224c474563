//! What metrics counted on days, as far as goals are measured by it. A day of the calendar is the same for everybody
//! who shares a goal, wherever they are.

use uuid::Uuid;

use crate::workspace::things::goal::index::{Counting, GoalIndex};
use crate::workspace::{SortKey, World};
use touchline_calculators::progress::{MetricMeasure, Observation};
use touchline_kernel::{DaySpan, Id, LocalDate, PersonId};
use touchline_law::ground::MetricDayMark;
use touchline_law::life::among_moments;
use touchline_law::things::metric_day::{CountedDay, MetricDay};

/// The sort key of what was counted on a day.
fn on(day: LocalDate, id: Uuid) -> SortKey<MetricDayMark> {
    (among_moments(day), Id::new(id))
}

impl GoalIndex {
    /// Something was counted of a person, which will not move.
    pub(in crate::workspace) fn place_day(&mut self, MetricDay { counted, metric_day }: &MetricDay) {
        let days = self.days.entry((counted.person, counted.metric)).or_default();
        days.insert(on(counted.day, metric_day.uuid()));
    }
}

impl World {
    /// What a metric counted on a day counts, or counts no more.
    pub(in crate::workspace) fn count_day(&mut self, day: &CountedDay, counting: Counting) {
        let zone = self.zone_of(day.person);
        self.goal_index.day(&self.tables.goals, (day, zone), counting);
        for manager in self.lines.managers(day.person).iter() {
            let zone = self.zone_of(*manager);
            self.team_goal_index.day(&self.tables.team_goals, (*manager, zone), day, counting);
        }
    }

    /// Everything that a metric counted of a person on these days.
    pub(in crate::workspace) fn observe_days(
        &self,
        (person, measure): (PersonId, &MetricMeasure),
        days: DaySpan,
        count: impl FnMut(Observation<'_>),
    ) {
        let listed = self.goal_index.days.get(&(person, measure.metric)).into_iter();
        let (first, last) = (on(days.first, Uuid::nil()), on(days.last, Uuid::max()));
        let within =
            listed.flat_map(|days| days.range(first..=last)).filter_map(|(_, day)| self.tables.metric_days.get(*day));
        within.map(|day| day.document.counted.observation()).for_each(count);
    }
}

//! Skill reports by whose scores they are, those that the person is not shown by who may release them, and all by the teams in which
//! they were recorded.

use strum::VariantArray as _;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::command::PersonId;
use touchline_law::ground::{SkillReportId, SkillReportMark};
use touchline_law::things::skill_report::{SkillReport, State};

sections!(State);

/// Where a report stands in the lists: by when it was recorded.
pub(in crate::workspace) type Place = (State, SortKey<SkillReportMark>);

/// What the index needs to know of a report, before and after a change.
#[derive(Clone, Copy)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) person: PersonId,
    place: Place,
    team: Option<PersonId>,
}

impl Entry {
    pub(in crate::workspace) fn of(report: &SkillReport) -> Self {
        let SkillReport { manager: team, person, .. } = *report;
        Entry { person, place: (report.state, (report.recorded.at, report.skill_report)), team }
    }
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct SkillReportIndex {
    /// "The reports of one person."
    pub(in crate::workspace) by_person: Lists<PersonId, State, SkillReportMark>,
    /// `skill_report.team_means`: "What was recorded of those who reported to this manager then?"
    pub(in crate::workspace) by_team: Lists<PersonId, (), SkillReportMark>,
    /// "The reports that those whom I manage are not shown": what was released is looked for under the person alone.
    pub(in crate::workspace) withheld_below: Lists<PersonId, State, SkillReportMark>,
}

impl SkillReportIndex {
    /// The reports that a person is not shown.
    pub(in crate::workspace) fn withheld(&self, person: PersonId) -> impl Iterator<Item = SkillReportId> {
        self.among(person, |state| state != State::Released).map(|(_, report)| report)
    }

    /// All of a person, each with when it was recorded.
    pub(in crate::workspace) fn of(&self, person: PersonId) -> impl Iterator<Item = SortKey<SkillReportMark>> {
        self.among(person, |_| true)
    }

    fn among(&self, person: PersonId, wanted: fn(State) -> bool) -> impl Iterator<Item = SortKey<SkillReportMark>> {
        let states = State::VARIANTS.iter().copied().filter(move |state| wanted(*state));
        states.flat_map(move |state| self.by_person.of(person, state).into_iter().flatten()).copied()
    }

    /// Takes a report as it is after a change; the person, who stays the same, has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: Entry, managers: &[PersonId]) {
        let Entry { person, place: after, team } = after;
        let before = before.map(|entry| entry.place);
        self.by_person.change(person, before, Some(after));
        if let Some(team) = team {
            self.by_team.change(team, before.map(|(_, key)| ((), key)), Some(((), after.1)));
        }
        let withheld = |place: &Place| place.0 != State::Released;
        for manager in managers {
            self.withheld_below.change(*manager, before.filter(withheld), Some(after).filter(withheld));
        }
    }
}

impl Follows<World> for SkillReportIndex {
    /// A person has moved, and everybody below them along: so do their reports.
    fn moved(&mut self, moved: &Moved, _: &World) {
        self.withheld_below.moved(
            moved,
            &self.by_person,
            State::VARIANTS.iter().filter(|state| **state != State::Released),
        );
    }
}

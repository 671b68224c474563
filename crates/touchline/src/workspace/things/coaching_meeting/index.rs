//! Meetings of programmes by programme, and by whom or whose team they were for, each by its day.

use core::hash::Hash;

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::moments::{first_at, last_at};
use crate::workspace::{Follows, Moved, Ordered, World};
use touchline_kernel::{DaySpan, PersonId};
use touchline_law::ground::{CoachingMeetingMark, ProgrammeId};
use touchline_law::life::{Thing as _, among_moments};
use touchline_law::things::coaching_meeting::{CoachingMeeting, State};

/// Which of the lists a meeting stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// It counts.
    Recorded,
    /// It counts, and was put away.
    RecordedAway,
    /// It was taken back.
    Withdrawn,
    /// It was taken back, and put away.
    WithdrawnAway,
}

sections!(Section);

impl Section {
    /// That of the meetings that stand there, and were put away or not.
    pub(in crate::workspace) fn of(state: State, archived: bool) -> Self {
        match (state, archived) {
            (State::Recorded, false) => Section::Recorded,
            (State::Recorded, true) => Section::RecordedAway,
            (State::Withdrawn, false) => Section::Withdrawn,
            (State::Withdrawn, true) => Section::WithdrawnAway,
        }
    }
}

/// Where a meeting stands in the lists: by its day.
pub(in crate::workspace) type Place = (Section, SortKey<CoachingMeetingMark>);

pub(in crate::workspace) fn place(meeting: &CoachingMeeting) -> Place {
    (Section::of(meeting.state, meeting.archived), (meeting.listed_at(), meeting.coaching_meeting))
}

/// The meetings of somebody, or of something, that count, in their lists by day: figures and histories hold those, too, that were
/// put away.
pub(in crate::workspace) fn counted<Owner: Eq + Hash + Clone>(
    lists: &Lists<Owner, Section, CoachingMeetingMark>,
    owner: Owner,
) -> impl Iterator<Item = &Ordered<SortKey<CoachingMeetingMark>>> {
    let sections = [Section::Recorded, Section::RecordedAway].into_iter();
    sections.filter_map(move |section| lists.of(&owner, section))
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct CoachingMeetingIndex {
    /// `coaching_meeting.list`, `programme.team_due`, `programme.team_adherence`, `programme.team_hours`: "The meetings of
    /// this programme."
    pub(in crate::workspace) by_programme: Lists<ProgrammeId, Section, CoachingMeetingMark>,
    /// `coaching_meeting.mine`: "The meetings that were for me."; `person.review_pack`: "Those that were for this person."
    pub(in crate::workspace) own: Lists<PersonId, Section, CoachingMeetingMark>,
    /// `person.review_pack`: "The meetings that were for all of the team that this person leads."
    pub(in crate::workspace) of_team: Lists<PersonId, Section, CoachingMeetingMark>,
}

impl World {
    /// The meetings of a programme that count, put away or not, within some days, by their days.
    pub(in crate::workspace) fn meetings_of(
        &self,
        programme: ProgrammeId,
        days: DaySpan,
    ) -> impl Iterator<Item = &CoachingMeeting> {
        let within = first_at(among_moments(days.first))..=last_at(among_moments(days.last));
        let all = counted(&self.coaching_meeting_index.by_programme, programme);
        let mut keys: Vec<SortKey<CoachingMeetingMark>> =
            all.flat_map(|all| all.range(within.clone())).copied().collect();
        keys.sort();
        keys.into_iter().filter_map(move |(_, meeting)| self.tables.coaching_meetings.get(meeting))
    }
}

impl Follows<World> for CoachingMeetingIndex {
    /// A meeting stays with its programme and with whom it was for, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

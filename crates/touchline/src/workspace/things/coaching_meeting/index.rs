//! Meetings of programmes by programme, and by whom or whose team they were for, each by its day.

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::{DaySpan, Id, LocalDate, PersonId};
use touchline_law::ground::{CoachingMeetingMark, ProgrammeId};
use touchline_law::life::{Thing as _, among_moments};
use touchline_law::things::coaching_meeting::{CoachingMeeting, State};
use uuid::Uuid;

sections!(State);

/// Where a meeting stands in the lists: by its day.
pub(in crate::workspace) type Place = (State, SortKey<CoachingMeetingMark>);

pub(in crate::workspace) fn place(meeting: &CoachingMeeting) -> Place {
    (meeting.state, (meeting.listed_at(), meeting.coaching_meeting))
}

fn key(day: LocalDate, meeting: Id<CoachingMeetingMark>) -> SortKey<CoachingMeetingMark> {
    (among_moments(day), meeting)
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct CoachingMeetingIndex {
    /// `coaching_meeting.list`, `programme.team_due`, `programme.team_adherence`, `programme.team_hours`: "The meetings of
    /// this programme."
    pub(in crate::workspace) by_programme: Lists<ProgrammeId, State, CoachingMeetingMark>,
    /// `coaching_meeting.mine`: "The meetings that were for me."; `person.review_pack`: "Those that were for this person."
    pub(in crate::workspace) own: Lists<PersonId, State, CoachingMeetingMark>,
    /// `person.review_pack`: "The meetings that were for all of the team that this person leads."
    pub(in crate::workspace) of_team: Lists<PersonId, State, CoachingMeetingMark>,
}

impl World {
    /// The meetings of a programme that count, within some days, by their days.
    pub(in crate::workspace) fn meetings_of(
        &self,
        programme: ProgrammeId,
        days: DaySpan,
    ) -> impl Iterator<Item = &CoachingMeeting> {
        let all = self.coaching_meeting_index.by_programme.of(programme, State::Recorded).into_iter();
        let within = key(days.first, Id::new(Uuid::nil()))..=key(days.last, Id::new(Uuid::max()));
        let keys = all.flat_map(move |all| all.range(within.clone()));
        keys.filter_map(|(_, meeting)| self.tables.coaching_meetings.get(*meeting))
    }
}

impl Follows<World> for CoachingMeetingIndex {
    /// A meeting stays with its programme and with whom it was for, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

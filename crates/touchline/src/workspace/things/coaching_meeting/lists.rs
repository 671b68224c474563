//! `coaching_meeting.list`, `coaching_meeting.mine`: the meetings of a programme for those who keep it, and one's own, the
//! newest day first; those that were put away apart.
//!
//! Rules: KER-09, PRG-02, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::coaching_meeting::index::Section;
use touchline_kernel::Names as _;
use touchline_law::facts::Refusal;
use touchline_law::ground::ProgrammeId;
use touchline_law::things::coaching_meeting::{
    AttendedCoachingMeeting, CoachingMeeting, CoachingMeetingSight, StaffCoachingMeeting, State,
};

paged! {
    /// Which meetings of a programme.
    #[schemars(rename = "CoachingMeetingListed")]
    CoachingMeetingsOf {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// The programme.
        programme: ProgrammeId,
        /// Those that stand there.
        state: State,
    }
}

paged! {
    /// Which of the meetings that were for oneself: those that count.
    CoachingMeetingMine {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
    }
}

impl Question for CoachingMeetingsOf {
    type View = Page<StaffCoachingMeeting>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffCoachingMeeting>, Refusal> {
        let section = Section::of(self.state, self.archived);
        let keys = asked.world.coaching_meeting_index.by_programme.of(self.programme, section);
        let name = format!("{}/{}/{}/{}", Self::NAME, self.programme, self.state.name(), self.archived);
        asked.page::<CoachingMeeting, _, _>(name, keys, self.paging(Order::NewestFirst), CoachingMeetingSight::staff)
    }
}

impl Question for CoachingMeetingMine {
    type View = Page<AttendedCoachingMeeting>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AttendedCoachingMeeting>, Refusal> {
        let section = Section::of(State::Recorded, self.archived);
        let keys = asked.world.coaching_meeting_index.own.of(asked.viewing.viewer, section);
        let (name, paging) = (format!("{}/{}", Self::NAME, self.archived), self.paging(Order::NewestFirst));
        asked.page::<CoachingMeeting, _, _>(name, keys, paging, CoachingMeetingSight::agent)
    }
}

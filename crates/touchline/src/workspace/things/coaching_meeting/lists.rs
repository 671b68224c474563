//! `coaching_meeting.list`, `coaching_meeting.mine`: the meetings of a programme for those who keep it, and one's own, the
//! newest day first.
//!
//! Rules: PRG-02, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
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
        /// The programme.
        programme: ProgrammeId,
        /// Those that stand there.
        state: State,
    }
}

paged! {
    /// Which of the meetings that were for oneself: those that count.
    CoachingMeetingMine {}
}

impl Question for CoachingMeetingsOf {
    type View = Page<StaffCoachingMeeting>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffCoachingMeeting>, Refusal> {
        let keys = asked.world.coaching_meeting_index.by_programme.of(self.programme, self.state);
        let name = format!("{}/{}/{}", Self::NAME, self.programme, self.state.name());
        asked.page::<CoachingMeeting, _, _>(name, keys, self.paging(Order::NewestFirst), CoachingMeetingSight::staff)
    }
}

impl Question for CoachingMeetingMine {
    type View = Page<AttendedCoachingMeeting>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AttendedCoachingMeeting>, Refusal> {
        let keys = asked.world.coaching_meeting_index.own.of(asked.viewing.viewer, State::Recorded);
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::NewestFirst));
        asked.page::<CoachingMeeting, _, _>(name, keys, paging, CoachingMeetingSight::agent)
    }
}

//! What is shown of a meeting of a programme: to whom it was for what it was, and to those who keep the programmes of the team
//! besides by whom and why it was corrected or taken back.
//!
//! Rules: ACC-07, ACC-21, PLN-12.

use super::{Attendee, CoachingMeeting, CoachingMeetingId, MeetingContent, MeetingOutcome, MeetingRemark, State};
use crate::access::{Subject as _, see, see_as};
use crate::facts::{Facts, Refusal};
use crate::ground::ProgrammeId;
use crate::life::Viewer;
use touchline_kernel::{Done, PersonId};

crate::life::view! {
    /// A meeting of a programme as the one sees it whom it was for.
    AttendedCoachingMeeting of meeting: CoachingMeeting for own Attendee {
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        coaching_meeting: CoachingMeetingId,
        /// What it was.
        content: MeetingContent,
        /// In whose team it was.
        manager: PersonId,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A meeting of a programme as those see it who keep the programmes of the team.
    StaffCoachingMeeting of meeting: CoachingMeeting for Staff {
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        coaching_meeting: CoachingMeetingId,
        /// What it was.
        content: MeetingContent,
        /// Why it was corrected last, if it was.
        corrected: Option<MeetingRemark>,
        /// In whose team it was.
        manager: PersonId,
        /// For whom it was; null where it was for the whole team.
        person: Option<PersonId>,
        /// The programme.
        programme: ProgrammeId,
        /// When and by whom it was recorded.
        recorded: Done,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// Why it was taken back, if it was.
        withdrawn: Option<MeetingRemark>,
    }
}

crate::life::audiences! {
    /// A meeting of a programme, by the audience that the viewer belongs to.
    CoachingMeetingSight {
        /// For whom it was.
        Agent(AttendedCoachingMeeting),
        /// For those who keep the programmes of the team.
        Staff(StaffCoachingMeeting),
    }
}

impl CoachingMeetingSight {
    /// Whether it was held or missed: one that was called off coached nobody, and nobody stayed away from it.
    #[must_use]
    pub fn took_place_or_was_missed(&self) -> bool {
        let content = match self {
            CoachingMeetingSight::Agent(view) => &view.content,
            CoachingMeetingSight::Staff(view) => &view.content,
        };
        match content.outcome {
            MeetingOutcome::Held | MeetingOutcome::Missed(_) => true,
            MeetingOutcome::Cancelled(_) => false,
        }
    }
}

/// A meeting as the viewer sees it: whom it was for as that and in no other way.
pub(super) fn show<F: Facts>(
    meeting: &CoachingMeeting,
    viewer: &Viewer<'_, F>,
) -> Result<Option<CoachingMeetingSight>, Refusal> {
    let standing = viewer.towards(&meeting.whose())?;
    if let Some(seen) = see_as::<Attendee, _>(meeting, &standing) {
        return Ok(Some(CoachingMeetingSight::Agent(AttendedCoachingMeeting::of(&seen))));
    }
    let seen = see(meeting, &standing).and_then(|sight| sight.staff());
    Ok(seen.map(|seen| CoachingMeetingSight::Staff(StaffCoachingMeeting::of(&seen))))
}

//! What can be done with a meeting of a programme, and what can happen to one.
//!
//! Rules: PRG-02, PRG-06, PRG-09.

use crate::ground::{CoachingMeetingMark, ProgrammeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CoachingMeetingId, MeetingContent, Verb};
use touchline_kernel::{Note, PersonId};

/// A meeting to be recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordCoachingMeeting {
    /// The id that the host chose for it.
    pub coaching_meeting: CoachingMeetingId,
    /// What it was.
    pub content: MeetingContent,
    /// In whose team it was: that of whoever leads the programme's, or of somebody below.
    pub manager: PersonId,
    /// For whom it was; null where it was for the whole team.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// The programme.
    pub programme: ProgrammeId,
}

/// A meeting to be corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CorrectCoachingMeeting {
    /// The meeting.
    pub coaching_meeting: CoachingMeetingId,
    /// What it was, in the place of what was recorded.
    pub content: MeetingContent,
    /// Why.
    pub reason: Note,
}

/// A meeting, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingMeetingReason {
    /// The meeting.
    pub coaching_meeting: CoachingMeetingId,
    /// Why.
    pub reason: Note,
}

/// Which meeting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingMeetingRef {
    /// The meeting.
    pub coaching_meeting: CoachingMeetingId,
}

crate::life::acts! {
    /// What can be done with a meeting of a programme.
    Act as "CoachingMeetingAct": CoachingMeetingMark, body => body.coaching_meeting, Verb;

    /// Record a meeting of a programme: that it was held, called off or missed, for one person or for the whole team.
    "coaching_meeting.record": Record(RecordCoachingMeeting),
    /// Say what a meeting was that was recorded otherwise, with a reason.
    "coaching_meeting.correct": Correct(CorrectCoachingMeeting),
    /// Take a meeting back that was recorded by mistake, with a reason.
    "coaching_meeting.withdraw": Withdraw(CoachingMeetingReason),
    /// Put away a meeting. One that counts goes on counting.
    "coaching_meeting.archive": Archive(CoachingMeetingRef),
    /// Bring an archived meeting back.
    "coaching_meeting.restore": Restore(CoachingMeetingRef),
}

/// A meeting that was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingMeetingRecorded {
    /// Whom it is about: for whom it was, or whoever leads the team where it was for all of that.
    pub coached: PersonId,
    /// The meeting.
    pub coaching_meeting: CoachingMeetingId,
    /// What it was.
    pub content: MeetingContent,
    /// In whose team it was.
    pub manager: PersonId,
    /// For whom it was; null where it was for the whole team.
    pub person: Option<PersonId>,
    /// The programme.
    pub programme: ProgrammeId,
}

crate::life::changes! {
    /// What can happen to a meeting of a programme.
    Change as "CoachingMeetingChange": CoachingMeetingMark of coaching_meeting;

    /// It was recorded.
    "coaching_meeting.recorded": Recorded(CoachingMeetingRecorded) coaches coached,
    /// It was corrected.
    "coaching_meeting.corrected": Corrected(CorrectCoachingMeeting),
    /// It was taken back.
    "coaching_meeting.withdrawn": Withdrawn(CoachingMeetingReason),
    /// It was put away.
    "coaching_meeting.archived": Archived(CoachingMeetingRef),
    /// It was brought back.
    "coaching_meeting.restored": Restored(CoachingMeetingRef),
}

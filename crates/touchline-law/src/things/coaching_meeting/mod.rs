//! Meetings of a programme: that one was held, called off or missed, for one person or for the whole team, and what came of it.
//! Beside the sessions of a plan, which belong to that.
//!
//! A meeting that names somebody is theirs: they see it, and what is said in it goes with them.
//!
//! Rules: PRG-02, PRG-06, PRG-09.

mod act;
mod content;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Audience, Shape, Standing, Subject, Whose, see, see_as};
use crate::ground::{CoachingMeetingMark, ProgrammeId, ThingRef};
use crate::life::{Found, Thing, among_moments, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Instant, Note, PersonId};

pub use crate::ground::CoachingMeetingId;
pub use act::{
    Act, Change, CoachingMeetingReason, CoachingMeetingRecorded, CoachingMeetingRef, CorrectCoachingMeeting, Happening,
    RecordCoachingMeeting,
};
pub use content::{MeetingContent, MeetingNotHeld, MeetingOutcome};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AttendedCoachingMeeting, CoachingMeetingSight, StaffCoachingMeeting};

/// Why a meeting was corrected or taken back, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingRemark {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
}

/// A meeting of a programme, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingMeeting {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Instant,
    /// Its id.
    pub coaching_meeting: CoachingMeetingId,
    /// What it was.
    pub content: MeetingContent,
    /// Why it was corrected last, if it was.
    pub corrected: Option<Box<MeetingRemark>>,
    /// In whose team it was.
    pub manager: PersonId,
    /// For whom it was; null where it was for the whole team.
    pub person: Option<PersonId>,
    /// The programme.
    pub programme: ProgrammeId,
    /// When and by whom it was recorded.
    pub recorded: Done,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
    /// Why it was taken back, if it was.
    pub withdrawn: Option<Box<MeetingRemark>>,
}

impl CoachingMeeting {
    /// Whom it is about: for whom it was, or whoever leads the team where it was for all of that.
    #[must_use]
    pub fn about(&self) -> PersonId {
        self.person.unwrap_or(self.manager)
    }
}

/// The audience of whom a meeting was for.
pub enum Attendee {}

impl Audience<CoachingMeeting> for Attendee {
    const NEEDS: Action = Action::SeeOwnMeeting;

    fn admits(_: &CoachingMeeting, _: &Standing<'_>) -> bool {
        true
    }
}

impl Subject for CoachingMeeting {
    const SEE: Action = Action::KeepProgramme;
    const SHAPE: Shape = Shape::Meeting;
    const AUDIENCES: &'static [Action] = &[Action::SeeOwnMeeting];

    fn whose(&self) -> Whose {
        Whose::Meeting { manager: self.manager, person: self.person, author: self.recorded.by.person() }
    }

    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for CoachingMeeting {
    by_files!(CoachingMeetingMark, coaching_meeting, CoachingMeetingSight);
    counted_alike!();

    fn is_seen(&self, viewer: &Standing<'_>) -> bool {
        see(self, viewer).is_some() || see_as::<Attendee, _>(self, viewer).is_some()
    }

    fn found(&self) -> Found {
        Found::made(self.recorded.at)
            .stands(self.state, self.state == State::Withdrawn)
            .archived(self.archived)
            .names_any([ThingRef::of(self.programme)])
    }

    /// Lists of meetings go by their days.
    fn listed_at(&self) -> Instant {
        among_moments(self.content.on)
    }
}

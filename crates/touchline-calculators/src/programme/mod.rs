//! A coaching programme: in which areas people are coached, in which meetings and how often, what of it was held, and what
//! comes of it. Everything that it is made of is a document that can be printed, edited and handed back.
//!
//! It knows no sessions as things: whose they were, and what became of them, the host says.

mod adherence;
mod areas;
mod document;
mod due;
mod format;
mod held_for;
mod hours;
mod member;
mod next_version;
mod operations;
mod output;
mod policy;
mod prepare;
mod rhythm;
mod role_play;
mod session;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests;
mod track;

pub use adherence::{
    Adherence, AdherenceOf, AdherenceRow, FormatAdherence, LeftOutPeriods, OddLength, PersonAdherence, TooLongOrShort,
    Unfulfilled, UnfulfilledBecause,
};
pub use areas::{AreaMethod, AreasInput, CoachingFocus, CoachingMethod, SkillArea, check_areas, default_areas};
pub use document::{HeldAgainst, MOST_DAYS, Objective, Programme, TeamProgramme};
pub use due::{DueFormat, DueOfPerson, DueState, ProgrammeDue};
pub use format::{
    FormatOutput, FormatOwner, HeldFor, MeetingFormat, MinutesRange, check_formats, default_formats, format_for_each,
};
pub use hours::{CoachingHours, HoursOf, check_served};
pub use member::{Member, NotKnownOfMember};
pub use next_version::{NextVersion, ObjectiveMet, ObjectiveResult, ProgrammeChange, ProgrammeReview};
pub use operations::OPERATIONS;
pub use output::{
    DealAction, DealPlan, MeetingOutput, PerformanceReviewOutput, PipelineReviewOutput, SharedTechnique,
    TechniqueAdopted,
};
pub use policy::ProgrammePolicy;
pub use prepare::{OpenAction, OpenDeal, PREPARED, Preparation, PreparedAction, prepare, whole_week};
pub use rhythm::{DaysOfWeek, EveryMonths, EveryWeeks, Rhythm, TimesAWeek};
pub use role_play::{RolePlayAttempt, RolePlayHistory, RolePlayOfPerson, RolePlayScenario};
pub use session::{CoachingSession, MOST_SESSIONS, NotHeld, SessionOutcome};
pub use track::{
    LocationsDiffer, ManagerSince, ProgrammeTrack, Scored, SuggestedTrack, Track, TrackBecause, TrackFacts,
    TrackMeasure, default_tracks, suggest,
};

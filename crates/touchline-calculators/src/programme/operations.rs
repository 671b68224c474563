//! Operations on programmes that need no policy: areas, formats, tracks, hours, versions.

use schemars::JsonSchema;
use serde::Deserialize;

use super::areas::programme_areas;
use super::hours::check_served;
use super::{
    CoachingHours, CoachingSession, MOST_SESSIONS, MeetingFormat, MeetingOutput, NextVersion, Programme,
    ProgrammeReview, ProgrammeTrack, RolePlayAttempt, RolePlayHistory, RolePlayScenario, SkillArea, check_areas,
    check_formats, default_areas, default_formats, default_tracks,
};
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::rejection::Rejection;
use touchline_kernel::text::Limits;
use touchline_kernel::time::{DaySpan, LocalDate};

touchline_kernel::operations! {
    /// The skill areas of a coaching programme with their focuses, methods and metrics: those that ship, to be printed,
    /// edited and handed back, or a host's own once they are checked.
    "programme.areas": programme_areas;
    /// What comes of a meeting, once it is checked: of a performance review, of a pipeline review, or a technique that peers
    /// share.
    "programme.check_output": programme_check_output;
    /// The formats of a coaching programme's meetings: the nine that ship, to be printed, edited and handed back, or a host's
    /// own once they are checked.
    "programme.formats": programme_formats;
    /// How many hours of coaching served which skill area and focus, by which methods: those of sessions that were held.
    "programme.hours": programme_hours, read under |_| Limits::WIDEST;
    /// The version of a coaching programme that follows from a review: whether the objectives were met, and what changes.
    "programme.next_version": programme_next_version;
    /// The history of a role-play: of everybody who attempted it all attempts, the best and the latest.
    "programme.role_play": programme_role_play, read under |_| Limits::WIDEST;
    /// The tracks for the four hard cases, with what each is made of.
    "programme.tracks": programme_tracks;
}

/// Formats to be checked.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeFormatsInput")]
pub(super) struct FormatsInput {
    /// The formats; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    formats: Option<Vec<MeetingFormat>>,
}

fn programme_formats(input: FormatsInput) -> Result<Vec<MeetingFormat>, Failure> {
    let Some(formats) = input.formats else { return Ok(default_formats().to_vec()) };
    check_formats(&formats, "/formats").map_err(Failure::BadInput)?;
    Ok(formats)
}

fn programme_tracks(_: Nothing) -> Result<Vec<ProgrammeTrack>, Failure> {
    Ok(default_tracks().to_vec())
}

/// Sessions, and what they can serve.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeHoursInput")]
pub(super) struct HoursInput {
    /// The skill areas; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    areas: Option<Vec<SkillArea>>,
    /// The sessions, in any order.
    #[schemars(length(max = MOST_SESSIONS))]
    sessions: Vec<CoachingSession>,
    /// The days on which they count; at any time where it is null.
    #[serde(default)]
    window: Option<DaySpan>,
}

fn programme_hours(input: HoursInput) -> Result<CoachingHours, Failure> {
    let areas = input.areas.as_deref().unwrap_or(default_areas());
    check_areas(areas, "/areas").map_err(Failure::BadInput)?;
    check_served(&input.sessions, areas, "/sessions").map_err(Failure::BadInput)?;
    if let Some(window) = input.window {
        window.check().map_err(|reason| Rejection::from(reason).at("/window"))?;
    }
    Ok(CoachingHours::of(&input.sessions, input.window))
}

/// A programme, and what a review of it says.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeNextVersionInput")]
pub(super) struct NextVersionInput {
    /// The programme that was reviewed.
    programme: Programme,
    /// The review.
    review: ProgrammeReview,
    /// The first day of the version that follows.
    starts_on: LocalDate,
}

fn programme_next_version(input: NextVersionInput) -> Result<NextVersion, Failure> {
    NextVersion::of(&input.programme, &input.review, input.starts_on).map_err(Failure::BadInput)
}

/// What came of a meeting.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeCheckOutputInput")]
pub(super) struct CheckOutputInput {
    /// What came of it.
    output: MeetingOutput,
}

fn programme_check_output(input: CheckOutputInput) -> Result<MeetingOutput, Failure> {
    input.output.check("/output").map_err(Failure::BadInput)?;
    Ok(input.output)
}

/// A scenario, and attempts at it.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeRolePlayInput")]
pub(super) struct RolePlayInput {
    /// The attempts, in any order.
    #[schemars(length(max = 100_000))]
    attempts: Vec<RolePlayAttempt>,
    /// The scenario.
    scenario: RolePlayScenario,
}

fn programme_role_play(input: RolePlayInput) -> Result<RolePlayHistory, Failure> {
    RolePlayHistory::of(&input.scenario, &input.attempts, "/attempts").map_err(Failure::BadInput)
}

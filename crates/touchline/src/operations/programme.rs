//! Coaching programmes under a policy: what is due, what was held of what was expected, tracks, one-on-ones.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::metric::{Account, Facts, Metric, Terms};
use touchline_calculators::programme::{
    Adherence, CoachingSession, HeldAgainst, MOST_SESSIONS, Member, OpenAction, PREPARED, Preparation, Programme,
    ProgrammeDue, SkillArea, SuggestedTrack, TeamProgramme, TrackFacts, check_areas, check_served, default_areas,
    default_formats, format_for_each, prepare, suggest,
};
use touchline_kernel::rejection::{Faults, Section as _};
use touchline_kernel::{DaySpan, Failure, Instant, Key, Limits, LocalDate, Zone};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// Of the sessions that a coaching programme asks for, how many were held: by format, by person, and both; which were
    /// not and why, and which took far longer or shorter than they should.
    "programme.adherence": programme_adherence, read under |_| Limits::WIDEST;
    /// What of a coaching programme is due or overdue on a day, for each person, with the day on which each format was last
    /// held.
    "programme.due": programme_due, read under |_| Limits::WIDEST;
    /// Prepare a one-on-one: the person's figures of the week that is over, their open deals, their open actions.
    "programme.prepare": programme_prepare, read under |_| Limits::WIDEST;
    /// Which tracks facts about a person speak for: new manager, remote team, who performs high, who performs low.
    "programme.track": programme_track;
}

/// A programme, who takes part in it, and what became of its sessions.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeAdherenceInput")]
pub struct AdherenceInput {
    /// The skill areas that sessions can serve; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub areas: Option<Vec<SkillArea>>,
    /// Who takes part.
    #[schemars(length(max = 10_000))]
    pub people: Vec<Member>,
    /// The policy in force, with the holidays of the organisation.
    #[serde(default)]
    pub policy: Policy,
    /// The programme.
    pub programme: Programme,
    /// The sessions, in any order.
    #[schemars(length(max = MOST_SESSIONS))]
    pub sessions: Vec<CoachingSession>,
    /// The days that are looked at. What of them is not over yet is the caller's to leave out.
    pub window: DaySpan,
}

fn programme_adherence(input: AdherenceInput) -> Result<Adherence, Failure> {
    let holidays = input.policy.organisation.days_off();
    let team = TeamProgramme {
        holidays: holidays.as_ref(),
        members: &input.people,
        policy: &input.policy.programme,
        programme: &input.programme,
        sessions: &input.sessions,
    };
    let areas = input.areas.as_deref().unwrap_or(default_areas());
    check_areas(areas, "/areas").map_err(Failure::BadInput)?;
    team.check(input.window, "/window", HeldAgainst::Adherence).map_err(Failure::BadInput)?;
    check_served(&input.sessions, areas, "/sessions").map_err(Failure::BadInput)?;
    Ok(team.adherence(input.window))
}

/// A programme, who takes part in it, what became of its sessions, and the day that it is.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeDueInput")]
pub struct DueInput {
    /// The day that it is.
    pub on: LocalDate,
    /// Who takes part.
    #[schemars(length(max = 10_000))]
    pub people: Vec<Member>,
    /// The policy in force, with the holidays of the organisation.
    #[serde(default)]
    pub policy: Policy,
    /// The programme.
    pub programme: Programme,
    /// The sessions, in any order. What is dated later is not counted.
    #[schemars(length(max = MOST_SESSIONS))]
    pub sessions: Vec<CoachingSession>,
}

fn programme_due(input: DueInput) -> Result<ProgrammeDue, Failure> {
    let holidays = input.policy.organisation.days_off();
    let team = TeamProgramme {
        holidays: holidays.as_ref(),
        members: &input.people,
        policy: &input.policy.programme,
        programme: &input.programme,
        sessions: &input.sessions,
    };
    let since = input.programme.starts_on.min(input.on);
    team.check(DaySpan { first: since, last: input.on }, "/on", HeldAgainst::Due).map_err(Failure::BadInput)?;
    Ok(team.due(input.on, &[]))
}

/// What is known of a person.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeTrackInput")]
pub struct TrackInput {
    /// What is known.
    pub facts: TrackFacts,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

fn programme_track(input: TrackInput) -> Result<Vec<SuggestedTrack>, Failure> {
    let mut faults = Faults::default();
    input.policy.programme.faults("/policy/programme", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    Ok(suggest(&input.facts, &input.policy.programme))
}

fn weekly_one_on_one() -> Key {
    Key::new("weekly_one_on_one")
}

fn prepared() -> Vec<Metric> {
    PREPARED.to_vec()
}

/// Of whom, and from what, a one-on-one is prepared.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammePrepareInput")]
pub struct PrepareInput {
    /// The person's open actions.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub actions: Vec<OpenAction>,
    /// The moment as of which the facts are told.
    pub at: Instant,
    /// What happened.
    pub facts: Facts,
    /// The format, by its key.
    #[serde(default = "weekly_one_on_one")]
    pub format: Key,
    /// The metrics; those of calls, meetings, pipeline and deals where this is left out.
    #[serde(default = "prepared")]
    #[schemars(length(max = 1_000))]
    pub metrics: Vec<Metric>,
    /// Who, as the owner of facts.
    pub person: Key,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The programme whose format it is; those formats that ship where it is null.
    #[serde(default)]
    pub programme: Option<Programme>,
    /// What figures rest on besides facts.
    #[serde(default)]
    pub terms: Terms,
    /// Where days begin and end: the person's zone. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn programme_prepare(input: PrepareInput) -> Result<Preparation, Failure> {
    input.programme.as_ref().map_or(Ok(()), |own| own.check("/programme")).map_err(Failure::BadInput)?;
    let formats = input.programme.as_ref().map_or(default_formats(), Programme::formats);
    let format = format_for_each(formats, &input.format, "/format").map_err(Failure::BadInput)?;
    let told = (input.at, input.zone.unwrap_or(input.policy.organisation.zone));
    let account = Account::new(&input.facts, &input.terms, told, &input.policy.metric)?;
    prepare(&input.person, told, (&account, &input.facts.deals, &input.metrics), &input.actions, format)
}

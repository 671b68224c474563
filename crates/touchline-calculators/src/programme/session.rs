//! Sessions of a programme, as the host recorded them.
//!
//! Rules: PRG-02, PRG-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CoachingMethod, HeldFor, MeetingFormat, Member, SkillArea};
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::LocalDate;

/// As many sessions are taken. No document holds more: each takes 45 bytes and a comma at least, and a document has 16 MiB.
pub const MOST_SESSIONS: usize = 365_000;

/// Why a session was not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotHeld {
    /// The reason, in words; null where nobody gave one.
    #[serde(default)]
    pub reason: Option<Prose>,
}

/// What became of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeSessionOutcome")]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum SessionOutcome {
    /// It was called off.
    Cancelled(NotHeld),
    /// It was held.
    Held,
    /// It was set, and did not take place.
    Missed(NotHeld),
}

/// A session of a programme.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeSession")]
pub struct CoachingSession {
    /// The skill area that it served; null where none is named.
    #[serde(default)]
    pub area: Option<Key>,
    /// The focus that it served, which is one of the area's.
    #[serde(default)]
    pub focus: Option<Key>,
    /// Its format; null where it is of none, such as an exercise by oneself.
    #[serde(default)]
    pub format: Option<Key>,
    /// By which method it coached; null where none is named.
    #[serde(default)]
    pub method: Option<CoachingMethod>,
    /// How many minutes it took; null where that is not known.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_440))]
    pub minutes: Option<u32>,
    /// Its day, where those who took part are.
    pub on: LocalDate,
    /// What became of it.
    pub outcome: SessionOutcome,
    /// For whom it was. Where it names nobody, a session of a team's format was for everybody in it.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub people: Vec<Key>,
}

impl CoachingSession {
    /// Whether it was held.
    pub(super) fn was_held(&self) -> bool {
        self.outcome == SessionOutcome::Held
    }

    /// Tells everything that is wrong with it, at `path`, where these formats are known and it can serve these areas.
    ///
    /// # Errors
    /// A format, an area or a focus that is unknown, nobody or the same person twice for whom it was.
    pub fn check(&self, formats: &[MeetingFormat], areas: &[SkillArea], path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let format = |key: &Key| formats.iter().find(|format| format.format == *key);
        self.format_faults(format, formats, (path, &mut faults));
        let mut named = Seen::default();
        for (nth, person) in self.people.iter().enumerate() {
            if !named.insert(person) {
                faults.add(format!("{path}/people/{nth}"), Reason::twice(person.as_str()));
            }
        }
        served_faults(self, areas, path, &mut faults);
        faults.told()
    }

    /// Adds what is wrong with its format, among these, of which `known` finds one by its key.
    fn format_faults<'f>(
        &self,
        known: impl Fn(&Key) -> Option<&'f MeetingFormat>,
        formats: &[MeetingFormat],
        (path, faults): (&str, &mut Faults),
    ) {
        let Some(key) = &self.format else { return };
        match known(key) {
            None => faults.known(
                format!("{path}/format"),
                key.as_str(),
                formats.iter().map(|format| format.format.as_str()),
            ),
            Some(format) if format.held_for == HeldFor::Person && self.people.is_empty() => {
                faults.add(format!("{path}/people"), Code::ListEmpty);
            }
            Some(_) => {}
        }
    }
}

/// Adds everything that is wrong with these sessions of these formats and people: they stand at `path`.
pub(super) fn session_faults(
    sessions: &[CoachingSession],
    formats: &[MeetingFormat],
    members: &[Member],
    (path, faults): (&str, &mut Faults),
) {
    let people: Seen<&Key> = members.iter().map(|member| &member.person).collect();
    let known: LookUp<&Key, &MeetingFormat> = formats.iter().map(|format| (&format.format, format)).collect();
    for (place, session) in sessions.iter().enumerate() {
        session.format_faults(|key| known.get(key).copied(), formats, (&format!("{path}/{place}"), faults));
        let mut named = Seen::default();
        for (nth, person) in session.people.iter().enumerate() {
            let at = || format!("{path}/{place}/people/{nth}");
            if !people.contains(person) {
                faults.known(at(), person.as_str(), members.iter().map(|member| member.person.as_str()));
            } else if !named.insert(person) {
                faults.add(at(), Reason::twice(person.as_str()));
            }
        }
    }
}

/// Adds what is wrong with what a session served. It stands at `path`.
pub(super) fn served_faults(session: &CoachingSession, areas: &[SkillArea], path: &str, faults: &mut Faults) {
    let area = session.area.as_ref().map(|key| (key, areas.iter().find(|area| area.area == *key)));
    match (area, &session.focus) {
        (Some((key, None)), _) => {
            let known = areas.iter().map(|area| area.area.as_str());
            faults.known(format!("{path}/area"), key.as_str(), known);
        }
        (Some((_, Some(area))), Some(focus)) => {
            let known = area.focuses.iter().map(|focus| focus.focus.as_str());
            faults.known(format!("{path}/focus"), focus.as_str(), known);
        }
        (None, Some(_)) => {
            let reason = Reason::new(Code::CompanionMissing);
            let reason = reason.with(DetailKey::Field, "focus").with(DetailKey::Expected, "area");
            faults.add(format!("{path}/focus"), reason);
        }
        _ => {}
    }
}

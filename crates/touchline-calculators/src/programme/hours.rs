//! Hours of coaching: how long sessions took that were held, by the skill area, the focus and the method that they served.
//!
//! Rules: PRG-06.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::session::served_faults;
use super::{CoachingMethod, CoachingSession, SkillArea};
use touchline_kernel::math::quotient;
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::text::Key;
use touchline_kernel::time::DaySpan;

/// The hours of sessions of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CoachingHoursOf")]
pub struct HoursOf {
    /// The skill area; null where none was named.
    pub area: Option<Key>,
    /// The focus; null where none was named.
    pub focus: Option<Key>,
    /// How many hours they took together.
    pub hours: f64,
    /// The method; null where none was named.
    pub method: Option<CoachingMethod>,
    /// How many minutes that is.
    pub minutes: u64,
    /// How many sessions there were.
    pub sessions: u64,
    /// Of how many of them nobody knows how long they took: they count for nothing.
    pub unknown: u64,
}

/// Hours of coaching. A session counts once, for however many people it was.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachingHours {
    /// By area alone, in the order of their keys, those without one first.
    pub by_area: Vec<HoursOf>,
    /// By area, focus and method.
    pub by_focus_and_method: Vec<HoursOf>,
    /// By method alone.
    pub by_method: Vec<HoursOf>,
    /// Of all sessions.
    pub total: HoursOf,
}

/// Minutes, added up.
#[derive(Clone, Copy, Default)]
struct Sum {
    minutes: u64,
    sessions: u64,
    unknown: u64,
}

/// By what sessions are told apart: area, focus and method.
type Kind<'a> = (Option<&'a Key>, Option<&'a Key>, Option<CoachingMethod>);

/// The texts of area and focus, whose order is that of the keys, and the method.
type Place<'a> = (Option<&'a str>, Option<&'a str>, Option<CoachingMethod>);

impl CoachingHours {
    /// The hours of those sessions that were held within some days, or at any time.
    #[must_use]
    pub fn of(sessions: &[CoachingSession], window: Option<DaySpan>) -> Self {
        let is_meant =
            |session: &&CoachingSession| session.was_held() && window.is_none_or(|window| window.contains(session.on));
        let sessions: Vec<&CoachingSession> = sessions.iter().filter(is_meant).collect();
        let by = |kind: fn(&CoachingSession) -> Kind<'_>| {
            let mut sums: BTreeMap<Place<'_>, (Kind<'_>, Sum)> = BTreeMap::new();
            for session in &sessions {
                let kind = kind(session);
                let (area, focus, method) = kind;
                let place = (area.map(Key::as_str), focus.map(Key::as_str), method);
                let (_, sum) = sums.entry(place).or_insert((kind, Sum::default()));
                sum.sessions = sum.sessions.saturating_add(1);
                sum.minutes = sum.minutes.saturating_add(session.minutes.unwrap_or_default().into());
                sum.unknown = sum.unknown.saturating_add(session.minutes.is_none().into());
            }
            let told = sums.into_values().map(|((area, focus, method), sum)| hours(area, focus, method, sum));
            told.collect::<Vec<HoursOf>>()
        };
        let total = by(|_| (None, None, None)).pop();
        CoachingHours {
            by_area: by(|session| (session.area.as_ref(), None, None)),
            by_focus_and_method: by(|session| (session.area.as_ref(), session.focus.as_ref(), session.method)),
            by_method: by(|session| (None, None, session.method)),
            total: total.unwrap_or_else(|| hours(None, None, None, Sum::default())),
        }
    }
}

fn hours(area: Option<&Key>, focus: Option<&Key>, method: Option<CoachingMethod>, sum: Sum) -> HoursOf {
    let Sum { minutes, sessions, unknown } = sum;
    let hours = quotient(minutes.into(), 60).unwrap_or_default();
    HoursOf { area: area.cloned(), focus: focus.cloned(), hours, method, minutes, sessions, unknown }
}

/// Refuses areas and focuses of sessions that are none of these areas', and a focus without an area. The sessions stand
/// at `path`.
///
/// # Errors
/// All that are wrong.
pub fn check_served(sessions: &[CoachingSession], areas: &[SkillArea], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    for (place, session) in sessions.iter().enumerate() {
        served_faults(session, areas, &format!("{path}/{place}"), &mut faults);
    }
    faults.told()
}

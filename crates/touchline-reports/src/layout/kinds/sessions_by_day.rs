//! The sessions of a plan by their days, over all the days that it ran: those without a session are seen, too.

use std::collections::BTreeMap;

use super::super::scope::Scope;
use crate::picture::{AdherenceCalendar, CalendarDay, DayState, Picture};
use touchline_kernel::reader::Data;
use touchline_kernel::{DaySpan, Instant, LocalDate};

/// The sessions in their calendar; nothing where there is none, or where the plan ran for longer than a year.
pub(super) fn sessions(scope: &Scope<'_>) -> Option<Picture> {
    let closed_at = scope.text("/closed_at").and_then(|at| at.parse().ok());
    let mut days: BTreeMap<LocalDate, DayState> = BTreeMap::new();
    for session in scope.entries("/sessions") {
        if let Some((at, state)) = session_at(session, closed_at) {
            let kept = days.entry(scope.printer.zone.day_of(at)).or_insert(state);
            *kept = asking_more(*kept, state);
        }
    }
    let window = window(scope, &days)?;
    let days = days.into_iter().map(|(on, state)| CalendarDay { on, state }).collect();
    let calendar = AdherenceCalendar { days, window };
    calendar.is_drawn().then(|| calendar.draw(&scope.printer))
}

/// When a session was to begin, and what became of it by the time at which its plan was closed.
fn session_at(session: Data<'_>, closed_at: Option<Instant>) -> Option<(Instant, DayState)> {
    let at: Instant = session.at("/body/time/starts_at")?.as_str()?.parse().ok()?;
    let state = match session.at("/body/state")?.as_str()? {
        "held" => DayState::Held,
        "missed" => DayState::Missed,
        "cancelled" => DayState::Cancelled,
        "scheduled" if closed_at.is_some_and(|closed| at < closed) => DayState::Unrecorded,
        "scheduled" => DayState::Due,
        _ => return None,
    };
    Some((at, state))
}

/// Of two sessions of one day what asks for more: that one was missed is not made up for by another that was held.
fn asking_more(one: DayState, other: DayState) -> DayState {
    let weight = |state: DayState| match state {
        DayState::Missed => 4,
        DayState::Unrecorded => 3,
        DayState::Held => 2,
        DayState::Due => 1,
        DayState::Cancelled => 0,
    };
    if weight(other) > weight(one) { other } else { one }
}

/// From the plan's first day to its last, and as far as sessions lie beyond these.
fn window(scope: &Scope<'_>, days: &BTreeMap<LocalDate, DayState>) -> Option<DaySpan> {
    let (first, last) = (*days.first_key_value()?.0, *days.last_key_value()?.0);
    let end = |name: &str| scope.text(&format!("/plan/body/content/days/{name}"))?.parse::<LocalDate>().ok();
    Some(DaySpan {
        first: end("first").map_or(first, |begins| begins.min(first)),
        last: end("last").map_or(last, |ends| ends.max(last)),
    })
}

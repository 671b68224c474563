//! What a one-on-one is prepared with: the figures of the week that is over beside those of the week before it, the deals
//! that are open, and the actions that are.
//!
//! Rules: PRG-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MeetingFormat;
use crate::metric::check::once;
use crate::metric::{Account, DealFact, Figure, Metric, Window, WindowDays};
use touchline_kernel::look_up::Seen;
use touchline_kernel::money::Money;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason, Rejection};
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::{DaySpan, Instant, LocalDate, Zone};

/// The metrics with which a one-on-one is prepared where none are named: calls, meetings, pipeline, deals.
pub const PREPARED: &[Metric] = &[
    Metric::CallsPerWeek,
    Metric::MeetingsPerWeek,
    Metric::PipelineGeneration,
    Metric::WinRate,
    Metric::AverageDealSize,
];

/// An action that is open.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "OpenCoachingAction")]
pub struct OpenAction {
    /// Its key.
    pub action: Key,
    /// Its last day; null where it has none.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// What is to be done.
    pub what: Prose,
}

/// An action that is open, as of the day of a one-on-one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PreparedAction {
    /// Its key.
    pub action: Key,
    /// Its last day; null where it has none.
    pub due_on: Option<LocalDate>,
    /// Whether that day is over.
    pub overdue: bool,
    /// What is to be done.
    pub what: Prose,
}

/// A deal that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpenDeal {
    /// Its key.
    pub deal: Key,
    /// When it was opened; null where that is not known.
    pub opened_at: Option<Instant>,
    /// What it is worth; null where that is not known.
    pub value: Option<Money>,
}

/// What a one-on-one is prepared with.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OneOnOnePreparation")]
pub struct Preparation {
    /// The actions that are open: those whose day comes first first, those without one last, then in the order of their
    /// keys.
    pub actions: Vec<PreparedAction>,
    /// The format's agenda.
    pub agenda: Vec<Prose>,
    /// The person's deals that are open: those opened first first, those of which that is not known last, then in the order
    /// of their keys.
    pub deals: Vec<OpenDeal>,
    /// The person's figures of the week that is over.
    pub figures: Vec<Figure>,
    /// Those of the week before it.
    pub figures_before: Vec<Figure>,
    /// Who.
    pub person: Key,
    /// The week that is over: the last one from Monday to Sunday before the week of the one-on-one.
    pub week: DaySpan,
}

/// The week from Monday to Sunday, so many weeks before the one of a day.
#[must_use]
pub fn whole_week(on: LocalDate, before: i64) -> Option<DaySpan> {
    let monday = on.checked_add_days(on.weekday().after_monday().saturating_neg())?;
    let first = monday.checked_add_days(before.checked_mul(-7)?)?;
    Some(DaySpan { first, last: first.checked_add_days(6)? })
}

/// Whose a deal is at a moment.
fn owner(deal: &DealFact, at: Instant) -> Option<&Key> {
    let last = deal.handovers.iter().filter(|handover| handover.at <= at).max_by_key(|handover| handover.at);
    last.map_or(deal.owner.as_ref(), |handover| handover.owner.as_ref())
}

/// Prepares a one-on-one with a person on the day of a moment somewhere. The actions stand at `/actions`.
///
/// # Errors
/// An action that stands twice; a moment before whose week there are no two.
pub fn prepare(
    person: &Key,
    (at, zone): (Instant, Zone),
    (account, deals, metrics): (&Account<'_>, &[DealFact], &[Metric]),
    actions: &[OpenAction],
    format: &MeetingFormat,
) -> Result<Preparation, Failure> {
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    for (place, action) in actions.iter().enumerate() {
        once(&mut faults, &mut seen, &action.action, || format!("/actions/{place}/action"));
    }
    faults.told().map_err(Failure::BadInput)?;
    let on = zone.day_of(at);
    let too_early =
        || Rejection::from(Reason::new(Code::InvalidDate).with(DetailKey::Actual, on.to_string())).at("/at");
    let (over, before) = whole_week(on, 1).zip(whole_week(on, 2)).ok_or_else(too_early)?;
    let figures = |days: DaySpan| {
        let window = Window::Days(WindowDays { first: days.first, last: days.last, zone });
        account.within(window, metrics).of_one(Some(person))
    };
    let mut deals: Vec<OpenDeal> = deals
        .iter()
        .filter(|deal| deal.closed.is_none_or(|closed| closed.at > at) && owner(deal, at) == Some(person))
        .filter(|deal| deal.opened_at.is_none_or(|opened| opened <= at))
        .map(|deal| OpenDeal { deal: deal.deal.clone(), opened_at: deal.opened_at, value: deal.value })
        .collect();
    let place = |deal: &OpenDeal| (deal.opened_at.is_none(), deal.opened_at, deal.deal.as_str().to_owned());
    deals.sort_by_cached_key(place);
    let prepared = |action: &OpenAction| PreparedAction {
        action: action.action.clone(),
        due_on: action.due_on,
        overdue: action.due_on.is_some_and(|due| due < on),
        what: action.what.clone(),
    };
    let mut actions: Vec<PreparedAction> = actions.iter().map(prepared).collect();
    actions.sort_by_cached_key(|action| (action.due_on.is_none(), action.due_on, action.action.as_str().to_owned()));
    Ok(Preparation {
        actions,
        agenda: format.agenda.clone(),
        deals,
        figures: figures(over),
        figures_before: figures(before),
        person: person.clone(),
        week: over,
    })
}

//! The week's analysis of plans, on a page: how far each has come, and why it falls behind.
//!
//! Rules: RPT-04.

use super::super::form::person;
use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{SEEN_ALONE, so_many_of, sorts};
use crate::value::{Tone, Value};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "plan_week.title",
    subject: None,
    about: &[],
    needs: &["/items", "/next"],
    parts: &[
        Part::Unless("/items", &[Part::Note("plan_week.nothing")]),
        Part::When(
            "/items",
            &[
                Part::Figures(&[field("falling_behind", "/items", Form::By(falling_behind))]),
                Part::When("/next", &[Part::Note("history.more")]),
                Part::Table(&TableOf {
                    name: "plans",
                    rows: "/items",
                    columns: &[
                        field("plan", "", Form::By(title)),
                        field("coachee", "/coachee", Form::Person),
                        field("day", "/week/today", Form::Day),
                        field("progress_percent", "/week/percent", Form::Number(1)),
                        field("expected_percent", "/week/expected_percent", Form::Number(1)),
                        field("falls_behind", "/week/reasons", Form::By(reasons)),
                    ],
                }),
                Part::Heading("plan_week.reasons"),
                Part::Table(&TableOf {
                    name: "reasons",
                    rows: "/items/*/week/reasons",
                    columns: &[
                        field("plan", "", Form::By(plan)),
                        field("coachee", "", Form::By(coachee)),
                        field("reason", "/type", Form::Term("behind")),
                        field("milestone", "/body/milestone", Form::Term("plan_milestone")),
                        field("progress_percent", "/body/percent", Form::Number(1)),
                        field("points_under", "/body/points_under", Form::Number(1)),
                        field("days", "", Form::CountAt(DAYS)),
                        field("since", "", Form::By(since)),
                    ],
                }),
            ],
        ),
        SEEN_ALONE,
    ],
};

/// How many of the plans fall behind.
fn falling_behind(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let plans = scope.entries("");
    let is_behind = |plan: &Data<'_>| plan.at("/week/reasons").and_then(Data::as_list).is_some_and(|of| !of.is_empty());
    let of = f64::from(u32::try_from(plans.len()).unwrap_or(u32::MAX));
    Some(so_many_of(plans.iter().copied().filter(is_behind).count(), of))
}

/// What a plan is called; by its id where its title is gone, or was redacted.
fn called(scope: &Scope<'_>, plan: Data<'_>) -> Option<(Value, Tone)> {
    let title = plan.get("title").and_then(Data::as_str).filter(|title| !title.is_empty());
    let title = title.map(|title| Value::Text(title.to_owned()));
    let by_id = || {
        let id = plan.get("plan").and_then(Data::as_str)?;
        Some(Value::Term { raw: id.to_owned(), shown: scope.words.term("plan", id) })
    };
    Some((title.or_else(by_id)?, Tone::Plain))
}

fn title(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    called(scope, scope.here)
}

/// The plan that a reason is of.
fn plan(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    called(scope, scope.above("/week/")?)
}

fn coachee(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let id = scope.above("/week/")?.get("coachee")?.as_str()?;
    Some((person(scope, id), Tone::Plain))
}

/// Each sort of reason once.
fn reasons(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((sorts(scope, "behind")?, Tone::Fair))
}

/// For how many days a milestone is overdue, or there was no session.
const DAYS: &[&str] = &["/body/days_overdue", "/body/days"];

/// The day by which it was to be reached, or of the last session.
fn since(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let day = scope.written("/body/target_on").or_else(|| scope.written("/body/last_session_on"))?;
    Some((Value::Day(day), Tone::Plain))
}

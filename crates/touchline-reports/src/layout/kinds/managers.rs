//! What managers can see of their coaching, on a page: how often they coach whom, how soon it is acknowledged, what came of it.
//!
//! Rules: RPT-04.

use super::super::form::person;
use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{counted, counted_rate, low_evidence, rate, window};
use crate::value::{Tone, Value, Why};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "managers.title",
    subject: Some(field("manager", "/managers", Form::By(the_one))),
    about: &[
        field("window", "/window", Form::By(window)),
        field("window_before", "/window_before", Form::By(window)),
        field("weeks", "/weeks", Form::Number(1)),
    ],
    needs: &["/managers", "/weeks", "/window", "/window_before"],
    parts: &[
        Part::Heading("managers.coaching"),
        Part::Unless("/managers", &[Part::Note("managers.nobody")]),
        Part::Each(
            "/managers",
            &[field("manager", "/manager", Form::By(one_of_several))],
            &[Part::Figures(&[
                field("deliveries", "/deliveries", Form::Count).with(&[field(
                    "per_week_and_person",
                    "/per_week_and_person",
                    Form::Number(2),
                )]),
                counted_rate("acknowledged", "/acknowledged", ACKNOWLEDGED),
                counted_rate("responded", "/responded", RESPONDED),
                field("hours_to_acknowledge", "/hours_to_acknowledge", Form::By(median)).with(HOURS),
                field("mean_improvement", "/improvement/change", Form::Change(1)).with(&[field(
                    "people",
                    "/improvement/people",
                    Form::Count,
                )]),
                counted_rate("items_done", "/items/complete", ITEMS),
            ])],
        ),
        Part::When(
            "/managers",
            &[
                Part::Heading("managers.people"),
                Part::Table(&TableOf {
                    name: "coached_often",
                    rows: "/managers/*/people",
                    columns: &[
                        field("manager", "", Form::By(manager)),
                        field("person", "/person", Form::Person),
                        field("deliveries", "/deliveries", Form::Count),
                        field("per_week", "/per_week", Form::Number(2)),
                        field("improvement", "/improvement/change", Form::Change(1))
                            .or_why("/improvement/undefined", "no_improvement"),
                        field("change_percent", "/improvement/percent", Form::Change(1)),
                    ],
                }),
                Part::Heading("managers.habits"),
                Part::Table(&TableOf {
                    name: "habits",
                    rows: "/managers/*/habits",
                    columns: &[
                        field("manager", "", Form::By(manager)),
                        field("habit", "/habit", Form::Term("habit")),
                        field("counted", "/met", Form::By(counted)),
                        field("share", "/met", Form::ByNumber(rate)),
                        field("interval", "/met/rate/interval", Form::ShareRange),
                        field("evidence", "/met/rate/low_evidence", Form::By(low_evidence)),
                    ],
                }),
            ],
        ),
    ],
};

const ACKNOWLEDGED: &[Field] = &[
    field("counted", "/acknowledged", Form::By(counted)),
    field("interval", "/acknowledged/rate/interval", Form::ShareRange),
    field("evidence", "/acknowledged/rate/low_evidence", Form::By(low_evidence)),
];
const RESPONDED: &[Field] = &[
    field("counted", "/responded", Form::By(counted)),
    field("interval", "/responded/rate/interval", Form::ShareRange),
    field("evidence", "/responded/rate/low_evidence", Form::By(low_evidence)),
];
const ITEMS: &[Field] = &[
    field("counted", "/items/complete", Form::By(counted)),
    field("interval", "/items/complete/rate/interval", Form::ShareRange),
    field("evidence", "/items/complete/rate/low_evidence", Form::By(low_evidence)),
    field("overdue_items", "/items/overdue", Form::Count),
];
const HOURS: &[Field] = &[
    field("mean_of_those", "/hours_to_acknowledge/mean", Form::Number(1)),
    field("open", "/hours_to_acknowledge/open", Form::Count),
    field("interval", "/hours_to_acknowledge/median", Form::By(bounds)),
];

/// The manager, where it is one alone.
fn the_one(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    match scope.entries("").as_slice() {
        [one] => Some((person(scope, one.get("manager")?.as_str()?), Tone::Plain)),
        _ => None,
    }
}

/// The manager that a part is of; where it is one alone, the title says it.
fn one_of_several(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    (scope.entries("^/managers").len() > 1).then(|| Some((person(scope, scope.text("")?), Tone::Plain)))?
}

/// The manager whose row it is.
fn manager(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let of = scope.above("/people/").or_else(|| scope.above("/habits/"))?;
    Some((person(scope, of.get("manager").and_then(Data::as_str)?), Tone::Plain))
}

/// After how many hours half of the coaching is acknowledged; where that was not reached, that it was not.
fn median(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let value = scope.number("/median/median").map_or_else(
        || {
            let is_open = scope.number("/open").is_some_and(|open| open > 0.0);
            let raw = if is_open { "not_half_yet" } else { "nothing_counted" };
            Value::Nothing(Some(Why { raw: raw.to_owned(), shown: scope.words.get(raw).to_owned() }))
        },
        |hours| Value::Number(hours, 1),
    );
    Some((value, Tone::Plain))
}

/// The bounds of the median; its upper one may not be reached yet.
fn bounds(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let (low, high) = (scope.number("/low")?, scope.number("/high"));
    let value = high.map_or_else(
        || {
            let shown = scope.words.with("at_least", &[("n", &scope.printer.number(low, 1))]);
            Value::Term { raw: format!("{low}.."), shown }
        },
        |high| Value::Range(Box::new(Value::Number(low, 1)), Box::new(Value::Number(high, 1))),
    );
    Some((value, Tone::Plain))
}

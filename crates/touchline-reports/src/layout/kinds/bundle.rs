//! A bundle from its contents to its end, on a page.
//!
//! Rules: RPT-03.

use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{call_named, when_call_was};
use crate::value::{Tone, Value};
use touchline_calculators::progress::{Measure, Unit};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "bundle.title",
    subject: Some(field("title", "/bundle/body/title", Form::Text)),
    about: &[
        field("agent", "/bundle/body/agent", Form::Person),
        field("released_by", "/bundle/body/released/by", Form::Person),
        field("released_at", "/bundle/body/released/at", Form::Moment),
        field("state", "/bundle/body/state", Form::Term("state")),
        field("state", "/bundle/body/badge", Form::Term("state")),
    ],
    needs: &["/bundle/body/calls", "/bundle/body/goals", "/bundle/type", "/checks"],
    parts: &[
        Part::Heading("bundle.contents"),
        Part::Text(field("notes", "/bundle/body/notes", Form::Text)),
        Part::Table(&TableOf {
            name: "calls",
            rows: "/bundle/body/calls",
            columns: &[
                field("call", "/call", Form::By(call)),
                field("on", "/call", Form::By(call_at)),
                field("example", "/example", Form::YesNo),
                field("trained_checks", "/checks", Form::By(check_names)),
                field("failed_checks", "/failed_checks", Form::By(check_names)),
            ],
        }),
        Part::Heading("bundle.response"),
        Part::Unless(
            "/bundle/body/acknowledged",
            &[Part::Unless("/bundle/body/response", &[Part::Note("bundle.no_response")])],
        ),
        Part::Facts(&[
            field("kind", "/bundle/body/response/kind", Form::Term("response")),
            field("on", "/bundle/body/response/at", Form::Moment),
        ]),
        Part::Quote(field("response", "/bundle/body/response/text", Form::Text), &[]),
        Part::Facts(&[
            field("session_on", "/bundle/body/session/held_on", Form::Day),
            field("session_note", "/bundle/body/session/note", Form::Text),
            field("acknowledged_by", "/bundle/body/acknowledged/done/by", Form::Person),
            field("acknowledged_at", "/bundle/body/acknowledged/done/at", Form::Moment),
            field("acknowledgement", "/bundle/body/acknowledged/text", Form::Text),
            field("denied_by", "/bundle/body/denied/done/by", Form::Person),
            field("denied_at", "/bundle/body/denied/done/at", Form::Moment),
            field("denied_because", "/bundle/body/denied/text", Form::Text),
        ]),
        Part::Heading("bundle.conclusion"),
        Part::Unless("/bundle/body/concluded", &[Part::Note("bundle.not_concluded")]),
        Part::Facts(&[
            field("concluded_by", "/bundle/body/concluded/done/by", Form::Person),
            field("on", "/bundle/body/concluded/done/at", Form::Moment),
            field("conclusion", "/bundle/body/concluded/text", Form::Text),
            field("cancelled_by", "/bundle/body/cancelled/done/by", Form::Person),
            field("reason", "/bundle/body/cancelled/text", Form::Text),
        ]),
        Part::Heading("bundle.goals"),
        Part::Table(&TableOf {
            name: "goals",
            rows: "/bundle/body/goals",
            columns: &[
                field("goal", "/aim/measure", Form::By(measure)),
                field("goal_target", "", Form::By(target)),
                field("current", "", Form::By(current)),
                field("percent", "/progress/percent", Form::Number(0)),
                field("observations", "/progress/observations", Form::Count),
                field("state", "/progress/state", Form::Term("state")),
            ],
        }),
        Part::Heading("bundle.checks"),
        // Whether there are results its agent is not told, and so not that there are none either.
        Part::If(is_for_its_agent, &[Part::Note("bundle.checks_untold")]),
        Part::If(
            is_for_staff,
            &[Part::Table(&TableOf {
                name: "checks",
                rows: "/checks",
                columns: &[
                    field("check", "", Form::By(check)),
                    field("before", "/before", Form::By(rulings)),
                    field("after", "/after", Form::By(rulings)),
                ],
            })],
        ),
    ],
};

fn is_for_its_agent(scope: &Scope<'_>) -> bool {
    scope.text("/bundle/type") == Some("agent")
}

fn is_for_staff(scope: &Scope<'_>) -> bool {
    !is_for_its_agent(scope)
}

fn call(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((call_named(scope, scope.text("")?), Tone::Plain))
}

fn call_at(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    when_call_was(scope, scope.text("")?)
}

fn target(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    in_unit_of_goal(scope, scope.number("/aim/target")?)
}

fn current(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    in_unit_of_goal(scope, scope.number("/progress/current")?)
}

/// A number with the unit that its measure is counted in. A measure that this version does not know has none.
fn in_unit_of_goal(scope: &Scope<'_>, number: f64) -> Option<(Value, Tone)> {
    let measure = scope.at("/aim/measure").and_then(Data::typed::<Measure>);
    let unit = measure.as_ref().map(|measure| measure.entry().unit);
    let currency = match &measure {
        Some(Measure::Metric(of)) => of.currency,
        _ => None,
    };
    let as_percent = |text: String| format!("{text}{}%", scope.printer.marks.before_percent);
    let worded = |key: &str| scope.words.with(key, &[("n", &scope.printer.number(number, 2))]);
    let shown = match (unit, currency) {
        (Some(Unit::Share | Unit::Ratio), _) => return Some((Value::Share(number), Tone::Plain)),
        (Some(Unit::Days), _) => return Some((Value::Days(number), Tone::Plain)),
        (Some(Unit::Money), Some(currency)) => return Some((Value::Money(number, currency), Tone::Plain)),
        (Some(Unit::Percent), _) => as_percent(scope.printer.number(number, 2)),
        (Some(Unit::Stars), _) => worded("unit.stars"),
        (Some(Unit::PerWeek), _) => worded("unit.per_week"),
        (Some(Unit::Points), _) => worded("unit.points"),
        _ => return Some((Value::Number(number, 2), Tone::Plain)),
    };
    // In the data it is a number, and the unit is the measure's.
    Some((Value::Term { raw: format!("{number}"), shown }, Tone::Plain))
}

/// What a goal measures, and of what.
fn measure(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = scope.text("/type")?;
    let mut values = vec![Value::Term { raw: raw.to_owned(), shown: scope.words.term("measure", raw) }];
    for (at, group) in [("/body/check", "check"), ("/body/metric", "metric")] {
        if let Some(of) = scope.text(at) {
            values.push(Value::Term { raw: of.to_owned(), shown: scope.words.term(group, of) });
        }
    }
    Some((Value::Several(values), Tone::Plain))
}

fn check(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((check_name(scope, scope.here), Tone::Plain))
}

/// The name of a check; of what is on a call as a whole, where no check is named, the call.
fn check_name(scope: &Scope<'_>, check: Data<'_>) -> Value {
    let named = ["check_name", "check"].iter().find_map(|place| check.get(place)?.as_str());
    match named {
        Some(raw) => Value::Term { raw: raw.to_owned(), shown: scope.words.term("check", raw) },
        None => Value::Term { raw: String::new(), shown: scope.words.get("bundle.whole_call").to_owned() },
    }
}

/// The checks that stand here, of a call.
fn check_names(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let names: Vec<Value> = scope.entries("").into_iter().map(|check| check_name(scope, check)).collect();
    (!names.is_empty()).then_some((Value::Several(names), Tone::Plain))
}

/// The rulings of a check, in the order of the calls.
fn rulings(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let ruling = |result: Data<'_>| {
        let raw = result.get("ruling")?.as_str()?;
        Some(Value::Term { raw: raw.to_owned(), shown: scope.words.term("ruling", raw) })
    };
    let rulings: Vec<Value> = scope.entries("").into_iter().filter_map(ruling).collect();
    (!rulings.is_empty()).then_some((Value::Several(rulings), Tone::Plain))
}

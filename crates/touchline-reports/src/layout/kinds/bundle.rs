//! A bundle from its contents to its end, on a page.
//!
//! Rules: RPT-03.

use serde_json::Value as Json;

use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use crate::value::{Tone, Value};

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
                field("call", "/call", Form::Text),
                field("example", "/example", Form::YesNo),
                field("failed_checks", "/failed_checks", Form::By(failed)),
            ],
        }),
        Part::Heading("bundle.response"),
        Part::Unless("/bundle/body/response", &[Part::Note("bundle.no_response")]),
        Part::Facts(&[
            field("kind", "/bundle/body/response/kind", Form::Term("response")),
            field("on", "/bundle/body/response/at", Form::Moment),
        ]),
        Part::Quote(field("response", "/bundle/body/response/text", Form::Text), &[]),
        Part::Facts(&[
            field("session_on", "/bundle/body/session/held_on", Form::Day),
            field("session_note", "/bundle/body/session/note", Form::Text),
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
                field("target", "/aim/target", Form::Number(2)),
                field("current", "/progress/current", Form::Number(2)),
                field("percent", "/progress/percent", Form::Number(0)),
                field("observations", "/progress/observations", Form::Count),
                field("state", "/progress/state", Form::Term("state")),
            ],
        }),
        Part::Heading("bundle.checks"),
        Part::Table(&TableOf {
            name: "checks",
            rows: "/checks",
            columns: &[
                field("check", "", Form::By(check)),
                field("before", "/before", Form::By(rulings)),
                field("after", "/after", Form::By(rulings)),
            ],
        }),
    ],
};

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
    let raw = scope.text("/check_name").or_else(|| scope.text("/check"))?;
    Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("check", raw) }, Tone::Plain))
}

/// The checks of a call that failed.
fn failed(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let name = |check: &Json| {
        let raw = check.get("check_name").and_then(Json::as_str).or_else(|| check.get("check")?.as_str())?;
        Some(Value::Term { raw: raw.to_owned(), shown: scope.words.term("check", raw) })
    };
    let names: Vec<Value> = scope.entries("").iter().filter_map(name).collect();
    (!names.is_empty()).then_some((Value::Several(names), Tone::Plain))
}

/// The rulings of a check, in the order of the calls.
fn rulings(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let ruling = |result: &Json| {
        let raw = result.get("ruling")?.as_str()?;
        Some(Value::Term { raw: raw.to_owned(), shown: scope.words.term("ruling", raw) })
    };
    let rulings: Vec<Value> = scope.entries("").iter().filter_map(ruling).collect();
    (!rulings.is_empty()).then_some((Value::Several(rulings), Tone::Plain))
}

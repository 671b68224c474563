//! A history on a page: the coaching that somebody got, or gave.
//!
//! Rules: RPT-03.

use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use crate::value::{Tone, Value};

pub(super) const LAYOUT: Layout = Layout {
    title: "history.title",
    subject: None,
    about: &[],
    needs: &["/items", "/next"],
    parts: &[
        Part::Table(&TableOf {
            name: "history",
            rows: "/items",
            columns: &[
                field("on", "/at", Form::Moment),
                field("kind", "/thing/type", Form::Term("kind")),
                field("what", "/thing/body/body", Form::By(what)),
                field("agent", "/thing/body/body/agent", Form::Person),
                field("by", "/thing/body/body", Form::By(by)),
                field("state", "/thing/body/body/state", Form::Term("state")),
                field("score", "/thing/body/body/score", Form::Number(1)),
            ],
        }),
        Part::When("/next", &[Part::Note("history.more")]),
    ],
};

/// What it is called, or what call it is about.
fn what(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let title = scope.text("/title").or_else(|| scope.text("/call_name"))?;
    Some((Value::Text(title.to_owned()), Tone::Plain))
}

/// Who gave it.
fn by(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let by = scope.text("/reviewer").or_else(|| scope.text("/released/by")).or_else(|| scope.text("/scheduled/by"))?;
    let value = match scope.names.get(by) {
        Some(name) => Value::Text(name.as_str().to_owned()),
        None => Value::Term { raw: by.to_owned(), shown: scope.words.term("person", by) },
    };
    Some((value, Tone::Plain))
}

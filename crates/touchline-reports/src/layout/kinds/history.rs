//! A history on a page: whose it is, and the coaching that they got, or gave.
//!
//! Rules: RPT-03.

use super::super::form::{person, written};
use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::super::whose::HistorySide;
use super::common::SEEN_ALONE;
use crate::value::{Tone, Value};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "history.title",
    subject: Some(field("name", "", Form::By(whose))),
    about: &[field("coaching", "", Form::By(side))],
    needs: &["/items", "/next"],
    parts: &[
        Part::Table(&TableOf {
            name: "history",
            rows: "/items",
            columns: &[
                field("on", "/at", Form::Moment),
                field("kind", "/thing/type", Form::Term("kind")),
                field("what", "/thing/body/body", Form::By(what)),
                field("agent", "/thing/body/body", Form::By(agent)),
                field("by", "/thing/body/body", Form::By(by)),
                field("state", "/thing/body/body", Form::By(state)),
                field("score", "/thing/body/body/score", Form::Number(1)),
            ],
        }),
        Part::When("/next", &[Part::Note("history.more")]),
        SEEN_ALONE,
    ],
};

/// Whose history it is, where that is handed in.
fn whose(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let history = scope.beside.history?;
    Some((person(scope, &history.person.to_string()), Tone::Plain))
}

/// Whether they got the coaching or gave it.
fn side(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw: &str = scope.beside.history?.side.into();
    Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("side", raw) }, Tone::Plain))
}

/// The first of some places that has a text.
fn first_of<'a>(scope: &Scope<'a>, places: &[&str]) -> Option<&'a str> {
    places.iter().find_map(|place| scope.text(place))
}

/// What it is called, what call it is about, or what is talked about.
fn what(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    if let Some(title) = first_of(scope, &["/title", "/call_name"]) {
        return Some((written(scope, title), Tone::Plain));
    }
    let topics = scope.entries("/agenda").into_iter().filter_map(|topic| topic.get("topic").and_then(Data::as_str));
    several(topics.map(|topic| written(scope, topic)).collect())
}

/// Whom it was for. A view of whom it was for does not name them: then it is they whose history it is.
fn agent(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let id = first_of(scope, &["/agent", "/coachee"]).map(str::to_owned).or_else(|| {
        let history = scope.beside.history.filter(|history| history.side == HistorySide::Received)?;
        Some(history.person.to_string())
    })?;
    Some((person(scope, &id), Tone::Plain))
}

/// Who gave it: whoever reviewed, whoever released, the coaches who took part.
fn by(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let coach = |coach: Data<'_>| match coach.at("/coach/body/person").and_then(Data::as_str) {
        Some(id) => Some(person(scope, id)),
        None => coach.at("/coach/body/contact").and_then(Data::as_str).map(|key| external(scope, key)),
    };
    let coaches: Vec<Value> = scope.entries("/coaches").into_iter().filter_map(coach).collect();
    if !coaches.is_empty() {
        return several(coaches);
    }
    let id = first_of(scope, &["/reviewer", "/released/by", "/created/by", "/scheduled/by"])?;
    Some((person(scope, id), Tone::Plain))
}

fn external(scope: &Scope<'_>, key: &str) -> Value {
    Value::Term { raw: key.to_owned(), shown: scope.words.term("person", key) }
}

/// Where it stands; of a bundle whom it is for sees its badge.
fn state(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = first_of(scope, &["/state", "/badge"])?;
    Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("state", raw) }, Tone::Plain))
}

fn several(mut values: Vec<Value>) -> Option<(Value, Tone)> {
    let value = if values.len() > 1 { Value::Several(values) } else { values.pop()? };
    Some((value, Tone::Plain))
}

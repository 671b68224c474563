//! Who of a team needs coaching, and why, on a page.
//!
//! Rules: INS-13, RPT-04.

use super::super::form::person;
use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{SEEN_ALONE, so_many_of, sorts};
use crate::value::{Tone, Value};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "needs_coaching.title",
    subject: Some(field("manager", "/manager", Form::Person)),
    about: &[],
    needs: &["/looked_at", "/manager", "/people"],
    parts: &[
        Part::Figures(&[field("need_coaching", "", Form::By(how_many))]),
        Part::Unless("/people", &[Part::Note("needs_coaching.nobody")]),
        Part::When(
            "/people",
            &[
                Part::Table(&TableOf {
                    name: "need_coaching",
                    rows: "/people",
                    columns: &[
                        field("person", "/person", Form::Person),
                        field("reasons", "/reasons", Form::By(reasons)),
                    ],
                }),
                Part::Heading("needs_coaching.reasons"),
                Part::Table(&TableOf {
                    name: "reasons",
                    rows: "/people/*/reasons",
                    columns: &[
                        field("person", "", Form::By(whose)),
                        field("reason", "/type", Form::Term("need")),
                        field("how_many", "/body/count", Form::Count),
                        field("area", "", Form::By(area)),
                        field("score", "/body/score", Form::Count),
                        field("level", "/body/level", Form::Term("level")),
                        field("days", "/body/days", Form::Count),
                        field("last_on", "/body/last_on", Form::Day),
                    ],
                }),
            ],
        ),
        SEEN_ALONE,
    ],
};

/// How many of those who were looked at.
fn how_many(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some(so_many_of(scope.entries("/people").len(), scope.number("/looked_at")?))
}

/// Each sort of reason once.
fn reasons(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((sorts(scope, "need")?, Tone::Plain))
}

/// Whose a reason is.
fn whose(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let id = scope.above("/reasons/")?.get("person")?.as_str()?;
    Some((person(scope, id), Tone::Plain))
}

/// The area of a level; overall where it names none.
fn area(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    scope.at("/body/level")?;
    let (raw, shown) = match scope.at("/body/area").and_then(Data::as_str) {
        Some(area) => (area, scope.words.term("area", area)),
        _ => ("overall", scope.words.get("label.overall").to_owned()),
    };
    Some((Value::Term { raw: raw.to_owned(), shown }, Tone::Plain))
}

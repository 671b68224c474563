//! What changed with coaching, on a page: before against after, the days that were looked at, and what has to be said beside it.
//!
//! Rules: RPT-04.

use super::super::form::person;
use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{low_evidence, window};
use crate::value::{Tone, Value};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "effect.title",
    subject: Some(field("name", "/coached", Form::By(the_one))),
    about: &[],
    needs: &["/coached", "/measures", "/statements"],
    parts: &[
        Part::Heading("effect.measures"),
        Part::Unless("/measures", &[Part::Note("effect.nothing")]),
        Part::Each(
            "/measures",
            &[field("measure", "/measure", Form::Term("measure"))],
            &[
                // Of one person the figures are their own, and of several those of the group.
                Part::If(is_of_one, &[Part::Within("/effect/people/0", FIGURES)]),
                Part::If(is_of_several, &[Part::Within("/effect/coached", FIGURES)]),
                Part::When(
                    "/effect/comparison",
                    &[
                        Part::Label("effect.comparison"),
                        Part::Within("/effect/comparison", FIGURES),
                        Part::Within("/effect/difference_in_differences", CONTRAST),
                        Part::Within("/effect/trend_before", TREND_BEFORE),
                    ],
                ),
            ],
        ),
        Part::If(is_told_by_person, &[Part::Heading("effect.people"), Part::Table(&PEOPLE)]),
        Part::If(leaves_out, &[Part::Table(&LEFT_OUT)]),
        Part::Heading("effect.days"),
        Part::Table(&DAYS),
        Part::When(
            "/statements",
            &[
                Part::Heading("effect.statements"),
                Part::List(
                    "/statements",
                    &[field("", "", Form::By(statement)), field("", "/people", Form::By(people))],
                ),
            ],
        ),
    ],
};

/// Both sides, and what lies between them.
const FIGURES: &[Part] = &[Part::Figures(&[
    field("before", "/before/mean", Form::Number(2)).with(BEFORE),
    field("after", "/after/mean", Form::Number(2)).with(AFTER),
    field("change", "/change/difference", Form::Change(2)).or_why("/undefined", "no_effect").with(CHANGE),
])];
const BEFORE: &[Field] = &[
    field("count", "/before/count", Form::Count),
    field("deviation", "/before/deviation", Form::Number(2)),
    field("evidence", "/before/low_evidence", Form::By(low_evidence)),
];
const AFTER: &[Field] = &[
    field("count", "/after/count", Form::Count),
    field("deviation", "/after/deviation", Form::Number(2)),
    field("evidence", "/after/low_evidence", Form::By(low_evidence)),
];
const CHANGE: &[Field] =
    &[field("interval", "/change/interval", Form::Range), field("effect_size", "/change/effect_size", Form::Number(2))];

const CONTRAST: &[Part] = &[Part::Figures(&[field("contrast", "/change/difference", Form::Change(2))
    .or_why("/undefined", "no_effect")
    .with(CHANGE)])];

const TREND_BEFORE: &[Part] = &[Part::Figures(&[field("trend_before", "/change/difference", Form::Change(2))
    .or_why("/undefined", "no_effect")
    .with(CHANGE)])];

const PEOPLE: TableOf = TableOf {
    name: "effects",
    rows: "/measures/*/effect/people",
    columns: &[
        field("person", "/person", Form::Person),
        field("measure", "", Form::By(measure)),
        field("before", "/before/mean", Form::Number(2)),
        field("after", "/after/mean", Form::Number(2)),
        field("change", "/change/difference", Form::Change(2)).or_why("/undefined", "no_effect"),
        field("interval", "/change/interval", Form::Range),
        field("effect_size", "/change/effect_size", Form::Number(2)),
        field("evidence", "", Form::By(rests_on_few)),
    ],
};

const LEFT_OUT: TableOf = TableOf {
    name: "left_out",
    rows: "/measures/*/effect/coached/left_out",
    columns: &[
        field("person", "/person", Form::Person),
        field("measure", "", Form::By(measure)),
        field("reason", "/because", Form::Term("no_effect")),
    ],
};

const DAYS: TableOf = TableOf {
    name: "coached",
    rows: "/coached",
    columns: &[
        field("person", "/person", Form::Person),
        field("before", "/before/window", Form::By(window)),
        field("mind_before", "/before", Form::By(mind)),
        field("after", "/after/window", Form::By(window)),
        field("mind_after", "/after", Form::By(mind)),
    ],
};

/// Who was coached, where they are one alone.
fn the_one(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    match scope.entries("").as_slice() {
        [one] => Some((person(scope, one.get("person")?.as_str()?), Tone::Plain)),
        _ => None,
    }
}

fn is_of_one(scope: &Scope<'_>) -> bool {
    scope.entries("^/coached").len() == 1 && scope.has("/effect/people/0")
}

fn is_of_several(scope: &Scope<'_>) -> bool {
    !is_of_one(scope)
}

/// Whether there are people whose figures do not stand at the top already.
fn is_told_by_person(scope: &Scope<'_>) -> bool {
    scope.entries("/coached").len() > 1 && any_measure(scope, "/effect/people")
}

fn leaves_out(scope: &Scope<'_>) -> bool {
    scope.entries("/coached").len() > 1 && any_measure(scope, "/effect/coached/left_out")
}

fn any_measure(scope: &Scope<'_>, list: &str) -> bool {
    let has = |measure: Data<'_>| measure.at(list).and_then(Data::as_list).is_some_and(|entries| !entries.is_empty());
    scope.entries("/measures").into_iter().any(has)
}

/// The measure that a row below it is of.
fn measure(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = scope.above("/effect/")?.get("measure")?.as_str()?;
    Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("measure", raw) }, Tone::Plain))
}

fn rests_on_few(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let is_low = |side: &str| scope.at(side).and_then(Data::as_bool) == Some(true);
    let either = ["/before/low_evidence", "/after/low_evidence"].into_iter().any(is_low);
    let value = Value::Term { raw: "true".to_owned(), shown: scope.words.get("low_evidence").to_owned() };
    either.then_some((value, Tone::Fair))
}

/// What days have to be read with: that they are not over, that other coaching lies in them, that not all of them are known.
fn mind(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let is_false = |at: &str| scope.at(at).and_then(Data::as_bool) == Some(false);
    let minds = [
        ("open", is_false("/over")),
        ("other_coaching", is_false("/clear")),
        ("known_in_part", !is_known_whole(scope)),
    ];
    let minds: Vec<Value> = minds
        .into_iter()
        .filter(|(_, is_so)| *is_so)
        .map(|(raw, _)| Value::Term { raw: raw.to_owned(), shown: scope.words.term("days", raw) })
        .collect();
    (!minds.is_empty()).then_some((Value::Several(minds), Tone::Fair))
}

/// Whether records are known of all the days. Of a window of moments nobody says that by its ends.
fn is_known_whole(scope: &Scope<'_>) -> bool {
    let ends = |at: &str| ["/first", "/last"].map(|end| scope.at(&[at, end].concat()).and_then(Data::as_str));
    scope.text("/window/type") != Some("days") || ends("/known") == ends("/window/body")
}

/// Something that has to be said: in the words of the language where it has them, else as the data says it.
fn statement(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = scope.text("/text")?;
    let own = scope.text("/key").and_then(|key| scope.words.find_in("statement", key));
    Some((Value::Term { raw: raw.to_owned(), shown: own.unwrap_or(raw).to_owned() }, Tone::Plain))
}

/// Of whom it is said, where there are others.
fn people(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let people: Vec<Value> =
        scope.entries("").into_iter().filter_map(Data::as_str).map(|id| person(scope, id)).collect();
    let is_told = !people.is_empty() && scope.entries("^/coached").len() > 1;
    is_told.then_some((Value::Several(people), Tone::Plain))
}

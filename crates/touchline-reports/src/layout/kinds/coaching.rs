//! The coaching report on a page.
//!
//! Rules: RPT-01.

use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{PERIOD, arrow, in_unit, low_evidence, moment_in_call};
use super::person::{WINDOWS, score_trend};
use crate::picture::{AreaBars, AreaFigure, Picture, SkillRadar};
use crate::value::{Tone, Value};
use touchline_kernel::Key;
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "coaching.title",
    subject: Some(field("name", "", Form::By(name)).showing("/name")),
    about: &[
        PERIOD,
        field("calls_looked_at", "/calls/calls", Form::Count),
        field("deals_looked_at", "/deals", Form::Count),
        field("only_area", "/area", Form::Term("area")),
    ],
    needs: &["/areas", "/calls", "/focus_areas", "/metrics", "/overall", "/period", "/strengths", "/withheld"],
    parts: &[
        Part::When("/manager_review_required", &[Part::Note("coaching.manager_first")]),
        Part::Heading("coaching.summary"),
        Part::Figures(&[
            field("overall", "/overall/published", Form::By(out_of_hundred))
                .or_why("/overall/no_score", "no_score")
                .with(RATING_BESIDE),
            field("hours_heard", "/calls/duration_ms", Form::Millis).with(&[field(
                "calls",
                "/calls/calls",
                Form::Count,
            )]),
        ]),
        Part::When("/score_trend", &[Part::Picture(trend), Part::Table(&SCORES)]),
        Part::Table(&METRICS),
        Part::Heading("coaching.skills"),
        Part::Picture(radar),
        Part::Table(&AREAS),
        Part::When("/area_benchmarks", &[Part::Picture(bars), Part::Table(&AREAS_BESIDE)]),
        Part::Heading("coaching.strengths"),
        Part::Unless("/strengths", NO_STRENGTHS),
        Part::Each(
            "/strengths",
            AREA_AND_SCORE,
            &[Part::Quote(field("highlight", "/highlight/quote", Form::Text), HIGHLIGHT)],
        ),
        Part::Heading("coaching.focus_areas"),
        Part::Unless("/focus_areas", NO_FOCUS_AREAS),
        Part::Each(
            "/focus_areas",
            FOCUS_HEADING,
            &[
                Part::Facts(&[
                    field("what_to_improve", "/component", Form::Term("component")),
                    field("why_it_matters", "/words/reason", Form::Text),
                    field("tip", "/words/tip", Form::Text),
                    field("practice", "/words/practice", Form::Text),
                    field("courses", "/words/courses", Form::By(courses)),
                ]),
                Part::When("/example", &[Part::Label("coaching.example")]),
                Part::Quote(field("example", "/example/quote", Form::Text), EXAMPLE),
                Part::When("/to_review", &[Part::Label("coaching.go_through")]),
                Part::Quote(field("go_through", "/to_review/quote", Form::Text), TO_REVIEW),
            ],
        ),
        Part::Unless(
            "/area",
            &[Part::When("/focus_areas", &[Part::Facts(&[field("more_gaps", "/more_gaps", Form::Terms("area"))])])],
        ),
        Part::Heading("coaching.calls"),
        Part::When(
            "/calls/talk",
            &[Part::Figures(&[
                talk("talk_ratio", "/calls/talk/talk_ratio/value", Form::Share, RATIO_BESIDE),
                talk("questions", "/calls/talk/questions/value", Form::Number(1), QUESTIONS_BESIDE),
                talk("fillers_per_minute", "/calls/talk/fillers_per_minute/value", Form::Number(1), FILLERS_BESIDE),
            ])],
        ),
        Part::Unless(
            "/calls/best_call",
            &[
                Part::When("^/area", &[Part::Note("coaching.no_best_call_in_area")]),
                Part::Unless("^/area", &[Part::Note("coaching.no_best_call")]),
            ],
        ),
        Part::When(
            "/calls/best_call",
            &[Part::Facts(&[
                field("best_call", "/calls/best_call", Form::By(call_name)).showing("/name"),
                field("on", "/calls/best_call/at", Form::Moment),
                field("score", "/calls/best_call/score", Form::Number(0)),
                field("what_went_well", "/calls/best_call/note", Form::Text),
            ])],
        ),
        Part::When(
            "/calls/to_review",
            &[Part::Facts(&[
                field("call_to_review", "/calls/to_review", Form::By(call_name)).showing("/name"),
                field("on", "/calls/to_review/at", Form::Moment),
                field("area", "/calls/to_review/area", Form::Term("area")),
                field("score", "/calls/to_review/score", Form::Number(0)),
                field("to_improve", "/calls/to_review/note", Form::Text),
            ])],
        ),
        Part::Heading("coaching.focus"),
        Part::Unless(
            "/focus",
            &[
                Part::If(has_no_score, &[Part::Note("coaching.no_focus")]),
                Part::If(
                    has_score,
                    &[
                        Part::When("^/area", &[Part::Note("coaching.no_focus_in_area")]),
                        Part::Unless("^/area", &[Part::Note("coaching.no_focus_chosen")]),
                    ],
                ),
            ],
        ),
        Part::When(
            "/focus",
            &[Part::Facts(&[
                field("first_focus", "/focus/first", Form::By(focus_on)),
                field("second_focus", "/focus/second", Form::By(focus_on)),
                field("practice", "/focus/practice/text", Form::Text),
                field("follow_up", "/follow_up/due_on", Form::Day),
            ])],
        ),
        Part::Heading("coaching.progress"),
        Part::Table(&PROGRESS),
        Part::When("/withheld", &[Part::Heading("withheld_heading"), Part::Withheld("/withheld")]),
    ],
};

/// What is said instead of strengths. That none stands out is known of areas with a score alone, and of the one that is asked for.
const NO_STRENGTHS: &[Part] = &[
    Part::If(has_no_score, &[Part::Note("coaching.no_area_score")]),
    Part::If(
        has_score,
        &[
            Part::When("^/area", &[Part::Note("coaching.not_a_strength")]),
            Part::Unless("^/area", &[Part::Note("coaching.no_strengths")]),
        ],
    ),
];
const NO_FOCUS_AREAS: &[Part] = &[
    Part::If(has_no_score, &[Part::Note("coaching.no_area_score")]),
    Part::If(
        has_score,
        &[Part::When("^/area", NOT_A_FOCUS_AREA), Part::Unless("^/area", &[Part::Note("coaching.no_focus_areas")])],
    ),
];

/// What is said of the one area that is asked for: a gap that others come before asks for work as they do.
const NOT_A_FOCUS_AREA: &[Part] = &[
    Part::When("/more_gaps", &[Part::Note("coaching.others_come_first")]),
    Part::If(has_no_gap, &[Part::Note("coaching.not_a_focus_area")]),
    Part::If(is_untold, &[Part::Note("coaching.not_chosen_to_work_on")]),
];

/// Whether it is known that there is no gap beyond those that are shown.
fn has_no_gap(scope: &Scope<'_>) -> bool {
    !is_untold(scope) && !scope.has("^/more_gaps")
}

/// Whether nobody told of gaps beyond those that are shown, so that an area may be one.
fn is_untold(scope: &Scope<'_>) -> bool {
    scope.at("^/more_gaps").is_none()
}

/// Whether an area that the report is about has a score.
fn has_score(scope: &Scope<'_>) -> bool {
    let published = |area: Data<'_>| area.at("/rating/published").is_some_and(|score| !score.is_null());
    scope.entries("^/areas").into_iter().any(published)
}

fn has_no_score(scope: &Scope<'_>) -> bool {
    !has_score(scope)
}

/// What stands beside a score.
const RATING_BESIDE: &[Field] = &[
    field("level", "/overall/level/level", Form::Term("level")),
    field("interval", "/overall/interval", Form::Range),
    field("trend", "/overall/trend", Form::Term("arrow")),
    field("evidence", "/overall/low_evidence", Form::By(low_evidence)),
];

const fn talk(label: &'static str, at: &'static str, form: Form, beside: &'static [Field]) -> Field {
    Field { label, at, form, why: None, beside, shows: "" }
}

const RATIO_BESIDE: &[Field] = &[
    field("target", "/calls/talk/talk_ratio/target", Form::Share),
    field("calls", "/calls/talk/talk_ratio/calls", Form::Count),
];
const QUESTIONS_BESIDE: &[Field] = &[
    field("target", "/calls/talk/questions/target", Form::Number(1)),
    field("met", "/calls/talk/questions/met", Form::YesNo),
    field("calls", "/calls/talk/questions/calls", Form::Count),
];
const FILLERS_BESIDE: &[Field] = &[
    field("target", "/calls/talk/fillers_per_minute/target", Form::Number(1)),
    field("met", "/calls/talk/fillers_per_minute/met", Form::YesNo),
    field("calls", "/calls/talk/fillers_per_minute/calls", Form::Count),
];

const AREA_AND_SCORE: &[Field] =
    &[field("area", "/area", Form::Term("area")), field("score", "/score", Form::By(out_of_hundred))];

const FOCUS_HEADING: &[Field] =
    &[field("area", "/area", Form::Term("area")), field("score", "", Form::By(now_and_target))];

const METRICS: TableOf = TableOf {
    name: "metrics",
    rows: "/metrics",
    columns: &[
        field("metric", "/own/metric", Form::Term("metric")),
        number("own", "/own", figure),
        field("interval", "/own/interval", Form::ShareRange),
        number("team_average", "", team_average),
        number("top_performer", "", top_performer),
        field("trend", "", Form::By(arrow)),
        field("observations", "/own/observations", Form::Count),
        field("evidence", "/own/low_evidence", Form::By(low_evidence)),
    ],
};

const fn number(label: &'static str, at: &'static str, read: fn(&Scope<'_>) -> Option<(Value, Tone)>) -> Field {
    field(label, at, Form::ByNumber(read))
}

const AREAS: TableOf = TableOf {
    name: "areas",
    rows: "/areas",
    columns: &[
        field("area", "/area", Form::Term("area")),
        field("score", "/rating/published", Form::Count).or_why("/rating/no_score", "no_score"),
        field("level", "/rating/level/level", Form::Term("level")),
        field("interval", "/rating/interval", Form::Range),
        field("trend", "/rating/trend", Form::Term("arrow")),
        field("coverage", "/rating/coverage", Form::Share),
        field("evidence", "/rating/low_evidence", Form::By(low_evidence)),
    ],
};

const SCORES: TableOf = TableOf { name: "scores", rows: "/score_trend", columns: WINDOWS };

const AREAS_BESIDE: TableOf = TableOf {
    name: "areas_beside",
    rows: "/area_benchmarks",
    columns: &[
        field("area", "/area", Form::Term("area")),
        field("own", "/own", Form::Number(0)),
        number("team_average", "/team_average", score_of_others),
        number("top_performer", "/top_performer", score_of_others),
    ],
};

const PROGRESS: TableOf = TableOf {
    name: "progress",
    rows: "/progress",
    columns: &[
        field("week", "/week", Form::Day),
        field("area", "/area", Form::Term("area")),
        field("component", "/component", Form::Term("component")),
        field("score_at_start", "/score_at_start", Form::Count),
        field("score_at_end", "/score_at_end", Form::Count),
        field("change", "/change", Form::Change(0)),
    ],
};

const HIGHLIGHT: &[Field] = &[
    field("call", "/highlight/call_name", Form::Text),
    field("on", "/highlight/on", Form::Day),
    field("moment", "/highlight/clip/moment_ms", Form::By(moment_in_call)),
];
const EXAMPLE: &[Field] = &[
    field("whose", "/example/whose", Form::Term("whose")),
    field("person", "/example/person", Form::Person),
    field("call", "/example/call_name", Form::Text),
    field("on", "/example/on", Form::Day),
    field("moment", "/example/clip/moment_ms", Form::By(moment_in_call)),
];
const TO_REVIEW: &[Field] = &[
    field("call", "/to_review/call_name", Form::Text),
    field("on", "/to_review/on", Form::Day),
    field("moment", "/to_review/clip/moment_ms", Form::By(moment_in_call)),
];

/// What the person is called; else what the host says they are; else their id.
pub(super) fn name(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let own = scope.text("/name").map(|name| Value::Text(name.to_owned()));
    let value = match own {
        Some(own) => own,
        None => {
            let person = scope.text("/person")?;
            scope.beside.name(person).map_or_else(
                || Value::Term { raw: person.to_owned(), shown: person.to_owned() },
                |name| Value::Text(name.to_owned()),
            )
        }
    };
    Some((value, Tone::Plain))
}

/// A score of 100.
pub(super) fn out_of_hundred(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((Value::Number(scope.number("")?, 0), Tone::Plain))
}

fn now_and_target(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let (score, target) = (scope.number("/score")?, scope.number("/target")?);
    let shown = scope.words.with("now_and_target", &[("score", &score.to_string()), ("target", &target.to_string())]);
    Some((Value::Term { raw: format!("{score}..{target}"), shown }, Tone::Plain))
}

pub(super) fn call_name(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let value = match scope.text("/name") {
        Some(name) => Value::Text(name.to_owned()),
        None => {
            let call = scope.text("/call")?;
            Value::Term { raw: call.to_owned(), shown: call.to_owned() }
        }
    };
    Some((value, Tone::Plain))
}

/// An area in focus, and what to do.
fn focus_on(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let [area, component] = [("area", "/area"), ("component", "/component")].map(|(group, at)| {
        scope.text(at).map(|raw| Value::Term { raw: raw.to_owned(), shown: scope.words.term(group, raw) })
    });
    let mut values: Vec<Value> = [area, component].into_iter().flatten().collect();
    values.extend(scope.text("/tip/text").map(|tip| Value::Text(tip.to_owned())));
    Some((Value::Several(values), Tone::Plain))
}

/// The courses that are proposed, by name, if there are any.
fn courses(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let called = |course: Data<'_>| {
        let name = ["/course_name", "/course"].into_iter().find_map(|at| course.at(at)?.as_str());
        name.map(|name| Value::Text(name.to_owned()))
    };
    let named: Vec<Value> = scope.entries("").into_iter().filter_map(called).collect();
    (!named.is_empty()).then_some((Value::Several(named), Tone::Plain))
}

fn figure(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let value = match scope.number("/value") {
        Some(value) => in_unit(scope, value, scope.text("/unit"), scope.text("/currency")),
        None => Value::Nothing(scope.why("/undefined", "undefined")),
    };
    Some((value, Tone::Plain))
}

fn team_average(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    others(scope, "/team_average")
}

fn top_performer(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    others(scope, "/top_performer")
}

/// What others come to, or why that is not told.
fn others(scope: &Scope<'_>, at: &str) -> Option<(Value, Tone)> {
    told_of_others(scope, at, |value| in_unit(scope, value, scope.text("/own/unit"), scope.text("/own/currency")))
}

fn score_of_others(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    told_of_others(scope, "", |score| Value::Number(score, 0))
}

fn told_of_others(scope: &Scope<'_>, at: &str, told: impl FnOnce(f64) -> Value) -> Option<(Value, Tone)> {
    let value = match scope.text(&[at, "/type"].concat()) {
        Some("shown") => told(scope.number(&[at, "/body/value"].concat())?),
        Some("withheld") => Value::Nothing(scope.why(&[at, "/body/because"].concat(), "because")),
        _ => Value::Nothing(None),
    };
    Some((value, Tone::Plain))
}

/// The score overall over time, where that is known.
fn trend(scope: &Scope<'_>) -> Option<Picture> {
    Some(score_trend(scope, "/score_trend"))
}

/// The areas against the team's average and the top performer's, as far as these are told.
fn bars(scope: &Scope<'_>) -> Option<Picture> {
    let of =
        |entry: Data<'_>, at: &str| entry.at(at).and_then(Data::as_f64).filter(|score| (0.0..=100.0).contains(score));
    let areas = scope.entries("/area_benchmarks").into_iter().filter_map(|entry| {
        Some(AreaFigure {
            area: Key::new(entry.get("area")?.as_str()?),
            score: of(entry, "/own"),
            team: of(entry, "/team_average/body/value"),
            top: of(entry, "/top_performer/body/value"),
        })
    });
    Some(AreaBars { areas: areas.collect() }.draw(&scope.printer))
}

/// The areas around a middle, if any has a score. So few that they have no form are bars already, where others stand beside them.
fn radar(scope: &Scope<'_>) -> Option<Picture> {
    let areas: Vec<AreaFigure> = scope
        .entries("/areas")
        .iter()
        .filter_map(|area| {
            let score = area.at("/rating/published").and_then(Data::as_f64);
            Some(AreaFigure { area: Key::new(area.get("area")?.as_str()?), score, team: None, top: None })
        })
        .collect();
    let (has_score, has_form) = (areas.iter().any(|area| area.score.is_some()), areas.len() >= SkillRadar::LEAST);
    (has_score && (has_form || !scope.has("/area_benchmarks"))).then(|| SkillRadar { areas }.draw(&scope.printer))
}

//! What an improvement track came to, on a page: who took part, what was approved and when, what was signed, what came of
//! sessions, milestones and action items, what happened, and what proves what was noted down.
//!
//! Rules: PIP-04, RPT-04.

use super::super::form::{person, readable, written};
use super::super::part::{Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::sessions_by_day::sessions;
use crate::picture::{MilestoneMark, MilestoneTimeline, Picture, PictureMilestoneState};
use crate::value::{Tone, Value};
use touchline_kernel::Title;
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "compliance.title",
    subject: Some(field("plan", "/plan/body/content/title", Form::Text)),
    about: &[
        field("coachee", "/coachee", Form::Person),
        field("days", "/plan/body/content/days", Form::Days),
        field("closed_at", "/closed_at", Form::Moment),
    ],
    needs: &["/action_items", "/closed_at", "/plan", "/sessions", "/timeline", "/verification"],
    parts: &[
        Part::Heading("compliance.outcome"),
        Part::Facts(&[
            field("state", "/plan/body/state", Form::Term("state")),
            field("summary", "/plan/body/outcome/summary/text", Form::Text),
            field("decided_by", "/plan/body/outcome/summary/done/by", Form::Person),
            field("on", "/plan/body/outcome/summary/done/at", Form::Moment),
        ]),
        Part::When(
            "/plan/body/cancellations",
            &[Part::Table(&TableOf {
                name: "cancellations",
                rows: "/plan/body/cancellations",
                columns: &[
                    field("cancelled_at", "/said/done/at", Form::Moment),
                    field("cancelled_by", "/said/done/by", Form::Person),
                    field("reason", "/said/text", Form::Text),
                    field("reinstated_at", "/reinstated/at", Form::Moment),
                    field("reinstated_by", "/reinstated/by", Form::Person),
                    field("reinstated_because", "/reinstated_because", Form::Text),
                ],
            })],
        ),
        // What was called off has no other outcome than that.
        Part::Unless(
            "/plan/body/cancellations",
            &[Part::Unless("/plan/body/outcome", &[Part::Note("compliance.no_outcome")])],
        ),
        Part::Heading("compliance.parties"),
        Part::Table(&TableOf {
            name: "coaches",
            rows: "/plan/body/coaches",
            columns: &[
                field("coach", "", Form::By(coach)),
                field("entered_by", "", Form::By(entered_by)),
                field("since", "/added/at", Form::Moment),
                field("added_by", "/added/by", Form::Person),
            ],
        }),
        Part::When(
            "/plan/body/former_coaches",
            &[Part::Table(&TableOf {
                name: "former_coaches",
                rows: "/plan/body/former_coaches",
                columns: &[
                    field("coach", "/kept", Form::By(coach)),
                    field("entered_by", "/kept", Form::By(entered_by)),
                    field("since", "/kept/added/at", Form::Moment),
                    field("added_by", "/kept/added/by", Form::Person),
                    field("removed_at", "/removed/at", Form::Moment),
                    field("removed_by", "/removed/by", Form::Person),
                ],
            })],
        ),
        Part::Heading("compliance.approvals"),
        Part::When(
            "/plan/body/track/requests",
            &[Part::Table(&TableOf {
                name: "approvals",
                rows: "/plan/body/track/requests",
                columns: &[
                    field("asked_by", "/asked/by", Form::Person),
                    field("asked_at", "/asked/at", Form::Moment),
                    field("is_amendment", "/is_amendment", Form::YesNo),
                    field("verdict", "/decision/verdict", Form::Term("verdict")),
                    field("decided_by", "/decision/done/by", Form::Person),
                    field("decided_at", "/decision/done/at", Form::Moment),
                    field("reason", "/decision/reason", Form::Text),
                    field("withdrawn_at", "/withdrawn/at", Form::Moment),
                    field("voided_at", "/voided/at", Form::Moment),
                ],
            })],
        ),
        Part::When(
            "/plan/body/track/approvals",
            &[Part::Table(&TableOf {
                name: "approved",
                rows: "/plan/body/track/approvals",
                columns: &[
                    field("decided_by", "/done/by", Form::Person),
                    field("decided_at", "/done/at", Form::Moment),
                    field("is_amendment", "/is_amendment", Form::YesNo),
                ],
            })],
        ),
        Part::Heading("compliance.acknowledgements"),
        Part::Unless("/plan/body/signing", &[Part::Note("compliance.nothing_to_sign")]),
        Part::Within(
            "/plan/body/signing",
            &[
                Part::Facts(&[
                    field("text", "/content_version", Form::Count),
                    field("text_since", "/since", Form::Moment),
                    field("is_signed", "/is_signed", Form::YesNo),
                ]),
                Part::Unless("/signatures", &[Part::Note("compliance.never_signed")]),
                Part::When(
                    "/signatures",
                    &[Part::Table(&TableOf {
                        name: "signatures",
                        rows: "/signatures",
                        columns: &[
                            field("text", "/content_version", Form::Count),
                            field("signed_by", "/signed/by", Form::Person),
                            field("signed_at", "/signed/at", Form::Moment),
                            field("voided_by", "/voided/by", Form::Person),
                            field("voided_at", "/voided/at", Form::Moment),
                        ],
                    })],
                ),
            ],
        ),
        Part::Heading("compliance.milestones"),
        Part::Picture(milestones),
        Part::Table(&TableOf {
            name: "plan_milestones",
            rows: "/plan/body/milestones",
            columns: &[
                field("milestone", "/content/description", Form::Text),
                field("due_on", "/content/target_on", Form::Day),
                field("standing", "/standing", Form::Term("standing")),
                field("result", "", Form::By(result)),
                field("reason", "", Form::By(result_reason)),
            ],
        }),
        Part::Heading("compliance.sessions"),
        Part::Picture(sessions),
        Part::Table(&TableOf {
            name: "sessions",
            rows: "/sessions",
            columns: &[
                field("on", "/body/time/starts_at", Form::Moment),
                field("state", "/body/state", Form::Term("state")),
                field("recorded_by", "", Form::By(recorded_by)),
                field("reason", "", Form::By(session_reason)),
            ],
        }),
        Part::Heading("compliance.action_items"),
        // What whom it coached is shown does not tell what they are not shown from what there is not.
        Part::If(is_of_the_coached, &[Part::Note("compliance.action_items_seen")]),
        Part::Table(&TableOf {
            name: "action_items",
            rows: "/action_items",
            columns: &[
                field("task", "/body/task", Form::Text),
                field("due_on", "/body/due_on", Form::Day),
                field("state", "/body/state", Form::Term("state")),
                field("completed_on", "/body/completed_on", Form::Day),
            ],
        }),
        Part::When(
            "/plan/body/holds",
            &[
                Part::Heading("compliance.holds"),
                Part::Table(&TableOf {
                    name: "holds",
                    rows: "/plan/body/holds",
                    columns: &[
                        field("held_at", "/held/at", Form::Moment),
                        field("held_by", "/held/by", Form::Person),
                        field("reason", "/reason", Form::Text),
                        field("resumed_at", "/resumed/at", Form::Moment),
                        field("resumed_by", "/resumed/by", Form::Person),
                    ],
                }),
            ],
        ),
        Part::When(
            "/plan/body/midpoints",
            &[
                Part::Heading("compliance.midpoints"),
                Part::Table(&TableOf {
                    name: "midpoints",
                    rows: "/plan/body/midpoints",
                    columns: &[
                        field("on", "/done/at", Form::Moment),
                        field("by", "/done/by", Form::Person),
                        field("summary", "/summary", Form::Text),
                    ],
                }),
            ],
        ),
        Part::Heading("compliance.timeline"),
        Part::Table(&TableOf {
            name: "timeline",
            rows: "/timeline",
            columns: &[
                field("on", "/at", Form::Moment),
                field("step", "/step", Form::Term("step")),
                field("of", "", Form::By(happened_to)),
                field("by", "/by", Form::Person),
            ],
        }),
        Part::Heading("compliance.verification"),
        Part::Unless("/verification", &[Part::Note("compliance.no_verification")]),
        Part::When(
            "/verification",
            &[
                Part::Facts(&[
                    field("noted_down", "/verification/count", Form::Count),
                    field("head", "/verification/head", Form::Text),
                ]),
                Part::Table(&TableOf {
                    name: "links",
                    rows: "/verification/links",
                    columns: &[
                        field("number", "/number", Form::Count),
                        field("on", "/at", Form::Moment),
                        field("hash", "/hash", Form::Text),
                    ],
                }),
            ],
        ),
    ],
};

/// Whether it is as whom the track coached sees it.
fn is_of_the_coached(scope: &Scope<'_>) -> bool {
    scope.at("/plan/type").and_then(Data::as_str).is_some_and(|type_of_view| type_of_view == "agent")
}

/// The coach who stands here. Whom the plan coaches is told who coaches, and nothing of when they began.
fn coach_here<'a>(scope: &Scope<'a>) -> Option<Data<'a>> {
    scope.at("/coach").or_else(|| scope.at(""))?.get("body")
}

/// Who coaches: a person of the organisation, or the name of an external coach.
fn coach(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let coach = coach_here(scope)?;
    let own = |name: &str| coach.get(name).and_then(Data::as_str);
    let contact = || own("contact").map(|contact| called(scope, contact).unwrap_or(contact));
    let external = || own("name").or_else(contact).map(|name| Value::Text(name.to_owned()));
    let value = own("person").map(|id| person(scope, id)).or_else(external)?;
    Some((value, Tone::Plain))
}

/// What the external coach of a contact is called, who coaches or did.
fn called<'a>(scope: &Scope<'a>, contact: &str) -> Option<&'a str> {
    let now = scope.entries("^/plan/body/coaches").into_iter().filter_map(|kept| kept.at("/coach/body"));
    let before = scope.entries("^/plan/body/former_coaches").into_iter().filter_map(|kept| kept.at("/kept/coach/body"));
    let is_meant = |coach: &Data<'_>| coach.get("contact").and_then(Data::as_str) == Some(contact);
    now.chain(before).find(is_meant)?.get("name")?.as_str()
}

/// What an entry of the timeline is of, where that is not the plan itself: a coach, a milestone, or a session by when it began.
fn happened_to(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    if scope.at("/coach").is_some() {
        return coach(scope);
    }
    if let Some(key) = scope.text("/milestone") {
        let mut milestones =
            scope.entries("^/plan/body/milestones").into_iter().filter_map(|milestone| milestone.get("content"));
        let is_it = |content: &Data<'_>| content.get("milestone").and_then(Data::as_str) == Some(key);
        let content = milestones.find(is_it)?;
        return Some((written(scope, content.get("description")?.as_str()?), Tone::Plain));
    }
    let id = scope.text("/session")?;
    let mut sessions = scope.entries("^/sessions").into_iter().filter_map(|session| session.get("body"));
    let is_it = |session: &Data<'_>| session.get("session").and_then(Data::as_str) == Some(id);
    let starts_at = sessions.find(is_it)?.at("/time/starts_at")?.as_str()?;
    Some((Value::Moment(starts_at.parse().ok()?), Tone::Plain))
}

/// Who enters what an external coach says.
fn entered_by(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let id = coach_here(scope)?.get("entered_by")?.as_str()?;
    Some((person(scope, id), Tone::Plain))
}

/// The result of the milestone that stands here, if the plan has an outcome.
fn found<'a>(scope: &Scope<'a>) -> Option<Data<'a>> {
    let milestone = scope.text("/content/milestone")?;
    let is_its = |result: &Data<'_>| result.get("milestone").and_then(Data::as_str) == Some(milestone);
    scope.entries("^/plan/body/outcome/results").into_iter().find(is_its)
}

fn result(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = found(scope)?.get("result")?.as_str()?;
    let tone = match raw {
        "achieved" => Tone::Good,
        "missed" => Tone::Poor,
        _ => Tone::Plain,
    };
    Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("milestone", raw) }, tone))
}

fn result_reason(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((written(scope, found(scope)?.get("reason")?.as_str()?), Tone::Plain))
}

/// Where a session says who noted down what came of it, in the order in which one is looked for. Why it was called off with its plan
/// or its series stands with these.
const ENDS: [&str; 5] = [
    "/body/held/recorded",
    "/body/missed/recorded",
    "/body/cancelled/done",
    "/body/called_off/done",
    "/body/dropped/done",
];
const REASONS: [&str; 2] = ["/body/missed/reason", "/body/cancelled/text"];

fn recorded_by(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let by = ENDS.iter().find_map(|end| scope.text(&format!("{end}/by")))?;
    Some((person(scope, by), Tone::Plain))
}

fn session_reason(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let reason = REASONS.iter().find_map(|reason| scope.text(reason))?;
    Some((written(scope, reason), Tone::Plain))
}

/// The milestones along a line.
fn milestones(scope: &Scope<'_>) -> Option<Picture> {
    let results = scope.entries("/plan/body/outcome/results");
    let mark = |milestone: Data<'_>| {
        let content = milestone.get("content")?;
        let key = content.get("milestone")?.as_str()?;
        let of = |result: &Data<'_>| result.get("milestone").and_then(Data::as_str) == Some(key);
        let result = results.iter().copied().find(of).and_then(|result| result.get("result")?.as_str());
        let state = match (result, milestone.get("standing").and_then(Data::as_str)) {
            (Some("achieved"), _) | (None, Some("achieved")) => PictureMilestoneState::Reached,
            (Some("missed"), _) => PictureMilestoneState::Missed,
            (Some("dropped"), _) | (None, Some("dropped")) => PictureMilestoneState::Dropped,
            _ => PictureMilestoneState::Open,
        };
        let description = content.get("description").and_then(Data::as_str).unwrap_or_default();
        Some(MilestoneMark {
            done_on: None,
            due_on: content.get("target_on").and_then(Data::as_str).and_then(|day| day.parse().ok()),
            state,
            title: Title::new(readable(scope, description)),
        })
    };
    let milestones: Vec<MilestoneMark> = scope.entries("/plan/body/milestones").into_iter().filter_map(mark).collect();
    (!milestones.is_empty()).then(|| MilestoneTimeline { milestones, today: None }.draw(&scope.printer))
}

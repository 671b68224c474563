//! WSP-13: lists go by `listed_at`, then by id, so that a host which reads pages out of its own tables reads them in the order in
//! which the library tells them. Where a list goes by something else is named here, and in the guide.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use touchline::waist::Status;

use crate::held::Held;
use crate::tenant::{PEOPLE, Tenant};
use crate::things::{bodies, furnished, questions};

/// By the day on which something is due, what is due on none last and by `listed_at`.
const BY_DUE_DAY: &[(&str, &str)] = &[
    ("action_item.list", "open"),
    ("action_item.list", "overdue"),
    ("action_item.mine", "open"),
    ("action_item.mine", "overdue"),
    ("review_assignment.list", "overdue"),
    ("review_assignment.mine", "overdue"),
];

/// By something that no column holds; all lists of a question where none is named.
const OTHERWISE: &[(&str, &str)] = &[
    ("action_item.list", "awaiting_decision"),
    ("action_item.mine", "awaiting_decision"),
    ("calibration.mine", ""),
    ("call.search", ""),
    ("disposition.of_check", ""),
    ("escalation.list", ""),
    ("escalation.mine", ""),
    ("feedback_round.mine", "declined"),
    ("feedback_round.mine", "submitted"),
    ("person.list", ""),
    ("person.search", ""),
    ("plan.approvals", ""),
    ("plan.proposed", ""),
    ("plan.to_sign", ""),
    ("review.disputed", ""),
    ("review.mine", ""),
    ("review.owed", ""),
    ("review.team", ""),
    ("session_note.list", ""),
];

/// Of things of several kinds, or of what is no thing.
const OF_NO_KIND: &[&str] = &[
    "agent.history",
    "history.given",
    "history.received",
    "notifications.mine",
    "person.review_pack_section",
    "responses.list",
    "training.pool",
];

/// The kind of which a question lists things.
fn kind_of(question: &str) -> &str {
    match question.split_once('.') {
        Some(("training", _)) => "training_item",
        Some(("review", "queue")) => "call",
        Some((kind, _)) => kind,
        None => question,
    }
}

/// The id of the thing that an entry shows, as itself or within.
fn id_in<'a>(entry: &'a Value, kind: &str) -> Option<&'a Value> {
    let fields = entry.as_object()?;
    let own = fields.get(kind).filter(|id| id.is_string());
    own.or_else(|| fields.values().find_map(|within| id_in(within, kind)))
}

fn is_among(lists: &[(&str, &str)], question: &str, list: &str) -> bool {
    lists.iter().any(|(of, named)| *of == question && (named.is_empty() || *named == list))
}

/// Where a row stands, as a host sorts it.
fn key(columns: &Value, by_due_day: bool) -> (bool, String, String) {
    let text = |column: &str| columns[column].as_str().map(str::to_owned);
    let (listed_at, id) = (text("listed_at").unwrap(), text("id").unwrap());
    match text("due_on") {
        Some(day) if by_due_day => (false, day, id),
        _ => (by_due_day, listed_at, id),
    }
}

/// The entries of a list that somebody is told; nothing where they are told none.
fn entries(tenant: &Tenant, viewer: &str, question: &str, body: &Value) -> Vec<Value> {
    let mut body = body.clone();
    if body.get("limit").is_some() {
        body["limit"] = json!(200);
    }
    let answer = tenant.ask(viewer, question, &body);
    let said: Value = serde_json::from_str(&answer.json).unwrap();
    match said["items"].as_array() {
        Some(items) if answer.status == Status::Ok => items.clone(),
        _ => Vec::new(),
    }
}

#[test]
fn wsp_13_lists_go_by_when_they_list_a_thing() {
    let tenant = furnished();
    let held = Held::of(&tenant);
    let (mut ordered, mut astray) = (BTreeSet::new(), BTreeSet::new());
    for question in questions().iter().filter(|question| !OF_NO_KIND.contains(&question.as_str())) {
        for body in bodies(question) {
            let list = body["list"].as_str().unwrap_or_default();
            for viewer in PEOPLE {
                let kind = kind_of(question);
                let rows = entries(&tenant, viewer, question, &body);
                let rows: Vec<Option<&Value>> =
                    rows.iter().map(|entry| held.columns_of(kind, id_in(entry, kind)?)).collect();
                if rows.iter().any(Option::is_none) {
                    astray.insert(format!("{question}: no {kind}"));
                    continue;
                }
                let by_due_day = is_among(BY_DUE_DAY, question, list);
                let keys: Vec<_> = rows.iter().flatten().map(|columns| key(columns, by_due_day)).collect();
                if keys.len() > 1 {
                    ordered.insert(question.clone());
                }
                let sorted = keys.is_sorted() || keys.iter().rev().is_sorted();
                if !sorted && !is_among(OTHERWISE, question, list) {
                    astray.insert(format!("{question} {list}"));
                }
            }
        }
    }
    assert!(astray.is_empty(), "{astray:#?}");
    assert!(ordered.len() > 20, "{ordered:?}");
}

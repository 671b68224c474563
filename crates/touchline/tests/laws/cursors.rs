//! WSP-05: a cursor says nothing in anybody's words, and nobody is passed over whoever was renamed between two pages.

use serde_json::{Value, json};
use touchline::waist::Status;

use crate::tenant::{Tenant, id};

/// Whoever is called so, and a call that is.
const NAMES: [&str; 5] = ["Berta Lind", "Bertil Lind", "Bertram Lind", "Beryl Lind", "Bessie Lind"];

/// In front of all of these, between them, and behind them; each is found as they are.
const OTHER_NAMES: [&str; 3] = ["Bea Lind", "Bertolt Lind", "Bez Lind"];

fn tenant() -> Tenant {
    let mut tenant = Tenant::new();
    for name in NAMES {
        rename(&mut tenant, name, name);
        let needed = json!({"call": id(&format!("call of {name}")), "ruling": "pass_with_training"});
        send(&mut tenant, &id("mia"), "disposition.give", &needed);
    }
    tenant
}

/// Whoever was called so first is called otherwise now, and so is their call.
fn rename(tenant: &mut Tenant, first: &str, now: &str) {
    let person = json!({"person": id(first), "name": now, "roles": ["agent"], "manager": id("mia")});
    let call = json!({"call": id(&format!("call of {first}")), "handler": id(first), "length_ms": 60_000,
        "name": now, "started_at": "2026-03-02T08:00:00.000Z"});
    for (kind, body) in [("person.record", person), ("call.record", call)] {
        send(tenant, "system", kind, &body);
    }
}

fn send(tenant: &mut Tenant, actor: &str, kind: &str, body: &Value) {
    let command = tenant.command(actor, kind, body, None);
    let answer = tenant.send(&command);
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
}

fn page(tenant: &Tenant, kind: &str, body: &Value, after: &Value) -> (Vec<String>, Value) {
    let mut body = body.clone();
    body["limit"] = json!(1);
    body["after"] = after.clone();
    let answer = tenant.ask("mia", kind, &body);
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    let told: Value = serde_json::from_str(&answer.json).unwrap();
    let body = told.get("body").unwrap_or(&told);
    let of = |item: &Value| NAMES.iter().map(|name| id(name)).find(|id| item.to_string().contains(id));
    (body["items"].as_array().unwrap().iter().filter_map(of).collect(), body["next"].clone())
}

#[test]
fn wsp_05_nobody_is_passed_over_whoever_is_renamed_between_two_pages() {
    let lists = [
        ("person.list", json!({"below": id("mia")})),
        ("person.search", json!({"name": "be"})),
        ("person.search", json!({"name": "lind"})),
        ("call.search", json!({"name": "be"})),
        ("call.search", json!({"name": "lind"})),
        ("training.pool", json!({})),
    ];
    for (kind, body) in &lists {
        for (renamed, other) in NAMES.iter().flat_map(|name| OTHER_NAMES.map(|other| (name, other))) {
            for pages_before in 1..NAMES.len() {
                let mut tenant = tenant();
                let (mut seen, mut after) = (Vec::new(), Value::Null);
                for number in 0_usize.. {
                    if number == pages_before {
                        rename(&mut tenant, renamed, other);
                    }
                    let (items, next) = page(&tenant, kind, body, &after);
                    seen.extend(items);
                    after = next;
                    let words = after.as_str().unwrap_or_default().to_lowercase();
                    for word in ["ber", "lind", "62657274", "6c696e64"] {
                        assert!(!words.contains(word), "{kind}: {after}");
                    }
                    if after.is_null() {
                        break;
                    }
                }
                for name in NAMES.iter().filter(|name| *name != renamed) {
                    assert!(
                        seen.contains(&id(name)),
                        "{kind} {body}: {name} where {renamed} became {other} after {pages_before}"
                    );
                }
            }
        }
    }
}

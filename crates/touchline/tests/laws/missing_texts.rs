//! WSP-10: a text is missing from a log in good order where a redaction in it takes it, and nowhere else.

use serde_json::{Value, json};
use touchline::waist::{Answer, Loader, Status, Verifier};

use crate::redaction::rewritten;
use crate::tenant::{PEOPLE, Tenant, id, placed};
use crate::things::furnishing;

/// A tenant in which something of every kind was said, and these were redacted one after the other.
pub(crate) fn told_of(redacted: &[&str]) -> Tenant {
    let mut tenant = Tenant::new();
    let send = |tenant: &mut Tenant, actor: &str, kind: &str, body: &Value| {
        let command = tenant.command(actor, kind, body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{kind}: {}", answer.json);
    };
    for (actor, kind, mut body) in furnishing() {
        if kind == "policy.adopt" {
            // An improvement track holds what is about ana up to its end, and here not a day longer.
            body["redaction"] = json!({"track_days": 0});
        }
        send(&mut tenant, &actor, &kind, &body);
    }
    send(&mut tenant, &id("mia"), "plan.cancel", &json!({"plan": placed("plan", 1), "reason": "Over."}));
    tenant.now_ms += 1;
    for person in redacted {
        send(&mut tenant, &id("olga"), "person.redact", &json!({"person": id(person), "order": "2026/17"}));
    }
    tenant
}

/// Where the texts of a record are that are there, or that are gone.
fn texts(line: &str, are_gone: bool) -> Vec<String> {
    let record: Value = serde_json::from_str(line).unwrap();
    let private = record["private"].as_object().unwrap();
    private.iter().filter(|(_, kept)| kept["salt"].is_null() == are_gone).map(|(at, _)| at.clone()).collect()
}

/// The log with a text taken out of a line, and its salt with it.
fn without(lines: &[&str], number: usize, at: &str) -> String {
    let mut record: Value = serde_json::from_str(lines[number]).unwrap();
    *record.pointer_mut(at).unwrap() = Value::Null;
    record["private"][at]["salt"] = Value::Null;
    let altered = record.to_string();
    let all = lines.iter().enumerate().map(|(other, line)| if other == number { altered.as_str() } else { line });
    all.collect::<Vec<_>>().join("\n")
}

fn verified(log: &str) -> Answer {
    let mut verifier = Verifier::new(b"").unwrap();
    verifier.feed(log.as_bytes());
    verifier.finish()
}

/// What loading says against a log, if anything.
fn refused(log: &str) -> Option<String> {
    let mut loader = Loader::new(b"{}").unwrap();
    let fed = loader.feed(log.as_bytes());
    fed.and_then(|()| loader.finish().map(|_| ())).err().map(|answer| answer.json)
}

#[test]
fn wsp_10_each_text_of_any_kind_may_be_missing_where_an_order_takes_it_and_nowhere_else() {
    for redacted in [&["ana"][..], &["mia"], &["mia", "ana"]] {
        let log = told_of(redacted).log;
        let kept = rewritten(&log, 4_096).0;
        let (lines, left): (Vec<_>, Vec<_>) = (log.lines().collect(), kept.lines().collect());
        let (mut taken, mut stay) = (0_u64, 0_u64);
        for (number, line) in lines.iter().enumerate() {
            let gone = texts(left[number], true);
            for at in texts(line, false) {
                let altered = without(&lines, number, &at);
                let answer = verified(&altered);
                let place = format!("{at} of line {}: {}", number + 1, answer.json);
                // Verification and loading come to the same; each is asked in full of a part of them.
                let loads = (taken + stay) % 9 == 0;
                if gone.contains(&at) {
                    taken += 1;
                    assert_eq!(answer.status, Status::Ok, "{place}");
                    assert!(!loads || refused(&altered).is_none(), "{place}");
                } else {
                    stay += 1;
                    assert_eq!(answer.status, Status::Rejected, "{place}");
                    let told: Value = serde_json::from_str(&answer.json).unwrap();
                    assert_eq!(told["code"], "text_missing", "{place}");
                    let details = json!({"field": at, "line": number + 1, "seq": number + 1});
                    assert_eq!(told["details"], details, "{place}");
                    assert!(!loads || refused(&altered).as_deref() == Some(&answer.json), "{place}");
                }
            }
        }
        assert!(taken > 10 && stay > 10, "{taken} go and {stay} stay after {redacted:?}");
    }
}

#[test]
fn wsp_10_the_orders_account_for_all_that_is_gone() {
    let kept = rewritten(&told_of(&PEOPLE[1..]).log, 4_096).0;
    let answer: Value = serde_json::from_str(&verified(&kept).json).unwrap();
    let orders = answer["orders"].as_array().unwrap();
    let people: Vec<&Value> = orders.iter().map(|order| &order["person"]).collect();
    assert_eq!(people, PEOPLE[1..].iter().map(|name| json!(id(name))).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    let by_orders: u64 = orders.iter().map(|order| order["redacted"].as_u64().unwrap()).sum();
    let gone: usize = kept.lines().map(|line| texts(line, true).len()).sum();
    assert_eq!((Some(by_orders), by_orders), (answer["redacted"].as_u64(), gone.try_into().unwrap()));
    assert!(by_orders > 50, "{by_orders}");
}

//! Everything that somebody may try: what is made of two checks of two calls, and what is done with two bundles,
//! and a question about the first of them or about a call.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::world::{AT, FINDINGS, child, id};

/// One thing to try.
#[derive(Debug)]
pub(crate) struct Move {
    actor: &'static str,
    pub(crate) kind: String,
    body: Value,
}

impl Move {
    fn new(actor: &'static str, kind: &str, body: Value) -> Self {
        Move { actor, kind: kind.to_owned(), body }
    }

    /// The command, as the so-manieth of its path: ids do not meet.
    pub(crate) fn command(&self, reached: usize, place: usize) -> Value {
        json!({
            "actor": id(self.actor), "at": AT, "body": self.body, "id": id(&format!("command {reached} {place}")),
            "entropy": format!("{:064x}", 1 + reached * 1_000 + place), "type": self.kind,
        })
    }
}

/// Two bundles that want the same item, and one of them another besides; or the second may be bob's.
const BUNDLES: [(&str, &str, &[usize]); 3] =
    [("first", "ana", &[0]), ("second", "ana", &[0, 1]), ("second", "bob", &[2])];

pub(crate) fn moves() -> &'static [Move] {
    static MOVES: OnceLock<Vec<Move>> = OnceLock::new();
    MOVES.get_or_init(|| [findings(), bundles(), answers(), escalations()].into_iter().flatten().collect())
}

fn findings() -> Vec<Move> {
    let give = |(call, check): (&str, &str), ruling: &str| {
        Move::new("mia", "disposition.give", json!({"call": id(call), "check": check, "ruling": ruling}))
    };
    FINDINGS.iter().flat_map(|finding| ["pass_with_training", "fail"].map(|ruling| give(*finding, ruling))).collect()
}

fn bundles() -> Vec<Move> {
    let made = |(bundle, agent, items): (&str, &str, &[usize])| {
        let items: Vec<String> = items.iter().map(|place| item(FINDINGS[*place])).collect();
        let calls = [json!({"call": id(&format!("{agent}s call"))})];
        json!({"agent": id(agent), "bundle": id(bundle),
            "content": {"title": "Openings", "calls": calls, "training_items": items}})
    };
    let creates = BUNDLES.iter().map(|bundle| Move::new("mia", "bundle.create", made(*bundle)));
    let emptied =
        json!({"bundle": id("first"), "content": {"title": "Openings", "calls": [{"call": id("anas call")}]}});
    let by_mia = ["first", "second"].into_iter().flat_map(|bundle| {
        [
            ("release", json!({"bundle": id(bundle)})),
            ("record_session", json!({"bundle": id(bundle), "held_on": "2026-02-20"})),
            ("conclude", json!({"bundle": id(bundle)})),
            ("cancel", json!({"bundle": id(bundle), "reason": "A mistake."})),
            ("archive", json!({"bundle": id(bundle)})),
            ("restore", json!({"bundle": id(bundle)})),
        ]
        .map(|(verb, body)| Move::new("mia", &format!("bundle.{verb}"), body))
    });
    creates.chain([Move::new("mia", "bundle.edit", emptied)]).chain(by_mia).collect()
}

fn answers() -> Vec<Move> {
    let answers = |agent: &'static str, bundle: &str| {
        [
            ("respond", json!({"bundle": id(bundle), "kind": "reflection", "text": "I will pause."})),
            ("acknowledge", json!({"bundle": id(bundle)})),
            ("deny", json!({"bundle": id(bundle), "reason": "We did not meet."})),
        ]
        .map(|(verb, body)| Move::new(agent, &format!("bundle.{verb}"), body))
    };
    [("ana", "first"), ("ana", "second"), ("bob", "second")]
        .into_iter()
        .flat_map(|(agent, bundle)| answers(agent, bundle))
        .collect()
}

fn item((call, check): (&str, &str)) -> String {
    child("training_item", call, check)
}

fn escalations() -> Vec<Move> {
    let escalation = id("question");
    let raise = |about: Value| {
        let body = json!({"escalation": escalation, "agent": id("ana"), "about": about, "question": "Did it help?"});
        Move::new("mia", "escalation.raise", body)
    };
    let answer = json!({"escalation": escalation, "text": "A little."});
    let back = json!({"escalation": escalation, "reason": "With what?"});
    vec![
        raise(json!({"type": "bundle", "body": {"bundle": id("first")}})),
        raise(json!({"type": "call", "body": {"call": id("anas call")}})),
        Move::new("ana", "escalation.answer", answer),
        Move::new("mia", "escalation.send_back", back.clone()),
        Move::new("mia", "escalation.close", json!({"escalation": escalation})),
        Move::new("mia", "escalation.withdraw", back),
    ]
}

//! WSP-10: what was redacted is gone from everything, what was not is still there, and the chain holds as before.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Loader, Redactor, Status, Verifier, call};

use crate::duties::{Leaving, leaving};
use crate::figures::helpful_step;
use crate::tenant::{PEOPLE, Step, Tenant, id, placed, snapshot_of};
use crate::things::furnishing;

#[derive(Clone, Debug)]
enum Turn {
    Step(Step),
    Leaving(Leaving),
    Redact(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        12 => helpful_step().prop_map(Turn::Step),
        3 => leaving().prop_map(Turn::Leaving),
        1 => (0..PEOPLE.len()).prop_map(Turn::Redact),
    ]
}

/// A text that stands nowhere else, with those whose redaction takes it away, and whether it went.
struct Words {
    words: String,
    whose: Vec<String>,
    gone: bool,
}

/// What was said in a tenant, by whom and about whom, as the commands alone tell it.
struct Said {
    tenant: Tenant,
    held: Vec<String>,
    agents: BTreeMap<String, String>,
    handlers: BTreeMap<String, String>,
    all: Vec<Words>,
}

/// The members that hold personal text.
const PERSONAL: [&str; 11] =
    ["conclusions", "name", "title", "notes", "note", "text", "reason", "question", "task", "details", "technique"];
/// Those that hold lists of it.
const PERSONAL_LISTS: [&str; 3] = ["feedback", "improvements", "strengths"];

fn mark(value: &mut Value, words: &str) {
    match value {
        Value::Object(members) => {
            // Of an answer to a scorecard the question is a key, and what was said beside it is somebody's.
            let is_answer = members.contains_key("answer");
            // So it is where a feedback round asks it, in words that stand beside it.
            let has_key = members.contains_key("asks_for");
            let beside = ["comment", "justification"];
            let is_said = |name: &str| match is_answer {
                true => beside.contains(&name),
                false if has_key => name == "text",
                false => PERSONAL.contains(&name) || name == "cancel_own",
            };
            for (name, member) in members {
                match member {
                    Value::String(text) if is_said(name) => {
                        text.push_str(words);
                    }
                    Value::Array(texts) if PERSONAL_LISTS.contains(&name.as_str()) => {
                        texts.iter_mut().for_each(|text| *text = json!(format!("{}{words}", text.as_str().unwrap())));
                    }
                    other => mark(other, words),
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| mark(entry, words)),
        _ => {}
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

impl Said {
    fn new(held: &[usize]) -> Self {
        let held: Vec<String> = held.iter().map(|person| id(PEOPLE[*person])).collect();
        let policy = json!({"redaction": {"legal_hold": held}});
        let tenant = Tenant::under(&policy.to_string());
        let mut said = Said { tenant, held, agents: BTreeMap::new(), handlers: BTreeMap::new(), all: Vec::new() };
        let log = said.tenant.log.clone();
        for record in log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            said.note(&record, "");
        }
        said
    }

    fn send(&mut self, mut command: Value) {
        let words = format!(" w{}w", self.tenant.log.lines().count());
        mark(&mut command["body"], &words);
        let answer = self.tenant.send(&command);
        if let Some(record) = answer.record {
            self.note(&serde_json::from_str(&record).unwrap(), &words);
        }
    }

    /// Notes who wrote the words of an accepted command, and whom they are about.
    fn note(&mut self, record: &Value, words: &str) {
        let (command, body) = (&record["command"], &record["command"]["body"]);
        let writer = text(&command["actor"]);
        let whose = match command["type"].as_str().unwrap() {
            "person.record" => vec![text(&body["person"])],
            "call.record" => {
                self.handlers.insert(text(&body["call"]), text(&body["handler"]));
                vec![text(&body["handler"])]
            }
            "person.hand_over" => vec![writer, text(&body["person"])],
            "person.redact" => {
                self.redacted(&text(&body["person"]));
                return;
            }
            "disposition.give" => vec![writer, self.handlers[&text(&body["call"])].clone()],
            _ => {
                let (kind, _) = command["type"].as_str().unwrap().split_once('.').unwrap();
                let thing = text(&body[kind]);
                let named = ["agent", "person", "manager", "assignee"].into_iter().find_map(|name| body.get(name));
                if let Some(agent) = named {
                    self.agents.insert(thing.clone(), text(agent));
                }
                vec![writer, self.agents[&thing].clone()]
            }
        };
        if record.to_string().contains(words) && !words.is_empty() {
            self.all.push(Words { words: words.to_owned(), whose, gone: false });
        }
    }

    fn redacted(&mut self, person: &str) {
        for words in &mut self.all {
            let held = words.whose.iter().any(|one| self.held.contains(one));
            words.gone |= !held && words.whose.iter().any(|one| one == person);
        }
    }

    fn redact(&mut self, person: usize) {
        let body = json!({"person": id(PEOPLE[person]), "order": "2026/17"});
        let command = self.tenant.command(&id("olga"), "person.redact", &body, None);
        self.send(command);
    }

    fn take(&mut self, turn: &Turn) {
        match turn {
            Turn::Step(step) => {
                let command = self.tenant.step_command(step);
                self.send(command);
            }
            Turn::Leaving(leaving) => {
                let command = leaving.command(&mut self.tenant);
                self.send(command);
            }
            Turn::Redact(person) => self.redact(*person),
        }
    }
}

/// A log as it is to be kept after its redactions, and what the redactor said of it.
pub(crate) fn rewritten(log: &str, size: usize) -> (String, Value) {
    let mut redactor = Redactor::new();
    log.as_bytes().chunks(size).for_each(|chunk| redactor.survey(chunk));
    let mut out = Vec::new();
    for chunk in log.as_bytes().chunks(size) {
        out.extend(redactor.rewrite(chunk).unwrap());
    }
    let (rest, answer) = redactor.finish();
    out.extend(rest);
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    (String::from_utf8(out).unwrap(), serde_json::from_str(&answer.json).unwrap())
}

fn verified(log: &str, expect: &Value) -> (Status, Value) {
    let mut verifier = Verifier::new(expect.to_string().as_bytes()).unwrap();
    verifier.feed(log.as_bytes());
    let answer = verifier.finish();
    (answer.status, serde_json::from_str(&answer.json).unwrap())
}

fn replayed(source: &[u8], policy: &str) -> Vec<u8> {
    let mut loader = Loader::new(policy.as_bytes()).unwrap();
    loader.feed(source).unwrap();
    snapshot_of(&loader.finish().unwrap())
}

/// Whether a text stands in bytes, whatever they are.
fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The states of things among what a workspace prints.
fn things(printed: &str) -> Vec<Value> {
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line.get("schema").is_some()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn wsp_10_what_was_redacted_is_gone_everywhere_and_nothing_else_is(
        turns in prop::collection::vec(turn(), 1..50), last in 0..PEOPLE.len(), size in 1_usize..3_000,
        held in prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(1..PEOPLE.len(), 1..3)]
    ) {
        let mut said = Said::new(&held);
        let (first, second) = turns.split_at(turns.len() / 2);
        first.iter().for_each(|turn| said.take(turn));
        let (early, cut) = (said.tenant.snapshot(), said.tenant.log.len());
        second.iter().for_each(|turn| said.take(turn));
        said.redact(last);
        let policy = json!({"redaction": {"legal_hold": said.held}}).to_string();
        let (log, now) = (said.tenant.log.clone(), said.tenant.snapshot());
        let (kept, answer) = rewritten(&log, size);

        let (status, before) = verified(&log, &json!({}));
        prop_assert_eq!(status, Status::Ok);
        let (status, after) = verified(&kept, &json!({"count": before["records"], "head": before["head"]}));
        prop_assert_eq!(status, Status::Ok, "{}", after);
        prop_assert_eq!(&answer["redacted"], &after["redacted"]);
        prop_assert_eq!(&answer["head"], &before["head"]);

        for Words { words, gone, whose } in &said.all {
            prop_assert_eq!(kept.contains(words.as_str()), !gone, "{} of {:?}", words, whose);
            prop_assert!(!gone || !holds(&now, words), "{} of {:?}: {}", words, whose, said.tenant.printed());
            prop_assert_eq!(holds(&now, words), said.tenant.printed().contains(words.as_str()), "{}", words);
        }
        prop_assert_eq!(&replayed(kept.as_bytes(), &policy), &now);
        prop_assert_eq!(&replayed(log.as_bytes(), &policy), &now);
        prop_assert_eq!(&replayed(&now, &policy), &now);
        let after = &log.as_bytes()[cut..];
        prop_assert_eq!(&replayed(&[&early, after].concat(), &policy), &now);
        // Nothing is left for another time.
        prop_assert_eq!(rewritten(&kept, size).0, kept);
    }

    #[test]
    fn wsp_10_the_hosts_own_things_lose_what_the_workspaces_do(
        turns in prop::collection::vec(turn(), 1..40), person in 0..PEOPLE.len(), held in 1..PEOPLE.len(),
    ) {
        let mut said = Said::new(&[held]);
        turns.iter().for_each(|turn| said.take(turn));
        let before = things(&said.tenant.printed());
        let body = json!({"person": id(PEOPLE[person]), "order": "2026/17"});
        let command = said.tenant.command(&id("olga"), "person.redact", &body, None);
        let answer = said.tenant.send(&command);
        prop_assume!(answer.status == Status::Ok);
        let record: Value = serde_json::from_str(&answer.record.unwrap()).unwrap();
        let ordered = &record["events"][0]["body"];
        let input = json!({"held": ordered["held"], "person": ordered["person"], "things": before});
        let answer = call("law.redact", input.to_string().as_bytes());
        prop_assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        let left: Value = serde_json::from_str(&answer.json).unwrap();
        for ((left, before), after) in left["things"].as_array().unwrap().iter().zip(&before).zip(things(&said.tenant.printed())) {
            let mut ours = if left.is_null() { before.clone() } else { left.clone() };
            // The order itself is one more version of the person.
            if after["body"]["document"]["person"] == ordered["person"] {
                ours["body"]["version"] = after["body"]["version"].clone();
                ours["body"]["changed_at"] = after["body"]["changed_at"].clone();
            }
            prop_assert_eq!(ours, after);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn ker_11_what_is_closed_on_a_person_is_refused_with_its_code_and_what_is_open_is_done(
        turns in prop::collection::vec(turn(), 1..12), held in prop::option::of(0..PEOPLE.len()),
        (person, actor) in (0..PEOPLE.len(), prop::option::of(0..PEOPLE.len()))
    ) {
        let mut said = Said::new(&held.into_iter().collect::<Vec<_>>());
        turns.iter().for_each(|turn| said.take(turn));
        let actor = actor.map_or("system".to_owned(), |actor| id(PEOPLE[actor]));
        let thing = json!({"type": "person", "id": id(PEOPLE[person])});
        let question = json!({"at": said.tenant.at(), "viewer": actor, "thing": thing}).to_string();
        let list = said.tenant.workspace.available(question.as_bytes());
        let body = json!({"person": id(PEOPLE[person]), "order": "2026/17"});
        let command = said.tenant.command(&actor, "person.redact", &body, None);
        let answer = said.tenant.send(&command);
        let json: Value = serde_json::from_str(&answer.json).unwrap();
        let got = (answer.status == Status::Rejected).then(|| json["code"].clone());
        if list.status == Status::Ok {
            let list: Value = serde_json::from_str(&list.json).unwrap();
            let entry = list.as_array().unwrap().iter().find(|entry| entry["command"] == "person.redact").unwrap().clone();
            prop_assert_eq!(&entry["code"], &got.clone().unwrap_or_default(), "{}", answer.json);
            prop_assert_eq!(&entry["open"], &json!(got.is_none()));
        } else {
            prop_assert!(got.is_some(), "{} but {}", list.json, answer.json);
        }
    }
}

/// Whatever kinds of things there are: what was said in each is gone from the workspace and from the log once its writer
/// was redacted, or ana, whom all of it is about but what she says of a coach and what is said of a programme; and nothing else is.
#[test]
fn wsp_10_no_thing_of_any_kind_keeps_what_was_said() {
    for redacted in [&["ana"][..], &["mia"], &PEOPLE] {
        let (mut tenant, mut all) = (Tenant::new(), Vec::new());
        for (place, (actor, kind, mut body)) in furnishing().into_iter().enumerate() {
            let words = format!(" w{kind} {place}w");
            mark(&mut body, &words);
            if kind == "policy.adopt" {
                // An improvement track holds what is about ana up to its end, and here not a day longer.
                body["redaction"] = json!({"track_days": 0});
            }
            // What a scorecard asks, what a template says and of what a programme is made is the organisation's own, and what is
            // recorded of others is theirs.
            let is_of_another = kind == "person.record" && body["person"] != json!(id("ana"));
            let is_the_organisations = ["scorecard.", "plan_template.", "programme.set_up"];
            let is_somebodys = !is_the_organisations.iter().any(|own| kind.starts_with(own)) && !is_of_another;
            // What is said of a programme is about mia, who leads the team.
            let is_about_ana = !kind.starts_with("programme.");
            // What is for a coach is about that coach.
            let about = body["to"]["body"]["person"].as_str().unwrap_or_default().to_owned();
            let is_theirs = |name: &str| name == "ana" && is_about_ana || [&actor, &about].contains(&&id(name));
            let goes = is_somebodys && redacted.iter().any(|name| is_theirs(name));
            if body.to_string().contains(&words) {
                all.push((words, goes));
            }
            let command = tenant.command(&actor, &kind, &body, None);
            let answer = tenant.send(&command);
            assert_eq!(answer.status, Status::Ok, "{kind}: {}", answer.json);
        }
        let off = json!({"plan": placed("plan", 1), "reason": "Over."});
        let command = tenant.command(&id("mia"), "plan.cancel", &off, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
        tenant.now_ms += 1;
        let kept: Vec<_> = all.iter().filter(|(words, _)| holds(&tenant.snapshot(), words)).collect();
        assert!(kept.len() >= 6, "{kept:?}");
        for person in redacted {
            let body = json!({"person": id(person), "order": "2026/17"});
            let command = tenant.command(&id("olga"), "person.redact", &body, None);
            let answer = tenant.send(&command);
            assert_eq!(answer.status, Status::Ok, "{person}: {}", answer.json);
        }
        let (log, now) = (rewritten(&tenant.log, 4_096).0, tenant.snapshot());
        for (words, goes) in &all {
            assert_eq!(log.contains(words.as_str()), !goes, "{words} after {redacted:?}");
            assert!(!goes || !holds(&now, words), "{words} after {redacted:?}");
            assert_eq!(tenant.printed().contains(words.as_str()), holds(&now, words), "{words} after {redacted:?}");
        }
    }
}

/// A log in which much was said and two people were redacted.
fn long_story() -> Said {
    let mut said = Said::new(&[]);
    let step = |actor: usize, verb: &str, place: usize, agent: usize| {
        Turn::Step(Step { calls: vec![place], ..Step::of(actor, verb, place, agent) })
    };
    for turn in [
        step(1, "create", 0, 3),
        step(1, "edit", 0, 3),
        step(1, "release", 0, 3),
        step(3, "respond", 0, 3),
        step(1, "conclude", 0, 3),
        step(1, "give", 0, 3),
        step(2, "create_and_release", 1, 4),
        step(4, "respond", 1, 4),
        Turn::Redact(3),
        step(2, "conclude", 1, 4),
        Turn::Redact(1),
    ] {
        said.take(&turn);
    }
    assert_eq!(said.tenant.log.lines().count(), 9 + 11, "all of it was accepted");
    said
}

#[test]
fn wsp_10_every_altered_byte_of_a_redacted_log_is_found() {
    let said = long_story();
    let (kept, answer) = rewritten(&said.tenant.log, 4_096);
    assert!(answer["redacted"].as_u64().unwrap() >= 10, "{answer}");
    let expect = json!({"count": answer["records"], "head": answer["head"]});
    let expect = expect.to_string();
    // A generator of our own, so that the ten thousand are the same everywhere.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..10_000 {
        let mut altered = kept.clone().into_bytes();
        // Without the last line end, a log is the same log.
        let at = usize::try_from(next(u64::try_from(kept.len()).unwrap() - 1)).unwrap();
        altered[at] ^= u8::try_from(next(255)).unwrap() + 1;
        let mut verifier = Verifier::new(expect.as_bytes()).unwrap();
        verifier.feed(&altered);
        let answer = verifier.finish();
        assert_eq!(answer.status, Status::Rejected, "byte {at}: {}", answer.json);
    }
}

#[test]
fn wsp_10_a_log_whose_chain_is_broken_is_not_rewritten() {
    let log = long_story().tenant.log;
    for altered in [log.replacen("Openings", "Oopsings", 1), log.lines().skip(1).collect::<Vec<_>>().join("\n")] {
        let mut redactor = Redactor::new();
        redactor.survey(altered.as_bytes());
        let refused = redactor.rewrite(altered.as_bytes()).unwrap_err();
        assert_eq!(refused.status, Status::Rejected);
        assert_eq!(redactor.finish().1, refused);
    }
}

#[test]
fn wsp_10_a_log_that_is_another_the_second_time_is_not_rewritten() {
    let log = long_story().tenant.log;
    let lines: Vec<&str> = log.lines().collect();
    let (before, after) = log.rsplit_once("I will pause").unwrap();
    for second in [lines[..lines.len() - 1].join("\n"), format!("{before}I will shout{after}"), String::new()] {
        let mut redactor = Redactor::new();
        redactor.survey(log.as_bytes());
        let fed = redactor.rewrite(second.as_bytes());
        let (_, answer) = redactor.finish();
        assert_eq!(answer.status, Status::Rejected, "{} {}", fed.is_ok(), answer.json);
    }
}

//! WSP-14: a question over things that were handed in is answered as a workspace that holds them answers it, to the byte.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use strum::VariantArray as _;
use touchline::facts::ThingKind;
use touchline::kernel::Names as _;
use touchline::waist::{Answer, Status, call};

use crate::figures::turn;
use crate::held::{Held, answer, printed_lines};
use crate::reach::{world, worlds};
use crate::tenant::{PEOPLE, POLICY, Tenant, id};
use crate::things::{bodies, furnished, ids, questions};

/// Everything that a host would hand in for any question: all things, the messages that wait, where its log stands.
fn collected(tenant: &Tenant) -> Value {
    let mut input = beside(tenant);
    input["policy"] = policy();
    input["things"] = json!(Held::of(tenant).things);
    input["whole"] = json!(true);
    input
}

/// What a host hands in beside things: the messages that wait, the links of tracks, where its log stands.
pub(crate) fn beside(tenant: &Tenant) -> Value {
    let lines = printed_lines(tenant);
    let messages = lines.iter().filter(|line| line["type"] == "planned").map(|line| &line["body"]);
    let messages: Vec<&Value> = messages.collect();
    let mut tracks: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line["type"] == "noted") {
        tracks.entry(line["body"]["plan"].as_str().unwrap()).or_default().push(&line["body"]["link"]);
    }
    let tracks: Vec<Value> = tracks.into_iter().map(|(plan, links)| json!({"plan": plan, "links": links})).collect();
    let last: Value = serde_json::from_str(tenant.log.lines().last().unwrap()).unwrap();
    let log = json!({"count": last["seq"], "head": last["hash"]});
    json!({"log": log, "messages": messages, "tracks": tracks})
}

fn policy() -> Value {
    serde_json::from_str(POLICY).unwrap()
}

/// The view in an answer of `law.ask`; what is refused is refused alike.
fn view(answer: &Answer, question: &str) -> String {
    let json = &answer.json;
    if answer.status != Status::Ok {
        // The query is a part of the input there, and its paths begin with its place.
        return json.replace("\"path\":\"/query", "\"path\":\"");
    }
    let said: Value = serde_json::from_str(json).unwrap();
    assert_eq!(said["type"], question);
    let begin = "{\"body\":".len();
    let end = json.len() - format!(",\"type\":\"{question}\"}}").len();
    json[begin..end].to_owned()
}

/// How a workspace answered.
fn told(answer: &Answer) -> (Status, String) {
    (answer.status, answer.json.clone())
}

/// What was printed to be handed in, with a question.
fn asking(input: &str, query: &Value) -> String {
    let printed = input.strip_suffix('}').unwrap();
    format!("{printed},\"query\":{query}}}")
}

/// Asks everything that can be asked of a workspace, of it and of what it holds.
fn check(tenant: &Tenant, viewers: &[&str]) {
    let input = collected(tenant).to_string();
    for question in questions() {
        for body in bodies(&question) {
            for name in viewers {
                let viewer = if *name == "system" { (*name).to_owned() } else { id(name) };
                let query = json!({"at": tenant.at(), "viewer": viewer, "type": question, "body": body});
                let theirs = call("law.ask", asking(&input, &query).as_bytes());
                let ours = told(&tenant.workspace.ask(query.to_string().as_bytes()));
                assert_eq!((theirs.status, view(&theirs, &question)), ours, "{name}: {query}");
            }
        }
    }
}

#[test]
fn wsp_14_every_question_is_answered_as_a_workspace_answers_it() {
    check(&furnished(), &["olga", "mia", "ana", "system"]);
}

#[test]
fn wsp_14_whatever_the_role_of_whoever_asks_and_the_policy() {
    for (policy, name, role) in [
        (r#"{"access":{"confidential_roles":["manager","owner","hr_staff"]}}"#, "hugo", "hr_staff"),
        (r#"{"access":{"managers_see_all_reviews":true}}"#, "sina", "senior_manager"),
        (
            r#"{"access":{"reviewer_scope":{"compliance_officer":{"campaigns":["spring"],"reach":"organisation"}}}}"#,
            "carl",
            "compliance_officer",
        ),
    ] {
        let mut tenant = furnished();
        let policy: Value = serde_json::from_str(policy).unwrap();
        let person = json!({"person": id(name), "name": name, "roles": [role]});
        for (kind, body) in [("policy.adopt", policy), ("person.record", person)] {
            let command = tenant.command("system", kind, &body, None);
            assert_eq!(tenant.send(&command).status, Status::Ok, "{kind}");
        }
        check(&tenant, &[name]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

    #[test]
    fn wsp_14_in_random_worlds_too((left_out, turns) in worlds(), who in 0..PEOPLE.len()) {
        let tenant = world(&left_out, &turns);
        check(&tenant, &[PEOPLE[who], "mia"]);
    }

    #[test]
    fn wsp_14_the_order_of_things_does_not_matter(
        (left_out, turns) in worlds(), more in prop::collection::vec(turn(), 0..4), seed in any::<u64>()
    ) {
        let mut tenant = world(&left_out, &turns);
        more.iter().for_each(|turn| crate::figures::take(&mut tenant, turn));
        let mut input = collected(&tenant);
        let question = json!({"at": tenant.at(), "viewer": id("mia"), "type": "bundle.packs", "body": {"list": "active"}});
        input["query"] = question;
        let first = call("law.ask", input.to_string().as_bytes());
        let things = input["things"].as_array_mut().unwrap();
        let by = usize::try_from(seed % 97).unwrap() % things.len();
        things.rotate_left(by);
        things.reverse();
        let again = call("law.ask", input.to_string().as_bytes());
        prop_assert_eq!(told(&first), told(&again));
    }
}

#[test]
fn wsp_14_no_question_shows_in_which_order_things_were_handed_in() {
    let tenant = furnished();
    let mut collected = collected(&tenant);
    let forward = collected.to_string();
    collected["things"].as_array_mut().unwrap().reverse();
    let backward = collected.to_string();
    for question in questions() {
        for body in bodies(&question) {
            for name in ["olga", "ana"] {
                let query = json!({"at": tenant.at(), "viewer": id(name), "type": question, "body": body});
                let [first, again] =
                    [&forward, &backward].map(|input| told(&call("law.ask", asking(input, &query).as_bytes())));
                assert_eq!(first, again, "{name}: {query}");
            }
        }
    }
}

/// The kinds of which one is shown by what is told of it, and of nothing that is added up over others.
const ALONE: [ThingKind; 12] = [
    ThingKind::Person,
    ThingKind::Call,
    ThingKind::Escalation,
    ThingKind::ActionItem,
    ThingKind::Review,
    ThingKind::ReviewAssignment,
    ThingKind::SelfReview,
    ThingKind::Plan,
    ThingKind::Session,
    ThingKind::ProgressNote,
    ThingKind::PlanProposal,
    ThingKind::PlanFeedback,
];

#[test]
fn wsp_14_a_part_is_asked_for_what_an_answer_needs_until_it_is_the_workspaces() {
    let tenant = furnished();
    let held = Held::of(&tenant);
    let mut shown = 0;
    for kind in ThingKind::VARIANTS.iter().filter(|kind| ALONE.contains(kind)) {
        let question = format!("{}.get", kind.name());
        for (thing, name) in ids(*kind).into_iter().flat_map(|thing| PEOPLE.map(|name| (thing.clone(), name))) {
            let query = json!({"at": tenant.at(), "viewer": id(name), "type": question, "body": {kind.name(): thing}});
            let things: Vec<&Value> = held.find(kind.name(), &json!(thing)).into_iter().collect();
            let people: Vec<&Value> = held.people().map(|person| held.find("person", &person["id"]).unwrap()).collect();
            // People as they were recorded: what is known of them beside the document is shown, too.
            let people = people.into_iter().filter(|_| *kind == ThingKind::Person && things.is_empty());
            let all: Vec<&Value> = things.iter().copied().chain(people).collect();
            let input = json!({"policy": in_force(&held), "query": query, "things": all});
            let ours = tenant.workspace.ask(query.to_string().as_bytes());
            let theirs = asked_until_told(&held, &input);
            assert_eq!((theirs.status, view(&theirs, &question)), told(&ours), "{query}");
            shown += usize::from(theirs.status == Status::Ok);
        }
    }
    assert!(shown > 20, "{shown}");
}

/// The policy that was adopted, which a host hands in where it does not hand in the thing.
pub(crate) fn in_force(held: &Held) -> Value {
    let adopted = held.find("policy", &json!(touchline::policy::id().to_string()));
    adopted.map_or_else(policy, |thing| thing["body"]["settings"].clone())
}

/// Loads what is asked for until there is an answer.
fn asked_until_told(held: &Held, input: &Value) -> Answer {
    let mut input = input.clone();
    let mut facts: Vec<Value> = Vec::new();
    for _ in 0..40 {
        input["facts"] = json!(facts);
        let answer = call("law.ask", input.to_string().as_bytes());
        if answer.status != Status::NeedsFacts {
            return answer;
        }
        let said: Value = serde_json::from_str(&answer.json).unwrap();
        facts.extend(said["keys"].as_array().unwrap().iter().map(|key| held.fact(key)));
    }
    panic!("facts are asked for again and again")
}

/// Facts as the law reckons them over everything that is held, each once.
struct Reckoned<'a> {
    held: &'a Held,
    known: BTreeMap<String, Value>,
}

impl Reckoned<'_> {
    fn facts(&mut self, keys: &[Value]) -> Vec<Value> {
        let unknown: Vec<Value> =
            keys.iter().filter(|key| !self.known.contains_key(&key.to_string())).cloned().collect();
        if !unknown.is_empty() {
            let input = json!({"keys": unknown, "policy": in_force(self.held), "things": self.held.things});
            let answer = self.told("law.facts", input);
            let said: Value = serde_json::from_str(&answer.json).unwrap();
            let facts = said["facts"].as_array().unwrap().iter().cloned();
            self.known.extend(unknown.iter().map(Value::to_string).zip(facts));
        }
        keys.iter().map(|key| self.known[&key.to_string()].clone()).collect()
    }

    /// What an operation answers once it has whatever it asks for.
    fn told(&mut self, operation: &str, mut input: Value) -> Answer {
        input["facts"] = json!([]);
        loop {
            let answer = call(operation, input.to_string().as_bytes());
            if answer.status != Status::NeedsFacts {
                return answer;
            }
            let said: Value = serde_json::from_str(&answer.json).unwrap();
            let more = self.facts(said["keys"].as_array().unwrap());
            input["facts"].as_array_mut().unwrap().extend(more);
        }
    }
}

#[test]
fn wsp_14_the_kinds_that_a_question_is_said_to_go_over_are_enough_to_answer_it() {
    let tenant = furnished();
    let held = Held::of(&tenant);
    let mut reckoned = Reckoned { held: &held, known: BTreeMap::new() };
    let over = answer("law.rests_on", &json!({}));
    for row in over["questions"].as_array().unwrap() {
        let (question, kinds) = (row["question"].as_str().unwrap(), row["things"].as_array().unwrap());
        let mut input = beside(&tenant);
        for unwanted in [(row["tracks"] == false).then_some("tracks"), row["messages"].is_null().then_some("messages")]
        {
            unwanted.map(|name| input.as_object_mut().unwrap().remove(name));
        }
        input["policy"] = in_force(&held);
        input["things"] = held.things.iter().filter(|thing| kinds.contains(&thing["type"])).cloned().collect();
        for (body, name) in
            bodies(question).into_iter().flat_map(|body| ["mia", "olga"].map(|name| (body.clone(), name)))
        {
            input["query"] = json!({"at": tenant.at(), "viewer": id(name), "type": question, "body": body});
            let ours = told(&tenant.workspace.ask(input["query"].to_string().as_bytes()));
            let theirs = reckoned.told("law.ask", input.clone());
            assert_eq!((theirs.status, view(&theirs, question)), ours, "{}", input["query"]);
        }
    }
}

#[test]
fn wsp_14_what_is_open_on_many_things_is_what_is_open_on_each() {
    let tenant = furnished();
    let held = Held::of(&tenant);
    let things: Vec<Value> =
        held.columns.iter().map(|columns| json!({"type": columns["type"], "id": columns["id"]})).collect();
    for name in ["olga", "mia", "ana"] {
        let input = json!({"at": tenant.at(), "policy": in_force(&held), "things": things, "viewer": id(name)});
        let many = held.loading("law.available_many", &input).unwrap();
        for (thing, open) in things.iter().zip(many["things"].as_array().unwrap()) {
            let input = json!({"at": tenant.at(), "policy": in_force(&held), "thing": thing, "viewer": id(name)});
            assert_eq!(*open, json!(held.loading("law.available", &input)), "{name}: {thing}");
        }
    }
}

//! What must hold in every state, told from the things as they are kept and from what people are shown.

use serde_json::{Value, json};
use touchline::law::tellings;
use touchline::notify::When;
use touchline::waist::Status;

use crate::world::{AGENTS, World, id};

const LIVE: [&str; 4] = ["released", "agent_reviewed", "completed_in_person", "agent_acknowledged"];

/// Panics where an invariant does not hold.
pub(crate) fn check(world: &World) {
    let (bundles, items) = (world.things("bundle"), world.things("training_item"));
    for item in &items {
        check_item(item, &bundles, world);
    }
    check_dispositions(world, &items);
    for agent in AGENTS {
        check_agent(agent, &bundles, world);
    }
    check_figures(world, &bundles, &items);
    check_escalations(world, &bundles);
}

fn is_live(bundle: &Value) -> bool {
    LIVE.contains(&bundle["state"].as_str().unwrap())
}

fn names(bundle: &Value, item: &Value) -> bool {
    bundle["content"]["training_items"].as_array().unwrap().contains(&item["training_item"])
}

/// BUN-14: an item is in one live bundle at the most, and where it stands is told by that bundle.
fn check_item(item: &Value, bundles: &[Value], world: &World) {
    let holders: Vec<&Value> = bundles.iter().filter(|bundle| is_live(bundle) && names(bundle, item)).collect();
    assert!(holders.len() <= 1, "{item} is in {holders:?}\n{}", world.log());
    let held = holders.first().is_some_and(|bundle| bundle["bundle"] == item["bundle"]);
    assert_eq!(item["held"], json!(held), "{item}\n{}", world.log());
    let taken_by = bundles.iter().find(|bundle| bundle["bundle"] == item["bundle"]);
    match item["state"].as_str().unwrap() {
        "in_progress" => assert!(held, "{item}\n{}", world.log()),
        "resolved" => assert_eq!(taken_by.unwrap()["state"], "concluded", "{item}\n{}", world.log()),
        "pending" | "withdrawn" => assert!(!held, "{item}\n{}", world.log()),
        state => assert_eq!(state, "superseded"),
    }
}

/// TRN-02, TRN-03: an item stands for a disposition that asks for training, and for nothing else.
fn check_dispositions(world: &World, items: &[Value]) {
    for disposition in world.things("disposition") {
        let about = |item: &&Value| item["call"] == disposition["call"] && item["check"] == disposition["check"];
        let taken_back =
            items.iter().find(about).map(|item| matches!(item["state"].as_str().unwrap(), "withdrawn" | "superseded"));
        match disposition["ruling"].as_str().unwrap() {
            "pass_with_training" => assert_eq!(taken_back, Some(false), "{disposition}\n{}", world.log()),
            _ => assert_ne!(taken_back, Some(false), "{disposition}\n{}", world.log()),
        }
    }
}

/// BUN-05: an agent sees what was released to them, and no draft.
fn check_agent(agent: &str, bundles: &[Value], world: &World) {
    for bundle in bundles {
        let answer = world.try_ask(agent, "bundle.get", &json!({"bundle": bundle["bundle"]}));
        let released = bundle["agent"] == id(agent) && !bundle["released"].is_null();
        assert_eq!(answer.status == Status::Ok, released, "{agent} {bundle}\n{}", world.log());
    }
    let mut listed = Vec::new();
    for list in ["active", "completed", "archived"] {
        let page = world.ask(agent, "bundle.my_packs", &json!({"list": list}));
        listed.extend(page["items"].as_array().unwrap().iter().map(|view| view["bundle"].clone()));
    }
    for bundle in &listed {
        let kept = bundles.iter().find(|kept| kept["bundle"] == *bundle).unwrap();
        assert!(!kept["released"].is_null() && kept["agent"] == id(agent), "{kept}\n{}", world.log());
    }
}

/// TRN-04, BUN-11: the figures are what counting gives.
fn check_figures(world: &World, bundles: &[Value], items: &[Value]) {
    let card = |cards: &Value, key: &str| {
        cards["cards"].as_array().unwrap().iter().find(|card| card["key"] == key).unwrap()["value"].clone()
    };
    let count = |things: &[Value], states: &[&str]| {
        things.iter().filter(|thing| states.contains(&thing["state"].as_str().unwrap())).count()
    };
    let cards = world.ask("mia", "training.figures", &json!({}));
    assert_eq!(card(&cards, "pending"), count(items, &["pending"]), "{}", world.log());
    assert_eq!(card(&cards, "in_progress"), count(items, &["in_progress"]), "{}", world.log());
    let shelved: Vec<Value> = bundles.iter().filter(|bundle| bundle["archived"] == false).cloned().collect();
    let cards = world.ask("mia", "bundle.figures", &json!({}));
    assert_eq!(card(&cards, "total"), shelved.len(), "{}", world.log());
    assert_eq!(card(&cards, "awaiting_response"), count(&shelved, &["released"]), "{}", world.log());
    assert_eq!(card(&cards, "concluded"), count(&shelved, &["concluded"]), "{}", world.log());
}

/// NTF-01: each message has a cause in the log, and is told to somebody else than whoever sent that command, but for what
/// the days make due.
pub(crate) fn check_messages(world: &World) {
    let records: Vec<Value> = world.log().lines().map(|record| serde_json::from_str(record).unwrap()).collect();
    for message in world.things("planned") {
        let rows: Vec<_> =
            tellings().into_iter().filter(|notice| message["template"] == notice.template.name()).collect();
        let is_news = rows.iter().any(|notice| notice.when == When::AtOnce);
        assert!(!is_news || message["by"] != message["recipient"], "{message}\n{}", world.log());
        let thing: &str = rows.first().unwrap().thing.into();
        let is_somebody_s = rows.iter().all(|notice| !notice.template.is_nobody_s_doing());
        let causes = records.iter().filter(|record| !is_somebody_s || record["command"]["actor"] == message["by"]);
        let mut events = causes.flat_map(|record| record["events"].as_array().unwrap());
        let caused = |event: &Value| {
            let named = [&event["body"][thing], &event["body"][thing][thing]].contains(&&message["thing"]["id"]);
            named && rows.iter().any(|notice| event["type"] == notice.event)
        };
        assert!(events.any(caused), "{message}\n{}", world.log());
    }
}

/// ESC-01, ESC-03: an agent is asked about nothing that they were not shown, and whose turn it is follows from what was
/// said last.
fn check_escalations(world: &World, bundles: &[Value]) {
    let escalations = world.things("escalation");
    for escalation in &escalations {
        let about = &escalation["about"];
        let asked_of = bundles.iter().find(|bundle| bundle["bundle"] == about["body"]["bundle"]);
        if about["type"] == "bundle" {
            assert!(!asked_of.unwrap()["released"].is_null(), "{escalation}\n{}", world.log());
        }
        let last = escalation["exchange"].as_array().unwrap().last().unwrap();
        let fits: &[&str] = match escalation["state"].as_str().unwrap() {
            "open" => &["question", "send_back"],
            "answered" => &["answer"],
            "closed" => &["closing"],
            _ => &["withdrawal"],
        };
        assert!(fits.contains(&last["kind"].as_str().unwrap()), "{escalation}\n{}", world.log());
    }
}

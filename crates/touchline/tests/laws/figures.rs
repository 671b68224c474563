//! BUN-11, BUN-16, BUN-17, TRN-04, ESC-02, NTF-04: figures and badges are what the viewer would count who goes through the lists
//! and opens every bundle and every training item, and the reasons for not seeing a bundle are given exactly
//! where it is not seen.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use strum::VariantArray;
use touchline::kernel::lifecycle::Names;
use touchline::training;
use touchline::waist::{Loader, Status, Workspace};

use crate::duties::{Leaving, leaving};
use crate::review::{Drawing, drawing};
use crate::tenant::{BUNDLES, CALLS, CHECKS, Finding, PEOPLE, Step, Tenant, adoption, bundle, child, id, placed, step};
use crate::things::bodies;

/// A command on a bundle or a disposition, duties that go from one to another, or a change in what the organisation
/// knows of a person or a call.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    Bundle(Step),
    Call { call: usize, flag: bool, handler: usize },
    Draw(Drawing),
    Leaving(Leaving),
    Person { who: usize, manager: Option<usize>, role: &'static str, active: bool, account: bool },
}

pub(crate) fn turn() -> impl Strategy<Value = Turn> {
    // Anybody may come under anybody, managers with all below them; what would close to a ring is refused.
    let person = (0..PEOPLE.len(), 0..=PEOPLE.len(), prop::bool::weighted(0.7), prop::bool::weighted(0.8)).prop_map(
        |(who, manager, manages, stays)| Turn::Person {
            who,
            manager: (manager < PEOPLE.len()).then_some(manager),
            role: if manages && who < 4 { "manager" } else { "agent" },
            active: stays || manager % 2 == 0,
            account: stays || manager % 2 == 1,
        },
    );
    let draft = (step(), 0..PEOPLE.len()).prop_map(|(step, agent)| Step {
        agent,
        verb: 0,
        calls: vec![],
        items: vec![],
        ..step
    });
    prop_oneof![
        2 => person,
        1 => (0..CALLS, any::<bool>(), 3..PEOPLE.len()).prop_map(|(call, flag, handler)| Turn::Call { call, flag, handler }),
        1 => drawing().prop_map(Turn::Draw),
        1 => draft.prop_map(Turn::Bundle),
        6 => helpful_step().prop_map(Turn::Bundle),
        6 => step().prop_map(Turn::Bundle),
        1 => leaving().prop_map(Turn::Leaving),
    ]
}

/// A turn, or another policy.
fn turn_or_policy() -> impl Strategy<Value = Turn> {
    prop_oneof![20 => turn(), 1 => adoption().prop_map(Turn::Bundle)]
}

/// A step by whom it is usually up to, so that bundles come to all their states.
pub(crate) fn helpful_step() -> impl Strategy<Value = Step> {
    step().prop_map(|step| {
        let actor = if step.is_the_agents() { step.agent } else { step.actor % 3 };
        let call = step.agent - 3;
        let mut items: Vec<(usize, usize)> = step.items.iter().map(|(_, check)| (call, *check)).collect();
        items.dedup();
        let finding = Finding { call, ..step.finding.clone() };
        let expected_version = None;
        Step { actor, calls: vec![call], items, finding, titled: true, expected_version, later_ms: 1_000, ..step }
    })
}

pub(crate) fn take(tenant: &mut Tenant, turn: &Turn) {
    match turn {
        Turn::Bundle(step) => drop(tenant.take(step)),
        Turn::Draw(drawing) => {
            let command = drawing.command(tenant);
            drop(tenant.send(&command));
        }
        Turn::Call { call, flag, handler } => {
            let call = id(&format!("call {call}"));
            let started = "2026-02-20T10:00:00.000Z";
            let flag = flag.then_some("customer_complaint");
            let campaign = ["spring", "winter"][handler % 2];
            let body = json!({
                "call": call, "campaign": campaign, "flag": flag, "handler": id(PEOPLE[*handler]), "length_ms": 1,
                "name": format!("Refund {handler}"), "started_at": started,
            });
            let command = tenant.command("system", "call.record", &body, None);
            drop(tenant.send(&command));
        }
        Turn::Leaving(change) => {
            let command = change.command(tenant);
            drop(tenant.send(&command));
        }
        Turn::Person { who, manager, role, active, account } => {
            let body = json!({
                "person": id(PEOPLE[*who]), "name": "Somebody", "roles": [role], "active": active,
                "has_account": account, "manager": manager.map(|manager| id(PEOPLE[manager])),
            });
            // Refused where the clock has gone back too far, or the line would close to a ring.
            let command = tenant.command("system", "person.record", &body, None);
            drop(tenant.send(&command));
        }
    }
}

/// What one viewer sees and is told, by the answers to all questions but the figures.
struct Look<'a> {
    tenant: &'a Tenant,
    viewer: &'a str,
}

impl Look<'_> {
    fn ask(&self, kind: &str, body: &Value) -> (Status, Value) {
        let answer = self.tenant.ask(self.viewer, kind, body);
        (answer.status, serde_json::from_str(&answer.json).unwrap())
    }

    /// The bundles that can be opened, for this audience.
    fn opened(&self, audience: &str) -> Vec<Value> {
        let opened = (0..BUNDLES).map(|place| self.ask("bundle.get", &json!({"bundle": bundle(place)})));
        let seen = opened.filter(|(status, answer)| *status == Status::Ok && answer["type"] == audience);
        seen.map(|(_, answer)| answer["body"].clone()).collect()
    }

    fn listed(&self, kind: &str, lists: &[&str]) -> Vec<Value> {
        let lists = lists.iter().map(|list| self.ask(kind, &json!({"list": list})).1["items"].clone());
        lists.flat_map(|items| items.as_array().unwrap().clone()).collect()
    }
}

fn ids(bundles: &[Value]) -> Vec<&str> {
    let mut ids: Vec<&str> = bundles.iter().map(|bundle| bundle["bundle"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

fn count(bundles: &[Value], is: impl Fn(&Value) -> bool) -> usize {
    bundles.iter().filter(|bundle| is(bundle)).count()
}

fn in_state(bundle: &Value, states: &[&str]) -> bool {
    states.contains(&bundle["state"].as_str().unwrap())
}

fn check_counts(look: &Look<'_>) -> Result<(), TestCaseError> {
    let (figures, badge) = (look.ask("bundle.figures", &json!({})), look.ask("bundle.badge", &json!({})));
    let may_ask = look.ask("bundle.packs", &json!({"list": "active"}));
    if may_ask.0 != Status::Ok {
        prop_assert_eq!(&figures, &may_ask);
        prop_assert_eq!(&badge, &may_ask);
        return Ok(());
    }
    let mut followed = look.opened("staff");
    followed.retain(|bundle| bundle["archived"] == false);
    let listed = look.listed("bundle.packs", &["active", "completed"]);
    prop_assert_eq!(ids(&followed), ids(&listed));
    let card = |key: &str, tone: &str, value: usize| json!({"key": key, "tone": tone, "value": value});
    let expected = json!({"cards": [
        card("total", "blue", followed.len()),
        card("active", "amber", count(&followed, |bundle| !in_state(bundle, &["concluded", "cancelled"]))),
        card("concluded", "green", count(&followed, |bundle| in_state(bundle, &["concluded"]))),
        card("awaiting_response", "purple", count(&followed, |bundle| in_state(bundle, &["released"]))),
    ]});
    prop_assert_eq!(figures.1, expected, "{}", look.viewer);
    check_order(look, &followed)?;

    let given = look.listed("bundle.my_packs", &["active", "completed"]);
    let mine = |bundle: &Value| bundle["keeper"] == id(look.viewer);
    let answered =
        count(&followed, |bundle| mine(bundle) && in_state(bundle, &["agent_reviewed", "agent_acknowledged"]));
    let needs_action = count(&given, |bundle| bundle["needs_action"] == true);
    prop_assert_eq!(badge.1, json!({"answered": answered, "needs_action": needs_action}), "{}", look.viewer);
    Ok(())
}

/// What awaits its agent has a list of its own, and what is being worked on is ordered by what ages count from.
fn check_order(look: &Look<'_>, followed: &[Value]) -> Result<(), TestCaseError> {
    let awaiting = look.listed("bundle.packs", &["awaiting"]);
    prop_assert!(awaiting.iter().all(|bundle| in_state(bundle, &["released"])));
    prop_assert_eq!(awaiting.len(), count(followed, |bundle| in_state(bundle, &["released"])));
    let since = |bundle: &Value| {
        let released = &bundle["released"]["at"];
        if released.is_null() { bundle["created"]["at"].clone() } else { released.clone() }.to_string()
    };
    prop_assert!(awaiting.is_sorted_by_key(since));
    prop_assert!(look.listed("bundle.packs", &["active"]).is_sorted_by_key(since));
    let mut put_away = look.opened("staff");
    put_away.retain(|bundle| bundle["archived"] == true);
    let listed = look.listed("bundle.packs", &["archived"]);
    prop_assert_eq!(ids(&put_away), ids(&listed));
    Ok(())
}

/// All that a viewer is told of escalations and responses is what they would find who opens every thing.
fn check_responses(look: &Look<'_>) -> Result<(), TestCaseError> {
    let badge = look.ask("responses.badge", &json!({}));
    if badge.0 != Status::Ok {
        prop_assert_eq!(&badge, &look.ask("agent.dashboard", &json!({})));
        return Ok(());
    }
    let asked = |audience: &str| -> Vec<Value> {
        let opened =
            (0..BUNDLES).map(|place| look.ask("escalation.get", &json!({"escalation": placed("escalation", place)})));
        let seen = opened.filter(|(status, answer)| *status == Status::Ok && answer["type"] == audience);
        seen.map(|(_, answer)| answer["body"].clone()).collect()
    };
    let (mut followed, own) = (asked("staff"), asked("agent"));
    let listed = ["escalation.list", "escalation.mine"].map(|kind| look.listed(kind, &LISTS));
    prop_assert_eq!(listed.each_ref().map(|list| named(list)), [named(&followed), named(&own)], "{}", look.viewer);
    let active = look.listed("escalation.mine", &["active"]);
    prop_assert!(active.is_sorted_by_key(|escalation| escalation["state"] == "answered"));

    followed.extend(look.opened("staff"));
    followed.retain(|thing| thing["archived"] == false);
    let awaits = |thing: &&Value| in_state(thing, &["answered", "agent_reviewed", "agent_acknowledged"]);
    let awaiting: Vec<Value> = followed.iter().filter(awaits).cloned().collect();
    let kept = count(&awaiting, |thing| thing["keeper"] == id(look.viewer));
    prop_assert_eq!(badge.1, json!({"awaiting": awaiting.len(), "kept": kept}), "{}", look.viewer);
    let answered: Vec<Value> = followed.iter().filter(|thing| was_answered(thing)).cloned().collect();
    for (list, expected) in [("awaiting", &awaiting), ("all", &answered)] {
        let page = look.ask("responses.list", &json!({"list": list})).1["items"].clone();
        let page = page.as_array().unwrap();
        prop_assert!(page.is_sorted_by(|one, next| one["answered_at"].as_str() >= next["answered_at"].as_str()));
        let listed: Vec<Value> = page.iter().map(|response| response["thing"]["body"].clone()).collect();
        prop_assert_eq!(named(&listed), named(expected), "{} {}", look.viewer, list);
        for response in page {
            prop_assert_eq!(&response["awaits_manager"], &json!(awaits(&&response["thing"]["body"])));
        }
    }
    check_dashboard(look, &own)
}

const LISTS: [&str; 3] = ["active", "completed", "archived"];

/// Whether the agent ever answered it.
fn was_answered(thing: &Value) -> bool {
    let of_escalation = || thing["exchange"].as_array().unwrap().iter().any(|turn| turn["kind"] == "answer");
    let of_bundle = || !thing["response"].is_null() || !thing["acknowledged"].is_null();
    if thing["exchange"].is_array() { of_escalation() } else { of_bundle() }
}

/// The ids of bundles and escalations.
fn named(things: &[Value]) -> Vec<&str> {
    let kind = |thing: &Value| if thing["exchange"].is_array() { "escalation" } else { "bundle" };
    let mut ids: Vec<&str> = things.iter().map(|thing| thing[kind(thing)].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

/// A viewer's own dashboard, and the page of everybody whom they follow.
fn check_dashboard(look: &Look<'_>, own: &[Value]) -> Result<(), TestCaseError> {
    let dashboard = look.ask("agent.dashboard", &json!({})).1;
    let mine = look.listed("bundle.my_packs", &["active"]);
    let to_do = |thing: &Value| thing["needs_action"] == true;
    let banner = json!({"escalations": count(own, to_do), "packs": count(&mine, to_do)});
    prop_assert_eq!(&dashboard["banner"], &banner, "{}", look.viewer);
    let packs = dashboard["packs"].as_array().unwrap();
    prop_assert_eq!(named(packs), named(&mine));
    prop_assert!(packs.is_sorted_by_key(|pack| pack["needs_action"] == false));
    // What was put away stays in every history.
    let ended = look.listed("bundle.my_packs", &["completed", "archived"]);
    prop_assert_eq!(named(dashboard["history"]["items"].as_array().unwrap()), named(&ended));
    let followed = look.opened("staff");
    for agent in PEOPLE {
        let (status, page) = look.ask("agent.detail", &json!({"agent": id(agent)}));
        if status != Status::Ok {
            continue;
        }
        let of_agent: Vec<&Value> = followed.iter().filter(|pack| pack["agent"] == id(agent)).collect();
        let ends = |pack: &&&Value| in_state(pack, &["concluded", "cancelled"]);
        let working: Vec<&&Value> = of_agent.iter().filter(|pack| pack["archived"] == false).collect();
        let history: Vec<Value> = of_agent.iter().filter(ends).map(|pack| (**pack).clone()).collect();
        prop_assert_eq!(named(page["history"]["items"].as_array().unwrap()), named(&history), "{}", look.viewer);
        prop_assert_eq!(&page["figures"]["bundles"]["cards"][0]["value"], &json!(working.len()));
        let asked = page["escalations"]["items"].as_array().unwrap();
        let figures = json!({
            "answered": count(asked, |escalation| in_state(escalation, &["answered"])),
            "open": count(asked, |escalation| in_state(escalation, &["open"])),
        });
        prop_assert_eq!(&page["figures"]["escalations"], &figures, "{} {}", look.viewer, agent);
        let waiting = page["pending"]["items"].as_array().unwrap().len();
        prop_assert_eq!(&page["figures"]["training"]["cards"][0]["value"], &json!(waiting));
    }
    Ok(())
}

fn check_reasons(look: &Look<'_>) -> Result<(), TestCaseError> {
    let nowhere = look.ask("bundle.get", &json!({"bundle": id("no bundle")}));
    for place in 0..BUNDLES {
        let opened = look.ask("bundle.get", &json!({"bundle": bundle(place)})).1;
        for agent in PEOPLE {
            let why = look.ask("bundle.why_unseen", &json!({"agent": id(agent), "bundle": bundle(place)}));
            if opened["type"] != "staff" {
                prop_assert_eq!(&why, &nowhere);
                continue;
            }
            let theirs = Look { viewer: agent, ..*look }.ask("bundle.get", &json!({"bundle": bundle(place)})).1;
            let seen = theirs["type"] == "agent";
            prop_assert_eq!(&why.1["seen"], &json!(seen), "{} {}", agent, &why.1);
            let reasons = why.1["reasons"].as_array().unwrap();
            prop_assert_eq!(seen, reasons.is_empty());
            let another = opened["body"]["agent"] != id(agent);
            prop_assert_eq!(another, reasons.contains(&json!("another_agents")));
            let draft = !another && opened["body"]["state"] == "draft";
            prop_assert_eq!(draft, reasons.contains(&json!("still_a_draft")));
        }
    }
    Ok(())
}

/// The states of training items, by their names.
fn item_states() -> impl Iterator<Item = &'static str> {
    training::State::VARIANTS.iter().map(|state| state.name())
}

fn check_training(look: &Look<'_>) -> Result<(), TestCaseError> {
    let figures = look.ask("training.figures", &json!({}));
    if figures.0 != Status::Ok {
        prop_assert_eq!(&figures, &look.ask("training.queue", &json!({"state": "pending"})));
        return Ok(());
    }
    let places = (0..CALLS).flat_map(|call| (0..CHECKS.len()).map(move |check| child("training_item", call, check)));
    let opened = places.map(|item| look.ask("training.item", &json!({"training_item": item})));
    let opened: Vec<Value> = opened.filter(|(status, _)| *status == Status::Ok).map(|(_, item)| item).collect();
    let key = |item: &Value| item["training_item"].as_str().unwrap().to_owned();
    for state in item_states() {
        let listed = look.ask("training.queue", &json!({"state": state})).1["items"].clone();
        let mut listed: Vec<String> = listed.as_array().unwrap().iter().map(key).collect();
        listed.sort_unstable();
        let mut seen: Vec<String> = opened.iter().filter(|item| in_state(item, &[state])).map(key).collect();
        seen.sort_unstable();
        prop_assert_eq!(listed, seen, "{} {}", look.viewer, state);
    }
    let card = |key: &str, tone: &str, value: usize| json!({"key": key, "tone": tone, "value": value});
    let expected = json!({"cards": [
        card("pending", "amber", count(&opened, |item| in_state(item, &["pending"]))),
        card("in_progress", "blue", count(&opened, |item| in_state(item, &["in_progress"]))),
        card("total", "green", count(&opened, |item| !in_state(item, &["withdrawn", "superseded"]))),
    ]});
    prop_assert_eq!(figures.1, expected, "{}", look.viewer);
    let things = Things::of(look.tenant);
    check_repeats(&opened, &things)?;
    check_pool(look, &opened)?;
    check_why_empty(look, &opened, &things)
}

/// What there is, as the workspace prints it.
struct Things(Vec<Value>);

impl Things {
    fn of(tenant: &Tenant) -> Self {
        Things(tenant.printed().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter(move |thing| thing["type"] == kind).map(|thing| &thing["body"])
    }
}

/// TRN-07: an item is a repeat of what concluded bundles had covered before it was raised.
fn check_repeats(opened: &[Value], things: &Things) -> Result<(), TestCaseError> {
    for item in opened {
        let covered = things.all("training_item").filter(|other| {
            other["state"] == "resolved" && other["agent"] == item["agent"] && other["check"]["key"] == item["check"]
        });
        let bundles: BTreeSet<&str> = covered.map(|other| other["bundle"].as_str().unwrap()).collect();
        let before = things.all("bundle").filter(|bundle| {
            let concluded = bundle["concluded"]["done"]["at"].as_str();
            bundles.contains(bundle["bundle"].as_str().unwrap())
                && bundle["bundle"] != item["bundle"]
                && concluded.is_some_and(|at| at < item["raised"]["at"].as_str().unwrap())
        });
        let times = before.count();
        let expected = if times == 0 || item["check"].is_null() { Value::Null } else { json!(times) };
        prop_assert_eq!(&item["repeat"]["count"], &expected, "{}", item);
    }
    Ok(())
}

/// TRN-05: the pool is what the viewer would gather from the items that wait.
fn check_pool(look: &Look<'_>, opened: &[Value]) -> Result<(), TestCaseError> {
    let pool = look.ask("training.pool", &json!({})).1["items"].as_array().unwrap().clone();
    let mut paged = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = look.ask("training.pool", &json!({"limit": 1, "after": after})).1;
        paged.extend(page["items"].as_array().unwrap().clone());
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    prop_assert_eq!(&paged, &pool);
    let place = |agent: &Value| {
        let calls = agent["calls"].as_u64().unwrap();
        let texts = [&agent["reason"]["oldest"], &agent["name"], &agent["agent"]];
        (std::cmp::Reverse(calls), texts.map(|text| text.as_str().unwrap().to_owned()))
    };
    prop_assert!(pool.is_sorted_by_key(place), "{pool:?}");
    let waiting = |agent: &Value| -> Vec<&Value> {
        opened.iter().filter(|item| item["agent"] == *agent && item["state"] == "pending").collect()
    };
    let agents: BTreeSet<String> =
        opened.iter().filter(|item| item["state"] == "pending").map(|item| item["agent"].to_string()).collect();
    prop_assert_eq!(agents, pool.iter().map(|agent| agent["agent"].to_string()).collect::<BTreeSet<_>>());
    for agent in &pool {
        let items = waiting(&agent["agent"]);
        let calls: BTreeSet<String> = items.iter().map(|item| item["call"].to_string()).collect();
        prop_assert_eq!(&agent["calls"], &json!(calls.len()));
        prop_assert_eq!(&agent["reason"]["calls"], &agent["calls"]);
        let oldest = items.iter().map(|item| item["raised"]["at"].as_str().unwrap()).min().unwrap();
        prop_assert_eq!(&agent["reason"]["oldest"], &json!(oldest));
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        items.iter().for_each(|item| *counts.entry(item["check"].to_string()).or_default() += 1);
        let checks = agent["checks"].as_array().unwrap().iter();
        let told = checks.map(|check| (check["check"].to_string(), check["count"].as_u64().unwrap()));
        prop_assert_eq!(told.collect::<BTreeMap<_, _>>(), counts);
        let mut given = look.opened("staff");
        given.retain(|bundle| bundle["agent"] == agent["agent"] && !bundle["released"].is_null());
        given.sort_by_key(|bundle| (bundle["released"]["at"].to_string(), bundle["bundle"].to_string()));
        let given: Vec<&Value> = given.iter().rev().take(5).map(|bundle| &bundle["bundle"]).collect();
        let told: Vec<&Value> = agent["history"].as_array().unwrap().iter().map(|one| &one["bundle"]).collect();
        prop_assert_eq!(told, given);
    }
    Ok(())
}

/// TRN-06: what was looked at is what the viewer can see that was given to those whom they coach: whoever reviews sees
/// more, of whose queue they are told nothing.
fn check_why_empty(look: &Look<'_>, opened: &[Value], things: &Things) -> Result<(), TestCaseError> {
    let why = look.ask("training.why_empty", &json!({})).1;
    let seen = |disposition: &&Value| {
        let thing = json!({"type": "disposition", "id": disposition["disposition"]});
        let coaches = look.ask("agent.detail", &json!({"agent": disposition["agent"]})).0 == Status::Ok;
        coaches && look.tenant.available_on(look.viewer, &thing).status == Status::Ok
    };
    let seen: Vec<&Value> = things.all("disposition").filter(seen).collect();
    let calls: BTreeSet<String> = seen.iter().map(|one| format!("{} {}", one["agent"], one["call"])).collect();
    let with_training = seen.iter().filter(|one| one["ruling"] == "pass_with_training").count();
    let pending = count(opened, |item| in_state(item, &["pending"]));
    let reason = match (pending, seen.len(), with_training) {
        (0, 0, _) => json!("nothing_reviewed"),
        (0, _, 0) => json!("none_with_training"),
        (0, _, _) => json!("all_taken_up"),
        _ => Value::Null,
    };
    let expected = json!({
        "dispositions": seen.len(), "pending": pending, "reason": reason, "reviews": calls.len(),
        "text": why["text"], "with_training": with_training,
    });
    prop_assert_eq!(why, expected, "{}", look.viewer);
    Ok(())
}

/// What there is to be done is listed, counted and rated as the viewer would who opens each thing of it.
fn check_action_items(look: &Look<'_>) -> Result<(), TestCaseError> {
    let of_me = look.ask("action_item.badge", &json!({}));
    if of_me.0 != Status::Ok {
        return Ok(());
    }
    let opened = |audience: &str| {
        let items = (0..BUNDLES).map(|place| json!({"action_item": placed("action_item", place)}));
        let opened = items.map(|body| look.ask("action_item.get", &body).1).filter(|view| view["type"] == audience);
        opened.map(|view| view["body"].clone()).collect::<Vec<Value>>()
    };
    let (own, others) = (opened("agent"), opened("staff"));
    let all = ["open", "awaiting_decision", "verified", "cancelled", "archived"];
    let ids = |items: &[Value]| {
        let id = |item: &Value| item["action_item"].as_str().unwrap().to_owned();
        items.iter().map(id).collect::<BTreeSet<String>>()
    };
    prop_assert_eq!(ids(&look.listed("action_item.list", &all)), ids(&others), "{}", look.viewer);
    prop_assert_eq!(ids(&look.listed("action_item.mine", &all)), ids(&own), "{}", look.viewer);
    prop_assert_eq!(&of_me.1["open"], &json!(look.listed("action_item.mine", &["open"]).len()));
    let mine = json!({"decided_by_me": true, "list": "awaiting_decision"});
    let awaiting = look.ask("action_item.list", &mine).1["items"].as_array().unwrap().clone();
    prop_assert!(awaiting.iter().all(|item| item["awaits_decision"] == true));
    prop_assert_eq!(&of_me.1["awaiting_decision"], &json!(awaiting.len()));
    // Who stands below whom is told as far as the lists of people tell it.
    let known_below = |manager: &str| {
        let listed = look.ask("person.list", &json!({"below": id(manager), "limit": 200})).1;
        let people = listed["items"].as_array().unwrap().iter();
        people.map(|one| one["body"]["person"].as_str().unwrap().to_owned()).collect::<BTreeSet<String>>()
    };
    let rates = |whose: Value, items: Vec<&Value>| {
        let due = |item: &&&Value| item["state"] != "cancelled" && !item["due_on"].is_null();
        let done = |item: &&&Value| !item["completed_on"].is_null();
        let in_time = |item: &&&Value| item["completed_on"].as_str() <= item["due_on"].as_str();
        let expected = [
            items.iter().filter(due).count(),
            items.iter().filter(due).filter(done).count(),
            items.iter().filter(due).filter(done).filter(in_time).count(),
        ];
        let days = json!({"first": "2026-01-01", "last": "2026-12-31"});
        let told = look.ask("action_item.figures", &json!({"days": days, "whose": whose})).1;
        prop_assert_eq!(json!([told["due"], told["completed"], told["in_time"]]), json!(expected), "{}", look.viewer);
        Ok(())
    };
    rates(json!({"type": "everybody"}), others.iter().collect())?;
    for person in PEOPLE {
        let of_person = |item: &&Value| item["assignee"] == id(person);
        let items =
            if person == look.viewer { own.iter().collect() } else { others.iter().filter(of_person).collect() };
        rates(json!({"type": "person", "body": {"person": id(person)}}), items)?;
        let known = known_below(person);
        let below = others.iter().filter(|item| known.contains(item["assignee"].as_str().unwrap())).collect();
        rates(json!({"type": "team", "body": {"manager": id(person)}}), below)?;
    }
    Ok(())
}

/// All figures, badges and lists, as everybody is told them.
fn told(tenant: &Tenant, workspace: &Workspace) -> Vec<String> {
    let lists = ["active", "completed", "archived"].map(|list| json!({"list": list}));
    let packs = lists.iter().map(|list| ("bundle.packs", list.clone()));
    let queues = item_states().map(|state| ("training.queue", json!({"state": state})));
    let figures = [
        "bundle.figures",
        "bundle.badge",
        "training.figures",
        "training.pool",
        "training.why_empty",
        "responses.badge",
        "agent.dashboard",
        "training.proposals",
        "review.queue",
        "review.figures",
    ];
    let figures = figures.map(|kind| (kind, json!({})));
    let asked = lists.iter().map(|list| ("escalation.list", list.clone()));
    let responses = ["all", "awaiting"].map(|list| ("responses.list", json!({"list": list})));
    let pages = PEOPLE.map(|agent| ("agent.detail", json!({"agent": id(agent)})));
    let to_do = ["action_item.badge", "action_item.figures", "action_item.list", "action_item.mine"];
    let to_do = to_do.into_iter().flat_map(|kind| bodies(kind).into_iter().map(move |body| (kind, body)));
    let mut told = Vec::new();
    for (kind, body) in to_do.chain(packs).chain(queues).chain(figures).chain(asked).chain(responses).chain(pages) {
        told.extend(PEOPLE.map(|viewer| tenant.ask_of(workspace, viewer, kind, &body).json));
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bun_11_figures_are_what_the_viewer_would_count_whoever_moves_meanwhile(
        turns in prop::collection::vec(turn_or_policy(), 1..60),
        scope in prop::sample::select(vec!["organisation", "own_reports"]),
        cut in any::<prop::sample::Index>(),
    ) {
        let policy = json!({"access": {"manager_scope": scope}}).to_string();
        let mut tenant = Tenant::under(&policy);
        let (mut early, cut) = (Vec::new(), cut.index(turns.len()));
        for (place, turn) in turns.iter().enumerate() {
            if place == cut {
                early = tenant.snapshot();
            }
            let before = tenant.log.len();
            take(&mut tenant, turn);
            if place >= cut {
                early.extend_from_slice(&tenant.log.as_bytes()[before..]);
            }
            if !matches!(turn, Turn::Bundle(Step { policy: None, .. })) {
                PEOPLE.iter().try_for_each(|viewer| check_counts(&Look { tenant: &tenant, viewer }))?;
            }
        }
        for viewer in PEOPLE {
            let look = Look { tenant: &tenant, viewer };
            check_counts(&look)?;
            check_training(&look)?;
            check_responses(&look)?;
            check_reasons(&look)?;
            check_action_items(&look)?;
        }
        let now = told(&tenant, &tenant.workspace);
        for source in [tenant.log.as_bytes(), &early, &tenant.snapshot()] {
            let mut loader = Loader::new(policy.as_bytes()).unwrap();
            loader.feed(source).unwrap();
            prop_assert_eq!(&told(&tenant, &loader.finish().unwrap()), &now);
        }
    }
}

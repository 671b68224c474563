//! WSP-05, ORG-04, ACC-19: whoever goes through the lists of people, looks for them, and reads the figures of a profile finds
//! just those whom they may open, in their order.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::kernel::words;
use touchline::waist::Status;

use crate::tenant::{PEOPLE, Tenant, id};

const NAMES: [&str; 6] = ["Ana Berg", "Änne Zoe-Lu", "ana", "Bo O'Brien", "BERG", "Zoë"];
const TEAMS: [Option<&str>; 3] = [None, Some("north"), Some("south")];
const ROLES: [&str; 6] = ["agent", "manager", "owner", "hr_staff", "enablement", "compliance_officer"];

/// What becomes of somebody: they are recorded anew, or their name is redacted.
#[derive(Clone, Debug)]
enum Turn {
    Record { who: usize, name: usize, manager: usize, team: usize, role: usize, active: bool, account: bool },
    Redact(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    let (who, name, manager) = (0..PEOPLE.len(), 0..NAMES.len(), 0..=PEOPLE.len());
    let holds = (0..TEAMS.len(), 0..ROLES.len(), prop::bool::weighted(0.9), prop::bool::weighted(0.9));
    let record = (who.clone(), name, manager, holds).prop_map(|(who, name, manager, (team, role, active, account))| {
        // Olga stays who she is: somebody has to order what is redacted.
        let (role, active, account) = if who == 0 { (2, true, true) } else { (role, active, account) };
        Turn::Record { who, name, manager, team, role, active, account }
    });
    prop_oneof![9 => record, 1 => who.prop_map(Turn::Redact)]
}

fn take(tenant: &mut Tenant, turn: &Turn) {
    let (actor, kind, body) = match turn {
        Turn::Record { who, name, manager, team, role, active, account } => {
            let manager = PEOPLE.get(*manager).map(|manager| id(manager));
            let body = json!({
                "person": id(PEOPLE[*who]), "name": NAMES[*name], "roles": [ROLES[*role]], "active": active,
                "has_account": account, "manager": manager, "team": TEAMS[*team],
            });
            ("system".to_owned(), "person.record", body)
        }
        Turn::Redact(who) => {
            let order = json!({"person": id(PEOPLE[*who]), "order": "DSR 1"});
            (id("olga"), "person.redact", order)
        }
    };
    tenant.now_ms += 3_000;
    let command = tenant.command(&actor, kind, &body, None);
    // Refused where the line would close to a ring, or a manager has left.
    drop(tenant.send(&command));
}

/// Who there is, as the tenant prints it.
fn documents(tenant: &Tenant) -> BTreeMap<String, Value> {
    let printed = tenant.printed();
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let people = lines.filter(|line| line["type"] == "person").map(|line| line["body"]["document"].clone());
    people.map(|person| (person["person"].as_str().unwrap().to_owned(), person)).collect()
}

/// Everybody above somebody, the nearest first.
fn above(people: &BTreeMap<String, Value>, person: &str) -> Vec<String> {
    let manager = |person: &String| people[person]["manager"].as_str().map(str::to_owned);
    std::iter::successors(manager(&person.to_owned()), manager).collect()
}

fn answer(tenant: &Tenant, viewer: &str, kind: &str, body: &Value) -> Option<Value> {
    let answer = tenant.ask(viewer, kind, body);
    (answer.status == Status::Ok).then(|| serde_json::from_str(&answer.json).unwrap())
}

/// Whom a list holds, read two at a time.
fn listed(tenant: &Tenant, viewer: &str, kind: &str, body: &Value) -> Vec<String> {
    let items = items(tenant, viewer, kind, body);
    items.iter().map(|item| item["body"]["person"].as_str().unwrap().to_owned()).collect()
}

/// All that a list holds, read two at a time.
fn items(tenant: &Tenant, viewer: &str, kind: &str, body: &Value) -> Vec<Value> {
    let mut body = body.clone();
    body["limit"] = json!(2);
    let mut items = Vec::new();
    loop {
        let page = answer(tenant, viewer, kind, &body).unwrap();
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        if page["next"].is_null() {
            return items;
        }
        body["after"] = page["next"].clone();
    }
}

/// Those of them whom something holds of, in the order of lists.
fn in_order<'p>(people: impl Iterator<Item = &'p Value>) -> Vec<String> {
    let key = |person: &Value| {
        let name = person["name"].as_str().unwrap_or_default();
        (name.is_empty(), words::folded(name), person["person"].as_str().unwrap().to_owned())
    };
    let mut keys: Vec<_> = people.map(key).collect();
    keys.sort();
    keys.into_iter().map(|(_, _, person)| person).collect()
}

fn check(tenant: &Tenant, viewer: &str) {
    let people = documents(tenant);
    let opens = |person: &&Value| answer(tenant, viewer, "person.get", &json!({"person": person["person"]})).is_some();
    let seen: Vec<&Value> = people.values().filter(opens).collect();
    let is_below = |person: &Value, manager: &str| {
        above(&people, person["person"].as_str().unwrap()).iter().any(|other| other == manager)
    };
    let agree = |kind: &str, body: Value, chooses: &dyn Fn(&Value) -> bool| {
        let expected = in_order(seen.iter().copied().filter(|person| chooses(person)));
        assert_eq!(listed(tenant, viewer, kind, &body), expected, "{viewer} {kind} {body}");
        expected.len()
    };
    agree("person.list", json!({}), &|_| true);
    agree("person.list", json!({"team": "north"}), &|person| person["team"] == "north");
    agree("person.list", json!({"role": "agent", "active": false}), &|person| {
        person["roles"] == json!(["agent"]) && person["active"] == false
    });
    for manager in PEOPLE.map(id) {
        let reports = |person: &Value| person["manager"] == *manager;
        let mut counts = Vec::new();
        for (direct, active) in [(true, None), (true, Some(true)), (false, None), (false, Some(true))] {
            let chooses = |person: &Value| {
                active.is_none_or(|active| person["active"] == active)
                    && if direct { reports(person) } else { is_below(person, &manager) }
            };
            let body = json!({"below": manager, "direct": direct, "active": active});
            counts.push(agree("person.list", body, &chooses));
        }
        let profile = answer(tenant, viewer, "person.profile", &json!({"person": manager}));
        assert_eq!(profile.is_some(), seen.iter().any(|person| person["person"] == *manager));
        let Some(profile) = profile else { continue };
        assert_eq!(profile["reports"]["direct"], counts[1]);
        assert_eq!(profile["reports"]["everybody"], counts[3]);
        let line = above(&people, &manager);
        let told: Vec<&Value> =
            profile["line"]["above"].as_array().unwrap().iter().map(|card| &card["person"]).collect();
        assert_eq!(told, line.iter().collect::<Vec<_>>(), "whoever sees somebody sees their line");
        assert_eq!(profile["line"]["depth"], line.len());
        let viewer = id(viewer);
        let steps = |line: &[String], to: &str| json!(line.iter().position(|one| *one == to).map(|place| place + 1));
        assert_eq!(profile["line"]["below_viewer"], steps(&line, &viewer));
        assert_eq!(profile["line"]["above_viewer"], steps(&above(&people, &viewer), &manager));
    }
    for name in ["a", "ANN", "z", "berg a", "lu zoe", "zoelu", "obri", "nothing"] {
        let (looked, mut found) =
            (words::looked_for(name), listed(tenant, viewer, "person.search", &json!({"name": name})));
        let named =
            |person: &&Value| words::all_found(&looked, &words::found_by(person["name"].as_str().unwrap_or_default()));
        let mut expected = in_order(seen.iter().copied().filter(named));
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{viewer} looks for {name}");
    }
    check_calls(tenant, viewer);
}

/// Whoever looks for calls finds those that are listed for them and are called so.
fn check_calls(tenant: &Tenant, viewer: &str) {
    let all = items(tenant, viewer, "call.list", &json!({}));
    for name in ["lost", "no parc", "no1", "nothing"] {
        let looked = words::looked_for(name);
        let called = |item: &&Value| {
            let name = item["call"]["name"].as_str().unwrap_or_default();
            words::all_found(&looked, &words::found_by(name))
        };
        let expected: Vec<&Value> = all.iter().filter(called).collect();
        let found = items(tenant, viewer, "call.search", &json!({"name": name}));
        assert_eq!(found.len(), expected.len(), "{viewer} looks for the call {name}");
        assert!(expected.iter().all(|call| found.contains(call)), "{viewer} looks for the call {name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn wsp_05_org_04_lists_searches_and_profiles_hold_whom_the_viewer_may_open(
        turns in prop::collection::vec(turn(), 1..30), whole in prop::bool::ANY
    ) {
        let scope = if whole { "organisation" } else { "own_reports" };
        let mut tenant = Tenant::under(&json!({"access": {"manager_scope": scope}}).to_string());
        for turn in &turns {
            take(&mut tenant, turn);
        }
        for viewer in PEOPLE {
            // Who may ask nothing is told so.
            if answer(&tenant, viewer, "person.list", &json!({})).is_some() {
                check(&tenant, viewer);
            }
        }
    }
}

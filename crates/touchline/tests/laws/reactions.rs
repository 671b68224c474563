//! WSP-01, TRN-02, TRN-03, BUN-14, ORG-08: what follows from what, held against what it should lead to.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use touchline::law::reactions;
use touchline::waist::{Loader, Status};

use crate::assessments::assessed;
use crate::calibrations::ended_and_handed_over;
use crate::plan_proposals::proposed;
use crate::plan_templates::one_template_replaces_another;
use crate::review_assignments::finished_and_left;
use crate::reviews::given_and_called_off;
use crate::scorecards::one_replaces_another;
use crate::session_series::{handed_on, put_off, recurring_of_plan};
use crate::sessions::{met_in, send_all};
use crate::tenant::{Finding, POLICY, Step, Tenant, VERBS, handled, id, snapshot_of, step};

/// The states of a bundle in which it holds its items.
const LIVE: [&str; 4] = ["released", "agent_reviewed", "completed_in_person", "agent_acknowledged"];

/// How often each command is sent that has to do with items; the rest comes now and then.
const OFTEN: [(u32, &str); 12] = [
    (6, "give"),
    (4, "create_and_release"),
    (1, "create"),
    (1, "release"),
    (4, "respond"),
    (3, "conclude"),
    (2, "cancel"),
    (1, "record_session"),
    (1, "acknowledge"),
    (1, "deny"),
    (2, "escalation.raise"),
    (2, "action_item.assign"),
];

/// A step by whom it is up to, on one of few items, so that they come to all their states.
pub(crate) fn apt_step() -> impl Strategy<Value = Step> {
    let verbs = OFTEN.map(|(weight, name)| (weight, Just(VERBS.iter().position(|verb| *verb == name).unwrap())));
    let checks = prop::sample::select(vec![vec![], vec![0], vec![1], vec![0, 1], vec![1, 0]]);
    (step(), prop::strategy::Union::new_weighted(verbs.to_vec()), 0..3_usize, checks).prop_map(
        |(step, verb, bundle, checks)| {
            let by_agent = Step { verb, ..step.clone() }.is_the_agents();
            let (call, agent) = (step.agent - 3, step.agent);
            // Bundles of its own for each team, so that nothing is wasted on the other's.
            let bundle = bundle + 3 * call;
            let actor = if by_agent { agent } else { step.agent - 2 };
            let items = checks.into_iter().map(|check| (call, check)).collect();
            let finding = Finding { call, check: step.finding.check % 2, ..step.finding.clone() };
            let (calls, later_ms, expected_version) = (vec![call], 1_000, None);
            Step { actor, verb, bundle, calls, items, finding, titled: true, later_ms, expected_version, ..step }
        },
    )
}

fn turns() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(prop_oneof![6 => apt_step(), 1 => step()], 1..60)
}

/// What there is of a kind, by id, as the workspace prints it.
fn things(printed: &str, kind: &str) -> BTreeMap<String, Value> {
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let things = lines.filter(|line| line["type"] == kind).map(|line| line["body"].clone());
    things.map(|thing| (thing[kind].as_str().unwrap().to_owned(), thing)).collect()
}

fn is_one_of(value: &Value, names: &[&str]) -> bool {
    value.as_str().is_some_and(|value| names.contains(&value))
}

/// Every item stands where its disposition and its bundle put it.
fn check_items(printed: &str) -> Result<(), TestCaseError> {
    let bundles = things(printed, "bundle");
    let items = things(printed, "training_item");
    let dispositions = things(printed, "disposition");
    let names = |bundle: &&Value, item: &str| {
        bundle["content"]["training_items"].as_array().unwrap().iter().any(|named| named == item)
    };
    for (id, item) in &items {
        let holding: Vec<&Value> =
            bundles.values().filter(|bundle| is_one_of(&bundle["state"], &LIVE) && names(bundle, id)).collect();
        prop_assert!(holding.len() <= 1, "in two live bundles: {item}");
        let held_by = holding.first().map_or(&Value::Null, |bundle| &bundle["bundle"]);
        prop_assert_eq!(&item["held"], &json!(!held_by.is_null()), "{}", item);
        if !held_by.is_null() {
            prop_assert_eq!(&item["bundle"], held_by, "{}", item);
        }
        let superseded = item["state"] == "superseded";
        prop_assert_eq!(item["state"] == "in_progress", !held_by.is_null() && !superseded, "{}", item);
        match item["state"].as_str().unwrap() {
            "pending" | "withdrawn" => prop_assert_eq!(&item["bundle"], &Value::Null, "{}", item),
            "resolved" => {
                let bundle = &bundles[item["bundle"].as_str().unwrap()];
                prop_assert_eq!(&bundle["state"], "concluded", "{} {}", item, bundle);
            }
            _ => prop_assert!(item["bundle"].is_string(), "{item}"),
        }
    }
    for disposition in dispositions.values() {
        let same = |item: &&Value| item["call"] == disposition["call"] && item["check"] == disposition["check"];
        let found: Vec<&Value> = items.values().filter(same).collect();
        prop_assert!(found.len() <= 1, "two items of one check: {disposition}");
        let wanted = disposition["ruling"] == "pass_with_training";
        let open = found.first().filter(|item| is_one_of(&item["state"], &["pending", "in_progress", "resolved"]));
        prop_assert_eq!(open.is_some(), wanted, "{} {:?}", disposition, found);
        if let Some(item) = open {
            prop_assert_eq!(&item["note"], &disposition["note"], "{} {}", disposition, item);
            prop_assert_eq!(&item["agent"], &disposition["agent"], "{} {}", disposition, item);
        }
    }
    Ok(())
}

/// What followed from what in a record: each event of the system, by the event before it that the table has as its
/// cause; where it has none, by the first.
fn followed(record: &Value) -> Vec<(String, String)> {
    let allowed = allowed();
    let mut earlier: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for event in record["events"].as_array().unwrap() {
        let name = event["type"].as_str().unwrap();
        if event["by"] != record["command"]["actor"] {
            let mut pairs = earlier.iter().map(|cause| ((*cause).to_owned(), name.to_owned()));
            let first = pairs.clone().next().unwrap_or_default();
            found.push(pairs.find(|pair| allowed.contains(pair)).unwrap_or(first));
        }
        earlier.push(name);
    }
    found
}

/// In the end an agent leaves, whose live bundles and open escalations are called off, and the managers hand over what
/// they keep.
fn take_leave(tenant: &mut Tenant) {
    let ana = json!({"person": id("ana"), "name": "ana", "roles": ["agent"], "manager": id("mia"), "active": false});
    let off = json!({"person": id("ana"), "to": id("mia"), "cancel_own": "Has left."});
    let olga = id("olga");
    let [mias, maxs] = ["mia", "max"].map(|who| ("person.hand_over", json!({"person": id(who), "to": olga})));
    for (kind, body) in [("person.record", ana), ("person.hand_over", off), mias, maxs] {
        tenant.now_ms += 1_000;
        let command = tenant.command(&olga, kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
}

/// Every pair of cause and effect that the table allows.
fn allowed() -> BTreeSet<(String, String)> {
    let pair = |event: &str, caused: &&str| (event.to_owned(), (*caused).to_owned());
    reactions().into_iter().flat_map(|row| row.causes.iter().map(move |caused| pair(row.event, caused))).collect()
}

fn records(tenant: &Tenant) -> impl Iterator<Item = Value> {
    tenant.log.lines().map(|record| serde_json::from_str(record).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn trn_03_every_item_stands_where_its_disposition_and_its_bundle_put_it(
        turns in turns(),
        others in prop::collection::vec(prop::option::weighted(0.1, prop::bool::ANY), 60),
    ) {
        let mut tenant = Tenant::new();
        let allowed = allowed();
        let mut after = tenant.snapshot();
        for (turn, anothers) in turns.iter().zip(others) {
            let mut sent = vec![turn.clone()];
            // Now and then a call turns out to be another agent's, and the owner gives a disposition anew.
            if let Some(anothers) = anothers {
                let call = turn.finding.call % 2;
                let body = handled(call, ["ana", "bob"][(call + usize::from(anothers)) % 2]);
                let recorded = tenant.command("system", "call.record", &body, None);
                // Refused only where the clock went back.
                tenant.send(&recorded);
                after = tenant.snapshot();
                sent.insert(0, Step { finding: Finding { call, ..turn.finding.clone() }, ..Step::of(0, "give", 0, 3) });
            }
            for step in &sent {
                let command = tenant.step_command(step);
                let answer = tenant.send(&command);
                let before = std::mem::replace(&mut after, tenant.snapshot());
                if answer.status == Status::Ok {
                    check_items(&tenant.printed())?;
                } else {
                    prop_assert_eq!(&after, &before, "{} left a trace: {}", command, answer.json);
                }
            }
        }
        take_leave(&mut tenant);
        check_items(&tenant.printed())?;
        for record in records(&tenant) {
            for pair in followed(&record) {
                prop_assert!(allowed.contains(&pair), "{pair:?} stands in no row: {record}");
            }
        }
    }

    #[test]
    fn ker_05_records_with_what_followed_fold_to_the_same(turns in turns(), size in 1_usize..400) {
        let mut tenant = Tenant::new();
        for turn in &turns {
            tenant.take(turn);
        }
        let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
        for chunk in tenant.log.as_bytes().chunks(size) {
            loader.feed(chunk).unwrap();
        }
        prop_assert_eq!(snapshot_of(&loader.finish().unwrap()), tenant.snapshot());
    }
}

/// The same worlds each time, so that a row that never occurs is a fault of the rules and not of chance.
#[test]
fn wsp_01_every_row_of_the_reactions_occurs() {
    let seen = std::cell::RefCell::new(BTreeSet::new());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::with_cases(300) }, rng);
    let walked = runner.run(&turns(), |turns| {
        let mut tenant = Tenant::new();
        for turn in &turns {
            tenant.take(turn);
        }
        given_and_called_off(&mut tenant);
        finished_and_left(&mut tenant);
        take_leave(&mut tenant);
        one_replaces_another(&mut tenant);
        ended_and_handed_over(&mut tenant);
        seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
        Ok(())
    });
    walked.unwrap();
    // What comes of a session takes ids that random turns may have taken; so does a plan that was proposed.
    let mut tenant = Tenant::new();
    met_in(&mut tenant);
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    let mut tenant = Tenant::new();
    send_all(&mut tenant, &proposed());
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    let mut tenant = Tenant::new();
    send_all(&mut tenant, &recurring_of_plan());
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    let mut tenant = Tenant::new();
    put_off(&mut tenant);
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    let mut tenant = Tenant::new();
    send_all(&mut tenant, &handed_on());
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    let mut tenant = Tenant::new();
    send_all(&mut tenant, &one_template_replaces_another());
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    let mut tenant = Tenant::new();
    send_all(&mut tenant, &assessed());
    seen.borrow_mut().extend(records(&tenant).flat_map(|record| followed(&record)));
    assert_eq!(seen.into_inner(), allowed());
}

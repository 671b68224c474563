//! WSP-12, WSP-13: what reach chooses by the columns of things is what is shown of them, in random worlds.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value, json};
use strum::VariantArray as _;
use touchline::access::Action;
use touchline::facts::ThingKind;
use touchline::kernel::Names as _;
use touchline::waist::{Status, call};
use touchline::workspace::BadgeQuestion;

use crate::collections::{beside, in_force};
use crate::figures::{self, Turn, turn};
use crate::held::{Held, answer};
use crate::tenant::{PEOPLE, POLICY, Tenant, id};
use crate::things::{bodies, furnished, furnishing, questions};

/// Policies under which somebody reaches further, or less far, than by default.
const POLICIES: [&str; 6] = [
    POLICY,
    r#"{"access":{"manager_scope":"organisation"}}"#,
    r#"{"access":{"managers_see_all_reviews":true}}"#,
    r#"{"access":{"reviewer_scope":{"manager":{"campaigns":["spring"],"reach":"organisation"},"agent":{"campaigns":["winter"],"reach":"manager_scope"}}}}"#,
    r#"{"access":{"roles":{"manager":{"capabilities":["keep_organisation","human_resources","approve_tracks"]}}}}"#,
    r#"{"access":{"confidential_roles":["manager","owner","hr_staff"]}}"#,
];

/// Whether terms hold for a thing, each by itself, by its columns alone.
fn hold(held: &Held, viewer: &Value, terms: &Value, columns: &Value) -> Vec<bool> {
    terms.as_array().unwrap().iter().map(|term| is_so(held, viewer, term, columns)).collect()
}

/// Whether a way holds for a thing, by its columns alone, as a host would look.
fn chooses(held: &Held, reach: &Value, columns: &Value) -> bool {
    let holds = |terms: &Value| hold(held, &reach["viewer"], terms, columns);
    let mut ways = reach["any"].as_array().unwrap().iter();
    ways.any(|way| holds(&way["all"]).into_iter().all(|so| so) && !holds(&way["none"]).into_iter().any(|so| so))
}

fn has(rows: &Value, role: &Value, person: &Value) -> Vec<Value> {
    let rows = rows.as_array().unwrap().iter();
    rows.filter(|row| row["role"] == *role && row["person"] == *person).cloned().collect()
}

fn is_so(held: &Held, viewer: &Value, term: &Value, columns: &Value) -> bool {
    let body = &term["body"];
    let coached = &columns["coached"];
    match term["type"].as_str().unwrap() {
        "above" => held.above(viewer).contains(&coached),
        "below" => held.above(coached).contains(&viewer),
        "is" => columns[body["column"].as_str().unwrap()] == *viewer,
        "holds" => columns[body["column"].as_str().unwrap()] == true,
        "coached_has" => !has(&columns["people"], &body["role"], coached).is_empty(),
        "lacks" => has(&columns["people"], &body["role"], viewer).is_empty(),
        "in_state" => body["states"].as_array().unwrap().contains(&columns["state"]),
        "in_section" => columns["section"] == body["section"],
        "has" => !has(&columns["people"], &body["role"], viewer).is_empty(),
        "needs" => columns["needs"] == body["action"],
        "of_campaign" => {
            let call = held.columns_of("call", &columns["call"]);
            call.is_some_and(|call| body["campaigns"].as_array().unwrap().contains(&call["campaign"]))
        }
        "plan_has" => {
            let Some(plan) = held.columns_of("plan", &columns["plan"]) else { return false };
            let (said_to, confidential) = (&columns["said_to"], columns["confidential_since"].as_str());
            has(&plan["people"], &body["role"], viewer).iter().any(|row| {
                let addressed = said_to.is_null() || row["coach"] == *said_to;
                let trusted = body["role"] != "coach"
                    || confidential.is_none_or(|since| {
                        row["since"].as_str().unwrap() <= since
                            && !has(&columns["people"], &json!("confidant"), viewer).is_empty()
                    });
                addressed && trusted
            })
        }
        "coaches_its_plan" => {
            let plan = held.columns_of("plan", &columns["plan"]);
            plan.is_some_and(|plan| !has(&plan["people"], &json!("coach"), viewer).is_empty())
        }
        "stands_in" => {
            let reports = held.columns_of("person", coached).is_some_and(|person| person["manager"] == *viewer);
            let assigner = &columns["assigner"];
            let stays = held.columns_of("person", assigner).is_some_and(|person| person["active"] == true);
            reports && !assigner.is_null() && !stays
        }
        "unled" => {
            let above = held.above(coached);
            let acts = |person: &&Value| {
                let columns = held.columns_of("person", person).unwrap();
                columns["active"] == true && columns["has_account"] == true
            };
            coached != viewer && !above.contains(&viewer) && !above.into_iter().any(|person| acts(&person))
        }
        other => panic!("no such term: {other}"),
    }
}

/// Holds reach against what is shown, for everybody and every kind. Says how often something was seen, and was not.
fn check(held: &Held, policy: &Value, at: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    for person in held.people() {
        let viewer = &person["id"];
        let asked = json!({"at": at, "policy": policy, "things": held.things, "viewer": viewer});
        let shown = held.loading("law.show", &asked);
        for kind in ThingKind::VARIANTS {
            let asked = json!({"policy": policy, "type": kind.name(), "viewer": viewer});
            let reach = held.loading("law.reach", &asked);
            // Who may see nothing at all is refused by both.
            assert_eq!(reach.is_some(), shown.is_some(), "{viewer}");
            let (Some(reach), Some(shown)) = (reach, &shown) else { continue };
            for (columns, view) in held.columns.iter().zip(shown["views"].as_array().unwrap()) {
                if columns["type"] != kind.name() {
                    continue;
                }
                let seen = !view.is_null();
                assert_eq!(chooses(held, &reach, columns), seen, "{}: {reach} {columns}", person["id"]);
                if seen { counts.0 += 1 } else { counts.1 += 1 }
            }
        }
    }
    counts
}

/// A badge as a host counts it over columns; nothing where the viewer is refused.
fn counted(held: &Held, badge: &str, viewer: &Value, policy: &Value) -> Option<Value> {
    let asked = json!({"policy": policy, "question": badge, "viewer": viewer});
    let counts = held.loading("law.counts", &asked)?;
    let of = |things: &Value| {
        let mut things = things.clone();
        things["viewer"] = counts["viewer"].clone();
        let of_kind = held.columns.iter().filter(|columns| columns["type"] == things["type"]);
        let all = of_kind.filter(|columns| hold(held, viewer, &things["all"], columns).into_iter().all(|so| so));
        all.filter(|columns| chooses(held, &things, columns)).count()
    };
    let number = |count: &Value| {
        let sum: usize = count["of"].as_array().unwrap().iter().map(of).sum();
        (count["name"].as_str().unwrap().to_owned(), json!(sum))
    };
    Some(Value::Object(counts["counts"].as_array().unwrap().iter().map(number).collect()))
}

/// Holds each badge over columns against a workspace's, for everybody. Gives the numbers that were more than nothing.
fn check_badges(tenant: &Tenant) -> BTreeSet<String> {
    let held = Held::of(tenant);
    let policy = in_force(&held);
    let mut told = BTreeSet::new();
    for badge in BadgeQuestion::VARIANTS.iter().map(|badge| badge.name()) {
        for viewer in held.people().map(|person| &person["id"]) {
            let query = json!({"at": tenant.at(), "viewer": viewer, "type": badge, "body": {}});
            let answer = tenant.workspace.ask(query.to_string().as_bytes());
            let wanted = (answer.status == Status::Ok).then(|| serde_json::from_str::<Value>(&answer.json).unwrap());
            assert_eq!(counted(&held, badge, viewer, &policy), wanted, "{badge} {viewer}");
            let numbers = wanted.iter().flat_map(|answer| answer.as_object().unwrap());
            told.extend(numbers.filter(|(_, number)| **number != 0).map(|(name, _)| format!("{badge} {name}")));
        }
    }
    told
}

/// A tenant with some of everything, and turns after that.
pub(crate) fn world(left_out: &[usize], turns: &[Turn]) -> Tenant {
    let mut tenant = Tenant::new();
    for (place, (actor, kind, body)) in furnishing().iter().enumerate() {
        if left_out.contains(&place) {
            continue;
        }
        // What rests on something that was left out is refused.
        let command = tenant.command(actor, kind, body, None);
        tenant.send(&command);
    }
    turns.iter().for_each(|turn| figures::take(&mut tenant, turn));
    tenant
}

pub(crate) fn worlds() -> impl Strategy<Value = (Vec<usize>, Vec<Turn>)> {
    (prop::collection::vec(0..200_usize, 0..12), prop::collection::vec(turn(), 0..30))
}

#[test]
fn wsp_12_of_every_kind_somebody_sees_something_and_somebody_does_not() {
    let tenant = furnished();
    let held = Held::of(&tenant);
    for policy in POLICIES {
        let policy: Value = serde_json::from_str(policy).unwrap();
        let (seen, unseen) = check(&held, &policy, &tenant.at());
        assert!(seen > 50 && unseen > 50, "{seen} {unseen}");
    }
    let kinds: BTreeSet<&str> = held.columns.iter().map(|columns| columns["type"].as_str().unwrap()).collect();
    assert_eq!(kinds.len(), ThingKind::VARIANTS.len(), "a kind is not looked at: {kinds:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn wsp_12_what_reach_chooses_is_what_is_shown((left_out, turns) in worlds(), policy in 0..POLICIES.len()) {
        let tenant = world(&left_out, &turns);
        let policy: Value = serde_json::from_str(POLICIES[policy]).unwrap();
        check(&Held::of(&tenant), &policy, &tenant.at());
    }
}

#[test]
fn wsp_12_each_number_of_a_badge_counts_something_for_somebody_while_a_tenant_is_furnished() {
    let (mut tenant, mut told) = (Tenant::new(), BTreeSet::new());
    for (actor, kind, body) in furnishing() {
        let command = tenant.command(&actor, &kind, &body, None);
        tenant.send(&command);
        told.extend(check_badges(&tenant));
    }
    let rows = BadgeQuestion::VARIANTS.iter().flat_map(|badge| badge.counts().iter().map(move |count| (badge, count)));
    let all: BTreeSet<String> = rows.map(|(badge, count)| format!("{} {}", badge.name(), count.name)).collect();
    assert_eq!(told, all);
}

/// Somebody hands over all that is theirs, and comes to be an owner besides.
fn hands_over(tenant: &mut Tenant, from: &str) {
    let to = if from == "mia" { "max" } else { "mia" };
    let owner = json!({"person": id(from), "name": from, "roles": ["manager", "owner"]});
    for (kind, body) in [("person.hand_over", json!({"person": id(from), "to": id(to)})), ("person.record", owner)] {
        let command = tenant.command("system", kind, &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok, "{kind}");
    }
}

#[test]
fn wsp_12_whoever_answered_for_what_is_disputed_counts_no_decision_on_it() {
    let sent = furnishing();
    let disputes = sent.iter().enumerate().filter(|(_, (_, kind, _))| kind == "review.dispute");
    let places: Vec<usize> = disputes.map(|(place, _)| place).collect();
    assert!(!places.is_empty());
    for (place, from) in places.into_iter().flat_map(|place| ["mia", "max"].map(|from| (place, from))) {
        let mut tenant = Tenant::new();
        for (before, (actor, kind, body)) in sent.iter().enumerate().take(place + 1) {
            if before == place {
                hands_over(&mut tenant, from);
            }
            let command = tenant.command(actor, kind, body, None);
            let status = tenant.send(&command).status;
            if before == place {
                assert_eq!(status, Status::Ok, "{from}");
                assert!(check_badges(&tenant).contains("review.badge disputes_to_decide"), "nobody is to decide");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn wsp_12_a_badge_over_columns_is_that_of_a_workspace(
        (left_out, turns) in worlds(), from in prop::sample::select(vec!["mia", "max"]), policy in 0..POLICIES.len()
    ) {
        let mut tenant = woven(&left_out, &turns);
        check_badges(&tenant);
        let policy: Value = serde_json::from_str(POLICIES[policy]).unwrap();
        let command = tenant.command("system", "policy.adopt", &policy, None);
        tenant.send(&command);
        check_badges(&tenant);
        let leave = tenant.command("system", "person.hand_over", &json!({"person": id(from), "to": id("olga")}), None);
        tenant.send(&leave);
        check_badges(&tenant);
    }
}

/// The kinds, each with what may be asked to see one, and all that may be.
fn needs(kind: &str) -> Vec<String> {
    let sighted =
        ThingKind::VARIANTS.iter().find(|known| known.name() == kind).map(|kind| touchline::law::sighted(*kind));
    sighted.unwrap().sees.iter().map(|action| action.name().to_owned()).collect()
}

#[test]
fn wsp_13_what_others_need_is_among_what_the_kind_says_that_they_may_need() {
    let held = Held::of(&furnished());
    for columns in &held.columns {
        let known = needs(columns["type"].as_str().unwrap());
        let needed = columns["needs"].as_str().unwrap().to_owned();
        assert!(known.is_empty() || known.contains(&needed), "{columns}");
    }
}

#[test]
fn wsp_12_who_may_do_nothing_with_a_kind_is_given_nothing_and_never_everything() {
    let held = Held::of(&furnished());
    // An agent sets no sampling, and keeps no calibration but one in which they score.
    let asked = json!({"policy": {}, "type": "sampling", "viewer": id("ana")});
    assert_eq!(held.loading("law.reach", &asked).unwrap()["any"], json!([]));
    let sql = json!({"dialect": "sqlite", "policy": {}, "type": "sampling", "viewer": id("ana")});
    let printed = held.loading("law.reach_sql", &sql).unwrap();
    assert_eq!(printed["sql"], "(FALSE)");
}

#[test]
fn wsp_12_actions_narrow_what_is_seen() {
    let held = Held::of(&furnished());
    for kind in ThingKind::VARIANTS {
        let about = touchline::law::sighted(*kind).shape.about();
        for action in Action::VARIANTS.iter().filter(|action| action.about() == about) {
            for person in held.people() {
                let viewer = &person["id"];
                let all = json!({"policy": {}, "type": kind.name(), "viewer": viewer});
                let some = json!({"actions": [action.name()], "policy": {}, "type": kind.name(), "viewer": viewer});
                let (all, some) = (held.loading("law.reach", &all), held.loading("law.reach", &some));
                let (Some(all), Some(some)) = (all, some) else { continue };
                for columns in held.columns.iter().filter(|columns| columns["type"] == kind.name()) {
                    assert!(!chooses(&held, &some, columns) || chooses(&held, &all, columns), "{action:?} {columns}");
                }
            }
        }
    }
}

#[test]
fn wsp_12_an_action_on_something_else_is_refused_with_its_place() {
    let fact = json!({"type": "person", "body": {"person": id("ana"), "value": {"person": id("ana"), "name": "Ana"}}});
    let asked = json!({"actions": ["see_bundle", "see_plan"], "facts": [fact], "type": "bundle", "viewer": id("ana")});
    let refused = call("law.reach", asked.to_string().as_bytes());
    assert_eq!(refused.status, Status::Rejected);
    let said: Value = serde_json::from_str(&refused.json).unwrap();
    assert_eq!((&said["code"], &said["path"]), (&json!("unknown_value"), &json!("/actions/1")));
}

#[test]
fn wsp_13_columns_come_in_the_order_of_the_things() {
    let held = Held::of(&furnished());
    let backwards: Vec<Value> = held.things.iter().rev().cloned().collect();
    let columns = answer("law.columns", &json!({"things": backwards}));
    let again: Vec<Value> = columns["columns"].as_array().unwrap().iter().rev().cloned().collect();
    assert_eq!(again, held.columns);
}

/// What everybody sees of each kind in a world, beside the SQL that is to choose it.
fn for_databases(held: &Held, policy: &Value, at: &str) -> Value {
    let mut asked = Vec::new();
    for viewer in held.people().map(|person| &person["id"]) {
        let input = json!({"at": at, "policy": policy, "things": held.things, "viewer": viewer});
        let Some(shown) = held.loading("law.show", &input) else { continue };
        for kind in ThingKind::VARIANTS {
            let seen = held.columns.iter().zip(shown["views"].as_array().unwrap());
            let seen = seen.filter(|(columns, view)| columns["type"] == kind.name() && !view.is_null());
            let mut ids: Vec<&Value> = seen.map(|(columns, _)| &columns["id"]).collect();
            ids.sort_by_key(|id| id.to_string());
            asked.push(json!({"ids": ids, "type": kind.name(), "viewer": viewer}));
        }
    }
    json!({"asked": asked, "columns": held.columns, "policy": policy, "things": held.things})
}

/// What a workspace answers some of its people to every question, in so many forms of each.
fn told_by_workspace(tenant: &Tenant, viewers: &[&str], forms: usize) -> Vec<Value> {
    let mut told = Vec::new();
    for question in questions() {
        for (body, viewer) in
            bodies(&question).iter().take(forms).flat_map(|body| viewers.iter().map(move |viewer| (body, viewer)))
        {
            let query = json!({"at": tenant.at(), "viewer": id(viewer), "type": question, "body": body});
            let answer = tenant.workspace.ask(query.to_string().as_bytes());
            told.push(json!({"answer": answer.json, "is_ok": answer.status == Status::Ok, "query": query}));
        }
    }
    told
}

/// A world in which people move, leave and come back while all else is still under way; much of that is left undone.
fn woven(left_out: &[usize], turns: &[Turn]) -> Tenant {
    let mut tenant = Tenant::new();
    let mut turns = turns.iter();
    for (place, (actor, kind, body)) in furnishing().iter().enumerate() {
        if left_out.contains(&place) {
            continue;
        }
        let command = tenant.command(actor, kind, body, None);
        tenant.send(&command);
        if place % 3 == 0 {
            turns.next().into_iter().for_each(|turn| figures::take(&mut tenant, turn));
        }
    }
    tenant
}

/// Databases are no part of these tests: where somebody has some, they are handed worlds to be held against.
#[test]
fn wsp_12_worlds_are_handed_to_whoever_has_databases() {
    let Some(path) = std::env::var_os("TOUCHLINE_REACH_WORLDS") else { return };
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let histories = (prop::collection::vec(0..200_usize, 0..60), prop::collection::vec(turn(), 20..70));
    let mut made =
        vec![(furnished(), vec!["olga", "mia", "ana"], usize::MAX), (furnished(), vec!["hana", "hugo", "carl"], 1)];
    for number in 0..8 {
        let (left_out, turns) = histories.new_tree(&mut runner).unwrap().current();
        made.push((woven(&left_out, &turns), vec![PEOPLE[number % PEOPLE.len()]], 2));
    }
    let policies = POLICIES.iter().cycle().map(|policy| serde_json::from_str::<Value>(policy).unwrap());
    let all = made.iter().chain(made.iter().take(1).cycle().take(4)).zip(policies).enumerate();
    let all = all.map(|(number, ((tenant, viewers, forms), policy))| {
        let held = Held::of(tenant);
        let mut world = for_databases(&held, &policy, &tenant.at());
        world["told"] = if number < made.len() { json!(told_by_workspace(tenant, viewers, *forms)) } else { json!([]) };
        world["beside"] = beside(tenant);
        world["beside"]["policy"] = in_force(&held);
        world
    });
    std::fs::write(path, json!(all.collect::<Vec<Value>>()).to_string()).unwrap();
}

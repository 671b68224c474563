//! WSP-08, WSP-09: a past moment is what the log's beginning gives, and a trial is what would have come of the same
//! commands under another policy; neither touches anything.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::facts::ThingKind;
use touchline::waist::{Answer, Loader, Status, Trial, Workspace, call};

use crate::tenant::{BUNDLES, PEOPLE, POLICIES, POLICY, Tenant, bundle, id, steps, steps_and_policies};
use crate::things::{self, furnished};

/// A workspace as it was.
pub(crate) fn as_of(log: &str, at: &str, size: usize) -> Workspace {
    let mut loader = Loader::as_of(POLICY.as_bytes(), json!({"at": at}).to_string().as_bytes()).unwrap();
    log.as_bytes().chunks(size).for_each(|chunk| loader.feed(chunk).unwrap());
    loader.finish().unwrap()
}

fn loaded(log: &str) -> Workspace {
    let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
    loader.feed(log.as_bytes()).unwrap();
    loader.finish().unwrap()
}

/// The records up to the first one of which something took effect later.
fn beginning(log: &str, at: &str) -> String {
    let later = |line: &&str| {
        let record: Value = serde_json::from_str(line).unwrap();
        record["events"].as_array().unwrap().iter().any(|event| event["at"].as_str().unwrap() > at)
    };
    log.lines().take_while(|line| !later(line)).map(|line| format!("{line}\n")).collect()
}

fn questions() -> Vec<(&'static str, Value)> {
    let mut questions = vec![
        ("bundle.badge", json!({})),
        ("action_item.badge", json!({})),
        ("calibration.badge", json!({})),
        ("review.badge", json!({})),
        ("review_assignment.badge", json!({})),
        ("bundle.figures", json!({})),
        ("responses.badge", json!({})),
        ("bundle.my_packs", json!({"list": "active"})),
        ("bundle.packs", json!({"list": "active"})),
        ("training.queue", json!({"state": "pending"})),
        ("training.figures", json!({})),
    ];
    questions.extend((0..BUNDLES).map(|place| ("bundle.get", json!({"bundle": bundle(place)}))));
    questions
}

/// The moments at which something was done, in their order.
fn moments(log: &str) -> Vec<String> {
    let moment = |line| serde_json::from_str::<Value>(line).unwrap()["command"]["at"].as_str().unwrap().to_owned();
    log.lines().map(moment).collect()
}

pub(crate) fn ask(
    workspace: &Workspace,
    viewer: &str,
    at: &str,
    asked_by: Option<&str>,
    (kind, body): &(&str, Value),
) -> Answer {
    let query = json!({"asked_by": asked_by.map(id), "at": at, "body": body, "type": kind, "viewer": id(viewer)});
    workspace.ask(query.to_string().as_bytes())
}

fn tried(log: &str, input: &Value, size: usize) -> Value {
    let mut trial = Trial::new(input.to_string().as_bytes()).unwrap();
    log.as_bytes().chunks(size).for_each(|chunk| trial.feed(chunk).unwrap());
    let answer = trial.finish();
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

fn policy(place: usize) -> Value {
    serde_json::from_str(POLICIES[place]).unwrap()
}

fn called(operation: &str, input: &Value) -> Value {
    let answer = call(operation, input.to_string().as_bytes());
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

/// What a report says of a rating, and a trial of its score.
fn reported(rating: &Value) -> Value {
    json!({"coverage": rating["coverage"], "score": rating["published"], "unrounded": rating["score"]})
}

fn told_of(rating: &Value) -> Value {
    let mut told = reported(rating);
    told["level"] = rating["level"]["level"].clone();
    told
}

/// A log of one report, recorded as `skill.score` gives it, with what was measured.
fn log_of(score: &Value, values: &Value) -> String {
    let mut workspace = Workspace::open(b"{}").unwrap();
    let areas = score["areas"].as_array().unwrap().iter();
    let areas: Vec<Value> =
        areas.map(|area| json!({"area": area["area"], "reported": reported(&area["rating"])})).collect();
    let window = json!({"first": "2026-02-23", "last": "2026-03-01"});
    let bodies = [
        ("person.record", json!({"person": id("ana"), "name": "Ana"})),
        (
            "skill_report.record",
            json!({
                "areas": areas, "framework": score["framework"], "measures": {"values": values},
                "overall": reported(&score["overall"]), "person": id("ana"), "skill_report": id("report"),
                "window": window,
            }),
        ),
    ];
    let records = bodies.map(|(kind, body)| {
        let command = json!({
            "actor": "system", "at": "2026-03-02T09:00:00.000Z", "body": body, "entropy": format!("{:064x}", kind.len()), "id": id(kind),
            "type": kind,
        });
        let answer = workspace.execute(command.to_string().as_bytes());
        answer.record.unwrap_or_else(|| panic!("{}", answer.json)) + "\n"
    });
    records.concat()
}

/// Everybody who works with what is of every kind there.
const THOSE_WHO_ASK: [&str; 3] = ["olga", "mia", "ana"];

/// Asks each question there is, in each of their names, of a tenant with something of every kind as it stood while that was made:
/// `check` is given who asked, what they are answered about the past, as `asked_by` asks for them, and what they were answered then.
fn each_question(asked_by: impl Fn(&'static str) -> &'static str, check: impl Fn(&str, Answer, Answer)) {
    let mut tenant = furnished();
    let moments = moments(&tenant.log);
    // Who may ask about the past is who may now: not only olga, who owns the place, but afterwards the others, too.
    for person in ["mia", "ana"] {
        let body = json!({"person": id(person), "name": person, "roles": ["compliance_officer"]});
        let command = tenant.command("system", "person.record", &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
    for at in moments.iter().step_by(9) {
        let (then, prefix) = (as_of(&tenant.log, at, 1_000), loaded(&beginning(&tenant.log, at)));
        for question in things::questions() {
            for body in things::bodies(&question) {
                for viewer in THOSE_WHO_ASK {
                    let asked = (question.as_str(), body.clone());
                    let past = ask(&then, viewer, at, Some(asked_by(viewer)), &asked);
                    check(&format!("{at} {viewer} {asked:?}"), past, ask(&prefix, viewer, at, None, &asked));
                }
            }
        }
    }
}

#[test]
fn wsp_09_every_question_of_every_thing_is_answered_as_it_would_have_been() {
    each_question(|viewer| viewer, |asked, past, then| assert_eq!(past, then, "{asked}"));
}

/// Nothing is kept from whoever asks in another's stead but what is the other's alone; and of that they are told nothing.
#[test]
fn wsp_09_who_asks_in_anothers_stead_learns_all_but_what_is_theirs_alone() {
    let theirs: Vec<String> =
        [ThingKind::CoachingRating, ThingKind::PrivateNote].into_iter().flat_map(things::ids).collect();
    let names_any = |answer: &Answer| theirs.iter().any(|thing| answer.json.contains(thing));
    let check = |asked: &str, past: Answer, then: Answer| {
        if names_any(&then) {
            assert!(!names_any(&past), "{asked} {}", past.json);
        } else {
            assert_eq!(past, then, "{asked}");
        }
    };
    each_question(|_| "olga", check);
}

/// Nor would anything have come otherwise of all that was done with things of every kind, had the policy that was adopted
/// meanwhile been in force from the first.
#[test]
fn wsp_08_the_policy_of_a_log_changes_nothing_of_any_thing() {
    let tenant = furnished();
    let adopted = things::made(ThingKind::Policy).pop().unwrap().2;
    let told = tried(&tenant.log, &json!({"log_policy": policy(0), "policy": adopted}), 1_000);
    for differences in ["commands", "people", "reports"] {
        assert_eq!(told[differences], json!([]), "{told}");
    }
    assert_eq!(told["records"], json!(tenant.log.lines().count()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn wsp_08_a_framework_that_is_tried_gives_the_scores_that_it_gives(
        raws in prop::collection::vec(prop::option::weighted(0.8, 0.0_f64..100.0), 18),
        weights in prop::collection::vec(1_u32..100, 6),
        size in 1_usize..2_000,
    ) {
        let shipped = called("skill.frameworks", &json!({"key": "sales"}))[0].clone();
        let components = shipped["areas"].as_array().unwrap().iter().flat_map(|area| area["components"].as_array().unwrap());
        let names = components.map(|component| component["key"].as_str().unwrap().to_owned());
        let values: Value = names.zip(raws).map(|(name, raw)| (name, json!(raw))).collect::<serde_json::Map<_, _>>().into();
        let before = called("skill.score", &json!({"values": values}));
        let log = log_of(&before, &values);
        let same = tried(&log, &json!({"policy": {}, "framework": "sales"}), size);
        prop_assert_eq!(&same["reports"], &json!([]));
        prop_assert_eq!(&same["commands"], &json!([]));

        let mut other = shipped;
        let whole: u32 = weights.iter().sum();
        for (area, weight) in other["areas"].as_array_mut().unwrap().iter_mut().zip(weights) {
            area["weight"] = json!(f64::from(weight) / f64::from(whole));
        }
        let then = called("skill.score", &json!({"framework": other, "values": values}));
        let told = tried(&log, &json!({"policy": {}, "framework": other}), size);
        let overall = [&before, &then].map(|score| told_of(&score["overall"]));
        match told["reports"].as_array().unwrap().as_slice() {
            // Areas score as before, and are gaps of the same order but where equals trade places.
            [] => prop_assert_eq!(&overall[0]["unrounded"], &overall[1]["unrounded"]),
            [report] => {
                prop_assert_eq!(&report["before"]["overall"], &overall[0]);
                prop_assert_eq!(&report["then"]["overall"], &overall[1]);
                let areas = report["areas"].as_array().unwrap().iter();
                prop_assert!(areas.into_iter().all(|area| area["before"]["score"] == area["then"]["score"]));
            }
            more => prop_assert!(false, "{:?}", more),
        }
    }

    #[test]
    fn wsp_09_any_question_is_answered_as_it_would_have_been_at_that_moment(
        steps in steps_and_policies(40), moment in any::<prop::sample::Index>(), size in 1_usize..2_000
    ) {
        let mut tenant = Tenant::new();
        for step in &steps {
            tenant.take(step);
        }
        let moments = moments(&tenant.log);
        let at = moment.get(&moments);
        let (then, prefix) = (as_of(&tenant.log, at, size), loaded(&beginning(&tenant.log, at)));
        // Olga owns the place, unless the last policy has taken that from her.
        let probe = ask(&then, "olga", at, Some("olga"), &questions()[0]);
        let allowed = !probe.json.contains("not_permitted");
        for viewer in PEOPLE {
            for question in &questions() {
                let past = ask(&then, viewer, at, Some("olga"), question);
                if allowed {
                    prop_assert_eq!(past, ask(&prefix, viewer, at, None, question), "{} {:?}", viewer, question);
                } else {
                    prop_assert!(past.json.contains("not_permitted"), "{}", past.json);
                }
                let another = ask(&then, viewer, at, Some("mia"), question);
                prop_assert!(another.json.contains("not_permitted"), "{}", another.json);
            }
        }
    }

    #[test]
    fn wsp_08_the_policy_of_the_log_itself_changes_nothing(steps in steps(40), size in 1_usize..2_000) {
        let mut tenant = Tenant::new();
        for step in &steps {
            tenant.take(step);
        }
        let input = json!({"log_policy": policy(0), "policy": policy(0)});
        let told = tried(&tenant.log, &input, size);
        prop_assert_eq!(&told["commands"], &json!([]), "{}", told);
        prop_assert_eq!(&told["people"], &json!([]), "{}", told);
        prop_assert_eq!(&told["reports"], &json!([]), "{}", told);
        prop_assert_eq!(told["records"].as_u64(), Some(u64::try_from(tenant.log.lines().count()).unwrap()));
    }

    #[test]
    fn wsp_08_a_trial_tells_what_the_same_commands_would_have_come_to(
        steps in steps_and_policies(40), other in 0..POLICIES.len(), size in 1_usize..2_000
    ) {
        let mut tenant = Tenant::new();
        let mut refused: Vec<Value> = Vec::new();
        for step in &steps {
            let command = tenant.step_command(step);
            if tenant.send(&command).status == Status::Rejected {
                refused.push(command);
            }
        }
        let before = tenant.snapshot();
        let input = json!({"commands": refused, "log_policy": policy(0), "policy": policy(other)});
        let told = tried(&tenant.log, &input, size);
        prop_assert_eq!(tenant.snapshot(), before);

        // The same commands, in the same order, by a workspace that is opened with that policy.
        let mut then = Workspace::open(POLICIES[other].as_bytes()).unwrap();
        let mut all: Vec<(Value, bool)> = tenant.log.lines().map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            let mut command = record["command"].clone();
            command["entropy"] = record["hash"].clone();
            (command, true)
        }).collect();
        refused.sort_by_key(|command| command["at"].as_str().unwrap().to_owned());
        for command in refused {
            let place = all.iter().position(|(other, was)| other["at"].as_str() > command["at"].as_str() && *was);
            all.insert(place.unwrap_or(all.len()), (command, false));
        }
        let mut expected: Vec<(String, bool)> = Vec::new();
        for (command, was) in &all {
            if command["type"] == "policy.adopt" {
                continue;
            }
            let is = then.execute(command.to_string().as_bytes()).status == Status::Ok;
            if is != *was {
                expected.push((command["id"].as_str().unwrap().to_owned(), is));
            }
        }
        let changed = told["commands"].as_array().unwrap().iter().filter(|one| one["before"]["allowed"] != one["then"]["allowed"]);
        let found: Vec<(String, bool)> = changed
            .map(|one| (one["command"].as_str().unwrap().to_owned(), one["then"]["allowed"].as_bool().unwrap()))
            .collect();
        prop_assert_eq!(found, expected);

        // Whoever would have other badges or figures is told of, and nobody else.
        let at = tenant.at();
        for viewer in PEOPLE {
            let listed = told["people"].as_array().unwrap().iter().any(|one| one["person"] == json!(id(viewer)));
            let differs = questions().iter().filter(|(kind, _)| kind.ends_with("badge") || kind.ends_with("figures")).any(|question| {
                let [before, then] = [&tenant.workspace, &then].map(|workspace| {
                    let answer = ask(workspace, viewer, &at, None, question);
                    (answer.status == Status::Ok).then_some(answer.json)
                });
                before != then
            });
            prop_assert_eq!(listed, differs, "{}", viewer);
        }
    }
}

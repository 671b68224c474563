//! ACC-12, ACC-16, ACC-19, RPT-09: an export holds what its maker sees by other questions and nothing else, and leaves out nothing that is
//! theirs, of whatever kind; a team's names nobody and says nothing that somebody wrote.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use strum::VariantArray as _;
use touchline::facts::ThingKind;
use touchline::kernel::lifecycle::Names as _;
use touchline::waist::Status;

use crate::sessions::{send_all, sent};
use crate::tenant::{PEOPLE, Tenant, id, placed};
use crate::things::{furnished, year};

fn answered(tenant: &Tenant, viewer: &str, kind: &str, body: &Value) -> Value {
    let answer = tenant.ask(viewer, kind, body);
    assert_eq!(answer.status, Status::Ok, "{viewer} {kind} {body}: {}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

fn export(tenant: &Tenant, viewer: &str) -> Value {
    answered(tenant, viewer, "export.person", &json!({"person": id(viewer)}))
}

fn entries(export: &Value) -> impl Iterator<Item = &Value> {
    ["about", "has_part_in"].into_iter().flat_map(|list| export[list].as_array().unwrap())
}

/// The question that shows one thing of a kind, where one does.
fn question(kind: &str) -> Option<String> {
    let names = crate::things::questions();
    let name = match kind {
        "training_item" => "training.item".to_owned(),
        kind => format!("{kind}.get"),
    };
    names.contains(&name).then_some(name)
}

/// Something of every kind, of which ana is shown her skill report.
fn held() -> Tenant {
    let mut tenant = furnished();
    let released = json!({"skill_report": placed("skill_report", 0)});
    send_all(&mut tenant, &[sent("mia", "skill_report.release", released)]);
    tenant
}

/// Whoever can be asked to make an export of their own: gus has left.
const THERE: [&str; 5] = ["olga", "mia", "max", "ana", "bob"];

#[test]
fn rpt_09_acc_16_an_export_shows_what_other_questions_show_and_nothing_else() {
    let tenant = held();
    let mut shown = BTreeSet::new();
    for viewer in THERE {
        for entry in entries(&export(&tenant, viewer)) {
            let kind = entry["type"].as_str().unwrap();
            shown.insert(kind.to_owned());
            let Some(question) = question(kind) else { continue };
            let own = entry["body"].get("body").unwrap_or(&entry["body"]);
            let asked = answered(&tenant, viewer, &question, &json!({(kind): own[kind]}));
            assert_eq!(asked, entry["body"], "{viewer} {question}");
        }
        let told = answered(&tenant, viewer, "notifications.mine", &json!({"limit": 200}));
        assert_eq!(told["items"], export(&tenant, viewer)["messages"], "{viewer}");
    }
    assert!(shown.len() > 15, "{shown:?}");
}

/// Of what kinds nothing is anybody's, or nobody whom it is about sees anything.
fn is_nobodys(kind: ThingKind) -> bool {
    match kind {
        // The organisation's own.
        ThingKind::Policy | ThingKind::Sampling | ThingKind::Scorecard | ThingKind::PlanTemplate => true,
        // Recorded by the host and counted, and shown as figures alone.
        ThingKind::MetricDay => true,
        // For those who review, and those who coach by what comes of that.
        ThingKind::Disposition | ThingKind::TrainingItem => true,
        ThingKind::Person
        | ThingKind::Call
        | ThingKind::Bundle
        | ThingKind::NotificationSettings
        | ThingKind::Escalation
        | ThingKind::Goal
        | ThingKind::TeamGoal
        | ThingKind::Programme
        | ThingKind::CoachingMeeting
        | ThingKind::SkillReport
        | ThingKind::ActionItem
        | ThingKind::Review
        | ThingKind::Calibration
        | ThingKind::ReviewAssignment
        | ThingKind::SelfReview
        | ThingKind::Plan
        | ThingKind::Session
        | ThingKind::SessionNote
        | ThingKind::ProgressNote
        | ThingKind::PrivateNote
        | ThingKind::FeedbackRound
        | ThingKind::PlanProposal
        | ThingKind::PlanFeedback
        | ThingKind::CoachingRating
        | ThingKind::SessionSeries
        | ThingKind::ShareLink
        | ThingKind::Assessment
        | ThingKind::Certification => false,
    }
}

#[test]
fn rpt_09_of_every_kind_of_thing_that_is_somebodys_something_stands_in_an_export() {
    let tenant = held();
    let exports: Vec<Value> = THERE.iter().map(|viewer| export(&tenant, viewer)).collect();
    let held: BTreeSet<&str> = exports.iter().flat_map(entries).map(|entry| entry["type"].as_str().unwrap()).collect();
    for kind in ThingKind::VARIANTS {
        assert_eq!(held.contains(kind.name()), !is_nobodys(*kind), "{}", kind.name());
    }
}

/// All that ana finds by asking for everything, by its id, is in what she exports where it is about her.
#[test]
fn rpt_09_an_export_leaves_out_nothing_that_is_about_whose_it_is() {
    let tenant = held();
    let export = export(&tenant, "ana");
    let held: BTreeSet<String> = entries(&export).map(|entry| entry["body"].to_string()).collect();
    let mut found = 0;
    for kind in ThingKind::VARIANTS.iter().filter(|kind| !is_nobodys(**kind)) {
        let Some(question) = question(kind.name()) else { continue };
        for one in crate::things::ids(*kind) {
            let answer = tenant.ask("ana", &question, &json!({(kind.name()): one}));
            if answer.status != Status::Ok {
                continue;
            }
            let view: Value = serde_json::from_str(&answer.json).unwrap();
            // Those above her she sees by where they stand: they are theirs.
            let is_anothers = *kind == ThingKind::Person && one != id("ana");
            assert_eq!(held.contains(&view.to_string()), !is_anothers, "{} {view}", kind.name());
            found += 1;
        }
    }
    assert!(found > 12, "{found}");
}

#[test]
fn acc_16_an_export_is_ones_own_or_made_by_whoever_may_export_everything() {
    let tenant = held();
    for viewer in THERE {
        for person in PEOPLE {
            let answer = tenant.ask(viewer, "export.person", &json!({"person": id(person)}));
            let may = viewer == person || viewer == "olga";
            assert_eq!(answer.status == Status::Ok, may, "{viewer} {person}: {}", answer.json);
        }
    }
    // Of what she sees: no plan, and no note of one.
    let anas = answered(&tenant, "olga", "export.person", &json!({"person": id("ana")}));
    let kinds: BTreeSet<&str> = entries(&anas).map(|entry| entry["type"].as_str().unwrap()).collect();
    for hidden in ["plan", "session", "session_note", "progress_note", "private_note", "coaching_rating", "share_link"]
    {
        assert!(!kinds.contains(hidden), "{hidden}");
    }
    assert!(kinds.contains("review") && kinds.contains("bundle") && kinds.contains("skill_report"));
    assert_eq!(anas["messages"], json!([]));
}

#[test]
fn acc_16_an_export_of_everything_holds_what_its_maker_may_see_and_nothing_else() {
    let tenant = held();
    for viewer in THERE.into_iter().chain(["hana", "hank"]) {
        let answer = tenant.ask(viewer, "export.everything", &json!({}));
        let may = ["olga", "hana", "hank"].contains(&viewer);
        assert_eq!(answer.status == Status::Ok, may, "{viewer}: {}", answer.json);
        if !may {
            continue;
        }
        let export: Value = serde_json::from_str(&answer.json).unwrap();
        let held: BTreeSet<String> = things(&export).map(|thing| thing["body"].to_string()).collect();
        let mut found = 0;
        for kind in ThingKind::VARIANTS {
            let alone = answered(&tenant, viewer, "export.everything", &json!({"kind": kind.name()}));
            let all_of_kind = things(&export).filter(|thing| thing["type"] == kind.name());
            assert!(things(&alone).eq(all_of_kind), "{viewer} {}", kind.name());
            let Some(question) = question(kind.name()) else { continue };
            for one in crate::things::ids(*kind) {
                let answer = tenant.ask(viewer, &question, &json!({(kind.name()): one}));
                if answer.status == Status::Ok {
                    let view: Value = serde_json::from_str(&answer.json).unwrap();
                    assert!(held.contains(&view.to_string()), "{viewer} {view}");
                    found += 1;
                }
            }
        }
        assert!(found > 5, "{viewer} {found}");
    }
}

fn things(export: &Value) -> impl Iterator<Item = &Value> {
    export["things"].as_array().unwrap().iter()
}

#[test]
fn rpt_09_acc_12_an_answer_to_whoever_asks_for_all_that_is_kept_is_made_by_two_roles_and_says_what_it_withholds() {
    let tenant = held();
    let ask = |viewer: &str, person: &str| tenant.ask(viewer, "export.subject_access", &json!({"person": id(person)}));
    for viewer in ["olga", "mia", "ana", "hugo"] {
        assert_ne!(ask(viewer, "ana").status, Status::Ok, "{viewer}");
    }
    for viewer in ["hana", "hank"] {
        // Nobody answers on their own record.
        assert_ne!(ask(viewer, viewer).status, Status::Ok, "{viewer}");
        let answer: Value = serde_json::from_str(&ask(viewer, "ana").json).unwrap();
        let about = answer["about"].as_array().unwrap();
        // What she sees of what is hers to be told stands there as she sees it, whether or not they do.
        let export = export(&tenant, "ana");
        for kind in ["review", "bundle", "plan", "session", "action_item", "skill_report"] {
            let of = |entries: &[Value]| -> Vec<Value> {
                entries.iter().filter(|entry| entry["type"] == kind).cloned().collect()
            };
            assert!(!of(about).is_empty(), "{kind}");
            for own in of(export["about"].as_array().unwrap()) {
                assert!(about.contains(&own), "{kind}");
            }
        }
        let notes = |kind: &str| about.iter().filter(|entry| entry["type"] == kind).count();
        // The director sees what is kept among those who coach, the admin what was shared alone.
        let kept =
            about.iter().filter(|entry| entry["type"] == "progress_note" && entry["body"]["body"]["shared"].is_null());
        assert_eq!(kept.count() > 0, viewer == "hana", "{about:?}");
        let grounds = |kind: &str| -> Vec<&str> {
            let rows = answer["withheld"].as_array().unwrap().iter().filter(|row| row["kind"] == kind);
            rows.map(|row| row["ground"].as_str().unwrap()).collect()
        };
        assert_eq!(grounds("progress_note").contains(&"confidential_to_maker"), viewer == "hank");
        assert_eq!(grounds("private_note"), ["theirs_alone"]);
        // Each list of her own export is answered, or listed.
        let parts = answer["withheld_parts"].as_array().unwrap().iter().map(|row| row["part"].as_str().unwrap());
        let told: BTreeSet<&str> = parts.chain(["about"]).collect();
        let lists = export.as_object().unwrap().iter().filter(|(_, held)| held.is_array());
        let own: BTreeSet<&str> = lists.map(|(name, _)| name.as_str()).collect();
        assert_eq!(told, own);
        assert_eq!(notes("private_note") + notes("coaching_rating") + notes("share_link"), 0);
    }
}

fn team(tenant: &Tenant, viewer: &str, key: char) -> Value {
    let body = json!({"days": year(), "key": key.to_string().repeat(64), "manager": id("mia")});
    answered(tenant, viewer, "export.team", &body)
}

#[test]
fn rpt_09_acc_16_a_teams_export_names_nobody_and_is_the_same_under_the_same_key() {
    let tenant = held();
    let export = team(&tenant, "mia", '7');
    assert!(export["records"]["deliveries"].as_array().is_some_and(|all| !all.is_empty()), "{export}");
    assert!(export["records"]["items"].as_array().is_some_and(|all| !all.is_empty()), "{export}");
    let text = export.to_string();
    // No id of anything that there is, and so of nobody.
    for line in tenant.printed().lines() {
        let held: Value = serde_json::from_str(line).unwrap();
        if let Some(own) = held["type"].as_str().and_then(|kind| held["body"][kind].as_str()) {
            assert!(!text.contains(own), "{own}");
        }
    }
    for name in PEOPLE {
        assert!(!text.contains(&id(name)) && !text.contains(&format!("\"{name}\"")), "{name}");
    }
    assert_eq!(team(&tenant, "mia", '7')["people"], export["people"]);
    assert_eq!(team(&tenant, "olga", '7')["people"], export["people"]);
    let others = team(&tenant, "mia", '8');
    let people = |export: &Value| -> BTreeSet<String> {
        export["people"].as_array().unwrap().iter().map(Value::to_string).collect()
    };
    assert!(people(&others).is_disjoint(&people(&export)));
    for (viewer, key, code) in
        [("max", "7", "not_permitted"), ("ana", "7", "not_permitted"), ("mia", "0", "secret_guessable")]
    {
        let body = json!({"days": year(), "key": key.repeat(64), "manager": id("mia")});
        let refused: Value = serde_json::from_str(&tenant.ask(viewer, "export.team", &body).json).unwrap();
        assert_eq!(refused["code"], code, "{viewer}");
    }
}

//! ACC-09, ACC-19, PLN-02: whatever is drafted, published and replaced, a published version stays as it is, of a template's
//! versions one at most is in use, nobody learns of drafts but those who keep templates, and a plan that was started from a
//! version stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::Status;

use crate::host::Database;
use crate::plans::staff;
use crate::sessions::{come_to_the_same, everything, send_all, sent};
use crate::tenant::{POLICY, Tenant, id, placed, snapshot_of};
use crate::things::Sent;

const VERSIONS: usize = 5;
/// Of the last of them a template ships.
const KEYS: [&str; 3] = ["closing", "opening", "technical_upskilling"];
/// Hana, an HR director, keeps templates; hugo of the HR staff and those who manage start plans from them.
const ACTORS: [&str; 8] = ["hana", "hugo", "olga", "mia", "max", "ana", "bob", "gus"];
const COMMANDS: [&str; 7] = [
    "plan_template.draft",
    "plan_template.revise",
    "plan_template.publish",
    "plan_template.retire",
    "plan_template.archive",
    "plan_template.restore",
    "plan_template.retire_shipped",
];

/// What somebody does with a version: by its place, with a template of this key and number, in the place of another.
#[derive(Clone, Debug)]
struct Turn {
    actor: usize,
    command: usize,
    key: usize,
    number: usize,
    place: usize,
    replaces: Option<usize>,
}

fn turn() -> impl Strategy<Value = Turn> {
    let actor = prop_oneof![6 => Just(0), 1 => 0..ACTORS.len()];
    let replaces = prop::option::of(0..VERSIONS);
    let key = prop_oneof![6 => Just(0), 3 => Just(1), 4 => Just(2)];
    (actor, 0..COMMANDS.len(), key, 1..5_usize, 0..VERSIONS, replaces).prop_map(
        |(actor, command, key, number, place, replaces)| Turn { actor, command, key, number, place, replaces },
    )
}

fn own(place: usize) -> String {
    placed("plan_template", place)
}

/// A template of this key and number; of every third number one that is not whole.
fn template(key: usize, number: usize) -> Value {
    let target_day = if number.is_multiple_of(3) { 40 } else { 18 };
    let milestone = json!({
        "description": "Close two deals alone", "focus_area": "closing", "milestone": "deals", "target_day": target_day,
        "measure": {"type": "number", "body": {"baseline": 0, "target": 2, "unit": "deals"}},
    });
    json!({
        "about": "For whoever closes.", "focus_areas": [{"area": "closing", "title": "Closing"}], "goals": ["Close alone."],
        "key": KEYS[key], "kind": "development", "length_days": 29, "milestones": [milestone], "version": number,
        "sessions": {"agenda": ["What came of it?"], "length_minutes": 30, "rhythm": "weekly"},
        "title": format!("Closing deals {number}"),
    })
}

impl Turn {
    fn sent(&self) -> Sent {
        let (kind, id_of) = (COMMANDS[self.command], own(self.place));
        let body = match kind {
            "plan_template.draft" => {
                let replaces = self.replaces.map(own);
                json!({"plan_template": id_of, "replaces": replaces, "template": template(self.key, self.number)})
            }
            "plan_template.retire_shipped" => json!({"plan_template": id_of, "shipped": KEYS[2]}),
            "plan_template.revise" => json!({"plan_template": id_of, "template": template(self.key, self.number)}),
            _ => json!({"plan_template": id_of}),
        };
        sent(ACTORS[self.actor], kind, body)
    }

    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let (actor, kind, body) = self.sent();
        tenant.command(&actor, &kind, &body, None)
    }

    /// Hana does this with the first version, or with the second one, which takes its place.
    fn of(command: &str, place: usize) -> Self {
        let command = COMMANDS.iter().position(|name| *name == command).unwrap();
        Turn { actor: 0, command, key: 0, number: place + 1, place, replaces: place.checked_sub(1) }
    }
}

/// A version takes the place of another, from which a plan was started.
pub(crate) fn one_template_replaces_another() -> Vec<Sent> {
    let template = json!({"type": "kept", "body": {"plan_template": own(0)}});
    let started = json!({"coachee": id("ana"), "first_day": "2026-02-20", "plan": started(), "template": template});
    let mut all = kept_templates();
    let second = all.split_off(all.len() - 2);
    all.push(sent("mia", "plan.start_from_template", started));
    all.into_iter().chain(second).collect()
}

/// Two versions of a template, and all the words that they can hold.
pub(crate) fn kept_templates() -> Vec<Sent> {
    let of = |place: usize| ["plan_template.draft", "plan_template.publish"].map(|verb| Turn::of(verb, place).sent());
    staff().into_iter().chain(of(0)).chain(of(1)).collect()
}

/// Beside the plans of other laws.
fn started() -> String {
    id("plan of a template")
}

fn tenant() -> Tenant {
    let mut tenant = Tenant::new();
    send_all(&mut tenant, &staff());
    tenant
}

/// The versions that there are, as the tenant prints them.
fn kept(tenant: &Tenant) -> BTreeMap<String, Value> {
    let printed = tenant.printed();
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let versions = lines.filter(|line| line["type"] == "plan_template").map(|line| line["body"].clone());
    versions.map(|version| (version["plan_template"].as_str().unwrap().to_owned(), version)).collect()
}

fn answer(tenant: &Tenant, viewer: &str, place: usize) -> Option<Value> {
    let answer = tenant.ask(viewer, "plan_template.get", &json!({"plan_template": own(place)}));
    (answer.status == Status::Ok).then(|| serde_json::from_str(&answer.json).unwrap())
}

fn check(before: &BTreeMap<String, Value>, tenant: &Tenant) {
    let after = kept(tenant);
    for (version, was) in before.iter().filter(|(_, was)| !was["published"].is_null()) {
        let is = &after[version];
        assert_eq!(was["template"], is["template"], "what was published never changes");
        assert_eq!((&was["edition"], &was["published"]), (&is["edition"], &is["published"]));
    }
    for key in KEYS {
        let of_key = || after.values().filter(move |version| version["template"]["key"] == key);
        let active = of_key().filter(|version| version["state"] == "active");
        assert!(active.count() <= 1, "one version of {key} at most is in use");
        let published: Vec<&Value> = of_key().filter(|version| !version["published"].is_null()).collect();
        let ships = |version: &&Value| {
            let is_retired = !version["retired"].is_null() && version["published"]["at"] == version["retired"]["at"];
            is_retired || version["template"]["version"].as_u64() > Some(1)
        };
        assert!(key != KEYS[2] || published.iter().all(ships), "what ships is the first of its versions");
        let begun = published.iter().filter(|version| version["replaces"].is_null());
        assert!(begun.count() <= 1, "no two templates have the key {key}");
        let numbers: BTreeSet<u64> =
            published.iter().map(|version| version["template"]["version"].as_u64().unwrap()).collect();
        assert_eq!(numbers.len(), published.len(), "a key and a number name one version");
    }
    for version in after.values() {
        let edition = version["replaces"].as_str().map_or(0, |before| after[before]["edition"].as_u64().unwrap());
        assert_eq!(version["edition"], edition + 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn pln_02_a_published_version_never_changes_and_one_is_in_use(turns in prop::collection::vec(turn(), 1..40)) {
        let mut tenant = tenant();
        let mut database = Database::following(&tenant, POLICY);
        for turn in &turns {
            let before = kept(&tenant);
            let command = turn.command(&mut tenant);
            let thing = json!({"type": "plan_template", "id": own(turn.place)});
            let said = tenant.available_on(ACTORS[turn.actor], &thing);
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record, "{}", ours.json);
            let said: Value = serde_json::from_str(&said.json).unwrap();
            let entry = said.as_array().and_then(|said| said.iter().find(|entry| entry["command"] == command["type"]));
            // What a body says can be refused although the command is open.
            let has_content = ["plan_template.draft", "plan_template.revise"].contains(&command["type"].as_str().unwrap());
            if let Some(open) = entry.and_then(|entry| entry["open"].as_bool()).filter(|open| !open || !has_content) {
                prop_assert_eq!(open, ours.status == Status::Ok, "{} was said to be open: {}", command, open);
            }
            check(&before, &tenant);
        }
        for again in tenant.anew(POLICY) {
            prop_assert_eq!(snapshot_of(&again), tenant.snapshot());
        }
        let versions = kept(&tenant);
        for viewer in ACTORS {
            for place in 0..VERSIONS {
                let Some(version) = versions.get(&own(place)) else {
                    prop_assert_eq!(answer(&tenant, viewer, place), None);
                    continue;
                };
                let seen = answer(&tenant, viewer, place);
                let shown = seen.as_ref().map(|seen| seen["type"].as_str().unwrap().to_owned());
                let expected = match viewer {
                    "hana" => Some("kept"),
                    "hugo" | "mia" | "max" => (!version["published"].is_null()).then_some("published"),
                    // They start no plans; gus has left.
                    _ => None,
                };
                prop_assert_eq!(shown.as_deref(), expected, "{} sees {}", viewer, version);
            }
        }
    }
}

/// Each cell of the table by everybody: what it says is what is decided.
#[test]
fn pln_02_ker_10_every_cell_of_a_template_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "plan_template").unwrap();
    let way = ["plan_template.draft", "plan_template.publish", "plan_template.retire"];
    let mut taken = 0;
    for (column, row) in (0..=table.states.len()).flat_map(|column| table.rows.iter().map(move |row| (column, row))) {
        for (actor, name) in ACTORS.into_iter().enumerate() {
            let mut tenant = tenant();
            let must = |tenant: &mut Tenant, turn: &Turn| {
                let command = turn.command(tenant);
                assert_eq!(tenant.send(&command).status, Status::Ok);
            };
            for command in &way[..column] {
                must(&mut tenant, &Turn::of(command, 0));
            }
            if row.command == "restore" && [1, 3].contains(&column) {
                must(&mut tenant, &Turn::of("plan_template.archive", 0));
            }
            let turn = if row.command == "retire_shipped" {
                Turn::of("plan_template.retire_shipped", 0)
            } else if row.command == "replace" {
                // Nothing takes the place of what was never published.
                if column < 2 {
                    continue;
                }
                must(&mut tenant, &Turn::of("plan_template.draft", 1));
                Turn::of("plan_template.publish", 1)
            } else {
                Turn::of(&format!("plan_template.{}", row.command), 0)
            };
            let command = Turn { actor, ..turn }.command(&mut tenant);
            let answer = tenant.send(&command);
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            let (cell, place) = (&row.cells[column], format!("{column} {} by {name}: {json}", row.command));
            if answer.status == Status::Ok {
                let states = kept(&tenant);
                assert_eq!(states[&own(0)]["state"], json!(cell.to.unwrap()), "{place}");
                assert_eq!(name, "hana", "{place}");
                taken += 1;
            } else if name == "hana" {
                let code = json["code"].as_str().unwrap();
                let of_the_shelf = row.command == "restore" && code == "not_archived";
                assert!(of_the_shelf || cell.code.is_some_and(|expected| expected.name() == code), "{place}");
            }
        }
    }
    let open = table.rows.iter().flat_map(|row| row.cells.iter()).filter(|cell| cell.to.is_some());
    assert_eq!(taken, open.count());
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn pln_02_wsp_07_a_host_a_replay_and_a_snapshot_start_the_same_plan_from_a_template() {
    come_to_the_same(one_template_replaces_another());
}

#[test]
fn pln_02_a_plan_stays_as_it_was_started_whatever_becomes_of_the_template() {
    let mut tenant = Tenant::new();
    let sent = one_template_replaces_another();
    let (started, later) = sent.split_at(sent.len() - 2);
    send_all(&mut tenant, started);
    let ask = |tenant: &Tenant| tenant.ask("mia", "plan.get", &json!({"plan": self::started()})).json;
    let before = ask(&tenant);
    let plan: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(plan["body"]["template"], json!({"key": "closing", "plan_template": own(0), "version": 1}));
    assert_eq!(plan["body"]["content"]["title"], "Closing deals 1");
    send_all(&mut tenant, later);
    assert_eq!(ask(&tenant), before);
}

#[test]
fn acc_19_pln_02_nobody_learns_of_drafts_who_keeps_no_templates() {
    let world = |done: &[Turn]| {
        let mut tenant = tenant();
        let end = tenant.now_ms + 100_000;
        send_all(&mut tenant, &done.iter().map(Turn::sent).collect::<Vec<_>>());
        tenant.now_ms = end;
        tenant
    };
    let draft = Turn::of("plan_template.draft", 0);
    let revise = Turn { number: 2, ..Turn::of("plan_template.revise", 0) };
    let worlds = vec![
        vec![],
        vec![draft.clone()],
        vec![draft.clone(), revise],
        vec![draft.clone(), Turn::of("plan_template.archive", 0)],
    ];
    // Those who start plans see a published version, and not what is to take its place.
    let published = vec![draft, Turn::of("plan_template.publish", 0)];
    let later = published.iter().cloned().chain([Turn::of("plan_template.draft", 1)]).collect();
    for worlds in [worlds, vec![published, later]] {
        for viewer in ["hugo", "olga", "mia", "max", "ana", "bob"] {
            let told: Vec<Vec<String>> = worlds.iter().map(|done| everything(&mut world(done), viewer)).collect();
            for other in &told[1..] {
                assert_eq!(&told[0], other, "{viewer}");
            }
        }
    }
}

//! SCO-01, ACC-19: whatever is drafted, published and replaced, a published version stays as it is, of a scorecard's versions
//! one at most is in use, and nobody learns of drafts but those who keep scorecards.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::Status;

use crate::host::Database;
use crate::sight::Worlds;
use crate::tenant::{PEOPLE, POLICY, Tenant, id, placed, snapshot_of};

const SCORECARDS: usize = 5;
const COMMANDS: [&str; 6] = [
    "scorecard.draft",
    "scorecard.revise",
    "scorecard.publish",
    "scorecard.retire",
    "scorecard.archive",
    "scorecard.restore",
];

/// What somebody does with a version: by its place, with a template of so many questions, in the place of another.
#[derive(Clone, Debug)]
struct Turn {
    actor: usize,
    asks: usize,
    command: usize,
    replaces: Option<usize>,
    scorecard: usize,
}

fn turn() -> impl Strategy<Value = Turn> {
    // Olga keeps scorecards.
    let actor = prop_oneof![6 => Just(0), 1 => 0..PEOPLE.len()];
    let replaces = prop::option::of(0..SCORECARDS);
    (actor, 0..4_usize, replaces, 0..SCORECARDS, 0..COMMANDS.len())
        .prop_map(|(actor, asks, replaces, scorecard, command)| Turn { actor, asks, command, replaces, scorecard })
}

fn scorecard(place: usize) -> String {
    placed("scorecard", place)
}

/// A template of so many questions; one without any is not whole.
pub(crate) fn template(asks: usize) -> Value {
    template_of("service", asks)
}

/// The same, of another scorecard: no two have one key.
pub(crate) fn template_of(key: &str, asks: usize) -> Value {
    let question = |place: usize| json!({"key": format!("question_{place}"), "asks": "Was it said?", "kind": {"type": "yes_no", "body": {}}});
    let questions: Vec<Value> = (0..asks).map(question).collect();
    json!({"key": key, "name": "Service", "sections": [{"key": "all", "name": "All", "questions": questions}]})
}

impl Turn {
    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let (kind, id_of) = (COMMANDS[self.command], scorecard(self.scorecard));
        let body = match kind {
            "scorecard.draft" => {
                json!({"scorecard": id_of, "replaces": self.replaces.map(scorecard), "template": template(self.asks)})
            }
            "scorecard.revise" => json!({"scorecard": id_of, "template": template(self.asks)}),
            _ => json!({"scorecard": id_of}),
        };
        tenant.command(&id(PEOPLE[self.actor]), kind, &body, None)
    }

    /// Olga does this with the first version, or with the second one, which takes its place.
    fn of(command: &str, scorecard: usize) -> Self {
        let command = COMMANDS.iter().position(|name| *name == command).unwrap();
        Turn { actor: 0, asks: 1, command, replaces: scorecard.checked_sub(1), scorecard }
    }
}

/// A version of a scorecard takes the place of another.
pub(crate) fn one_replaces_another(tenant: &mut Tenant) {
    for scorecard in 0..2 {
        for command in ["scorecard.draft", "scorecard.publish"] {
            let command = Turn::of(command, scorecard).command(tenant);
            assert_eq!(tenant.send(&command).status, Status::Ok);
        }
    }
}

/// The versions that there are, as the tenant prints them.
fn kept(tenant: &Tenant) -> BTreeMap<String, Value> {
    let printed = tenant.printed();
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let versions = lines.filter(|line| line["type"] == "scorecard").map(|line| line["body"].clone());
    versions.map(|version| (version["scorecard"].as_str().unwrap().to_owned(), version)).collect()
}

/// The first version of which this one is a later one.
fn first_of<'v>(versions: &'v BTreeMap<String, Value>, version: &'v Value) -> &'v str {
    match version["replaces"].as_str() {
        Some(before) => first_of(versions, &versions[before]),
        None => version["scorecard"].as_str().unwrap(),
    }
}

fn answer(tenant: &Tenant, viewer: &str, place: usize) -> Option<Value> {
    let answer = tenant.ask(viewer, "scorecard.get", &json!({"scorecard": scorecard(place)}));
    (answer.status == Status::Ok).then(|| serde_json::from_str(&answer.json).unwrap())
}

fn check(before: &BTreeMap<String, Value>, tenant: &Tenant) {
    let after = kept(tenant);
    for (version, was) in before.iter().filter(|(_, was)| !was["published"].is_null()) {
        let is = &after[version];
        assert_eq!(was["template"], is["template"], "what was published never changes");
        assert_eq!((&was["edition"], &was["published"]), (&is["edition"], &is["published"]));
    }
    let mut in_use: Vec<&str> = after
        .values()
        .filter(|version| version["state"] == "active")
        .map(|version| first_of(&after, version))
        .collect();
    let uses = in_use.len();
    in_use.sort_unstable();
    in_use.dedup();
    assert_eq!(in_use.len(), uses, "one version at most is in use");
    for version in after.values() {
        let edition = version["replaces"].as_str().map_or(0, |before| after[before]["edition"].as_u64().unwrap());
        assert_eq!(version["edition"], edition + 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn sco_01_a_published_version_never_changes_and_one_is_in_use(turns in prop::collection::vec(turn(), 1..40)) {
        let mut tenant = Tenant::new();
        let mut database = Database::following(&tenant, POLICY);
        for turn in &turns {
            let before = kept(&tenant);
            let command = turn.command(&mut tenant);
            let thing = json!({"type": "scorecard", "id": scorecard(turn.scorecard)});
            let said = tenant.available_on(PEOPLE[turn.actor], &thing);
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record, "{}", ours.json);
            let said: Value = serde_json::from_str(&said.json).unwrap();
            let entry = said.as_array().and_then(|said| said.iter().find(|entry| entry["command"] == command["type"]));
            // What a body says can be refused although the command is open.
            let has_content = ["scorecard.draft", "scorecard.revise"].contains(&command["type"].as_str().unwrap());
            if let Some(open) = entry.and_then(|entry| entry["open"].as_bool()).filter(|open| !open || !has_content) {
                prop_assert_eq!(open, ours.status == Status::Ok, "{} was said to be open: {}", command, open);
            }
            check(&before, &tenant);
        }
        for again in tenant.anew(POLICY) {
            prop_assert_eq!(snapshot_of(&again), tenant.snapshot());
        }
        let versions = kept(&tenant);
        for viewer in PEOPLE {
            for place in 0..SCORECARDS {
                let Some(version) = versions.get(&scorecard(place)) else {
                    prop_assert_eq!(answer(&tenant, viewer, place), None);
                    continue;
                };
                let seen = answer(&tenant, viewer, place);
                let shown = seen.as_ref().map(|seen| seen["type"].as_str().unwrap().to_owned());
                let expected = match viewer {
                    "olga" => Some("kept"),
                    // Gus has left.
                    "gus" => None,
                    _ => (!version["published"].is_null()).then_some("published"),
                };
                prop_assert_eq!(shown.as_deref(), expected, "{} sees {}", viewer, version);
            }
        }
    }
}

/// A version that stands in one of two worlds, and is never published.
const DRAFTED: usize = SCORECARDS;
/// One that is published in both, and of which nobody makes anything else.
const KEPT: usize = SCORECARDS + 1;

/// A command of olga's about the version that stands in one world alone: of a scorecard of its own, or in the place of one that
/// everybody sees.
fn of_draft(world: &mut Tenant, kind: &str, asks: usize, replaces: bool) -> Vec<Value> {
    let template = template_of(if replaces { "kept" } else { "drafted" }, asks);
    let mut body = json!({"scorecard": scorecard(DRAFTED)});
    match kind {
        "scorecard.draft" => {
            (body["replaces"], body["template"]) = (json!(replaces.then(|| scorecard(KEPT))), template);
        }
        "scorecard.revise" => body["template"] = template,
        _ => {}
    }
    vec![world.command(&id("olga"), kind, &body, None)]
}

/// What somebody sends who would judge a call by a version that they cannot know of, or make something of it.
fn guesses() -> Vec<(&'static str, Value)> {
    let drafted = scorecard(DRAFTED);
    let about = |kind: &str| match kind {
        // Whether an id is taken is a named release: what is made has one that neither world uses.
        "scorecard.draft" => json!({"replaces": drafted, "scorecard": scorecard(KEPT + 1), "template": template(1)}),
        "scorecard.revise" => json!({"scorecard": drafted, "template": template(1)}),
        _ => json!({"scorecard": drafted}),
    };
    let mut sent = COMMANDS.map(|kind| (kind, about(kind))).to_vec();
    for call in 0..2 {
        let (of, filled) = (id(&format!("call {call}")), json!({"form": {"answers": []}, "scorecard": drafted}));
        for (begins, fills, thing) in
            [("self_review.create", "self_review.fill", "self_review"), ("review.create", "review.fill", "review")]
        {
            let own = placed(thing, call);
            sent.push((begins, json!({"call": of, (thing): own})));
            sent.push((fills, json!({"filled": filled, (thing): own})));
        }
    }
    sent
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn acc_19_sco_01_what_is_drafted_changes_nothing_for_whoever_keeps_no_scorecards(
        turns in prop::collection::vec(turn(), 1..25), verbs in prop::collection::vec((0..3_usize, 0..4_usize), 25),
        viewer in prop::sample::select(&["mia", "max", "ana", "bob", "gus"]), replaces in any::<bool>()
    ) {
        let mut worlds = Worlds::of(viewer, || {
            let mut tenant = Tenant::new();
            let drafted = json!({"scorecard": scorecard(KEPT), "template": template_of("kept", 1)});
            for (kind, body) in [("scorecard.draft", drafted), ("scorecard.publish", json!({"scorecard": scorecard(KEPT)}))] {
                let command = tenant.command(&id("olga"), kind, &body, None);
                assert_eq!(tenant.send(&command).status, Status::Ok);
            }
            tenant
        });
        prop_assert!(worlds.hidden(|world| of_draft(world, "scorecard.draft", 1, replaces)));
        for (turn, (verb, asks)) in turns.iter().zip(&verbs) {
            let kind = ["scorecard.revise", "scorecard.archive", "scorecard.restore"][*verb];
            worlds.hidden(|world| of_draft(world, kind, *asks, replaces));
            worlds.shared(|world| vec![turn.command(world)]);
        }
        let asked = [DRAFTED, KEPT].map(|place| ("scorecard.get", json!({"scorecard": scorecard(place)})));
        let things = [DRAFTED, KEPT].map(|place| json!({"type": "scorecard", "id": scorecard(place)}));
        worlds.look_alike(&asked, &things, &guesses());
    }
}

/// Each cell of the table by everybody: what it says is what is decided.
#[test]
fn sco_01_ker_10_every_cell_of_a_scorecard_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "scorecard").unwrap();
    let way = ["scorecard.draft", "scorecard.publish", "scorecard.retire"];
    let mut taken = 0;
    for (column, row) in (0..=table.states.len()).flat_map(|column| table.rows.iter().map(move |row| (column, row))) {
        for (actor, name) in PEOPLE.into_iter().enumerate() {
            let mut tenant = Tenant::new();
            let must = |tenant: &mut Tenant, turn: &Turn| {
                let command = turn.command(tenant);
                assert_eq!(tenant.send(&command).status, Status::Ok);
            };
            for command in &way[..column] {
                must(&mut tenant, &Turn::of(command, 0));
            }
            if row.command == "restore" && [1, 3].contains(&column) {
                must(&mut tenant, &Turn::of("scorecard.archive", 0));
            }
            let turn = if row.command == "replace" {
                // Nothing takes the place of what was never published.
                if column < 2 {
                    continue;
                }
                must(&mut tenant, &Turn::of("scorecard.draft", 1));
                Turn::of("scorecard.publish", 1)
            } else {
                Turn::of(&format!("scorecard.{}", row.command), 0)
            };
            let command = Turn { actor, ..turn }.command(&mut tenant);
            let answer = tenant.send(&command);
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            let (cell, place) = (&row.cells[column], format!("{column} {} by {name}: {json}", row.command));
            if answer.status == Status::Ok {
                let states = kept(&tenant);
                assert_eq!(states[&scorecard(0)]["state"], json!(cell.to.unwrap()), "{place}");
                assert_eq!(name, "olga", "{place}");
                taken += 1;
            } else if name == "olga" {
                let code = json["code"].as_str().unwrap();
                let of_the_shelf = row.command == "restore" && code == "not_archived";
                assert!(of_the_shelf || cell.code.is_some_and(|expected| expected.name() == code), "{place}");
            }
        }
    }
    let open = table.rows.iter().flat_map(|row| row.cells.iter()).filter(|cell| cell.to.is_some());
    assert_eq!(taken, open.count());
}

//! AIX-04, CRT-02, CRT-03, KER-09: who records, confirms, withdraws and puts away certifications, who is told of them, and how
//! somebody stands, whatever was recorded, withdrawn and put away meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Status, Workspace, call};

use crate::books::told_by_every_way;
use crate::plans::staff;
use crate::sessions::{self, hank, refused_first, sent, walk};
use crate::tenant::{PEOPLE, Tenant, id, placed};

const CERTIFICATIONS: usize = 4;
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
/// Who is examined, and who manages them.
const PERSONS: [(&str, &str); 2] = [("ana", "mia"), ("bob", "max")];
const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;
const VERBS: [&str; 5] = [
    "certification.record",
    "certification.confirm",
    "certification.withdraw",
    "certification.archive",
    "certification.restore",
];
/// Days of examinations: on 25 February 2026 expired, expiring, valid and valid.
const DAYS: [&str; 4] = ["2024-06-01", "2025-03-05", "2025-03-28", "2026-02-25"];
const SCORES: [u32; 3] = [55, 65, 95];

/// What somebody does with a certification: those of even places are ana's, the others bob's.
#[derive(Clone, Copy, Debug)]
struct Turn {
    place: usize,
    verb: usize,
    actor: usize,
    day: usize,
    score: usize,
    from_model: bool,
}

fn turn() -> impl Strategy<Value = Turn> {
    let rest = (0..DAYS.len(), 0..SCORES.len(), any::<bool>());
    let verb = prop_oneof![4 => Just(0_usize), 2 => Just(1_usize), 1 => Just(2_usize), 3 => 3..5_usize];
    let right = (0..CERTIFICATIONS, verb).prop_map(|(place, verb)| (place, verb, place % 2 + 2));
    let who = prop_oneof![4 => right, 1 => (0..CERTIFICATIONS, 0..VERBS.len(), 0..ACTORS.len())];
    (who, rest).prop_map(|((place, verb, actor), (day, score, from_model))| Turn {
        place,
        verb,
        actor,
        day,
        score,
        from_model,
    })
}

fn own(place: usize) -> String {
    placed("certification", place)
}

impl Turn {
    fn of(verb: usize, actor: usize) -> Self {
        Turn { place: 0, verb, actor, day: 1, score: 1, from_model: true }
    }

    fn person(&self) -> (&'static str, &'static str) {
        PERSONS[self.place % 2]
    }

    fn body(&self) -> Value {
        match VERBS[self.verb] {
            "certification.record" => {
                let score = |from_model: bool| json!({"score": SCORES[self.score], "from_model": from_model});
                let parts = json!({"assessment": score(false), "role_play": score(self.from_model), "evaluation": score(false)});
                json!({
                    "certification": own(self.place), "on": DAYS[self.day], "person": id(self.person().0),
                    "skill": "executive_presence", "parts": {"type": "skill", "body": parts},
                })
            }
            "certification.withdraw" => {
                json!({"certification": own(self.place), "reason": "It was somebody else's."})
            }
            _ => json!({"certification": own(self.place)}),
        }
    }

    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let actor = if self.actor == 0 { "system".to_owned() } else { id(ACTORS[self.actor]) };
        tenant.command(&actor, VERBS[self.verb], &self.body(), None)
    }

    /// What the level is, once all parts count.
    fn level(&self) -> Option<&'static str> {
        [None, Some("beginner"), Some("advanced")][self.score]
    }
}

/// A certification of ana's with all the words that it can hold.
pub(crate) fn certified() -> Vec<(String, String, Value)> {
    [0, 1, 2].map(|verb| (id("mia"), VERBS[verb].to_owned(), Turn::of(verb, 2).body())).to_vec()
}

/// The record of a second one of hers, of which nothing is taken back.
pub(crate) fn another_certification() -> (String, String, Value) {
    let turn = Turn { place: 2, day: 3, ..Turn::of(0, 2) };
    (id("mia"), VERBS[0].to_owned(), turn.body())
}

/// What somebody would keep who reads the rules.
#[derive(Clone)]
struct Kept {
    archived: bool,
    day: usize,
    level: Option<&'static str>,
    recorder: &'static str,
    /// What it is once it is confirmed, where it is still to be.
    waits: Option<Option<&'static str>>,
    withdrawn: bool,
}

impl Kept {
    fn is_in_use(&self) -> bool {
        !self.withdrawn && !self.archived
    }

    fn is_put_away_by(&self, actor: &str) -> bool {
        actor == self.recorder || actor == "olga"
    }
}

#[derive(Clone, Default)]
struct Book(BTreeMap<usize, Kept>);

impl Book {
    fn takes(&mut self, turn: &Turn) -> bool {
        let ((_, manager), actor) = (turn.person(), ACTORS[turn.actor]);
        // Olga stands above both managers.
        if actor != manager && actor != "olga" {
            return false;
        }
        match (VERBS[turn.verb], self.0.get_mut(&turn.place)) {
            ("certification.record", None) => {
                let waits = turn.from_model.then_some(turn.level());
                let level = turn.level().filter(|_| waits.is_none());
                let (archived, withdrawn) = (false, false);
                let new = Kept { archived, day: turn.day, level, recorder: actor, waits, withdrawn };
                self.0.insert(turn.place, new);
            }
            ("certification.confirm", Some(kept)) if kept.is_in_use() && kept.waits.is_some() => {
                kept.level = kept.waits.take().flatten();
            }
            ("certification.withdraw", Some(kept)) if kept.is_in_use() => kept.withdrawn = true,
            ("certification.archive", Some(kept)) if kept.is_put_away_by(actor) && !kept.archived => {
                // The first of these days is so long ago that what was taken then has expired.
                let is_over = kept.withdrawn || kept.day == 0;
                kept.archived = is_over;
                return is_over;
            }
            ("certification.restore", Some(kept)) if kept.is_put_away_by(actor) && kept.archived => {
                kept.archived = false;
            }
            _ => return false,
        }
        true
    }

    /// How the certifications of one of the two stand, as the calculator has it of what is handed in.
    fn standings(&self, person: usize) -> Value {
        let stand = self.0.iter().filter(|(place, kept)| *place % 2 == person && !kept.withdrawn);
        let taken: Vec<Value> = stand
            .map(|(_, kept)| json!({"level": kept.level, "on": DAYS[kept.day], "skill": "executive_presence"}))
            .collect();
        let input = json!({"certifications": taken, "on": "2026-02-25"}).to_string();
        let answer = call("certification.standing", input.as_bytes());
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        serde_json::from_str(&answer.json).unwrap()
    }
}

/// Everything that each person is told of certifications, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().filter(|name| *name != "gus") {
        let mut ask = |kind: &str, body: Value| {
            let answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            (answer.status == Status::Ok).then(|| serde_json::from_str::<Value>(&answer.json).unwrap())
        };
        let sees = |(person, manager): (&str, &str)| [person, manager, "olga"].contains(&viewer);
        for (place, kept) in &book.0 {
            let seen = ask("certification.get", json!({"certification": own(*place)}));
            assert_eq!(seen.is_some(), sees(PERSONS[place % 2]), "{viewer}");
            let Some(seen) = seen else { continue };
            assert_eq!(seen["body"]["archived"], kept.archived, "{viewer}");
            assert_eq!(seen["body"]["result"]["level"], json!(kept.level), "{viewer}");
            assert_eq!(seen["body"]["state"], json!(if kept.withdrawn { "withdrawn" } else { "recorded" }));
        }
        let mut expiring = BTreeSet::new();
        for (place, person) in PERSONS.into_iter().enumerate() {
            let held = ask("certification.held", json!({"person": id(person.0)}));
            assert_eq!(held.is_some(), sees(person), "{viewer}");
            let listed = |page: Value| page["items"].as_array().unwrap().len();
            let there = |withdrawn: bool, archived: bool| {
                let stands = |kept: &Kept| kept.withdrawn == withdrawn && kept.archived == archived;
                let of_person = book.0.iter().filter(|(at, kept)| *at % 2 == place && stands(kept));
                if sees(person) { of_person.count() } else { 0 }
            };
            for (state, withdrawn) in [("recorded", false), ("withdrawn", true)] {
                for archived in [false, true] {
                    let list = json!({"archived": archived, "person": id(person.0), "state": state});
                    let page = ask("certification.list", list).unwrap();
                    assert_eq!(listed(page), there(withdrawn, archived), "{viewer} {state}");
                }
            }
            let standings = book.standings(place);
            if let Some(held) = held {
                assert_eq!(held["standings"], standings, "{viewer}");
            }
            let expires = standings.as_array().unwrap().iter().any(|standing| standing["state"] == "expiring");
            if expires && sees(person) && viewer != person.0 {
                expiring.insert(id(person.0));
            }
        }
        let page = ask("certification.expiring", json!({})).unwrap();
        let items = page["items"].as_array().unwrap();
        let people: BTreeSet<String> = items.iter().map(|item| item["person"].as_str().unwrap().to_owned()).collect();
        assert_eq!((people.len(), people), (items.len(), expiring), "{viewer}");
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn aix_04_crt_03_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..20)
    ) {
        told_by_every_way(Tenant::under(POLICY), POLICY, &turns, Turn::command, Book::takes, told);
    }
}

/// Each cell of the table by each sort of actor: what it says is what is decided, and each refusal is the one that the rules give.
#[test]
fn crt_02_ker_10_every_cell_of_a_certification_is_what_decide_does() {
    let of = |actor: &str, verb: &str| {
        let verb = VERBS.iter().position(|name| *name == verb).unwrap();
        // It has expired, and so can be put away.
        sent(actor, VERBS[verb], Turn { day: 0, ..Turn::of(verb, 2) }.body())
    };
    let way = |verbs: &[&str]| {
        let done = verbs.iter().map(|verb| of("mia", verb));
        staff().into_iter().chain([hank()]).chain(done).collect::<Vec<_>>()
    };
    let ways = [
        (None, way(&[])),
        (Some("recorded"), way(&["certification.record"])),
        (Some("withdrawn"), way(&["certification.record", "certification.withdraw"])),
    ];
    let command = |actor: &str, verb: &str| of(actor, &format!("certification.{verb}"));
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let sees: &[&str] = match state {
            // Whoever records one says who was examined, whether or not they know anybody of that id.
            _ if verb == "record" => &sessions::ACTORS,
            None => &[],
            // Olga stands above both managers, and human resources see in what somebody is certified.
            Some(_) => &["olga", "mia", "ana", "hana", "hugo", "hank"],
        };
        let refused = refused_first(actor, sees, &["olga", "mia"]);
        // Each of them stands where it was made.
        let stands = verb == "restore" && state.is_some();
        refused.or_else(|| stands.then_some("not_archived"))
    };
    assert_eq!(walk(("certification", &VERBS), &ways, command, first), 2 + 2 + 2 + 2 + 2);
}

//! ACC-19, CRT-01: who learns what of an assessment of skills and what they may do with it, whatever is rated, changed and called
//! off meanwhile; and that nothing tells anybody what a side gave before both are in.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Status, Workspace};

use crate::books::told_by_every_way;
use crate::plans::staff;
use crate::sessions::{self, eli, hank, refused_first, send_all, sent, walk};
use crate::sight::answers;
use crate::tenant::{PEOPLE, Tenant, id, placed};
use crate::things::Sent;

const ASSESSMENTS: usize = 3;
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
/// Whose skills they are, and who manages them.
const PERSONS: [(&str, &str); ASSESSMENTS] = [("ana", "mia"), ("bob", "max"), ("ana", "mia")];
const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;
const VERBS: [&str; 6] = [
    "assessment.open",
    "assessment.rate_own",
    "assessment.rate",
    "assessment.cancel",
    "assessment.archive",
    "assessment.restore",
];

/// What somebody does with an assessment: the first and the third of ana's skills, the second of bob's.
#[derive(Clone, Copy, Debug)]
struct Turn {
    place: usize,
    verb: usize,
    actor: usize,
    rating: u32,
}

fn turn() -> impl Strategy<Value = Turn> {
    let verb = prop_oneof![2 => Just(0_usize), 4 => 1..3_usize, 1 => Just(3_usize), 2 => 4..6_usize];
    let right = (0..ASSESSMENTS, verb, 1..6_u32).prop_map(|(place, verb, rating)| {
        let actor = if verb == 1 { place % 2 + 4 } else { place % 2 + 2 };
        Turn { place, verb, actor, rating }
    });
    let anybody = (0..ASSESSMENTS, 0..VERBS.len(), 0..ACTORS.len(), 1..6_u32);
    let anybody = anybody.prop_map(|(place, verb, actor, rating)| Turn { place, verb, actor, rating });
    prop_oneof![4 => right, 1 => anybody]
}

fn own(place: usize) -> String {
    placed("assessment", place)
}

fn body(verb: &str, place: usize, rating: u32) -> Value {
    match verb {
        "assessment.open" => json!({
            "assessment": own(place), "month": "2026-02-11", "person": id(PERSONS[place].0), "skills": ["demo", "closing"],
        }),
        "assessment.cancel" => json!({"assessment": own(place), "reason": "Not this month."}),
        "assessment.archive" | "assessment.restore" => json!({"assessment": own(place)}),
        _ => {
            let ratings = json!([{"skill": "closing", "rating": rating}, {"skill": "demo", "rating": 3.5}]);
            json!({"assessment": own(place), "ratings": ratings})
        }
    }
}

/// An assessment of ana's skills and one of bob's with both sides, in either order, and one of ana's that was called off.
pub(crate) fn assessed() -> Vec<(String, String, Value)> {
    let by = |name: &str, verb: &str, place| (id(name), verb.to_owned(), body(verb, place, 4));
    vec![
        by("mia", "assessment.open", 2),
        by("mia", "assessment.cancel", 2),
        by("mia", "assessment.open", 0),
        by("ana", "assessment.rate_own", 0),
        by("mia", "assessment.rate", 0),
        by("max", "assessment.open", 1),
        by("max", "assessment.rate", 1),
        by("bob", "assessment.rate_own", 1),
    ]
}

impl Turn {
    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let actor = if self.actor == 0 { "system".to_owned() } else { id(ACTORS[self.actor]) };
        let verb = VERBS[self.verb];
        tenant.command(&actor, verb, &body(verb, self.place, self.rating), None)
    }
}

/// What somebody would keep who reads the rules.
#[derive(Clone, Default)]
struct Kept {
    archived: bool,
    /// Who rated the person.
    manager: Option<&'static str>,
    opener: &'static str,
    own: bool,
    state: &'static str,
}

#[derive(Clone, Default)]
struct Book(BTreeMap<usize, Kept>);

impl Book {
    fn takes(&mut self, turn: &Turn) -> bool {
        let (actor, (person, manager)) = (ACTORS[turn.actor], PERSONS[turn.place]);
        // Olga stands above both managers.
        let assesses = actor == manager || actor == "olga";
        let known = self.0.get(&turn.place).cloned();
        // All are of the same skills and month.
        let is_taken = self.0.iter().any(|(place, kept)| PERSONS[*place].0 == person && kept.state != "cancelled");
        let after = match (VERBS[turn.verb], known) {
            ("assessment.open", None) if assesses && !is_taken => {
                Kept { opener: actor, state: "open", ..Kept::default() }
            }
            ("assessment.rate_own", Some(kept)) if kept.state == "open" && actor == person => {
                Kept { own: true, ..kept }
            }
            ("assessment.rate", Some(kept))
                if kept.state == "open" && assesses && kept.manager.is_none_or(|other| other == actor) =>
            {
                Kept { manager: Some(actor), ..kept }
            }
            ("assessment.cancel", Some(kept)) if kept.state == "open" && assesses => {
                Kept { state: "cancelled", ..kept }
            }
            ("assessment.archive" | "assessment.restore", Some(kept))
                if kept.state != "open"
                    && kept.archived == (VERBS[turn.verb] == "assessment.restore")
                    && (actor == kept.opener || actor == "olga") =>
            {
                Kept { archived: !kept.archived, ..kept }
            }
            _ => return false,
        };
        let is_complete = after.own && after.manager.is_some() && after.state == "open";
        let state = if is_complete { "complete" } else { after.state };
        self.0.insert(turn.place, Kept { state, ..after });
        true
    }

    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        self.0.get(&place)?;
        let (person, manager) = PERSONS[place];
        match viewer {
            _ if viewer == person => Some("agent"),
            _ => (viewer == manager || viewer == "olga").then_some("staff"),
        }
    }

    fn awaits(&self, viewer: &str, place: usize) -> bool {
        self.0.get(&place).is_some_and(|kept| {
            let own = !kept.own && viewer == PERSONS[place].0;
            let others = kept.manager.is_none() && viewer == kept.opener;
            kept.state == "open" && (own || others)
        })
    }
}

fn listed(page: &Value) -> BTreeSet<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["body"]["assessment"].as_str().unwrap().to_owned()).collect()
}

/// Everything that each person is told of assessments, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().filter(|name| *name != "gus") {
        let mut ask = |kind: &str, body: Value| {
            let answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            (answer.status == Status::Ok).then(|| serde_json::from_str::<Value>(&answer.json).unwrap())
        };
        for (place, (person, ..)) in PERSONS.into_iter().enumerate().take(ASSESSMENTS) {
            let seen = ask("assessment.get", json!({"assessment": own(place)}));
            let sight = seen.as_ref().map(|seen| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer}");
            let (Some(seen), Some(kept)) = (seen, book.0.get(&place)) else { continue };
            let (seen, both) = (&seen["body"], kept.state == "complete");
            assert_eq!(seen["own"].is_null(), !(both || (kept.own && viewer == person)), "{viewer}");
            assert_eq!(seen["manager"].is_null(), !(both || kept.manager == Some(viewer)), "{viewer}");
            assert_eq!(seen["result"].is_null(), !both, "{viewer}");
            for state in ["open", "complete", "cancelled"] {
                for archived in [false, true] {
                    let list = json!({"archived": archived, "person": id(person), "state": state});
                    let is_there = kept.state == state && kept.archived == archived;
                    let page = ask("assessment.list", list).unwrap();
                    assert_eq!(listed(&page).contains(&own(place)), is_there, "{viewer}");
                }
            }
        }
        let awaiting = listed(&ask("assessment.awaiting", json!({})).unwrap());
        let awaits = (0..ASSESSMENTS).filter(|place| book.awaits(viewer, *place)).map(own);
        assert_eq!(awaiting, awaits.collect(), "{viewer}");
    }
    told
}

/// All that somebody is told who does not rate a side: to each question, to what is asked of the assessment by name, and of what is
/// open on it. How long the log is, and what it ends in, whoever owns the place may know.
fn all_told(tenant: &Tenant, viewer: &str) -> Vec<String> {
    let all = answers(tenant, viewer, &|question| question == "log.head").into_iter();
    let besides = [
        ("assessment.get", json!({"assessment": own(0)})),
        ("assessment.list", json!({"person": id("ana"), "state": "open"})),
        ("assessment.list", json!({"person": id("ana"), "state": "cancelled"})),
        ("history.received", json!({"person": id("ana")})),
        ("history.given", json!({"by": id("mia")})),
        ("export.person", json!({"person": id(viewer)})),
        ("export.team", json!({"days": crate::things::year(), "key": "1".repeat(64), "manager": id(viewer)})),
    ];
    let besides = besides.iter().map(|(kind, body)| tenant.ask(viewer, kind, body));
    let open = tenant.available_on(viewer, &json!({"type": "assessment", "id": own(0)}));
    all.chain(besides).chain([open]).map(|answer| answer.json).collect()
}

/// Those who rate no side of ana's, or one of two.
const VIEWERS: [&str; 9] = ["olga", "mia", "max", "ana", "bob", "hana", "hank", "hugo", "eli"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn acc_19_crt_01_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..20)
    ) {
        told_by_every_way(Tenant::under(POLICY), POLICY, &turns, Turn::command, Book::takes, told);
    }
}

proptest! {
    // Each asks every question of nine people in two worlds.
    #![proptest_config(ProptestConfig::with_cases(20))]

    /// Two worlds in which one side gave other ratings, and as often: nobody else is told another word.
    #[test]
    fn acc_19_crt_01_nobody_is_told_what_a_side_gave_before_both_are_in(
        ours in prop::collection::vec(1..6_u32, 1..4),
        theirs in prop::collection::vec(1..6_u32, 1..4),
        is_own in any::<bool>(),
        cancels in any::<bool>(),
    ) {
        let (verb, actor) = if is_own { (1, 4) } else { (2, 2) };
        let world = |ratings: &[u32]| {
            let mut tenant = Tenant::under(POLICY);
            let beside = staff().into_iter().chain([hank(), eli()]);
            send_all(&mut tenant, &beside.collect::<Vec<_>>());
            let mut turns = vec![Turn { place: 0, verb: 0, actor: 2, rating: 1 }];
            // The first is at the same moment in both, and the rest at none that anybody is told.
            turns.extend(ratings.iter().map(|rating| Turn { place: 0, verb, actor, rating: *rating }));
            for turn in turns {
                let command = turn.command(&mut tenant);
                assert_eq!(tenant.send(&command).status, Status::Ok);
            }
            tenant.now_ms = 1_772_000_060_000;
            if cancels {
                let command = Turn { place: 0, verb: 3, actor: 2, rating: 1 }.command(&mut tenant);
                assert_eq!(tenant.send(&command).status, Status::Ok);
            }
            tenant
        };
        let (one, other) = (world(&ours), world(&theirs));
        for viewer in VIEWERS.into_iter().filter(|name| *name != ACTORS[actor]) {
            prop_assert_eq!(all_told(&one, viewer), all_told(&other, viewer), "{}", viewer);
        }
    }
}

/// What somebody does with ana's.
fn of_ana_s(actor: &str, verb: &str) -> Sent {
    sent(actor, verb, body(verb, 0, 4))
}

/// Each cell of the table by each sort of actor: what it says is what is decided, and each refusal is the one that the rules give.
#[test]
fn crt_01_ker_10_every_cell_of_an_assessment_is_what_decide_does() {
    let way = |done: &[(&str, &str)]| {
        let done = done.iter().map(|(actor, verb)| of_ana_s(actor, verb));
        staff().into_iter().chain([hank()]).chain(done).collect::<Vec<_>>()
    };
    let (open, own) = (("mia", "assessment.open"), ("ana", "assessment.rate_own"));
    let ways = [
        (None, way(&[])),
        (Some("open"), way(&[open])),
        (Some("complete"), way(&[open, own, ("mia", "assessment.rate")])),
        (Some("cancelled"), way(&[open, own, ("mia", "assessment.cancel")])),
    ];
    let command = |actor: &str, verb: &str| of_ana_s(actor, &format!("assessment.{verb}"));
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let sees: &[&str] = match state {
            // Whoever opens one says whose skills it is about, whether or not they know anybody of that id.
            _ if verb == "open" => &sessions::ACTORS,
            None => &[],
            // Olga stands above both managers, and human resources see how skills were assessed.
            Some(_) => &["olga", "mia", "ana", "hana", "hugo", "hank"],
        };
        let refused = refused_first(actor, sees, if verb == "rate_own" { &["ana"] } else { &["olga", "mia"] });
        // Each of them stands where it was made.
        let stands = verb == "restore" && state.is_some();
        refused.or_else(|| stands.then_some("not_archived"))
    };
    assert_eq!(walk(("assessment", &VERBS), &ways, command, first), 2 + 1 + 2 + 2 + 2 + 2);
}

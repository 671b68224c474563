//! ACC-17, ACC-19, REV-21: who learns what of a self-review, and what they may do with it, whatever was begun, submitted and
//! dropped meanwhile.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Status, Workspace};

use crate::host::Database;
use crate::scorecards::template;
use crate::tenant::{PEOPLE, Tenant, id, placed, snapshot_of};

const OWN: usize = 2;
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
/// Who handled the first two calls.
const AGENTS: [&str; 2] = ["ana", "bob"];
const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;
const VERBS: [&str; 4] = ["self_review.create", "self_review.fill", "self_review.submit", "self_review.discard"];

/// What somebody does with a self-review: the first of ana's call, the second of bob's.
#[derive(Clone, Copy, Debug)]
struct Turn {
    place: usize,
    verb: usize,
    actor: usize,
}

fn turn() -> impl Strategy<Value = Turn> {
    let theirs = (0..OWN, 0..VERBS.len()).prop_map(|(place, verb)| Turn { place, verb, actor: place + 4 });
    let anybody = (0..OWN, 0..VERBS.len(), 0..ACTORS.len());
    prop_oneof![3 => theirs, 1 => anybody.prop_map(|(place, verb, actor)| Turn { place, verb, actor })]
}

fn own(place: usize) -> String {
    placed("self_review", place)
}

fn body(verb: &str, place: usize) -> Value {
    match verb {
        "self_review.create" => json!({"call": id(&format!("call {place}")), "self_review": own(place)}),
        "self_review.fill" => {
            let answer = json!({"options": ["no"]});
            let said = json!({"answer": answer, "comment": "Not once.", "justification": "Said so.", "question": "question_0"});
            json!({"filled": {"form": {"answers": [said]}, "scorecard": id("scorecard")}, "self_review": own(place)})
        }
        _ => json!({"self_review": own(place)}),
    }
}

/// What publishes the scorecard by which calls are judged.
fn published() -> [(String, String, Value); 2] {
    let draft = json!({"replaces": null, "scorecard": id("scorecard"), "template": template(1)});
    let of_olga = |verb: &str, body: Value| (id("olga"), verb.to_owned(), body);
    [of_olga("scorecard.draft", draft), of_olga("scorecard.publish", json!({"scorecard": id("scorecard")}))]
}

/// A self-review of ana's with all the words that it can hold.
pub(crate) fn submitted() -> Vec<(String, String, Value)> {
    let by_ana = |verb: &str| (id("ana"), verb.to_owned(), body(verb, 0));
    published()
        .into_iter()
        .chain(["self_review.create", "self_review.fill", "self_review.submit"].map(by_ana))
        .collect()
}

fn tenant() -> Tenant {
    let mut tenant = Tenant::under(POLICY);
    for (actor, kind, body) in published() {
        let command = tenant.command(&actor, &kind, &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
    tenant
}

impl Turn {
    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let actor = if self.actor == 0 { "system".to_owned() } else { id(ACTORS[self.actor]) };
        tenant.command(&actor, VERBS[self.verb], &body(VERBS[self.verb], self.place), None)
    }
}

/// What somebody would keep who reads the rules.
#[derive(Clone, Default)]
struct Book(BTreeMap<usize, (&'static str, bool)>);

impl Book {
    fn takes(&mut self, turn: Turn) -> bool {
        if ACTORS[turn.actor] != AGENTS[turn.place] {
            return false;
        }
        let known = self.0.get(&turn.place).copied();
        let after = match (VERBS[turn.verb], known) {
            ("self_review.create", None) => ("draft", false),
            ("self_review.fill", Some(("draft", _))) => ("draft", true),
            ("self_review.submit", Some(("draft", true))) => ("submitted", true),
            ("self_review.discard", Some(("draft", filled))) => ("discarded", filled),
            _ => return false,
        };
        self.0.insert(turn.place, after);
        true
    }

    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let (state, _) = self.0.get(&place)?;
        let manager = ["mia", "max"][place];
        match viewer {
            _ if viewer == AGENTS[place] => Some("agent"),
            _ => (*state == "submitted" && (viewer == "olga" || viewer == manager)).then_some("staff"),
        }
    }
}

/// Everything that each person is told of self-reviews, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().filter(|name| *name != "gus") {
        let mut ask = |kind: &str, body: Value| {
            let answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            (answer.status == Status::Ok).then(|| serde_json::from_str::<Value>(&answer.json).unwrap())
        };
        for place in 0..OWN {
            let seen = ask("self_review.get", json!({"self_review": own(place)}));
            let sight = seen.as_ref().map(|seen| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer}");
            let submitted = book.0.get(&place).is_some_and(|(state, _)| *state == "submitted");
            if let Some(feedback) = ask("call.feedback", json!({"call": id(&format!("call {place}"))})) {
                let listed = feedback["self_reviews"].as_array().unwrap().len();
                assert_eq!(listed, usize::from(submitted && sight.is_some()), "{viewer}");
                assert_eq!(feedback["reviews"], json!([]));
            }
        }
        for (list, state) in [("drafts", "draft"), ("submitted", "submitted")] {
            let mine = ask("self_review.mine", json!({"list": list})).unwrap();
            let stands = |place: &usize| book.0.get(place).is_some_and(|(stands, _)| *stands == state);
            let own = (0..OWN).filter(|place| AGENTS[*place] == viewer && stands(place)).count();
            assert_eq!(mine["items"].as_array().unwrap().len(), own, "{viewer}");
        }
        // It counts for nothing.
        let figures = ask("review.team_figures", json!({})).unwrap();
        assert!(figures.as_object().unwrap().values().all(|count| *count == 0), "{viewer}");
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn acc_17_acc_19_rev_21_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..20)
    ) {
        let (mut tenant, mut book) = (tenant(), Book::default());
        let mut database = Database::following(&tenant, POLICY);
        for turn in &turns {
            let command = turn.command(&mut tenant);
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record);
            prop_assert_eq!(ours.status == Status::Ok, book.takes(*turn), "{:?} {}", turn, ours.json);
        }
        let now = told(&tenant, &tenant.workspace, &book);
        for again in tenant.anew(POLICY) {
            prop_assert_eq!(&told(&tenant, &again, &book), &now);
            prop_assert_eq!(snapshot_of(&again), tenant.snapshot());
        }
    }
}

/// Each cell of the table by each sort of actor: what it says is what is decided.
#[test]
fn rev_21_ker_10_every_cell_of_a_self_review_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "self_review").unwrap();
    let by_ana = |verbs: &[usize]| verbs.iter().map(|verb| Turn { place: 0, verb: *verb, actor: 4 }).collect();
    let ways: [(Option<&str>, Vec<Turn>); 4] = [
        (None, Vec::new()),
        (Some("draft"), by_ana(&[0, 1])),
        (Some("submitted"), by_ana(&[0, 1, 2])),
        (Some("discarded"), by_ana(&[0, 3])),
    ];
    for (column, (state, way)) in ways.iter().enumerate() {
        assert_eq!(*state, column.checked_sub(1).map(|place| table.states[place]));
        for row in &table.rows {
            let verb = VERBS.iter().position(|verb| *verb == format!("self_review.{}", row.command)).unwrap();
            for actor in 0..ACTORS.len() {
                let (mut tenant, mut book) = (tenant(), Book::default());
                for turn in way {
                    let command = turn.command(&mut tenant);
                    assert_eq!(tenant.send(&command).status, Status::Ok);
                    assert!(book.takes(*turn));
                }
                let turn = Turn { place: 0, verb, actor };
                let command = turn.command(&mut tenant);
                let answer = tenant.send(&command);
                // Who gave the same answers again changes nothing, and may.
                assert_eq!(answer.status == Status::Ok, book.takes(turn), "{state:?} {turn:?} {}", answer.json);
            }
        }
    }
}

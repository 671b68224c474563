//! ACC-17, ACC-19, KER-09, REV-21: who learns what of a self-review, and what they may do with it, whatever was begun, submitted,
//! dropped and put away meanwhile.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Status, Workspace};

use crate::books::told_by_every_way;
use crate::plans::staff;
use crate::scorecards::template;
use crate::sessions::{hank, refused_first, sent, walk};
use crate::sight::Worlds;
use crate::tenant::{PEOPLE, Tenant, id, placed};

const OWN: usize = 2;
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
/// Who handled the first two calls.
const AGENTS: [&str; 2] = ["ana", "bob"];
const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;
const VERBS: [&str; 6] = [
    "self_review.create",
    "self_review.fill",
    "self_review.submit",
    "self_review.discard",
    "self_review.archive",
    "self_review.restore",
];

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
        "self_review.create" => json!({"call": id(&format!("call {}", place % OWN)), "self_review": own(place)}),
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
    tenant_under(POLICY)
}

fn tenant_under(policy: &str) -> Tenant {
    let mut tenant = Tenant::under(policy);
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
#[derive(Clone, Copy)]
struct Kept {
    archived: bool,
    filled: bool,
    state: &'static str,
}

#[derive(Clone, Default)]
struct Book(BTreeMap<usize, Kept>);

impl Book {
    fn takes(&mut self, turn: &Turn) -> bool {
        let (actor, is_own) = (ACTORS[turn.actor], ACTORS[turn.actor] == AGENTS[turn.place]);
        let known = self.0.get(&turn.place).copied();
        let is_draft = known.is_some_and(|kept| kept.state == "draft");
        let after = match (VERBS[turn.verb], known) {
            ("self_review.create", None) if is_own => Kept { archived: false, filled: false, state: "draft" },
            ("self_review.fill", Some(kept)) if is_own && is_draft => Kept { filled: true, ..kept },
            ("self_review.submit", Some(kept)) if is_own && is_draft && kept.filled => {
                Kept { state: "submitted", ..kept }
            }
            ("self_review.discard", Some(kept)) if is_own && is_draft => Kept { state: "discarded", ..kept },
            ("self_review.archive" | "self_review.restore", Some(kept))
                if (is_own || actor == "olga" && kept.state == "submitted")
                    && !is_draft
                    && kept.archived == (VERBS[turn.verb] == "self_review.restore") =>
            {
                Kept { archived: !kept.archived, ..kept }
            }
            _ => return false,
        };
        self.0.insert(turn.place, after);
        true
    }

    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let state = self.0.get(&place)?.state;
        let manager = ["mia", "max"][place];
        match viewer {
            _ if viewer == AGENTS[place] => Some("agent"),
            _ => (state == "submitted" && (viewer == "olga" || viewer == manager)).then_some("staff"),
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
            let kept = book.0.get(&place);
            if let (Some(seen), Some(kept)) = (&seen, kept) {
                assert_eq!(seen["body"]["archived"], kept.archived, "{viewer}");
            }
            let submitted = kept.is_some_and(|kept| kept.state == "submitted");
            if let Some(feedback) = ask("call.feedback", json!({"call": id(&format!("call {place}"))})) {
                let listed = feedback["self_reviews"].as_array().unwrap().len();
                assert_eq!(listed, usize::from(submitted && sight.is_some()), "{viewer}");
                assert_eq!(feedback["reviews"], json!([]));
            }
        }
        for (list, state) in [("drafts", "draft"), ("submitted", "submitted"), ("archived", "")] {
            let mine = ask("self_review.mine", json!({"list": list})).unwrap();
            let stands = |place: &usize| {
                book.0.get(place).is_some_and(|kept| if kept.archived { state.is_empty() } else { kept.state == state })
            };
            let own = (0..OWN).filter(|place| AGENTS[*place] == viewer && stands(place)).count();
            assert_eq!(mine["items"].as_array().unwrap().len(), own, "{viewer}");
        }
        // It counts for nothing.
        let figures = ask("review.team_figures", json!({})).unwrap();
        assert!(figures.as_object().unwrap().values().all(|count| *count == 0 || count.is_null()), "{viewer}");
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn acc_17_acc_19_rev_21_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..20)
    ) {
        told_by_every_way(tenant(), POLICY, &turns, Turn::command, Book::takes, told);
    }

    #[test]
    fn acc_19_rev_21_a_self_review_changes_nothing_for_whoever_may_not_see_it(
        turns in prop::collection::vec(turn(), 1..20), verbs in prop::collection::vec(1..VERBS.len(), 20),
        hidden in prop::sample::select(&HIDDEN)
    ) {
        let Hidden { viewer, place, .. } = hidden;
        let mut worlds = Worlds::of(viewer, || tenant_under(POLICIES[hidden.policy]));
        prop_assert!(worlds.hidden(|world| vec![hidden.turn(0).command(world)]));
        for (turn, verb) in turns.iter().zip(&verbs) {
            worlds.hidden(|world| vec![hidden.turn(*verb).command(world)]);
            worlds.shared(|world| vec![turn.command(world)]);
        }
        let thing = json!({"type": "self_review", "id": own(place)});
        let mut probes = VERBS[1..].iter().map(|verb| (*verb, body(verb, place))).collect::<Vec<_>>();
        // Whether an id is taken is a named release: what is begun has one that neither world uses.
        probes.extend([2 * OWN, 2 * OWN + 1].map(|place| (VERBS[0], body(VERBS[0], place))));
        worlds.look_alike(&[], &[thing], &probes);
    }
}

/// Managers see their own people's alone; that they see all reviews gives them none of these.
const POLICIES: [&str; 2] = [POLICY, r#"{"access":{"manager_scope":"own_reports","managers_see_all_reviews":true}}"#];

/// A self-review that stands in one of two worlds, and whoever may learn nothing of it.
#[derive(Clone, Copy, Debug)]
struct Hidden {
    viewer: &'static str,
    /// Behind the others: the first of ana's call, the second of bob's.
    place: usize,
    /// Whether it is seen once it is submitted.
    stays_draft: bool,
    policy: usize,
}

/// Nobody but its author knows of one that is only begun; and of one that was submitted no peer, no other manager, and nobody
/// who has left.
#[rustfmt::skip]
const HIDDEN: [Hidden; 14] = [
    Hidden { viewer: "olga", place: OWN, stays_draft: true, policy: 0 },
    Hidden { viewer: "olga", place: OWN + 1, stays_draft: true, policy: 1 },
    Hidden { viewer: "mia", place: OWN, stays_draft: true, policy: 0 },
    Hidden { viewer: "mia", place: OWN, stays_draft: true, policy: 1 },
    Hidden { viewer: "max", place: OWN + 1, stays_draft: true, policy: 0 },
    Hidden { viewer: "mia", place: OWN + 1, stays_draft: false, policy: 0 },
    Hidden { viewer: "mia", place: OWN + 1, stays_draft: false, policy: 1 },
    Hidden { viewer: "max", place: OWN, stays_draft: false, policy: 0 },
    Hidden { viewer: "max", place: OWN, stays_draft: false, policy: 1 },
    Hidden { viewer: "ana", place: OWN + 1, stays_draft: false, policy: 0 },
    Hidden { viewer: "ana", place: OWN + 1, stays_draft: false, policy: 1 },
    Hidden { viewer: "bob", place: OWN, stays_draft: false, policy: 0 },
    Hidden { viewer: "bob", place: OWN, stays_draft: false, policy: 1 },
    Hidden { viewer: "gus", place: OWN, stays_draft: false, policy: 0 },
];

impl Hidden {
    /// What is done with it, by whose it is: what would submit it fills it in, where it is to stay a draft.
    fn turn(self, verb: usize) -> Turn {
        let submits = VERBS[verb] == "self_review.submit";
        let verb = if self.stays_draft && submits { 1 } else { verb };
        Turn { place: self.place, verb, actor: self.place % OWN + 4 }
    }
}

/// Each cell of the table by each sort of actor: what it says is what is decided, and each refusal is the one that the rules give.
#[test]
fn rev_21_ker_10_every_cell_of_a_self_review_is_what_decide_does() {
    let of = |actor: &str, verb: &str| sent(actor, verb, body(verb, 0));
    let way = |verbs: &[&str]| {
        let done = verbs.iter().map(|verb| of("ana", verb));
        published().into_iter().chain(staff()).chain([hank()]).chain(done).collect::<Vec<_>>()
    };
    let filled = ["self_review.create", "self_review.fill"];
    let ways = [
        (None, way(&[])),
        (Some("draft"), way(&filled)),
        (Some("submitted"), way(&[&filled[..], &["self_review.submit"]].concat())),
        (Some("discarded"), way(&[&filled[..], &["self_review.discard"]].concat())),
    ];
    let command = |actor: &str, verb: &str| of(actor, &format!("self_review.{verb}"));
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        // Those who review the call see it, and what is made of it once that was submitted; the host sees the call alone.
        let sees: &[&str] = match (verb, state) {
            ("create", _) => &["system", "olga", "mia", "ana"],
            (_, Some("submitted")) => &["olga", "mia", "ana"],
            (_, None) => &[],
            _ => &["ana"],
        };
        let puts_away = ["archive", "restore"].contains(&verb);
        let refused = refused_first(actor, sees, if puts_away { &["olga", "ana"] } else { &["ana"] });
        // Each of them stands where it was made.
        let stands = verb == "restore" && state.is_some();
        refused.or_else(|| stands.then_some("not_archived"))
    };
    // Who gave the same answers again changes nothing, and may.
    assert_eq!(walk(("self_review", &VERBS), &ways, command, first), 4 + 2 + 1);
}

//! REV-20, REV-22: who learns what of a review that somebody is to give, and what they may do with it, whatever was assigned,
//! asked for, passed on, delivered and moved meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Status, Workspace};

use crate::host::Database;
use crate::sessions::{check_state_told, refused_by_table, refused_first};
use crate::sight::Worlds;
use crate::tenant::{PEOPLE, POLICY, Tenant, id, placed, snapshot_of};

const PLACES: usize = 3;
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
/// Who handled the first two calls.
const AGENTS: [&str; 2] = ["ana", "bob"];
const MANAGERS: [&str; 2] = ["mia", "max"];
const DUE: &str = "2027-12-31";

/// What is done with an assignment that is there.
const VERBS: [&str; 7] = [
    "review_assignment.accept",
    "review_assignment.reassign",
    "review_assignment.recall",
    "review_assignment.decline",
    "review_assignment.withdraw",
    "review_assignment.archive",
    "review_assignment.restore",
];

#[derive(Clone, Debug)]
enum Turn {
    Assign { place: usize, call: usize, reviewer: usize, actor: usize },
    Request { place: usize, call: usize, reviewer: Option<usize>, actor: usize },
    Do { place: usize, verb: usize, reviewer: usize, actor: usize },
    Deliver { call: usize, actor: usize },
    Move { agent: usize, manager: usize },
}

/// Turns among which somebody often does what is theirs to do.
fn turn() -> impl Strategy<Value = Turn> {
    let staff = || prop_oneof![6 => 1..4_usize, 1 => 0..ACTORS.len()];
    let agent = || prop_oneof![6 => 4..6_usize, 1 => 0..ACTORS.len()];
    let reviewer = || prop_oneof![6 => 1..4_usize, 1 => 4..ACTORS.len()];
    let assign = (0..PLACES, 0..AGENTS.len(), reviewer(), staff());
    let request = (0..PLACES, 0..AGENTS.len(), prop::option::of(reviewer()), agent());
    let of_staff = prop_oneof![2 => 0..4_usize, 1 => 5..VERBS.len()];
    let by_staff = (0..PLACES, of_staff, reviewer(), staff());
    let by_agent = (0..PLACES, 0..VERBS.len(), reviewer(), agent());
    let done = |(place, verb, reviewer, actor)| Turn::Do { place, verb, reviewer, actor };
    prop_oneof![
        5 => assign.prop_map(|(place, call, reviewer, actor)| Turn::Assign { place, call, reviewer, actor }),
        5 => request.prop_map(|(place, call, reviewer, actor)| Turn::Request { place, call, reviewer, actor }),
        8 => by_staff.prop_map(done),
        3 => by_agent.prop_map(done),
        2 => (0..AGENTS.len(), staff()).prop_map(|(call, actor)| Turn::Deliver { call, actor }),
        1 => (0..AGENTS.len(), 0..MANAGERS.len()).prop_map(|(agent, manager)| Turn::Move { agent, manager }),
    ]
}

fn assignment(place: usize) -> String {
    placed("review_assignment", place)
}

fn call(place: usize) -> String {
    id(&format!("call {place}"))
}

fn assigned(place: usize, of: usize, reviewer: &str) -> Value {
    json!({
        "call": call(of), "due_on": DUE, "note": "Listen to the end.", "review_assignment": assignment(place),
        "reviewer": id(reviewer),
    })
}

fn requested(place: usize, of: usize, reviewer: Option<&str>) -> Value {
    let reviewer = reviewer.map(id);
    json!({
        "call": call(of), "note": "How did I close?", "review_assignment": assignment(place), "reviewer": reviewer,
    })
}

/// The body of what is done with an assignment; always whole, so that only rules can refuse it.
fn body(verb: &str, place: usize, reviewer: &str) -> Value {
    let known = assignment(place);
    match verb {
        "review_assignment.accept" => json!({ "review_assignment": known }),
        "review_assignment.reassign" => {
            json!({"due_on": DUE, "reason": "She knows it.", "review_assignment": known, "reviewer": id(reviewer)})
        }
        "review_assignment.withdraw" => json!({"note": "I know now.", "review_assignment": known}),
        "review_assignment.archive" | "review_assignment.restore" => json!({ "review_assignment": known }),
        _ => json!({"reason": "Not this week.", "review_assignment": known}),
    }
}

/// A request of ana's with all the words that there can be of one: taken up, passed on, and declined after all.
pub(crate) fn asked_and_declined() -> Vec<(String, String, Value)> {
    let by = |name: &str, verb: &str| (id(name), verb.to_owned(), body(verb, 0, "mia"));
    vec![
        (id("ana"), "review_assignment.request".to_owned(), requested(0, 0, None)),
        by("mia", "review_assignment.accept"),
        by("olga", "review_assignment.reassign"),
        by("mia", "review_assignment.decline"),
    ]
}

/// Everything of which an assignment tells somebody, once, and what comes due.
pub(crate) fn everything_told() -> Vec<(String, String, Value)> {
    let assign = |place: usize, of: usize, reviewer: &str| {
        let mut assigned = assigned(place, of, reviewer);
        assigned["due_on"] = json!("2026-06-30");
        (id("olga"), "review_assignment.assign".to_owned(), assigned)
    };
    let ask = |place: usize| (id("bob"), "review_assignment.request".to_owned(), requested(place, 1, None));
    let by = |name: &str, verb: &str, place: usize| (id(name), verb.to_owned(), body(verb, place, "mia"));
    vec![
        assign(1, 1, "max"),
        by("olga", "review_assignment.recall", 1),
        assign(0, 1, "max"),
        ask(2),
        by("max", "review_assignment.decline", 2),
        ask(3),
        by("bob", "review_assignment.withdraw", 3),
        ask(4),
        by("max", "review_assignment.accept", 4),
    ]
}

/// What a review of the call finishes, and what somebody is still to review when everybody else leaves, and what is of theirs.
pub(crate) fn finished_and_left(tenant: &mut Tenant) {
    let olga = id("olga");
    let assign = |place: usize, of: usize, reviewer: &str| ("review_assignment.assign", assigned(place, of, reviewer));
    let mut sent: Vec<Value> = [assign(0, 1, "olga"), assign(1, 1, "max"), assign(2, 0, "olga")]
        .into_iter()
        .map(|(kind, body)| tenant.command(&olga, kind, &body, None))
        .collect();
    sent.extend(delivered(tenant, 1, &olga));
    for command in sent {
        tenant.now_ms += 1_000;
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{command}: {}", answer.json);
    }
}

/// What somebody sends who reviews a call.
fn delivered(tenant: &mut Tenant, of: usize, actor: &str) -> Vec<Value> {
    let review = id(&format!("review at {}", tenant.now_ms));
    let sent = [
        ("review.create", json!({"call": call(of), "review": review})),
        ("review.set_rating", json!({"rating": 3, "review": review})),
        ("review.set_summary", json!({"review": review, "summary": "Well done."})),
        ("review.deliver", json!({ "review": review })),
    ];
    sent.into_iter().map(|(kind, body)| tenant.command(actor, kind, &body, None)).collect()
}

impl Turn {
    fn commands(&self, tenant: &mut Tenant) -> Vec<Value> {
        tenant.now_ms += 1_000;
        let actor = |actor: usize| if actor == 0 { "system".to_owned() } else { id(ACTORS[actor]) };
        let (by, kind, body) = match self {
            Turn::Assign { place, call, reviewer, actor: by } => {
                (actor(*by), "review_assignment.assign", assigned(*place, *call, ACTORS[*reviewer]))
            }
            Turn::Request { place, call, reviewer, actor: by } => {
                let reviewer = reviewer.map(|reviewer| ACTORS[reviewer]);
                (actor(*by), "review_assignment.request", requested(*place, *call, reviewer))
            }
            Turn::Do { place, verb, reviewer, actor: by } => {
                (actor(*by), VERBS[*verb], body(VERBS[*verb], *place, ACTORS[*reviewer]))
            }
            Turn::Deliver { call, actor: by } => return delivered(tenant, *call, &actor(*by)),
            Turn::Move { agent, manager } => {
                let body = json!({"person": id(AGENTS[*agent]), "manager": id(MANAGERS[*manager]), "name": "Somebody"});
                ("system".to_owned(), "person.record", body)
            }
        };
        vec![tenant.command(&by, kind, &body, None)]
    }
}

/// What somebody would keep who reads the rules.
#[derive(Clone, PartialEq)]
struct Kept {
    archived: bool,
    call: usize,
    is_requested: bool,
    reviewer: &'static str,
    assigner: Option<&'static str>,
    state: &'static str,
    is_due: bool,
}

impl Kept {
    fn agent(&self) -> &'static str {
        AGENTS[self.call]
    }

    fn is_live(&self) -> bool {
        ["requested", "open"].contains(&self.state)
    }

    /// The list of what is still to be done, of what has ended, or of what was put away.
    fn list(&self) -> &'static str {
        match (self.is_live(), self.archived) {
            (true, _) => "open",
            (false, false) => "ended",
            (false, true) => "archived",
        }
    }

    /// It put away or brought back by an owner or whoever assigned it, where it has ended and stands on the other shelf.
    fn put_away(&self, archives: bool, actor: &str) -> Option<Self> {
        let may = actor == "olga" || self.assigner == Some(actor);
        let fits = !self.is_live() && self.archived != archives;
        (may && fits).then(|| Kept { archived: archives, ..self.clone() })
    }
}

#[derive(Default)]
struct Book {
    above: BTreeMap<&'static str, &'static str>,
    /// Who gave which call a review.
    given: BTreeSet<(usize, &'static str)>,
    kept: BTreeMap<usize, Kept>,
}

impl Book {
    fn manager(&self, agent: &str) -> &'static str {
        self.above.get(agent).copied().unwrap_or(if agent == "ana" { "mia" } else { "max" })
    }

    /// An owner reviews everybody's calls, a manager those of their own people.
    fn may_review(&self, actor: &str, agent: &str) -> bool {
        actor == "olga" || self.manager(agent) == actor
    }

    /// Somebody knows who stands above them, a manager their own people, and an owner everybody.
    fn knows(&self, actor: &str, other: &str) -> bool {
        let below = AGENTS.contains(&other) && self.manager(other) == actor;
        let above = other == "olga" || (AGENTS.contains(&actor) && self.manager(actor) == other);
        actor == other || actor == "olga" || below || above || (actor == "mia" && other == "gus")
    }

    fn can_be_asked(&self, actor: &str, reviewer: &str, agent: &str) -> bool {
        self.knows(actor, reviewer) && self.may_review(reviewer, agent)
    }

    /// Whether something of this sort is asked about a call already, but for what stands at a place.
    fn is_asked(&self, call: usize, but: usize, is: impl Fn(&Kept) -> bool) -> bool {
        self.kept.iter().any(|(place, kept)| *place != but && kept.call == call && kept.is_live() && is(kept))
    }

    /// Whether the rules let it be done; then notes it.
    fn takes(&mut self, turn: &Turn) -> bool {
        let after = match turn {
            Turn::Assign { place, call, reviewer, actor } => {
                let (agent, reviewer, actor) = (AGENTS[*call], ACTORS[*reviewer], ACTORS[*actor]);
                let may = self.may_review(actor, agent) && self.can_be_asked(actor, reviewer, agent);
                let asked = self.is_asked(*call, *place, |kept| kept.reviewer == reviewer);
                let assigner = Some(actor);
                let (archived, call, state) = (false, *call, "open");
                let new = Kept { archived, call, is_requested: false, reviewer, assigner, state, is_due: true };
                let gave = self.given.contains(&(call, reviewer));
                (may && !asked && !gave && !self.kept.contains_key(place)).then_some((*place, new))
            }
            Turn::Request { place, call, reviewer, actor } => {
                let (agent, actor) = (AGENTS[*call], ACTORS[*actor]);
                let reviewer = reviewer.map_or(self.manager(agent), |reviewer| ACTORS[reviewer]);
                let may = actor == agent && self.can_be_asked(actor, reviewer, agent);
                let asked = self.is_asked(*call, *place, |kept| kept.is_requested);
                let state = "requested";
                let (archived, call) = (false, *call);
                let new = Kept { archived, call, is_requested: true, reviewer, assigner: None, state, is_due: false };
                (may && !asked && !self.kept.contains_key(place)).then_some((*place, new))
            }
            Turn::Do { place, verb, reviewer, actor } => {
                let Some(kept) = self.kept.get(place).cloned() else { return false };
                self.after(*place, &kept, VERBS[*verb], (ACTORS[*reviewer], ACTORS[*actor]))
                    .map(|after| (*place, after))
            }
            Turn::Deliver { call, actor } => {
                let actor = ACTORS[*actor];
                // One reviewer gives a call one review.
                if !self.may_review(actor, AGENTS[*call]) || !self.given.insert((*call, actor)) {
                    return false;
                }
                let meets = |kept: &&mut Kept| {
                    kept.is_live() && kept.call == *call && (kept.is_requested || kept.reviewer == actor)
                };
                self.kept.values_mut().filter(meets).for_each(|kept| kept.state = "done");
                return true;
            }
            Turn::Move { agent, manager } => {
                self.above.insert(AGENTS[*agent], MANAGERS[*manager]);
                return true;
            }
        };
        after.map(|(place, kept)| self.kept.insert(place, kept)).is_some()
    }

    fn after(
        &self,
        place: usize,
        kept: &Kept,
        verb: &str,
        (reviewer, actor): (&'static str, &'static str),
    ) -> Option<Kept> {
        let (agent, kept) = (kept.agent(), kept.clone());
        let reviews = self.may_review(actor, agent);
        let gave = |reviewer| self.given.contains(&(kept.call, reviewer));
        match verb {
            "review_assignment.archive" => kept.put_away(true, actor),
            "review_assignment.restore" => kept.put_away(false, actor),
            _ if !kept.is_live() => None,
            "review_assignment.accept" if reviews && kept.state == "requested" && !gave(actor) => {
                Some(Kept { reviewer: actor, state: "open", ..kept })
            }
            "review_assignment.reassign" if reviews => {
                if kept.state == "open" && kept.reviewer == reviewer && kept.is_due {
                    return Some(kept);
                }
                // Whoever is to review it already may be given another day, whatever else is asked of them.
                let asked =
                    kept.reviewer != reviewer && self.is_asked(kept.call, place, |other| other.reviewer == reviewer);
                let may = self.can_be_asked(actor, reviewer, agent) && !asked && !gave(reviewer);
                may.then_some(Kept { reviewer, assigner: Some(actor), state: "open", is_due: true, ..kept })
            }
            "review_assignment.recall" if reviews && !kept.is_requested => Some(Kept { state: "recalled", ..kept }),
            "review_assignment.decline" if (reviews || kept.reviewer == actor) && kept.is_requested => {
                Some(Kept { state: "declined", ..kept })
            }
            "review_assignment.withdraw" if actor == agent && kept.is_requested => {
                Some(Kept { state: "withdrawn", ..kept })
            }
            _ => None,
        }
    }

    /// How somebody sees an assignment, if at all.
    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let kept = self.kept.get(&place)?;
        if viewer == kept.agent() {
            return kept.is_requested.then_some("agent");
        }
        let is_theirs = (kept.is_live() && kept.reviewer == viewer) || kept.assigner == Some(viewer);
        (is_theirs || self.may_review(viewer, kept.agent())).then_some("staff")
    }

    fn all(&self, is: impl Fn(usize, &Kept) -> bool) -> BTreeSet<String> {
        self.kept.iter().filter(|(place, kept)| is(**place, kept)).map(|(place, _)| assignment(*place)).collect()
    }
}

fn ids(page: &str) -> BTreeSet<String> {
    let page: Value = serde_json::from_str(page).unwrap();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["review_assignment"].as_str().unwrap().to_owned()).collect()
}

/// Everything that each person is told of assignments by a workspace, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().filter(|name| *name != "gus") {
        let mut ask = |kind: &str, body: Value| {
            let answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            answer
        };
        for place in 0..PLACES {
            let answer = ask("review_assignment.get", json!({"review_assignment": assignment(place)}));
            let seen: Value = serde_json::from_str(&answer.json).unwrap();
            let sight = (answer.status == Status::Ok).then(|| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer} {}", answer.json);
            if sight.is_some() {
                assert_eq!(seen["body"]["archived"], book.kept[&place].archived);
                assert_eq!(seen["body"]["state"], book.kept[&place].state);
                assert_eq!(seen["body"]["reviewer"], id(book.kept[&place].reviewer));
            }
        }
        for list in ["open", "ended", "archived"] {
            let sees = |place| book.sight(viewer, place) == Some("staff");
            let mine = ids(&ask("review_assignment.mine", json!({"list": list})).json);
            let to_do = |place, kept: &Kept| kept.reviewer == viewer && kept.list() == list && sees(place);
            assert_eq!(mine, book.all(to_do), "{viewer} {list}");
            let of_team = ids(&ask("review_assignment.list", json!({"list": list})).json);
            let reached = |_, kept: &Kept| book.may_review(viewer, kept.agent()) && kept.list() == list;
            assert_eq!(of_team, book.all(reached), "{viewer} {list}");
            let of_ana = ids(&ask("review_assignment.list", json!({"agent": id("ana"), "list": list})).json);
            assert_eq!(
                of_ana,
                book.all(|place, kept| reached(place, kept) && kept.agent() == "ana"),
                "{viewer} {list}"
            );
            let by_me = ids(&ask("review_assignment.list", json!({"assigned_by_me": true, "list": list})).json);
            let given = |_, kept: &Kept| kept.assigner == Some(viewer) && kept.list() == list;
            assert_eq!(by_me, book.all(given), "{viewer} {list}");
            let which = json!({"archived": list == "archived", "ended": list == "ended"});
            let own = ids(&ask("review_assignment.requested", which).json);
            let asked = |_, kept: &Kept| kept.agent() == viewer && kept.is_requested && kept.list() == list;
            assert_eq!(own, book.all(asked), "{viewer} {list}");
        }
        let badge: Value = serde_json::from_str(&ask("review_assignment.badge", json!({})).json).unwrap();
        let open = book.all(|_, kept| kept.reviewer == viewer && kept.is_live());
        assert_eq!(badge["open"], open.len(), "{viewer}");
        // What somebody is to review stands in the queue of those who may.
        let queue: Value = serde_json::from_str(&ask("review.queue", json!({})).json).unwrap();
        let reasons = queue["items"].as_array().unwrap().iter().flat_map(|entry| entry["reasons"].as_array().unwrap());
        let waits = reasons.map(|reason| reason["body"]["review_assignment"].as_str().unwrap().to_owned()).collect();
        let reached = |kept: &Kept| book.may_review(viewer, kept.agent());
        assert_eq!(book.all(|_, kept| kept.state == "open" && reached(kept)), waits, "{viewer}");
        let figures: Value = serde_json::from_str(&ask("review.figures", json!({})).json).unwrap();
        let calls = |is: &dyn Fn(&Kept) -> bool| {
            let open = book.kept.values().filter(|kept| kept.state == "open" && reached(kept) && is(kept));
            open.map(|kept| kept.call).collect::<BTreeSet<_>>().len()
        };
        assert_eq!(figures["assigned"], calls(&|_| true), "{viewer}");
        assert_eq!(figures["mine"], calls(&|kept| kept.reviewer == viewer), "{viewer}");
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn rev_20_rev_22_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..40)
    ) {
        let (mut tenant, mut book) = (Tenant::new(), Book::default());
        let mut database = Database::following(&tenant, POLICY);
        for turn in &turns {
            let mut accepted = true;
            for command in turn.commands(&mut tenant) {
                let thing = json!({"type": "review_assignment", "id": command["body"]["review_assignment"]});
                let question = json!({"at": tenant.at(), "viewer": command["actor"], "thing": thing});
                let said = tenant.workspace.available(question.to_string().as_bytes());
                let theirs = database.execute(&command);
                let ours = tenant.send(&command);
                prop_assert_eq!(&theirs.record, &ours.record);
                accepted &= ours.status == Status::Ok;
                // Who is named to review it is the body's own fault.
                let in_body = command["type"] == "review_assignment.reassign";
                let said: Value = serde_json::from_str(&said.json).unwrap();
                let listed = said.as_array().and_then(|list| list.iter().find(|entry| entry["command"] == command["type"]));
                if let Some(entry) = listed.filter(|entry| !in_body || entry["open"] == false) {
                    prop_assert_eq!(entry["open"].as_bool().unwrap(), ours.status == Status::Ok, "{:?} {}", turn, ours.json);
                }
            }
            prop_assert_eq!(accepted, book.takes(turn), "{:?}", turn);
        }
        let now = told(&tenant, &tenant.workspace, &book);
        for again in tenant.anew(POLICY) {
            prop_assert_eq!(&told(&tenant, &again, &book), &now);
            prop_assert_eq!(snapshot_of(&again), tenant.snapshot());
        }
    }

    #[test]
    fn acc_19_rev_20_rev_22_what_others_are_to_review_changes_nothing_for_a_viewer(
        turns in prop::collection::vec(turn(), 1..25), verbs in prop::collection::vec((0..VERBS.len(), any::<bool>()), 25),
        hidden in prop::sample::select(&HIDDEN)
    ) {
        let Hidden { viewer, call, is_requested } = hidden;
        let mut worlds = Worlds::of(viewer, Tenant::new);
        prop_assert!(worlds.hidden(|world| hidden.begun().commands(world)));
        for (turn, (verb, to_owner)) in turns.iter().zip(&verbs) {
            worlds.hidden(|world| hidden.turn(*verb, *to_owner).commands(world));
            // Whoever is to review a call is not asked twice, and a call is asked about once: by that the worlds are told apart by
            // those who see it. And who moves to another manager takes along what that one may see.
            let is_told_apart = match turn {
                Turn::Assign { call: of, .. } => *of == call,
                Turn::Request { call: of, .. } => *of == call && is_requested,
                Turn::Do { verb, .. } => VERBS[*verb] == "review_assignment.reassign",
                Turn::Deliver { .. } => false,
                Turn::Move { .. } => true,
            };
            if !is_told_apart {
                worlds.shared(|world| turn.commands(world));
            }
        }
        let thing = json!({"type": "review_assignment", "id": assignment(PLACES)});
        let mut probes = VERBS.map(|verb| (verb, body(verb, PLACES, "olga"))).to_vec();
        // Whether an id is taken is a named release: what is made has one that neither world uses.
        let fresh = [PLACES + 1, PLACES + 2];
        probes.extend(fresh.map(|place| ("review_assignment.assign", assigned(place, place - PLACES - 1, "olga"))));
        // Whoever handled the call sees what they asked for; what others are to do keeps nobody from asking.
        probes.extend(fresh.map(|place| ("review_assignment.request", requested(place + 2, place - PLACES - 1, None))));
        worlds.look_alike(&[], &[thing], &probes);
    }
}

/// An assignment that stands in one of two worlds, and whoever may learn nothing of it.
#[derive(Clone, Copy, Debug)]
struct Hidden {
    viewer: &'static str,
    call: usize,
    /// Whether whoever handled the call asked for it, and sees it.
    is_requested: bool,
}

/// Of what is assigned whoever handled the call learns nothing; of that, and of what they ask for, no peer, no other manager, and
/// nobody who has left.
#[rustfmt::skip]
const HIDDEN: [Hidden; 12] = [
    Hidden { viewer: "ana", call: 0, is_requested: false },
    Hidden { viewer: "bob", call: 1, is_requested: false },
    Hidden { viewer: "ana", call: 1, is_requested: false },
    Hidden { viewer: "bob", call: 0, is_requested: false },
    Hidden { viewer: "mia", call: 1, is_requested: false },
    Hidden { viewer: "max", call: 0, is_requested: false },
    Hidden { viewer: "gus", call: 0, is_requested: false },
    Hidden { viewer: "ana", call: 1, is_requested: true },
    Hidden { viewer: "bob", call: 0, is_requested: true },
    Hidden { viewer: "mia", call: 1, is_requested: true },
    Hidden { viewer: "max", call: 0, is_requested: true },
    Hidden { viewer: "gus", call: 0, is_requested: true },
];

impl Hidden {
    fn begun(self) -> Turn {
        let Hidden { call, is_requested, .. } = self;
        match is_requested {
            true => Turn::Request { place: PLACES, call, reviewer: None, actor: call + 4 },
            false => Turn::Assign { place: PLACES, call, reviewer: call + 2, actor: 1 },
        }
    }

    /// What is done with it: olga passes it on to herself or to the manager of whoever handled the call.
    fn turn(self, verb: usize, to_owner: bool) -> Turn {
        let actor = if VERBS[verb] == "review_assignment.withdraw" { self.call + 4 } else { 1 };
        let reviewer = if to_owner { 1 } else { self.call + 2 };
        Turn::Do { place: PLACES, verb, reviewer, actor }
    }
}

/// Who is refused before the table is looked at: who has left, who sees no such assignment, or not the call of one that is to
/// be made, and who may not do this. `asked` says of one that is there whether it was asked for, which is what whoever handled
/// the call sees of it.
fn refused_before(who: &str, verb: &str, asked: Option<bool>) -> Option<&'static str> {
    let sees: &[&str] = match asked {
        _ if ["assign", "request"].contains(&verb) => &["system", "olga", "mia", "ana"],
        None => &[],
        Some(true) => &["olga", "mia", "ana"],
        Some(false) => &["olga", "mia"],
    };
    let may: &[&str] = match verb {
        "request" | "withdraw" => &["ana"],
        // Whoever assigned it is olga, too.
        "archive" | "restore" => &["olga"],
        _ => &["olga", "mia"],
    };
    refused_first(who, sees, may)
}

/// The code of a condition that does not hold: what was asked for is declined, and what was assigned recalled.
fn refused_by_origin(verb: &str, state: Option<&str>, asked: Option<bool>) -> Option<&'static str> {
    match (verb, state, asked) {
        ("recall", Some("open"), Some(true)) => Some("decline_instead"),
        ("decline", Some("open"), Some(false)) => Some("recall_instead"),
        _ => None,
    }
}

/// Each cell of the table by each sort of actor: what it says is what is decided, and each refusal is the one that the rules
/// give.
#[test]
fn rev_20_ker_10_every_cell_of_an_assignment_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "review_assignment").unwrap();
    let done = |verb: &str, actor: usize| {
        let verb = VERBS.iter().position(|name| name.ends_with(verb)).unwrap();
        Turn::Do { place: 0, verb, reviewer: 1, actor }
    };
    let assign = |actor: usize| Turn::Assign { place: 0, call: 0, reviewer: 2, actor };
    let request = |actor: usize| Turn::Request { place: 0, call: 0, reviewer: None, actor };
    let put_away = || done("archive", 1);
    let is_put_away = |turn: &Turn| matches!(turn, Turn::Do { verb, .. } if VERBS[*verb].ends_with("archive"));
    let ways: [(Option<&str>, Vec<Turn>); 13] = [
        (None, Vec::new()),
        (Some("requested"), vec![request(4)]),
        (Some("open"), vec![assign(1)]),
        (Some("open"), vec![request(4), done("accept", 2)]),
        (Some("done"), vec![assign(1), Turn::Deliver { call: 0, actor: 2 }]),
        (Some("done"), vec![request(4), Turn::Deliver { call: 0, actor: 2 }]),
        (Some("recalled"), vec![assign(1), done("recall", 1)]),
        (Some("declined"), vec![request(4), done("decline", 2)]),
        (Some("withdrawn"), vec![request(4), done("withdraw", 4)]),
        (Some("done"), vec![assign(1), Turn::Deliver { call: 0, actor: 2 }, put_away()]),
        (Some("recalled"), vec![assign(1), done("recall", 1), put_away()]),
        (Some("declined"), vec![request(4), done("decline", 2), put_away()]),
        (Some("withdrawn"), vec![request(4), done("withdraw", 4), put_away()]),
    ];
    let mut met = BTreeSet::new();
    for (state, way) in &ways {
        let origin = way.first().map(|turn| matches!(turn, Turn::Request { .. }));
        let archived = way.last().is_some_and(is_put_away);
        let column = state.map_or(0, |state| 1 + table.states.iter().position(|of| *of == state).unwrap());
        for row in table.rows.iter().filter(|row| !["finish", "hand_over", "call_off"].contains(&row.command)) {
            for (actor, who) in ACTORS.into_iter().enumerate() {
                let mut tenant = Tenant::new();
                for command in way.iter().flat_map(|turn| turn.commands(&mut tenant)).collect::<Vec<_>>() {
                    assert_eq!(tenant.send(&command).status, Status::Ok, "{state:?}");
                }
                let turn = match row.command {
                    "assign" => assign(actor),
                    "request" => request(actor),
                    verb => done(verb, actor),
                };
                let command = turn.commands(&mut tenant).remove(0);
                let answer = tenant.send(&command);
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                let (cell, place) = (&row.cells[column], format!("{state:?} {} by {who}: {json}", row.command));
                let refused = refused_before(who, row.command, origin);
                let refused = refused.or(refused_by_table(row, column, archived));
                let expected = refused.or(refused_by_origin(row.command, *state, origin));
                assert_eq!(json["code"].as_str(), expected, "{place}");
                check_state_told(&json, &format!("review_assignment.{}", row.command), *state);
                if answer.status == Status::Ok {
                    assert_eq!(json["body"]["receipt"]["state"], json!(cell.to.unwrap()), "{place}");
                    met.insert((column, row.command));
                } else if cell.code.is_some_and(|code| json["code"] == code.name()) {
                    met.insert((column, row.command));
                }
            }
        }
    }
    let sent = table.rows.iter().filter(|row| !["finish", "hand_over", "call_off"].contains(&row.command));
    let all: BTreeSet<_> = sent.flat_map(|row| (0..row.cells.len()).map(|column| (column, row.command))).collect();
    // Whoever handled the call sees nothing of what was assigned, and so cannot take it back once it was recalled.
    let column = |state: &str| 1 + table.states.iter().position(|of| *of == state).unwrap();
    let mut unmet = vec![(column("recalled"), "withdraw")];
    // And what is still to be done is never put away, to be brought back.
    unmet.extend(["requested", "open"].map(|state| (column(state), "restore")));
    assert_eq!(met, all.into_iter().filter(|cell| !unmet.contains(cell)).collect());
}

//! ACC-01, ACC-03, ACC-22, REV-05, REV-07, REV-09, REV-23: who learns what of a review, and what they may do with it, whatever was begun,
//! delivered, answered, taken back, put away and moved meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Status, Workspace};

use crate::host::Database;
use crate::scorecards::template;
use crate::sessions::{check_state_told, refused_by_table, refused_first};
use crate::sight::{Worlds, answers};
use crate::tenant::{PEOPLE, Tenant, id, placed, snapshot_of};

const REVIEWS: usize = 3;
/// Before anything is done here.
const SINCE: &str = "2020-01-01T00:00:00.000Z";
/// Some weeks after it.
const SOON: &str = "2026-03-20T08:00:00.000Z";
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
/// Who handled the first two calls.
const AGENTS: [&str; 2] = ["ana", "bob"];
const MANAGERS: [&str; 2] = ["mia", "max"];
/// Managers see their own reviews alone, or all.
const POLICIES: [&str; 2] = [
    r#"{"access":{"manager_scope":"own_reports"}}"#,
    r#"{"access":{"manager_scope":"own_reports","managers_see_all_reviews":true}}"#,
];

/// What is done with a review that is there.
const VERBS: [&str; 28] = [
    "review.set_rating",
    "review.set_summary",
    "review.add_comment",
    "review.change_comment",
    "review.remove_comment",
    "review.deliver",
    "review.discard",
    "review.add_addendum",
    "review.mark_reviewed",
    "review.acknowledge",
    "review.respond",
    "review.reply",
    "review.link_call",
    "review.retract",
    "review.archive",
    "review.restore",
    "review.fill",
    "review.add_item",
    "review.change_item",
    "review.remove_item",
    "review.dispute",
    "review.withdraw_dispute",
    "review.decide_dispute",
    "review.void",
    "review.acknowledge_amendment",
    "review.set_delivery",
    "review.unset_delivery",
    "review.deliver_as_set",
];

#[derive(Clone, Debug)]
enum Turn {
    Create { review: usize, call: usize, actor: usize },
    Do { review: usize, verb: usize, actor: usize },
    Move { agent: usize, manager: usize },
}

/// Turns among which somebody often does what is theirs to do.
fn turn() -> impl Strategy<Value = Turn> {
    let create = (0..REVIEWS, 0..AGENTS.len(), prop_oneof![4 => 1..4_usize, 1 => 0..ACTORS.len()]);
    let verbs = prop_oneof![3 => 0..3_usize, 3 => Just(5), 2 => 3..8_usize, 2 => 11..20_usize, 2 => 25..27_usize];
    let by_reviewer = (0..REVIEWS, verbs, 1..4_usize);
    let by_agent = (0..REVIEWS, prop_oneof![6 => 8..13_usize, 1 => 13..16_usize, 3 => 20..22_usize], 4..6_usize);
    let by_hearer = (0..REVIEWS, 22..24_usize, 1..4_usize);
    let by_host = (0..REVIEWS, Just(27_usize), Just(0_usize));
    let by_anybody = (0..REVIEWS, 0..VERBS.len(), 0..ACTORS.len());
    let done = |(review, verb, actor)| Turn::Do { review, verb, actor };
    prop_oneof![
        6 => create.prop_map(|(review, call, actor)| Turn::Create { review, call, actor }),
        12 => by_reviewer.prop_map(done),
        7 => by_agent.prop_map(done),
        2 => by_hearer.prop_map(done),
        2 => by_host.prop_map(done),
        3 => by_anybody.prop_map(done),
        1 => (0..AGENTS.len(), 0..MANAGERS.len()).prop_map(|(agent, manager)| Turn::Move { agent, manager }),
    ]
}

fn review(place: usize) -> String {
    placed("review", place)
}

/// The one comment that reviews have, on the first call.
fn comment() -> Value {
    json!({"comment": id("comment"), "from_ms": 1_000, "kind": "warning", "text": "Too fast.", "quote": "Bye.", "speaker": "ana"})
}

/// The one answer that a call is judged by.
fn form() -> Value {
    let answer = json!({"options": ["no"]});
    let said = json!({"answer": answer, "comment": "Not once.", "justification": "Said so.", "question": "question_0"});
    json!({ "answers": [said] })
}

/// The one thing that a review gives to do.
fn item(place: usize) -> Value {
    let given = placed("given", place);
    json!({"action_item": given, "details": "Each time.", "due_on": "2027-12-31", "kind": {"type": "practice"}, "task": "Pause."})
}

/// What publishes the scorecard by which calls are judged.
fn published() -> [(String, String, Value); 2] {
    let draft = json!({"replaces": null, "scorecard": id("scorecard"), "template": template(1)});
    let of_olga = |verb: &str, body: Value| (id("olga"), verb.to_owned(), body);
    [of_olga("scorecard.draft", draft), of_olga("scorecard.publish", json!({"scorecard": id("scorecard")}))]
}

/// The body of what is done with a review; always whole, so that only rules can refuse it.
fn body(verb: &str, place: usize) -> Value {
    let review = review(place);
    match verb {
        "review.set_rating" => json!({"rating": 3, "review": review}),
        "review.set_summary" => json!({"review": review, "summary": "Too fast."}),
        "review.add_comment" | "review.change_comment" => json!({"comment": comment(), "review": review}),
        "review.remove_comment" => json!({"comment": id("comment"), "review": review}),
        "review.fill" => json!({"filled": {"form": form(), "scorecard": id("scorecard")}, "review": review}),
        "review.add_item" | "review.change_item" => json!({"item": item(place), "review": review}),
        "review.remove_item" => json!({"action_item": placed("given", place), "review": review}),
        "review.add_addendum" => json!({"review": review, "text": "And then it was better."}),
        "review.acknowledge" => json!({"response": "I will pause.", "review": review}),
        "review.respond" => json!({"kind": "clarification", "review": review, "text": "Where?"}),
        "review.reply" => json!({"review": review, "text": "At the end.", "to": 1}),
        "review.link_call" => json!({"call": id("call later"), "review": review}),
        "review.dispute" => {
            json!({"points": [{"about": {"type": "not_mine"}, "reason": "Another took it."}], "review": review})
        }
        "review.decide_dispute" => {
            json!({"note": "It was theirs.", "review": review, "rulings": [{"note": "Look again.", "ruling": {"type": "keep"}}]})
        }
        "review.void" => json!({"note": "It was another's.", "review": review}),
        "review.retract" => json!({"reason": "Another call was meant.", "review": review}),
        "review.deliver_as_set" => json!({"ordered_by": id("mia"), "review": review}),
        _ => json!({ "review": review }),
    }
}

/// A review as ana sees it and mia has her answer, with all the words that it can hold.
pub(crate) fn exchanged() -> Vec<(String, String, Value)> {
    let by = |name: &str, verb: &str| (id(name), verb.to_owned(), body(verb, 0));
    let create = (id("mia"), "review.create".to_owned(), json!({"call": id("call 0"), "review": review(0)}));
    let mia = [
        "review.set_rating",
        "review.set_summary",
        "review.add_comment",
        "review.fill",
        "review.add_item",
        "review.deliver",
        "review.add_addendum",
    ];
    let mut all: Vec<(String, String, Value)> = published().into_iter().chain([create]).collect();
    all.extend(mia.map(|verb| by("mia", verb)));
    all.extend([by("ana", "review.respond"), by("mia", "review.reply"), by("ana", "review.acknowledge")]);
    all.extend([by("ana", "review.dispute"), by("olga", "review.decide_dispute")]);
    all
}

/// Another review of ana's call, which olga has set to be delivered.
pub(crate) fn set_ahead() -> Vec<(String, String, Value)> {
    let by = |verb: &str, body: Value| (id("olga"), verb.to_owned(), body);
    let to_come = json!({"at": SOON, "review": review(1)});
    vec![
        by("review.create", json!({"call": id("call 0"), "review": review(1)})),
        by("review.set_rating", body("review.set_rating", 1)),
        by("review.set_summary", body("review.set_summary", 1)),
        by("review.set_delivery", to_come),
    ]
}

/// Mia gives ana something to do in two reviews: one is taken back, and of the other ana says that the call was not hers.
pub(crate) fn given_and_called_off(tenant: &mut Tenant) {
    let given =
        ["review.set_rating", "review.set_summary", "review.add_item", "review.deliver"].map(|verb| ("mia", verb));
    let ends = [vec![("mia", "review.retract")], vec![("ana", "review.dispute"), ("olga", "review.void")]];
    for (place, end) in ends.into_iter().enumerate() {
        let begun = json!({"call": id("call 0"), "review": review(place)});
        let steps = given.into_iter().chain(end).map(|(actor, verb)| (actor, verb, body(verb, place)));
        for (actor, verb, body) in [("mia", "review.create", begun)].into_iter().chain(steps) {
            let command = tenant.command(&id(actor), verb, &body, None);
            let answer = tenant.send(&command);
            assert_eq!(answer.status, Status::Ok, "{verb} {}", answer.json);
        }
    }
}

impl Turn {
    /// What has to be known before: the call in which a review is said to be applied has just begun.
    fn before(&self, tenant: &mut Tenant) -> Option<Value> {
        let links = matches!(self, Turn::Do { verb, .. } if VERBS[*verb] == "review.link_call");
        links.then(|| {
            tenant.now_ms += 1_000;
            let call =
                json!({"call": id("call later"), "handler": id("ana"), "length_ms": 60_000, "started_at": tenant.at()});
            tenant.command("system", "call.record", &call, None)
        })
    }

    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let (actor, kind, body) = match self {
            Turn::Create { review: place, call, actor } => {
                (*actor, "review.create", json!({"call": id(&format!("call {call}")), "review": review(*place)}))
            }
            Turn::Do { review, verb, actor } => (*actor, VERBS[*verb], body(VERBS[*verb], *review)),
            Turn::Move { agent, manager } => {
                let manager = id(MANAGERS[*manager]);
                (0, "person.record", json!({"person": id(AGENTS[*agent]), "manager": manager, "name": "Somebody"}))
            }
        };
        let mut body = body;
        if kind == "review.set_delivery" {
            body["at"] = json!(tenant.at_after(1));
        }
        let actor = if actor == 0 { "system".to_owned() } else { id(ACTORS[actor]) };
        tenant.command(&actor, kind, &body, None)
    }
}

/// What somebody would keep who reads the rules.
#[derive(Clone, Default)]
struct Kept {
    agent: &'static str,
    reviewer: &'static str,
    state: &'static str,
    archived: bool,
    comment: bool,
    summary: bool,
    rating: bool,
    filled: bool,
    item: bool,
    disputed: bool,
    rounds: usize,
    read: bool,
    entries: usize,
    owed: bool,
    /// Whether a moment is set at which it is to be delivered, which comes before anything else is done.
    set: bool,
}

impl Kept {
    fn is_shown(&self) -> bool {
        ["delivered", "reviewed", "acknowledged"].contains(&self.state)
    }

    fn was_shown(&self) -> bool {
        self.is_shown() || ["retracted", "voided"].contains(&self.state)
    }

    /// Whether anything is still to be done about it.
    fn is_due(&self) -> bool {
        self.awaits() || (self.is_shown() && (self.owed || self.disputed))
    }

    fn awaits(&self) -> bool {
        self.is_shown() && self.state != "acknowledged"
    }

    fn is_fit(&self) -> bool {
        self.state == "draft" && (self.rating || self.filled) && (self.summary || self.comment)
    }
}

#[derive(Default)]
struct Book {
    above: BTreeMap<&'static str, &'static str>,
    reviews: BTreeMap<usize, Kept>,
    sees_all: bool,
}

impl Book {
    fn manager(&self, agent: &str) -> &'static str {
        self.above.get(agent).copied().unwrap_or(if agent == "ana" { "mia" } else { "max" })
    }

    /// An owner reviews everybody's calls, a manager those of their own people.
    fn may_review(&self, actor: &str, agent: &str) -> bool {
        actor == "olga" || self.manager(agent) == actor
    }

    /// A dispute is heard by an owner or a manager of theirs, who is not the reviewer.
    fn hears(&self, actor: &str, kept: &Kept) -> bool {
        let open = kept.disputed && kept.is_shown() && !kept.archived;
        open && actor != kept.reviewer && self.may_review(actor, kept.agent)
    }

    /// Whether the rules let it be done; then notes it.
    fn takes(&mut self, turn: &Turn) -> bool {
        match turn {
            Turn::Create { review, call, actor } => {
                let (agent, reviewer) = (AGENTS[*call], ACTORS[*actor]);
                let fresh = Kept { agent, reviewer, state: "draft", ..Kept::default() };
                let live = |kept: &Kept| kept.state == "draft" || kept.is_shown();
                let gave = |kept: &Kept| live(kept) && (kept.agent, kept.reviewer) == (agent, reviewer);
                let is_first = !self.reviews.contains_key(review) && !self.reviews.values().any(gave);
                let may = self.may_review(reviewer, agent) && is_first;
                may && self.reviews.insert(*review, fresh).is_none()
            }
            Turn::Do { review, verb, actor } => {
                let Some(kept) = self.reviews.get(review).cloned() else { return false };
                let reviews = ACTORS[*actor] == kept.reviewer && self.may_review(kept.reviewer, kept.agent);
                let hears = self.hears(ACTORS[*actor], &kept);
                // The host carries out what mia ordered, and may still.
                let carries =
                    ACTORS[*actor] == "system" && kept.reviewer == "mia" && self.may_review("mia", kept.agent);
                let after = after(&kept, VERBS[*verb], ACTORS[*actor], (reviews, hears, carries));
                after.map(|after| self.reviews.insert(*review, after)).is_some()
            }
            Turn::Move { agent, manager } => {
                self.above.insert(AGENTS[*agent], MANAGERS[*manager]);
                true
            }
        }
    }

    /// How somebody sees a review, if at all.
    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let kept = self.reviews.get(&place)?;
        self.follows(viewer, place).or_else(|| self.hears(viewer, kept).then_some("staff"))
    }

    /// The same, but for what they see since they are to decide a dispute about it.
    fn follows(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let kept = self.reviews.get(&place)?;
        if viewer == kept.agent {
            return kept.was_shown().then_some("agent");
        }
        let manages = self.sees_all && MANAGERS.contains(&viewer);
        let sees = viewer == kept.reviewer || (kept.was_shown() && (viewer == "olga" || manages));
        sees.then_some("staff")
    }

    fn all(&self, is: impl Fn(usize, &Kept) -> bool) -> BTreeSet<String> {
        self.reviews.iter().filter(|(place, kept)| is(**place, kept)).map(|(place, _)| review(*place)).collect()
    }
}

/// A review after what somebody wants to do with it, where the rules let them: `reviews` says whether it is theirs to
/// change, and whoever handled the call still within their reach; `hears`, that they are to decide the open dispute;
/// `carries`, that they carry out the reviewer's order.
fn after(kept: &Kept, verb: &str, actor: &str, (reviews, hears, carries): (bool, bool, bool)) -> Option<Kept> {
    let (draft, shown, mine) = (kept.state == "draft", kept.is_shown(), actor == kept.agent);
    let follows = actor == kept.reviewer;
    let archives = follows || (actor == "olga" && kept.was_shown());
    let with = |change: &dyn Fn(&mut Kept)| {
        let mut after = kept.clone();
        change(&mut after);
        Some(after)
    };
    match verb {
        "review.restore" if archives && kept.archived => with(&|kept| kept.archived = false),
        // Who disputes it has read it, and what was put away is back.
        "review.dispute" if mine && shown && !kept.disputed && kept.rounds < 2 => with(&|kept| {
            kept.disputed = true;
            kept.rounds += 1;
            kept.archived = false;
            kept.read = true;
            kept.state = if kept.state == "delivered" { "reviewed" } else { kept.state };
        }),
        _ if kept.archived => None,
        "review.archive" if archives && !draft && !kept.is_due() => with(&|kept| kept.archived = true),
        "review.set_rating" if reviews && draft => with(&|kept| kept.rating = true),
        "review.set_summary" if reviews && draft => with(&|kept| kept.summary = true),
        "review.add_comment" if reviews && draft && !kept.comment => with(&|kept| kept.comment = true),
        "review.change_comment" if reviews && draft && kept.comment => with(&|_| {}),
        "review.remove_comment" if reviews && draft && kept.comment => with(&|kept| kept.comment = false),
        "review.fill" if reviews && draft => with(&|kept| kept.filled = true),
        "review.add_item" if reviews && draft && !kept.item => with(&|kept| kept.item = true),
        "review.change_item" if reviews && draft && kept.item => with(&|_| {}),
        "review.remove_item" if reviews && draft && kept.item => with(&|kept| kept.item = false),
        "review.deliver" if reviews && kept.is_fit() => with(&|kept| kept.state = "delivered"),
        "review.set_delivery" if reviews && kept.is_fit() => with(&|kept| kept.set = true),
        "review.unset_delivery" if reviews && draft && kept.set => with(&|kept| kept.set = false),
        "review.deliver_as_set" if carries && kept.set && kept.is_fit() => with(&|kept| kept.state = "delivered"),
        "review.discard" if follows && draft => with(&|kept| kept.state = "discarded"),
        "review.add_addendum" if follows && shown => with(&|_| {}),
        "review.retract" if follows && kept.state == "delivered" => with(&|kept| kept.state = "retracted"),
        // The first entry is what is replied to, and what nobody has replied to is the last clarification.
        "review.reply" if follows && shown && kept.entries > 0 => with(&|kept| {
            kept.owed = kept.owed && kept.entries > 1;
            kept.entries += 1;
        }),
        "review.mark_reviewed" if mine && kept.state == "delivered" => with(&|kept| {
            kept.state = "reviewed";
            kept.read = true;
        }),
        "review.acknowledge" if mine && kept.awaits() => with(&|kept| {
            kept.state = "acknowledged";
            kept.entries += 1;
        }),
        "review.respond" if mine && shown => with(&|kept| {
            kept.entries += 1;
            kept.owed = true;
        }),
        "review.withdraw_dispute" if mine && shown && kept.disputed => with(&|kept| kept.disputed = false),
        "review.decide_dispute" if hears => with(&|kept| kept.disputed = false),
        "review.void" if hears => with(&|kept| {
            kept.state = "voided";
            kept.disputed = false;
        }),
        "review.link_call" if mine && shown && actor == "ana" => with(&|_| {}),
        _ => None,
    }
}

/// A tenant where ana has a call that begins after all that is done here.
fn tenant(policy: &str) -> Tenant {
    let mut tenant = Tenant::under(policy);
    let started = "2027-02-20T10:00:00.000Z";
    let call = json!({"call": id("call later"), "handler": id("ana"), "length_ms": 60_000, "started_at": started});
    let recorded = [("system".to_owned(), "call.record".to_owned(), call)];
    for (actor, kind, body) in recorded.into_iter().chain(published()) {
        let command = tenant.command(&actor, &kind, &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
    tenant
}

fn averages_of(agent: &str) -> Value {
    json!({"agent": id(agent), "days": {"first": "2026-02-01", "last": "2026-02-28"}})
}

fn ids(page: &str) -> BTreeSet<String> {
    let page: Value = serde_json::from_str(page).unwrap();
    page["items"].as_array().unwrap().iter().map(|item| item["review"].as_str().unwrap().to_owned()).collect()
}

/// Everything that each person is told of reviews by a workspace, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    let due = json!({"at": tenant.at_after(1), "viewer": "system", "type": "jobs.due", "body": {"since": SINCE}});
    let due = workspace.ask(due.to_string().as_bytes());
    let due: Value = serde_json::from_str(&due.json).unwrap();
    let runs = due["runs"].as_array().unwrap().iter().filter(|run| run["type"] == "execute");
    let due: BTreeSet<String> =
        runs.map(|run| run["body"]["command"]["body"]["review"].as_str().unwrap().to_owned()).collect();
    assert_eq!(due, book.all(|_, kept| kept.state == "draft" && kept.set), "what is due");
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().filter(|name| *name != "gus") {
        let mut ask = |kind: &str, body: Value| {
            let answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            answer
        };
        for place in 0..REVIEWS {
            let answer = ask("review.get", json!({"review": review(place)}));
            let seen: Value = serde_json::from_str(&answer.json).unwrap();
            let sight = (answer.status == Status::Ok).then(|| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer} {}", answer.json);
        }
        let in_use = |kept: &Kept| kept.is_shown() && !kept.archived;
        let sees = |place, how| book.follows(viewer, place) == Some(how);
        let inbox = ids(&ask("review.mine", json!({"list": "inbox"})).json);
        assert_eq!(inbox, book.all(|place, kept| sees(place, "agent") && in_use(kept)), "{viewer}");
        let history = ids(&ask("review.mine", json!({"list": "history"})).json);
        assert_eq!(history, book.all(|place, _| sees(place, "agent")), "{viewer}");
        let given = |kept: &Kept| kept.reviewer == viewer;
        let drafts = ids(&ask("review.given", json!({"list": "drafts"})).json);
        assert_eq!(drafts, book.all(|_, kept| given(kept) && kept.state == "draft"), "{viewer}");
        let disputed = ids(&ask("review.disputed", json!({})).json);
        assert_eq!(disputed, book.all(|_, kept| book.hears(viewer, kept)), "{viewer}");
        let owed = ids(&ask("review.owed", json!({})).json);
        assert_eq!(owed, book.all(|_, kept| given(kept) && in_use(kept) && kept.owed), "{viewer}");
        for place in 0..REVIEWS {
            let answer = ask("review.practice", json!({"review": review(place)}));
            let kept = book.reviews.get(&place).filter(|kept| kept.state != "discarded");
            // How old a call is tells of it: of a draft it is for those who see the call.
            let shows = |kept: &Kept| kept.state != "draft" || book.may_review(viewer, kept.agent);
            let writes_or_owns = kept.is_some_and(|kept| (given(kept) || viewer == "olga") && shows(kept));
            assert_eq!(answer.status == Status::Ok, writes_or_owns && sees(place, "staff"), "{viewer} {}", answer.json);
        }
        for reviewer in ["olga", "mia", "max"] {
            let days = json!({"first": "2026-01-01", "last": "2027-12-31"});
            let counted = ask("review.practice_figures", json!({"days": days, "reviewer": id(reviewer)})).json;
            let counted: Value = serde_json::from_str(&counted).unwrap();
            let counts =
                |kept: &Kept| kept.reviewer == reviewer && kept.is_shown() && [reviewer, "olga"].contains(&viewer);
            assert_eq!(counted["delivered"], book.all(|_, kept| counts(kept)).len(), "{viewer} {reviewer}");
            let specific = book.all(|_, kept| counts(kept) && kept.comment).len();
            assert_eq!(counted["specific"], specific, "{viewer} {reviewer}");
        }
        for (list, awaits) in [("awaiting", true), ("settled", false)] {
            let of = |kept: &Kept| in_use(kept) && kept.awaits() == awaits;
            let listed = ids(&ask("review.given", json!({"list": list})).json);
            assert_eq!(listed, book.all(|_, kept| given(kept) && of(kept)), "{viewer}");
            let listed = ids(&ask("review.team", json!({"list": list})).json);
            assert_eq!(listed, book.all(|place, kept| sees(place, "staff") && of(kept)), "{viewer}");
            let body = json!({"agent": id("ana"), "list": list, "reviewer": id("mia")});
            let listed = ids(&ask("review.team", body).json);
            let named = |kept: &Kept| kept.agent == "ana" && kept.reviewer == "mia";
            assert_eq!(listed, book.all(|place, kept| sees(place, "staff") && of(kept) && named(kept)), "{viewer}");
        }
        let count = |all: BTreeSet<String>| all.len();
        let badge: Value = serde_json::from_str(&ask("review.badge", json!({})).json).unwrap();
        let waits = |kept: &Kept| in_use(kept) && kept.awaits();
        assert_eq!(badge["coaching"], count(book.all(|_, kept| kept.agent == viewer && waits(kept))), "{viewer}");
        assert_eq!(badge["awaited"], count(book.all(|_, kept| given(kept) && waits(kept))), "{viewer}");
        assert_eq!(badge["clarification"], count(book.all(|_, kept| given(kept) && in_use(kept) && kept.owed)));
        assert_eq!(badge["disputes_to_decide"], count(book.all(|_, kept| book.hears(viewer, kept))), "{viewer}");
        let figures: Value = serde_json::from_str(&ask("review.team_figures", json!({})).json).unwrap();
        let seen = |is: &dyn Fn(&Kept) -> bool| {
            count(book.all(|place, kept| sees(place, "staff") && in_use(kept) && is(kept)))
        };
        assert_eq!(figures["unread"], seen(&|kept| kept.state == "delivered"), "{viewer}");
        assert_eq!(figures["read"], seen(&|kept| kept.state == "reviewed"), "{viewer}");
        assert_eq!(figures["acknowledged"], seen(&|kept| kept.state == "acknowledged"), "{viewer}");
        assert_eq!(figures["clarification"], seen(&|kept| kept.owed), "{viewer}");
        for agent in AGENTS {
            let averages: Value = serde_json::from_str(&ask("review.averages", averages_of(agent)).json).unwrap();
            // When a call began, and whose it is, shows in what counts: so it counts for those alone who see the call, which
            // sight of the review does not take.
            let sees_call = viewer == agent || book.may_review(viewer, agent);
            let seen = |is: &dyn Fn(&Kept) -> bool| {
                let of = |kept: &Kept| sees_call && kept.agent == agent && kept.is_shown() && is(kept);
                count(book.all(|place, kept| book.sight(viewer, place).is_some() && of(kept)))
            };
            assert_eq!(averages["disputed"], seen(&|kept| kept.disputed), "{viewer} {agent}");
            let counted = ["reviews", "without_score"].map(|name| averages[name].as_u64().unwrap());
            let counted: u64 = counted.into_iter().sum();
            assert_eq!(json!(counted), seen(&|kept| !kept.disputed), "{viewer} {agent}");
        }
        for (call, handler) in AGENTS.into_iter().enumerate() {
            let answer = ask("call.feedback", json!({"call": id(&format!("call {call}"))}));
            if answer.status != Status::Ok {
                continue;
            }
            let feedback: Value = serde_json::from_str(&answer.json).unwrap();
            let of_call = feedback["reviews"].as_array().unwrap().iter();
            let found = of_call.map(|seen| seen["body"]["review"].as_str().unwrap().to_owned()).collect();
            let sees = |place| book.sight(viewer, place).is_some();
            assert_eq!(book.all(|place, kept| kept.agent == handler && sees(place)), found, "{viewer}");
            let flags = |kept: &Kept| kept.agent == viewer && kept.state == "delivered" && !kept.archived;
            let flagged = count(book.all(|_, kept| kept.agent == handler && flags(kept))) > 0;
            assert_eq!(feedback["flagged"], flagged, "{viewer}");
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn acc_01_rev_07_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..50), open in prop::bool::ANY
    ) {
        let policy = POLICIES[usize::from(open)];
        let (mut tenant, mut book) = (tenant(policy), Book { sees_all: open, ..Book::default() });
        let mut database = Database::following(&tenant, policy);
        for turn in &turns {
            if let Some(begun) = turn.before(&mut tenant) {
                prop_assert_eq!(&database.execute(&begun).record, &tenant.send(&begun).record);
            }
            let command = turn.command(&mut tenant);
            let thing = json!({"type": "review", "id": command["body"]["review"]});
            // Held against what was said to be open.
            let question = json!({"at": tenant.at(), "viewer": command["actor"], "thing": thing});
            let said = tenant.workspace.available(question.to_string().as_bytes());
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record);
            let accepted = ours.status == Status::Ok;
            prop_assert_eq!(accepted, book.takes(turn), "{:?} {}", turn, ours.json);
            let said: Value = serde_json::from_str(&said.json).unwrap();
            let listed = said.as_array().and_then(|list| list.iter().find(|entry| entry["command"] == command["type"]));
            // An id that is taken in the draft is the body's own fault, and so is a call that is not the actor's.
            let in_body = ["review.add_comment", "review.add_item", "review.link_call"].contains(&command["type"].as_str().unwrap());
            if let Some(entry) = listed.filter(|_| !in_body) {
                prop_assert_eq!(entry["open"].as_bool().unwrap(), accepted, "{:?} {}", turn, ours.json);
            }
        }
        let now = told(&tenant, &tenant.workspace, &book);
        for again in tenant.anew(policy) {
            prop_assert_eq!(&told(&tenant, &again, &book), &now);
            prop_assert_eq!(snapshot_of(&again), tenant.snapshot());
        }
    }

    #[test]
    fn acc_03_acc_19_what_others_have_among_themselves_changes_nothing_for_a_viewer(
        turns in prop::collection::vec(turn(), 1..30), verbs in prop::collection::vec(0..VERBS.len(), 30),
        hidden in prop::sample::select(&HIDDEN)
    ) {
        let Hidden { viewer, policy, .. } = hidden;
        let (mut one, mut other) = (tenant(POLICIES[policy]), tenant(POLICIES[policy]));
        for (place, turn) in turns.iter().enumerate() {
            let now = other.now_ms;
            let more = match place.checked_sub(1) {
                None => hidden.begun(),
                Some(next) => hidden.turn(DELIVERED.get(next).copied().unwrap_or(verbs[place])),
            };
            let command = more.command(&mut other);
            other.send(&command);
            other.now_ms = now;
            // Who moves to another manager takes along what that one may see; and one reviewer gives a call one review.
            if matches!(turn, Turn::Move { .. }) || hidden.is_given_again(turn) {
                continue;
            }
            let answers = [&mut one, &mut other].map(|world| {
                if let Some(begun) = turn.before(world) {
                    world.send(&begun);
                }
                let command = turn.command(world);
                let answer = world.send(&command);
                (command["actor"] == id(viewer).as_str()).then_some(match answer.status {
                    Status::Ok => String::new(),
                    _ => answer.json,
                })
            });
            prop_assert_eq!(&answers[0], &answers[1], "{:?} {:?}", hidden, turn);
        }
        prop_assert_eq!(seen_by(hidden, &one), seen_by(hidden, &other), "{:?}", hidden);
        for verb in VERBS {
            let refused = [&mut one, &mut other].map(|world| {
                let command = world.command(&id(viewer), verb, &body(verb, REVIEWS), None);
                world.send(&command).json
            });
            prop_assert_eq!(&refused[0], &refused[1], "{:?} {}", hidden, verb);
        }
    }

    #[test]
    fn ker_17_acc_19_how_a_review_was_written_and_whose_it_has_become_changes_nothing_for_whoever_may_not_know(
        again in prop::collection::vec(prop::sample::select(&AGAIN), 1..6),
        verbs in prop::collection::vec(prop::sample::select(&OF_AGENT), 0..6),
        viewer in prop::sample::select(&["ana", "max", "olga"])
    ) {
        let of = |verb: &str, actor: usize| {
            let verb = VERBS.iter().position(|name| *name == format!("review.{verb}")).unwrap();
            Turn::Do { review: 0, verb, actor }
        };
        let all = |world: &mut Tenant, verbs: &[&str]| verbs.iter().map(|verb| of(verb, 2).command(world)).collect::<Vec<_>>();
        let mut worlds = Worlds::of(viewer, || tenant(POLICIES[1]));
        worlds.shared(|world| vec![Turn::Create { review: 0, call: 0, actor: 2 }.command(world)]);
        worlds.shared(|world| all(world, &["set_rating", "set_summary", "add_comment", "fill"]));
        prop_assert!(worlds.hidden(|world| all(world, &again.concat())));
        worlds.shared(|world| {
            world.now_ms += 100_000;
            all(world, &["deliver"])
        });
        // Whoever handled the call is not shown who answers for what was said of it.
        if viewer == "ana" {
            let to_olga = json!({"person": id("mia"), "to": id("olga")});
            prop_assert!(worlds.hidden(|world| vec![world.command("system", "person.hand_over", &to_olga, None)]));
        }
        for verb in verbs {
            worlds.shared(|world| {
                let begun = of(verb, 4).before(world);
                begun.into_iter().chain([of(verb, 4).command(world)]).collect()
            });
        }
        let probes = VERBS.map(|verb| (verb, body(verb, 0)));
        worlds.look_alike(&[], &[json!({"type": "review", "id": review(0)})], &probes);
    }
}

/// By which verbs a review that was begun is delivered, so that what is hidden does not stay a draft by chance.
const DELIVERED: [usize; 3] = [0, 1, 5];

/// What is done to a draft after which it says what it said before.
const AGAIN: [&[&str]; 6] = [
    &["set_rating"],
    &["set_summary"],
    &["change_comment"],
    &["fill"],
    &["remove_comment", "add_comment"],
    &["set_delivery", "unset_delivery"],
];

/// A review that stands in one of two worlds, and whoever may learn nothing of it.
#[derive(Clone, Copy, Debug)]
struct Hidden {
    viewer: &'static str,
    call: usize,
    reviewer: usize,
    /// Whether it is seen once it is delivered.
    stays_draft: bool,
    policy: usize,
}

/// Whoever handled the call, and managers who see all reviews, know of none that is only begun; other managers know of none,
/// and neither do peers.
#[rustfmt::skip]
const HIDDEN: [Hidden; 10] = [
    Hidden { viewer: "ana", call: 0, reviewer: 2, stays_draft: true, policy: 0 },
    Hidden { viewer: "bob", call: 1, reviewer: 3, stays_draft: true, policy: 1 },
    Hidden { viewer: "mia", call: 1, reviewer: 3, stays_draft: false, policy: 0 },
    Hidden { viewer: "max", call: 0, reviewer: 2, stays_draft: false, policy: 0 },
    Hidden { viewer: "mia", call: 1, reviewer: 3, stays_draft: true, policy: 1 },
    Hidden { viewer: "max", call: 0, reviewer: 2, stays_draft: true, policy: 1 },
    Hidden { viewer: "bob", call: 0, reviewer: 2, stays_draft: false, policy: 0 },
    Hidden { viewer: "bob", call: 0, reviewer: 2, stays_draft: false, policy: 1 },
    Hidden { viewer: "ana", call: 1, reviewer: 3, stays_draft: false, policy: 0 },
    Hidden { viewer: "ana", call: 1, reviewer: 3, stays_draft: false, policy: 1 },
];

impl Hidden {
    /// Whether its reviewer begins another of the same call.
    fn is_given_again(self, turn: &Turn) -> bool {
        matches!(turn, Turn::Create { call, actor, .. } if (*call, *actor) == (self.call, self.reviewer))
    }

    fn begun(self) -> Turn {
        Turn::Create { review: REVIEWS, call: self.call, actor: self.reviewer }
    }

    /// What is done with it, by whom it is for: what would deliver it writes a summary, where it is to stay a draft.
    fn turn(self, verb: usize) -> Turn {
        let delivers = ["review.deliver", "review.deliver_as_set"].contains(&VERBS[verb]);
        let verb = if self.stays_draft && delivers { 1 } else { verb };
        let actor = match VERBS[verb] {
            "review.mark_reviewed"
            | "review.acknowledge"
            | "review.respond"
            | "review.dispute"
            | "review.withdraw_dispute"
            | "review.acknowledge_amendment" => self.call + 4,
            "review.decide_dispute" | "review.void" => 1,
            "review.deliver_as_set" => 0,
            _ => self.reviewer,
        };
        Turn::Do { review: REVIEWS, verb, actor }
    }
}

/// All that somebody is told who asks for everything, and what is open to them of the review and of what it gives to do.
fn seen_by(hidden: Hidden, world: &Tenant) -> Vec<String> {
    let viewer = hidden.viewer;
    // How severe a reviewer is they are told, and that rests on what others gave the same people (INS-10): what they gave
    // themselves is told alike. A draft counts for nothing.
    let rests = MANAGERS.contains(&viewer) && !hidden.stays_draft;
    let is_released = |question: &str| question == "review.severity" && rests;
    let answered = answers(world, viewer, &is_released).into_iter();
    let mut seen: Vec<String> = answered.map(|answer| answer.json).collect();
    // What stands under ids that no other thing of a random tenant has.
    let given = json!({"action_item": placed("given", REVIEWS)});
    seen.push(world.ask(viewer, "action_item.get", &given).json);
    seen.push(world.available_on(viewer, &json!({"type": "review", "id": review(REVIEWS)})).json);
    seen.push(world.available_on(viewer, &json!({"type": "action_item", "id": placed("given", REVIEWS)})).json);
    seen.extend(rests.then(|| gave(viewer, world)));
    seen
}

/// Of how severe a reviewer is, what rests on their own reviews alone.
fn gave(viewer: &str, world: &Tenant) -> String {
    let days = json!({"first": "2026-01-01", "last": "2026-12-31"});
    let mut told: Value =
        serde_json::from_str(&world.ask(viewer, "review.severity", &json!({"days": days})).json).unwrap();
    for own in told["reviewers"].as_array_mut().unwrap() {
        for figure in ["alone", "interval", "leniency", "standard_error"] {
            own[figure].take();
        }
        own["scores"].as_array_mut().unwrap().iter_mut().for_each(|score| drop(score["adjusted"].take()));
    }
    told.to_string()
}

/// Ana disputes the rating of the first review, and olga gives it another.
fn amend(tenant: &mut Tenant) {
    let points = json!([{"about": {"type": "rating", "body": {"proposed": 5}}, "reason": "It was better."}]);
    let rulings = json!([{"ruling": {"type": "accept"}}]);
    for (actor, kind, body) in [
        ("ana", "review.dispute", json!({"points": points, "review": review(0)})),
        ("olga", "review.decide_dispute", json!({"note": "So it was.", "review": review(0), "rulings": rulings})),
    ] {
        let command = tenant.command(&id(actor), kind, &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
}

/// A host without a workspace asks twice at the most, and keeps the same records.
#[test]
fn rev_15_ker_04_a_host_of_its_own_carries_out_what_mia_has_set() {
    let mut tenant = tenant(POLICIES[0]);
    let mut database = Database::following(&tenant, POLICIES[0]);
    let done = |verb: &str, actor: usize| {
        let verb = VERBS.iter().position(|name| *name == verb).unwrap();
        Turn::Do { review: 0, verb, actor }
    };
    let begun = Turn::Create { review: 0, call: 0, actor: 2 };
    let filled = ["review.set_rating", "review.set_summary", "review.add_item", "review.set_delivery"];
    let carried_out = done("review.deliver_as_set", 0);
    for turn in [begun].into_iter().chain(filled.map(|verb| done(verb, 2))).chain([carried_out]) {
        let command = turn.command(&mut tenant);
        let theirs = database.execute(&command);
        let ours = tenant.send(&command);
        assert_eq!(ours.status, Status::Ok, "{turn:?} {}", ours.json);
        assert_eq!(theirs.record, ours.record, "{turn:?} {}", theirs.json);
    }
}

/// What is whoever handled the call's to do with a review.
const OF_AGENT: [&str; 7] =
    ["mark_reviewed", "acknowledge", "respond", "link_call", "dispute", "withdraw_dispute", "acknowledge_amendment"];

/// Who is refused before the table is looked at: who has left, who sees no such review, or not the call of one that is to be
/// begun, and who may not do this. Mia writes it, of ana's call, and what was never delivered she alone sees.
fn refused_before(who: &str, verb: &str, state: Option<&str>, disputed: bool) -> Option<&'static str> {
    let sees: &[&str] = match state {
        _ if verb == "create" => &["system", "olga", "mia", "ana"],
        None => &[],
        // The host carries out an order without being shown the review.
        Some(_) if verb == "deliver_as_set" && who == "system" => &["system"],
        Some("draft" | "discarded") => &["mia"],
        Some(_) => &["olga", "mia", "ana"],
    };
    let may: &[&str] = match verb {
        "create" | "archive" | "restore" => &["olga", "mia"],
        "deliver_as_set" => &["system"],
        "decide_dispute" | "void" if disputed => &["olga"],
        "decide_dispute" | "void" => &[],
        verb if OF_AGENT.contains(&verb) => &["ana"],
        _ => &["mia"],
    };
    refused_first(who, sees, may)
}

/// Each cell of the table by each sort of actor: what it says is what is decided, and each refusal is the one that the rules
/// give.
#[test]
fn rev_05_ker_10_every_cell_of_a_review_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "review").unwrap();
    let done = |verb: &str, actor: usize| Turn::Do {
        review: 0,
        verb: VERBS.iter().position(|name| *name == verb).unwrap(),
        actor,
    };
    let begun = || Turn::Create { review: 0, call: 0, actor: 2 };
    let draft = || vec![begun(), done("review.set_rating", 2), done("review.add_comment", 2)];
    let and = |mut turns: Vec<Turn>, more: &[Turn]| {
        turns.extend_from_slice(more);
        turns
    };
    let delivered = || and(draft(), &[done("review.deliver", 2), done("review.respond", 4)]);
    let ways: [(Option<&str>, Vec<Turn>); 8] = [
        (None, Vec::new()),
        (Some("draft"), draft()),
        (Some("delivered"), delivered()),
        (Some("reviewed"), and(delivered(), &[done("review.mark_reviewed", 4)])),
        (Some("acknowledged"), and(delivered(), &[done("review.acknowledge", 4)])),
        (Some("discarded"), and(draft(), &[done("review.discard", 2)])),
        (Some("retracted"), and(delivered(), &[done("review.retract", 2)])),
        (Some("voided"), and(delivered(), &[done("review.dispute", 4), done("review.void", 1)])),
    ];
    let mut taken = BTreeSet::new();
    for (column, (state, way)) in ways.iter().enumerate() {
        assert_eq!(*state, column.checked_sub(1).map(|place| table.states[place]));
        for (row, archived) in table.rows.iter().flat_map(|row| [(row, false), (row, true)]) {
            let name = format!("review.{}", row.command);
            let Some(verb) = VERBS.iter().position(|verb| *verb == name).or((row.command == "create").then_some(0))
            else {
                continue;
            };
            for (actor, who) in ACTORS.into_iter().enumerate() {
                // Where nobody is asked to acknowledge, what was delivered can be put away.
                let is_put_away = archived || row.command == "archive";
                let puts = is_put_away && *state != Some("acknowledged");
                let mut tenant = tenant(if puts { r#"{"review":{"acknowledgement":"none"}}"# } else { POLICIES[0] });
                // And where nothing is owed.
                let answered = (is_put_away && (2..5).contains(&column)).then(|| done("review.reply", 2));
                let put = archived.then(|| done("review.archive", 2));
                let given = ["change_item", "remove_item"].contains(&row.command) && *state == Some("draft");
                let given = given.then(|| done("review.add_item", 2));
                let sets = ["unset_delivery", "deliver_as_set"].contains(&row.command) && *state == Some("draft");
                let set = sets.then(|| done("review.set_delivery", 2));
                let disputes = ["withdraw_dispute", "decide_dispute", "void"].contains(&row.command) && !archived;
                let disputed = (disputes && (3..5).contains(&column)).then(|| done("review.dispute", 4));
                let before = given.iter().chain(&set).chain(&disputed).chain(&answered).chain(&put);
                let stood = way.iter().chain(before).all(|turn| {
                    let command = turn.command(&mut tenant);
                    tenant.send(&command).status == Status::Ok
                });
                if !stood {
                    assert!(archived, "{state:?}");
                    continue;
                }
                let turn = match row.command {
                    "create" => Turn::Create { review: 0, call: 0, actor },
                    _ => Turn::Do { review: 0, verb, actor },
                };
                if row.command == "acknowledge_amendment" && *state == Some("acknowledged") && !archived {
                    amend(&mut tenant);
                }
                if let Some(begun) = turn.before(&mut tenant) {
                    tenant.send(&begun);
                }
                let mut command = turn.command(&mut tenant);
                // There is no room for the same comment twice.
                if row.command == "add_comment" {
                    command["body"]["comment"]["comment"] = json!(id("another comment"));
                }
                let answer = tenant.send(&command);
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                let (cell, place) = (&row.cells[column], format!("{state:?} {} by {who}: {json}", row.command));
                let refused = refused_before(who, row.command, *state, disputed.is_some());
                // A dispute takes back what was put away.
                let on_shelf = archived && row.command != "dispute";
                let unread = row.command == "archive" && *state == Some("delivered") && !archived;
                let expected =
                    refused.or(refused_by_table(row, column, on_shelf)).or(unread.then_some("review_unread"));
                assert_eq!(json["code"].as_str(), expected, "{place}");
                check_state_told(&json, &name, *state);
                if answer.status == Status::Ok {
                    assert_eq!(json["body"]["receipt"]["state"], json!(cell.to.unwrap()), "{place}");
                    taken.insert((column, row.command));
                }
            }
        }
    }
    let sent = table.rows.iter().filter(|row| row.command != "hand_over");
    let open = sent.flat_map(|row| row.cells.iter().enumerate().map(move |(column, cell)| (column, row.command, cell)));
    let open: BTreeSet<_> =
        open.filter(|(.., cell)| cell.to.is_some()).map(|(column, command, _)| (column, command)).collect();
    // What nobody has read is put away, and so taken back, only once whoever handled the call has left.
    let unread = ways.iter().position(|(state, _)| *state == Some("delivered")).unwrap();
    let open: BTreeSet<_> = open
        .into_iter()
        .filter(|(column, command)| *column != unread || !["archive", "restore"].contains(command))
        .collect();
    assert_eq!(taken, open);
}

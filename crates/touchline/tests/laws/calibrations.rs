//! REV-13, ACC-19: who learns what of a calibration and what they may do with it, whatever is scored, amended, taken out and
//! handed over meanwhile; and that nothing tells a rater of others before scoring is over.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Status, Workspace};

use crate::books::told_by_every_way;
use crate::scorecards::template_of;
use crate::sessions::{check_state_told, refused_by_table, refused_first};
use crate::sight::answers;
use crate::tenant::{Tenant, id, placed};
use crate::things::year;

const CALIBRATIONS: usize = 2;
/// Olga owns the place, carl sees to compliance; ana handled the call.
const ACTORS: [&str; 6] = ["olga", "carl", "mia", "max", "ana", "bob"];
const LEADERS: [&str; 2] = ["olga", "carl"];
/// Who is to score, as a calibration is drafted; olga may lead it, too.
const RATERS: [&str; 3] = ["mia", "max", "olga"];
/// Who is asked besides, or taken out.
const OTHERS: [&str; 5] = ["mia", "max", "olga", "carl", "ana"];
const POLICY: &str = r#"{"access":{"manager_scope":"organisation"}}"#;

const VERBS: [&str; 11] = [
    "calibration.draft",
    "calibration.revise",
    "calibration.open",
    "calibration.submit",
    "calibration.add_rater",
    "calibration.withdraw_rater",
    "calibration.end_scoring",
    "calibration.close",
    "calibration.cancel",
    "calibration.archive",
    "calibration.restore",
];

const MY_LISTS: [&str; 6] = ["awaiting", "scored", "review", "closed", "cancelled", "archived"];
const LED_LISTS: [&str; 6] = ["draft", "scoring", "review", "closed", "cancelled", "archived"];

#[derive(Clone, Debug)]
enum Turn {
    Do { calibration: usize, verb: usize, actor: usize, who: usize, yes: bool },
    HandOver { from: usize, to: usize },
}

fn turn() -> impl Strategy<Value = Turn> {
    let verb = prop_oneof![2 => 0..3_usize, 6 => Just(3), 2 => 4..6_usize, 1 => 6..11_usize];
    let actor = prop_oneof![4 => 0..4_usize, 1 => 0..ACTORS.len()];
    let done = (0..CALIBRATIONS, verb, actor, 0..OTHERS.len(), any::<bool>());
    prop_oneof![
        12 => done.prop_map(|(calibration, verb, actor, who, yes)| Turn::Do { calibration, verb, actor, who, yes }),
        1 => (0..2_usize, 0..4_usize).prop_map(|(from, to)| Turn::HandOver { from, to }),
    ]
}

fn calibration(place: usize) -> String {
    placed("calibration", place)
}

fn ids_of(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| id(name)).collect()
}

/// The body of what is done with a calibration; always whole, so that only rules can refuse it.
fn body(verb: &str, place: usize, who: &str, yes: bool) -> Value {
    let (calibration, scorecard) = (calibration(place), placed("scorecard", 0));
    let option = if yes { "yes" } else { "no" };
    let answer = json!({"question": "question_0", "answer": {"options": [option]}, "comment": "So it was.", "justification": "Heard."});
    match verb {
        "calibration.draft" => json!({
            "calibration": calibration, "call": id("call 0"), "due_on": "2026-03-06", "raters": ids_of(&RATERS),
            "reference": id("max"), "scorecard": scorecard,
        }),
        "calibration.revise" => json!({
            "calibration": calibration, "raters": ids_of(&RATERS), "reference": id("mia"), "scorecard": scorecard,
        }),
        "calibration.submit" => json!({"calibration": calibration, "form": {"answers": [answer]}}),
        "calibration.add_rater" | "calibration.withdraw_rater" => json!({"calibration": calibration, "rater": id(who)}),
        "calibration.close" => json!({"calibration": calibration, "conclusions": "A greeting names the firm."}),
        "calibration.cancel" => json!({"calibration": calibration, "reason": "Another call was meant."}),
        _ => json!({ "calibration": calibration }),
    }
}

/// A calibration that was closed, with all the words that it can hold, and the scorecard by which everybody scored.
pub(crate) fn calibrated() -> Vec<(String, String, Value)> {
    let by = |name: &str, verb: &str| (id(name), verb.to_owned(), body(verb, 0, "bob", true));
    let scorecard = placed("scorecard", 0);
    let card = |verb: &str, body: Value| (id("olga"), verb.to_owned(), body);
    let mut all = vec![
        card("scorecard.draft", json!({"scorecard": scorecard, "template": template_of("scored_together", 1)})),
        card("scorecard.publish", json!({ "scorecard": scorecard })),
    ];
    all.extend(["calibration.draft", "calibration.open"].map(|verb| by("olga", verb)));
    all.extend(RATERS.map(|name| {
        let (actor, kind, mut body) = by(name, "calibration.submit");
        body["form"]["answers"][0]["comment"] = json!(format!("So it was, says {name}."));
        (actor, kind, body)
    }));
    all.push(by("olga", "calibration.close"));
    all
}

/// A calibration that was called off before anybody was asked to score, and the scorecard by which they would have.
pub(crate) fn dropped() -> Vec<(String, String, Value)> {
    let verbs = ["calibration.draft", "calibration.revise", "calibration.cancel", "calibration.archive"];
    let led = verbs.map(|verb| (id("olga"), verb.to_owned(), body(verb, 0, "bob", true)));
    calibrated().into_iter().take(2).chain(led).collect()
}

/// A calibration in which somebody is asked later, and which is called off, after [`calibrated`].
pub(crate) fn called_off() -> Vec<(String, String, Value)> {
    let verbs = ["calibration.draft", "calibration.open", "calibration.add_rater", "calibration.cancel"];
    let led = verbs.map(|verb| (id("olga"), verb.to_owned(), body(verb, 1, "carl", true)));
    [("system".to_owned(), "person.record".to_owned(), carl())].into_iter().chain(led).collect()
}

/// Somebody who may lead, and stands nowhere else.
fn carl() -> Value {
    json!({"person": id("carl"), "name": "carl", "roles": ["compliance_officer"]})
}

/// All that follows in a calibration from something else, by the second version of the scorecard: scoring is over where all
/// have scored, and where who was awaited is taken out; and whoever leads one hands it over.
pub(crate) fn ended_and_handed_over(tenant: &mut Tenant) {
    let mut sent = vec![("system".to_owned(), "person.record", carl())];
    for place in 0..3 {
        let mut drafted = body("calibration.draft", place, "bob", true);
        drafted["raters"] = json!(ids_of(&LEADERS));
        drafted["reference"] = Value::Null;
        drafted["scorecard"] = json!(placed("scorecard", 1));
        sent.push((id("carl"), "calibration.draft", drafted));
        let mut by = |name: &str, verb: &'static str| sent.push((id(name), verb, body(verb, place, "carl", true)));
        by("carl", "calibration.open");
        by("olga", "calibration.submit");
        match place {
            0 => by("carl", "calibration.submit"),
            1 => by("olga", "calibration.withdraw_rater"),
            _ => {}
        }
    }
    sent.push((id("olga"), "person.hand_over", json!({"person": id("carl"), "to": id("olga")})));
    for (actor, kind, body) in sent {
        tenant.now_ms += 1_000;
        let command = tenant.command(&actor, kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{kind}: {}", answer.json);
    }
}

impl Turn {
    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        match self {
            Turn::Do { calibration, verb, actor, who, yes } => {
                let body = body(VERBS[*verb], *calibration, OTHERS[*who], *yes);
                tenant.command(&id(ACTORS[*actor]), VERBS[*verb], &body, None)
            }
            Turn::HandOver { from, to } => {
                let body = json!({"person": id(LEADERS[*from]), "to": id(ACTORS[*to])});
                tenant.command("system", "person.hand_over", &body, None)
            }
        }
    }
}

/// A tenant with a scorecard that is in use, and somebody who sees to compliance.
fn tenant() -> Tenant {
    let mut tenant = Tenant::under(POLICY);
    let zoe = json!({"person": id("zoe"), "name": "zoe", "roles": ["manager"]});
    for (actor, kind, body) in [
        ("system".to_owned(), "person.record".to_owned(), carl()),
        ("system".to_owned(), "person.record".to_owned(), zoe),
    ]
    .into_iter()
    .chain(calibrated().into_iter().take(2))
    {
        let command = tenant.command(&actor, &kind, &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
    tenant
}

/// What somebody would keep who reads the rules.
#[derive(Clone, Default)]
struct Kept {
    archived: bool,
    leader: &'static str,
    opened: bool,
    /// Who is to score, and whether they have.
    raters: BTreeMap<&'static str, bool>,
    state: &'static str,
}

impl Kept {
    fn settle(&mut self) {
        if self.raters.values().all(|submitted| *submitted) {
            self.state = "review";
        }
    }

    fn is_live(&self) -> bool {
        !["closed", "cancelled"].contains(&self.state)
    }

    fn is_released(&self) -> bool {
        ["review", "closed"].contains(&self.state)
    }

    /// Where it stands in the lists.
    fn section(&self) -> &'static str {
        if self.archived { "archived" } else { self.state }
    }

    fn awaits(&self, viewer: &str) -> bool {
        self.section() == "scoring" && self.raters.get(viewer) == Some(&false)
    }
}

#[derive(Default)]
struct Book(BTreeMap<usize, Kept>);

impl Book {
    /// Whether the rules let it be done; then notes it.
    fn takes(&mut self, turn: &Turn) -> bool {
        let (place, verb, actor, who) = match turn {
            Turn::Do { calibration, verb, actor, who, .. } => {
                (*calibration, VERBS[*verb], ACTORS[*actor], OTHERS[*who])
            }
            Turn::HandOver { from, to } => return self.hands_over(LEADERS[*from], ACTORS[*to]),
        };
        let leads = LEADERS.contains(&actor);
        let fresh = || RATERS.into_iter().map(|name| (name, false)).collect();
        let Some(kept) = self.0.get_mut(&place) else {
            if leads && verb == "calibration.draft" {
                self.0.insert(place, Kept { leader: actor, raters: fresh(), state: "draft", ..Kept::default() });
                return true;
            }
            return false;
        };
        if kept.archived {
            let restores = leads && verb == "calibration.restore";
            kept.archived = !restores;
            return restores;
        }
        let rates = kept.opened && kept.raters.contains_key(actor);
        match (verb, kept.state) {
            ("calibration.revise", "draft") if leads => kept.raters = fresh(),
            ("calibration.open", "draft") if leads => (kept.opened, kept.state) = (true, "scoring"),
            ("calibration.submit", "scoring") if rates => {
                kept.raters.insert(actor, true);
                kept.settle();
            }
            ("calibration.add_rater", "scoring") if leads && who != "ana" => {
                kept.raters.entry(who).or_insert(false);
            }
            ("calibration.withdraw_rater", "scoring")
                if leads && kept.raters.contains_key(who) && kept.raters.len() > 1 =>
            {
                kept.raters.remove(who);
                kept.settle();
            }
            ("calibration.end_scoring", "scoring") if leads => kept.state = "review",
            ("calibration.close", "review") if leads => kept.state = "closed",
            ("calibration.cancel", "draft" | "scoring" | "review") if leads => kept.state = "cancelled",
            ("calibration.archive", "closed" | "cancelled") if leads => kept.archived = true,
            _ => return false,
        }
        true
    }

    /// All that somebody leads goes over, or nothing where the other one may not lead it.
    fn hands_over(&mut self, from: &str, to: &'static str) -> bool {
        let mut led: Vec<&mut Kept> =
            self.0.values_mut().filter(|kept| kept.is_live() && kept.leader == from).collect();
        if from == to || (!led.is_empty() && !LEADERS.contains(&to)) {
            return false;
        }
        led.iter_mut().for_each(|kept| kept.leader = to);
        true
    }

    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let kept = self.0.get(&place)?;
        match kept.opened && kept.raters.contains_key(viewer) {
            true => Some("rated"),
            false => LEADERS.contains(&viewer).then_some("led"),
        }
    }

    fn all(&self, is: impl Fn(usize, &Kept) -> bool) -> BTreeSet<String> {
        self.0.iter().filter(|(place, kept)| is(**place, kept)).map(|(place, _)| calibration(*place)).collect()
    }
}

fn listed(page: &str) -> BTreeSet<String> {
    let page: Value = serde_json::from_str(page).unwrap();
    let id = |item: &Value| {
        [&item["calibration"], &item["body"]["calibration"]].into_iter().find_map(Value::as_str).map(str::to_owned)
    };
    page["items"].as_array().unwrap().iter().filter_map(id).collect()
}

/// Everything that each person is told of calibrations by a workspace, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    for viewer in ACTORS {
        let mut ask = |kind: &str, body: Value| {
            let answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            answer
        };
        for place in 0..CALIBRATIONS {
            let answer = ask("calibration.get", json!({"calibration": calibration(place)}));
            let seen: Value = serde_json::from_str(&answer.json).unwrap();
            let sight = (answer.status == Status::Ok).then(|| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer} {}", answer.json);
            let result = ask("calibration.result", json!({"calibration": calibration(place)}));
            let Some(kept) = book.0.get(&place).filter(|_| sight.is_some()) else {
                assert!(result.json.contains("\"not_found\""), "{}", result.json);
                continue;
            };
            assert_eq!(result.status == Status::Ok, kept.is_released(), "{}", result.json);
            assert!(kept.is_released() || result.json.contains("\"calibration_not_scored\""));
            assert_eq!(seen["body"]["leader"], id(kept.leader));
            if sight == Some("rated") {
                assert_eq!(seen["body"]["own"].is_null(), kept.raters.get(viewer) == Some(&false));
            }
        }
        for list in MY_LISTS {
            let found = listed(&ask("calibration.mine", json!({"list": list})).json);
            let expected = book.all(|place, kept| {
                let section = match kept.section() {
                    "scoring" if !kept.awaits(viewer) => "scored",
                    "scoring" => "awaiting",
                    section => section,
                };
                book.sight(viewer, place) == Some("rated") && section == list
            });
            assert_eq!(found, expected, "{viewer} {list}");
        }
        for list in LED_LISTS {
            let found = listed(&ask("calibration.list", json!({"list": list})).json);
            let leads = LEADERS.contains(&viewer);
            assert_eq!(found, book.all(|_, kept| leads && kept.section() == list), "{viewer} {list}");
        }
        let over: Value = serde_json::from_str(&ask("calibration.agreement", json!({"days": year()})).json).unwrap();
        let counts = |_, kept: &Kept| LEADERS.contains(&viewer) && kept.state == "closed";
        assert_eq!(over["calibrations"], book.all(counts).len(), "{viewer}");
        let badge: Value = serde_json::from_str(&ask("calibration.badge", json!({})).json).unwrap();
        assert_eq!(badge["awaiting"], book.all(|_, kept| kept.awaits(viewer)).len(), "{viewer}");
    }
    told
}

/// Everything that a rater can learn of a calibration, and how what they want of it is refused.
fn learnt(tenant: &mut Tenant, viewer: &str) -> Vec<String> {
    let own = json!({"calibration": calibration(0)});
    let mut questions = vec![("calibration.get", own.clone()), ("calibration.result", own.clone())];
    questions.extend(MY_LISTS.map(|list| ("calibration.mine", json!({"list": list}))));
    questions.extend(LED_LISTS.map(|list| ("calibration.list", json!({"list": list}))));
    let plain = ["calibration.badge", "notifications.mine", "review.badge", "review.team_figures", "agent.dashboard"];
    questions.extend(plain.map(|kind| (kind, json!({}))));
    questions.extend(["call.feedback", "call.get"].map(|kind| (kind, json!({"call": id("call 0")}))));
    let mut seen: Vec<String> =
        questions.into_iter().map(|(kind, body)| tenant.ask(viewer, kind, &body).json).collect();
    seen.push(tenant.available_on(viewer, &json!({"type": "calibration", "id": calibration(0)})).json);
    // What is refused by what it says, and by the version that it expects.
    let empty = json!({"calibration": calibration(0), "form": {"answers": []}});
    let full = body("calibration.submit", 0, "bob", true);
    for (body, version) in [(empty, None), (full, Some(99))] {
        let command = tenant.command(&id(viewer), "calibration.submit", &body, version);
        let answer = tenant.send(&command);
        assert_ne!(answer.status, Status::Ok);
        seen.push(answer.json);
    }
    seen
}

/// What somebody is answered who asks each question that there is. How long the log is an owner may know.
fn asked_for_all(world: &Tenant, viewer: &str) -> Vec<String> {
    let answered = answers(world, viewer, &|question| viewer == "olga" && question == "log.head");
    answered.into_iter().map(|answer| answer.json).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn rev_13_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..50)
    ) {
        told_by_every_way(tenant(), POLICY, &turns, Turn::command, Book::takes, told);
    }

    #[test]
    fn acc_19_rev_13_what_others_hand_in_changes_nothing_for_a_rater_before_scoring_is_over(
        drafts in 0..3_usize, turns in prop::collection::vec((0..6_usize, any::<bool>(), 0..4_usize), 1..25),
        leads in any::<bool>()
    ) {
        // Zoe never scores, so that it is never over by itself.
        let viewer = if leads { "olga" } else { "mia" };
        let (mut one, mut other) = (tenant(), tenant());
        let send = |world: &mut Tenant, name: &str, verb: &str, body: &Value| {
            let command = world.command(&id(name), verb, body, None);
            let answer = world.send(&command);
            let mut json: Value = serde_json::from_str(&answer.json).unwrap();
            // The log's place is the host's alone; the receipt is what the actor is shown, and names their command.
            json["body"]["receipt"]["command"].take();
            if answer.status == Status::Ok { json["body"]["receipt"].to_string() } else { answer.json }
        };
        let do_one = |world: &mut Tenant, name: &str, verb: &str, who: &str, yes: bool| {
            let body = body(verb, 0, who, yes);
            send(world, name, verb, &body)
        };
        for world in [&mut one, &mut other] {
            do_one(world, "carl", "calibration.draft", "bob", true);
        }
        // Who leads it sees its drafts, too.
        for _ in 0..if leads { 0 } else { drafts } {
            do_one(&mut other, "carl", "calibration.revise", "bob", true);
        }
        for world in [&mut one, &mut other] {
            world.now_ms += 1_000;
            do_one(world, "carl", "calibration.revise", "bob", true);
            do_one(world, "carl", "calibration.open", "bob", true);
            do_one(world, "carl", "calibration.add_rater", "zoe", true);
        }
        for (what, yes, hidden) in turns {
            one.now_ms += 1_000;
            other.now_ms += 1_000;
            let others = if leads { ["max", "mia"] } else { ["max", "olga"] };
            for name in others.into_iter().take(hidden) {
                do_one(&mut other, name, "calibration.submit", "bob", yes);
            }
            let (name, verb, who) = match what {
                0..3 => (viewer, "calibration.submit", "bob"),
                3 => ("carl", "calibration.add_rater", "carl"),
                4 => ("carl", "calibration.withdraw_rater", "carl"),
                _ => (viewer, "calibration.add_rater", "carl"),
            };
            let said = [&mut one, &mut other].map(|world| do_one(world, name, verb, who, yes));
            if name == viewer {
                prop_assert_eq!(&said[0], &said[1]);
            }
            prop_assert_eq!(learnt(&mut one, viewer), learnt(&mut other, viewer));
        }
        prop_assert_eq!(asked_for_all(&one, viewer), asked_for_all(&other, viewer), "whatever is asked");
        for world in [&mut one, &mut other] {
            do_one(world, "carl", "calibration.cancel", "bob", true);
        }
        prop_assert_eq!(learnt(&mut one, viewer), learnt(&mut other, viewer), "nor once it was called off");
        prop_assert_eq!(asked_for_all(&one, viewer), asked_for_all(&other, viewer), "whatever is asked then");
    }
}

/// Who is refused before the table is looked at: who sees no such calibration, or not the call of one that is to be drafted,
/// and who may not do this. Its raters see it as soon as it was opened, and of them olga leads, too.
fn refused_before(who: &str, verb: &str, state: Option<&str>) -> Option<&'static str> {
    let sees: &[&str] = match state {
        _ if verb == "draft" => &["olga", "carl", "mia", "max", "ana"],
        None => &[],
        Some("draft") => &LEADERS,
        Some(_) => &["olga", "carl", "mia", "max"],
    };
    refused_first(who, sees, if verb == "submit" { &RATERS } else { &LEADERS })
}

/// Each cell of the table by everybody: what it says is what is decided, and each refusal is the one that the rules give.
#[test]
fn rev_13_ker_10_every_cell_of_a_calibration_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "calibration").unwrap();
    let verb_of = |verb: &str| VERBS.iter().position(|name| *name == format!("calibration.{verb}"));
    // Carl leads it, and is whom they ask besides; max is taken out.
    let done = |verb: &str, actor: usize| {
        let who = usize::from(verb == "withdraw_rater") + 2 * usize::from(verb == "add_rater");
        Turn::Do { calibration: 0, verb: verb_of(verb).unwrap(), actor, who: [0, 1, 3][who], yes: true }
    };
    let ways: [(Option<&str>, &[&str]); 6] = [
        (None, &[]),
        (Some("draft"), &["draft"]),
        (Some("scoring"), &["draft", "open"]),
        (Some("review"), &["draft", "open", "end_scoring"]),
        (Some("closed"), &["draft", "open", "end_scoring", "close"]),
        (Some("cancelled"), &["draft", "open", "cancel"]),
    ];
    let mut taken = BTreeSet::new();
    for (column, (state, way)) in ways.into_iter().enumerate() {
        assert_eq!(state, column.checked_sub(1).map(|place| table.states[place]));
        for (row, archived) in table.rows.iter().flat_map(|row| [(row, false), (row, true)]) {
            if verb_of(row.command).is_none() {
                continue;
            }
            for (actor, who) in ACTORS.into_iter().enumerate() {
                let mut tenant = tenant();
                let put = archived.then_some("archive");
                let stood = way.iter().copied().chain(put).all(|verb| {
                    let command = done(verb, 1).command(&mut tenant);
                    tenant.send(&command).status == Status::Ok
                });
                if !stood {
                    assert!(archived, "{state:?}");
                    continue;
                }
                let command = done(row.command, actor).command(&mut tenant);
                let answer = tenant.send(&command);
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                let (cell, place) = (&row.cells[column], format!("{state:?} {} by {who}: {json}", row.command));
                let refused = refused_before(who, row.command, state);
                let expected = refused.or(refused_by_table(row, column, archived));
                assert_eq!(json["code"].as_str(), expected, "{place}");
                check_state_told(&json, &format!("calibration.{}", row.command), state);
                if answer.status == Status::Ok {
                    assert_eq!(json["body"]["receipt"]["state"], json!(cell.to.unwrap()), "{place}");
                    taken.insert((column, row.command));
                }
            }
        }
    }
    // Where all have scored it is over.
    let mut tenant = tenant();
    for turn in
        ["draft", "open"].map(|verb| done(verb, 1)).into_iter().chain([0, 2, 3].map(|actor| done("submit", actor)))
    {
        let command = turn.command(&mut tenant);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
    assert!(tenant.printed().contains(r#""state":"review""#));
    let sent = table.rows.iter().filter(|row| verb_of(row.command).is_some());
    let open = sent.flat_map(|row| row.cells.iter().enumerate().map(move |(column, cell)| (column, row.command, cell)));
    let open: BTreeSet<_> =
        open.filter(|(.., cell)| cell.to.is_some()).map(|(column, command, _)| (column, command)).collect();
    assert_eq!(taken, open);
}

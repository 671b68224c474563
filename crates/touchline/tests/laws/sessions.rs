//! ACC-12, ACC-19, KER-09, KER-10, KER-17, PLN-10, SES-01, SES-04, SES-05: what becomes of sessions, and that nobody learns of a
//! confidential note who may not: not by an answer, a count, a refusal, what is open, or a message.

use serde_json::{Value, json};
use touchline::facts::ThingKind;
use touchline::kernel::lifecycle::{Names as _, Printed, PrintedRow};
use touchline::law::lifecycles;
use touchline::waist::{Answer, Status};

use crate::host::Database;
use crate::notes::{NOTE_KINDS, noted_down, shared_with_ana, tried};
use crate::plans::{approved, staff};
use crate::sight::open_on;
use crate::tenant::{Tenant, id, placed, snapshot_of};
use crate::things::{Sent, bodies, ids, questions};

pub(crate) const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;
/// Ana's plan beside those of the laws of plans.
const PLAN: usize = 2;
/// Who acts: mia coaches ana; hana is an HR director, hugo of the HR staff, and hank, an HR admin, manages coaching.
pub(crate) const ACTORS: [&str; 10] = ["system", "olga", "mia", "max", "ana", "bob", "gus", "hana", "hugo", "hank"];
const SESSION_COMMANDS: [&str; 9] = [
    "session.schedule",
    "session.reschedule",
    "session.add_topic",
    "session.record",
    "session.cancel",
    "session.miss",
    "session.reply",
    "session.archive",
    "session.restore",
];
const NOTE_COMMANDS: [&str; 7] = [
    "session_note.write",
    "session_note.write_confidential",
    "session_note.make_confidential",
    "session_note.propose_disclosure",
    "session_note.agree_disclosure",
    "session_note.drop_disclosure",
    "session_note.add_addendum",
];

pub(crate) fn sent(actor: &str, kind: &str, body: Value) -> Sent {
    (if actor == "system" { actor.to_owned() } else { id(actor) }, kind.to_owned(), body)
}

pub(crate) fn plan() -> String {
    placed("plan", PLAN)
}

pub(crate) fn session(place: usize) -> String {
    placed("session", place)
}

fn note(place: usize) -> String {
    placed("session_note", place)
}

pub(crate) fn hank() -> Sent {
    in_role("hank", "hr_admin")
}

/// Who enables, and manages nobody.
pub(crate) fn eli() -> Sent {
    in_role("eli", "enablement")
}

fn in_role(name: &str, role: &str) -> Sent {
    sent("system", "person.record", json!({"person": id(name), "name": name, "roles": [role]}))
}

/// Ana's plan, whose days run.
pub(crate) fn planned() -> Vec<Sent> {
    let milestone = json!({
        "description": "Close two deals alone", "focus_area": "closing", "milestone": "deals", "target_on": "2026-03-10",
        "measure": {"type": "number", "body": {"baseline": 0, "target": 2, "unit": "deals"}},
    });
    let content = json!({
        "days": {"first": "2026-02-20", "last": "2026-03-20"}, "kind": "development", "title": "Closing deals",
        "feedback_to_coaches": true, "focus_areas": [{"area": "closing", "title": "Closing"}],
    });
    let create = json!({"coachee": id("ana"), "content": content, "milestones": [milestone], "plan": plan()});
    let mut sent_before =
        vec![sent("mia", "plan.create", create), sent("mia", "plan.activate", json!({"plan": plan()}))];
    sent_before.splice(0..0, staff().into_iter().chain([hank()]));
    sent_before
}

/// The body of a command on a session, of which the one at this place is.
fn session_body(kind: &str, place: usize) -> Value {
    let begun = json!({"type": "moment", "body": {"at": "2026-02-24T10:00:00.000Z", "zone": "Europe/Berlin"}});
    let session = session(place);
    match kind {
        "session.schedule" => {
            json!({"agenda": ["How was it?"], "length_minutes": 30, "plan": plan(), "session": session, "starts": begun})
        }
        "session.reschedule" => {
            let local = json!({"day": "2026-02-24", "time": "09:00", "zone": "UTC"});
            json!({"length_minutes": 45, "session": session, "starts": {"type": "local", "body": local}})
        }
        "session.add_topic" => json!({"session": session, "topic": "My pauses."}),
        "session.record" => recorded(place, &[("She paused well.", false), ("She thinks of leaving.", true)]),
        "session.cancel" => json!({"reason": "A fair.", "session": session}),
        "session.miss" => json!({"by": {"type": "coachee"}, "reason": "Ill.", "session": session}),
        "session.reply" => json!({"answer": "tentative", "comment": "If the train is on time.", "session": session}),
        "session.archive" | "session.restore" => json!({"session": session}),
        other => panic!("{other}"),
    }
}

/// The record of a session with these notes, and what else came of it.
fn recorded(place: usize, notes: &[(&str, bool)]) -> Value {
    let notes = notes.iter().enumerate().map(
        |(nth, (text, confidential))| json!({"confidential": confidential, "session_note": note(nth), "text": text}),
    );
    json!({
        "action_items": [{"action_item": placed("action_item", 3 + place), "kind": {"type": "practice"}, "task": "Practise"}],
        "milestones": [{"milestone": "deals", "note": "One closed.", "value": 1}],
        "notes": notes.collect::<Vec<_>>(), "session": session(place),
    })
}

fn note_body(kind: &str, place: usize) -> Value {
    match kind {
        "session_note.write" | "session_note.write_confidential" => {
            json!({"session": session(0), "session_note": note(place), "text": "Also this."})
        }
        "session_note.add_addendum" => json!({"session_note": note(place), "text": "On Tuesday, that is."}),
        _ => json!({"session_note": note(place)}),
    }
}

/// What is noted down of a session of ana's improvement track.
pub(crate) fn noted_on_track() -> Vec<Sent> {
    let begun = json!({"type": "moment", "body": {"at": "2026-02-24T11:00:00.000Z", "zone": "Europe/Berlin"}});
    let schedule = json!({"length_minutes": 15, "plan": placed("plan", 1), "session": session(6), "starts": begun});
    let noted = |nth: usize, confidential: bool, text: &str| json!({"confidential": confidential, "session_note": note(nth), "text": text});
    let notes = [noted(6, false, "She called them all."), noted(7, true, "She sleeps badly.")];
    let on_track = [
        sent("mia", "session.schedule", schedule),
        sent("mia", "session.record", json!({"notes": notes, "session": session(6)})),
        of_note("mia", "session_note.add_addendum", 7),
        of_note("ana", "session_note.make_confidential", 6),
    ];
    staff().into_iter().chain(approved()).chain(on_track).collect()
}

pub(crate) fn of_session(actor: &str, kind: &str, place: usize) -> Sent {
    sent(actor, kind, session_body(kind, place))
}

fn of_note(actor: &str, kind: &str, place: usize) -> Sent {
    sent(actor, kind, note_body(kind, place))
}

/// Sessions and their notes, with all the words that they can hold.
pub(crate) fn met() -> Vec<Sent> {
    let met = [
        of_session("mia", "session.schedule", 0),
        of_session("mia", "session.reschedule", 0),
        of_session("ana", "session.add_topic", 0),
        of_session("ana", "session.reply", 0),
        of_session("mia", "session.reply", 0),
        of_session("mia", "session.record", 0),
        of_session("mia", "session.schedule", 1),
        of_session("mia", "session.cancel", 1),
        of_session("mia", "session.schedule", 2),
        of_session("mia", "session.miss", 2),
        of_note("mia", "session_note.write", 2),
        of_note("mia", "session_note.write_confidential", 3),
        of_note("mia", "session_note.add_addendum", 2),
        of_note("ana", "session_note.make_confidential", 2),
        of_note("mia", "session_note.propose_disclosure", 2),
        of_note("ana", "session_note.agree_disclosure", 2),
        of_note("ana", "session_note.propose_disclosure", 3),
        of_note("mia", "session_note.drop_disclosure", 3),
    ];
    planned().into_iter().chain(met).chain(noted_down()).collect()
}

/// A session that is still ahead.
fn ahead(place: usize) -> Sent {
    let mut scheduled = session_body("session.schedule", place);
    let local = json!({"day": "2026-03-06", "time": "09:00", "zone": "UTC"});
    scheduled["starts"] = json!({"type": "local", "body": local});
    sent("mia", "session.schedule", scheduled)
}

/// The plan ends, once in either way, each time with a session ahead.
fn ended() -> Vec<Sent> {
    let why = json!({"plan": plan(), "reason": "A new role."});
    let results = json!([{"milestone": "deals", "result": "missed"}]);
    vec![
        ahead(3),
        sent("mia", "plan.cancel", why.clone()),
        sent("hank", "plan.reinstate", why),
        sent("mia", "plan.resume", json!({"plan": plan(), "shift": false})),
        ahead(4),
        sent("mia", "plan.complete", json!({"plan": plan(), "results": results, "summary": "Half of it."})),
    ]
}

/// A session that comes near, and of which nobody says what became of it; and a note on how she comes along.
pub(crate) fn awaited() -> Vec<Sent> {
    planned().into_iter().chain([ahead(3), shared_with_ana()]).collect()
}

/// A session that comes near while its plan rests, and that is still ahead as this goes on.
fn come_near_on_hold() -> Vec<Sent> {
    let plan = plan();
    vec![
        ahead(5),
        sent("mia", "plan.hold", json!({"plan": plan})),
        sent("mia", "plan.resume", json!({"plan": plan, "shift": false})),
    ]
}

/// How long it takes until the plan goes on: until the day before [`ahead`].
fn days_on_hold(kind: &str) -> i64 {
    if kind == "plan.resume" { 8 * 86_400_000 } else { 1_000 }
}

/// Somebody more comes to coach.
fn max_joins() -> Sent {
    sent("mia", "plan.add_coach", json!({"coach": {"type": "person", "body": {"person": id("max")}}, "plan": plan()}))
}

/// A session is held, from which notes, items and progress follow; one comes near while its plan rests, and somebody more comes to
/// take part in it; and what is ahead of the plan's end is called off.
pub(crate) fn met_in(tenant: &mut Tenant) {
    send_all(tenant, &met());
    for sent in come_near_on_hold() {
        tenant.now_ms += days_on_hold(&sent.1);
        send_all(tenant, &[sent]);
    }
    send_all(tenant, &[max_joins()]);
    send_all(tenant, &ended());
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn job_01_pln_05_wsp_07_a_host_tells_of_a_session_as_its_plan_goes_on() {
    come_to_the_same_after(days_on_hold, planned().into_iter().chain(come_near_on_hold()));
    let mut tenant = tenant(&planned());
    for sent in come_near_on_hold() {
        tenant.now_ms += days_on_hold(&sent.1);
        send_all(&mut tenant, &[sent]);
    }
    let last: Value = serde_json::from_str(tenant.log.lines().last().unwrap()).unwrap();
    let kinds: Vec<&str> =
        last["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["plan.resumed", "session.taken_up"]);
}

/// Somebody comes to coach, of whom a session takes that is ahead.
#[test]
fn job_01_wsp_07_a_host_has_whoever_comes_to_coach_take_part() {
    let sent = [ahead(5), max_joins()];
    come_to_the_same(planned().into_iter().chain(sent.clone()));
    let tenant = tenant(&planned().into_iter().chain(sent).collect::<Vec<_>>());
    let last: Value = serde_json::from_str(tenant.log.lines().last().unwrap()).unwrap();
    let kinds: Vec<&str> =
        last["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["plan.coach_added", "session.coach_joined"]);
}

pub(crate) fn send(tenant: &mut Tenant, (actor, kind, body): &Sent) -> Answer {
    tenant.now_ms += 1_000;
    let command = tenant.command(actor, kind, body, None);
    tenant.send(&command)
}

pub(crate) fn send_all(tenant: &mut Tenant, all: &[Sent]) {
    for sent in all {
        let answer = send(tenant, sent);
        assert_eq!(answer.status, Status::Ok, "{sent:?} {}", answer.json);
    }
}

pub(crate) fn tenant(all: &[Sent]) -> Tenant {
    let mut tenant = Tenant::under(POLICY);
    send_all(&mut tenant, all);
    tenant
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn ses_04_ses_06_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same() {
    come_to_the_same(met().into_iter().chain(ended()));
}

/// What was put away, by whoever scheduled it and by an owner, and what was brought back.
#[test]
fn ker_09_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same_where_sessions_are_put_away() {
    let put = [
        of_session("mia", "session.archive", 0),
        of_session("olga", "session.archive", 1),
        of_session("mia", "session.archive", 2),
        of_session("olga", "session.restore", 2),
    ];
    come_to_the_same(met().into_iter().chain(put).chain([of_note("mia", "session_note.add_addendum", 2)]));
}

/// Whatever is done one after the other, a second apart: see [`come_to_the_same_after`].
pub(crate) fn come_to_the_same(book: impl IntoIterator<Item = Sent>) {
    come_to_the_same_after(|_| 1_000, book);
}

/// A host with its own database keeps the records that a workspace does, and a log and a snapshot come to the same tenant. Before
/// each command so many milliseconds pass, by its kind.
pub(crate) fn come_to_the_same_after(wait: impl Fn(&str) -> i64, book: impl IntoIterator<Item = Sent>) {
    let mut tenant = Tenant::under(POLICY);
    let mut database = Database::following(&tenant, POLICY);
    for (actor, kind, body) in book {
        tenant.now_ms += wait(&kind);
        let command = tenant.command(&actor, &kind, &body, None);
        let theirs = database.execute(&command);
        let ours = tenant.send(&command);
        assert_eq!(ours.status, Status::Ok, "{kind} {}", ours.json);
        assert_eq!(theirs.record, ours.record, "{kind} {}", theirs.json);
    }
    for again in tenant.anew(POLICY) {
        assert_eq!(snapshot_of(&again), tenant.snapshot());
    }
}

/// The code with which somebody is refused, whatever the body; nothing where the table alone decides. `may` says who may.
pub(crate) fn refused_first(actor: &str, sees: &[&str], may: &[&str]) -> Option<&'static str> {
    match actor {
        "gus" => Some("actor_deactivated"),
        actor if !sees.contains(&actor) => Some("not_found"),
        actor if !may.contains(&actor) => Some("not_permitted"),
        _ => None,
    }
}

/// The code with which somebody is refused who puts away what mia made, or brings it back where it was not put away. An owner does
/// either without seeing it.
pub(crate) fn refused_to_put_away(actor: &str, verb: &str, sees: &[&str]) -> Option<&'static str> {
    let sees: Vec<&str> = sees.iter().copied().chain(["olga"]).collect();
    refused_first(actor, &sees, &["mia", "olga"]).or_else(|| (verb == "restore").then_some("not_archived"))
}

/// The code with which a table refuses a command of whoever may send it: an id that is in use is no more than that; else the
/// shelf is looked at before the state.
pub(crate) fn refused_by_table(row: &PrintedRow, column: usize, archived: bool) -> Option<&'static str> {
    let of_cell = row.cells[column].code.map(|code| code.name());
    let of_shelf = match (archived, row.archived) {
        (true, false) => Some("archived"),
        (false, true) if column > 0 => Some("not_archived"),
        _ => None,
    };
    of_cell.filter(|code| *code == "id_taken").or(of_shelf).or(of_cell)
}

/// Whoever is refused by where a thing stands is told where that is, and what is open to them instead (KER-06).
pub(crate) fn check_state_told(told: &Value, command: &str, state: Option<&str>) {
    if told["kind"] == "wrong_state" {
        let open = told["details"]["open"].as_array().unwrap();
        assert_eq!(told["details"]["state"], json!(state), "{command}: {told}");
        assert!(!open.contains(&json!(command)), "{command}: {told}");
    }
}

fn table(thing: &str) -> Printed {
    lifecycles().into_iter().find(|table| table.thing == thing).unwrap()
}

/// Walks a table: `way` leads to each of its columns, `command` is how each actor sends each row, and `first` says who is
/// refused before the table is looked at, by the command and by whether there is something to see.
pub(crate) fn walk(
    (thing, commands): (&str, &[&str]),
    ways: &[(Option<&str>, Vec<Sent>)],
    command: impl Fn(&str, &str) -> Sent,
    first: impl Fn(&str, &str, Option<&str>) -> Option<&'static str>,
) -> usize {
    let table = table(thing);
    let mut led = 0;
    for (column, (state, way)) in ways.iter().enumerate() {
        assert_eq!(*state, column.checked_sub(1).map(|place| table.states[place]));
        // What follows from elsewhere is sent by nobody.
        let sent = |command: &str| commands.contains(&format!("{thing}.{command}").as_str());
        for row in table.rows.iter().filter(|row| sent(row.command)) {
            for actor in ACTORS {
                let mut tenant = tenant(way);
                let answer = send(&mut tenant, &command(actor, row.command));
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                let cell = &row.cells[column];
                let expected = first(actor, row.command, *state).or(cell.code.map(|code| code.name()));
                let place = format!("{thing} {state:?} {actor} {}: {}", row.command, answer.json);
                assert_eq!(json["code"].as_str(), expected, "{place}");
                check_state_told(&json, &format!("{thing}.{}", row.command), *state);
                if answer.status == Status::Ok {
                    assert_eq!(json["body"]["receipt"]["state"], json!(cell.to.unwrap()), "{place}");
                    led += 1;
                }
            }
        }
    }
    led
}

#[test]
fn ses_01_ker_10_every_cell_of_a_session_is_what_decide_does() {
    let way = |kinds: &[&str]| {
        let done = kinds.iter().map(|kind| of_session("mia", kind, 0));
        planned().into_iter().chain(done).collect::<Vec<_>>()
    };
    let ways = [
        (None, way(&[])),
        (Some("scheduled"), way(&["session.schedule"])),
        (Some("held"), way(&["session.schedule", "session.record"])),
        (Some("cancelled"), way(&["session.schedule", "session.cancel"])),
        (Some("missed"), way(&["session.schedule", "session.miss"])),
    ];
    let command = |actor: &str, verb: &str| of_session(actor, &format!("session.{verb}"), 0);
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let sees = ["mia", "ana", "hana", "hank"];
        // Where there is none yet, there is nothing but the plan to see.
        let sees = if state.is_none() && verb != "schedule" { &[][..] } else { &sees };
        if ["archive", "restore"].contains(&verb) && state.is_some() {
            return refused_to_put_away(actor, verb, sees);
        }
        refused_first(actor, sees, if ["add_topic", "reply"].contains(&verb) { &["mia", "ana"] } else { &["mia"] })
    };
    let led = walk(("session", &SESSION_COMMANDS), &ways, command, first);
    assert_eq!(led, 9 + 6);
}

#[test]
fn ses_05_ker_10_every_cell_of_a_session_s_note_is_what_decide_does() {
    let way = |done: &[Sent]| {
        let held = ["session.schedule", "session.record"].map(|kind| of_session("mia", kind, 0));
        planned().into_iter().chain(held).chain(done.iter().cloned()).collect::<Vec<_>>()
    };
    let written = of_note("mia", "session_note.write", 4);
    let kept = of_note("mia", "session_note.write_confidential", 4);
    let proposed = of_note("ana", "session_note.propose_disclosure", 4);
    let ways = [
        (None, way(&[])),
        (Some("open"), way(&[written])),
        (Some("confidential"), way(std::slice::from_ref(&kept))),
        (Some("proposed"), way(&[kept, proposed])),
    ];
    let command = |actor: &str, verb: &str| of_note(actor, &format!("session_note.{verb}"), 4);
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let writes = verb.starts_with("write");
        let sees: &[&str] = match state {
            None if !writes => &[],
            // Whoever sees the plan is told that the id is in use, if they may write.
            _ if writes => &["mia", "ana", "hana", "hank"],
            Some("open") => &["mia", "ana", "hana", "hank"],
            _ => &["mia", "ana", "hana"],
        };
        let own = (actor, verb, state) == ("ana", "agree_disclosure", Some("proposed"));
        let may: &[&str] = if writes || verb == "add_addendum" { &["mia"] } else { &["mia", "ana"] };
        // What ana proposed stands.
        let stands = (verb, state) == ("propose_disclosure", Some("proposed"));
        let refused = own.then_some("own_proposal").or(stands.then_some("disclosure_proposed"));
        refused_first(actor, sees, may).or(refused)
    };
    let led = walk(("session_note", &NOTE_COMMANDS), &ways, command, first);
    assert_eq!(led, 12);
}

/// Questions about what stands near a plan and its sessions.
pub(crate) const NEAR: [&str; 17] = [
    "action_item.",
    "coaching_rating.",
    "export.",
    "feedback_round.",
    "history.",
    "notifications.",
    "person.",
    "plan.",
    "plan_proposal.",
    "plan_feedback.",
    "plan_template.",
    "private_note.",
    "progress_note.",
    "session.",
    "session_note.",
    "session_series.",
    "share_link.",
];

/// What a host is to hand to somebody by the next days.
pub(crate) fn handed(tenant: &Tenant, viewer: &str) -> Vec<String> {
    let body = json!({"limit": 10_000, "since": "2026-01-01T00:00:00.000Z"});
    let at = tenant.at_after(2 * 86_400_000);
    let due = json!({"at": at, "viewer": "system", "type": "jobs.due", "body": body});
    let due = tenant.workspace.ask(due.to_string().as_bytes());
    assert_eq!(due.status, Status::Ok, "{}", due.json);
    let due: Value = serde_json::from_str(&due.json).unwrap();
    assert_eq!(due["next"], Value::Null, "all is on one page");
    let runs = due["runs"].as_array().unwrap().iter();
    runs.filter(|run| run["body"]["recipient"] == id(viewer)).map(|run| format!("jobs.due {run}")).collect()
}

/// Everything that somebody is told: each question, page by page, what is handed to them, what is open on everything, and how
/// they are refused.
pub(crate) fn everything(tenant: &mut Tenant, viewer: &str) -> Vec<String> {
    let mut told = Vec::new();
    // Whoever may verify the log may know how long it is.
    for question in questions().into_iter().filter(|question| question != "log.head") {
        // What is of sessions, and what holds anything of theirs, is asked in every way; the rest once.
        let is_near = NEAR.iter().any(|near| question.starts_with(near));
        let most = if is_near { usize::MAX } else { 1 };
        for mut body in bodies(&question).into_iter().take(most) {
            loop {
                let page = tenant.ask(viewer, &question, &body);
                let next = serde_json::from_str::<Value>(&page.json).unwrap()["next"].clone();
                told.push(format!("{question} {:?} {}", page.status, page.json));
                if next.is_null() {
                    break;
                }
                body["after"] = next;
            }
        }
    }
    told.extend(handed(tenant, viewer));
    let near = [
        ThingKind::ActionItem,
        ThingKind::CoachingRating,
        ThingKind::FeedbackRound,
        ThingKind::Plan,
        ThingKind::PlanFeedback,
        ThingKind::PlanProposal,
        ThingKind::PlanTemplate,
        ThingKind::Session,
        ThingKind::SessionNote,
        ThingKind::SessionSeries,
        ThingKind::ShareLink,
    ];
    for kind in near.into_iter().chain(NOTE_KINDS) {
        for id in ids(kind) {
            let open = open_on(tenant, viewer, &json!({"type": kind.name(), "id": id}));
            told.push(format!("{} {id} {:?} {}", kind.name(), open.status, open.json));
        }
    }
    // Whether an id is taken is a named release: nothing is made here.
    let own = NOTE_COMMANDS.iter().filter(|kind| !kind.contains("write"));
    let own = (0..5).flat_map(|place| own.clone().map(move |kind| of_note(viewer, kind, place)));
    for command in own.chain(tried(viewer)).collect::<Vec<_>>() {
        let answer = send(tenant, &command);
        let mut json: Value = serde_json::from_str(&answer.json).unwrap();
        // Commands are counted in their ids, and the log's place is the host's alone.
        let receipt = json["body"]["receipt"].as_object_mut().map(|receipt| {
            receipt.remove("command");
            json!(receipt)
        });
        told.push(format!("{} {} {}", command.1, command.2, receipt.unwrap_or(json)));
    }
    told
}

/// Holds what these viewers are told in worlds against one another.
pub(crate) fn check_alike(worlds: Vec<Tenant>, viewers: &[&str]) {
    let mut told: Vec<Vec<Vec<String>>> = Vec::new();
    for mut world in worlds {
        told.push(viewers.iter().map(|viewer| everything(&mut world, viewer)).collect());
    }
    for other in &told[1..] {
        for (place, (ours, theirs)) in told[0].iter().zip(other).enumerate() {
            assert_eq!(ours.len(), theirs.len(), "{}", viewers[place]);
            for (one, another) in ours.iter().zip(theirs) {
                assert_eq!(one, another, "{}", viewers[place]);
            }
        }
    }
}

/// Eve coaches under a plan, from outside, and hugo writes for her: he takes part, and may not read what is confidential.
pub(crate) fn eve_joins(plan: &str) -> Sent {
    let eve = json!({"type": "external", "body": {"contact": "eve", "entered_by": id("hugo"), "name": "Eve Moss"}});
    sent("mia", "plan.add_coach", json!({"coach": eve, "plan": plan}))
}

/// A world in which a session was held with such notes, in which hugo took part for eve, after which max has joined, and more was done.
fn world(record: Value, more: &[Sent]) -> Tenant {
    let joined = json!({"coach": {"type": "person", "body": {"person": id("max")}}, "plan": plan()});
    let mut all = planned();
    all.push(eve_joins(&plan()));
    all.push(of_session("mia", "session.schedule", 0));
    all.push(sent("mia", "session.record", record));
    all.push(sent("mia", "plan.add_coach", joined));
    let mut tenant = tenant(&all);
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, more);
    tenant.now_ms = end;
    tenant
}

/// The record of a session without any note, for a reason.
fn without_notes() -> Value {
    let mut body = recorded(0, &[]);
    body["no_notes_because"] = json!({"session_note": note(0), "text": "Nothing new."});
    body
}

/// What differs between the worlds of a row is one confidential paragraph, or whether there is one, or what was done with it.
fn worlds() -> Vec<Vec<Tenant>> {
    const OPEN: (&str, bool) = ("She paused well.", false);
    const LAST: (&str, bool) = ("We go on.", false);
    let secret = |text| recorded(0, &[(text, true)]);
    // The open ones have the same ids, whatever stands between them.
    let between = |text: Option<&'static str>| {
        let mut body = recorded(0, &[OPEN, LAST]);
        if let Some(text) = text {
            let kept = json!({"confidential": true, "session_note": note(3), "text": text});
            body["notes"].as_array_mut().unwrap().insert(1, kept);
        }
        body
    };
    let proposed = [of_note("mia", "session_note.propose_disclosure", 3)];
    let dropped = [proposed[0].clone(), of_note("ana", "session_note.drop_disclosure", 3)];
    let added = [of_note("mia", "session_note.write_confidential", 2)];
    let removed = |mut tenant: Tenant| {
        // Max has coached, left and come back: what was written meanwhile is of before.
        let max = json!({"type": "person", "body": {"person": id("max")}});
        let change = |kind: &str| sent("mia", kind, json!({"coach": max, "plan": plan()}));
        send_all(&mut tenant, &[change("plan.remove_coach"), change("plan.add_coach")]);
        tenant
    };
    vec![
        vec![
            world(between(None), &[]),
            world(between(Some("She thinks of leaving.")), &[]),
            world(between(Some("All is well.")), &[]),
            world(between(Some("All is well.")), &proposed),
            world(between(Some("All is well.")), &dropped),
        ],
        vec![world(secret("She thinks of leaving."), &[]), world(without_notes(), &[])],
        vec![removed(world(between(None), &[])), removed(world(between(None), &added))],
    ]
}

/// A paragraph that is confidential no more, whatever was said before both sides agreed.
fn disclosures() -> Vec<Tenant> {
    let record = || recorded(0, &[("She paused well.", false), ("She thinks of leaving.", true)]);
    let proposed = of_note("mia", "session_note.propose_disclosure", 1);
    let agreed = of_note("ana", "session_note.agree_disclosure", 1);
    let dropped = of_note("ana", "session_note.drop_disclosure", 1);
    let at_once = [proposed.clone(), agreed.clone()];
    let at_last = [proposed.clone(), dropped, proposed, agreed];
    vec![world(record(), &at_once), world(record(), &at_last)]
}

/// Ana's improvement track, closed after a session of which these were noted down and more was done, and after max has joined.
fn track(notes: &[(usize, &str, bool)], more: &[Sent]) -> Tenant {
    let plan = placed("plan", 1);
    let begun = json!({"type": "moment", "body": {"at": "2026-02-24T11:00:00.000Z", "zone": "Europe/Berlin"}});
    let noted = |(nth, text, confidential): &(usize, &str, bool)| json!({"confidential": confidential, "session_note": note(*nth), "text": text});
    let notes: Vec<Value> = notes.iter().map(noted).collect();
    let joined = json!({"coach": {"type": "person", "body": {"person": id("max")}}, "plan": plan});
    let schedule = json!({"length_minutes": 15, "plan": plan, "session": session(1), "starts": begun});
    let met = [
        eve_joins(&plan),
        sent("mia", "session.schedule", schedule),
        sent("mia", "session.record", json!({"notes": notes, "session": session(1)})),
        of_note("mia", "session_note.add_addendum", 2),
        sent("mia", "plan.add_coach", joined),
    ];
    let all: Vec<Sent> = staff().into_iter().chain([hank()]).chain(approved()).chain(met).collect();
    let mut tenant = tenant(&all);
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, more);
    tenant.now_ms = end;
    send_all(&mut tenant, &[sent("mia", "plan.cancel", json!({"plan": plan, "reason": "A new role."}))]);
    tenant
}

/// What differs between these tracks is one confidential record, or whether there is one, or what was added to it.
fn tracks() -> Vec<Tenant> {
    const OPEN: (usize, &str, bool) = (2, "She called them all.", false);
    const LAST: (usize, &str, bool) = (1, "We go on.", false);
    let between = |text| [OPEN, (3, text, true), LAST];
    let added = of_note("mia", "session_note.add_addendum", 3);
    vec![
        track(&[OPEN, LAST], &[]),
        track(&between("She sleeps badly."), &[]),
        track(&between("All is well."), &[]),
        track(&between("All is well."), std::slice::from_ref(&added)),
        track(&between("All is well."), &[added.clone(), added.clone()]),
    ]
}

#[test]
fn acc_12_acc_19_pip_03_pip_04_nobody_learns_of_a_confidential_record_of_a_track_who_may_not() {
    check_alike(tracks(), &["olga", "max", "hugo", "hank"]);
}

/// What differs is that it was proposed to disclose a confidential record, or that this was dropped, which is between its sides.
fn proposals() -> Vec<Tenant> {
    const NOTES: [(usize, &str, bool); 2] = [(2, "She called them all.", false), (3, "She sleeps badly.", true)];
    let proposed = of_note("ana", "session_note.propose_disclosure", 3);
    let dropped = of_note("mia", "session_note.drop_disclosure", 3);
    let done: [&[Sent]; 3] = [&[], std::slice::from_ref(&proposed), &[proposed.clone(), dropped]];
    done.map(|done| track(&NOTES, done)).into()
}

#[test]
fn acc_19_ker_17_pip_03_whoever_may_read_what_is_confidential_learns_of_no_proposal_to_disclose_it() {
    // Whoever answers somebody's request for access hands out, and so sees, what that one is shown.
    let told = |mut world: Tenant| -> Vec<String> {
        let told = everything(&mut world, "hana").into_iter();
        told.filter(|one| !one.starts_with("export.subject_access ")).collect()
    };
    for row in [proposals(), worlds().swap_remove(0).split_off(2)] {
        let told: Vec<Vec<String>> = row.into_iter().map(told).collect();
        for (one, another) in told[1..].iter().flat_map(|other| told[0].iter().zip(other)) {
            assert_eq!(one, another);
        }
    }
}

/// Whoever may see it does, and what was added to it.
#[test]
fn acc_10_acc_12_pip_03_whoever_may_read_a_confidential_record_of_a_track_does() {
    for viewer in ["ana", "mia", "hana"] {
        let ask = |world: &Tenant| world.ask(viewer, "session_note.list", &json!({"session": session(1)})).json;
        let told: Vec<String> = tracks().iter().map(ask).collect();
        let apart: std::collections::BTreeSet<&String> = told.iter().collect();
        assert_eq!(apart.len(), told.len(), "{viewer}");
    }
}

#[test]
fn acc_12_acc_19_pln_10_nobody_learns_of_a_confidential_note_who_may_not() {
    for row in worlds().into_iter().chain([disclosures()]) {
        check_alike(row, &["olga", "max", "hugo", "hank"]);
    }
}

/// Whoever may see it does, so that the law above does not hold for want of anything to see.
#[test]
fn acc_10_acc_12_whoever_may_read_a_confidential_note_does() {
    for row in worlds() {
        for viewer in ["ana", "mia", "hana"] {
            let told: Vec<String> = row
                .iter()
                .map(|world| world.ask(viewer, "session_note.list", &json!({"session": session(0)})).json)
                .collect();
            assert!(told[1..].iter().all(|other| *other != told[0]), "{viewer}");
        }
    }
}

//! ACC-19, PRG-02, PRG-08, KER-10: what moves a programme of a team and its meetings, and that a host, a log and a snapshot come to the
//! same.

use serde_json::{Value, json};

use crate::sessions::{come_to_the_same, eli, refused_first as refused_who_is_known, send_all, sent, walk};
use crate::sight::Worlds;
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

const EVERYBODY: [&str; 6] = ["system", "olga", "mia", "max", "ana", "bob"];
const COMMANDS: [&str; 5] =
    ["programme.set_up", "programme.review", "programme.end", "programme.archive", "programme.restore"];
/// Who puts away what mia made: she, and an owner, who sees nothing of it.
const PUT_AWAY: [&str; 2] = ["olga", "mia"];

/// The code with which somebody is refused, whatever the body: here nobody knows human resources.
fn refused_first(actor: &str, sees: &[&str], may: &[&str]) -> Option<&'static str> {
    let is_known = EVERYBODY.contains(&actor) || actor == "gus";
    if is_known { refused_who_is_known(actor, sees, may) } else { Some("unknown_actor") }
}

pub(crate) fn programme(place: usize) -> String {
    placed("programme", place)
}

/// A format that is held once a week for each person.
fn weekly() -> Value {
    json!({
        "focus": "One skill", "format": "weekly", "held_for": "person", "method": "Talk",
        "minutes": {"least": 30, "most": 60}, "name": "Weekly", "rhythm": {"type": "weeks", "body": {"every": 1}},
    })
}

/// A format that is held once a week for all of the team.
fn huddle() -> Value {
    json!({
        "focus": "One skill", "format": "huddle", "held_for": "team", "method": "Talk",
        "minutes": {"least": 15, "most": 30}, "name": "Huddle", "rhythm": {"type": "weeks", "body": {"every": 1}},
    })
}

/// The body of a command about the first programme.
fn body(kind: &str) -> Value {
    let programme = programme(0);
    match kind {
        "programme.set_up" => json!({
            "formats": [weekly(), huddle()], "manager": id("mia"), "programme": programme, "starts_on": "2026-02-02",
            "objectives": [{
                "gap": "Too few meetings", "metric": "win_rate", "objective": "wins", "process_stage": "closing",
                "target": 0.25,
            }],
        }),
        "programme.review" => json!({
            "changes": [{"type": "drop_objective", "body": {"objective": "wins"}}],
            "feedback": ["The huddles are too many.", "Ana liked it."], "programme": programme,
            "period": {"first": "2026-02-02", "last": "2026-02-15"},
            "results": [{"objective": "wins", "value": 0.3}], "starts_on": "2026-02-16",
        }),
        "programme.end" => {
            json!({"ends_on": "2026-03-31", "programme": programme, "reason": "Mia tries something else."})
        }
        _ => json!({"programme": programme}),
    }
}

fn of_programme(actor: &str, kind: &str) -> Sent {
    sent(actor, kind, body(kind))
}

fn done(kinds: &[&str]) -> Vec<Sent> {
    kinds.iter().map(|kind| of_programme("mia", kind)).collect()
}

/// A programme that was set up, reviewed and ended, with all the words that it can hold.
pub(crate) fn kept_programme() -> Vec<Sent> {
    done(&COMMANDS[..3])
}

/// The same, where its last day is over.
fn over() -> Vec<Sent> {
    let mut all = done(&COMMANDS[..2]);
    let (actor, kind, mut body) = of_programme("mia", "programme.end");
    body["ends_on"] = json!("2026-02-20");
    all.push((actor, kind, body));
    all
}

#[test]
fn prg_08_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same() {
    come_to_the_same(kept_programme());
}

#[test]
fn prg_08_ker_10_every_cell_of_a_programme_is_what_decide_does() {
    let ways = |ended| [(None, done(&[])), (Some("set_up"), done(&COMMANDS[..1])), (Some("ended"), ended)];
    let command = |actor: &str, verb: &str| of_programme(actor, &format!("programme.{verb}"));
    let first = |actor: &str, verb: &str, state: Option<&str>| match verb {
        // Whoever sets one up says whose team it is for, whether or not there is one; of one that is there nobody else learns.
        "set_up" => refused_first(actor, &EVERYBODY, &["mia"]),
        "archive" | "restore" if state.is_some() => {
            let stands = (verb == "restore").then_some("not_archived");
            refused_first(actor, &PUT_AWAY, &PUT_AWAY).or(stands)
        }
        _ => refused_first(actor, &["mia"], &["mia"]),
    };
    let runs = |actor: &str, verb: &str, state: Option<&str>| {
        let is_ended = (verb, state) == ("archive", Some("ended"));
        first(actor, verb, state).or(is_ended.then_some("programme_not_over"))
    };
    assert_eq!(walk(("programme", &COMMANDS), &ways(over()), command, first), 3 + 2);
    assert_eq!(walk(("programme", &COMMANDS), &ways(kept_programme()), command, runs), 3);
}

const OF_MEETING: [&str; 5] = [
    "coaching_meeting.record",
    "coaching_meeting.correct",
    "coaching_meeting.withdraw",
    "coaching_meeting.archive",
    "coaching_meeting.restore",
];

/// The body of a command about the first meeting, which was for ana.
fn body_of_meeting(kind: &str) -> Value {
    let meeting = placed("coaching_meeting", 0);
    let output = json!({"type": "technique", "body": {
        "proposed_by": "bob", "proposed_on": "2026-02-09", "technique": "Ask twice.",
    }});
    // It was said to be missed, and was held after all: of one that was missed nothing comes.
    let missed = json!({
        "format": "weekly", "on": "2026-02-10", "outcome": {"type": "missed", "body": {"reason": "Ana was ill."}},
    });
    let held = json!({
        "format": "weekly", "minutes": 20, "on": "2026-02-10", "outcome": {"type": "held"}, "outputs": [output],
    });
    match kind {
        "coaching_meeting.record" => json!({
            "coaching_meeting": meeting, "content": missed, "manager": id("mia"), "person": id("ana"),
            "programme": programme(0),
        }),
        "coaching_meeting.correct" => json!({"coaching_meeting": meeting, "content": held, "reason": "It was so."}),
        "coaching_meeting.withdraw" => json!({"coaching_meeting": meeting, "reason": "There was none."}),
        _ => json!({"coaching_meeting": meeting}),
    }
}

fn of_meeting(actor: &str, kind: &str) -> Sent {
    sent(actor, kind, body_of_meeting(kind))
}

/// A programme, and so much of what is done with a meeting of it.
fn met(many: usize) -> Vec<Sent> {
    done(&COMMANDS[..3]).into_iter().chain(OF_MEETING.iter().take(many).map(|kind| of_meeting("mia", kind))).collect()
}

/// The record of a second meeting, of which nothing is taken back.
pub(crate) fn another_meeting() -> Sent {
    let mut body = body_of_meeting("coaching_meeting.record");
    body["coaching_meeting"] = json!(placed("coaching_meeting", 1));
    sent("mia", "coaching_meeting.record", body)
}

/// The record of a meeting that was for all of mia's team, of which nothing is taken back.
pub(crate) fn meeting_of_all() -> Sent {
    let body = json!({
        "coaching_meeting": placed("coaching_meeting", 2), "manager": id("mia"), "programme": programme(0),
        "content": {"format": "huddle", "minutes": 20, "on": "2026-02-11", "outcome": {"type": "held"}},
    });
    sent("mia", "coaching_meeting.record", body)
}

/// A meeting that was recorded, corrected and taken back, with all the words that it can hold.
pub(crate) fn recorded_meeting() -> Vec<Sent> {
    met(3)
}

#[test]
fn prg_02_wsp_07_meetings_come_to_the_same_for_a_host_a_replay_and_a_snapshot() {
    come_to_the_same(recorded_meeting());
}

#[test]
fn prg_02_ker_10_every_cell_of_a_meeting_of_a_programme_is_what_decide_does() {
    let ways = [(None, met(0)), (Some("recorded"), met(1)), (Some("withdrawn"), met(3))];
    let command = |actor: &str, verb: &str| of_meeting(actor, &format!("coaching_meeting.{verb}"));
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let puts_away = ["archive", "restore"].contains(&verb);
        // Whoever records one says whose team it is in; of one that is there nobody else learns but whom it was for.
        let sees = match state {
            _ if verb == "record" => &EVERYBODY[..],
            None => &["mia"],
            Some(_) if puts_away => &["olga", "mia", "ana"],
            Some(_) => &["mia", "ana"],
        };
        let stands = verb == "restore" && state.is_some();
        refused_first(actor, sees, if puts_away { &PUT_AWAY } else { &["mia"] }).or(stands.then_some("not_archived"))
    };
    assert_eq!(walk(("coaching_meeting", &OF_MEETING), &ways, command, first), 3 + 2 * 2);
}

/// A team whose people work from Monday to Friday, and whose programme has something on each day: eli keeps it, who enables.
fn kept_by_eli() -> Tenant {
    let mut tenant = Tenant::under(r#"{"clock":{"tolerance_ms":0},"organisation":{"holidays":[]}}"#);
    let mut daily = weekly();
    daily["format"] = json!("daily");
    daily["rhythm"] = json!({"type": "working_days"});
    let set_up = json!({
        "formats": [daily, huddle()], "manager": id("max"), "objectives": [], "programme": programme(0),
        "starts_on": "2026-02-02",
    });
    let met = json!({
        "coaching_meeting": placed("coaching_meeting", 0), "manager": id("max"), "person": id("bob"), "programme": programme(0),
        "content": {"format": "daily", "minutes": 10, "on": "2026-02-12", "outcome": {"type": "held"}},
    });
    let bob = sent("system", "person.record", bob(None, &[]));
    let kept = [eli(), bob, sent("eli", "programme.set_up", set_up), sent("eli", "coaching_meeting.record", met)];
    send_all(&mut tenant, &kept);
    tenant
}

fn bob(hire_date: Option<&str>, leave: &[(&str, &str)]) -> Value {
    let leave: Vec<Value> = leave.iter().map(|(first, last)| json!({"first": first, "last": last})).collect();
    json!({
        "hire_date": hire_date, "leave": leave, "manager": id("max"), "name": "bob", "person": id("bob"), "roles": ["agent"],
        "working_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
    })
}

#[test]
fn acc_19_prg_02_whoever_enables_is_told_by_no_programme_when_somebody_is_employed_and_away() {
    let mut worlds = Worlds::of("eli", kept_by_eli);
    let known = bob(Some("2026-02-05"), &[("2026-02-10", "2026-02-13"), ("2026-02-19", "2026-02-19")]);
    assert!(worlds.hidden(|world| vec![world.command("system", "person.record", &known, None)]));
    let day = |day: u8| format!("2026-02-{day:02}");
    let due = (2..=22).map(|on| ("programme.team_due", json!({"on": day(on), "programme": programme(0)})));
    let held = (2..=22).map(|on| {
        let window = json!({"first": day(on), "last": day(on)});
        ("programme.team_adherence", json!({"programme": programme(0), "window": window}))
    });
    let asked: Vec<(&str, Value)> = due.chain(held).collect();
    worlds.look_alike(&asked, &[], &[]);
}

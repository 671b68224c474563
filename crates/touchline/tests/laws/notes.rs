//! ACC-19, KER-10, KER-17, PLN-10, PLN-11, SES-09: what is written between sessions, and that nobody learns of a note that is kept
//! among coaches, or by somebody for themselves, who may not: not by an answer, a count, a refusal, what is open, or a message.

use serde_json::json;
use touchline::facts::ThingKind;

use crate::past::{as_of, ask};
use crate::sessions::{
    NEAR, check_alike, eve_joins, of_session, plan, planned, refused_first, send_all, sent, session, tenant, walk,
};
use crate::tenant::{Tenant, id, placed};
use crate::things::{Sent, bodies, questions};

/// The kinds of notes that are written between sessions.
pub(crate) const NOTE_KINDS: [ThingKind; 2] = [ThingKind::ProgressNote, ThingKind::PrivateNote];
const PROGRESS_COMMANDS: [&str; 5] = [
    "progress_note.write",
    "progress_note.write_shared",
    "progress_note.correct",
    "progress_note.share",
    "progress_note.withdraw",
];
const PRIVATE_COMMANDS: [&str; 3] = ["private_note.write", "private_note.change", "private_note.erase"];

/// A command on a progress note of ana's plan, or on a private note of its first session.
fn of(actor: &str, kind: &str, place: usize, text: &str) -> Sent {
    let (thing, verb) = kind.split_once('.').unwrap();
    let mut body = json!({thing: placed(thing, place)});
    if !["share", "withdraw", "erase"].contains(&verb) {
        body["text"] = json!(text);
    }
    match kind {
        "progress_note.write" | "progress_note.write_shared" => body["plan"] = json!(plan()),
        "private_note.write" => body["session"] = json!(session(0)),
        _ => {}
    }
    sent(actor, kind, body)
}

/// Notes of both kinds, with all the words that they can hold.
pub(crate) fn noted_down() -> Vec<Sent> {
    vec![
        of("mia", "progress_note.write", 0, "She doubts herself."),
        of("mia", "progress_note.correct", 0, "She doubted herself."),
        of("mia", "progress_note.share", 0, ""),
        of("mia", "progress_note.correct", 0, "She has doubted herself."),
        of("mia", "progress_note.write_shared", 1, "She closes well."),
        of("mia", "progress_note.withdraw", 1, ""),
        of("mia", "progress_note.write", 2, "She may want to lead."),
        of("mia", "private_note.write", 0, "Ask about the team."),
        of("mia", "private_note.change", 0, "Ask her."),
        of("ana", "private_note.write", 1, "I am afraid of it."),
        of("mia", "private_note.write", 2, "And the numbers."),
        of("mia", "private_note.erase", 2, ""),
    ]
}

/// A note that ana is told of.
pub(crate) fn shared_with_ana() -> Sent {
    of("mia", "progress_note.write_shared", 3, "She comes along.")
}

/// What somebody tries to do with each note, but for writing one.
pub(crate) fn tried(actor: &str) -> Vec<Sent> {
    let kinds = PROGRESS_COMMANDS.into_iter().chain(PRIVATE_COMMANDS).filter(|kind| !kind.contains(".write"));
    (0..2).flat_map(|place| kinds.clone().map(move |kind| of(actor, kind, place, "I know."))).collect()
}

/// Ana's plan, with a session that is scheduled.
fn scheduled() -> Vec<Sent> {
    planned().into_iter().chain([of_session("mia", "session.schedule", 0)]).collect()
}

/// A world in which hugo writes for eve, this was written, and then that was done, after which max has joined those who coach.
fn world(written: &[Sent], then: &[Sent]) -> Tenant {
    let joined = json!({"coach": {"type": "person", "body": {"person": id("max")}}, "plan": plan()});
    let session = of_session("mia", "session.schedule", 0);
    let mut tenant = tenant(&planned().into_iter().chain([eve_joins(&plan()), session]).collect::<Vec<_>>());
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, written);
    tenant.now_ms = end;
    send_all(&mut tenant, then);
    send_all(&mut tenant, &[sent("mia", "plan.add_coach", joined)]);
    tenant
}

/// Worlds that differ only in what these viewers may not see.
struct Alike {
    viewers: &'static [&'static str],
    worlds: Vec<Tenant>,
}

fn kept_among_coaches() -> Alike {
    let wrote = |text| of("mia", "progress_note.write", 0, text);
    let corrected = of("mia", "progress_note.correct", 0, "She doubted herself.");
    let back = of("mia", "progress_note.withdraw", 0, "");
    // What is shared has the same id and moment, whatever is kept beside it.
    let open = [of("mia", "progress_note.write_shared", 1, "She closes well.")];
    let written = [
        vec![],
        vec![wrote("She doubts herself.")],
        vec![wrote("She may want to lead.")],
        vec![wrote("She doubts herself."), corrected],
        vec![wrote("She doubts herself."), back],
    ];
    let worlds = written.iter().map(|written| world(written, &open)).collect();
    Alike { viewers: &["ana", "max", "olga", "hugo", "hank"], worlds }
}

fn put_right_before_it_was_shared() -> Alike {
    let share = [of("mia", "progress_note.share", 0, "")];
    let at_once = [of("mia", "progress_note.write", 0, "She grows.")];
    let at_last = [
        of("mia", "progress_note.write", 0, "Not for her."),
        of("mia", "progress_note.correct", 0, "Nor this."),
        of("mia", "progress_note.correct", 0, "She grows."),
    ];
    let worlds = vec![world(&at_once, &share), world(&at_last, &share)];
    Alike { viewers: &["ana", "max", "olga", "hugo", "hank"], worlds }
}

fn kept_for_oneself(author: &str, viewers: &'static [&'static str]) -> Alike {
    let wrote = of(author, "private_note.write", 0, "Ask about the team.");
    let changed = of(author, "private_note.change", 0, "Ask her.");
    let erased = of(author, "private_note.erase", 0, "");
    let written = [vec![], vec![wrote.clone()], vec![wrote.clone(), changed], vec![wrote, erased]];
    Alike { viewers, worlds: written.iter().map(|written| world(written, &[])).collect() }
}

impl Alike {
    fn check(self) {
        check_alike(self.worlds, self.viewers);
    }
}

#[test]
fn acc_19_pln_10_pln_11_nobody_learns_of_a_note_that_is_kept_among_coaches_who_may_not() {
    kept_among_coaches().check();
    put_right_before_it_was_shared().check();
}

#[test]
fn acc_19_ses_09_nobody_learns_of_what_somebody_keeps_for_themselves() {
    kept_for_oneself("mia", &["ana", "hana", "max", "olga", "hugo", "hank", "bob"]).check();
    kept_for_oneself("ana", &["mia", "hana", "max", "olga", "hugo", "hank", "bob"]).check();
}

/// Nor does who may ask about a past moment, in the stead of who keeps it.
#[test]
fn acc_19_ses_09_wsp_09_nobody_learns_of_it_in_the_stead_of_its_author() {
    for author in ["mia", "ana"] {
        let told = |world: &Tenant| -> Vec<String> {
            let at = world.at_after(0);
            let then = as_of(&world.log, &at, 1_000);
            let near = questions().into_iter().filter(|question| NEAR.iter().any(|near| question.starts_with(near)));
            let asked =
                near.flat_map(|question| bodies(&question).into_iter().map(move |body| (question.clone(), body)));
            asked.map(|(question, body)| ask(&then, author, &at, Some("olga"), &(&question, body)).json).collect()
        };
        let worlds = kept_for_oneself(author, &[]).worlds;
        let told: Vec<Vec<String>> = worlds.iter().map(told).collect();
        assert!(told[1..].iter().all(|other| *other == told[0]), "{author}");
    }
}

/// Whoever may see one does, so that the laws above do not hold for want of anything to see.
#[test]
fn pln_11_ses_09_whoever_may_read_a_note_does() {
    let of_plan = ("progress_note.list", json!({"plan": plan()}));
    let of_session = ("private_note.list", json!({"session": session(0)}));
    let rows = [
        (kept_among_coaches(), &of_plan, &["mia", "hana"][..]),
        (put_right_before_it_was_shared(), &of_plan, &["mia", "hana"][..]),
        (kept_for_oneself("mia", &[]), &of_session, &["mia"][..]),
        (kept_for_oneself("ana", &[]), &of_session, &["ana"][..]),
    ];
    for (alike, (question, body), viewers) in rows {
        for viewer in viewers {
            let told: Vec<String> = alike.worlds.iter().map(|world| world.ask(viewer, question, body).json).collect();
            assert_ne!(told[0], told[1], "{viewer}");
        }
    }
}

fn way(written: &[Sent]) -> Vec<Sent> {
    scheduled().into_iter().chain(written.iter().cloned()).collect()
}

#[test]
fn pln_11_ker_10_every_cell_of_a_progress_note_is_what_decide_does() {
    let written = of("mia", "progress_note.write", 0, "She doubts herself.");
    let shared = of("mia", "progress_note.write_shared", 0, "She doubts herself.");
    let back = of("mia", "progress_note.withdraw", 0, "");
    let ways = [
        (None, way(&[])),
        (Some("kept"), way(std::slice::from_ref(&written))),
        (Some("shared"), way(&[shared])),
        (Some("withdrawn"), way(&[written, back])),
    ];
    let command = |actor: &str, verb: &str| of(actor, &format!("progress_note.{verb}"), 0, "She doubted herself.");
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let sees: &[&str] = match state {
            // Whoever sees the plan is told that the id is in use, if they may write.
            _ if verb.starts_with("write") => &["mia", "ana", "hana", "hank"],
            None => &[],
            Some("shared") => &["mia", "ana", "hana", "hank"],
            _ => &["mia", "hana"],
        };
        refused_first(actor, sees, &["mia"])
    };
    assert_eq!(walk(("progress_note", &PROGRESS_COMMANDS), &ways, command, first), 7);
}

#[test]
fn ses_09_ker_10_every_cell_of_a_private_note_is_what_decide_does() {
    let written = of("mia", "private_note.write", 0, "Ask about the team.");
    let erased = of("mia", "private_note.erase", 0, "");
    let ways = [
        (None, way(&[])),
        (Some("kept"), way(std::slice::from_ref(&written))),
        (Some("erased"), way(&[written, erased])),
    ];
    let command = |actor: &str, verb: &str| of(actor, &format!("private_note.{verb}"), 0, "Ask her.");
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let (sees, may): (&[&str], &[&str]) = match state {
            // Whoever sees the session is told that the id is in use, if they take part in it.
            _ if verb == "write" => (&["mia", "ana", "hana", "hank"], &["mia", "ana"]),
            Some("kept") => (&["mia"], &["mia"]),
            _ => (&[], &[]),
        };
        refused_first(actor, sees, may)
    };
    assert_eq!(walk(("private_note", &PRIVATE_COMMANDS), &ways, command, first), 4);
}

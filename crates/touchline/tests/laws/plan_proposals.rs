//! ACC-17, ACC-19, KER-10, PLN-13: who proposes a plan for themselves, who decides on that, and that nobody else learns of it; nor
//! whoever proposed it of the draft that was made of it.

use serde_json::{Value, json};
use touchline::waist::Status;

use crate::host::Database;
use crate::plans::staff;
use crate::sessions::{POLICY, everything, hank, refused_first, send_all, sent, tenant, walk};
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

const COMMANDS: [&str; 6] = [
    "plan_proposal.propose",
    "plan_proposal.accept",
    "plan_proposal.decline",
    "plan_proposal.withdraw",
    "plan_proposal.archive",
    "plan_proposal.restore",
];
/// Beside the plans of other laws.
const MADE: usize = 3;

fn content() -> Value {
    json!({
        "days": {"first": "2026-02-20", "last": "2026-03-20"}, "kind": "upskilling", "title": "Speaking up",
        "focus_areas": [{"area": "voice", "title": "My voice"}], "goals": [{"text": "Speak first."}],
    })
}

fn milestone() -> Value {
    json!({
        "description": "Open two meetings alone", "focus_area": "voice", "milestone": "meetings",
        "target_on": "2026-03-10", "measure": {"type": "yes_no"},
    })
}

/// A command on a plan that is proposed.
fn of(actor: &str, verb: &str, place: usize) -> Sent {
    let mut body = json!({"plan_proposal": placed("plan_proposal", place)});
    match verb {
        "propose" => {
            body["content"] = content();
            body["milestones"] = json!([milestone()]);
            body["note"] = json!("Nobody hears me.");
        }
        "accept" => body["plan"] = json!(placed("plan", MADE)),
        "decline" => body["reason"] = json!("Next year."),
        _ => {}
    }
    sent(actor, &format!("plan_proposal.{verb}"), body)
}

/// Plans that ana proposes, with all the words that they can hold, and all that can come of one.
pub(crate) fn proposed() -> Vec<Sent> {
    let (accepted, declined, withdrawn, open) = (0, 1, 2, 3);
    vec![
        of("ana", "propose", accepted),
        of("mia", "accept", accepted),
        of("ana", "propose", declined),
        of("mia", "decline", declined),
        of("ana", "propose", withdrawn),
        of("ana", "withdraw", withdrawn),
        of("ana", "propose", open),
    ]
}

fn people() -> Vec<Sent> {
    staff().into_iter().chain([hank()]).collect()
}

fn way(verbs: &[(&str, &str)]) -> Vec<Sent> {
    people().into_iter().chain(verbs.iter().map(|(actor, verb)| of(actor, verb, 0))).collect()
}

#[test]
fn pln_13_ker_10_every_cell_of_a_plan_that_is_proposed_is_what_decide_does() {
    let ways = [
        (None, way(&[])),
        (Some("proposed"), way(&[("ana", "propose")])),
        (Some("accepted"), way(&[("ana", "propose"), ("mia", "accept")])),
        (Some("declined"), way(&[("ana", "propose"), ("mia", "decline")])),
        (Some("withdrawn"), way(&[("ana", "propose"), ("ana", "withdraw")])),
    ];
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        let all = ["olga", "mia", "max", "ana", "bob", "hana", "hugo", "hank"];
        let with_olga = ["olga", "mia", "ana", "hana", "hugo", "hank"];
        let see = &with_olga[1..];
        match (verb, state) {
            // Everybody for themselves; whether an id is in use is a named release.
            ("propose", _) => refused_first(actor, &all, &all),
            (_, None) => refused_first(actor, &[], &[]),
            ("withdraw", _) => refused_first(actor, see, &["ana"]),
            // An owner does so who sees nothing of it.
            ("archive", _) => refused_first(actor, &with_olga, &["olga", "ana"]),
            // Each of them stands where it was made.
            ("restore", _) => refused_first(actor, &with_olga, &["olga", "ana"]).or(Some("not_archived")),
            _ => refused_first(actor, see, &["mia", "hana", "hugo", "hank"]),
        }
    };
    let led = walk(("plan_proposal", &COMMANDS), &ways, |actor, verb| of(actor, verb, 0), first);
    assert_eq!(led, 8 + 4 + 4 + 1 + 3 * 2);
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn pln_13_wsp_07_a_host_and_a_workspace_make_the_same_plan_of_a_proposal() {
    let mut tenant = Tenant::under(POLICY);
    let mut database = Database::following(&tenant, POLICY);
    for (actor, kind, body) in people().into_iter().chain(proposed()) {
        tenant.now_ms += 1_000;
        let command = tenant.command(&actor, &kind, &body, None);
        let theirs = database.execute(&command);
        let ours = tenant.send(&command);
        assert_eq!(ours.status, Status::Ok, "{}", ours.json);
        assert_eq!(theirs.record, ours.record);
    }
    let made = tenant.ask("mia", "plan.get", &json!({"plan": placed("plan", MADE)}));
    let made: Value = serde_json::from_str(&made.json).unwrap();
    assert_eq!(made["body"]["state"], "draft");
    assert_eq!(made["body"]["coachee"], id("ana"));
    assert_eq!(made["body"]["created"]["by"], id("mia"));
    assert_eq!(made["body"]["content"]["title"], "Speaking up");
    assert_eq!(made["body"]["milestones"][0]["content"]["milestone"], "meetings");
}

fn told_alike(viewers: &[&str], mut worlds: Vec<Tenant>) {
    for viewer in viewers {
        let told: Vec<Vec<String>> = worlds.iter_mut().map(|world| everything(world, viewer)).collect();
        for other in &told[1..] {
            assert_eq!(&told[0], other, "{viewer}");
        }
    }
}

fn world(done: &[Sent]) -> Tenant {
    let mut tenant = tenant(&people());
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, done);
    tenant.now_ms = end;
    tenant
}

#[test]
fn acc_19_pln_13_nobody_learns_of_what_somebody_proposes_who_may_not_decide_on_it() {
    let worlds = [
        vec![],
        vec![of("ana", "propose", 0)],
        vec![of("ana", "propose", 0), of("ana", "withdraw", 0)],
        vec![of("ana", "propose", 0), of("mia", "decline", 0)],
        vec![of("ana", "propose", 0), of("mia", "accept", 0)],
    ];
    told_alike(&["olga", "max", "bob"], worlds.iter().map(|done| world(done)).collect());
}

#[test]
fn acc_19_pln_13_whoever_proposed_a_plan_learns_nothing_of_the_draft_that_was_made_of_it() {
    let accepted = [of("ana", "propose", 0), of("mia", "accept", 0)];
    let mut other = content();
    other["title"] = json!("Being heard");
    let revised = sent("mia", "plan.revise", json!({"content": other, "plan": placed("plan", MADE)}));
    let called_off = sent("mia", "plan.cancel", json!({"plan": placed("plan", MADE), "reason": "Not now."}));
    let worlds = [vec![], vec![revised], vec![called_off]];
    let worlds = worlds.iter().map(|then| world(&[&accepted[..], then].concat())).collect();
    told_alike(&["ana"], worlds);
}

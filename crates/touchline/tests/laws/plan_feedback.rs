//! ACC-14, ACC-19, FBK-01, KER-10, ORG-03: feedback between coaches and whom a plan coaches, and that nobody learns of what is for
//! another coach, or of a plan that they do not see: not by an answer, a count, a refusal, what is open, or a message.

use serde_json::{Value, json};

use crate::sessions::{
    check_alike, come_to_the_same, eve_joins, plan, planned, refused_first, send_all, sent, tenant, walk,
};
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

const COMMANDS: [&str; 2] = ["plan_feedback.give", "plan_feedback.give_to_coach"];

fn content(text: &str) -> Value {
    json!({
        "improvements": ["She gives in on price."], "ratings": [{"area": "closing", "rating": 3}],
        "strengths": ["She hears people out."], "text": text,
    })
}

fn person(name: &str) -> Value {
    json!({"type": "person", "body": {"person": id(name)}})
}

fn of(actor: &str, kind: &str, place: usize, text: &str) -> Sent {
    let mut body = json!({"content": content(text), "plan": plan(), "plan_feedback": placed("plan_feedback", place)});
    if kind == "plan_feedback.give_to_coach" {
        body["to"] = person("mia");
    }
    sent(actor, kind, body)
}

/// Feedback in either direction, with all the words that it can hold.
pub(crate) fn said() -> Vec<Sent> {
    vec![
        of("mia", "plan_feedback.give", 0, "She comes on."),
        of("ana", "plan_feedback.give_to_coach", 1, "She takes time."),
    ]
}

/// The plan that it is of, with that.
pub(crate) fn said_of_plan() -> Vec<Sent> {
    planned().into_iter().chain(said()).collect()
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn fbk_01_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same() {
    come_to_the_same(said_of_plan());
}

#[test]
fn fbk_01_ker_10_every_cell_of_plan_feedback_is_what_decide_does() {
    let way = |said: &[Sent]| planned().into_iter().chain(said.iter().cloned()).collect::<Vec<_>>();
    let ways = [(None, way(&[])), (Some("given"), way(&said()[..1]))];
    let command = |actor: &str, verb: &str| of(actor, &format!("plan_feedback.{verb}"), 0, "I know.");
    // Whoever sees the plan is told that the id is in use, if they may give any.
    let sees = ["mia", "ana", "hana", "hank"];
    let first = |actor: &str, verb: &str, _: Option<&str>| {
        refused_first(actor, &sees, if verb == "give" { &["mia"] } else { &["ana"] })
    };
    assert_eq!(walk(("plan_feedback", &COMMANDS), &ways, command, first), 2);
}

/// A world in which max coaches ana, too, and hugo writes for an external coach, and in which this was said.
fn world(said: &[Sent]) -> Tenant {
    let max = sent("mia", "plan.add_coach", json!({"coach": person("max"), "plan": plan()}));
    let mut tenant = tenant(&planned().into_iter().chain([max, eve_joins(&plan())]).collect::<Vec<_>>());
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, said);
    tenant.now_ms = end;
    tenant
}

/// Worlds that differ only in what ana said of mia's coaching, if she did.
fn for_mia() -> Vec<Tenant> {
    let back = |text| [of("ana", "plan_feedback.give_to_coach", 1, text)];
    vec![world(&[]), world(&back("She takes time.")), world(&back("She never listens."))]
}

/// Worlds that differ only in what mia said of ana, if she did.
fn for_ana() -> Vec<Tenant> {
    let given = |text| [of("mia", "plan_feedback.give", 0, text)];
    vec![world(&[]), world(&given("She comes on.")), world(&given("She is stuck."))]
}

#[test]
fn acc_14_acc_19_fbk_01_nobody_learns_of_feedback_to_a_coach_who_may_not() {
    check_alike(for_mia(), &["max", "hugo", "olga", "bob"]);
}

#[test]
fn acc_11_acc_19_fbk_01_nobody_learns_of_feedback_of_a_plan_that_they_do_not_see() {
    check_alike(for_ana(), &["olga", "bob"]);
}

/// Whoever may see it does, so that the laws above do not hold for want of anything to see.
#[test]
fn acc_11_fbk_01_whoever_may_read_feedback_does() {
    for (worlds, viewers) in [
        (for_mia(), &["mia", "ana", "hana", "hank"][..]),
        (for_ana(), &["mia", "max", "hugo", "ana", "hana", "hank"][..]),
    ] {
        for viewer in viewers {
            let list = |world: &Tenant| world.ask(viewer, "plan_feedback.list", &json!({"plan": plan()})).json;
            let told: Vec<String> = worlds.iter().map(list).collect();
            assert!(told[0] != told[1] && told[1] != told[2], "{viewer}");
        }
    }
}

//! ACC-19, KER-09, KER-10, ORG-03, SES-02, WSP-07: series of sessions, and that nobody learns of one of a plan that they do not see.

use serde_json::{Value, json};

use crate::sessions::{
    check_alike, come_to_the_same, plan, planned, refused_first, refused_to_put_away, send_all, sent, tenant, walk,
};
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

const COMMANDS: [&str; 4] =
    ["session_series.start", "session_series.end", "session_series.archive", "session_series.restore"];

fn of(actor: &str, kind: &str, place: usize, text: &str) -> Sent {
    let series = placed("session_series", place);
    match kind {
        "session_series.end" => return sent(actor, kind, json!({"reason": text, "session_series": series})),
        "session_series.archive" | "session_series.restore" => {
            return sent(actor, kind, json!({"session_series": series}));
        }
        _ => {}
    }
    let rule = json!({"count": 3, "frequency": "weekly"});
    let recurs =
        json!({"length_seconds": 1_800, "rule": rule, "start": "2026-03-09T10:00:00", "zone": "Europe/Berlin"});
    sent(actor, kind, json!({"agenda": [text], "plan": plan(), "series": recurs, "session_series": series}))
}

/// A series that is started, and another that is ended.
fn recurring() -> Vec<Sent> {
    vec![
        of("mia", "session_series.start", 0, "How did it go?"),
        of("mia", "session_series.start", 1, "Objections"),
        of("mia", "session_series.end", 1, "We meet on Fridays."),
    ]
}

/// The plan that they are of, with these.
pub(crate) fn recurring_of_plan() -> Vec<Sent> {
    planned().into_iter().chain(recurring()).collect()
}

/// Whoever coaches in a series leaves it, with the plan, to another.
pub(crate) fn handed_on() -> Vec<Sent> {
    let to_hana = sent("olga", "person.hand_over", json!({"person": id("mia"), "to": id("hana")}));
    recurring_of_plan().into_iter().chain([to_hana]).collect()
}

/// The plan rests for a day and goes on, and what is scheduled moves with it.
pub(crate) fn put_off(tenant: &mut Tenant) {
    send_all(tenant, &recurring_of_plan());
    send_all(tenant, &[sent("mia", "plan.hold", json!({"plan": plan()}))]);
    tenant.now_ms += 24 * 60 * 60 * 1_000;
    let resume = json!({"plan": plan(), "shift": false, "shift_sessions": true});
    send_all(tenant, &[sent("mia", "plan.resume", resume)]);
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn ses_02_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same_over_series() {
    come_to_the_same(recurring_of_plan());
}

#[test]
fn ker_09_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same_where_a_series_is_put_away() {
    let put = |actor: &str, verb: &str| of(actor, &format!("session_series.{verb}"), 1, "");
    let put = [put("mia", "archive"), put("olga", "restore"), put("olga", "archive")];
    come_to_the_same(recurring_of_plan().into_iter().chain(put));
}

#[test]
fn ses_02_ker_10_every_cell_of_a_series_of_sessions_is_what_decide_does() {
    let way = |upto: usize| planned().into_iter().chain(recurring().into_iter().skip(1).take(upto)).collect::<Vec<_>>();
    let ways = [(None, way(0)), (Some("started"), way(1)), (Some("ended"), way(2))];
    let command = |actor: &str, verb: &str| of(actor, &format!("session_series.{verb}"), 1, "I know.");
    // Whoever sees the plan is told that the id is in use, if they may schedule sessions.
    let sees = ["mia", "ana", "hana", "hank"];
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        // Where there is none yet, there is nothing but the plan to see.
        let sees = if state.is_none() && verb != "start" { &[][..] } else { &sees };
        if ["archive", "restore"].contains(&verb) && state.is_some() {
            return refused_to_put_away(actor, verb, sees);
        }
        refused_first(actor, sees, &["mia"])
    };
    assert_eq!(walk(("session_series", &COMMANDS), &ways, command, first), 2 + 2);
}

fn world(said: &[Sent]) -> Tenant {
    let mut tenant = tenant(&planned());
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, said);
    tenant.now_ms = end;
    tenant
}

/// Worlds that differ in whether there is a series, and in what was said of it.
fn worlds() -> Vec<Tenant> {
    let said = |text| world(&[of("mia", COMMANDS[0], 0, "How did it go?"), of("mia", COMMANDS[1], 0, text)]);
    vec![world(&[]), said("We meet on Fridays."), said("No more.")]
}

#[test]
fn acc_11_acc_19_ses_02_nobody_learns_of_a_series_of_a_plan_that_they_do_not_see() {
    check_alike(worlds(), &["olga", "bob", "max"]);
}

/// Whoever may see it does, so that the law above does not hold for want of anything to see.
#[test]
fn acc_11_ses_02_whoever_sees_the_plan_sees_its_series() {
    for viewer in ["mia", "ana", "hana", "hank"] {
        let list = |world: &Tenant| world.ask(viewer, "session_series.list", &json!({"plan": plan()})).json;
        let told: Vec<String> = worlds().iter().map(list).collect();
        assert!(told[0] != told[1] && told[1] != told[2], "{viewer}");
    }
}

/// Each session of a series is known by the series' id and by when it would take place.
#[test]
fn ker_02_ses_02_the_ids_of_its_sessions_follow_from_its_own() {
    let tenant = tenant(&recurring_of_plan());
    let series = placed("session_series", 0);
    let asked = tenant.ask("mia", "session_series.get", &json!({"session_series": series})).json;
    let told: Value = serde_json::from_str(&asked).unwrap();
    for one in told["body"]["sessions"].as_array().unwrap() {
        let name = format!("[\"session\",{}]", one["recurrence_id"]);
        let id = uuid::Uuid::new_v5(&series.parse().unwrap(), name.as_bytes());
        assert_eq!(one["session"], id.to_string());
    }
}

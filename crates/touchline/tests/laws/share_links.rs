//! ACC-19, KER-10, RPT-08: a share link opens by its own token alone, as long as it lasts and its maker sees what it shows; nothing
//! tells why one does not; and its token stands nowhere.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Answer, Status};

use crate::sessions::{check_alike, come_to_the_same, met, planned, refused_first, send, send_all, sent, tenant, walk};
use crate::tenant::{Step, Tenant, bundle, id, placed};
use crate::things::Sent;

const MIA: usize = 1;
const ANA: usize = 3;

/// The token of the links here.
const TOKEN: &str = "7c1e5a0b93d2f8461122334455667788990a0b0c0d0e0f10a1b2c3d4e5f60718";
const ANOTHER: &str = "7c1e5a0b93d2f8461122334455667788990a0b0c0d0e0f10a1b2c3d4e5f60719";

pub(crate) fn link(place: usize) -> String {
    placed("share_link", place)
}

fn step(verb: &str) -> Sent {
    let step = Step { calls: vec![0], ..Step::of(MIA, verb, 0, ANA) };
    sent("mia", &step.kind(), step.body())
}

/// Ana's bundle, released by mia.
fn released() -> Vec<Sent> {
    planned().into_iter().chain([step("create_and_release")]).collect()
}

fn created(actor: &str, most_views: u32) -> Sent {
    let shows = json!({"type": "bundle", "body": {"bundle": bundle(0)}});
    let ends = "2026-03-01T00:00:00.000Z";
    let body =
        json!({"share_link": link(0), "shows": shows, "token": TOKEN, "ends_at": ends, "most_views": most_views});
    sent(actor, "share_link.create", body)
}

fn viewed(actor: &str, place: usize, token: &str) -> Sent {
    sent(actor, "share_link.view", json!({"share_link": link(place), "token": token}))
}

fn revoked(actor: &str) -> Sent {
    sent(actor, "share_link.revoke", json!({"share_link": link(0)}))
}

/// A bundle that is shared, and was looked at.
pub(crate) fn shared() -> Vec<Sent> {
    released().into_iter().chain([created("mia", 3), viewed("system", 0, TOKEN)]).collect()
}

fn shown(tenant: &Tenant, token: &str, opened_at: &Value) -> Answer {
    let body = json!({"share_link": link(0), "token": token, "opened_at": opened_at});
    let asked = json!({"at": tenant.at(), "viewer": "system", "type": "share_link.shown", "body": body});
    tenant.workspace.ask(asked.to_string().as_bytes())
}

/// Opens the link, and tells what it shows.
fn opened(tenant: &mut Tenant) -> (Value, Answer) {
    let answer = send(tenant, &viewed("system", 0, TOKEN));
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    let receipt: Value = serde_json::from_str(&answer.json).unwrap();
    let at = receipt["body"]["receipt"]["at"].clone();
    let view = shown(tenant, TOKEN, &at);
    (at, view)
}

#[test]
fn rpt_08_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same() {
    come_to_the_same(shared().into_iter().chain([revoked("mia")]));
}

#[test]
fn rpt_08_ker_10_every_cell_of_a_share_link_is_what_decide_does() {
    let ways = [
        (None, released()),
        (Some("open"), released().into_iter().chain([created("mia", 3)]).collect()),
        (Some("revoked"), released().into_iter().chain([created("mia", 3), revoked("mia")]).collect()),
    ];
    let command = |actor: &str, verb: &str| match verb {
        "create" => created(actor, 3),
        "view" => viewed(actor, 0, TOKEN),
        _ => revoked(actor),
    };
    let first = |actor: &str, verb: &str, state: Option<&str>| match (verb, state, actor) {
        // Whoever sees the bundle may share it; whether an id is taken is a named release.
        ("create", None, _) => refused_first(actor, &["mia", "ana", "olga"], &["mia", "ana", "olga"]),
        ("create", Some(_), "system") => Some("not_found"),
        ("create", Some(_), _) => refused_first(actor, &[actor], &[actor]),
        ("view", Some("open"), "system") => None,
        ("view", _, "system") => Some("not_found"),
        (_, None, _) => refused_first(actor, &[], &[]),
        ("view", ..) => refused_first(actor, &["mia"], &[]),
        _ => refused_first(actor, &["mia"], &["mia"]),
    };
    let commands = ["share_link.create", "share_link.view", "share_link.revoke"];
    // Created by three, viewed by the host, revoked by its maker.
    assert_eq!(walk(("share_link", &commands), &ways, command, first), 5);
}

/// Every way in which a link is closed to somebody, each in a world of its own.
fn closed() -> Vec<(&'static str, Answer)> {
    let view = |tenant: &mut Tenant, token: &str| send(tenant, &viewed("system", 0, token));
    let world = |more: &[Sent]| tenant(&released().into_iter().chain(more.iter().cloned()).collect::<Vec<_>>());
    let left =
        json!({"person": id("mia"), "name": "mia", "roles": ["manager"], "manager": id("olga"), "active": false});
    let agent = json!({"person": id("mia"), "name": "mia", "roles": ["agent"], "manager": id("olga")});
    let demoted = json!({"person": id("ana"), "name": "ana", "roles": ["agent"], "manager": id("max")});
    let concluded = [step("respond"), step("conclude")].map(|(_, kind, body)| {
        let actor = if kind == "bundle.respond" { id("ana") } else { id("mia") };
        (actor, kind, body)
    });
    let mut late = world(&[created("mia", 3)]);
    // The first moment of March 2026, at which it ends.
    late.now_ms = 1_772_323_200_000 - 1_000;
    let moved = [sent("system", "person.record", agent), sent("system", "person.record", demoted)];
    let moved: Vec<Sent> = [created("mia", 3)].into_iter().chain(concluded).chain(moved).collect();
    vec![
        ("there is none", view(&mut world(&[]), TOKEN)),
        ("another token", view(&mut world(&[created("mia", 3)]), ANOTHER)),
        ("revoked", view(&mut world(&[created("mia", 3), revoked("mia")]), TOKEN)),
        ("used up", view(&mut world(&[created("mia", 1), viewed("system", 0, TOKEN)]), TOKEN)),
        ("over", view(&mut late, TOKEN)),
        ("its maker left", view(&mut world(&[created("mia", 3), sent("system", "person.record", left)]), TOKEN)),
        ("its maker sees it no more", view(&mut world(&moved), TOKEN)),
    ]
}

#[test]
fn rpt_08_acc_19_nothing_tells_why_a_link_does_not_open() {
    let closed = closed();
    for (why, answer) in &closed {
        assert_eq!(answer.status, Status::Rejected, "{why}: {}", answer.json);
        assert_eq!(answer.json, closed[0].1.json, "{why}");
        assert!(answer.record.is_none(), "{why}");
    }
}

#[test]
fn rpt_08_what_is_shown_is_what_its_maker_sees_for_as_long_as_they_do_and_a_view_lasts() {
    let mut world = tenant(&released());
    send_all(&mut world, &[created("mia", 3)]);
    let (at, view) = opened(&mut world);
    let own = world.ask("mia", "bundle.get", &json!({"bundle": bundle(0)}));
    let (view, own): (Value, Value) =
        (serde_json::from_str(&view.json).unwrap(), serde_json::from_str(&own.json).unwrap());
    assert_eq!(view, json!({"type": "bundle", "body": own}));
    let refused = shown(&world, ANOTHER, &at).json;
    // A moment at which nobody opened it.
    assert_eq!(shown(&world, TOKEN, &json!("2026-02-24T10:00:00.000Z")).json, refused);
    world.now_ms += 10 * 60_000 - 1;
    assert_eq!(shown(&world, TOKEN, &at).status, Status::Ok);
    world.now_ms += 1;
    assert_eq!(shown(&world, TOKEN, &at).json, refused);
    let (again, _) = opened(&mut world);
    assert_eq!(shown(&world, TOKEN, &again).status, Status::Ok);
    send_all(&mut world, &[revoked("mia")]);
    assert_eq!(shown(&world, TOKEN, &again).json, refused);
}

#[test]
fn rpt_08_a_token_stands_in_nothing_that_is_kept_or_told() {
    let mut world = tenant(&released());
    let mut told = String::new();
    for command in [created("mia", 3), viewed("system", 0, ANOTHER), viewed("system", 0, TOKEN), revoked("mia")] {
        told.push_str(&send(&mut world, &command).json);
    }
    for (kind, body) in [("share_link.mine", json!({})), ("share_link.get", json!({"share_link": link(0)}))] {
        told.push_str(&world.ask("mia", kind, &body).json);
    }
    let snapshot = String::from_utf8_lossy(&world.snapshot()).into_owned();
    for text in [&told, &world.log, &snapshot, &world.printed()] {
        assert!(!text.contains(TOKEN) && !text.contains(ANOTHER));
    }
    // Nor does what stands in their place open anything: on the wire it is no token.
    let kept = world.log.split("sha256:").nth(1).unwrap()[..64].to_owned();
    for token in [format!("sha256:{kept}"), kept] {
        assert_ne!(send(&mut world, &viewed("system", 0, &token)).status, Status::Ok);
    }
}

/// How somebody did is shared without anything of what is confidential: not even how much there is of it.
#[test]
fn rpt_08_acc_12_what_is_confidential_changes_nothing_of_what_a_link_shows() {
    let days = json!({"first": "2026-02-01", "last": "2026-02-28"});
    let shows = json!({"type": "performance", "body": {"days": days, "person": id("ana")}});
    let (_, kind, mut body) = created("mia", 3);
    body["shows"] = shows;
    let mut told = Vec::new();
    for text in [None, Some("She is tired."), Some("She is rested.")] {
        let mut world = tenant(&released());
        let written = text.map(|text| {
            let body = json!({"plan": placed("plan", 2), "progress_note": placed("progress_note", 0), "text": text});
            sent("mia", "progress_note.write", body)
        });
        send_all(&mut world, &written.into_iter().collect::<Vec<_>>());
        world.now_ms = 1_772_010_000_000;
        send_all(&mut world, &[(id("mia"), kind.clone(), body.clone())]);
        let (_, view) = opened(&mut world);
        assert_eq!(view.status, Status::Ok, "{}", view.json);
        told.push(view.json);
    }
    assert!(told[0] == told[1] && told[1] == told[2]);
    assert!(told[0].contains("\"bundles\"") && !told[0].contains("progress_notes"));
}

/// Nobody but its maker learns that there is a link, what of, or that it was looked at.
#[test]
fn rpt_08_acc_19_a_link_is_its_makers_alone() {
    let world = |more: &[Sent]| {
        let mut tenant = tenant(&met().into_iter().chain([step("create_and_release")]).collect::<Vec<_>>());
        let end = tenant.now_ms + 100_000;
        send_all(&mut tenant, more);
        tenant.now_ms = end;
        tenant
    };
    let viewed = viewed("system", 0, TOKEN);
    check_alike(
        vec![world(&[]), world(&[created("mia", 3)]), world(&[created("mia", 9), viewed, revoked("mia")])],
        &["max", "olga", "ana", "bob", "hana", "hugo", "hank"],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    // A million of them are tried by `cargo xtask bench share-links`.
    #[test]
    fn rpt_08_no_random_token_opens_a_link(tokens in prop::collection::vec(prop::array::uniform32(any::<u8>()), 500)) {
        let mut world = tenant(&released().into_iter().chain([created("mia", 1_000)]).collect::<Vec<_>>());
        for token in tokens {
            let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
            let answer = send(&mut world, &viewed("system", 0, &token));
            prop_assert_eq!(answer.status, Status::Rejected);
        }
    }

    // Nor does one that differs from its own by a digit.
    #[test]
    fn rpt_08_no_token_opens_a_link_that_differs_by_a_digit(place in 0_usize..64, digit in 0_usize..16) {
        let mut world = tenant(&released().into_iter().chain([created("mia", 3)]).collect::<Vec<_>>());
        let digit = &"0123456789abcdef"[digit..=digit];
        let mut token = TOKEN.to_owned();
        token.replace_range(place..=place, digit);
        let opens = send(&mut world, &viewed("system", 0, &token)).status == Status::Ok;
        prop_assert_eq!(opens, token == TOKEN);
    }
}

//! NTF-01, NTF-03, NTF-05, JOB-04: every message has a cause and is never sent to it; a host that plans its own has the
//! same, whatever moves them; what is due in two halves of a span is what is due in the whole of it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::kernel::time::Instant;
use touchline::law::tellings;
use touchline::notify::When;
use touchline::waist::{Answer, Loader, Status, Workspace, call};

use crate::assessments::assessed;
use crate::calibrations::{calibrated, called_off};
use crate::certifications::certified;
use crate::duties::{Leaving, PLACES, leaving};
use crate::feedback_rounds::{asked_about, closing_late};
use crate::host::Database;
use crate::plan_feedback::said;
use crate::plan_proposals::proposed;
use crate::plans::{approved, staff};
use crate::reactions::apt_step;
use crate::review_assignments::everything_told;
use crate::reviews::exchanged;
use crate::sessions::awaited;
use crate::tenant::{BUNDLES, PEOPLE, POLICIES, Step, Tenant, VERBS, id, placed, snapshot_of, step};

/// Somebody chooses how they are told, for themselves or for another.
#[derive(Clone, Debug)]
pub(crate) struct Choosing {
    actor: usize,
    whose: usize,
    email: usize,
    quiet: usize,
    digest: usize,
    muted: bool,
    opted_out: bool,
}

const MODES: [&str; 4] = ["null", "\"immediate\"", "\"daily_digest\"", "\"off\""];
/// Over midnight, by day, into the hour that Berlin skips and doubles, the whole day, none.
const QUIET: [Option<(&str, &str)>; 5] =
    [Some(("20:00", "07:30")), Some(("09:00", "17:00")), Some(("22:00", "02:30")), Some(("12:00", "12:00")), None];
const DIGESTS: [&str; 3] = ["null", "\"02:30\"", "\"17:00\""];

pub(crate) fn choosing() -> impl Strategy<Value = Choosing> {
    let who = prop_oneof![4 => (1..5_usize).prop_map(|who| (who, who)), 1 => (0..PEOPLE.len(), 0..PEOPLE.len())];
    (who, 0..MODES.len(), 0..QUIET.len(), 0..DIGESTS.len(), prop::bool::weighted(0.2), prop::bool::weighted(0.1))
        .prop_map(|((actor, whose), email, quiet, digest, muted, opted_out)| Choosing {
            actor,
            whose,
            email,
            quiet,
            digest,
            muted,
            opted_out,
        })
}

impl Choosing {
    pub(crate) fn command(&self, tenant: &mut Tenant) -> Value {
        let literal = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
        let muted = if self.muted { json!(["bundle_concluded", "bundle_answered"]) } else { json!([]) };
        let choices = json!({
            "digest_at": literal(DIGESTS[self.digest]), "email": literal(MODES[self.email]), "muted": muted,
            "opted_out": self.opted_out,
            "quiet_hours": QUIET[self.quiet].map(|(begin, end)| json!({"begin": begin, "end": end})),
        });
        let body = json!({"person": id(PEOPLE[self.whose]), "choices": choices});
        tenant.command(&id(PEOPLE[self.actor]), "notification_settings.set", &body, None)
    }
}

/// The id of somebody's settings, as the wire contract has it.
pub(crate) fn settings_of(name: &str) -> String {
    let person = uuid::Uuid::parse_str(&id(name)).unwrap();
    uuid::Uuid::new_v5(&person, b"[\"notification_settings\"]").to_string()
}

#[derive(Clone, Debug)]
enum Turn {
    Step(Step),
    Choosing(Choosing),
    Leaving(Leaving),
    /// Somebody lives elsewhere from now on.
    Moving(usize, &'static str),
    /// Another hour and way for whoever has not chosen.
    Adopting(&'static str),
}

const ZONES: [&str; 3] = ["Asia/Tokyo", "America/New_York", "Europe/Berlin"];
/// As [`BERLIN`] but for what it says of notifications, or of the zone.
const ADOPTED: [&str; 3] = [
    BERLIN,
    r#"{"access":{"manager_scope":"own_reports"},"notify":{"digest_at":"17:00","email":"daily_digest"},"organisation":{"zone":"Europe/Berlin"}}"#,
    r#"{"access":{"manager_scope":"own_reports"},"notify":{"due_soon_days":2},"organisation":{"zone":"Asia/Tokyo"}}"#,
];

/// A step with a question or its answer, by whom it is up to.
fn asking() -> impl Strategy<Value = Step> {
    let verbs = ["raise", "answer", "answer", "send_back", "close"].map(|verb| format!("escalation.{verb}"));
    (apt_step(), prop::sample::select(verbs.to_vec())).prop_map(|(step, verb)| {
        let verb = VERBS.iter().position(|name| *name == verb).unwrap();
        let step = Step { verb, items: Vec::new(), ..step };
        let actor = if step.is_the_agents() { step.agent } else { step.agent - 2 };
        Step { actor, ..step }
    })
}

/// A turn, far enough from the one before for nights and digests to lie between them.
fn turn() -> impl Strategy<Value = Turn> {
    let later = |step: Step, hours: i64| Turn::Step(Step { later_ms: hours * 3_600_000 + step.later_ms, ..step });
    prop_oneof![
        1 => (0..3_usize, 3..5_usize, 0..3_usize).prop_map(|(bundle, agent, items)| {
            Turn::Step(Step { items: vec![(0, 0); items], ..Step::of(agent - 2, "goal.set", bundle, agent) })
        }),
        1 => (0..3_usize, 3..5_usize, 0..3_usize).prop_map(|(bundle, agent, items)| {
            Turn::Step(Step { items: vec![(0, 0); items], ..Step::of(0, "team_goal.set", bundle, agent) })
        }),
        3 => (asking(), 0..4_i64).prop_map(move |(step, hours)| later(step, hours)),
        8 => (apt_step(), 0..7_i64).prop_map(move |(step, hours)| later(step, hours)),
        1 => (step(), 0..3_i64).prop_map(move |(step, hours)| later(step, hours)),
        3 => choosing().prop_map(Turn::Choosing),
        1 => leaving().prop_map(Turn::Leaving),
        1 => (1..5_usize, prop::sample::select(ZONES.to_vec())).prop_map(|(who, zone)| Turn::Moving(who, zone)),
        1 => prop::sample::select(ADOPTED.to_vec()).prop_map(Turn::Adopting),
    ]
}

/// A bundle for ana, or what moves what she waits for; or a question of the host's.
fn moving() -> impl Strategy<Value = Option<Turn>> {
    let choosing = (0..3_usize, 0..QUIET.len(), 0..DIGESTS.len()).prop_map(|(email, quiet, digest)| {
        Turn::Choosing(Choosing { actor: 3, whose: 3, email, quiet, digest, muted: false, opted_out: false })
    });
    prop_oneof![
        3 => (0..BUNDLES).prop_map(|bundle| {
            Some(Turn::Step(Step { calls: vec![0], ..Step::of(1, "create_and_release", bundle, 3) }))
        }),
        4 => choosing.prop_map(Some),
        1 => prop::sample::select(ZONES.to_vec()).prop_map(|zone| Some(Turn::Moving(3, zone))),
        1 => prop::sample::select(ADOPTED.to_vec()).prop_map(|policy| Some(Turn::Adopting(policy))),
        3 => Just(None),
    ]
}

fn turns(most: usize) -> impl Strategy<Value = Vec<Turn>> {
    prop::collection::vec(turn(), 1..most)
}

/// Berlin, some days before its clocks are put forward, or back.
fn begin(spring: bool) -> Tenant {
    let mut tenant = Tenant::under(BERLIN);
    let at: Instant = if spring { "2026-03-27T06:00:00Z" } else { "2026-10-23T06:00:00Z" }.parse().unwrap();
    tenant.now_ms = at.millis();
    tenant
}

const BERLIN: &str = r#"{"access":{"manager_scope":"own_reports"},"organisation":{"zone":"Europe/Berlin"}}"#;

fn command(tenant: &mut Tenant, turn: &Turn) -> Value {
    match turn {
        Turn::Step(step) => tenant.step_command(step),
        Turn::Choosing(choosing) => choosing.command(tenant),
        Turn::Leaving(leaving) => leaving.command(tenant),
        Turn::Moving(who, zone) => {
            let (role, manager) = PLACES[*who];
            let manager = manager.map(|manager| id(PEOPLE[manager]));
            let body = json!({
                "person": id(PEOPLE[*who]), "name": PEOPLE[*who], "roles": [role], "manager": manager, "zone": zone,
            });
            tenant.command("system", "person.record", &body, None)
        }
        Turn::Adopting(policy) => {
            tenant.command("system", "policy.adopt", &serde_json::from_str(policy).unwrap(), None)
        }
    }
}

/// Every planned message, as the workspace prints it.
fn planned(printed: &str) -> Vec<Value> {
    let lines = printed.lines().filter(|line| line.ends_with("\"type\":\"planned\"}"));
    lines.map(|line| serde_json::from_str::<Value>(line).unwrap()["body"].clone()).collect()
}

fn due(workspace: &Workspace, since: i64, now: i64, limit: Option<usize>) -> Vec<Value> {
    let text = |millis: i64| Instant::from_millis(millis).unwrap().to_string();
    let (mut runs, mut after) = (Vec::new(), Value::Null);
    loop {
        let body = json!({"since": text(since), "after": after, "limit": limit});
        let query = json!({"viewer": "system", "at": text(now), "type": "jobs.due", "body": body});
        let answer = workspace.ask(query.to_string().as_bytes());
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        let page: Value = serde_json::from_str(&answer.json).unwrap();
        runs.extend(page["runs"].as_array().unwrap().iter().cloned());
        after = page["next"].clone();
        if after.is_null() {
            return runs;
        }
    }
}

fn text(millis: i64) -> String {
    Instant::from_millis(millis).unwrap().to_string()
}

/// What is due since a cursor, page by page; gives the next cursor.
fn ask_due(workspace: &Workspace, from: &Value, now: i64, limit: Option<usize>, handed: &mut Vec<Value>) -> Value {
    let mut body = from.clone();
    body["limit"] = json!(limit);
    loop {
        let query = json!({"viewer": "system", "at": text(now), "type": "jobs.due", "body": body});
        let answer = workspace.ask(query.to_string().as_bytes());
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        let page: Value = serde_json::from_str(&answer.json).unwrap();
        handed.extend(page["runs"].as_array().unwrap().iter().cloned());
        body["after"] = page["next"].clone();
        if !page["cursor"].is_null() {
            return json!({"cursor": page["cursor"]});
        }
    }
}

fn millis(value: &Value) -> i64 {
    value.as_str().unwrap().parse::<Instant>().unwrap().millis()
}

/// Each message against the record that caused it: there is one, it tells this, and its sender is told nothing.
fn check_causes(tenant: &Tenant) -> Result<(), TestCaseError> {
    let records: Vec<Value> = tenant.log.lines().map(|record| serde_json::from_str(record).unwrap()).collect();
    let told = planned(&tenant.printed());
    let mut ids = BTreeSet::new();
    for message in &told {
        let rows: Vec<_> =
            tellings().into_iter().filter(|notice| message["template"] == notice.template.name()).collect();
        let is_news = rows.iter().any(|notice| notice.when == When::AtOnce);
        prop_assert!(!is_news || message["by"] != message["recipient"], "told to whoever caused it: {}", message);
        let thing = message["thing"]["type"].as_str().unwrap();
        let is_somebody_s = rows.iter().all(|notice| !notice.template.is_nobody_s_doing());
        prop_assert!(is_somebody_s || message["by"] == "system", "whose doing it was is told: {}", message);
        let causes = records.iter().filter(|record| !is_somebody_s || record["command"]["actor"] == message["by"]);
        let mut events = causes.flat_map(|record| record["events"].as_array().unwrap());
        let caused = events.any(|event| {
            let named = [&event["body"][thing], &event["body"][thing][thing]].contains(&&message["thing"]["id"]);
            let is_by = |when| match when {
                When::AtOnce => event["at"] == message["at"],
                When::BeforeItBegins
                | When::AfterItEnded
                | When::AtMidpoint
                | When::OnceBehind
                | When::OnceExpiring => event["at"].as_str() <= message["at"].as_str(),
                When::BeforeLastDay | When::AfterLastDay | When::ToFollowUp | When::AfterTarget => {
                    event["at"].as_str() < message["at"].as_str()
                }
            };
            named && rows.iter().any(|notice| event["type"] == notice.event && is_by(notice.when))
        });
        prop_assert!(caused, "no cause: {message}");
        if let Some(at) = message["email"]["at"].as_str() {
            prop_assert!(at >= message["at"].as_str().unwrap(), "sent before it happened: {message}");
        }
        prop_assert!(ids.insert(message.to_string()), "twice: {message}");
    }
    // What a message could not be sent for: an event that tells whoever caused it, or nobody, since nobody keeps it.
    let events = records.iter().flat_map(|record| record["events"].as_array().unwrap());
    let telling: usize =
        events.map(|event| tellings().iter().filter(|notice| event["type"] == notice.event).count()).sum();
    prop_assert!(told.len() <= telling, "{} messages of {telling} events", told.len());
    let certain = ["bundle.released", "bundle.session_recorded"];
    let events = records.iter().flat_map(|record| record["events"].as_array().unwrap());
    let certainly = events.filter(|event| certain.iter().any(|name| event["type"] == *name)).count();
    prop_assert!(
        told.len() >= certainly,
        "{} messages of {certainly} events that nobody causes for themselves",
        told.len()
    );
    Ok(())
}

/// What the host shows somebody of all that it planned, the newest first, where there is nothing to be loaded.
fn shown_by_host(database: &Database, recipient: &str, now: &str) -> Vec<Value> {
    let told = database.planned.iter().filter(|message| message["plan"]["at"].as_str().unwrap() <= now);
    let mine = told.filter(|message| message["plan"]["recipient"] == id(recipient));
    let plans: Vec<&Value> = mine.map(|message| &message["plan"]).collect();
    let answer = database.loading(&json!({"messages": plans, "policy": database.policy()}), "notify.show");
    let shown: Value = serde_json::from_str(&answer.json).unwrap();
    let mut shown: Vec<Value> =
        shown["messages"].as_array().unwrap().iter().filter(|message| !message.is_null()).cloned().collect();
    shown.sort_by_key(|message| (message["at"].to_string(), message["id"].to_string()));
    shown.reverse();
    shown
}

fn told_of(answer: &Answer) -> Vec<Value> {
    let page: Value = serde_json::from_str(&answer.json).unwrap();
    assert!(page["next"].is_null());
    page["items"].as_array().unwrap().clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn ntf_01_ntf_05_wsp_07_every_message_has_a_cause_and_the_hosts_are_the_workspaces(
        turns in turns(30), spring in any::<bool>()
    ) {
        let mut tenant = begin(spring);
        let mut database = Database::following(&tenant, BERLIN);
        for turn in &turns {
            let command = command(&mut tenant, turn);
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record);
            prop_assert_eq!(theirs.status, ours.status);
        }
        check_causes(&tenant)?;
        let ours = planned(&tenant.printed());
        let theirs: Vec<Value> = database.planned.iter().map(|message| message["plan"].clone()).collect();
        prop_assert_eq!(&theirs, &ours);
        let ids: BTreeSet<String> = database.planned.iter().map(|message| message["id"].to_string()).collect();
        prop_assert_eq!(ids.len(), ours.len(), "two messages with one id");
        tenant.now_ms += 86_400_000;
        for viewer in PEOPLE {
            let answer = tenant.ask(viewer, "notifications.mine", &json!({"limit": 200}));
            // Who has left asks nothing, and is shown nothing.
            let mine = if answer.status == Status::Ok { told_of(&answer) } else { Vec::new() };
            prop_assert_eq!(&shown_by_host(&database, viewer, &tenant.at()), &mine, "{}", viewer);
        }
    }

    #[test]
    fn job_04_ntf_05_what_is_due_in_the_parts_of_a_span_is_what_is_due_in_it(
        turns in turns(30), spring in any::<bool>(), cuts in prop::collection::vec(0..1_000_i64, 0..6),
        limit in prop::option::of(1..4_usize)
    ) {
        let mut tenant = begin(spring);
        let since = tenant.now_ms - 1;
        for turn in &turns {
            let command = command(&mut tenant, turn);
            tenant.send(&command);
        }
        let now = tenant.now_ms + 5 * 86_400_000;
        let whole = due(&tenant.workspace, since, now, None);
        // Moments that are due among them, so that a cut falls on them and just beside them.
        let moments = whole.iter().map(|run| millis(&run["body"]["at"])).take(3).flat_map(|at| [at - 1, at]);
        let anywhere = cuts.into_iter().map(|part| since + (now - since) / 1_000 * part);
        let mut cuts: Vec<i64> = anywhere.chain(moments).chain([since, now]).collect();
        cuts.sort_unstable();
        let parts: Vec<Value> =
            cuts.windows(2).flat_map(|pair| due(&tenant.workspace, pair[0], pair[1], limit)).collect();
        prop_assert_eq!(&parts, &whole);
        let ids: BTreeSet<String> = whole.iter().map(|run| run["body"]["id"].to_string()).collect();
        prop_assert_eq!(ids.len(), whole.len(), "a run twice");
        let mut each: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for run in &whole {
            let by_email = run["body"]["channel"] != "in_app";
            for message in run["body"]["messages"].as_array().unwrap() {
                *each.entry((message["id"].to_string(), by_email)).or_default() += 1;
            }
        }
        prop_assert!(each.values().all(|times| *times == 1), "told twice by one way: {each:?}");
        tenant.now_ms = now;
        // In the product everything is told that its recipient still sees.
        let told = PEOPLE.iter().map(|viewer| tenant.ask(viewer, "notifications.mine", &json!({"limit": 200})));
        let told: usize =
            told.filter(|answer| answer.status == Status::Ok).map(|answer| told_of(&answer).len()).sum();
        prop_assert_eq!(each.keys().filter(|(_, by_email)| !by_email).count(), told);
    }

    #[test]
    fn job_04_what_is_asked_for_between_commands_some_of_them_late_is_handed_out_once_and_whole(
        turns in prop::collection::vec((turn(), 0..40_i64, prop::option::of(0..60_i64)), 1..30),
        spring in any::<bool>(), limit in prop::option::of(1..4_usize)
    ) {
        let mut tenant = begin(spring);
        let since = tenant.now_ms - 1;
        let hour = 3_600_000;
        let mut clock = tenant.now_ms;
        let mut handed: Vec<Value> = Vec::new();
        let mut cursor = json!({"since": text(since)});
        for (turn, late, asked) in &turns {
            // The host's clocks differ by up to forty hours.
            let now = tenant.now_ms;
            tenant.now_ms -= late * hour;
            let command = command(&mut tenant, turn);
            tenant.send(&command);
            tenant.now_ms = tenant.now_ms.max(now);
            clock = clock.max(tenant.now_ms);
            if let Some(back) = asked {
                cursor = ask_due(&tenant.workspace, &cursor, clock + (30 - back) * hour, limit, &mut handed);
            }
        }
        let end = clock + 400 * 24 * hour;
        ask_due(&tenant.workspace, &cursor, end, limit, &mut handed);
        let ids: BTreeSet<String> = handed.iter().map(|run| run["body"]["id"].to_string()).collect();
        prop_assert_eq!(ids.len(), handed.len(), "a run twice");
        let mut told: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for run in &handed {
            for message in run["body"]["messages"].as_array().unwrap() {
                *told.entry((message["id"].to_string(), run["body"]["channel"] != "in_app")).or_default() += 1;
            }
        }
        prop_assert!(told.values().all(|times| *times == 1), "told twice by one way: {told:?}");
        // All that is seen when everything is over was told, but for reminders of what was met meanwhile; by e-mail, where
        // nobody who gets it had switched it off before.
        let off = |turn: &Turn| match turn {
            Turn::Choosing(choosing) => (choosing.email == 3 || choosing.muted || choosing.opted_out).then_some(choosing.whose),
            _ => None,
        };
        let off: Vec<String> = turns.iter().filter_map(|(turn, _, _)| off(turn)).map(|who| id(PEOPLE[who])).collect();
        for run in due(&tenant.workspace, since, end, None) {
            let by_email = run["body"]["channel"] != "in_app";
            let may_be_off = by_email && off.iter().any(|person| run["body"]["recipient"] == *person);
            for message in run["body"]["messages"].as_array().unwrap() {
                let at_once = tellings().into_iter().any(|notice| {
                    message["template"] == notice.template.name() && notice.when == When::AtOnce
                });
                let key = (message["id"].to_string(), by_email);
                prop_assert!(may_be_off || !at_once || told.contains_key(&key), "a hole: {run}");
            }
        }
    }

    #[test]
    fn wsp_02_ntf_05_a_replay_and_a_snapshot_plan_and_tell_the_same(
        first in turns(20), second in turns(20), spring in any::<bool>(), size in 1_usize..400
    ) {
        let mut tenant = begin(spring);
        let since = tenant.now_ms - 1;
        let run = |tenant: &mut Tenant, turns: &[Turn]| for turn in turns {
            let command = command(tenant, turn);
            tenant.send(&command);
        };
        run(&mut tenant, &first);
        let (early, cut) = (tenant.snapshot(), tenant.log.len());
        run(&mut tenant, &second);
        let now = tenant.snapshot();
        let whole = due(&tenant.workspace, since, tenant.now_ms + 86_400_000, None);
        let log = tenant.log.as_bytes();
        for source in [log, &[&early, &log[cut..]].concat(), &now] {
            let mut loader = Loader::new(BERLIN.as_bytes()).unwrap();
            for chunk in source.chunks(size) {
                loader.feed(chunk).unwrap();
            }
            let loaded = loader.finish().unwrap();
            prop_assert_eq!(&snapshot_of(&loaded), &now);
            prop_assert_eq!(&due(&loaded, since, tenant.now_ms + 86_400_000, None), &whole);
        }
    }
}

proptest! {
    // What is handed out, and then moved by what comes late, is rare.
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Nobody switches e-mail off here, and everything stays needed: so each message goes out once by each way, whatever is
    /// chosen, adopted and moved when, and whenever the host asks.
    #[test]
    fn job_04_ntf_03_what_is_moved_while_it_waits_goes_out_once_by_each_way(
        turns in prop::collection::vec((moving(), 0..8_i64, 0..30_i64), 10..60),
        spring in any::<bool>(), limit in prop::option::of(1..4_usize)
    ) {
        let mut tenant = begin(spring);
        let hour = 3_600_000;
        let mut handed: Vec<Value> = Vec::new();
        let mut cursor = json!({"since": text(tenant.now_ms - 50 * hour)});
        let mut released = 0;
        for (turn, later, late) in &turns {
            tenant.now_ms += later * hour;
            let clock = tenant.now_ms;
            match turn {
                Some(turn) => {
                    // Clocks differ by a day; nothing is released before whom it is for was there.
                    tenant.now_ms -= late * hour;
                    let command = command(&mut tenant, turn);
                    let done = tenant.send(&command).status == Status::Ok;
                    released += usize::from(done && matches!(turn, Turn::Step(_)));
                    tenant.now_ms = clock;
                }
                // The host's own clock is ahead by as much.
                None => cursor = ask_due(&tenant.workspace, &cursor, clock + late * hour, limit, &mut handed),
            }
        }
        ask_due(&tenant.workspace, &cursor, tenant.now_ms + 240 * hour, limit, &mut handed);
        let mut told: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for run in &handed {
            for message in run["body"]["messages"].as_array().unwrap() {
                *told.entry((message["id"].to_string(), run["body"]["channel"] != "in_app")).or_default() += 1;
            }
        }
        prop_assert!(told.values().all(|times| *times == 1), "told twice by one way: {told:?}");
        prop_assert_eq!(told.len(), 2 * released, "a hole: {:?}", told);
    }
}

#[test]
fn ntf_02_acc_07_settings_are_given_where_their_table_says_so_by_whose_they_are() {
    use touchline::kernel::lifecycle::{Cell, Names as _};
    use touchline::notify::{LIFECYCLE, State, Verb};
    let choosing =
        |actor, email| Choosing { actor, whose: 3, email, quiet: 0, digest: 0, muted: false, opted_out: false };
    let mut taken = BTreeSet::new();
    for state in [None, Some(State::Given)] {
        for (actor, name) in PEOPLE.iter().enumerate() {
            let mut tenant = Tenant::new();
            if state.is_some() {
                let command = choosing(3, 1).command(&mut tenant);
                assert_eq!(tenant.send(&command).status, Status::Ok);
            }
            let said = tenant.available_on(name, &json!({"type": "notification_settings", "id": settings_of("ana")}));
            let command = choosing(actor, 2).command(&mut tenant);
            let answer = tenant.send(&command);
            let place = format!("{state:?} by {name}: {} {}", said.json, answer.json);
            let Some(Cell::To(to, _)) = LIFECYCLE.cell(state, Verb::Set) else { panic!("{place}") };
            assert_eq!(said.status == Status::Ok, answer.status == Status::Ok, "{place}");
            if answer.status == Status::Ok {
                taken.insert(*name);
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                assert_eq!(json["body"]["receipt"]["state"], to.name(), "{place}");
                assert!(said.json.contains("\"open\":true"), "{place}");
            }
        }
    }
    assert_eq!(taken, BTreeSet::from(["ana"]));
}

/// Whatever somebody wrote for somebody, no message holds it: each text that stands in the log, but for what bundles,
/// people and checks are called.
#[test]
fn ntf_06_no_message_holds_what_was_written() {
    let mut tenant = Tenant::under(r#"{"access":{"manager_scope":"organisation"}}"#);
    // What was certified nearly a year ago expires soon.
    for (actor, kind, body) in assessed().into_iter().chain(certified().into_iter().take(2)) {
        let command = tenant.command(&actor, &kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    let mut run = |actor, verb| {
        let step = Step { calls: vec![0], items: vec![(0, 1)], ..Step::of(actor, verb, 0, 3) };
        let answer = tenant.take(&step);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    };
    let all = ["give", "create_and_release", "record_session", "deny", "record_session", "acknowledge", "conclude"];
    for verb in all {
        run(if ["acknowledge", "deny"].contains(&verb) { 3 } else { 1 }, verb);
    }
    let mut again = |actor, verb: &str, bundle, items: Vec<(usize, usize)>| {
        let finding =
            crate::tenant::Finding { call: 0, check: 2, ruling: usize::from(verb == "away"), note: Some("Secret.") };
        let verb = if verb == "away" { "give" } else { verb };
        let step = Step { calls: vec![0], items, finding, ..Step::of(actor, verb, bundle, 3) };
        let answer = tenant.take(&step);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    };
    again(1, "give", 1, Vec::new());
    again(1, "create_and_release", 1, vec![(0, 2)]);
    again(3, "respond", 1, Vec::new());
    again(0, "away", 1, Vec::new());
    for (actor, verb) in [(1, "raise"), (3, "answer"), (1, "send_back"), (3, "answer"), (1, "close")] {
        again(actor, &format!("escalation.{verb}"), 0, Vec::new());
    }
    // One of ana's is done, one is not.
    again(1, "action_item.assign", 1, Vec::new());
    for (actor, verb) in [
        (1, "assign"),
        (3, "request_extension"),
        (1, "decline_extension"),
        (3, "request_extension"),
        (1, "grant_extension"),
        (3, "complete"),
        (1, "request_revision"),
        (3, "complete"),
        (1, "verify"),
    ] {
        again(actor, &format!("action_item.{verb}"), 0, Vec::new());
    }
    let goal = Step::of(1, "goal.set", 0, 3);
    assert_eq!(tenant.take(&goal).status, Status::Ok);
    // Whoever sets a goal for their own team is not told of it: somebody above mia does.
    let team_goal = Step { items: vec![(0, 0)], ..Step::of(0, "team_goal.set", 0, 3) };
    assert_eq!(tenant.take(&team_goal).status, Status::Ok);
    let report = json!({
        "areas": [], "framework": "six_areas", "overall": {"score": 12}, "person": id("ana"),
        "skill_report": id("skill report"), "window": {"first": "2026-02-16", "last": "2026-02-22"},
    });
    let report = tenant.command("system", "skill_report.record", &report, None);
    assert_eq!(tenant.send(&report).status, Status::Ok);
    let release =
        tenant.command(&id("mia"), "skill_report.release", &json!({"skill_report": id("skill report")}), None);
    assert_eq!(tenant.send(&release).status, Status::Ok);
    let thanked = json!({"kind": "response", "review": placed("review", 0), "text": "I will pause."});
    let replied = json!({"review": placed("review", 0), "text": "Not yet.", "to": 3});
    let more = [(id("ana"), "review.respond".to_owned(), thanked), (id("mia"), "review.reply".to_owned(), replied)];
    let calibrations = calibrated().into_iter().chain(called_off());
    let assignments = everything_told().into_iter().chain(awaited());
    for (actor, kind, body) in exchanged().into_iter().chain(more).chain(calibrations).chain(assignments) {
        let command = tenant.command(&actor, &kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    // The plan of sessions is that of rounds, too.
    let rounds = asked_about().into_iter().filter(|(_, kind, _)| kind.starts_with("feedback_round."));
    for (actor, kind, body) in rounds.chain(said()).chain(staff()).chain(approved()) {
        let command = tenant.command(&actor, &kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    for (actor, kind, body) in proposed() {
        let command = tenant.command(&actor, &kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    closing_late(&mut tenant);
    tenant.now_ms += 400 * 86_400_000;
    let told: Vec<Value> = PEOPLE
        .iter()
        .filter(|name| **name != "gus")
        .chain(&["carl", "hana"])
        .flat_map(|name| told_of(&tenant.ask(name, "notifications.mine", &json!({}))))
        .collect();
    let templates: BTreeSet<&str> = told.iter().map(|message| message["template"].as_str().unwrap()).collect();
    assert_eq!(templates, tellings().iter().map(|notice| notice.template.name()).collect(), "every kind is walked");
    for message in &told {
        let text = message.to_string();
        for written in [
            "Listen to the pause.",
            "I will pause.",
            "Good.",
            "It did not happen.",
            "Secret.",
            "No name.",
            "Why?",
            "I was in a hurry.",
            "Not yet.",
            "Too fast.",
            "And then it was better.",
            "Where?",
            "At the end.",
            "So it was",
            "How did I close?",
            "Listen to the end.",
            "Not this week.",
            "I know now.",
            "She comes along.",
            "Does Ana listen?",
            "She hears me out.",
            "Too early.",
            "Nobody buys.",
            "I could.",
            "I still could.",
            "Nobody hears me.",
            "Next year.",
            "She hears people out.",
            "She gives in on price.",
            "She comes on.",
            "She takes time.",
            "Not this month.",
        ] {
            assert!(!text.contains(written), "{written} stands in {text}");
        }
    }
}

/// `notify.plan` is asked with whatever policies there are, so that all can be read.
#[test]
fn ntf_05_a_host_may_plan_under_any_policy() {
    for policy in POLICIES {
        let input = json!({"events": [], "policy": serde_json::from_str::<Value>(policy).unwrap()});
        assert_eq!(call("notify.plan", input.to_string().as_bytes()).status, Status::Ok);
    }
}

//! JOB-06, TRN-09: a draw is fair, can be made again and gives nobody their own; and the review queue is what the
//! viewer would gather from calls, dispositions and draws.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::facts::BegunCall;
use touchline::kernel::id::Id;
use touchline::kernel::time::Zone;
use touchline::sampling::{Draw, draw};
use touchline::waist::Status;

use crate::figures::{take, turn};
use crate::tenant::{PEOPLE, Tenant, id};

/// A draw among the calls of the tenant.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    actor: usize,
    sampling: usize,
    reviewers: Vec<usize>,
    people: Option<Vec<usize>>,
    percent: Option<u32>,
    reviewed_too: bool,
    seed: u64,
}

/// How many ids of samplings there are.
pub(crate) const SAMPLINGS: usize = 3;

pub(crate) fn drawing() -> impl Strategy<Value = Drawing> {
    // The host and agents may draw nothing; most draws are an owner's, for those who may review.
    let actor = prop_oneof![5 => Just(0_usize), 1 => 1..PEOPLE.len()];
    let reviewers =
        prop_oneof![3 => prop::collection::vec(0..3_usize, 1..4), 1 => prop::collection::vec(0..PEOPLE.len(), 0..3)];
    let people = prop::option::of(prop::collection::vec(0..PEOPLE.len(), 0..4));
    let size = prop::option::of(1..=100_u32);
    (actor, 0..SAMPLINGS, reviewers, people, size, any::<bool>(), any::<u64>()).prop_map(
        |(actor, sampling, reviewers, people, percent, reviewed_too, seed)| Drawing {
            actor,
            sampling,
            reviewers,
            people,
            percent,
            reviewed_too,
            seed,
        },
    )
}

impl Drawing {
    /// A draw by the owner, of one person's calls, for one reviewer.
    pub(crate) fn of(person: usize, reviewer: usize) -> Self {
        let (reviewers, people) = (vec![reviewer], Some(vec![person]));
        Drawing { actor: 0, sampling: 0, reviewers, people, percent: Some(100), reviewed_too: true, seed: 7 }
    }

    pub(crate) fn body(&self) -> Value {
        let ids = |people: &[usize]| people.iter().map(|place| id(PEOPLE[*place])).collect::<Vec<_>>();
        let size = match self.percent {
            Some(percent) => json!({"type": "share", "body": {"percent": percent, "minimum": 0}}),
            None => json!({"type": "calls", "body": {"calls": 1}}),
        };
        json!({
            "filters": {"reviewed_too": self.reviewed_too}, "people": self.people.as_deref().map(ids),
            "period": {"first": "2026-02-19", "last": "2026-02-21"}, "reviewers": ids(&self.reviewers),
            "sampling": id(&format!("sampling {}", self.sampling)), "seed": format!("{:016x}", self.seed), "size": size,
        })
    }

    pub(crate) fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        tenant.command(&id(PEOPLE[self.actor]), "sampling.draw", &self.body(), None)
    }
}

/// Calls of a handful of people, who may be reviewers too.
fn begun() -> impl Strategy<Value = Vec<BegunCall>> {
    let one = (0..6_u128, 0..1_000_u64, any::<bool>());
    prop::collection::vec(one, 0..60).prop_map(|calls| {
        let call = |(place, (handler, length_ms, reviewed)): (usize, (u128, u64, bool))| BegunCall {
            began: "2026-02-20T10:00:00.000Z".parse().unwrap(),
            call: Id::new(uuid::Uuid::from_u128(1_000 + u128::try_from(place).unwrap() * 7_919 % 1_009)),
            call_type: None,
            campaign: None,
            handler: Id::new(uuid::Uuid::from_u128(handler)),
            length_ms,
            reviewed,
        };
        calls.into_iter().enumerate().map(call).collect()
    })
}

fn request(seed: u64, size: &Value, reviewers: &BTreeSet<u128>) -> Draw {
    let reviewers: Vec<String> = reviewers.iter().map(|one| uuid::Uuid::from_u128(*one).to_string()).collect();
    let body = json!({
        "period": {"first": "2026-02-20", "last": "2026-02-20"}, "reviewers": reviewers, "size": size,
        "sampling": id("sampling"), "seed": format!("{seed:016x}"),
    });
    serde_json::from_value(body).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn job_06_a_draw_is_even_gives_nobody_their_own_and_is_the_same_in_any_order(
        calls in begun(), seed in any::<u64>(), reviewers in prop::collection::btree_set(0..8_u128, 1..6),
        wanted in 1..5_u64, share in prop::option::of(1..=100_u64), turned in any::<prop::sample::Index>()
    ) {
        let size = match share {
            Some(percent) => json!({"type": "share", "body": {"percent": percent, "minimum": wanted}}),
            None => json!({"type": "calls", "body": {"calls": wanted}}),
        };
        let request = request(seed, &size, &reviewers);
        let drawn = draw(&request, &calls, Zone::default());
        // In whatever order the calls come, once or twice.
        let mut another = calls.clone();
        another.rotate_left(turned.index(calls.len().max(1)).min(calls.len()));
        another.reverse();
        another.extend(calls.first().cloned());
        prop_assert_eq!(&draw(&request, &another, Zone::default()), &drawn);
        // Of each person as many as are wanted, of what is not reviewed, each call once, nobody's own.
        let mut of_person: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for call in calls.iter().filter(|call| !call.reviewed) {
            if reviewers.iter().any(|one| uuid::Uuid::from_u128(*one) != call.handler.uuid()) {
                of_person.entry(call.handler).or_default().insert(call.call);
            }
        }
        for (person, candidates) in &of_person {
            let all = u64::try_from(candidates.len()).unwrap();
            let number = share.map_or(wanted, |percent| (all * percent).div_ceil(100).max(wanted)).min(all);
            let chosen: BTreeSet<_> = drawn.iter().filter(|one| one.handler == *person).map(|one| one.call).collect();
            prop_assert_eq!(u64::try_from(chosen.len()).unwrap(), number);
            prop_assert!(chosen.is_subset(candidates));
        }
        prop_assert!(drawn.iter().all(|one| one.handler != one.reviewer && of_person.contains_key(&one.handler)));
        // Each reviewer has as many as any other, or one more; but who handled so many of them that fewer are left.
        let count = |one: &u128| drawn.iter().filter(|drawn| drawn.reviewer.uuid().as_u128() == *one).count();
        let own = |one: &u128| drawn.iter().filter(|drawn| drawn.handler.uuid().as_u128() == *one).count();
        let counts: Vec<usize> = reviewers.iter().map(count).collect();
        let full: Vec<bool> = reviewers.iter().map(|one| count(one) + own(one) == drawn.len()).collect();
        prop_assert_eq!(counts.iter().sum::<usize>(), drawn.len());
        let most = counts.iter().max().copied().unwrap_or_default();
        let free: Vec<usize> = counts.iter().zip(&full).filter(|(_, full)| !**full).map(|(count, _)| *count).collect();
        prop_assert!(free.iter().all(|count| count + 1 >= most), "{counts:?} {full:?}");
    }
}

/// What there is, as the workspace prints it.
fn things(tenant: &Tenant, kind: &str) -> Vec<Value> {
    let lines = tenant.printed();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["type"] == kind).map(|line| line["body"].clone()).collect()
}

/// Whether somebody may coach another, by the rule: who coaches, is not that other, and manages them or reaches everybody.
fn may_coach(people: &[Value], viewer: &str, agent: &Value, everybody: bool) -> bool {
    let coaches = |role: &Value| role == "manager" || role == "owner";
    let line = std::iter::successors(find(people, agent), |person| find(people, &person["manager"]));
    let manages = line.skip(1).any(|above| above["person"] == viewer);
    *agent != viewer && roles(people, viewer).any(coaches) && (everybody || manages)
}

/// Whether somebody may review what another handled, by the rule: who coaches them, and an owner whatever others handled.
fn may_review(people: &[Value], viewer: &str, handler: &Value, everybody: bool) -> bool {
    let is_owner = roles(people, viewer).any(|role| role == "owner");
    may_coach(people, viewer, handler, everybody) || is_owner && *handler != viewer
}

fn find<'a>(people: &'a [Value], person: &Value) -> Option<&'a Value> {
    people.iter().map(|one| &one["document"]).find(|one| one["person"] == *person)
}

fn roles<'a>(people: &'a [Value], person: &str) -> impl Iterator<Item = &'a Value> {
    find(people, &json!(person)).into_iter().flat_map(|person| person["roles"].as_array().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn trn_09_the_review_queue_is_what_the_viewer_would_gather(
        turns in prop::collection::vec(turn(), 1..40), everybody in any::<bool>()
    ) {
        let scope = if everybody { "organisation" } else { "own_reports" };
        let mut tenant = Tenant::under(&json!({"access": {"manager_scope": scope}}).to_string());
        for turn in &turns {
            take(&mut tenant, turn);
        }
        let (people, calls) = (things(&tenant, "person"), things(&tenant, "call"));
        let (given, samplings) = (things(&tenant, "disposition"), things(&tenant, "sampling"));
        for viewer in PEOPLE {
            let me = id(viewer);
            let queue = tenant.ask(viewer, "review.queue", &json!({}));
            if queue.status != Status::Ok {
                continue;
            }
            let mut expected = Vec::new();
            let (mut flagged, mut sampled, mut mine) = (0, 0, Vec::new());
            for call in calls.iter().map(|call| &call["document"]) {
                let reviewed = given.iter().any(|one| one["call"] == call["call"]);
                if reviewed || !may_review(&people, &me, &call["handler"], everybody) {
                    continue;
                }
                let mut reasons = Vec::new();
                if !call["flag"].is_null() {
                    reasons.push(json!({"type": "flagged", "body": {"flag": call["flag"]}}));
                    flagged += 1;
                }
                let before = reasons.len();
                for sampling in &samplings {
                    for drawn in sampling["drawn"].as_array().unwrap().iter().filter(|one| one["call"] == call["call"]) {
                        let body = json!({"reviewer": drawn["reviewer"], "sampling": sampling["sampling"]});
                        reasons.push(json!({"type": "sampled", "body": body}));
                        if drawn["reviewer"] == me && !mine.contains(&call["call"]) {
                            mine.push(call["call"].clone());
                        }
                    }
                }
                sampled += usize::from(reasons.len() > before);
                if !reasons.is_empty() {
                    expected.push((call["started_at"].to_string(), call["call"].clone(), reasons));
                }
            }
            expected.sort_by_key(|(began, call, _)| (began.clone(), call.to_string()));
            let told: Value = serde_json::from_str(&queue.json).unwrap();
            let told: Vec<_> = told["items"].as_array().unwrap().iter()
                .map(|entry| (entry["started_at"].to_string(), entry["call"].clone(), entry["reasons"].as_array().unwrap().clone()))
                .collect();
            prop_assert_eq!(&told, &expected, "{}", viewer);
            let figures: Value = serde_json::from_str(&tenant.ask(viewer, "review.figures", &json!({})).json).unwrap();
            let counted = json!({"assigned": 0, "flagged": flagged, "mine": mine.len(), "sampled": sampled, "waiting": expected.len()});
            prop_assert_eq!(figures, counted, "{}", viewer);
            let own: Value = serde_json::from_str(&tenant.ask(viewer, "review.queue", &json!({"mine": true})).json).unwrap();
            let own: BTreeSet<String> = own["items"].as_array().unwrap().iter().map(|one| one["call"].to_string()).collect();
            prop_assert_eq!(own, mine.iter().map(Value::to_string).collect::<BTreeSet<_>>());
        }
    }
}

/// The latest of moments, as texts whose order is theirs.
fn latest<'a>(moments: impl Iterator<Item = &'a Value>) -> Option<String> {
    moments.filter_map(Value::as_str).max().map(str::to_owned)
}

fn days_later(moment: &str, days: i64) -> String {
    let moment: touchline::kernel::time::Instant = moment.parse().unwrap();
    moment.checked_add_days(days).unwrap().to_string()
}

/// The day of a session and when it was recorded, with the moment from which it counts: as its day began, or as it was recorded
/// where that was on the same day.
fn held(session: &Value) -> ((String, String), String) {
    let [on, recorded] =
        [&session["held_on"], &session["recorded"]["at"]].map(|value| value.as_str().unwrap().to_owned());
    let at = if recorded.starts_with(&on) { recorded.clone() } else { format!("{on}T00:00:00.000Z") };
    ((on, recorded), at)
}

/// What came up for an agent, and when want of coaching will have lasted too long, by the rules of the policy below.
fn came_up<'a>(agent: &Value, [calls, given, bundles]: [&'a [Value]; 3]) -> (Option<String>, Option<String>) {
    let own = calls.iter().map(|call| &call["document"]).filter(|call| call["handler"] == *agent);
    let own: Vec<&Value> = own.collect();
    let began =
        |call: &Value| &calls.iter().find(|one| one["document"]["call"] == *call).unwrap()["document"]["started_at"];
    let flagged = own.iter().filter(|call| !call["flag"].is_null()).map(|call| &call["started_at"]);
    let failures = given.iter().filter(|one| {
        one["agent"] == *agent
            && (one["ruling"] == "fail" || one["ruling"] == "pass_with_training")
            && !one["check"].is_null()
    });
    let mut by_check: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    // What is ruled later came up only then.
    let since = |one: &'a Value| {
        let (began, given) = (began(&one["call"]), &one["given"]["at"]);
        if given.as_str() > began.as_str() { given } else { began }
    };
    failures.for_each(|one| by_check.entry(one["check"].to_string()).or_default().push(since(one)));
    // All calls begin alike, so that any two failures are close enough.
    let failing = by_check.values().filter(|failures| failures.len() >= 2).flatten().copied();
    let mine: Vec<&Value> = bundles.iter().filter(|bundle| bundle["agent"] == *agent).collect();
    let released = latest(mine.iter().filter(|one| one["state"] != "cancelled").map(|one| &one["released"]["at"]));
    let concluded = latest(mine.iter().map(|one| &one["concluded"]["done"]["at"]));
    let coached = concluded.max(
        mine.iter().filter(|one| !one["session"].is_null()).map(|one| held(&one["session"])).max().map(|(_, at)| at),
    );
    let first = own.iter().filter_map(|call| call["started_at"].as_str()).min().map(str::to_owned);
    let came_up = latest(flagged.chain(failing)).filter(|at| released.as_ref().is_none_or(|released| at > released));
    (came_up, coached.or(first).map(|since| days_later(&since, 4)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn job_05_proposals_are_what_the_rules_say_of_those_whom_the_viewer_coaches(
        turns in prop::collection::vec(turn(), 1..40), everybody in any::<bool>()
    ) {
        let scope = if everybody { "organisation" } else { "own_reports" };
        let rules = json!({
            "failures": {"count": 2, "days": 10}, "flags": ["customer_complaint"], "lasts_days": 90,
            "no_coaching_days": 4,
        });
        let policy = json!({"access": {"manager_scope": scope}, "training": {"suggestions": rules}});
        let mut tenant = Tenant::under(&policy.to_string());
        for turn in &turns {
            take(&mut tenant, turn);
        }
        let [people, calls] = ["person", "call"].map(|kind| things(&tenant, kind));
        let [given, bundles] = ["disposition", "bundle"].map(|kind| things(&tenant, kind));
        let now = tenant.at();
        for viewer in PEOPLE {
            let answer = tenant.ask(viewer, "training.proposals", &json!({}));
            if answer.status != Status::Ok {
                continue;
            }
            let mut expected = Vec::new();
            for person in people.iter().map(|person| &person["document"]) {
                if person["active"] == false || !may_coach(&people, &id(viewer), &person["person"], everybody) {
                    continue;
                }
                let (came_up, due) = came_up(&person["person"], [&calls, &given, &bundles]);
                let due = due.filter(|due| *due <= now);
                if let Some(at) = came_up.max(due) {
                    expected.push((at, person["person"].as_str().unwrap().to_owned()));
                }
            }
            expected.sort_by(|one, other| other.cmp(one));
            let told: Value = serde_json::from_str(&answer.json).unwrap();
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let told = told["items"].as_array().unwrap().iter().map(|one| (text(&one["at"]), text(&one["agent"])));
            prop_assert_eq!(told.collect::<Vec<_>>(), expected, "{}", viewer);
        }
    }
}

//! ORG-08: whatever people have among themselves, duties are what is open and theirs; after a hand-over whoever
//! handed over keeps nothing and whoever took over keeps it all; a refusal leaves everything as it was.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Answer, Status};

use crate::figures::helpful_step;
use crate::tenant::{PEOPLE, Step, Tenant, id};

/// What becomes of a person and their duties.
#[derive(Clone, Debug)]
pub(crate) enum Leaving {
    /// The person leaves, or comes back.
    Stays { who: usize, active: bool, actor: Option<usize> },
    /// The person's duties are handed over.
    HandsOver { who: usize, to: usize, cancel_own: bool, actor: Option<usize> },
}

/// The role and the manager of each person, as the tenant begins with them.
pub(crate) const PLACES: [(&str, Option<usize>); 6] = [
    ("owner", None),
    ("manager", Some(0)),
    ("manager", Some(0)),
    ("agent", Some(1)),
    ("agent", Some(2)),
    ("agent", Some(1)),
];

pub(crate) fn leaving() -> impl Strategy<Value = Leaving> {
    let actor = || prop_oneof![2 => Just(None), 1 => (0..PEOPLE.len()).prop_map(Some)];
    prop_oneof![
        1 => (1..PEOPLE.len(), prop::bool::weighted(0.4), actor())
            .prop_map(|(who, active, actor)| Leaving::Stays { who, active, actor }),
        2 => (0..PEOPLE.len(), 0..PEOPLE.len(), any::<bool>(), actor())
            .prop_map(|(who, to, cancel_own, actor)| Leaving::HandsOver { who, to, cancel_own, actor }),
    ]
}

impl Leaving {
    pub(crate) fn command(&self, tenant: &mut Tenant) -> Value {
        match self {
            Leaving::Stays { who, active, actor } => {
                let (role, manager) = PLACES[*who];
                let body = json!({
                    "person": id(PEOPLE[*who]), "name": PEOPLE[*who], "roles": [role], "active": active,
                    "manager": manager.map(|manager| id(PEOPLE[manager])),
                });
                tenant.command(&actor_of(*actor), "person.record", &body, None)
            }
            Leaving::HandsOver { who, to, cancel_own, actor } => {
                let reason = cancel_own.then_some("Has left.");
                let body = json!({"person": id(PEOPLE[*who]), "to": id(PEOPLE[*to]), "cancel_own": reason});
                tenant.command(&actor_of(*actor), "person.hand_over", &body, None)
            }
        }
    }
}

fn actor_of(actor: Option<usize>) -> String {
    actor.map_or("system".to_owned(), |actor| id(PEOPLE[actor]))
}

#[derive(Clone, Debug)]
enum Turn {
    Bundle(Step),
    Leaving(Leaving),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![4 => helpful_step().prop_map(Turn::Bundle), 1 => leaving().prop_map(Turn::Leaving)]
}

/// Every open bundle, escalation and action item as the workspace prints it: who keeps it, and for whom it is where that one was shown
/// it.
struct Open {
    kind: String,
    id: String,
    keeper: Value,
    own_of: Value,
}

fn all_open(tenant: &Tenant) -> Vec<Open> {
    let lines = tenant.printed();
    let bodies = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let kept = bodies.filter(|line| ["bundle", "escalation", "action_item"].iter().any(|kind| line["type"] == *kind));
    let ends = ["concluded", "cancelled", "closed", "withdrawn", "verified"];
    let ended = |body: &Value| ends.contains(&body["state"].as_str().unwrap());
    let open = kept.filter(|line| line["body"]["archived"] == false && !ended(&line["body"]));
    open.map(|line| {
        let (kind, body) = (line["type"].as_str().unwrap().to_owned(), &line["body"]);
        if kind == "action_item" {
            let own_of = if body["state"] == "complete" { Value::Null } else { body["assignee"].clone() };
            return Open {
                id: body[&kind].as_str().unwrap().to_owned(),
                keeper: body["assigner"].clone(),
                own_of,
                kind,
            };
        }
        let first_of = |places: [&str; 3]| places.iter().find_map(|place| body[*place].as_object()).unwrap();
        let shown = kind == "escalation" || !body["released"].is_null();
        let successor = body["succession"]["keeper"].as_str().or(body["successor"]["keeper"].as_str());
        Open {
            id: body[&kind].as_str().unwrap().to_owned(),
            keeper: successor.map_or_else(|| first_of(["released", "created", "raised"])["by"].clone(), Value::from),
            own_of: if shown { body["agent"].clone() } else { Value::Null },
            kind,
        }
    })
    .collect()
}

fn chosen(all: &[Open], is: impl Fn(&Open) -> bool) -> BTreeSet<&str> {
    all.iter().filter(|open| is(open)).map(|open| open.id.as_str()).collect()
}

fn listed<'a>(list: &'a Value, key: &str) -> BTreeSet<&'a str> {
    let id = |view: &'a Value| view["body"]["body"][view["type"].as_str().unwrap()].as_str().unwrap();
    list[key].as_array().unwrap().iter().map(id).collect()
}

fn asked(tenant: &Tenant, viewer: &str, kind: &str, body: &Value) -> (Status, Value) {
    let Answer { status, json, .. } = tenant.ask(viewer, kind, body);
    (status, serde_json::from_str(&json).unwrap())
}

/// What the viewer is shown of everybody's duties is what there is and they may open.
fn check_lists(tenant: &Tenant) -> Result<(), TestCaseError> {
    let all = all_open(tenant);
    for viewer in PEOPLE {
        for person in PEOPLE {
            let (status, list) = asked(tenant, viewer, "person.duties", &json!({"person": id(person)}));
            if status != Status::Ok {
                continue;
            }
            let sees = |open: &Open, how: &[&str]| {
                let (_, view) = asked(tenant, viewer, &format!("{}.get", open.kind), &json!({&open.kind: open.id}));
                how.contains(&view["type"].as_str().unwrap_or_default())
            };
            let kept = chosen(&all, |open| open.keeper == id(person) && sees(open, &["staff"]));
            let own = chosen(&all, |open| open.own_of == id(person) && sees(open, &["staff", "agent"]));
            prop_assert_eq!(listed(&list, "kept"), kept, "{} of {}", viewer, person);
            prop_assert_eq!(listed(&list, "own"), own, "{} of {}", viewer, person);
        }
    }
    Ok(())
}

/// What a hand-over that was accepted has left behind.
fn check_handed_over(
    before: &[Open],
    tenant: &Tenant,
    (who, to, cancel_own): (usize, usize, bool),
    by_host: bool,
) -> Result<(), TestCaseError> {
    let after = all_open(tenant);
    let (leaver, successor) = (id(PEOPLE[who]), id(PEOPLE[to]));
    let own = chosen(&after, |open| open.own_of == leaver);
    prop_assert!(!cancel_own || own.is_empty(), "{:?}", own);
    if by_host {
        let left = chosen(&after, |open| open.keeper == leaver);
        prop_assert!(left.is_empty(), "{:?}", left);
        let cancelled = |open: &Open| cancel_own && open.own_of == leaver;
        let ours = |open: &Open| open.keeper == leaver || open.keeper == successor;
        let expected = chosen(before, |open| ours(open) && !cancelled(open));
        prop_assert_eq!(chosen(&after, |open| open.keeper == successor), expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn org_08_whoever_hands_over_keeps_nothing(turns in prop::collection::vec(turn(), 1..50)) {
        let mut tenant = Tenant::new();
        for turn in &turns {
            match turn {
                Turn::Bundle(step) => drop(tenant.take(step)),
                Turn::Leaving(change) => {
                    let before = (all_open(&tenant), tenant.snapshot());
                    let command = change.command(&mut tenant);
                    let answer = tenant.send(&command);
                    match (change, answer.status) {
                        (Leaving::HandsOver { who, to, cancel_own, actor }, Status::Ok) => {
                            check_handed_over(&before.0, &tenant, (*who, *to, *cancel_own), actor.is_none())?;
                        }
                        (Leaving::Stays { .. }, Status::Ok) => {}
                        _ => prop_assert_eq!(tenant.snapshot(), before.1),
                    }
                }
            }
        }
        check_lists(&tenant)?;
    }

    #[test]
    fn org_08_the_host_is_warned_exactly_where_duties_are_open(turns in prop::collection::vec(turn(), 1..40), who in 1..5_usize) {
        let mut tenant = Tenant::new();
        for turn in &turns {
            let command = match turn {
                Turn::Bundle(step) => tenant.step_command(step),
                Turn::Leaving(change) => change.command(&mut tenant),
            };
            tenant.send(&command);
        }
        tenant.now_ms += 10_000;
        for (active, warned) in [(true, false), (false, true), (false, false)] {
            let command = Leaving::Stays { who, active, actor: None }.command(&mut tenant);
            let answer = tenant.send(&command);
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            let has = !chosen(&all_open(&tenant), |open| open.keeper == id(PEOPLE[who]) || open.own_of == id(PEOPLE[who])).is_empty();
            let warnings = json["body"]["receipt"]["warnings"].as_array().unwrap();
            prop_assert_eq!(!warnings.is_empty(), warned && has, "{}", json);
        }
    }
}

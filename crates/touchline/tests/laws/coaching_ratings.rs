//! ACC-19, FBK-04, KER-10: ratings of coaching are nobody's but their authors', and of all that a coach, those above them and human
//! resources ever read of them nothing tells who of a class of five and more gave which, or that anybody rated who stands in none.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sessions::{
    come_to_the_same, everything, of_session, planned, refused_first, send, send_all, sent, session, tenant, walk,
};
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

/// The id of the rating of a thing, as the wire contract has it.
pub(crate) fn rating_of(thing: &str) -> String {
    let thing = uuid::Uuid::parse_str(thing).unwrap();
    uuid::Uuid::new_v5(&thing, br#"["coaching_rating"]"#).to_string()
}

fn of_held(actor: &str, rating: u32) -> Sent {
    let of = json!({"type": "session", "body": {"session": session(0)}});
    sent(actor, "coaching_rating.give", json!({"of": of, "rating": rating}))
}

/// A session that was held.
fn held() -> Vec<Sent> {
    let done = ["session.schedule", "session.record"].map(|kind| of_session("mia", kind, 0));
    planned().into_iter().chain(done).collect()
}

/// One that its coachee rated.
pub(crate) fn rated() -> Vec<Sent> {
    held().into_iter().chain([of_held("ana", 4)]).collect()
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn fbk_04_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same() {
    come_to_the_same(rated());
}

#[test]
fn fbk_04_ker_10_every_cell_of_a_rating_of_coaching_is_what_decide_does() {
    let ways = [(None, held()), (Some("given"), rated())];
    let command = |actor: &str, _: &str| of_held(actor, 2);
    let first = |actor: &str, _: &str, _: Option<&str>| refused_first(actor, &["ana"], &["ana"]);
    assert_eq!(walk(("coaching_rating", &["coaching_rating.give"]), &ways, command, first), 1);
}

/// Worlds in which ana rated what mia coached, or did not.
fn worlds() -> Vec<Tenant> {
    let world = |rated: &[Sent]| {
        let mut tenant = tenant(&held());
        let end = tenant.now_ms + 100_000;
        send_all(&mut tenant, rated);
        tenant.now_ms = end;
        tenant
    };
    vec![world(&[]), world(&[of_held("ana", 5)]), world(&[of_held("ana", 1)])]
}

#[test]
fn acc_19_fbk_04_nobody_learns_that_somebody_rated() {
    let viewers = ["mia", "max", "olga", "bob", "hana", "hugo", "hank"];
    let mut told: Vec<Vec<Vec<String>>> = Vec::new();
    for mut world in worlds() {
        told.push(viewers.iter().map(|viewer| everything(&mut world, viewer)).collect());
    }
    for other in &told[1..] {
        for (place, (ours, theirs)) in told[0].iter().zip(other).enumerate() {
            assert_eq!(ours, theirs, "{}", viewers[place]);
        }
    }
}

/// Whoever gave it sees it, so that the law above does not hold for want of anything to see.
#[test]
fn fbk_04_whoever_rated_sees_what_they_gave() {
    let told: Vec<String> =
        worlds().iter().map(|world| world.ask("ana", "coaching_rating.mine", &json!({})).json).collect();
    assert!(told[0] != told[1] && told[1] != told[2]);
}

const PEOPLE: usize = 8;
const PLANS_OF_EACH: usize = 3;
/// The first moments of March to July 2026.
const MONTHS: [i64; 5] =
    [1_772_323_200_000, 1_775_001_600_000, 1_777_593_600_000, 1_780_272_000_000, 1_782_864_000_000];
const MINUTE: i64 = 60_000;

fn name(person: usize) -> String {
    format!("p{person}")
}

fn plan_of(person: usize, nth: usize) -> String {
    placed("plan", 10 + person * PLANS_OF_EACH + nth)
}

/// A rating: who gives it of which of their plans, in which month.
#[derive(Clone, Debug, PartialEq)]
struct Given {
    person: usize,
    nth: usize,
    month: usize,
    rating: u32,
}

impl Given {
    fn sent(&self) -> Sent {
        let of = json!({"type": "plan", "body": {"plan": plan_of(self.person, self.nth)}});
        sent(&name(self.person), "coaching_rating.give", json!({"of": of, "rating": self.rating}))
    }
}

/// What each makes of each of their plans, if anything, in the order in which it is given.
fn all_given() -> impl Strategy<Value = Vec<Given>> {
    let one = prop::option::weighted(0.7, (0..MONTHS.len() - 1, 1_u32..=5));
    prop::collection::vec(one, PEOPLE * PLANS_OF_EACH).prop_map(|drawn| {
        let given = drawn.into_iter().enumerate().filter_map(|(place, one)| {
            let (month, rating) = one?;
            Some(Given { person: place / PLANS_OF_EACH, nth: place % PLANS_OF_EACH, month, rating })
        });
        let mut given: Vec<Given> = given.collect();
        given.sort_by_key(|given| given.month);
        given
    })
}

/// The classes that are released as the months end: of each person the place of their newest rating among those that waited.
fn classes(given: &[Given]) -> Vec<BTreeMap<usize, usize>> {
    let (mut classes, mut waiting) = (Vec::new(), BTreeMap::new());
    for month in 0..MONTHS.len() - 1 {
        let of_month = given.iter().enumerate().filter(|(_, given)| given.month == month);
        waiting.extend(of_month.map(|(place, given)| (given.person, place)));
        if waiting.len() >= 5 {
            classes.push(core::mem::take(&mut waiting));
        }
    }
    classes
}

/// Everybody below mia, each with plans that have ended.
fn begun() -> Vec<Sent> {
    let mut all = planned();
    for person in 0..PEOPLE {
        let agent =
            json!({"person": id(&name(person)), "name": name(person), "roles": ["agent"], "manager": id("mia")});
        all.push(sent("system", "person.record", agent));
        for nth in 0..PLANS_OF_EACH {
            let (_, _, mut created) = planned().into_iter().find(|(_, kind, _)| kind == "plan.create").unwrap();
            let plan = plan_of(person, nth);
            created["plan"] = json!(plan);
            created["coachee"] = json!(id(&name(person)));
            all.push(sent("mia", "plan.create", created));
            all.push(sent("mia", "plan.activate", json!({"plan": plan})));
            all.push(sent("mia", "plan.cancel", json!({"plan": plan, "reason": "Done."})));
        }
    }
    all
}

/// The coach, who stands above them, and human resources.
const ATTACKERS: [&str; 4] = ["mia", "olga", "hana", "hank"];

fn mean(tenant: &Tenant, viewer: &str) -> String {
    tenant.ask(viewer, "coaching_rating.mean", &json!({"coach": id("mia")})).json
}

/// All that an attacker reads at a moment, and how they are refused.
fn reads(tenant: &mut Tenant) -> Vec<String> {
    let mut read = Vec::new();
    for attacker in ATTACKERS {
        read.push(mean(tenant, attacker));
        for (kind, body) in [
            ("coaching_rating.mine", json!({})),
            ("notifications.mine", json!({})),
            ("plan.coached", json!({"list": "cancelled"})),
            ("person.profile", json!({"person": id("p0")})),
        ] {
            read.push(tenant.ask(attacker, kind, &body).json);
        }
        for person in 0..PEOPLE {
            let plan = plan_of(person, 0);
            let rating = rating_of(&plan);
            read.push(tenant.ask(attacker, "coaching_rating.get", &json!({"coaching_rating": rating})).json);
            read.push(tenant.available_on(attacker, &json!({"type": "coaching_rating", "id": rating})).json);
            let of = json!({"type": "plan", "body": {"plan": plan}});
            let tries = sent(attacker, "coaching_rating.give", json!({"of": of, "rating": 1}));
            read.push(send(tenant, &tries).json);
        }
    }
    read
}

/// What is given month by month, and all that attackers read meanwhile: before a month is over, and once it is.
fn history(given: &[Given]) -> (Tenant, Vec<Vec<String>>) {
    let mut tenant = tenant(&begun());
    let mut read = Vec::new();
    for (month, ends) in MONTHS.iter().skip(1).enumerate() {
        for (place, one) in given.iter().enumerate().filter(|(_, one)| one.month == month) {
            tenant.now_ms = MONTHS[month] + MINUTE * i64::try_from(place + 1).unwrap();
            send_all(&mut tenant, &[one.sent()]);
        }
        tenant.now_ms = ends - 60 * MINUTE;
        read.push(reads(&mut tenant));
        tenant.now_ms = *ends;
        read.push(reads(&mut tenant));
    }
    (tenant, read)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    // Whoever reads all of it over time, and knows what all others gave, cannot tell two of a class from one another.
    #[test]
    fn fbk_04_acc_19_who_of_a_class_gave_which_rating_changes_nothing_that_anybody_reads(
        given in all_given(), class in 0_usize..4, one in 0_usize..PEOPLE, other in 0_usize..PEOPLE,
    ) {
        let classes = classes(&given);
        prop_assume!(one != other && class < classes.len());
        let (Some(first), Some(second)) = (classes[class].get(&one), classes[class].get(&other)) else {
            return Err(TestCaseError::reject("they do not stand together"));
        };
        let mut swapped = given.clone();
        (swapped[*first].rating, swapped[*second].rating) = (given[*second].rating, given[*first].rating);
        prop_assert_eq!(history(&swapped).1, history(&given).1);
    }

    // Of ratings that stand in no class nothing tells: not what they say, nor whether there are any.
    #[test]
    fn fbk_04_acc_19_ratings_that_are_not_shown_change_nothing_that_anybody_reads(given in all_given()) {
        let shown: Vec<usize> = classes(&given).into_iter().flat_map(BTreeMap::into_values).collect();
        let last = given.iter().enumerate().filter(|(place, _)| shown.contains(place)).map(|(_, one)| one.month).max();
        let kept = given.iter().enumerate().filter(|(place, one)| shown.contains(place) || Some(one.month) <= last);
        let kept: Vec<Given> = kept.map(|(place, one)| {
            let rating = if shown.contains(&place) { one.rating } else { 6 - one.rating };
            Given { rating, ..one.clone() }
        }).collect();
        prop_assert_eq!(history(&kept).1, history(&given).1);
    }

    // What is shown is the mean of the classes, so that the laws above do not hold for want of anything to see.
    #[test]
    fn fbk_04_what_is_shown_is_the_mean_over_the_classes_that_are_over(given in all_given()) {
        let shown: Vec<u32> =
            classes(&given).into_iter().flat_map(BTreeMap::into_values).map(|place| given[place].rating).collect();
        let (tenant, _) = history(&given);
        let told: Value = serde_json::from_str(&mean(&tenant, "mia")).unwrap();
        if shown.is_empty() {
            prop_assert_eq!(&told["mean"], &Value::Null);
        } else {
            let many = u32::try_from(shown.len()).unwrap();
            let exact = f64::from(shown.iter().sum::<u32>()) / f64::from(many);
            prop_assert!((told["mean"].as_f64().unwrap() - exact).abs() <= 0.005_000_1, "{} {}", told, exact);
        }
    }
}

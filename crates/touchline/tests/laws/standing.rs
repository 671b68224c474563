//! What somebody is to things that no workspace keeps yet, and how a thing is shown to an audience of its own.

use serde_json::json;
use touchline::access::{AccessPolicy, Action, Audience, Relation, Relations, Standing, Whose, see_as};
use touchline::kernel::command::{Actor, PersonId};
use touchline::law::{Fact, Loaded, ManagesFact, PersonFact};

use crate::tenant::id;

fn person(name: &str) -> PersonId {
    serde_json::from_value(json!(id(name))).unwrap()
}

/// Ana works for mia, who works for sara; max stands beside mia, and has left where he is not `active`.
fn facts(active: bool) -> Loaded {
    let fact = |name: &str, manager: Option<&str>, active: bool, role: &str| {
        let value =
            json!({"person": id(name), "name": name, "roles": [role], "active": active, "manager": manager.map(id)});
        Fact::Person(PersonFact { person: person(name), value: Some(serde_json::from_value(value).unwrap()) })
    };
    let people = [
        fact("ana", Some("mia"), true, "agent"),
        fact("mia", Some("sara"), true, "manager"),
        fact("max", Some("sara"), active, "manager"),
        fact("sara", None, true, "senior_manager"),
    ];
    let line = |manager: &str, report: &str, depth| {
        Fact::Manages(ManagesFact { manager: person(manager), report: person(report), depth })
    };
    let lines =
        [line("mia", "ana", Some(1)), line("sara", "ana", Some(2)), line("ana", "ana", None), line("max", "ana", None)];
    Loaded::new(people.into_iter().chain(lines)).unwrap()
}

fn assigned_by(assigner: Option<&str>) -> Whose {
    Whose::ActionItem { assignee: person("ana"), assigner: assigner.map(person), plan: None }
}

fn standing<'a>(actor: &str, whose: &Whose, access: &'a AccessPolicy, facts: &'a Loaded) -> Standing<'a> {
    Standing::of(Actor::Person(person(actor)), whose, access, facts).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

#[test]
fn acc_02_the_assignees_own_manager_stands_in_for_an_assigner_who_left_and_nobody_else_does() {
    let access = AccessPolicy::default();
    let stands_in = |actor, assigner, active| {
        let facts = facts(active);
        standing(actor, &assigned_by(assigner), &access, &facts).relations().contains(Relation::StandsIn)
    };
    assert!(stands_in("mia", Some("max"), false));
    assert!(!stands_in("mia", Some("max"), true), "an assigner who is there needs nobody in their place");
    assert!(!stands_in("sara", Some("max"), false), "nobody above the assignee's own manager");
    assert!(!stands_in("ana", Some("max"), false));
    assert!(!stands_in("sara", Some("max"), true));
    assert!(!stands_in("mia", None, false), "what the host assigned has no assigner");
}

#[test]
fn acc_02_whether_somebody_stands_in_rests_on_who_assigned_it() {
    let asked: Vec<String> = assigned_by(Some("max"))
        .asks(Actor::Person(person("mia")), &AccessPolicy::default())
        .map(|key| serde_json::to_string(&key).unwrap())
        .filter(|key| key.contains(&id("max")))
        .collect();
    assert_eq!(asked.len(), 1, "{asked:?}");
}

#[test]
fn acc_18_what_is_in_either_set_is_in_both_together() {
    let (some, others) = ([Relation::Person, Relation::Coached], [Relation::Coached, Relation::Manages]);
    let all = Relations::of(&some).and(Relations::of(&others));
    assert_eq!(all, Relations::of(&[Relation::Person, Relation::Coached, Relation::Manages]));
}

/// A thing that is open to those who rate, or to nobody.
struct Sheet {
    is_open: bool,
}

struct Raters;

impl Audience<Sheet> for Raters {
    const NEEDS: Action = Action::SeeDisposition;

    fn admits(sheet: &Sheet, _: &Standing<'_>) -> bool {
        sheet.is_open
    }
}

#[test]
fn acc_19_an_audience_of_a_things_own_is_shown_it_where_both_the_rules_and_the_thing_admit() {
    let (access, facts) = (AccessPolicy::default(), facts(true));
    let is_shown = |actor, is_open| {
        let viewer = standing(actor, &Whose::person(person("ana")), &access, &facts);
        see_as::<Raters, _>(&Sheet { is_open }, &viewer).is_some_and(|seen| seen.thing().is_open)
    };
    assert!(is_shown("mia", true));
    assert!(!is_shown("ana", true), "by what the thing says alone nobody belongs to it");
    assert!(!is_shown("mia", false));
    let viewer = standing("mia", &Whose::person(person("ana")), &access, &facts);
    assert!(see_as::<Raters, _>(&Sheet { is_open: false }, &viewer).is_none());
}

//! ACC-18: the columns of the matrix are what there can be. In no world is anybody anything else to any thing, of whatever
//! kind, whatever was moved and handed over and whoever has left; and each column is what somebody is in some world.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use strum::VariantArray;
use touchline::access::{About, AccessPolicy, ManagerScope, Relation, Relations, Standing, Whose};
use touchline::calls::Call;
use touchline::facts::ThingKind;
use touchline::kernel::command::{Actor, PersonId};
use touchline::kernel::lifecycle::Names;
use touchline::law::{
    ActingManagerFact, CallFact, Fact, Loaded, ManagesFact, PersonFact, StoredThing, Thing, ThingFact,
};
use touchline::people::Person;

use crate::figures::{Turn, take, turn};
use crate::reviews::exchanged;
use crate::tenant::{Step, Tenant, id, placed};
use crate::things::furnished;

/// All that a tenant holds, as it prints it.
#[derive(Default)]
struct World {
    calls: Vec<Call>,
    people: BTreeMap<PersonId, Person>,
    things: Vec<Thing>,
}

impl World {
    fn of(tenant: &Tenant) -> Self {
        let mut world = World::default();
        let kinds: Vec<&str> = ThingKind::VARIANTS.iter().map(|kind| kind.name()).collect();
        for line in tenant.printed().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            if !kinds.contains(&line["type"].as_str().unwrap()) {
                continue;
            }
            let document = line["body"]["document"].clone();
            if line["type"] == "person" {
                let person: Person = serde_json::from_value(document).unwrap();
                world.people.insert(person.person, person);
            } else if line["type"] == "call" {
                world.calls.push(serde_json::from_value(document).unwrap());
            }
            world.things.push(serde_json::from_value(line).unwrap());
        }
        world
    }

    /// How many steps above another somebody stands.
    fn depth(&self, manager: PersonId, report: PersonId) -> Option<u32> {
        let above = |person: &PersonId| self.people.get(person).and_then(|person| person.manager);
        let line = std::iter::successors(above(&report), above);
        line.zip(1..).find_map(|(above, steps)| (above == manager).then_some(steps))
    }

    /// The nearest who stands above somebody and can act.
    fn acting_manager(&self, person: PersonId) -> Option<PersonId> {
        let above = |person: &PersonId| self.people.get(person).and_then(|person| person.manager);
        let can_act = |person: &PersonId| self.people[person].active && self.people[person].has_account;
        std::iter::successors(above(&person), above).find(can_act)
    }

    /// All that can be asked of people, calls and plans, as a host would hand it in.
    fn facts(&self) -> Loaded {
        let mut facts = Vec::new();
        for (person, value) in &self.people {
            let (person, value) = (*person, Some(value.clone()));
            facts.push(Fact::Person(PersonFact { person, value }));
            facts.push(Fact::ActingManager(ActingManagerFact { person, value: self.acting_manager(person) }));
            let below = self.people.keys().map(|report| ManagesFact {
                manager: person,
                report: *report,
                depth: self.depth(person, *report),
            });
            facts.extend(below.map(Fact::Manages));
        }
        let called = self.calls.iter().map(|call| CallFact { call: call.call, value: Some(call.clone()) });
        facts.extend(called.map(Fact::Call));
        let plans = self.things.iter().filter(|thing| matches!(thing, Thing::Plan(_)));
        let known = |thing: &Thing| {
            let value = Some(Box::new(StoredThing(thing.clone())));
            Fact::Thing(ThingFact { thing: thing.reference(), value })
        };
        facts.extend(plans.map(known));
        Loaded::new(facts).unwrap()
    }

    /// What everybody is to everything, and to what coaches nobody. Who may do nothing at all is nothing.
    fn relations(&self, access: &AccessPolicy) -> Vec<(About, Relations)> {
        let actors = self.people.keys().map(|person| Actor::Person(*person)).chain([Actor::System]);
        let facts = self.facts();
        let whose: Vec<Whose> = self.things.iter().map(|thing| thing.as_any().whose()).collect();
        let mut found = Vec::new();
        for actor in actors {
            let Ok(alone) = Standing::alone(actor, access, &facts) else { continue };
            found.push((About::Organisation, alone.relations()));
            for whose in &whose {
                let standing = Standing::of(actor, whose, access, &facts);
                let standing = standing.unwrap_or_else(|refusal| panic!("{refusal:?}"));
                found.push((whose.about(), standing.relations()));
            }
        }
        found
    }
}

fn under(scope: ManagerScope) -> (Tenant, AccessPolicy) {
    let access = AccessPolicy { manager_scope: scope, ..AccessPolicy::default() };
    (Tenant::under(&json!({"access": access}).to_string()), access)
}

/// A manager makes a bundle for an agent, with one of their calls, and somebody does more with it.
fn prepare(tenant: &mut Tenant, (manager, agent): (usize, usize), bundle: usize, more: Option<(usize, &str)>) {
    let created = Step { calls: vec![agent - 3], ..Step::of(manager, "create", bundle, agent) };
    let then = more.map(|(actor, verb)| Step::of(actor, verb, bundle, agent));
    for step in [created].into_iter().chain(then) {
        let answer = tenant.take(&step);
        assert!(answer.record.is_some(), "{}", answer.json);
    }
}

const SCOPES: [ManagerScope; 2] = [ManagerScope::Organisation, ManagerScope::OwnReports];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn acc_18_nobody_is_what_the_matrix_has_no_column_for(
        turns in prop::collection::vec(turn(), 1..60), scope in prop::sample::select(&SCOPES)
    ) {
        let (mut tenant, access) = under(scope);
        for turn in &turns {
            take(&mut tenant, turn);
        }
        for (about, relations) in World::of(&tenant).relations(&access) {
            prop_assert!(about.occurring(&access).contains(&relations), "{:?} {:?}", about, relations.list());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    /// Of a thing of every kind, after whatever else becomes of the people in it.
    #[test]
    fn acc_18_nor_of_a_thing_of_any_kind(turns in prop::collection::vec(turn(), 0..40)) {
        let mut tenant = furnished();
        for turn in &turns {
            take(&mut tenant, turn);
        }
        let world = World::of(&tenant);
        for scope in SCOPES {
            let access = AccessPolicy { manager_scope: scope, ..AccessPolicy::default() };
            for (about, relations) in world.relations(&access) {
                prop_assert!(about.occurring(&access).contains(&relations), "{:?} {:?}", about, relations.list());
            }
        }
    }
}

#[test]
fn acc_18_somebody_is_what_each_column_says() {
    const OLGA: usize = 0;
    const MIA: usize = 1;
    const MAX: usize = 2;
    const ANA: usize = 3;
    const BOB: usize = 4;
    for scope in SCOPES {
        let (mut tenant, access) = under(scope);
        // For each agent what its author keeps, what is at its end, and what somebody else released.
        for (author, agent, first) in [(MIA, ANA, 0), (MAX, BOB, 3)] {
            prepare(&mut tenant, (author, agent), first, None);
            prepare(&mut tenant, (author, agent), first + 1, Some((author, "cancel")));
            prepare(&mut tenant, (OLGA, agent), first + 2, Some((author, "release")));
        }
        // Mia manages ana no longer.
        let ana = json!({"person": id("ana"), "name": "Ana", "roles": ["agent"], "manager": id("max")});
        let command = tenant.command("system", "person.record", &ana, None);
        assert!(tenant.send(&command).record.is_some());
        let found = World::of(&tenant).relations(&access);
        for about in [About::Organisation, About::Person] {
            for column in about.occurring(&access) {
                assert!(found.contains(&(about, column)), "{scope:?}: {:?}", column.list());
            }
        }
    }
}

/// Somebody disputes a review once more, another comes to coach under a plan, whom it coaches comes under that one, and whoever
/// led them so far leaves; after each of these the tenant is looked at.
fn moved_about(look: &mut impl FnMut(&Tenant)) {
    let mut tenant = furnished();
    let dispute = exchanged().into_iter().find(|(_, kind, _)| kind == "review.dispute").unwrap();
    let joins = json!({"coach": {"type": "person", "body": {"person": id("max")}}, "plan": placed("plan", 2)});
    for (actor, kind, body) in [dispute, (id("mia"), "plan.add_coach".to_owned(), joins)] {
        look(&tenant);
        let command = tenant.command(&actor, &kind, &body, None);
        assert!(tenant.send(&command).record.is_some(), "{kind}");
    }
    let ana = Turn::Person { who: 3, manager: Some(2), role: "agent", active: true, account: true };
    let mia = Turn::Person { who: 1, manager: Some(0), role: "manager", active: false, account: true };
    let alone = Turn::Person { who: 3, manager: None, role: "agent", active: true, account: true };
    for turn in [ana, mia, alone] {
        look(&tenant);
        take(&mut tenant, &turn);
    }
    look(&tenant);
}

/// What nobody is to anything, though the matrix has a column for it: whoever assigns something is never the one who is to do
/// it, and for whose scores they are it is not asked who could act.
const NEVER: [(About, &[Relation]); 2] = [
    (About::ActionItem, &[Relation::Person, Relation::Coached, Relation::Assignee, Relation::Assigner]),
    (About::ScoreReport, &[Relation::Person, Relation::Coached, Relation::Unmanaged]),
];

#[test]
fn acc_18_somebody_is_what_each_column_says_of_reviews_items_reports_and_people() {
    let access = AccessPolicy { manager_scope: ManagerScope::OwnReports, ..AccessPolicy::default() };
    let mut found = Vec::new();
    moved_about(&mut |tenant: &Tenant| found.extend(World::of(tenant).relations(&access)));
    for about in [About::Review, About::ActionItem, About::ScoreReport, About::Profile] {
        for column in about.occurring(&access) {
            let never = NEVER.iter().any(|(of, never)| *of == about && Relations::of(never) == column);
            assert_eq!(found.contains(&(about, column)), !never, "{about:?}: {:?}", column.list());
        }
    }
}

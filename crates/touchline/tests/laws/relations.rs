//! ACC-18: the columns of the matrix are what there can be. In no world is anybody anything else to a bundle
//! or a call, and each column is what somebody is in some world.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::access::{About, AccessPolicy, ManagerScope, Relations, Standing, Subject as _, Whose};
use touchline::bundle::Bundle;
use touchline::calls::Call;
use touchline::kernel::command::{Actor, PersonId};
use touchline::law::{Fact, Loaded, ManagesFact, PersonFact};
use touchline::people::Person;

use crate::figures::{take, turn};
use crate::tenant::{Step, Tenant, id};

/// All that a tenant holds, as it prints it.
#[derive(Default)]
struct World {
    people: BTreeMap<PersonId, Person>,
    /// Whose each bundle and each call is.
    coaching: Vec<Whose>,
}

impl World {
    fn of(tenant: &Tenant) -> Self {
        let mut world = World::default();
        for line in tenant.printed().lines() {
            let mut line: Value = serde_json::from_str(line).unwrap();
            let body = line["body"].take();
            match line["type"].as_str().unwrap() {
                "person" => {
                    let person: Person = serde_json::from_value(body["document"].clone()).unwrap();
                    world.people.insert(person.person, person);
                }
                "call" => {
                    let call: Call = serde_json::from_value(body["document"].clone()).unwrap();
                    world.coaching.push(Whose::call(call.handler, call.call));
                }
                "bundle" => {
                    let bundle: Bundle = serde_json::from_value(body).unwrap();
                    world.coaching.push(bundle.whose());
                }
                _ => {}
            }
        }
        world
    }

    /// How many steps above another somebody stands.
    fn depth(&self, manager: PersonId, report: PersonId) -> Option<u32> {
        let above = |person: &PersonId| self.people.get(person).and_then(|person| person.manager);
        let line = std::iter::successors(above(&report), above);
        line.zip(1..).find_map(|(above, steps)| (above == manager).then_some(steps))
    }

    /// All that can be asked of people, as a host would hand it in.
    fn facts(&self) -> Loaded {
        let people =
            self.people.iter().map(|(person, value)| PersonFact { person: *person, value: Some(value.clone()) });
        let lines = self.people.keys().flat_map(|manager| {
            let line = |report| ManagesFact { manager: *manager, report, depth: self.depth(*manager, report) };
            self.people.keys().map(move |report| line(*report))
        });
        Loaded::new(people.map(Fact::Person).chain(lines.map(Fact::Manages))).unwrap()
    }

    /// What everybody is to everything, and to what coaches nobody. Who may do nothing at all is nothing.
    fn relations(&self, access: &AccessPolicy) -> Vec<Relations> {
        let actors = self.people.keys().map(|person| Actor::Person(*person)).chain([Actor::System]);
        let facts = self.facts();
        let mut found = Vec::new();
        for actor in actors {
            let Ok(alone) = Standing::alone(actor, access, &facts) else { continue };
            found.push(alone.relations());
            for whose in &self.coaching {
                let standing = Standing::of(actor, whose, access, &facts);
                found.push(standing.unwrap_or_else(|refusal| panic!("{refusal:?}")).relations());
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

/// What somebody can be to what a workspace holds: the organisation's own affairs, and what is about one person.
fn columns(access: &AccessPolicy) -> Vec<Relations> {
    [About::Organisation, About::Person].into_iter().flat_map(|about| about.occurring(access)).collect()
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
        let columns = columns(&access);
        for relations in World::of(&tenant).relations(&access) {
            prop_assert!(columns.contains(&relations), "{:?}", relations.list());
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
        for column in columns(&access) {
            assert!(found.contains(&column), "{scope:?}: {:?}", column.list());
        }
    }
}

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
use crate::programmes::recorded_meeting;
use crate::reviews::exchanged;
use crate::sessions::{send_all, sent, tenant};
use crate::tenant::{Step, Tenant, id, placed};
use crate::things::{Sent, furnished};

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

/// Mia owes an answer about a review and hands it over to olga, it is disputed, its agent comes under another manager, and that one
/// decides; after each of these the tenant is looked at.
fn handed_on(look: &mut impl FnMut(&Tenant)) {
    let mut tenant = tenant(&exchanged());
    let of_review = |actor: &str, kind: &str| {
        let (_, kind, body) = exchanged().into_iter().find(|(_, sent, _)| sent == kind).unwrap();
        (id(actor), kind, body)
    };
    let to_olga = json!({"person": id("mia"), "to": id("olga")});
    let handed = ("system".to_owned(), "person.hand_over".to_owned(), to_olga);
    send_all(&mut tenant, &[of_review("ana", "review.respond"), handed]);
    look(&tenant);
    send_all(&mut tenant, &[of_review("ana", "review.dispute")]);
    look(&tenant);
    take(&mut tenant, &Turn::Person { who: 3, manager: Some(2), role: "agent", active: true, account: true });
    look(&tenant);
    send_all(&mut tenant, &[of_review("max", "review.decide_dispute")]);
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
    let mut look = |tenant: &Tenant| found.extend(World::of(tenant).relations(&access));
    moved_about(&mut look);
    handed_on(&mut look);
    for about in [About::Review, About::ActionItem, About::ScoreReport, About::Profile] {
        for column in about.occurring(&access) {
            let never = NEVER.iter().any(|(of, never)| *of == about && Relations::of(never) == column);
            assert_eq!(found.contains(&(about, column)), !never, "{about:?}: {:?}", column.list());
        }
    }
}

/// Who is looked at in plans, feedback rounds and team goals: mia manages ana, and hugo does not; both coach, and write for external
/// coaches. Sam coaches under all of the plans, and hana, who decides on tracks, makes those that neither of the two makes.
const LOOKED_AT: [&str; 2] = ["mia", "hugo"];

fn writers() -> Vec<Sent> {
    let recorded = |name: &str, roles: &[&str], manager: Option<&str>| {
        let body = json!({"person": id(name), "name": name, "roles": roles, "manager": manager.map(id)});
        sent("system", "person.record", body)
    };
    vec![
        recorded("mia", &["manager", "hr_staff"], Some("olga")),
        recorded("hugo", &["manager", "hr_staff"], None),
        recorded("sam", &["manager"], None),
        recorded("hana", &["hr_director"], None),
    ]
}

fn person(name: &str) -> Value {
    json!({"type": "person", "body": {"person": id(name)}})
}

/// An external coach of whom somebody takes down what they say.
fn external(name: &str) -> Value {
    json!({"type": "external", "body": {"contact": "eve", "entered_by": id(name), "name": "Eve Moss"}})
}

/// Ana's plan of this place, under which sam coaches and these do.
fn made(place: usize, author: &str, coaches: &[Value]) -> Sent {
    let milestone = json!({
        "description": "Close two deals alone", "focus_area": "closing", "milestone": "deals", "target_on": "2026-03-10",
        "measure": {"type": "number", "body": {"baseline": 0, "target": 2, "unit": "deals"}},
    });
    let content = json!({
        "days": {"first": "2026-02-20", "last": "2026-03-20"}, "kind": "development", "title": "Closing deals",
        "focus_areas": [{"area": "closing", "title": "Closing"}],
    });
    let coaches: Vec<Value> = [person("sam")].into_iter().chain(coaches.iter().cloned()).collect();
    let body = json!({
        "coachee": id("ana"), "coaches": coaches, "content": content, "milestones": [milestone], "plan": placed("plan", place),
    });
    sent(author, "plan.create", body)
}

/// What somebody does with the plan of this place.
fn on_plan(place: usize, actor: &str, verb: &str, more: &[(&str, Value)]) -> Sent {
    let mut body = json!({"plan": placed("plan", place)});
    more.iter().for_each(|(field, value)| body[*field] = value.clone());
    sent(actor, &format!("plan.{verb}"), body)
}

/// Plans of which each of the two is a coach, writes for one, and is the author, in every combination, once with a decision that
/// is awaited and once without.
fn plans_of_every_sort() -> Vec<Sent> {
    let mut all = writers();
    for flags in 0..32_usize {
        let [coaches, writes, made_it, undecided] = [1, 2, 4, 8].map(|bit| flags & bit != 0);
        let who = LOOKED_AT[flags / 16];
        let own = [coaches.then(|| person(who)), writes.then(|| external(who))];
        let own: Vec<Value> = own.into_iter().flatten().collect();
        all.push(made(flags, if made_it { who } else { "hana" }, &own));
        if undecided {
            all.extend(["mark_track", "request_approval"].map(|verb| on_plan(flags, "sam", verb, &[])));
        }
    }
    all
}

/// Rounds on whom plans coach that each of the two asked for, is asked in, or has nothing to do with, whether or not they coach by
/// then or write for a coach.
fn rounds_of_every_sort() -> Vec<Sent> {
    let mut all = writers();
    let ways = LOOKED_AT
        .into_iter()
        .flat_map(|who| (0..4_usize).flat_map(move |set| (0..3).map(move |part| (who, set, part))));
    for (place, (who, set, part)) in ways.enumerate() {
        let ties = [(1, person(who)), (2, external(who))].map(|(bit, tie)| (set & bit != 0, tie));
        let move_coach = |verb: &str, coach: &Value| on_plan(place, "sam", verb, &[("coach", coach.clone())]);
        let asks = |actor: &str, asked: &str, on_behalf: bool| {
            let mut body = json!({
                "asked": [{"person": id(asked), "relation": "stakeholder"}], "due_on": "2026-03-10",
                "feedback_round": placed("feedback_round", place), "plan": placed("plan", place),
                "questions": [{"asks_for": "rating", "question": "listens", "text": "Does Ana listen?"}],
            });
            if on_behalf {
                body["on_behalf_of"] = json!("eve");
            }
            sent(actor, "feedback_round.ask", body)
        };
        all.extend([made(place, "hana", &[]), on_plan(place, "sam", "activate", &[])]);
        let joins = ties.iter().filter(|(holds, _)| *holds).map(|(_, tie)| move_coach("add_coach", tie));
        match part {
            // Whoever asks coaches, or writes for who does; and may have gone by now.
            0 if set == 0 => {
                all.extend([
                    move_coach("add_coach", &person(who)),
                    asks(who, "max", false),
                    move_coach("remove_coach", &person(who)),
                ]);
            }
            0 => {
                all.extend(joins);
                all.push(asks(who, "max", set == 2));
            }
            1 => {
                all.push(asks("sam", who, false));
                all.extend(joins);
            }
            _ => {
                all.extend(joins);
                all.push(asks("sam", "max", false));
            }
        }
    }
    all
}

/// Goals of mia's team that were set by her, by who managed her then and stands below her now, and by who stands nowhere now; and
/// a meeting in it that was for ana.
fn team_goals_of_every_sort() -> Vec<Sent> {
    let under = |name: &str, manager: Option<&str>| {
        let body = json!({"person": id(name), "name": name, "roles": ["manager"], "manager": manager.map(id)});
        sent("system", "person.record", body)
    };
    let set = |place: usize, actor: &str| {
        let aim = json!({
            "measure": {"type": "calls_completed"}, "period": {"type": "monthly", "body": {"start": "2026-02-01"}}, "target": 9,
        });
        sent(actor, "team_goal.set", json!({"aim": aim, "manager": id("mia"), "team_goal": placed("team_goal", place)}))
    };
    let goals = vec![
        under("zoe", None),
        set(0, "mia"),
        under("mia", Some("max")),
        set(1, "max"),
        under("mia", Some("zoe")),
        set(2, "zoe"),
        under("mia", Some("olga")),
        under("max", Some("mia")),
    ];
    goals.into_iter().chain(recorded_meeting()).collect()
}

/// What nobody is in a workspace: whether a group is large is what a host says of one, and a team counts as theirs alone for whom
/// a meeting in it was, who did not set it up and does not manage the team.
fn is_never(column: Relations) -> bool {
    let of = column.list();
    let beside = [Relation::Author, Relation::Manages].iter().any(|relation| of.contains(relation));
    of.contains(&Relation::LargeGroup) || (of.contains(&Relation::Member) && beside)
}

#[test]
fn acc_18_somebody_is_what_each_column_says_of_plans_feedback_rounds_and_teams() {
    let access = AccessPolicy { manager_scope: ManagerScope::OwnReports, ..AccessPolicy::default() };
    for (about, done) in [
        (About::Plan, plans_of_every_sort()),
        (About::FeedbackRound, rounds_of_every_sort()),
        (About::Team, team_goals_of_every_sort()),
    ] {
        let found = World::of(&tenant(&done)).relations(&access);
        for column in about.occurring(&access) {
            assert_eq!(found.contains(&(about, column)), !is_never(column), "{about:?}: {:?}", column.list());
        }
    }
}

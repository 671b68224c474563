//! ACC-19: of every kind of thing there is one that somebody may learn nothing of, and it changes nothing for them.

use serde_json::{Value, json};
use strum::VariantArray;
use touchline::facts::ThingKind;
use touchline::kernel::lifecycle::Names;
use touchline::law::lifecycles;
use touchline::waist::Status;

use crate::calibrations::dropped;
use crate::held::Held;
use crate::plans::staff;
use crate::reviews::set_ahead;
use crate::sessions::{POLICY, hank, send_all, sent};
use crate::sight::Worlds;
use crate::tenant::{Tenant, handled, id, placed};
use crate::things::{Sent, made};

/// Another manager, and a peer.
const OTHERS: &[&str] = &["max", "bob"];
/// The same, and the owner, who sees nothing of how somebody is developed.
const OUTSIDE: &[&str] = &["olga", "max", "bob"];

/// From whom a thing of this kind is hidden, and who is told of it: so that it is not hidden for want of anything to see.
fn sides(kind: ThingKind) -> (&'static [&'static str], &'static str) {
    match kind {
        ThingKind::Person => (&["mia", "ana", "bob"], "max"),
        ThingKind::Call => (&["mia", "ana"], "max"),
        // Managers reach further by it, and nobody else.
        ThingKind::Policy => (&["ana", "bob"], "max"),
        ThingKind::ActionItem
        | ThingKind::Assessment
        | ThingKind::Bundle
        | ThingKind::Certification
        | ThingKind::Escalation
        | ThingKind::Goal
        | ThingKind::Review
        | ThingKind::ReviewAssignment
        | ThingKind::SelfReview
        | ThingKind::Session
        | ThingKind::SessionNote => (OTHERS, "ana"),
        ThingKind::TeamGoal => (OTHERS, "mia"),
        ThingKind::MetricDay | ThingKind::SkillReport => (OTHERS, "olga"),
        ThingKind::Disposition | ThingKind::TrainingItem => (&["max", "ana", "bob"], "mia"),
        ThingKind::Calibration | ThingKind::Sampling => (&["ana", "bob"], "mia"),
        ThingKind::Plan | ThingKind::PlanProposal | ThingKind::SessionSeries => (OUTSIDE, "ana"),
        ThingKind::CoachingMeeting | ThingKind::PlanFeedback | ThingKind::PrivateNote | ThingKind::ProgressNote => {
            (OUTSIDE, "mia")
        }
        // Max and bob are asked.
        ThingKind::FeedbackRound => (&["olga"], "mia"),
        ThingKind::Programme | ThingKind::ShareLink => (&["olga", "max", "ana", "bob"], "mia"),
        ThingKind::CoachingRating | ThingKind::NotificationSettings => (&["olga", "mia", "max", "bob"], "ana"),
        ThingKind::Scorecard => (&["mia", "max", "ana", "bob"], "olga"),
        ThingKind::PlanTemplate => (&["olga", "mia", "max", "ana", "bob"], "hana"),
    }
}

/// What comes first in both worlds, and how a thing of this kind comes to be, with what leads up to it.
fn story(kind: ThingKind) -> (Vec<Sent>, Vec<Sent>) {
    match kind {
        ThingKind::Person => {
            let zoe = json!({"person": id("zoe"), "name": "zoe", "roles": ["agent"], "manager": id("max")});
            (people(), vec![sent("system", "person.record", zoe)])
        }
        ThingKind::Call => (people(), vec![sent("system", "call.record", handled(3, "bob"))]),
        ThingKind::Calibration | ThingKind::Sampling => (in_reach(), made(kind)),
        // The others are of bob's skills.
        ThingKind::Assessment => (people(), made(kind).into_iter().take(3).collect()),
        // What is published everybody sees who starts plans.
        ThingKind::PlanTemplate => {
            let published = |(_, kind, _): &Sent| kind == "plan_template.publish";
            (people(), made(kind).into_iter().take_while(|sent| !published(sent)).collect())
        }
        _ => (people(), made(kind)),
    }
}

/// Human resources stand beside the teams.
fn people() -> Vec<Sent> {
    staff().into_iter().chain([hank()]).collect()
}

/// All managers reach all calls, and see all reviews.
fn in_reach() -> Vec<Sent> {
    people().into_iter().chain([reaching(true)]).collect()
}

/// All managers reach everybody, and see all reviews or only their own.
fn reaching(managers_see_all_reviews: bool) -> Sent {
    let access = json!({"manager_scope": "organisation", "managers_see_all_reviews": managers_see_all_reviews});
    sent("system", "policy.adopt", json!({"access": access}))
}

/// Ana's reviews are to average four stars, and so are her team's.
fn averages() -> [Sent; 2] {
    let period = json!({"type": "monthly", "body": {"start": "2026-02-01"}});
    let aim = json!({"measure": {"type": "scorecard_average"}, "period": period, "target": 4});
    let goal = json!({"aim": aim, "goal": placed("goal", 0), "person": id("ana")});
    let team_goal = json!({"aim": aim, "manager": id("mia"), "team_goal": placed("team_goal", 0)});
    [sent("olga", "goal.set", goal), sent("olga", "team_goal.set", team_goal)]
}

fn many(tenant: &Tenant, kind: ThingKind) -> usize {
    Held::of(tenant).columns.iter().filter(|columns| columns["type"] == kind.name()).count()
}

/// What both worlds have, and what the other has besides: all that is done from the birth of a thing of this kind on.
fn parted(kind: ThingKind, (mut both, mut hidden): (Vec<Sent>, Vec<Sent>)) -> (Vec<Sent>, Vec<Sent>) {
    let mut tenant = Tenant::under(POLICY);
    send_all(&mut tenant, &both);
    let before = many(&tenant, kind);
    let birth = hidden.iter().position(|sent| {
        send_all(&mut tenant, std::slice::from_ref(sent));
        many(&tenant, kind) > before
    });
    both.extend(hidden.drain(..birth.unwrap()));
    (both, hidden)
}

/// Commands a second apart.
fn commands(world: &mut Tenant, all: &[Sent]) -> Vec<Value> {
    let command = |(actor, kind, body): &Sent| {
        world.now_ms += 1_000;
        world.command(actor, kind, body, None)
    };
    all.iter().map(command).collect()
}

/// The same commands, as somebody else sends them. Whether an id is taken is a named release: what is made has one that neither
/// world uses.
fn tried(hidden: &[Sent]) -> Vec<(&str, Value)> {
    let tables = lifecycles();
    let one = |(place, (_, kind, body)): (usize, &Sent)| {
        let (thing, verb) = kind.split_once('.').unwrap();
        let rows = tables.iter().filter(|table| table.thing == thing).flat_map(|table| &table.rows);
        let makes = rows.filter(|row| row.command == verb).any(|row| row.cells[0].to.is_some());
        let mut body = body.clone();
        if makes && body.get(thing).is_some() {
            body[thing] = json!(placed(thing, 100 + place));
        }
        body
    };
    let bodies = hidden.iter().enumerate().map(one);
    hidden.iter().map(|(_, kind, _)| kind.as_str()).zip(bodies).collect()
}

/// Worlds of which the other has that besides, and what it tells has come.
fn worlds(viewer: &'static str, both: &[Sent], hidden: &[Sent]) -> Worlds {
    let mut worlds = Worlds::of(viewer, || {
        let mut tenant = Tenant::under(POLICY);
        send_all(&mut tenant, both);
        tenant
    });
    assert!(worlds.hidden(|world| commands(world, hidden)));
    worlds.shared(|world| {
        world.now_ms += 100_000;
        Vec::new()
    });
    worlds
}

/// Holds for everybody from whom a thing of this kind is hidden that the worlds look alike.
fn check(kind: ThingKind, story: (Vec<Sent>, Vec<Sent>), (from, shown): (&[&'static str], &'static str)) {
    let (both, hidden) = parted(kind, story);
    let told = worlds(shown, &both, &hidden);
    let born = told.born();
    assert!(born.iter().any(|thing| thing["type"] == kind.name()), "{}", kind.name());
    assert!(told.differ(&born), "{} is shown to {shown}", kind.name());
    assert!(!from.is_empty(), "{}", kind.name());
    for viewer in from {
        println!("{} is hidden from {viewer}", kind.name());
        worlds(viewer, &both, &hidden).look_alike(&[], &born, &tried(&hidden));
    }
}

#[test]
fn acc_19_of_every_kind_there_is_a_thing_that_changes_nothing_for_whoever_may_not_see_it() {
    for kind in ThingKind::VARIANTS {
        check(*kind, story(*kind), sides(*kind));
    }
}

#[test]
fn acc_19_rev_05_rev_13_what_is_only_begun_tells_nothing_to_those_whom_it_will_be_for() {
    let but_the_author = (&["mia", "max", "ana", "bob"][..], "olga");
    check(ThingKind::Review, (in_reach(), set_ahead()), but_the_author);
    check(ThingKind::Calibration, (in_reach(), dropped()), but_the_author);
}

#[test]
fn acc_19_sco_11_goals_that_somebody_sees_tell_nothing_of_reviews_that_they_do_not() {
    let scene = |open: bool| people().into_iter().chain([reaching(open)]).chain(averages()).collect::<Vec<_>>();
    let goals = |both: &[Sent], hidden: &[Sent]| {
        let mut tenant = Tenant::under(POLICY);
        send_all(&mut tenant, both);
        send_all(&mut tenant, hidden);
        ["goal", "team_goal"].map(|kind| {
            let answer = tenant.ask("max", &format!("{kind}.get"), &json!({kind: placed(kind, 0)}));
            assert_eq!(answer.status, Status::Ok, "{}", answer.json);
            answer.json
        })
    };
    // Where all managers see all reviews, both goals follow from them.
    let (both, hidden) = parted(ThingKind::Review, (scene(true), made(ThingKind::Review)));
    let (without, with) = (goals(&both, &[]), goals(&both, &hidden));
    assert!(without.iter().zip(&with).all(|(without, with)| without != with), "{with:?}");
    check(ThingKind::Review, (scene(false), made(ThingKind::Review)), (OTHERS, "ana"));
}

#[test]
fn acc_19_ker_17_who_has_come_to_answer_for_what_somebody_has_before_them_tells_them_nothing() {
    let own = [ThingKind::Bundle, ThingKind::Escalation].map(|kind| {
        let mut done = made(kind);
        done.truncate(2);
        done
    });
    let both: Vec<Sent> = people().into_iter().chain(own.iter().map(|done| done[0].clone())).collect();
    let to_olga = [sent("system", "person.hand_over", json!({"person": id("mia"), "to": id("olga")}))];
    let things = ["bundle", "escalation"].map(|kind| json!({"type": kind, "id": placed(kind, 0)}));
    assert!(worlds("olga", &both, &to_olga).differ(&things));
    // What ana does with them then is counted alike, too.
    let answers: Vec<Sent> = own.into_iter().map(|mut done| done.remove(1)).collect();
    worlds("ana", &both, &to_olga).look_alike(&[], &things, &tried(&answers));
}

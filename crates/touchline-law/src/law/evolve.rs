//! What becomes of a thing by an event, handed on to what it is.

use super::{Change, Thing};
use crate::life::recorded;
use crate::things::{
    bundle, call, disposition, duties, escalation, goal, metric_day, notification_settings, person, policy, redaction,
    sampling, skill_report, team_goal, training_item,
};
use touchline_kernel::event::Event;

/// The thing, where it is of this kind. No other is asked for: an event is about one thing alone.
macro_rules! known {
    ($thing:expr, $kind:ident) => {
        match $thing {
            Some(Thing::$kind(known)) => Some(known),
            _ => None,
        }
    };
}

/// The thing after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub fn evolve(thing: Option<Thing>, event: Event<Change>) -> Option<Thing> {
    if thing.as_ref().is_some_and(|thing| thing.reference() != event.change.target()) {
        return None;
    }
    let (change, event) = event.split();
    match change {
        Change::Bundle(change) => bundle::evolve(known!(thing, Bundle), event.with(change)).map(Thing::Bundle),
        Change::Call(call::Change::Recorded(call)) => {
            Some(Thing::Call(recorded::evolve(known!(&thing, Call), event.with(call))))
        }
        Change::Disposition(change) => {
            Some(Thing::Disposition(disposition::evolve(known!(&thing, Disposition), event.with(change))))
        }
        Change::Duties(duties::Change::DutiesHandedOver(_)) => {
            duties::evolve(known!(thing, Person), &event).map(Thing::Person)
        }
        Change::NotificationSettings(change) => {
            let known = known!(&thing, NotificationSettings);
            Some(Thing::NotificationSettings(notification_settings::evolve(known, event.with(change))))
        }
        Change::Escalation(change) => {
            escalation::evolve(known!(thing, Escalation), event.with(change)).map(Thing::Escalation)
        }
        Change::Goal(change) => goal::evolve(known!(thing, Goal), event.with(change)).map(Thing::Goal),
        Change::MetricDay(metric_day::Change::Recorded(day)) => {
            Some(Thing::MetricDay(recorded::evolve(known!(&thing, MetricDay), event.with(day))))
        }
        Change::Person(person::Change::Recorded(person)) => {
            Some(Thing::Person(recorded::evolve(known!(&thing, Person), event.with(person))))
        }
        Change::Policy(change) => Some(Thing::Policy(policy::evolve(known!(&thing, Policy), event.with(change)))),
        Change::Redaction(redaction::Change::Redacted(body)) => {
            redaction::evolve(known!(thing, Person), &body.redaction(), &event).map(Thing::Person)
        }
        Change::Sampling(change) => sampling::evolve(known!(&thing, Sampling), event.with(change)).map(Thing::Sampling),
        Change::SkillReport(change) => {
            skill_report::evolve(known!(thing, SkillReport), event.with(change)).map(Thing::SkillReport)
        }
        Change::TeamGoal(change) => team_goal::evolve(known!(thing, TeamGoal), event.with(change)).map(Thing::TeamGoal),
        Change::TrainingItem(change) => {
            training_item::evolve(known!(thing, TrainingItem), event.with(change)).map(Thing::TrainingItem)
        }
    }
}

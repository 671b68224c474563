//! Everything that can happen, whatever the thing.

use serde::de::Error;
use serde::{Deserializer, Serialize};

use crate::ground::{ThingKind, ThingRef};
use crate::things::{
    bundle, call, disposition, duties, escalation, goal, metric_day, notification_settings, person, policy, redaction,
    sampling, skill_report, team_goal, training_item,
};
use touchline_kernel::envelope::{Tagged, read_parts};

/// What can happen to any thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Change {
    /// To a bundle.
    Bundle(bundle::Change),
    /// To a call.
    Call(call::Change),
    /// To a disposition.
    Disposition(disposition::Change),
    /// To a person's duties.
    Duties(duties::Change),
    /// To somebody's settings of notifications.
    NotificationSettings(notification_settings::Change),
    /// To an escalation.
    Escalation(escalation::Change),
    /// To a goal.
    Goal(goal::Change),
    /// To what a metric counted on a day.
    MetricDay(metric_day::Change),
    /// To a person.
    Person(person::Change),
    /// To the policy.
    Policy(policy::Change),
    /// To what a person said and what was said about them.
    Redaction(redaction::Change),
    /// To a sampling.
    Sampling(sampling::Change),
    /// To a skill report.
    SkillReport(skill_report::Change),
    /// To a team's goal.
    TeamGoal(team_goal::Change),
    /// To a training item.
    TrainingItem(training_item::Change),
}

impl Change {
    /// Which thing it happened to.
    #[must_use]
    pub fn target(&self) -> ThingRef {
        match self {
            Change::Bundle(change) => ThingRef::new(ThingKind::Bundle, change.bundle()),
            Change::Call(call::Change::Recorded(call)) => ThingRef::new(ThingKind::Call, call.call),
            Change::Disposition(disposition::Change::Given(given)) => {
                ThingRef::new(ThingKind::Disposition, given.disposition)
            }
            Change::Duties(duties::Change::DutiesHandedOver(body)) => ThingRef::new(ThingKind::Person, body.person),
            Change::NotificationSettings(notification_settings::Change::Changed(body)) => {
                ThingRef::new(ThingKind::NotificationSettings, body.notification_settings)
            }
            Change::Escalation(change) => ThingRef::new(ThingKind::Escalation, change.escalation()),
            Change::Goal(change) => ThingRef::new(ThingKind::Goal, change.goal()),
            Change::MetricDay(metric_day::Change::Recorded(day)) => ThingRef::new(ThingKind::MetricDay, day.metric_day),
            Change::Person(person::Change::Recorded(person)) => ThingRef::new(ThingKind::Person, person.person),
            Change::Policy(policy::Change::Adopted(_)) => policy::reference(),
            Change::Redaction(redaction::Change::Redacted(body)) => ThingRef::new(ThingKind::Person, body.person),
            Change::Sampling(change) => ThingRef::new(ThingKind::Sampling, change.sampling()),
            Change::SkillReport(change) => ThingRef::new(ThingKind::SkillReport, change.skill_report()),
            Change::TeamGoal(change) => ThingRef::new(ThingKind::TeamGoal, change.team_goal()),
            Change::TrainingItem(change) => ThingRef::new(ThingKind::TrainingItem, change.item()),
        }
    }

    /// Its name, such as `bundle.released`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Change::Bundle(change) => change.into(),
            Change::Call(call::Change::Recorded(_)) => "call.recorded",
            Change::Disposition(change) => change.into(),
            Change::Duties(change) => change.into(),
            Change::NotificationSettings(change) => change.into(),
            Change::Escalation(change) => change.into(),
            Change::Goal(change) => change.into(),
            Change::MetricDay(metric_day::Change::Recorded(_)) => "metric_day.recorded",
            Change::Person(person::Change::Recorded(_)) => "person.recorded",
            Change::Policy(policy::Change::Adopted(_)) => "policy.adopted",
            Change::Redaction(change) => change.into(),
            Change::Sampling(change) => change.into(),
            Change::SkillReport(change) => change.into(),
            Change::TeamGoal(change) => change.into(),
            Change::TrainingItem(change) => change.into(),
        }
    }

    /// Reads a change from its name, the schema that it was written under, and its body.
    ///
    /// Every change is still of schema 1. A later schema of this library lifts older bodies here; a schema
    /// that is newer than the library is refused, since ignoring what it means would fold it wrongly.
    pub fn of_schema<'de, D: Deserializer<'de>>(name: &str, schema: u32, body: D) -> Result<Self, D::Error> {
        if schema != 1 {
            return Err(D::Error::custom(format_args!("`{name}` is of schema {schema}, which is not known here")));
        }
        match name.split_once('.') {
            Some(("bundle", _)) => read_parts(name, body).map(Change::Bundle),
            Some(("call", _)) => read_parts(name, body).map(Change::Call),
            Some(("disposition", _)) => read_parts(name, body).map(Change::Disposition),
            Some(("notification_settings", _)) => read_parts(name, body).map(Change::NotificationSettings),
            Some(("escalation", _)) => read_parts(name, body).map(Change::Escalation),
            Some(("goal", _)) => read_parts(name, body).map(Change::Goal),
            Some(("metric_day", _)) => read_parts(name, body).map(Change::MetricDay),
            Some(("person", "duties_handed_over")) => read_parts(name, body).map(Change::Duties),
            Some(("person", "redacted")) => read_parts(name, body).map(Change::Redaction),
            Some(("person", _)) => read_parts(name, body).map(Change::Person),
            Some(("policy", _)) => read_parts(name, body).map(Change::Policy),
            Some(("sampling", _)) => read_parts(name, body).map(Change::Sampling),
            Some(("skill_report", _)) => read_parts(name, body).map(Change::SkillReport),
            Some(("team_goal", _)) => read_parts(name, body).map(Change::TeamGoal),
            Some(("training_item", _)) => read_parts(name, body).map(Change::TrainingItem),
            _ => Err(D::Error::custom(format_args!("`{name}` is not an event"))),
        }
    }
}

impl Tagged for Change {
    /// A body that comes from a host is of the present schema.
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        Change::of_schema(kind, 1, body)
    }
}

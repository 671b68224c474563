//! Everything that can be done, whatever the thing.

use serde::de::{Error, MapAccess};
use serde::{Deserialize, Deserializer, Serialize};

use crate::ground::{ThingKind, ThingRef};
use crate::things::{
    bundle, call, disposition, duties, escalation, goal, metric_day, notification_settings, person, policy, redaction,
    sampling, skill_report, team_goal,
};
use touchline_kernel::command::{Actor, Command, CommandId};
use touchline_kernel::envelope::{Fields, Tagged, read_among, read_parts};
use touchline_kernel::time::Instant;

/// What can be done with any thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Act {
    /// With a bundle.
    Bundle(bundle::Act),
    /// With a call.
    Call(call::Act),
    /// With a disposition.
    Disposition(disposition::Act),
    /// With a person's duties.
    Duties(duties::Act),
    /// With somebody's settings of notifications.
    NotificationSettings(notification_settings::Act),
    /// With an escalation.
    Escalation(escalation::Act),
    /// With a goal.
    Goal(goal::Act),
    /// With what a metric counted on a day.
    MetricDay(metric_day::Act),
    /// With a person.
    Person(person::Act),
    /// With the policy.
    Policy(policy::Act),
    /// With a sampling.
    Sampling(sampling::Act),
    /// With what a person said and what was said about them.
    Redaction(redaction::Act),
    /// With a team's goal.
    TeamGoal(team_goal::Act),
    /// With a skill report.
    SkillReport(skill_report::Act),
}

impl Act {
    /// Which thing it is about.
    #[must_use]
    pub fn target(&self) -> ThingRef {
        match self {
            Act::Bundle(act) => ThingRef::new(ThingKind::Bundle, act.bundle()),
            Act::Call(call::Act::Record(call)) => ThingRef::new(ThingKind::Call, call.call),
            Act::Disposition(act) => disposition::target(act),
            Act::Duties(duties::Act::HandOver(body)) => ThingRef::new(ThingKind::Person, body.person),
            Act::NotificationSettings(act) => notification_settings::target(act),
            Act::Escalation(act) => ThingRef::new(ThingKind::Escalation, act.escalation()),
            Act::Goal(act) => ThingRef::new(ThingKind::Goal, act.goal()),
            Act::MetricDay(metric_day::Act::Record(day)) => ThingRef::new(ThingKind::MetricDay, day.id()),
            Act::Person(person::Act::Record(person)) => ThingRef::new(ThingKind::Person, person.person),
            Act::Policy(policy::Act::Adopt(_)) => policy::reference(),
            Act::Sampling(act) => ThingRef::new(ThingKind::Sampling, act.sampling()),
            Act::Redaction(redaction::Act::Redact(body)) => ThingRef::new(ThingKind::Person, body.person),
            Act::SkillReport(act) => ThingRef::new(ThingKind::SkillReport, act.skill_report()),
            Act::TeamGoal(act) => ThingRef::new(ThingKind::TeamGoal, act.team_goal()),
        }
    }

    /// Its name, such as `bundle.release`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Act::Bundle(act) => act.name(),
            Act::Call(call::Act::Record(_)) => "call.record",
            Act::Disposition(act) => act.name(),
            Act::Duties(act) => act.into(),
            Act::NotificationSettings(act) => act.name(),
            Act::Escalation(act) => act.name(),
            Act::Goal(act) => act.name(),
            Act::MetricDay(metric_day::Act::Record(_)) => "metric_day.record",
            Act::Person(person::Act::Record(_)) => "person.record",
            Act::Policy(policy::Act::Adopt(_)) => "policy.adopt",
            Act::Sampling(act) => act.name(),
            Act::Redaction(act) => act.into(),
            Act::SkillReport(act) => act.name(),
            Act::TeamGoal(act) => act.name(),
        }
    }
}

impl Tagged for Act {
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        match kind.split_once('.') {
            Some(("bundle", _)) => read_parts(kind, body).map(Act::Bundle),
            Some(("call", _)) => read_parts(kind, body).map(Act::Call),
            Some(("disposition", _)) => read_parts(kind, body).map(Act::Disposition),
            Some(("notification_settings", _)) => read_parts(kind, body).map(Act::NotificationSettings),
            Some(("escalation", _)) => read_parts(kind, body).map(Act::Escalation),
            Some(("goal", _)) => read_parts(kind, body).map(Act::Goal),
            Some(("metric_day", _)) => read_parts(kind, body).map(Act::MetricDay),
            Some(("person", "hand_over")) => read_parts(kind, body).map(Act::Duties),
            Some(("person", "redact")) => read_parts(kind, body).map(Act::Redaction),
            Some(("person", _)) => read_parts(kind, body).map(Act::Person),
            Some(("policy", _)) => read_parts(kind, body).map(Act::Policy),
            Some(("sampling", _)) => read_parts(kind, body).map(Act::Sampling),
            Some(("skill_report", _)) => read_parts(kind, body).map(Act::SkillReport),
            Some(("team_goal", _)) => read_parts(kind, body).map(Act::TeamGoal),
            _ => Err(D::Error::custom(format_args!("`{kind}` is not a command"))),
        }
    }
}

/// A command as it crosses the wire: with the entropy that may not be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct WireCommand {
    /// The command.
    pub command: Command<Act>,
    /// 256 bits of the host's randomness, as 64 hexadecimal digits.
    pub entropy: Option<Box<str>>,
}

impl<'de> Deserialize<'de> for WireCommand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (fields, act): (CommandFields, Act) = read_among(deserializer)?;
        let missing = D::Error::missing_field;
        Ok(WireCommand {
            command: Command {
                actor: fields.actor.ok_or_else(|| missing("actor"))?,
                at: fields.at.ok_or_else(|| missing("at"))?,
                expected_version: fields.expected_version,
                id: fields.id.ok_or_else(|| missing("id"))?,
                act,
            },
            entropy: fields.entropy,
        })
    }
}

#[derive(Default)]
struct CommandFields {
    actor: Option<Actor>,
    at: Option<Instant>,
    entropy: Option<Box<str>>,
    expected_version: Option<u64>,
    id: Option<CommandId>,
}

impl Fields for CommandFields {
    const NAMES: &'static [&'static str] = &["type", "body", "actor", "at", "entropy", "expected_version", "id"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        match field {
            "actor" => self.actor = Some(map.next_value()?),
            "at" => self.at = Some(map.next_value()?),
            "entropy" => self.entropy = map.next_value()?,
            "expected_version" => self.expected_version = map.next_value()?,
            "id" => self.id = Some(map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

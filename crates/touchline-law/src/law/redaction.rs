//! What a redaction takes out of things and records, whatever they are: each thing says for itself which texts it
//! holds, and whose they are, and none can be forgotten here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Act, Change, State, StoredThing, Thing};
use crate::things::{call, duties, metric_day, notification_settings, person, redaction};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::operation::{Failure, Operation};
use touchline_kernel::redaction::{Redaction, Whose};

impl Thing {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        match self {
            Thing::Bundle(bundle) => bundle.redact(redaction),
            Thing::Call(call) => call.document.redact(redaction),
            Thing::Disposition(disposition) => disposition.redact(redaction),
            Thing::Escalation(escalation) => escalation.redact(redaction),
            Thing::Goal(goal) => goal.redact(redaction),
            Thing::Person(person) => person.document.redact(redaction),
            // None of these holds a personal text.
            Thing::MetricDay(_) | Thing::NotificationSettings(_) | Thing::Policy(_) | Thing::Sampling(_) => {}
            Thing::SkillReport(report) => report.redact(redaction),
            Thing::TeamGoal(goal) => goal.redact(redaction),
            Thing::TrainingItem(item) => item.redact(redaction),
        }
    }
}

impl State<'_> {
    /// Whom the thing coaches, or describes; of what is about a team, who leads it.
    #[must_use]
    pub fn coached(self) -> Option<PersonId> {
        match self {
            State::Bundle(bundle) => Some(bundle.agent),
            State::Call(call) => Some(call.document.handler),
            State::Disposition(disposition) => Some(disposition.agent),
            State::NotificationSettings(settings) => Some(settings.person),
            State::Escalation(escalation) => Some(escalation.agent),
            State::Goal(goal) => Some(goal.person),
            State::MetricDay(day) => Some(day.document.counted.person),
            State::Person(person) => Some(person.document.person),
            State::SkillReport(report) => Some(report.person),
            State::TeamGoal(goal) => Some(goal.manager),
            State::TrainingItem(item) => Some(item.agent),
            State::Absent | State::Policy(_) | State::Sampling(_) => None,
        }
    }
}

impl Change {
    /// Whom the thing that it happened to coaches or describes, where the change says so.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        match self {
            Change::Bundle(change) => change.coached(),
            Change::Call(call::Change::Recorded(call)) => Some(call.handler),
            Change::Disposition(change) => change.coached(),
            Change::Duties(duties::Change::DutiesHandedOver(body)) => Some(body.person),
            Change::NotificationSettings(notification_settings::Change::Changed(body)) => Some(body.person),
            Change::Escalation(change) => change.coached(),
            Change::Goal(change) => change.coached(),
            Change::MetricDay(metric_day::Change::Recorded(day)) => Some(day.counted.person),
            Change::Person(person::Change::Recorded(person)) => Some(person.person),
            Change::Policy(_) | Change::Sampling(_) => None,
            Change::Redaction(redaction::Change::Redacted(body)) => Some(body.person),
            Change::SkillReport(change) => change.coached(),
            Change::TeamGoal(change) => change.manager(),
            Change::TrainingItem(change) => change.coached(),
        }
    }

    /// The redaction that it is, if it is one.
    #[must_use]
    pub fn redaction(&self) -> Option<Redaction> {
        match self {
            Change::Redaction(redaction::Change::Redacted(body)) => Some(body.redaction()),
            _ => None,
        }
    }

    /// Whose the texts in it are, of which `actor` is the one whose command it followed from and `coached` whom the
    /// thing coaches. Whoever enters a document writes nothing of their own.
    #[must_use]
    pub fn whose(&self, actor: Actor, coached: Option<PersonId>) -> Whose {
        let describes = matches!(self, Change::Call(_) | Change::MetricDay(_) | Change::Person(_));
        Whose { by: if describes { Actor::System } else { actor }, about: self.coached().or(coached) }
    }
}

impl Act {
    /// Whose the texts in it are, as [`Change::whose`] has it.
    #[must_use]
    pub fn whose(&self, actor: Actor, coached: Option<PersonId>) -> Whose {
        let describes = matches!(self, Act::Call(_) | Act::MetricDay(_) | Act::Person(_));
        Whose { by: if describes { Actor::System } else { actor }, about: coached }
    }
}

/// Take out of a host's own things what a redaction takes. What was ordered stands in the event `person.redacted`:
/// its `person` and `held` go in as they are.
#[derive(JsonSchema)]
pub struct LawRedact;

/// Whose texts go, and the things.
#[derive(Deserialize, JsonSchema)]
pub struct RedactInput {
    /// Who is under a legal hold: what they wrote, and what is about what coaches them, stays.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub held: Vec<PersonId>,
    /// Whose name and texts go.
    pub person: PersonId,
    /// The things, in any order.
    #[schemars(length(max = 100_000))]
    pub things: Vec<StoredThing>,
}

/// What is left of things.
#[derive(Serialize, JsonSchema)]
pub struct Redacted {
    /// For each thing, in the same order, the thing as it is to be kept from now on, or null where nothing of it went.
    pub things: Vec<Option<StoredThing>>,
}

impl Operation for LawRedact {
    const NAME: &'static str = "law.redact";
    type Input = RedactInput;
    type Output = Redacted;

    fn run(input: RedactInput) -> Result<Redacted, Failure> {
        let redaction = Redaction { person: input.person, held: input.held.into_iter().collect() };
        let redact = |StoredThing(before): StoredThing| {
            let mut after = before.clone();
            after.redact(&redaction);
            (after != before).then_some(StoredThing(after))
        };
        Ok(Redacted { things: input.things.into_iter().map(redact).collect() })
    }
}

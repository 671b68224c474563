//! Every thing there is, by kind and id.

use std::borrow::Cow;

use schemars::{JsonSchema, SchemaGenerator};
use serde::de::{Error, MapAccess};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ground::calls::Call;
use crate::ground::people::Person;
use crate::ground::{ThingKind, ThingRef};
use crate::things::bundle::Bundle;
use crate::things::disposition::Disposition;
use crate::things::escalation::Escalation;
use crate::things::goal::Goal;
use crate::things::metric_day::MetricDay;
use crate::things::notification_settings::NotificationSettings;
use crate::things::policy;
use crate::things::sampling::Sampling;
use crate::things::skill_report::SkillReport;
use crate::things::team_goal::TeamGoal;
use crate::things::training_item::TrainingItem;
use touchline_kernel::aggregate::Recorded;
use touchline_kernel::envelope::{Field, Fields, STORED, Tagged, read_among, read_parts, union, variants, write_field};

/// A thing's state, as a host with its own database keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Thing {
    /// A bundle.
    Bundle(Bundle),
    /// A call.
    Call(Recorded<Call>),
    /// A disposition.
    Disposition(Disposition),
    /// Somebody's settings of notifications.
    NotificationSettings(NotificationSettings),
    /// An escalation.
    Escalation(Escalation),
    /// A goal.
    Goal(Goal),
    /// What a metric counted on a day.
    MetricDay(Recorded<MetricDay>),
    /// A person.
    Person(Recorded<Person>),
    /// The policy, once one was adopted.
    Policy(policy::InForce),
    /// A sampling.
    Sampling(Sampling),
    /// A skill report.
    SkillReport(SkillReport),
    /// A team's goal.
    TeamGoal(TeamGoal),
    /// A training item.
    TrainingItem(TrainingItem),
}

impl Thing {
    /// The thing's kind and id.
    #[must_use]
    pub fn reference(&self) -> ThingRef {
        match self {
            Thing::Bundle(bundle) => ThingRef::new(ThingKind::Bundle, bundle.bundle),
            Thing::Call(call) => ThingRef::new(ThingKind::Call, call.document.call),
            Thing::Disposition(disposition) => ThingRef::new(ThingKind::Disposition, disposition.disposition),
            Thing::NotificationSettings(settings) => {
                ThingRef::new(ThingKind::NotificationSettings, settings.notification_settings)
            }
            Thing::Escalation(known) => ThingRef::new(ThingKind::Escalation, known.escalation),
            Thing::Goal(goal) => ThingRef::new(ThingKind::Goal, goal.goal),
            Thing::MetricDay(day) => ThingRef::new(ThingKind::MetricDay, day.document.metric_day),
            Thing::Person(person) => ThingRef::new(ThingKind::Person, person.document.person),
            Thing::Policy(policy) => ThingRef::new(ThingKind::Policy, policy.policy),
            Thing::Sampling(sampling) => ThingRef::new(ThingKind::Sampling, sampling.sampling),
            Thing::SkillReport(report) => ThingRef::new(ThingKind::SkillReport, report.skill_report),
            Thing::TeamGoal(goal) => ThingRef::new(ThingKind::TeamGoal, goal.team_goal),
            Thing::TrainingItem(item) => ThingRef::new(ThingKind::TrainingItem, item.training_item),
        }
    }

    /// Where it stands in its lifecycle, if it has one.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        match self {
            Thing::Bundle(bundle) => Some(bundle.state.into()),
            Thing::Disposition(disposition) => Some(disposition.state.into()),
            Thing::NotificationSettings(settings) => Some(settings.state.into()),
            Thing::Escalation(escalation) => Some(escalation.state.into()),
            Thing::Goal(goal) => Some(goal.state.into()),
            Thing::Sampling(sampling) => Some(sampling.state.into()),
            Thing::SkillReport(report) => Some(report.state.into()),
            Thing::TeamGoal(goal) => Some(goal.state.into()),
            Thing::TrainingItem(item) => Some(item.state.into()),
            Thing::Call(_) | Thing::MetricDay(_) | Thing::Person(_) | Thing::Policy(_) => None,
        }
    }
}

/// The schema of a thing's stored state.
pub const THING_SCHEMA: u32 = 1;

/// A thing as a host keeps it: with the schema that it was written under. It is read back leniently, since a
/// later version may have written more than this one knows.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredThing(pub Thing);

impl Serialize for StoredThing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Thing", 3)?;
        write_field("body", &self.0, &mut fields)?;
        fields.serialize_field("schema", &THING_SCHEMA)?;
        write_field("type", &self.0, &mut fields)?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for StoredThing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (Schema { schema }, thing): (Schema, Thing) = read_among(deserializer)?;
        match schema {
            Some(THING_SCHEMA) => Ok(StoredThing(thing)),
            Some(other) => Err(D::Error::custom(format_args!("a state of schema {other} is not known here"))),
            None => Err(D::Error::missing_field("schema")),
        }
    }
}

impl Tagged for Thing {
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        read_parts(kind, body)
    }
}

#[derive(Default)]
struct Schema {
    schema: Option<u32>,
}

impl Fields for Schema {
    const NAMES: &'static [&'static str] = &["type", "body", "schema"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        let known = field == "schema";
        if known {
            self.schema = Some(map.next_value()?);
        }
        Ok(known)
    }
}

impl JsonSchema for StoredThing {
    fn schema_name() -> Cow<'static, str> {
        "Thing".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> schemars::Schema {
        let schema = generator.subschema_for::<u32>();
        let fields = [Field::new("schema", schema, true, "The schema that the state was written under.")];
        let mut union =
            union(variants([Thing::json_schema(generator)]), &fields, "A thing's state, as a host keeps it.");
        union.insert(STORED.to_owned(), true.into());
        union
    }
}

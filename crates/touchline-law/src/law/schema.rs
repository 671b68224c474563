//! The schemas of what is enveloped: a union over all commands, and one over all events.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::{Act, Change, WireCommand};
use crate::things::{
    bundle, call, disposition, duties, escalation, goal, metric_day, notification_settings, person, policy, redaction,
    sampling, skill_report, team_goal, training_item,
};
use touchline_kernel::command;
use touchline_kernel::envelope::{Field, Variants, union, variants};

/// Each command: an object with `type` and `body`, the name in `type`.
pub fn acts(generator: &mut SchemaGenerator) -> Vec<Value> {
    let all = [
        person::Act::json_schema(generator),
        duties::Act::json_schema(generator),
        redaction::Act::json_schema(generator),
        call::Act::json_schema(generator),
        metric_day::Act::json_schema(generator),
        bundle::Act::json_schema(generator),
        disposition::Act::json_schema(generator),
        escalation::Act::json_schema(generator),
        goal::Act::json_schema(generator),
        policy::Act::json_schema(generator),
        notification_settings::Act::json_schema(generator),
        sampling::Act::json_schema(generator),
        team_goal::Act::json_schema(generator),
        skill_report::Act::json_schema(generator),
    ];
    variants(all)
}

/// Each event: an object with `type` and `body`, the name in `type`.
pub fn changes(generator: &mut SchemaGenerator) -> Vec<Value> {
    let all = [
        person::Change::json_schema(generator),
        duties::Change::json_schema(generator),
        redaction::Change::json_schema(generator),
        call::Change::json_schema(generator),
        metric_day::Change::json_schema(generator),
        bundle::Change::json_schema(generator),
        disposition::Change::json_schema(generator),
        training_item::Change::json_schema(generator),
        escalation::Change::json_schema(generator),
        goal::Change::json_schema(generator),
        policy::Change::json_schema(generator),
        notification_settings::Change::json_schema(generator),
        sampling::Change::json_schema(generator),
        team_goal::Change::json_schema(generator),
        skill_report::Change::json_schema(generator),
    ];
    variants(all)
}

impl JsonSchema for WireCommand {
    fn schema_name() -> Cow<'static, str> {
        "Command".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut fields = command::fields(generator, false);
        let entropy = json_schema!({ "type": ["string", "null"], "format": "entropy" });
        let about = "256 bits of the host's randomness as 64 lower-case hexadecimal digits, fresh for each command; \
                     needed where the body holds personal text, and never kept.";
        fields.push(Field::new("entropy", entropy, false, about));
        union(acts(generator), &fields, "What an actor wants done.")
    }
}

impl Variants for Act {
    fn variants(generator: &mut SchemaGenerator) -> Vec<Value> {
        acts(generator)
    }
}

impl Variants for Change {
    fn variants(generator: &mut SchemaGenerator) -> Vec<Value> {
        changes(generator)
    }
}

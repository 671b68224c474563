//! The page of access: each action with the rules that can allow it, and what each role carries.

use std::collections::BTreeSet;

use schemars::{Schema, schema_for};
use serde_json::Value;
use touchline::access::{Action, Capability, Relation};
use touchline::people::Role;

use super::words::cell;
use crate::generate::model::{Model, Rule};

/// The rules in the order in which they are tried, then roles against capabilities.
pub(crate) fn print(model: &Model) -> String {
    let actions = schema_for!(Action);
    let actions = members(&actions);
    let rows: String = model.lists.access.iter().map(|rule| row(&actions, rule)).collect();
    format!(
        "Default deny: an action is allowed where one of its rules holds in full, and to nobody else. The first that \
         holds decides; where none does, the refusal names the nearest and what was missing.\n\n\
         | action | | rule | a role that carries | who is |\n| --- | --- | --- | --- | --- |\n{rows}\n\
         ## Roles\n\nWhat the built-in roles carry; the policy can say otherwise and add roles of its own.\n\n{}\n\
         ## Capabilities\n\n{}\n## Relations\n\nWhat an actor is to a thing.\n\n{}",
        roles(model),
        meanings(&schema_for!(Capability)),
        meanings(&schema_for!(Relation)),
    )
}

fn row(actions: &[(&str, &str)], rule: &Rule) -> String {
    let capability =
        rule.capability.as_ref().map_or("no matter which".to_owned(), |capability| format!("`{capability}`"));
    let relations: Vec<String> = rule.relations.iter().map(|relation| format!("`{relation}`")).collect();
    let meaning = actions.iter().find(|(name, _)| *name == rule.action).map_or(String::new(), |(_, doc)| cell(doc));
    format!("| `{}` | {meaning} | {} | {capability} | {} |\n", rule.action, rule.rule, relations.join(" and "))
}

fn roles(model: &Model) -> String {
    let capabilities: BTreeSet<&str> =
        model.lists.access.iter().filter_map(|rule| rule.capability.as_deref()).collect();
    let heads: Vec<String> = capabilities.iter().map(|capability| format!("`{capability}`")).collect();
    let family = model.lists.numbers.iter().find(|family| family.name == "role");
    let roles = family.into_iter().flat_map(|family| &family.members).filter_map(|(name, _)| Role::named(name));
    let rows: String = roles
        .map(|role| {
            let carried: BTreeSet<&str> = role.capabilities().iter().map(|capability| (*capability).into()).collect();
            let marks: Vec<&str> =
                capabilities.iter().map(|name| if carried.contains(name) { "yes" } else { "" }).collect();
            format!("| `{}` | {} |\n", <&str>::from(role), marks.join(" | "))
        })
        .collect();
    format!("| role | {} |\n| --- |{}\n{rows}", heads.join(" | "), " --- |".repeat(heads.len()))
}

/// The members of an enum with their doc comments, as a table.
fn meanings(schema: &Schema) -> String {
    let rows: String = members(schema).iter().map(|(name, doc)| format!("| `{name}` | {} |\n", cell(doc))).collect();
    format!("| name | |\n| --- | --- |\n{rows}")
}

/// The members of an enum that derives its schema, each with its doc comment.
fn members(schema: &Schema) -> Vec<(&str, &str)> {
    let members = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    members.filter_map(|member| Some((member.get("const")?.as_str()?, member.get("description")?.as_str()?))).collect()
}

//! The page of access: each action with the rules that can allow it, and what each role carries.

use std::collections::BTreeSet;

use touchline::people::Role;

use super::words::cell;
use crate::generate::model::{Body, Model, Rule};

/// The rules in the order in which they are tried, then roles against capabilities.
pub(crate) fn print(model: &Model) -> String {
    let rows: String = model.lists.access.iter().map(|rule| row(model, rule)).collect();
    format!(
        "Default deny: an action is allowed where one of its rules holds in full, and to nobody else. The first that \
         holds decides; where none does, the refusal names the nearest and what was missing.\n\n\
         | action | | rule | a role that carries | who is |\n| --- | --- | --- | --- | --- |\n{rows}\n\
         ## Roles\n\nWhat the built-in roles carry; the policy can say otherwise and add roles of its own.\n\n{}\n\
         ## Capabilities\n\n{}\n## Relations\n\nWhat an actor is to a thing.\n\n{}",
        roles(model),
        meanings(model, "Capability"),
        meanings(model, "Relation"),
    )
}

fn row(model: &Model, rule: &Rule) -> String {
    let capability =
        rule.capability.as_ref().map_or("no matter which".to_owned(), |capability| format!("`{capability}`"));
    let relations: Vec<String> = rule.relations.iter().map(|relation| format!("`{relation}`")).collect();
    let meaning = meaning(model, "Action", &rule.action);
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

fn meanings(model: &Model, choice: &str) -> String {
    let Some(Body::Choice(choices)) = model.definition(choice).map(|definition| &definition.body) else {
        return String::new();
    };
    let rows: String =
        choices.iter().map(|choice| format!("| `{}` | {} |\n", choice.value, cell(&choice.doc))).collect();
    format!("| name | |\n| --- | --- |\n{rows}")
}

fn meaning(model: &Model, choice: &str, value: &str) -> String {
    let Some(Body::Choice(choices)) = model.definition(choice).map(|definition| &definition.body) else {
        return String::new();
    };
    choices.iter().find(|choice| choice.value == value).map(|choice| cell(&choice.doc)).unwrap_or_default()
}

//! The page of access: each action with the rules that can allow it, and what each role carries.

use std::collections::BTreeSet;

use schemars::{Schema, schema_for};
use serde_json::Value;
use touchline::access::{About, AccessPolicy, Action, Capability, ManagerScope, Matrix, MatrixRow, Relation, matrix};
use touchline::people::Role;

use super::words::cell;
use crate::generate::model::{Model, Rule};

/// The rules in the order in which they are tried, then roles against capabilities, then the matrix.
pub(crate) fn print(model: &Model) -> String {
    let actions = schema_for!(Action);
    let actions = members(&actions);
    let rows: String = model.lists.access.iter().map(|rule| row(&actions, rule)).collect();
    format!(
        "Default deny: an action is allowed where one of its rules holds in full, and to nobody else. The first that \
         holds decides; where none does, the refusal names the nearest and what was missing.\n\n\
         | action | | rule | a role that carries | who is |\n| --- | --- | --- | --- | --- |\n{rows}\n\
         ## Roles\n\nWhat the built-in roles carry; the policy can say otherwise and add roles of its own.\n\n{}\n\
         ## Capabilities\n\n{}\n## Relations\n\nWhat an actor is to a thing.\n\n{}\n\
         ## About\n\nWhat an action can be about; that decides what an actor can be to it.\n\n{}\n\
         ## The matrix\n\nEvery action against everything that an actor can be to what it is about, and the built-in roles \
         that may; `access.matrix` gives the same for any policy, with the rule of each cell.\n{}",
        roles(model),
        meanings(&schema_for!(Capability)),
        meanings(&schema_for!(Relation)),
        meanings(&schema_for!(About)),
        parts(),
    )
}

/// A table for each thing that actions are about, and a further one where a setting changes it.
fn parts() -> String {
    let default = AccessPolicy::default();
    let whole = AccessPolicy { manager_scope: ManagerScope::Organisation, ..default.clone() };
    let open = AccessPolicy { managers_see_all_reviews: true, ..default.clone() };
    let settings = [
        ("by default", &default),
        ("where managers reach the whole organisation", &whole),
        ("where managers see all reviews", &open),
    ];
    let mut abouts: Vec<About> = Vec::new();
    for row in matrix(&default, None, None).rows {
        if !abouts.contains(&row.about) {
            abouts.push(row.about);
        }
    }
    let mut text = String::new();
    for about in abouts {
        let mut printed: Vec<Matrix> = Vec::new();
        for (words, access) in settings {
            let part = matrix(access, Some(about), None);
            if printed.iter().all(|other| (&other.columns, &other.rows) != (&part.columns, &part.rows)) {
                text += &format!("\n### `{}`, {words}\n\n{}", <&str>::from(about), print_matrix(&part));
                printed.push(part);
            }
        }
    }
    text
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

/// For every action and set of relations, who may; the longer of the two downwards.
fn print_matrix(matrix: &Matrix) -> String {
    let sets: Vec<String> = matrix.columns.iter().map(|set| names(set)).collect();
    let actions: Vec<&[MatrixRow]> = matrix.rows.chunk_by(|one, next| one.action == next.action).collect();
    let heads: Vec<String> =
        actions.iter().map(|rows| format!("`{}`", rows.first().map_or("", |row| <&str>::from(row.action)))).collect();
    if sets.len() > actions.len() {
        let cell = |set: usize, action: usize| who_may(matrix, actions[action], set);
        return print_table("who is", &heads, &sets, cell);
    }
    print_table("action", &sets, &heads, |action, set| who_may(matrix, actions[action], set))
}

fn print_table(corner: &str, heads: &[String], lines: &[String], cell: impl Fn(usize, usize) -> String) -> String {
    let line = |(place, name): (usize, &String)| {
        let cells: Vec<String> = (0..heads.len()).map(|column| cell(place, column)).collect();
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    let lines: String = lines.iter().enumerate().map(line).collect();
    format!("| {corner} | {} |\n| --- |{}\n{lines}", heads.join(" | "), " --- |".repeat(heads.len()))
}

/// What somebody is, without saying each time that they are a person.
fn names(set: &[Relation]) -> String {
    let more = set.iter().filter(|relation| set.len() == 1 || **relation != Relation::Person);
    more.map(|relation| format!("`{}`", <&str>::from(*relation))).collect::<Vec<_>>().join(" ")
}

/// The roles that may, or all at once: the host, everybody.
fn who_may(matrix: &Matrix, rows: &[MatrixRow], column: usize) -> String {
    let may = |row: &&MatrixRow| row.cells.get(column).and_then(Option::as_ref).is_some_and(|cell| cell.allowed);
    let allowed: Vec<&MatrixRow> = rows.iter().filter(may).collect();
    let is_host = matrix.columns.get(column).is_some_and(|set| set.contains(&Relation::System));
    match allowed.iter().any(|row| row.role.is_none()) {
        true if is_host => "yes".to_owned(),
        true => "everybody".to_owned(),
        false => allowed.iter().filter_map(|row| row.role.clone()).collect::<Vec<_>>().join(", "),
    }
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

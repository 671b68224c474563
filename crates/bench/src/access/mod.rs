//! What every contender of `bench access` is given: the rules as rows, every cell of the access matrix as a
//! request with its decision, and a page of decisions in one question.
//!
//! All of it is walked out of the library: a new rule, role or relation is measured without a line here.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::VariantArray as _;
use touchline::access::{RULES, Rule};
use touchline::people::Role;
use touchline::waist::{Status, call};

pub use self::page::{Page, asked, decisions};
use crate::dice::Dice;
use crate::material::{bits, number};

mod page;

const FILE: &str = "access.json";

/// Policies under which there is, together, every set of relations that occurs.
const POLICIES: &[&str] =
    &["{}", r#"{"access":{"manager_scope":"organisation"}}"#, r#"{"access":{"managers_see_all_reviews":true}}"#];

/// Everything that is handed over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Material {
    /// Many decisions in one question.
    pub page: Page,
    /// Every cell of the matrix, in an order that looks random.
    pub requests: Vec<Request>,
    /// Each built-in role with the capabilities that it carries.
    pub roles: BTreeMap<String, Vec<String>>,
    /// The rules.
    pub rules: Vec<Row>,
}

/// A rule: allows its action where a role carries the capability, if it asks for one, and all relations hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// What it allows.
    pub action: String,
    /// What a role must carry.
    pub capability: Option<String>,
    /// What must hold between actor and thing.
    pub relations: Vec<String>,
}

/// A cell of the matrix.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// What is to be done or seen.
    pub action: String,
    /// The decision.
    pub allowed: bool,
    /// Action, roles and relations as the calls by number take them.
    pub numbers: [u32; 3],
    /// What holds between actor and thing.
    pub relations: Vec<String>,
    /// The only role of the actor, or none.
    pub role: Option<String>,
}

impl Material {
    /// Walks it out of the library.
    ///
    /// # Errors
    /// A name that has no number.
    pub fn new() -> Result<Self, String> {
        let mut cells = BTreeMap::new();
        for policy in POLICIES {
            let policy: Value = serde_json::from_str(policy).map_err(|error| error.to_string())?;
            for request in requests(&answer("access.matrix", &json!({"policy": policy}))?)? {
                cells.insert(request.numbers, request);
            }
        }
        let mut requests: Vec<Request> = cells.into_values().collect();
        shuffle(&mut requests, &mut Dice::new(1));
        let capabilities = |role: &Role| role.capabilities().iter().map(name).collect();
        Ok(Material {
            page: Page::new()?,
            requests,
            roles: Role::VARIANTS.iter().map(|role| (name(role), capabilities(role))).collect(),
            rules: RULES.iter().map(Row::of).collect(),
        })
    }

    /// Writes it into a folder.
    ///
    /// # Errors
    /// What the file system refused.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let text = serde_json::to_string(self).map_err(|error| error.to_string())?;
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(folder.join(FILE), text))
            .map_err(|error| format!("{}: {error}", folder.display()))
    }

    /// Reads what was written.
    ///
    /// # Errors
    /// Where there is none, or another version's.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(folder.join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{FILE}: {error}"))
    }
}

/// Holds a contender's decisions on the cells against the library's, and prints how many were alike.
///
/// # Errors
/// The first that differs.
pub fn compare(
    what: &str,
    requests: &[Request],
    mut decide: impl FnMut(usize, &Request) -> Result<bool, String>,
) -> Result<(), String> {
    for (place, request) in requests.iter().enumerate() {
        if decide(place, request)? != request.allowed {
            return Err(format!("{what} decides otherwise: {request:?}"));
        }
    }
    println!("{what} {}", requests.len());
    Ok(())
}

impl Row {
    fn of(rule: &Rule) -> Self {
        let relations = rule.relations.iter().map(name).collect();
        Row { action: name(&rule.action), capability: rule.capability.as_ref().map(name), relations }
    }
}

/// The cells of a printed matrix.
fn requests(matrix: &Value) -> Result<Vec<Request>, String> {
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let columns: Vec<Vec<String>> = list(matrix, "columns").iter().map(words).collect();
    let rows = list(matrix, "rows").into_iter().flat_map(|row| {
        let cells = list(&row, "cells").into_iter().zip(columns.clone());
        cells.map(move |(cell, column)| (row.clone(), column, cell)).collect::<Vec<_>>()
    });
    rows.filter(|(_, _, cell)| !cell.is_null()).map(|(row, column, cell)| request(&row, column, &cell)).collect()
}

fn request(row: &Value, relations: Vec<String>, cell: &Value) -> Result<Request, String> {
    let (action, role) = (row["action"].as_str().unwrap_or_default(), row["role"].as_str());
    let names: Vec<&str> = relations.iter().map(String::as_str).collect();
    Ok(Request {
        action: action.to_owned(),
        allowed: cell["allowed"] == true,
        numbers: [number("action", action)?, bits("role", role.as_slice())?, bits("relation", &names)?],
        role: role.map(str::to_owned),
        relations,
    })
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What an operation of the library gives.
fn answer(operation: &str, input: &Value) -> Result<Value, String> {
    let answer = call(operation, input.to_string().as_bytes());
    match answer.status {
        Status::Ok => serde_json::from_str(&answer.json).map_err(|error| error.to_string()),
        _ => Err(answer.json),
    }
}

fn name<T>(member: &T) -> String
where
    for<'a> &'a T: Into<&'static str>,
{
    let name: &'static str = member.into();
    name.to_owned()
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for place in (1..items.len()).rev() {
        items.swap(place, dice.below(place + 1));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use touchline::access::Action;
    use touchline::waist::permit;

    use super::*;

    #[test]
    fn every_action_and_role_is_asked_about_and_decided_by_number_as_the_matrix_has_it() {
        let material = Material::new().unwrap();
        let asked: BTreeSet<_> = material.requests.iter().map(|request| (&request.action, &request.role)).collect();
        assert_eq!(asked.len(), Action::VARIANTS.len() * (Role::VARIANTS.len() + 1));
        for request in &material.requests {
            let [action, roles, relations] = request.numbers;
            assert_eq!(permit(action, roles, relations) & 1 == 1, request.allowed, "{request:?}");
        }
    }
}

//! What every language is given to do: the same bytes in files, a line a command, and the numbers of the
//! typed calls.

use std::path::Path;

use serde_json::{Value, json};
use touchline::numbers::FAMILIES;
use touchline::waist::{Status, call};

use crate::tenant::Tenant;

/// A tenant with some hundred people and calls, to which the measured commands are new.
const TENANT: usize = 1_000;

/// How many bundles are made, released and answered while the time is taken.
const BUNDLES: usize = 900;

/// Writes everything into a folder.
///
/// # Errors
/// What the library refused of it, or the file system.
pub fn write(folder: &Path) -> Result<(), String> {
    let tenant = Tenant::of(TENANT);
    let world: Vec<String> = tenant.base().collect();
    let commands: Vec<String> = (0..BUNDLES).flat_map(|place| tenant.bundle(place)).collect();
    let decide = decide(&commands[0], &world)?;
    let numbers = numbers()?.map(|number| number.to_string()).join(" ");
    let files = [
        ("world.lines", world.join("\n")),
        ("commands.lines", commands.join("\n")),
        ("decide.json", decide),
        ("numbers.txt", numbers),
    ];
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (name, content) in files {
        std::fs::write(folder.join(name), content).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// The set of these members: a bit for each, at its number.
pub(crate) fn bits(family: &str, members: &[&str]) -> Result<u32, String> {
    members.iter().try_fold(0, |bits, member| Ok(bits | 1 << number(family, member)?))
}

/// The number that stands for a name.
pub(crate) fn number(family: &str, member: &str) -> Result<u32, String> {
    let members = FAMILIES.iter().filter(|found| found.name == family).flat_map(|family| &family.members);
    let found = members.into_iter().find(|(name, _)| name == member);
    found.map(|(_, number)| *number).ok_or_else(|| format!("no number stands for the {family} `{member}`"))
}

/// Thing, state and command of a step, action, roles and relations of a permission.
fn numbers() -> Result<[u32; 6], String> {
    Ok([
        number("thing", "bundle")?,
        number("bundle_state", "released")?,
        number("bundle_command", "respond")?,
        number("action", "release_bundle")?,
        1 << number("role", "manager")?,
        bits("relation", &["person", "not_coached", "author", "manages", "in_scope"])?,
    ])
}

/// A decision with the facts that it asks for, as a host with its own database has them at the second round.
fn decide(command: &str, world: &[String]) -> Result<String, String> {
    let command: Value = serde_json::from_str(command).map_err(|error| error.to_string())?;
    let mut facts = Vec::new();
    for _ in 0..3 {
        let input = json!({"command": command, "facts": facts}).to_string();
        let answer = call("law.decide", input.as_bytes());
        match answer.status {
            Status::Ok => return Ok(input),
            Status::NeedsFacts => {
                let asked: Value = serde_json::from_str(&answer.json).map_err(|error| error.to_string())?;
                facts.extend(asked["keys"].as_array().into_iter().flatten().map(|key| fact(key, world)));
            }
            _ => return Err(answer.json),
        }
    }
    Err("a decision took more than three rounds".to_owned())
}

/// The fact of a key: a document as the world has it, a direct line, a thing that is not there yet.
fn fact(key: &Value, world: &[String]) -> Value {
    let (kind, mut body) = (key["type"].as_str().unwrap_or_default(), key["body"].clone());
    match kind {
        "thing" => body = json!({"thing": body, "value": null}),
        "manages" => body["depth"] = json!(1),
        _ => {
            let commands = world.iter().filter_map(|command| serde_json::from_str::<Value>(command).ok());
            let mut documents = commands.map(|command| command["body"].clone());
            body["value"] = documents.find(|document| document[kind] == body[kind]).unwrap_or_default();
        }
    }
    json!({"type": kind, "body": body})
}

#[cfg(test)]
mod tests {
    use touchline::waist::Workspace;

    use super::*;

    #[test]
    fn the_tenant_is_accepted_and_the_decision_has_all_its_facts() {
        let tenant = Tenant::of(50);
        let world: Vec<String> = tenant.base().collect();
        let mut workspace = Workspace::open(b"").unwrap();
        for command in world.iter().cloned().chain((0..50).flat_map(|place| tenant.bundle(place))) {
            let answer = workspace.execute(command.as_bytes());
            assert!(answer.record.is_some(), "{command}: {}", answer.json);
        }
        let input = decide(&tenant.bundle(0)[0], &world).unwrap();
        assert_eq!(call("law.decide", input.as_bytes()).status, Status::Ok);
    }

    #[test]
    fn the_numbers_stand_for_a_step_and_a_permission_that_are_open() {
        let [thing, state, command, action, roles, relations] = numbers().unwrap();
        assert_eq!(touchline::waist::lifecycle_step(thing, state, command) >> 32, 0);
        assert_eq!(touchline::waist::permit(action, roles, relations) & 1, 1);
    }
}

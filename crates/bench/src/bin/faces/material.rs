//! What every language is given to do: the same bytes in files, a line a command, and the numbers of the
//! typed calls.

use std::path::Path;

use serde_json::{Value, json};
use touchline::numbers::FAMILIES;
use touchline::waist::{Status, call};
use touchline_bench::tenant::Tenant;

/// A tenant with some hundred people and calls, to which the measured commands are new.
const TENANT: usize = 1_000;

/// How many bundles are made, released and answered while the time is taken.
const BUNDLES: usize = 900;

/// Writes everything into a folder.
pub(crate) fn write(folder: &Path) -> Result<(), String> {
    let tenant = Tenant::of(TENANT);
    let world: Vec<String> = tenant.base().collect();
    let commands: Vec<String> = (0..BUNDLES).flat_map(|place| tenant.bundle(place)).collect();
    let decide = decide(&commands[0], &world)?;
    let numbers = [
        number("thing", "bundle")?,
        number("bundle_state", "released")?,
        number("bundle_command", "respond")?,
        number("action", "release_bundle")?,
        1 << number("role", "manager")?,
        bits("relation", &["person", "not_coached", "author", "manages", "in_scope"])?,
    ];
    let numbers = numbers.map(|number| number.to_string()).join(" ");
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

fn bits(family: &str, members: &[&str]) -> Result<u32, String> {
    members.iter().try_fold(0, |bits, member| Ok(bits | 1 << number(family, member)?))
}

fn number(family: &str, member: &str) -> Result<u32, String> {
    let members = FAMILIES.iter().filter(|found| found.name == family).flat_map(|family| family.members);
    let found = members.copied().find(|(name, _)| *name == member);
    found.map(|(_, number)| number).ok_or_else(|| format!("no number stands for the {family} `{member}`"))
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

/// The fact of a key: a document as the world has it, or a direct line.
fn fact(key: &Value, world: &[String]) -> Value {
    let mut fact = key.clone();
    let kind = key["type"].as_str().unwrap_or_default();
    if kind == "manages" {
        fact["body"]["depth"] = json!(1);
        return fact;
    }
    let commands = world.iter().filter_map(|command| serde_json::from_str::<Value>(command).ok());
    let mut bodies = commands.map(|command| command["body"].clone());
    fact["body"]["value"] = bodies.find(|body| body[kind] == key["body"][kind]).unwrap_or_default();
    fact
}

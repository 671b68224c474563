//! What cannot grow, and why; and that everything else does.

use std::collections::BTreeSet;

use serde_json::Value;
use touchline::{operations, schema};

use super::cases;
use super::family::Family;
use crate::Result;
use crate::conformance::instruction::Instruction;

/// What reads nothing that grows.
struct Still {
    name: &'static str,
    why: &'static str,
}

#[rustfmt::skip]
const STILL: &[Still] = &[
    Still { name: "access.matrix", why: "it reads the name of a choice and a policy" },
    Still { name: "goal.days", why: "it reads a period" },
    Still { name: "goal.measures", why: "it reads nothing" },
    Still { name: "goal.progress", why: "it reads an aim and two numbers" },
    Still { name: "insight.return_on_coaching", why: "it reads two amounts" },
    Still { name: "insight.statements", why: "it reads nothing" },
    Still { name: "law.lifecycles", why: "it reads nothing" },
    Still { name: "law.rests_on", why: "it reads nothing" },
    Still { name: "meta.version", why: "it reads nothing" },
    Still { name: "metric.formulas", why: "it reads nothing" },
    Still { name: "metric.interval", why: "it reads a few numbers" },
    Still { name: "notify.texts", why: "it reads nothing" },
    Still { name: "plan.templates", why: "it reads nothing" },
    Still { name: "policy.default", why: "it reads nothing" },
    Still { name: "policy.presets", why: "it reads nothing" },
    Still { name: "programme.track", why: "it reads a few days of one person" },
    Still { name: "programme.tracks", why: "it reads nothing" },
    Still { name: "recommendation.catalogue", why: "it reads nothing" },
    Still { name: "recommendation.follow_up", why: "it reads two moments" },
    Still { name: "report.words", why: "it reads nothing" },
    Still { name: "skill.frameworks", why: "it reads nothing" },
    Still { name: "skill.levels", why: "it reads a policy at most" },
    Still { name: "skill.trend", why: "it reads two numbers" },
    Still { name: "talk.lists", why: "it reads a language" },
    Still { name: "time.day_moments", why: "it reads a day and a zone" },
    Still { name: "time.local_day", why: "it reads a moment and a zone" },
];

/// Fails where something has neither a family nor a row here, or both.
pub(crate) fn check(families: &[Family]) -> Result {
    let grown: BTreeSet<&str> = families.iter().map(|family| family.of.as_str()).collect();
    let all = all()?;
    let is_still = |name: &str| STILL.iter().any(|still| still.name == name);
    let forgotten = all.iter().filter(|name| !grown.contains(name.as_str()) && !is_still(name));
    let forgotten = forgotten.map(|name| format!("`{name}` has no family, and no row that says why it cannot grow"));
    let grows = STILL.iter().filter(|still| grown.contains(still.name) || !all.contains(still.name));
    let grows =
        grows.map(|still| format!("`{}` is said not to grow ({}), and does or is not there", still.name, still.why));
    let wrong: Vec<String> = forgotten.chain(grows).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Every operation, query and table call, and every command whose body has a list.
fn all() -> Result<BTreeSet<String>> {
    let mut all: BTreeSet<String> = operations::all().map(|entry| entry.name.to_owned()).collect();
    let document = schema::document().map_err(|error| error.to_string())?;
    let named = |part: &str, wanted: fn(&Value, &Value) -> bool| -> Vec<String> {
        let listed = document[part].as_array().into_iter().flatten().filter(|one| wanted(one, &document));
        listed.filter_map(|one| Some(one["name"].as_str()?.to_owned())).collect()
    };
    all.extend(named("queries", |_, _| true));
    all.extend(named("commands", |command, document| bears_list(command, document, &mut BTreeSet::new())));
    for step in cases::performed()?.iter().flat_map(|performance| &performance.steps) {
        let instruction = &step.instruction;
        if matches!(instruction, Instruction::Metrics { .. } | Instruction::Effects { .. })
            || matches!(instruction, Instruction::Table { .. } if step.line.starts_with("ok\t"))
        {
            all.insert(instruction.door().trim().to_owned());
        }
    }
    Ok(all)
}

/// Whether a schema has a list anywhere.
fn bears_list(schema: &Value, document: &Value, seen: &mut BTreeSet<String>) -> bool {
    match schema {
        Value::Object(members) => {
            let is_list = members.contains_key("items") && members.get("type").is_some();
            let refers = members.get("$ref").and_then(Value::as_str).is_some_and(|reference| {
                let name = reference.rsplit('/').next().unwrap_or_default();
                seen.insert(name.to_owned()) && bears_list(&document["$defs"][name], document, seen)
            });
            is_list || refers || members.values().any(|member| bears_list(member, document, seen))
        }
        Value::Array(entries) => entries.iter().any(|entry| bears_list(entry, document, seen)),
        _ => false,
    }
}

//! The page of needs: which facts each command, question, view and message may ask for, and what a host answers them from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::words::{cell, link};
use crate::Result;
use crate::conformance::needs::{self, Needs, Rows};
use crate::generate::model::{Body, GoesOver, Model, RestsOn};
use crate::generate::prose;

/// The kinds of facts, then who asks for them.
pub(crate) fn print(model: &Model, root: &Path) -> Result<String> {
    let needs = needs::written(root)?;
    let facts: Vec<String> = model.lists.facts.iter().map(|row| fact(model, &needs, row)).collect::<Result<_>>()?;
    Ok(format!(
        "A row lists every kind of fact that any case of the [conformance suite](../../tests/conformance/README.md) asks for; \
         what is asked for at once is mostly less. A case that asks for more than its row lists does not pass. Of a state \
         (`thing`) the row says of which kinds.\n\n\
         ## Facts\n\n\
         The sentence behind a name says to the letter what to look up. A host that would rather not hands the things of the \
         last column to `law.facts`.\n\n\
         | fact | what it is | asked for by | reckoned from |\n| --- | --- | --- | --- |\n{}\
         \n## Commands\n\nWhat `law.decide` asks for, and `notify.plan` for the events of the same record; what was loaded for \
         the one goes into the other.\n\n\
         | command | to decide | to plan messages |\n| --- | --- | --- |\n{}\
         \n## Questions\n\nOver which kinds of things a question goes, of which a host hands in all that the viewer may see, or all that there are \
         where it says so, and what \
         `law.ask` asks for besides, where not all things are handed in. A question about one thing needs no others of its kind. \
         `law.rests_on` tells a program the same.\n\n{}\
         \n## Views\n\nWhat `law.show` asks for, by the kind of thing.\n\n{}\
         \n## Messages\n\nWhat `notify.show` asks for, by the template.\n\n{}",
        facts.concat(),
        commands(&needs),
        questions(model, &needs.queries),
        table("thing", &needs.views),
        table("message", &needs.messages),
    ))
}

/// What a fact is, who asks for it, and from what it is reckoned.
fn fact(model: &Model, needs: &Needs, row: &RestsOn) -> Result<String> {
    let keys = match model.definition("FactKey").map(|definition| &definition.body) {
        Some(Body::Union(union)) => &union.variants,
        _ => return Err("`FactKey` is no union".to_owned()),
    };
    let key = keys.iter().find(|key| key.value == row.fact).ok_or_else(|| format!("`{}` is no fact", row.fact))?;
    let doc = model.definition(&key.name).map(|definition| definition.doc.as_str()).unwrap_or_default();
    let first = prose::paragraphs(doc).first().cloned().unwrap_or_default();
    let things: Vec<String> = row.things.iter().map(|thing| format!("`{thing}`")).collect();
    let things = if things.is_empty() { "that thing".to_owned() } else { things.join(", ") };
    let name = link(&key.name).replacen(&key.name, &row.fact, 1);
    Ok(format!("| {name} | {} | {} | {things} |\n", cell(&first), asking(needs, &row.fact)))
}

/// By whom a fact is asked for: by name where they are few, else by how many.
fn asking(needs: &Needs, fact: &str) -> String {
    let of = |kinds: &BTreeSet<String>| kinds.iter().any(|kind| name_of(kind) == fact);
    let named = |rows: &Rows, one: &str, many: &str| {
        let names: Vec<String> =
            rows.iter().filter(|(_, kinds)| of(kinds)).map(|(name, _)| format!("`{name}`")).collect();
        match names.len() {
            0 => None,
            1..=4 => Some(format!("{one} {}", names.join(", "))),
            count => Some(format!("{count} {many}")),
        }
    };
    let all = [
        named(&needs.commands, "the command", "commands"),
        named(&needs.planned, "planning after", "commands' messages"),
        named(&needs.queries, "the question", "questions"),
        named(&needs.views, "the view of", "views"),
        named(&needs.messages, "the message", "messages"),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn commands(needs: &Needs) -> String {
    let row = |(name, kinds)| {
        let planned = needs.planned.get(name).map(self::kinds).unwrap_or_default();
        format!("| `{name}` | {} | {planned} |\n", self::kinds(kinds))
    };
    needs.commands.iter().map(row).collect()
}

/// Each question, what it goes over, and what it asks for.
fn questions(model: &Model, rows: &Rows) -> String {
    let row = |over: &GoesOver| {
        let kinds = rows.get(&over.question).map(self::kinds).unwrap_or_default();
        format!("| `{}` | {} | {kinds} |\n", over.question, goes_over(model, over))
    };
    let rows: String = model.lists.goes_over.iter().map(row).collect();
    format!("| question | goes over | asks for |\n| --- | --- | --- |\n{rows}")
}

/// Kinds of things in a cell, and what else is handed in.
fn goes_over(model: &Model, over: &GoesOver) -> String {
    let most = model.lists.goes_over.iter().map(|row| row.things.len()).max().unwrap_or_default();
    let mut parts: Vec<String> = match over.things.len() {
        all if all == most => vec!["all kinds".to_owned()],
        _ => over.things.iter().map(|thing| format!("`{thing}`")).collect(),
    };
    if over.unseen {
        parts.push("of them all that there are".to_owned());
    }
    parts.extend(over.messages.as_deref().map(|whose| match whose {
        "everybody" => "everybody's planned messages".to_owned(),
        whose => format!("the {whose}'s planned messages"),
    }));
    parts.extend(over.tracks.then(|| "the links of its track".to_owned()));
    parts.join(", ")
}

fn table(of: &str, rows: &Rows) -> String {
    let rows: String = rows.iter().map(|(name, kinds)| format!("| `{name}` | {} |\n", self::kinds(kinds))).collect();
    format!("| {of} | asks for |\n| --- | --- |\n{rows}")
}

/// Kinds of facts in a cell: states by the kinds of their things, after all others.
fn kinds(kinds: &BTreeSet<String>) -> String {
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for kind in kinds {
        by_name.entry(name_of(kind)).or_default().extend(kind.split_once(": ").map(|(_, thing)| thing));
    }
    let states = by_name.remove("thing").unwrap_or_default();
    let mut parts: Vec<String> = by_name.keys().map(|name| format!("`{name}`")).collect();
    if !states.is_empty() {
        let states: Vec<String> = states.iter().map(|thing| format!("`{thing}`")).collect();
        parts.push(format!("`thing` of {}", states.join(", ")));
    }
    parts.join(", ")
}

fn name_of(kind: &str) -> &str {
    kind.split_once(": ").map_or(kind, |(name, _)| name)
}

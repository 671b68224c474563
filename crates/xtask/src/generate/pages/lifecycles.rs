//! The page of lifecycles: each table as a diagram and cell by cell.

use std::collections::BTreeSet;

use crate::generate::model::{Cell, Lifecycle, Model};
use crate::generate::prose;

/// Every lifecycle.
pub(crate) fn print(model: &Model) -> String {
    model.lists.lifecycles.iter().map(section).collect()
}

fn section(lifecycle: &Lifecycle) -> String {
    let columns: Vec<&str> = lifecycle.columns().collect();
    let rows: String = lifecycle
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            format!("| `{}` | {} | `{}` |\n", lifecycle.wire_name(row), cells.join(" | "), row.action)
        })
        .collect();
    format!(
        "\n## {}\n\n```mermaid\n{}```\n\n→ leads to that state, under the conditions named in brackets; a code stands where the \
         command is refused.\n\n| command | {} | needs the action |\n|{}\n{rows}",
        prose::title(&lifecycle.thing),
        diagram(lifecycle),
        columns.join(" | "),
        " --- |".repeat(columns.len() + 2),
    )
}

fn cell(cell: &Cell) -> String {
    match (&cell.to, &cell.code) {
        (Some(to), _) if cell.conditions.is_empty() => format!("→ **{to}**"),
        (Some(to), _) => format!("→ **{to}** ({})", cell.conditions.join(", ")),
        (None, Some(code)) => format!("`{code}`"),
        (None, None) => String::new(),
    }
}

/// A Mermaid state diagram. Commands that make the same step share an arrow.
fn diagram(lifecycle: &Lifecycle) -> String {
    let mut steps: Vec<(String, &str, Vec<&str>)> = Vec::new();
    let mut left = BTreeSet::new();
    for (column, from) in lifecycle.columns().enumerate() {
        for row in &lifecycle.rows {
            let Some(to) = row.cells.get(column).and_then(|cell| cell.to.as_deref()) else { continue };
            if column > 0 && to != from {
                left.insert(from);
            }
            let from = if column == 0 { "[*]" } else { from };
            match steps.iter_mut().find(|(known_from, known_to, _)| known_from == from && *known_to == to) {
                Some((_, _, commands)) => commands.push(&row.command),
                None => steps.push((from.to_owned(), to, vec![&row.command])),
            }
        }
    }
    let mut text = String::from("stateDiagram-v2\n");
    for (from, to, commands) in steps {
        text += &format!("    {from} --> {to}: {}\n", commands.join(", "));
    }
    for state in lifecycle.states.iter().filter(|state| !left.contains(state.as_str())) {
        text += &format!("    {state} --> [*]\n");
    }
    text
}

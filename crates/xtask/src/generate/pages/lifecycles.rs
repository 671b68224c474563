//! The page of lifecycles: each table as a diagram and cell by cell.

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
            let mark = if row.sent { "" } else { " †" };
            format!("| `{}`{mark} | {} | `{}` |\n", lifecycle.wire_name(row), cells.join(" | "), row.action)
        })
        .collect();
    format!(
        "\n## {}\n\n```mermaid\n{}```\n\nCommands that leave the state as it is are not drawn.\n\n{}\
         In the table, → leads to that state (with \\*: under the conditions below it), and a code stands where the \
         command is refused.{}\n\n| command | {} | needs the action |\n|{}\n{rows}{}",
        prose::title(&lifecycle.thing),
        diagram(lifecycle),
        archived(lifecycle),
        followed(lifecycle),
        columns.join(" | "),
        " --- |".repeat(columns.len() + 2),
        conditions(lifecycle),
    )
}

/// What archived things take, where anything is for them.
fn archived(lifecycle: &Lifecycle) -> String {
    let rows = lifecycle.rows.iter().filter(|row| row.archived);
    let commands: Vec<String> = rows.map(|row| format!("`{}`", lifecycle.wire_name(row))).collect();
    match commands.is_empty() {
        true => String::new(),
        false => format!(
            "An archived thing takes {} and nothing else; a thing in use takes the rest.\n\n",
            commands.join(", ")
        ),
    }
}

/// What the mark of a row stands for, where one has it.
fn followed(lifecycle: &Lifecycle) -> &'static str {
    match lifecycle.rows.iter().all(|row| row.sent) {
        true => "",
        false => " What has a † nobody can send: it follows from what happens elsewhere.",
    }
}

fn cell(cell: &Cell) -> String {
    match (&cell.to, &cell.code) {
        (Some(to), _) if cell.conditions.is_empty() => format!("→ **{to}**"),
        (Some(to), _) => format!("→ **{to}** \\*"),
        (None, Some(code)) => format!("`{code}`"),
        (None, None) => String::new(),
    }
}

/// What must hold outside a command's body, cell by cell.
fn conditions(lifecycle: &Lifecycle) -> String {
    let mut rows = String::new();
    for row in &lifecycle.rows {
        for (from, cell) in lifecycle.columns().zip(&row.cells).filter(|(_, cell)| !cell.conditions.is_empty()) {
            let conditions: Vec<String> = cell.conditions.iter().map(|condition| format!("`{condition}`")).collect();
            rows += &format!("| `{}` | {from} | {} |\n", lifecycle.wire_name(row), conditions.join(", "));
        }
    }
    match rows.is_empty() {
        true => String::new(),
        false => format!("\n| \\* command | from | must hold |\n| --- | --- | --- |\n{rows}"),
    }
}

/// A Mermaid state diagram. Commands that make the same step share an arrow.
fn diagram(lifecycle: &Lifecycle) -> String {
    let mut steps: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for (column, from) in lifecycle.columns().enumerate() {
        let from = if column == 0 { "[*]" } else { from };
        for row in &lifecycle.rows {
            let to = row.cells.get(column).and_then(|cell| cell.to.as_deref());
            let Some(to) = to.filter(|to| *to != from) else { continue };
            match steps.iter_mut().find(|(known_from, known_to, _)| *known_from == from && *known_to == to) {
                Some((_, _, commands)) => commands.push(&row.command),
                None => steps.push((from, to, vec![&row.command])),
            }
        }
    }
    let mut text = String::from("stateDiagram-v2\n");
    for (from, to, commands) in &steps {
        text += &format!("    {from} --> {to}: {}\n", commands.join(", "));
    }
    for state in lifecycle.states.iter().filter(|state| !steps.iter().any(|(from, ..)| from == state)) {
        text += &format!("    {state} --> [*]\n");
    }
    text
}

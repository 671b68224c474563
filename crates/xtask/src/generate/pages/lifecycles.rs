//! The page of lifecycles: each table as a picture and cell by cell.

use super::lifecycle_picture;
use crate::generate::diagram;
use crate::generate::model::{Cell, Lifecycle, Model};
use crate::generate::output::Output;
use crate::generate::prose;

/// Every lifecycle.
pub(crate) fn print(model: &Model) -> String {
    let sections: String = model.lists.lifecycles.iter().map(section).collect();
    format!(
        "In the pictures a dot stands for what is not there yet, a box for a state, a box in a box for a state that leads \
         to no other. Arrows say what leads from one state to another; what leaves a state as it is stands below its name. \
         What has a diamond before it is sent by nobody: it comes of something else, mostly of what happens to another \
         thing ([all of that](reactions.md)). On a dashed arrow nothing is sent.\n\n\
         In the tables, → leads to that state (with \\*: under the conditions below it), and a code stands where the \
         command is refused.\n{sections}"
    )
}

/// Every lifecycle as a picture, within a folder.
pub(crate) fn pictures(model: &Model, folder: &str) -> Vec<Output> {
    let picture = |lifecycle: &Lifecycle| {
        let graph = lifecycle_picture::graph(lifecycle);
        Output::new(format!("{folder}/lifecycles/{}.svg", lifecycle.thing), &diagram::print(&graph))
    };
    model.lists.lifecycles.iter().map(picture).collect()
}

fn section(lifecycle: &Lifecycle) -> String {
    let columns: Vec<&str> = lifecycle.columns().collect();
    let rows: String = lifecycle
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            let mark = if row.sent { "" } else { " ◇" };
            format!("| `{}`{mark} | {} | `{}` |\n", lifecycle.wire_name(row), cells.join(" | "), row.action)
        })
        .collect();
    format!(
        "\n## {}\n\n![{}: what leads from which state to which](lifecycles/{}.svg)\n\n{}| command | {} | needs the action |\n\
         |{}\n{rows}{}",
        prose::title(&lifecycle.thing),
        prose::title(&lifecycle.thing),
        lifecycle.thing,
        archived(lifecycle),
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

//! The pages of commands, events and queries.

use super::words::{cell, fields_of, prose_of, shape, table};
use crate::generate::model::{Field, Lifecycle, Message, Model};

/// Commands with the envelope around them, then events.
pub(crate) fn commands(model: &Model) -> String {
    let lists = &model.lists;
    let commands: String = lists
        .commands
        .iter()
        .map(|command| {
            let Message { name, doc, body, .. } = command;
            let change = change(&lists.lifecycles, name);
            format!(
                "\n### {name}\n\n{}\n\n{change}**Body:** {}\n\n{}",
                prose_of(doc),
                shape(body),
                fields_of(model, body)
            )
        })
        .collect();
    let events: String = lists
        .events
        .iter()
        .map(|event| {
            let schema = event.schema.map_or(String::new(), |schema| format!("Schema {schema}.\n\n"));
            let Message { name, doc, body, .. } = event;
            format!(
                "\n### {name}\n\n{}\n\n{schema}**Body:** {}\n\n{}",
                prose_of(doc),
                shape(body),
                fields_of(model, body)
            )
        })
        .collect();
    format!(
        "{}\n{}\n## Commands\n{commands}\n## Events\n\nOne accepted command makes one record with all its events.\n{events}",
        contents(&lists.commands),
        envelope(model, "Command"),
    )
}

/// Queries with the envelope around them.
pub(crate) fn queries(model: &Model) -> String {
    let queries = &model.lists.queries;
    let rows: String = queries
        .iter()
        .map(|query| {
            let anchor = query.name.replace('.', "");
            format!(
                "| [`{}`](#{anchor}) | {} | {} |\n",
                query.name,
                cell(query.doc.split("\n\n").next().unwrap_or_default()),
                shape(&query.view)
            )
        })
        .collect();
    let sections: String = queries
        .iter()
        .map(|query| {
            format!(
                "\n### {}\n\n{}\n\n**Body:** {}\n\n{}\n**View:** {}\n\n{}",
                query.name,
                prose_of(&query.doc),
                shape(&query.body),
                fields_of(model, &query.body),
                shape(&query.view),
                fields_of(model, &query.view),
            )
        })
        .collect();
    format!("| query | | view |\n| --- | --- | --- |\n{rows}\n{}\n## Queries\n{sections}", envelope(model, "Query"))
}

fn contents(messages: &[Message]) -> String {
    let row = |message: &Message| {
        let first = message.doc.split("\n\n").next().unwrap_or_default();
        format!("| [`{}`](#{}) | {} |\n", message.name, message.name.replace('.', ""), cell(first))
    };
    format!("| command | |\n| --- | --- |\n{}", messages.iter().map(row).collect::<String>())
}

/// The envelope of what hosts write, or of what happened.
fn envelope(model: &Model, name: &str) -> String {
    let Some(envelope) = model.envelope(name) else { return String::new() };
    let fields: Vec<Field> = envelope.fields.into_iter().cloned().collect();
    let doc = model.definition(name).map(|definition| prose_of(&definition.doc)).unwrap_or_default();
    format!("## Around every {}\n\n{doc}\n\nBeside `type` and `body`:\n\n{}", name.to_lowercase(), table(&fields))
}

/// Where the lifecycle's table lets the command lead from, as a sentence.
fn change(lifecycles: &[Lifecycle], command: &str) -> String {
    let found = lifecycles.iter().find_map(|lifecycle| {
        let row = lifecycle.rows.iter().find(|row| lifecycle.wire_name(row) == command)?;
        Some((lifecycle, row))
    });
    let Some((lifecycle, row)) = found else { return String::new() };
    let leads: Vec<String> = lifecycle
        .columns()
        .zip(&row.cells)
        .filter_map(|(state, cell)| cell.to.as_ref().map(|to| format!("{state} → `{to}`")))
        .collect();
    format!("Lifecycle: {}. Needs the action `{}`.\n\n", leads.join(", "), row.action)
}

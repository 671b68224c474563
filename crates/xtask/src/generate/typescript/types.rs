//! `types.d.ts`: aliases, interfaces and unions, and the maps from names to what goes in and comes out.
//!
//! Rules: API-02.

use std::collections::BTreeSet;

use super::{NOTICE, comment, field, key, literal, refusals, type_of};
use crate::generate::model::{
    Body, Choice, Chosen, Definition, Envelope, Field, Message, Model, Operation, Shape, Union, Variant,
};
use crate::generate::prose;

/// The whole file.
pub(crate) fn print(model: &Model) -> String {
    let mut text = format!("{NOTICE}\n\n{JSON}");
    for format in model.formats() {
        text += &format!("\n{}export type {} = string;\n", comment(format.doc, ""), format.name);
    }
    text += &ids(model);
    let answers: BTreeSet<&str> = answers(model).collect();
    for (name, definition) in &model.definitions {
        if model.enveloping(name).is_none() && !answers.contains(name.as_str()) {
            text += &format!("\n{}{}", comment(&definition.doc, ""), declaration(model, name, definition));
        }
    }
    text + &refusals::print(model) + &maps(model) + CLOSED
}

/// The members of what is answered, by what was asked, of which the union itself says all.
fn answers(model: &Model) -> impl Iterator<Item = &str> {
    let unions = model.definitions.iter().filter(|(name, _)| model.answers(name));
    unions.flat_map(|(_, definition)| definition.names())
}

/// What a kind's ids are told apart by is nobody's to name, which takes an explicit list of what a module exports.
const CLOSED: &str = "\nexport {};\n";

const ID: &str = "
declare const named: unique symbol;

/**
 * The id of a thing of this kind. Any text is taken for one, and so needs no cast: declare what it names,
 * `const ana: PersonId = randomUUID()`, and it is taken for no other kind's from there on.
 */
export type IdOf<Kind extends string> = Uuid & { readonly [named]?: Kind };
";

fn ids(model: &Model) -> String {
    let id = |name: &str| format!("export type {name} = IdOf<{}>;\n", literal(&kind_of(name)));
    let ids: String = model.ids().into_iter().map(id).collect();
    format!("{ID}\n{ids}")
}

/// The kind that ids of this name are of: `BundleId` is a `bundle`'s.
fn kind_of(name: &str) -> String {
    prose::snake(name.strip_suffix("Id").unwrap_or(name))
}

/// The format of who acts, which is more than a person's id.
const ACTOR: &str = "actor";

const JSON: &str = "/** Any JSON. */
export type Json = unknown;
";

fn declaration(model: &Model, name: &str, definition: &Definition) -> String {
    match &definition.body {
        Body::Object(fields) => match model.chooses(name) {
            Some(chosen) => choosing(name, fields, &chosen),
            None => interface(name, fields),
        },
        Body::Union(union) => match model.envelope(name) {
            Some(envelope) => enveloped(model, name, &envelope),
            None if model.answers(name) => answered(name),
            None => plain_union(name, union),
        },
        Body::Choice(choices) => format!("export type {name} =\n{};\n", alternatives(choices)),
        Body::Alias(Shape::Text { format: Some(format), .. }) if format == ACTOR => {
            format!("export type {name} = PersonId | 'system';\n")
        }
        Body::Alias(Shape::Text { .. }) => format!("export type {name} = string;\n"),
        Body::Alias(shape) => format!("export type {name} = {};\n", type_of(shape)),
    }
}

fn interface(name: &str, fields: &[Field]) -> String {
    if fields.is_empty() {
        return format!("export type {name} = {{ [key: string]: never }};\n");
    }
    let fields: String = fields.iter().map(field).collect();
    format!("export interface {name} {{\n{fields}}}\n")
}

/// An input that carries one command or question: generic, so that what is wrong with it is told of that one alone.
fn choosing(name: &str, fields: &[Field], chosen: &Chosen<'_>) -> String {
    let line = |entry: &Field| match entry == chosen.field {
        true => field(entry).replace(&format!(": {};", chosen.union), &format!(": {}<T>;", chosen.union)),
        false => field(entry),
    };
    let (names, fields) = (names(chosen.list), fields.iter().map(line).collect::<String>());
    format!("export interface {name}<T extends {names} = {names}> {{\n{fields}}}\n")
}

/// The type of the names of a list.
pub(super) fn names(list: &str) -> String {
    format!("{list}Name")
}

fn plain_union(name: &str, union: &Union) -> String {
    let members: Vec<String> = union.variants.iter().map(|variant| format!("  | {}", variant.name)).collect();
    format!("export type {name} =\n{};\n", members.join("\n"))
}

fn alternatives(choices: &[Choice]) -> String {
    let member = |choice: &Choice| format!("{}  | {}", comment(&choice.doc, "  "), literal(&choice.value));
    choices.iter().map(member).collect::<Vec<_>>().join("\n")
}

/// A union within an envelope: generic, so that `type` decides the body as one types.
fn enveloped(model: &Model, name: &str, envelope: &Envelope) -> String {
    let fields: String = envelope.fields.iter().map(|entry| field(entry)).collect();
    let (bodies, all, body) = match envelope.list {
        Some("Query") => (String::new(), names("Query"), "Queries[T]['body']".to_owned()),
        Some(list) => (String::new(), names(list), format!("{list}s[T]")),
        None => (bodies(model, name, envelope), format!("keyof {name}Bodies"), format!("{name}Bodies[T]")),
    };
    format!(
        "export type {name}<T extends {all} = {all}> = {{ [K in T]: {name}Of<K> }}[T];\n\n\
         /** The `{name}` of this name. */\nexport interface {name}Of<T extends {all}> {{\n{fields}  \
         /** Which it is. */\n  type: T;\n  body: {body};\n}}\n{bodies}"
    )
}

/// What is answered, by what was asked: generic, so that whoever asked one question reads one view.
fn answered(name: &str) -> String {
    let all = names("Query");
    format!(
        "export type {name}<T extends {all} = {all}> = {{ [K in T]: {name}To<K> }}[T];\n\n\
         /** What is answered to the question of this name. */\nexport interface {name}To<T extends {all}> {{\n  \
         body: Queries[T]['view'];\n  type: T;\n}}\n"
    )
}

fn bodies(model: &Model, name: &str, envelope: &Envelope) -> String {
    let member = |(variant, body): &(&Variant, &Shape)| {
        let doc = model.definition(&variant.name).map(|definition| comment(&definition.doc, "  ")).unwrap_or_default();
        format!("{doc}  {}: {};\n", key(&variant.value), type_of(body))
    };
    let members: String = envelope.members.iter().map(member).collect();
    format!("\n/** The body of each `{name}`. */\nexport interface {name}Bodies {{\n{members}}}\n")
}

fn maps(model: &Model) -> String {
    let lists = &model.lists;
    let commands: String = lists.commands.iter().map(message).collect();
    let events: String = lists.events.iter().map(message).collect();
    let queries: String = lists
        .queries
        .iter()
        .map(|query| {
            let entry = format!(
                "  {}: {{ body: {}; view: {} }};\n",
                key(&query.name),
                type_of(&query.body),
                type_of(&query.view)
            );
            comment(&query.doc, "  ") + &entry
        })
        .collect();
    let operations: String = lists
        .operations
        .iter()
        .map(|operation| {
            let entry = format!(
                "  {}: {{ input: {}; output: {} }};\n",
                key(&operation.name),
                type_of(&operation.input),
                answer(model, operation)
            );
            comment(&operation.doc, "  ") + &entry
        })
        .collect();
    format!(
        "\n/** Each command's body. */\nexport interface Commands {{\n{commands}}}\n\
         \n/** Each event's body. */\nexport interface Events {{\n{events}}}\n\
         \n/** Each query's body, and the view that answers it. */\nexport interface Queries {{\n{queries}}}\n\
         \n/** Each stateless operation's input and output. */\nexport interface Operations {{\n{operations}}}\n\
         \n/** The name of a command. */\nexport type CommandName = keyof Commands;\n\
         \n/** The name of an event. */\nexport type EventName = keyof Events;\n\
         \n/** The name of a query. */\nexport type QueryName = keyof Queries;\n\
         \n/** The name of a stateless operation. */\nexport type OperationName = keyof Operations;\n"
    )
}

/// What an operation answers, if it is not refused.
pub(super) fn answer(model: &Model, operation: &Operation) -> String {
    let output = type_of(&operation.output);
    if model.may_need_facts(operation) { format!("{output} | NeedsFacts") } else { output }
}

fn message(message: &Message) -> String {
    format!("{}  {}: {};\n", comment(&message.doc, "  "), key(&message.name), type_of(&message.body))
}

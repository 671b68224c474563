//! Refusals, typed: a `code` decides the kind and the details.

use super::{comment, key, literal};
use crate::generate::model::{Code, DetailShape, Model};
use crate::generate::prose;

/// Codes, kinds, details, and the unions over them.
pub(crate) fn print(model: &Model) -> String {
    let codes = &model.lists.codes;
    let details: String = codes
        .iter()
        .map(|code| {
            format!("{}  {}: {};\n", comment(&prose::sentence(&code.message), "  "), key(&code.name), details(code))
        })
        .collect();
    let kinds: String = codes.iter().map(|code| format!("  {}: {};\n", key(&code.name), literal(&code.kind))).collect();
    format!(
        "\n/** What comes with each code of a refusal. */\nexport interface Details {{\n{details}}}\n\
         \n/** The kind of each code. */\nexport interface Kinds {{\n{kinds}}}\n{UNIONS}"
    )
}

fn details(code: &Code) -> String {
    if code.details.is_empty() {
        return "null".into();
    }
    let detail = |detail: &crate::generate::model::Detail| {
        format!(
            "{}: {}",
            key(&detail.name),
            match detail.shape {
                DetailShape::Text => "string",
                DetailShape::Integer => "number",
                DetailShape::Texts => "string[]",
            }
        )
    };
    format!("{{ {} }}", code.details.iter().map(detail).collect::<Vec<_>>().join("; "))
}

const UNIONS: &str = "
/** A stable code, one for each reason to refuse. */
export type Code = keyof Details;

/** What sort of refusal a code is; a caller that knows no code can still act on its kind. */
export type Kind = Kinds[Code];

/** The refusal of this code. */
export interface RejectionOf<C extends Code> {
  code: C;
  /** The facts needed to act on it; their shape follows from the code. */
  details: Details[C];
  kind: Kinds[C];
  /** A sentence for people. */
  message: string;
  /** A JSON Pointer to the field to blame, where one is to blame. */
  path: string | null;
}

/** A rule says no. Branch on `code`, and `details` has the shape that belongs to it. */
export type Rejection = { [C in Code]: RejectionOf<C> }[Code];

/** A place in the input's bytes. */
export interface Position {
  /** The byte within the line, from 1. */
  column: number;
  /** The line, from 1. */
  line: number;
  /** The byte within the input, from 0. */
  offset: number;
}

/** One thing wrong with an input, of this code. */
export interface FaultOf<C extends Code> {
  code: C;
  /** The facts needed to act on it; their shape follows from the code. */
  details: Details[C];
  kind: Kinds[C];
  /** A sentence for people. */
  message: string;
  /** A JSON Pointer to the place; empty for the whole input. */
  path: string;
  /** The place in bytes, where the input was text. */
  position: Position | null;
}

/** One thing wrong with an input. */
export type Fault = { [C in Code]: FaultOf<C> }[Code];

/** Broken input, with every fault that was found. */
export interface BadInput {
  faults: Fault[];
}
";

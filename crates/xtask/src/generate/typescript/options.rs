//! The options of the calls on tables, by the document in which they cross.

use serde_json::Value;
use touchline_tables::CALLS;

use super::{FOLDER, NOTICE, literal};
use crate::Result;
use crate::generate::model::{Calls, Field};
use crate::generate::output::Output;
use crate::generate::prose;

/// What stands in the place of each document of a call, in their order.
const PLACES: [&str; 2] = ["document", "effectDocument"];

pub(crate) fn print(document: &Value) -> Result<Output> {
    let calls = Calls::of(document)?;
    let mut text = format!("{NOTICE}\n'use strict';\n\nmodule.exports = Object.freeze({{\n");
    for call in CALLS {
        let name = |field: &Field| literal(&prose::camel(&field.name));
        let documents: Vec<String> = (PLACES.iter().zip(calls.documents(call)?))
            .map(|(place, fields)| format!("{place}: [{}]", fields.iter().map(name).collect::<Vec<_>>().join(", ")))
            .collect();
        text += &format!("  {}: {{ {} }},\n", prose::camel(call.name), documents.join(", "));
    }
    Ok(Output::new(format!("{FOLDER}/options.cjs"), &(text + "});\n")))
}

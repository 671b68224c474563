//! The calls on tables: their options' schemas beside those of the document, which they refer to.

use std::collections::BTreeSet;

use schemars::generate::{Contract, SchemaSettings};
use serde_json::Value;
use touchline::kernel::reader::Closed;
use touchline_tables::{CALLS, Call, FactTable};

use super::{Field, Model, Shape};
use crate::Result;

/// The library's types, and those that options alone have.
pub(crate) struct Calls {
    pub model: Model,
    pub own: BTreeSet<String>,
}

impl Calls {
    /// Reads the options' schemas beside those of the document, which they refer to by the document's names.
    pub(crate) fn of(document: &Value) -> Result<Self> {
        let mut settings = SchemaSettings::draft2020_12().with_transform(Closed);
        settings.contract = Contract::Deserialize;
        let mut generator = settings.into_generator();
        for call in CALLS {
            (call.options)(&mut generator);
        }
        generator.subschema_for::<FactTable>();
        let read = generator.take_definitions(true);
        // What is read otherwise than it is written has a name of its own in the document.
        let twin = |name: &str| {
            [format!("{name}Input"), name.to_owned()].into_iter().find(|name| document["$defs"].get(name).is_some())
        };
        let (mut whole, mut own) = (document.clone(), BTreeSet::new());
        for (name, mut schema) in read {
            refer(&mut schema, &|name| twin(name).unwrap_or_else(|| name.to_owned()));
            match twin(&name) {
                Some(twin) if document["$defs"][&twin] != schema => {
                    return Err(format!(
                        "`{twin}` of the document is another type than the `{name}` of tables' options"
                    ));
                }
                Some(_) => {}
                None => {
                    whole["$defs"][&name] = schema;
                    own.insert(name);
                }
            }
        }
        Ok(Calls { model: Model::read(&whole)?, own })
    }

    /// The fields of a call's documents.
    pub(crate) fn documents(&self, call: &Call) -> Result<Vec<Vec<Field>>> {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let fields = |schema: schemars::Schema| {
            let shape = serde_json::from_value::<Shape>(schema.to_value());
            let shape = shape.map_err(|error| format!("{}: {error}", call.name))?;
            Ok(self.model.fields_of(&shape).ok_or("options are an object")?.to_vec())
        };
        (call.options)(&mut generator).into_iter().map(fields).collect()
    }
}

/// Gives all references in a schema other names.
fn refer(schema: &mut Value, named: &impl Fn(&str) -> String) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get_mut("$ref")
                && let Some(name) = target.strip_prefix(DEFINITIONS)
            {
                *target = format!("{DEFINITIONS}{}", named(name));
            }
            fields.values_mut().for_each(|value| refer(value, named));
        }
        Value::Array(entries) => entries.iter_mut().for_each(|value| refer(value, named)),
        _ => {}
    }
}

const DEFINITIONS: &str = "#/$defs/";

//! The page of the policy: its sections, each with its fields and what holds by default.

use std::collections::BTreeMap;

use serde_json::Value;

use super::words::{prose_of, table};
use crate::generate::model::{Field, Model, Preset};

/// The whole policy, section by section, then the default policy and the presets as they are printed.
pub(crate) fn print(model: &Model) -> String {
    let fields = model.lists.inputs.get("policy").and_then(|policy| model.fields_of(policy)).unwrap_or_default();
    let (sections, own): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| model.fields_of(&field.shape).is_some());
    let own: Vec<Field> = own.into_iter().cloned().collect();
    let mut text =
        String::from("A policy is one document. Whatever it leaves out has its default, section by section.");
    if !own.is_empty() {
        text += &format!("\n\n{}", table(&own));
    }
    for section in sections {
        let fields = model.fields_of(&section.shape).unwrap_or_default();
        text += &format!("\n\n## {}\n\n{}\n\n{}", section.name, prose_of(&section.doc), table(fields).trim_end());
    }
    let default = format!("{:#}", model.lists.policy);
    let presets: String = model.lists.presets.iter().map(|preset| print_preset(preset, &model.lists.policy)).collect();
    format!(
        "{text}\n\n## The default policy\n\nIn full, to be copied and changed:\n\n```json\n{default}\n```\n\n\
         ## Presets\n\nThe policies that ship, each with all its settings; `policy.presets` gives them as documents.\n\
         {presets}"
    )
}

/// A preset as a table of its settings; those that are not the default's are named first.
fn print_preset(preset: &Preset, default: &Value) -> String {
    let (settings, default) = (settings(&preset.policy), settings(default));
    let own: Vec<String> = settings
        .iter()
        .filter(|(name, value)| default.get(*name) != Some(value))
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let lead = match own.as_slice() {
        [] => "The default policy.".to_owned(),
        own => format!("The default policy but for {}.", own.join(", ")),
    };
    let rows: String = settings.iter().map(|(name, value)| format!("| `{name}` | `{value}` |\n")).collect();
    format!("\n### {}\n\n{lead}\n\n| setting | is |\n| --- | --- |\n{rows}", preset.name)
}

/// Every setting by the path that leads to it, such as `limits.title`; an empty object is a setting too.
fn settings(policy: &Value) -> BTreeMap<String, &Value> {
    let mut found = BTreeMap::new();
    for (name, value) in policy.as_object().into_iter().flatten() {
        let below = settings(value);
        if below.is_empty() {
            found.insert(name.clone(), value);
        }
        found.extend(below.into_iter().map(|(path, value)| (format!("{name}.{path}"), value)));
    }
    found
}

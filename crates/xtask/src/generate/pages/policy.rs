//! The page of the policy: its sections, each with its fields and what holds by default.

use super::words::{prose_of, table};
use crate::generate::model::{Field, Model};

/// The whole policy, section by section, then the default policy as it is printed.
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
    format!("{text}\n\n## The default policy\n\nIn full, to be copied and changed:\n\n```json\n{default}\n```\n")
}

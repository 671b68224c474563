//! `_errors.py`: a class for each kind of refusal, and which class is raised for which answer.
//!
//! Rules: API-04.

use touchline::kernel::rejection::Kind;
use touchline::numbers::FAMILIES;

use super::{NOTICE, docstring, literal};
use crate::generate::prose;

/// Statuses that are raised as no class of their own.
const NOT_RAISED: &[&str] = &["ok", "rejected", "needs_facts"];

/// What would say too little as the name of a class.
const CLASSES: &[(&str, &str)] = &[("bad_input", "InvalidInput"), ("limit", "LimitExceeded")];

/// The whole file.
pub(crate) fn print() -> String {
    let kinds = kinds();
    let statuses = FAMILIES.iter().filter(|family| family.name == "status").flat_map(|family| &family.members);
    let statuses: Vec<&str> =
        statuses.map(|(name, _)| name.as_str()).filter(|name| !NOT_RAISED.contains(name)).collect();
    let mut by_hand: Vec<String> = statuses.iter().map(|status| class(status)).collect();
    by_hand.extend(["Error".into(), "Rejected".into()]);
    by_hand.sort_unstable();
    let mut names: Vec<String> = kinds.iter().map(|(kind, _)| class(kind)).chain(by_hand.clone()).collect();
    names.sort_unstable();
    let names: String = names.iter().map(|name| format!("    {},\n", literal(name))).collect();
    let classes: String = kinds
        .iter()
        .map(|(kind, doc)| format!("\n\nclass {}(Rejected):\n{}", class(kind), docstring(doc, "    ")))
        .collect();
    let of_kind: String = kinds.iter().map(|(kind, _)| format!("    {}: {},\n", literal(kind), class(kind))).collect();
    let of_status: String = statuses
        .iter()
        .map(|status| format!("    Status.{}: {},\n", prose::screaming(status), class(status)))
        .collect();
    format!(
        "{NOTICE}\n\"\"\"What is refused, as exceptions: each kind of refusal has a class.\"\"\"\n\n\
         from __future__ import annotations\n\nfrom typing import Any\n\n\
         from touchline._error import {}\nfrom touchline.numbers import Status\n\n__all__ = [\n{names}]\n{classes}\n\n\
         _OF_KIND: dict[str, type[Rejected]] = {{\n{of_kind}}}\n\
         _OF_STATUS: dict[int, type[Error]] = {{\n{of_status}}}\n{ERROR_OF}",
        by_hand.join(", "),
    )
}

const ERROR_OF: &str = r#"

def error_of(status: int, answer: Any) -> Error:
    """The exception for an answer that is not what was asked for."""
    if status == Status.REJECTED:
        return _OF_KIND[answer["kind"]](answer)
    return _OF_STATUS[status](answer)
"#;

/// Each kind with its documentation.
fn kinds() -> Vec<(String, String)> {
    let schema = schemars::schema_for!(Kind).to_value();
    let text = |kind: &serde_json::Value, key: &str| kind[key].as_str().unwrap_or_default().to_owned();
    let kinds = schema["oneOf"].as_array().into_iter().flatten();
    kinds.map(|kind| (text(kind, "const"), text(kind, "description"))).collect()
}

fn class(name: &str) -> String {
    let named = CLASSES.iter().find(|(of, _)| *of == name);
    named.map_or_else(|| prose::pascal(name), |(_, class)| (*class).to_owned())
}

//! `numbers.py`: the numbers of the calls without JSON, an enumeration a family.

use super::{NOTICE, docstring};
use crate::generate::model::Family;
use crate::generate::prose;

/// The whole file.
pub(crate) fn print(families: &[Family]) -> String {
    let mut text = format!(
        "{NOTICE}\n\"\"\"The numbers that stand for names in the calls without JSON. They never change.\"\"\"\n\nfrom enum import IntEnum\n"
    );
    for family in families {
        let members: String = family
            .members
            .iter()
            .map(|(name, number)| format!("    {} = {number}\n", prose::screaming(name)))
            .collect();
        text += &format!(
            "\n\nclass {}(IntEnum):\n{}\n{members}",
            prose::pascal(&family.name),
            docstring(&family.doc, "    ")
        );
    }
    text
}

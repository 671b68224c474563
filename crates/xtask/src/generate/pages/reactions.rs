//! The page of reactions: what one thing's event causes in another.

use super::reaction_map;
use crate::generate::diagram;
use crate::generate::model::{Model, Reaction};
use crate::generate::output::Output;

/// Every reaction.
pub(crate) fn print(model: &Model) -> String {
    let rows: String = model.lists.reactions.iter().map(row).collect();
    format!(
        "What follows is decided like a command, by the other thing's own lifecycle, with `system` as the one who \
         acts. Its events stand in the same record, after the one that causes them; where it is refused, the \
         command is refused with it.\n\n\
         ![The map of reactions: what happens in which thing moves which other](reactions.svg)\n\n\
         | when this happens | this follows, by where the other thing stands | because | rule |\n\
         | --- | --- | --- | --- |\n{rows}"
    )
}

/// The map of all of them, within a folder.
pub(crate) fn picture(model: &Model, folder: &str) -> Output {
    Output::new(format!("{folder}/reactions.svg"), &diagram::print(&reaction_map::graph(model)))
}

fn row(reaction: &Reaction) -> String {
    let causes: Vec<String> = reaction.causes.iter().map(|event| format!("`{event}`")).collect();
    format!("| `{}` | {} | {} | {} |\n", reaction.event, causes.join(", "), reaction.because, reaction.rule)
}

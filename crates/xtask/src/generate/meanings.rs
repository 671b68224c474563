//! What each of the library's numbers stands for, in a line: the sentence of a code, the doc of a command, and what is said
//! of a value where a type has such values.

use touchline::kernel::lifecycle::Names;
use touchline::waist::Status;

use super::model::{Body, Model};
use super::prose;

/// The families of which the types have other names.
const TYPES: &[(&str, &str)] = &[("thing", "ThingKind")];

/// What a member of a family stands for, where its name alone does not say it.
pub(crate) fn of(model: &Model, family: &str, member: &str) -> Option<String> {
    let said = match family.strip_suffix("_command") {
        _ if ["absent", "none"].contains(&member) => Some("There is none.".to_owned()),
        _ if family == "code" => of_code(model, member),
        _ if family == "status" => of_status(member),
        Some(thing) => of_command(model, &format!("{thing}.{member}")),
        None => of_value(model, family, member),
    };
    prose::paragraphs(said?.as_str()).into_iter().next()
}

fn of_code(model: &Model, name: &str) -> Option<String> {
    let code = model.lists.codes.iter().find(|code| code.name == name)?;
    Some(prose::sentence(&code.message))
}

fn of_status(name: &str) -> Option<String> {
    named::<Status>(name).map(|status| status.meaning().to_owned())
}

fn named<T: Names>(name: &str) -> Option<T> {
    T::VARIANTS.iter().copied().find(|member| member.name() == name)
}

fn of_command(model: &Model, name: &str) -> Option<String> {
    let command = model.lists.commands.iter().find(|command| command.name == name);
    Some(command.map_or("Nobody sends it: it follows from another command.", |command| &command.doc).to_owned())
}

fn of_value(model: &Model, family: &str, name: &str) -> Option<String> {
    let named = TYPES.iter().find(|(known, _)| *known == family).map(|(_, of)| (*of).to_owned());
    let definition = model.definition(&named.unwrap_or_else(|| prose::pascal(family)))?;
    let Body::Choice(choices) = &definition.body else { return None };
    Some(choices.iter().find(|choice| choice.value == name)?.doc.clone())
}

//! Refusals, typed: a `code` decides the kind and the details.

use super::{docstring, one_of};
use crate::generate::model::{Code, DetailShape, Model};
use crate::generate::prose;

/// The names of codes and kinds, to which other types refer.
pub(crate) fn names(model: &Model) -> String {
    let codes = &model.lists.codes;
    let mut kinds: Vec<&str> = codes.iter().map(|code| code.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    format!(
        "\n{}\n{}",
        choice("Code", codes.iter().map(|code| code.name.as_str()), "A stable code, one for each reason to refuse."),
        choice(
            "Kind",
            kinds.into_iter(),
            "What sort of refusal a code is; who knows no code can still act on its kind."
        ),
    )
}

/// The details of each code, and the unions of all refusals and of all faults.
pub(crate) fn print(model: &Model) -> String {
    let codes = &model.lists.codes;
    let mut text = POSITION.to_owned();
    for code in codes {
        text += &classes(code);
    }
    let names: Vec<String> = codes.iter().map(|code| prose::pascal(&code.name)).collect();
    let all = |suffix: &str| {
        let members: Vec<String> = names.iter().map(|name| format!("{name}{suffix}")).collect();
        one_of(&members.iter().map(String::as_str).collect::<Vec<_>>())
    };
    text + &format!(
        "\nRejection: TypeAlias = {}\n\"\"\"A rule says no.\"\"\"\n\nFault: TypeAlias = {}\n\"\"\"One thing wrong with an input.\"\"\"\n{BAD_INPUT}",
        all("Rejection"),
        all("Fault"),
    )
}

const POSITION: &str = r#"

class Position(TypedDict):
    """A place in the input's bytes."""

    column: int
    """The byte within the line, from 1."""

    line: int
    """The line, from 1."""

    offset: int
    """The byte within the input, from 0."""

"#;

const BAD_INPUT: &str = r#"

class BadInput(TypedDict):
    """Broken input, with every fault that was found."""

    faults: list[Fault]
"#;

fn choice<'a>(name: &str, texts: impl Iterator<Item = &'a str>, doc: &str) -> String {
    let texts: String = texts.map(|text| format!("    \"{text}\",\n")).collect();
    format!("{name}: TypeAlias = Literal[\n{texts}]\n{}", docstring(doc, ""))
}

fn classes(code: &Code) -> String {
    let name = prose::pascal(&code.name);
    let doc = docstring(&prose::sentence(&code.message), "    ");
    let (details, details_type) = details(code, &name);
    format!(
        "{details}\nclass {name}Rejection(TypedDict):\n{doc}\n    code: Literal[\"{code}\"]\n    details: {details_type}\n    \
         kind: Literal[\"{kind}\"]\n    message: str\n    path: str | None\n\n\n\
         class {name}Fault(TypedDict):\n{doc}\n    code: Literal[\"{code}\"]\n    details: {details_type}\n    \
         kind: Literal[\"{kind}\"]\n    message: str\n    path: str\n    position: Position | None\n\n",
        code = code.name,
        kind = code.kind,
    )
}

/// The class of a code's details, if it has any, and the type under which it is known.
fn details(code: &Code, name: &str) -> (String, String) {
    if code.details.is_empty() {
        return (String::new(), "None".into());
    }
    let fields: String = code
        .details
        .iter()
        .map(|detail| {
            format!(
                "    {}: {}\n",
                detail.name,
                match detail.shape {
                    DetailShape::Text => "str",
                    DetailShape::Integer => "int",
                    DetailShape::Texts => "list[str]",
                }
            )
        })
        .collect();
    let doc = docstring(&format!("What comes with `{}`.", code.name), "    ");
    (format!("\nclass {name}Details(TypedDict):\n{doc}\n{fields}\n"), format!("{name}Details"))
}

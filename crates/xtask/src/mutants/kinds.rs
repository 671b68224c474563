//! What is changed into what, as tables: operators, methods, and the plain values that stand in for a function's own.

use std::collections::BTreeSet;
use syn::{GenericArgument, PathArguments, ReturnType, Type};

/// An operator, and what is put in its place.
const OPERATORS: &[(&str, &[&str])] = &[
    ("==", &["!="]),
    ("!=", &["=="]),
    ("<", &["<=", ">"]),
    ("<=", &["<", ">"]),
    (">", &[">=", "<"]),
    (">=", &[">", "<"]),
    ("&&", &["||"]),
    ("||", &["&&"]),
    ("+", &["-", "*"]),
    ("-", &["+", "/"]),
    ("*", &["+", "/"]),
    ("/", &["*", "%"]),
    ("%", &["/", "*"]),
    ("&", &["|", "^"]),
    ("|", &["&", "^"]),
    ("^", &["&", "|"]),
    ("<<", &[">>"]),
    (">>", &["<<"]),
    ("+=", &["-=", "*="]),
    ("-=", &["+=", "/="]),
    ("*=", &["+=", "/="]),
    ("/=", &["*=", "%="]),
    ("%=", &["/=", "*="]),
    ("|=", &["&="]),
    ("&=", &["|="]),
];

/// A method, and another of the same signature. The core reckons with these in place of operators.
const METHODS: &[(&str, &str)] = &[
    ("saturating_add", "saturating_sub"),
    ("saturating_sub", "saturating_add"),
    ("saturating_mul", "saturating_add"),
    ("checked_add", "checked_sub"),
    ("checked_sub", "checked_add"),
    ("checked_mul", "checked_add"),
    ("checked_div", "checked_mul"),
    ("checked_rem", "checked_div"),
    ("wrapping_add", "wrapping_sub"),
    ("wrapping_sub", "wrapping_add"),
    ("any", "all"),
    ("all", "any"),
    ("min", "max"),
    ("max", "min"),
    ("min_by_key", "max_by_key"),
    ("max_by_key", "min_by_key"),
    ("is_some", "is_none"),
    ("is_none", "is_some"),
    ("is_ok", "is_err"),
    ("is_err", "is_ok"),
    ("is_some_and", "is_none_or"),
    ("is_none_or", "is_some_and"),
];

/// Methods whose other is their opposite: a condition of one needs no further change.
const OPPOSITES: &[&str] = &["is_some", "is_none", "is_ok", "is_err"];

/// Traits whose functions are for people at a terminal.
const FOR_PEOPLE: &[&str] = &["Debug", "Display"];

/// What is put in the place of an operator.
pub(crate) fn other_operators(operator: &str) -> &'static [&'static str] {
    OPERATORS.iter().find(|(written, _)| *written == operator).map_or(&[], |(_, others)| others)
}

/// What is put in the place of a method.
pub(crate) fn other_method(method: &str) -> Option<&'static str> {
    METHODS.iter().find(|(written, _)| *written == method).map(|(_, other)| *other)
}

/// Whether a method is changed into its opposite.
pub(crate) fn has_an_opposite(method: &str) -> bool {
    OPPOSITES.contains(&method)
}

/// Whether nothing that a trait's functions say decides anything.
pub(crate) fn is_for_people(name: &str) -> bool {
    FOR_PEOPLE.contains(&name)
}

/// The plain values that a function could give in place of its own; `defaults` are the types known to have a default.
pub(crate) fn plain_values(output: &ReturnType, defaults: &BTreeSet<String>) -> Vec<String> {
    match output {
        ReturnType::Default => vec![String::new()],
        ReturnType::Type(_, output) => values(output, defaults),
    }
}

fn values(output: &Type, defaults: &BTreeSet<String>) -> Vec<String> {
    match output {
        Type::Paren(inner) => values(&inner.elem, defaults),
        Type::Group(inner) => values(&inner.elem, defaults),
        Type::Reference(reference) if reference.mutability.is_none() => match &*reference.elem {
            Type::Slice(_) => vec!["&[]".into()],
            Type::Path(path) if path.path.is_ident("str") => vec!["\"\"".into()],
            _ => Vec::new(),
        },
        Type::Tuple(tuple) => {
            let parts = tuple.elems.iter().map(|part| values(part, defaults).into_iter().next());
            let parts: Option<Vec<String>> = parts.collect();
            parts.map(|parts| format!("({})", parts.join(", "))).into_iter().collect()
        }
        Type::Path(path) => path.path.segments.last().map(|last| of_path(last, defaults)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn of_path(segment: &syn::PathSegment, defaults: &BTreeSet<String>) -> Vec<String> {
    let name = segment.ident.to_string();
    let first = || arguments(segment).next().map(|argument| values(argument, defaults)).unwrap_or_default();
    let each = |wrapper: &str| first().iter().map(|value| format!("{wrapper}({value})")).collect::<Vec<_>>();
    match name.as_str() {
        "bool" => vec!["true".into(), "false".into()],
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => {
            vec!["0".into(), "1".into()]
        }
        "f32" | "f64" => vec!["0.0".into(), "1.0".into()],
        "Option" => [vec!["None".to_owned()], each("Some")].concat(),
        "Result" => each("Ok"),
        "Box" => each("Box::new"),
        "String" | "Vec" | "BTreeMap" | "BTreeSet" | "HashMap" | "HashSet" => vec!["Default::default()".into()],
        known if defaults.contains(known) => vec!["Default::default()".into()],
        _ => Vec::new(),
    }
}

fn arguments(segment: &syn::PathSegment) -> impl Iterator<Item = &Type> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(argument) => Some(argument),
        _ => None,
    })
}

//! `bindings/interface.rs` read: the handles and functions that C is offered, as the rows have them.

use std::path::Path;

use quote::ToTokens;
use serde_json::Value;
use syn::punctuated::Punctuated;
use syn::{Attribute, FnArg, ForeignItem, Item, ReturnType, Signature, Token, TraitItem};

use super::options;
use super::prose::snake;
use crate::{Result, repository};

const PATH: &str = "bindings/interface.rs";

#[derive(Default)]
pub(crate) struct Interface {
    pub handles: Vec<Handle>,
    pub functions: Vec<Function>,
}

/// Something that is held by a pointer.
pub(crate) struct Handle {
    /// Its name, such as `SkillScorer`.
    pub name: String,
    /// What stands behind the pointer.
    pub of: String,
    pub doc: String,
}

pub(crate) struct Function {
    pub name: String,
    /// The handle of which it is.
    pub handle: Option<String>,
    pub access: Access,
    pub doc: Doc,
    pub parameters: Vec<(String, Kind)>,
    /// The type that it returns in place of a status and an answer.
    pub returns: Option<String>,
    /// What does it, where that is not the function of its name.
    pub by: Option<String>,
    /// The statuses that other functions of its kind do not end with.
    pub or: Vec<String>,
    /// What parameters and results are called where the same is offered over arrays.
    pub many: Vec<String>,
}

/// What becomes of a handle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    None,
    Reads,
    Changes,
    Ends,
}

/// What is said of a function: what it does, a line for parameters of these names, what is said besides.
#[derive(Default)]
pub(crate) struct Doc {
    pub does: String,
    pub lines: Vec<(Vec<String>, String)>,
    pub besides: String,
}

/// What a parameter is, with the names of types and lengths; `null` where it may be NULL.
pub(crate) enum Kind {
    Bytes,
    Name,
    Watch,
    Value(String),
    Behind(String),
    Items { of: String, length: String, null: bool },
    Room { of: String, length: String, null: bool },
    Out { of: String, null: bool },
    Taken(String),
    TakenItems { of: String, length: String },
}

/// Reads the rows, with the options of calls that they leave to their types.
pub(crate) fn read(root: &Path, document: &Value) -> Result<Interface> {
    parse(&options::told(&repository::read(&root.join(PATH))?, document)?)
}

pub(super) fn parse(rows: &str) -> Result<Interface> {
    let mut interface = Interface::default();
    for item in syn::parse_file(rows).map_err(broken)?.items {
        match item {
            Item::ForeignMod(alone) => {
                for function in alone.items {
                    let ForeignItem::Fn(function) = function else { return Err(unknown(&function)) };
                    interface.functions.push(Function::read(None, &function.attrs, &function.sig)?);
                }
            }
            Item::Trait(handle) => {
                let (name, of) = (text(&handle.ident), text(&handle.supertraits));
                for function in handle.items {
                    let TraitItem::Fn(function) = function else { return Err(unknown(&function)) };
                    interface.functions.push(Function::read(Some(name.clone()), &function.attrs, &function.sig)?);
                }
                interface.handles.push(Handle { name, of, doc: said(&handle.attrs) });
            }
            other => return Err(unknown(&other)),
        }
    }
    Ok(interface)
}

impl Interface {
    /// Whether this is the name of a handle.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.handles.iter().any(|handle| handle.name == name)
    }

    /// What does the work of a function that needs no handle.
    pub(crate) fn by(&self, function: &Function) -> String {
        let handle = self.handles.iter().find(|handle| function.handle.as_ref() == Some(&handle.name));
        let named = || format!("{}::{}", handle.map_or("waist", |handle| &handle.of), function.name);
        function.by.clone().unwrap_or_else(named)
    }

    /// Whether a handle has functions that do this to it.
    pub(crate) fn has(&self, handle: &str, access: Access) -> bool {
        self.functions.iter().any(|function| function.access == access && function.handle.as_deref() == Some(handle))
    }

    /// Whether a call may find a handle in use: others that only read it are in nobody's way.
    pub(crate) fn is_ever_busy(&self, handle: &str) -> bool {
        self.has(handle, Access::Changes) || self.has(handle, Access::Ends)
    }
}

impl Function {
    fn read(handle: Option<String>, attributes: &[Attribute], signature: &Signature) -> Result<Self> {
        let mut parameters = Vec::new();
        let mut access = Access::None;
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(this) if this.reference.is_none() => access = Access::Ends,
                FnArg::Receiver(this) if this.mutability.is_some() => access = Access::Changes,
                FnArg::Receiver(_) => access = Access::Reads,
                FnArg::Typed(typed) => {
                    parameters.push((text(&typed.pat), kind(&text(&typed.ty)).ok_or_else(|| unknown(typed))?));
                }
            }
        }
        Ok(Function {
            name: text(&signature.ident),
            handle,
            access,
            doc: Doc::read(&said(attributes)),
            parameters,
            returns: match &signature.output {
                ReturnType::Default => None,
                ReturnType::Type(_, returned) => Some(text(returned)),
            },
            by: names(attributes, "by")?.pop(),
            or: names(attributes, "or")?,
            many: names(attributes, "many")?,
        })
    }

    /// What stands behind `touchline_` in C.
    pub(crate) fn full_name(&self) -> String {
        let handle = self.handle.as_deref().map(|handle| snake(handle) + "_").unwrap_or_default();
        handle + &self.name
    }

    /// Whether a parameter says how many there are of others.
    pub(crate) fn is_length(&self, name: &str) -> bool {
        self.parameters.iter().any(|(_, kind)| match kind {
            Kind::Items { length, .. } | Kind::Room { length, .. } | Kind::TakenItems { length, .. } => length == name,
            _ => false,
        })
    }
}

impl Doc {
    /// Lines of parameters begin with their names, and go on up to the next one, or to an empty line.
    fn read(text: &str) -> Self {
        let mut doc = Doc::default();
        for paragraph in text.split("\n\n") {
            if told(paragraph).is_none() {
                let part = if doc.lines.is_empty() { &mut doc.does } else { &mut doc.besides };
                *part = format!("{part}\n\n{paragraph}");
                continue;
            }
            for line in paragraph.lines() {
                match (told(line), doc.lines.last_mut()) {
                    (Some((names, text)), _) => doc.lines.push((names, text.to_owned())),
                    (None, Some((_, text))) => *text = format!("{text} {line}"),
                    (None, None) => (),
                }
            }
        }
        doc
    }
}

/// The names and the rest of a line such as "`thing`, `state`: two numbers."
fn told(line: &str) -> Option<(Vec<String>, &str)> {
    let (names, text) = line.split_once("`: ")?;
    let names: Vec<String> = names.strip_prefix('`')?.split("`, `").map(str::to_owned).collect();
    let is_name = |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    names.iter().all(is_name).then_some((names, text))
}

fn kind(of: &str) -> Option<Kind> {
    let inside = |of: &str, wrapper: &str| Some(of.strip_prefix(wrapper)?.strip_suffix('>')?.to_owned());
    let array = |of: &str| {
        let (of, length) = of.strip_prefix('[')?.strip_suffix(']')?.split_once(';')?;
        Some((of.to_owned(), length.to_owned()))
    };
    let optional = inside(of, "Option<");
    let (null, of) = (optional.is_some(), optional.unwrap_or_else(|| of.to_owned()));
    if let Some(out) = inside(&of, "Out<") {
        return Some(match array(&out) {
            Some((of, length)) => Kind::Room { of, length, null },
            None => Kind::Out { of: out, null },
        });
    }
    if let Some((of, length)) = array(&of) {
        return Some(Kind::Items { of, length, null });
    }
    if let Some(taken) = inside(&of, "Take<") {
        return Some(match array(&taken) {
            Some((of, length)) => Kind::TakenItems { of, length },
            None => Kind::Taken(taken),
        });
    }
    match of.as_str() {
        _ if null => None,
        "Bytes" => Some(Kind::Bytes),
        "Name" => Some(Kind::Name),
        "Watch" => Some(Kind::Watch),
        of => match of.strip_prefix('&') {
            Some(behind) => Some(Kind::Behind(behind.to_owned())),
            None => of.chars().all(char::is_alphanumeric).then(|| Kind::Value(of.to_owned())),
        },
    }
}

/// What an attribute names.
fn names(attributes: &[Attribute], name: &str) -> Result<Vec<String>> {
    let Some(attribute) = attributes.iter().find(|attribute| attribute.path().is_ident(name)) else {
        return Ok(Vec::new());
    };
    let names = attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).map_err(broken)?;
    Ok(names.iter().map(text).collect())
}

/// The lines of a doc comment.
fn said(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| {
        let doc = attribute.meta.require_name_value().ok().filter(|doc| doc.path.is_ident("doc"))?;
        Some(syn::parse2::<syn::LitStr>(doc.value.to_token_stream()).ok()?.value().trim().to_owned())
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// A name, a path or a type.
fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

fn broken(error: syn::Error) -> String {
    format!("{PATH}: {error}")
}

fn unknown(row: &impl ToTokens) -> String {
    format!("{PATH}: no printer knows this form: {}", row.to_token_stream())
}

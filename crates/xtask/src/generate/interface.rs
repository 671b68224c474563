//! `bindings/interface.rs` read: the handles and functions that other languages are offered, as the rows have them.

use std::path::Path;

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, FnArg, GenericArgument, Ident, Item, Pat, PathArguments, ReturnType, Token, Type};

use super::prose::snake;
use crate::{Result, repository};

const PATH: &str = "bindings/interface.rs";

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
    /// What does it, where that is not the handle's own function of its name.
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

/// What is said of a function.
#[derive(Default)]
pub(crate) struct Doc {
    /// What it does.
    pub does: String,
    /// What parameters are: the names of those that a line is about, and the line.
    pub lines: Vec<(Vec<String>, String)>,
    /// What is said besides.
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
    TakenItems(String, String),
}

/// Reads the rows.
pub(crate) fn read(root: &Path) -> Result<Interface> {
    parse(&repository::read(&root.join(PATH))?)
}

pub(super) fn parse(rows: &str) -> Result<Interface> {
    let file = syn::parse_file(rows).map_err(broken)?;
    let mut interface = Interface { handles: Vec::new(), functions: Vec::new() };
    for item in &file.items {
        interface.add(item)?;
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

    fn add(&mut self, item: &Item) -> Result {
        match item {
            Item::ForeignMod(alone) => {
                for function in &alone.items {
                    let syn::ForeignItem::Fn(function) = function else { return Err(unknown("a row")) };
                    self.functions.push(Function::read(None, &function.attrs, &function.sig)?);
                }
            }
            Item::Trait(handle) => {
                let Some(syn::TypeParamBound::Trait(of)) = handle.supertraits.first() else {
                    return Err(unknown(&format!("what stands behind `{}`", handle.ident)));
                };
                let name = handle.ident.to_string();
                for function in &handle.items {
                    let syn::TraitItem::Fn(function) = function else { return Err(unknown("a row")) };
                    self.functions.push(Function::read(Some(name.clone()), &function.attrs, &function.sig)?);
                }
                self.handles.push(Handle { name, of: path(&of.path), doc: said(&handle.attrs) });
            }
            _ => return Err(unknown("what is neither a trait nor `extern \"C\"`")),
        }
        Ok(())
    }
}

impl Function {
    fn read(handle: Option<String>, attributes: &[Attribute], signature: &syn::Signature) -> Result<Self> {
        let mut function = Function {
            name: signature.ident.to_string(),
            handle,
            access: Access::None,
            doc: Doc::read(&said(attributes)),
            parameters: Vec::new(),
            returns: None,
            by: None,
            or: names(attributes, "or")?,
            many: names(attributes, "many")?,
        };
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(this) if this.reference.is_none() => function.access = Access::Ends,
                FnArg::Receiver(this) if this.mutability.is_some() => function.access = Access::Changes,
                FnArg::Receiver(_) => function.access = Access::Reads,
                FnArg::Typed(typed) => {
                    let Pat::Ident(name) = &*typed.pat else { return Err(unknown("a parameter")) };
                    let kind = kind(&typed.ty).ok_or_else(|| unknown(&format!("the type of `{}`", name.ident)))?;
                    function.parameters.push((name.ident.to_string(), kind));
                }
            }
        }
        if let ReturnType::Type(_, given) = &signature.output {
            function.returns = Some(plain(given).ok_or_else(|| unknown("what is returned"))?);
        }
        if let Some(by) = attributes.iter().find(|attribute| attribute.path().is_ident("by")) {
            function.by = Some(path(&by.parse_args::<syn::Path>().map_err(broken)?));
        }
        Ok(function)
    }

    /// What stands behind `touchline_` in C.
    pub(crate) fn full_name(&self) -> String {
        let handle = self.handle.as_deref().map(|handle| snake(handle) + "_").unwrap_or_default();
        handle + &self.name
    }

    /// Whether a parameter says how many there are of others.
    pub(crate) fn is_length(&self, name: &str) -> bool {
        self.parameters.iter().any(|(_, kind)| match kind {
            Kind::Items { length, .. } | Kind::Room { length, .. } | Kind::TakenItems(_, length) => length == name,
            _ => false,
        })
    }
}

impl Doc {
    /// Lines of parameters begin with their names, and go on up to the next one, or to an empty line.
    fn read(text: &str) -> Self {
        let mut doc = Doc::default();
        for paragraph in text.split("\n\n") {
            let part = match () {
                () if told(paragraph).is_some() => {
                    doc.add_lines(paragraph);
                    continue;
                }
                () if doc.lines.is_empty() => &mut doc.does,
                () => &mut doc.besides,
            };
            *part = format!("{part}\n\n{paragraph}");
        }
        doc
    }

    fn add_lines(&mut self, paragraph: &str) {
        for line in paragraph.lines() {
            match (told(line), self.lines.last_mut()) {
                (Some((names, text)), _) => self.lines.push((names, text.to_owned())),
                (None, Some((_, text))) => *text = format!("{text} {line}"),
                (None, None) => (),
            }
        }
    }
}

/// The names and the rest of a line such as "`thing`, `state`: two numbers."
fn told(line: &str) -> Option<(Vec<String>, &str)> {
    let (names, text) = line.split_once("`: ")?;
    let names: Vec<String> = names.strip_prefix('`')?.split("`, `").map(str::to_owned).collect();
    let is_name = |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    names.iter().all(is_name).then_some((names, text))
}

fn kind(of: &Type) -> Option<Kind> {
    let (null, of) = inside(of, "Option").map_or((false, of), |inner| (true, inner));
    if let Some(out) = inside(of, "Out") {
        return match array(out) {
            Some((of, length)) => Some(Kind::Room { of, length, null }),
            None => Some(Kind::Out { of: plain(out)?, null }),
        };
    }
    if let Some((of, length)) = array(of) {
        return Some(Kind::Items { of, length, null });
    }
    if null {
        return None;
    }
    if let Some(taken) = inside(of, "Take") {
        let many = array(taken).map(|(of, length)| Kind::TakenItems(of, length));
        return many.or_else(|| plain(taken).map(Kind::Taken));
    }
    if let Type::Reference(behind) = of {
        return plain(&behind.elem).map(Kind::Behind);
    }
    Some(match plain(of)?.as_str() {
        "Bytes" => Kind::Bytes,
        "Name" => Kind::Name,
        "Watch" => Kind::Watch,
        value => Kind::Value(value.to_owned()),
    })
}

/// `T` of `Wrapper<T>`.
fn inside<'a>(of: &'a Type, wrapper: &str) -> Option<&'a Type> {
    let Type::Path(of) = of else { return None };
    let segment = of.path.segments.last().filter(|segment| segment.ident == wrapper)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| if let GenericArgument::Type(of) = argument { Some(of) } else { None })
}

/// `T` and `n` of `[T; n]`.
fn array(of: &Type) -> Option<(String, String)> {
    let Type::Array(array) = of else { return None };
    let Expr::Path(length) = &array.len else { return None };
    Some((plain(&array.elem)?, path(&length.path)))
}

fn plain(of: &Type) -> Option<String> {
    let Type::Path(of) = of else { return None };
    of.path.get_ident().map(Ident::to_string)
}

fn path(path: &syn::Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}

fn names(attributes: &[Attribute], name: &str) -> Result<Vec<String>> {
    let Some(attribute) = attributes.iter().find(|attribute| attribute.path().is_ident(name)) else {
        return Ok(Vec::new());
    };
    let names = attribute.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated).map_err(broken)?;
    Ok(names.iter().map(Ident::to_string).collect())
}

/// The lines of a doc comment.
fn said(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) => Some(line.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn broken(error: syn::Error) -> String {
    format!("{PATH}: {error}")
}

fn unknown(what: &str) -> String {
    format!("{PATH}: {what} has a form that no printer knows")
}

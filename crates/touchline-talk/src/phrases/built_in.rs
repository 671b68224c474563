//! The lists that ship: documents in files, to be taken as they are, added to, or replaced.
//!
//! Rules: TRS-04, TRS-05, TRS-07.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Compiled, List, More};

/// A language's lists that ship, ready to be searched for.
#[derive(Debug)]
pub struct BuiltIn {
    /// The document.
    pub list: List,
    /// Compiled.
    pub compiled: Compiled,
}

/// The files, in the order of their languages.
pub(super) const FILES: &[&str] = &[
    include_str!("../../lists/de.json"),
    include_str!("../../lists/en.json"),
    include_str!("../../lists/es.json"),
    include_str!("../../lists/fr.json"),
    include_str!("../../lists/pt.json"),
];

/// Every list that ships, made ready when it is first asked for. That the files can be read, and are whole, is shown by a
/// test.
#[must_use]
pub fn built_in() -> &'static [BuiltIn] {
    static ALL: LazyLock<Vec<BuiltIn>> =
        LazyLock::new(|| FILES.iter().filter_map(|file| BuiltIn::read(file)).collect());
    &ALL
}

impl BuiltIn {
    fn read(file: &str) -> Option<Self> {
        let list: List = serde_json::from_str(file).ok()?;
        let compiled = Compiled::of(&list);
        Some(BuiltIn { list, compiled })
    }
}

/// The list that fits a language best: a host's own goes before one that ships and fits as well.
pub(crate) fn fitting<'a>(language: &str, own: &'a [List]) -> Option<&'a List> {
    let shipped = built_in().iter().map(|built_in| &built_in.list);
    let fits = own.iter().chain(shipped).filter_map(|list| Some((list.fits(language)?, list)));
    fits.fold(None, |best, (fit, list)| match best {
        Some((before, _)) if before >= fit => best,
        _ => Some((fit, list)),
    })
    .map(|(_, list)| list)
}

/// The lists for a language with what the host adds, ready to be searched for; nothing where there are none.
pub(crate) fn ready(language: Option<&str>, own: &[List], more: &More) -> Option<Cow<'static, Compiled>> {
    let list = fitting(language?, own)?;
    let shipped = built_in().iter().find(|built_in| core::ptr::eq(&raw const built_in.list, list));
    match shipped {
        Some(shipped) if more.is_empty() => Some(Cow::Borrowed(&shipped.compiled)),
        _ => Some(Cow::Owned(Compiled::of(&list.with(more)))),
    }
}

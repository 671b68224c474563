//! The words of reports, by language: English ships as a file, another language is a document that the host hands in. What
//! it does not say is said in English.
//!
//! Rules: RPT-04.

mod check;
mod operations;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_calculators::insight::default_statements;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::text::{Locale, Prose};

use crate::spent::{Sort, Spent};

pub use operations::OPERATIONS;

/// The texts of reports in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportTexts {
    /// The language.
    pub locale: Locale,
    /// Each text by its key, such as `coaching.title`; and words for names of the host's own, such as `area.` and the key of
    /// an area.
    pub texts: BTreeMap<String, Prose>,
}

/// The words that ship.
pub fn default_texts() -> &'static ReportTexts {
    static TEXTS: LazyLock<ReportTexts> = LazyLock::new(|| {
        // A test reads the file, so that nobody ever sees the empty ones.
        let nothing = || ReportTexts { locale: Locale::new("en"), texts: BTreeMap::new() };
        let mut texts: ReportTexts = serde_json::from_str(include_str!("en.json")).unwrap_or_else(|_| nothing());
        // What has to be said beside an effect has its words where it is made.
        texts.texts.extend(default_statements().iter().map(|statement| {
            let key: &str = statement.key.into();
            (format!("statement.{key}"), statement.text.clone())
        }));
        texts
    });
    &TEXTS
}

/// Texts by their groups and names.
type ByName = LookUp<(&'static str, &'static str), &'static str>;

/// The words that ship, for whoever looks up hundreds of them for a page.
fn shipped() -> &'static ByName {
    static SHIPPED: LazyLock<ByName> =
        LazyLock::new(|| default_texts().texts.iter().map(|(key, text)| (grouped(key), text.as_str())).collect());
    &SHIPPED
}

/// Reads the words that ship, once. Their look-up by names is made of them in no time when a report is first printed.
pub(crate) fn warm_up() {
    let _ = default_texts();
}

/// The group of a key, and the name in it. One without a group is a name in the empty one.
fn grouped(key: &str) -> (&str, &str) {
    key.split_once('.').unwrap_or(("", key))
}

/// The words of one rendering: the host's, and English behind them.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    own: Option<&'a ReportTexts>,
    /// What counts how much of the host's is told.
    spent: Option<&'a Spent>,
}

impl<'a> Words<'a> {
    /// The host's words, or English.
    #[must_use]
    pub fn new(own: Option<&'a ReportTexts>) -> Self {
        Words { own, spent: None }
    }

    /// The same, of which it is counted how much is told.
    pub(crate) fn counted(own: Option<&'a ReportTexts>, spent: &'a Spent) -> Self {
        Words { own, spent: Some(spent) }
    }

    /// The language that they are in.
    #[must_use]
    pub fn locale(self) -> &'a str {
        self.own.unwrap_or_else(|| default_texts()).locale.as_str()
    }

    /// The text of a key, if there is one.
    #[must_use]
    pub fn find(self, key: &str) -> Option<&'a str> {
        let own = self.own.and_then(|own| own.texts.get(key)).map(|text| self.told(text.as_str()));
        own.or_else(|| shipped().get(&grouped(key)).copied())
    }

    /// A text of the host's, as long as there is room for it.
    fn told(self, text: &'a str) -> &'a str {
        let fits = self.spent.is_none_or(|spent| spent.more(Sort::Words, text.len()));
        if fits { text } else { "" }
    }

    /// The text of a name in a group, if there is one.
    #[must_use]
    pub fn find_in(self, group: &str, name: &str) -> Option<&'a str> {
        match self.own {
            Some(_) => self.find(&[group, ".", name].concat()),
            None => shipped().get(&(group, name)).copied(),
        }
    }

    /// The text of a key of the library's own.
    #[must_use]
    pub fn get(self, key: &str) -> &'a str {
        self.find(key).unwrap_or_default()
    }

    /// The text of a key, with values in the place of `{name}`.
    #[must_use]
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        self.push_with(&mut filled, key, values);
        filled
    }

    /// The same, to the end of a text.
    pub fn push_with(self, filled: &mut String, key: &str, values: &[(&str, &str)]) {
        let text = self.get(key);
        let room = values.iter().fold(text.len(), |room, (_, value)| room.saturating_add(value.len()));
        filled.reserve(room);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
            rest = behind;
        }
        filled.push_str(rest);
    }

    /// The word for a name of the data in a group of such; else the name itself, as people write it.
    #[must_use]
    pub fn term(self, group: &str, raw: &str) -> String {
        match self.find_in(group, raw) {
            Some(word) => word.to_owned(),
            None => spelled(raw),
        }
    }
}

/// A key as people write it: `win_rate` is `Win rate`. What is no such key stays as it is.
fn spelled(raw: &str) -> String {
    let is_key = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if raw.is_empty() || !raw.chars().all(is_key) {
        return raw.to_owned();
    }
    let mut text = raw.replace('_', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

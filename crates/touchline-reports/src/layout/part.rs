//! What a layout is made of.

use super::scope::Scope;
use crate::picture::Picture;
use crate::value::{Tone, Value};

/// How one kind of report becomes a document.
pub struct Layout {
    /// What stands under the title.
    pub about: &'static [Field],
    /// What has to be there, null or not, for data to be of this kind: JSON Pointers.
    pub needs: &'static [&'static str],
    /// What it says.
    pub parts: &'static [Part],
    /// Whose report it is, where it is one person's.
    pub subject: Option<Field>,
    /// The key of its title.
    pub title: &'static str,
}

/// A part of a layout. Places are JSON Pointers from where the walk stands; one that begins with `^` is from the root.
pub enum Part {
    /// Where a part begins, by the key of its words.
    Heading(&'static str),
    /// Figures to be seen at a glance.
    Figures(&'static [Field]),
    /// Labels with their values. What has none is left out.
    Facts(&'static [Field]),
    /// A table.
    Table(&'static TableOf),
    /// For each entry of a list: a heading of these fields, then the parts.
    Each(&'static str, &'static [Field], &'static [Part]),
    /// A text under its label; left out where there is none.
    Text(Field),
    /// What somebody said, and where it is from; left out where there is nothing.
    Quote(Field, &'static [Field]),
    /// A list of entries, each of these fields; left out where there are none.
    List(&'static str, &'static [Field]),
    /// The parts, where something is there: no null, no empty list, no false.
    When(&'static str, &'static [Part]),
    /// The parts, where this is so of the data.
    If(fn(&Scope<'_>) -> bool, &'static [Part]),
    /// The parts, where nothing is.
    Unless(&'static str, &'static [Part]),
    /// What stands above what follows, by its key.
    Label(&'static str),
    /// Something that is said as it is, by its key.
    Note(&'static str),
    /// The parts, from a place on.
    Within(&'static str, &'static [Part]),
    /// What is withheld: a note for each entry.
    Withheld(&'static str),
    /// A picture, where there is one.
    Picture(fn(&Scope<'_>) -> Option<Picture>),
}

/// A table of a layout.
pub struct TableOf {
    /// Its name, and the key of its caption after `table.`.
    pub name: &'static str,
    /// Where its rows stand: in `/managers/*/people` the people of every manager are rows.
    pub rows: &'static str,
    /// Its columns.
    pub columns: &'static [Field],
}

/// A value with its label and its place.
#[derive(Clone, Copy)]
pub struct Field {
    /// The key of its label after `label.`.
    pub label: &'static str,
    /// Where it stands.
    pub at: &'static str,
    /// How it is read.
    pub form: Form,
    /// Where it stands why there is none, and the group of the words for that.
    pub why: Option<(&'static str, &'static str)>,
    /// Fields that stand beside it.
    pub beside: &'static [Field],
    /// Where in it what it shows stands, for whoever has to find that.
    pub shows: &'static str,
}

/// How a value is read.
#[derive(Clone, Copy)]
pub enum Form {
    /// What somebody wrote.
    Text,
    /// A person, by their id.
    Person,
    /// A word of a group.
    Term(&'static str),
    /// Words of a group.
    Terms(&'static str),
    /// A whole number.
    Count,
    /// A whole number, at the first of these places that has one.
    CountAt(&'static [&'static str]),
    /// A number with so many places at the most.
    Number(u8),
    /// A difference.
    Change(u8),
    /// A share of one.
    Share,
    /// A time in milliseconds.
    Millis,
    /// A day.
    Day,
    /// A moment.
    Moment,
    /// Money.
    Money,
    /// Yes or no.
    YesNo,
    /// From `low` to `high`, each a number.
    Range,
    /// The same of shares.
    ShareRange,
    /// From `first` to `last`, each a day.
    Days,
    /// Whatever this reads.
    By(fn(&Scope<'_>) -> Option<(Value, Tone)>),
    /// The same, of a number.
    ByNumber(fn(&Scope<'_>) -> Option<(Value, Tone)>),
}

/// A field.
pub(super) const fn field(label: &'static str, at: &'static str, form: Form) -> Field {
    Field { label, at, form, why: None, beside: &[], shows: "" }
}

impl Field {
    /// The same, with where it stands why there is none.
    pub(super) const fn or_why(self, at: &'static str, group: &'static str) -> Self {
        Field { why: Some((at, group)), ..self }
    }

    /// The same, of which it shows what stands there.
    pub(super) const fn showing(self, shows: &'static str) -> Self {
        Field { shows, ..self }
    }

    /// The same, with others beside it.
    pub(super) const fn with(self, beside: &'static [Field]) -> Self {
        Field { beside, ..self }
    }
}

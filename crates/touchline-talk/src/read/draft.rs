//! What a reader hands up: what was said as the file has it, and how the file calls who said it.

use core::ops::Bound;
use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fault::unreadable;
use super::json::Str;
use super::place::Place;
use super::report::{NotRead, Passed, PutRight};
use crate::transcript::Role;
use touchline_kernel::rejection::Reason;

/// How many of what was not read is told; how many there were is counted.
const TOLD: usize = 100;

/// How many characters of what was not read are told.
const TOLD_CHARACTERS: usize = 200;

/// What was said without a break, as a file has it.
#[derive(Debug)]
pub(super) struct Said<'t> {
    /// Where it stands.
    pub(super) place: Place,
    /// Whom the file has say it.
    pub(super) who: Option<Who>,
    /// Where it begins, in milliseconds; before the call's beginning it is negative.
    pub(super) start: Option<i64>,
    /// Where it ends.
    pub(super) end: Option<i64>,
    /// What is said.
    pub(super) text: Cow<'t, str>,
}

/// A speaker by their number among the labels of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Who(pub(super) usize);

/// How a file calls somebody, and what it knows of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// What the file calls them wherever they speak.
    pub(super) label: String,
    /// What they are called, where the file knows.
    pub(super) name: Option<String>,
    /// Their e-mail address, where the file knows.
    pub(super) address: Option<String>,
    /// On which side they speak, where the file knows.
    pub(super) role: Option<Role>,
    /// The channel that they are heard on, where the file has several and tells speakers apart on each.
    pub(super) channel: Option<String>,
}

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Draft<'t> {
    pub(super) said: Vec<Said<'t>>,
    pub(super) labels: Vec<Label>,
    /// The labels by what the file calls them.
    pub(super) known: BTreeMap<String, Who>,
    /// How long the call is, where the file says so.
    pub(super) length: Option<i64>,
    pub(super) language: Option<String>,
    /// The part of the file that this was read of, where that is not the whole: places are told within it.
    pub(super) part: Option<Place>,
    /// Whether what has no end ends where the next begins.
    pub(super) ends_with_next: bool,
    /// How often something was joined to the speaker before, or to what they said before.
    pub(super) joined: usize,
    pub(super) put_right: PutRight,
    pub(super) passed: Passed,
    pub(super) not_read: Vec<NotRead>,
    pub(super) not_read_count: usize,
    pub(super) texts: Texts,
}

/// Whether an entry has its text where the format has it; and the first one that has none, with what was expected there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Texts {
    are_told: bool,
    first_without: Option<(Place, &'static str)>,
}

impl<'t> Draft<'t> {
    /// The speaker whom the file calls so; `None` where it says nothing.
    pub(super) fn who(&mut self, label: &str) -> Option<Who> {
        let trimmed = label.trim();
        if trimmed.is_empty() {
            return None;
        }
        if let Some(known) = self.known.get(trimmed) {
            return Some(*known);
        }
        let who = Who(self.labels.len());
        self.labels.push(Label { label: trimmed.to_owned(), ..Label::default() });
        self.known.insert(trimmed.to_owned(), who);
        Some(who)
    }

    /// The speaker on a channel, told apart by a label where the file does so.
    pub(super) fn on_channel(&mut self, channel: &str, label: Option<&str>) -> Option<Who> {
        let named = format!("channel:{channel}");
        let Some(label) = label.filter(|label| !label.trim().is_empty()) else { return self.who(&named) };
        let who = self.who(&format!("{named} speaker:{label}"))?;
        self.know(who, |label| label.channel = Some(named));
        Some(who)
    }

    /// The speaker whom the file calls by name: their label is what they are called, unless it is an address or an id.
    pub(super) fn who_is_named(&mut self, name: &str) -> Option<Who> {
        let count = self.labels.len();
        let who = self.who(name)?;
        if who.0 == count {
            let name = name.trim().to_owned();
            self.know(who, |label| match kind(&name) {
                LabelKind::Name => label.name = Some(name),
                LabelKind::Address => label.address = Some(name),
                LabelKind::Id => {}
            });
        }
        Some(who)
    }

    /// Whether the file names somebody so, or by a name that begins so.
    pub(super) fn has_name_from(&self, begin: &str) -> bool {
        let begin = begin.trim();
        let mut from = self.known.range::<str, _>((Bound::Included(begin), Bound::Unbounded));
        !begin.is_empty() && from.next().is_some_and(|(name, _)| name.starts_with(begin))
    }

    /// Tells what is known of a speaker.
    pub(super) fn know(&mut self, who: Who, tell: impl FnOnce(&mut Label)) {
        if let Some(label) = self.labels.get_mut(who.0) {
            tell(label);
        }
    }

    /// Adds what was said; without words it is counted and passed over.
    pub(super) fn say(&mut self, said: Said<'t>) {
        if said.text.trim().is_empty() {
            self.passed.empty = self.passed.empty.saturating_add(1);
        } else {
            self.said.push(Said { text: trimmed(said.text), ..said });
        }
    }

    /// The same, with its texts kept.
    pub(super) fn into_owned(self) -> Draft<'static> {
        let own = |Said { place, who, start, end, text }| Said {
            place,
            who,
            start,
            end,
            text: Cow::Owned(Cow::into_owned(text)),
        };
        Draft {
            said: self.said.into_iter().map(own).collect(),
            labels: self.labels,
            known: self.known,
            length: self.length,
            language: self.language,
            part: self.part,
            ends_with_next: self.ends_with_next,
            joined: self.joined,
            put_right: self.put_right,
            passed: self.passed,
            not_read: self.not_read,
            not_read_count: self.not_read_count,
            texts: self.texts,
        }
    }

    /// The text of an entry, which may be empty; nothing where the entry has none.
    pub(super) fn text(&mut self, told: Option<Str<'t>>, place: Place, member: &'static str) -> Cow<'t, str> {
        self.is_text_told(told.is_some(), place, member);
        told.map_or(Cow::Borrowed(""), |Str(text)| text)
    }

    /// Keeps in mind whether an entry has its text where the format has it.
    pub(super) fn is_text_told(&mut self, is_told: bool, place: Place, member: &'static str) {
        if is_told {
            self.texts.are_told = true;
        } else {
            self.texts.first_without.get_or_insert((place, member));
        }
    }

    /// The same, unless there are entries and none of them has its text where the format has it: then it is somebody else's.
    pub(super) fn of_this_format(self) -> Result<Self, Reason> {
        match self.texts {
            Texts { are_told: false, first_without: Some((place, member)) } => Err(unreadable(place, member)),
            _ => Ok(self),
        }
    }

    /// Tells of something that is not understood.
    pub(super) fn not_read(&mut self, place: Place, text: &str) {
        self.not_read_count = self.not_read_count.saturating_add(1);
        if self.not_read.len() < TOLD {
            let text = text.trim().chars().take(TOLD_CHARACTERS).collect();
            self.not_read.push(NotRead { place: place.to_string(), text });
        }
    }
}

/// A text without white space around it.
pub(super) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    let begins = text.len().saturating_sub(text.trim_start().len());
    let mut text = cut(text, begins);
    match &mut text {
        Cow::Borrowed(text) => *text = text.trim_end(),
        Cow::Owned(text) => text.truncate(text.trim_end().len()),
    }
    text
}

/// A text from a byte on, without a copy of it: it may be as large as a file.
pub(super) fn cut(text: Cow<'_, str>, begins: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(begins..).unwrap_or_default()),
        Cow::Owned(mut text) => {
            drop(text.drain(..begins.min(text.len())));
            Cow::Owned(text)
        }
    }
}

enum LabelKind {
    Name,
    Address,
    Id,
}

/// What a label is. Teams writes ids of whom it has no name of: a UUID, an at, and another.
fn kind(label: &str) -> LabelKind {
    match label.split_once('@') {
        Some((before, _))
            if before.len() == 36 && before.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()) =>
        {
            LabelKind::Id
        }
        Some((before, domain))
            if !label.contains(char::is_whitespace) && !before.is_empty() && domain.contains('.') =>
        {
            LabelKind::Address
        }
        _ => LabelKind::Name,
    }
}

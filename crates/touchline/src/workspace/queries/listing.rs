//! Lists of packs: several ordered indexes read as one, from a cursor on, a page at a time.

use std::collections::BTreeSet;
use std::ops::Bound;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cursor::{self, Page};
use crate::bundle::BundleId;
use crate::facts::Refusal;
use crate::kernel::command::PersonId;
use crate::kernel::rejection::{Code, Rejection};
use crate::workspace::index::{Section, SortKey};

/// The lists of packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackList {
    /// Neither concluded nor cancelled; the oldest first.
    Active,
    /// Concluded or cancelled; the newest first.
    Completed,
    /// Put away, whatever their state; the newest first.
    Archived,
}

impl PackList {
    pub(super) fn section(self) -> Section {
        match self {
            PackList::Active => Section::Active,
            PackList::Completed => Section::Completed,
            PackList::Archived => Section::Archived,
        }
    }

    fn name(self) -> &'static str {
        match self {
            PackList::Active => "active",
            PackList::Completed => "completed",
            PackList::Archived => "archived",
        }
    }
}

/// Which part of a list is wanted.
pub(super) struct Paging<'a> {
    pub(super) after: Option<&'a str>,
    pub(super) limit: Option<u32>,
    pub(super) list: PackList,
}

const DEFAULT_LIMIT: u32 = 50;

/// A list as one viewer may page through it.
pub(super) struct Listing<'a> {
    after: Option<SortKey>,
    keys: Vec<&'a BTreeSet<SortKey>>,
    limit: usize,
    list: PackList,
    name: String,
    viewer: PersonId,
}

impl<'a> Listing<'a> {
    pub(super) fn new(
        name: &str,
        viewer: PersonId,
        keys: Vec<&'a BTreeSet<SortKey>>,
        paging: Paging<'_>,
    ) -> Result<Self, Refusal> {
        let name = format!("{name}/{}", paging.list.name());
        let after = match paging.after {
            None => None,
            Some(text) => match cursor::read(&name, viewer, text) {
                Some(key) => Some(key),
                None => return Err(Rejection::from(Code::CursorInvalid).at("/body/after").into()),
            },
        };
        let limit = usize::try_from(paging.limit.unwrap_or(DEFAULT_LIMIT)).unwrap_or(usize::MAX);
        Ok(Listing { after, keys, limit, list: paging.list, name, viewer })
    }

    /// The next page of what `show` shows; what it does not show leaves no gap and no trace.
    pub(super) fn page<T>(
        &self,
        mut show: impl FnMut(BundleId) -> Result<Option<T>, Refusal>,
    ) -> Result<Page<T>, Refusal> {
        let mut items = Vec::new();
        let mut last = None;
        for key in self.merged() {
            let Some(item) = show(key.1)? else { continue };
            if items.len() == self.limit {
                return Ok(Page { items, next: last.map(|key| cursor::print(&self.name, self.viewer, &key)) });
            }
            items.push(item);
            last = Some(key);
        }
        Ok(Page { items, next: None })
    }

    /// The keys of all indexes in one order, each once, from the cursor on.
    fn merged(&self) -> impl Iterator<Item = SortKey> {
        let mut sources: Vec<_> = self.keys.iter().map(|keys| self.after_cursor(keys).peekable()).collect();
        let newest_first = self.list != PackList::Active;
        core::iter::from_fn(move || {
            let heads = sources.iter_mut().filter_map(|source| source.peek().copied());
            let next = if newest_first { heads.max() } else { heads.min() }?;
            for source in &mut sources {
                source.next_if_eq(&next);
            }
            Some(next)
        })
    }

    fn after_cursor(&self, keys: &'a BTreeSet<SortKey>) -> Box<dyn Iterator<Item = SortKey> + 'a> {
        let after = self.after.map_or(Bound::Unbounded, Bound::Excluded);
        match self.list {
            PackList::Active => Box::new(keys.range((after, Bound::Unbounded)).copied()),
            PackList::Completed | PackList::Archived => Box::new(keys.range((Bound::Unbounded, after)).rev().copied()),
        }
    }
}

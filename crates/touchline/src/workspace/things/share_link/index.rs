//! Share links by whoever made them.
//!
//! Rules: RPT-08.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::ShareLinkMark;
use touchline_law::things::share_link::ShareLink;

#[derive(Debug, Default)]
pub(in crate::workspace) struct ShareLinkIndex {
    /// `share_link.mine`: "What do I share?", in the order in which it was shared.
    pub(in crate::workspace) own: Lists<PersonId, (), ShareLinkMark>,
}

/// What the index needs to know of a link, which stays as it was.
pub(in crate::workspace) type Entry = (PersonId, SortKey<ShareLinkMark>);

pub(in crate::workspace) fn entry(link: &ShareLink) -> Entry {
    (link.maker, (link.created_at, link.share_link))
}

impl ShareLinkIndex {
    /// Takes a link as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, (maker, key): Entry) {
        self.own.change(maker, before.map(|(_, key)| ((), key)), Some(((), key)));
    }
}

impl Follows<World> for ShareLinkIndex {
    /// A link is its maker's, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

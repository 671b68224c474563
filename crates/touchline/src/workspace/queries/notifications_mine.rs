//! `notifications.mine`: what the viewer was told in the product, the newest first.

use crate::workspace::index::lists::SortKey;
use crate::workspace::notices::Notices;
use crate::workspace::queries::cursor::{self, Page};
use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Question};
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::law;
use touchline_law::notify::{Message, MessageMark, Planned, default_texts};

paged! {
    /// Which of one's own messages.
    NotificationsMine {}
}

impl Question for NotificationsMine {
    type View = Page<Message>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<Message>, Refusal> {
        let viewer = asked.viewing.viewer;
        let paging = self.paging(Order::NewestFirst);
        let (after, limit) = (paging.after::<SortKey<MessageMark>>(Self::NAME, asked)?, paging.limit());
        let until = after.map_or(asked.viewing.at, |(at, _)| at.min(asked.viewing.at));
        let mut items: Vec<Message> = Vec::new();
        for (key, planned) in in_order(&asked.world.notices, viewer, until) {
            if after.is_some_and(|after| key >= after) {
                continue;
            }
            let Some(message) = law::message(&planned, asked.policy, asked.world, default_texts())? else { continue };
            if items.len() == limit {
                let last = items.last().map(|last| (last.at, last.id));
                return Ok(Page { items, next: last.map(|key| cursor::print(Self::NAME, viewer, &key)) });
            }
            items.push(message);
        }
        Ok(Page { items, next: None })
    }
}

/// The newest first; of those of one moment the one with the greatest id.
fn in_order(
    notices: &Notices,
    viewer: PersonId,
    until: touchline_kernel::time::Instant,
) -> impl Iterator<Item = (SortKey<MessageMark>, Planned)> {
    let mut told = notices.told_to(viewer, until).peekable();
    let mut together: Vec<(SortKey<MessageMark>, Planned)> = Vec::new();
    core::iter::from_fn(move || {
        if together.is_empty() {
            let first = told.next()?;
            together.push(((first.at, first.id()), first));
            while let Some(next) = told.next_if(|next| next.at == first.at) {
                together.push(((next.at, next.id()), next));
            }
            together.sort_unstable_by_key(|(key, _)| *key);
        }
        together.pop()
    })
}

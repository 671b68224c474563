//! What an event changes in a share link.

use super::{Change, ShareLink, State};
use touchline_kernel::{Event, next_version};

/// The link after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<ShareLink>, event: Event<Change>) -> Option<ShareLink> {
    let (change, event) = event.split();
    let Some(known) = known else {
        let Change::Created(body) = change else { return None };
        return Some(ShareLink {
            about: body.about,
            changed_at: event.at,
            created_at: event.at,
            ends_at: body.ends_at,
            maker: body.maker,
            most_views: body.most_views,
            share_link: body.share_link,
            shows: body.shows,
            state: State::Open,
            token_hash: body.token_hash,
            version: 1,
            views: Vec::new(),
        });
    };
    if known.state == State::Revoked {
        return None;
    }
    let mut known = ShareLink { changed_at: event.at, version: next_version(known.version), ..known };
    match change {
        Change::Created(_) => return None,
        Change::Viewed(_) if known.views_left() == 0 => return None,
        Change::Viewed(_) => known.views.push(event.at),
        Change::Revoked(_) => known.state = State::Revoked,
    }
    Some(known)
}

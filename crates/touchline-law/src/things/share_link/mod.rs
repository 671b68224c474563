//! Share links: what somebody shows to whoever holds a token, until a moment and so many times, as long as they see it themselves.
//!
//! The token is the host's, and nothing but its digest is kept. Whatever keeps a link from being opened (another token, an end that
//! is over, views that are used up, a maker who revoked it, left or sees the thing no more) is told in the one way in which it is
//! told that there is no such link.
//!
//! Rules: ACC-19, KER-17, RPT-08.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod shared;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::ground::ShareLinkMark;
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::record::Hash;
use touchline_kernel::{Instant, PersonId, Secret};

pub use crate::ground::ShareLinkId;
pub use act::{
    Act, Change, CreateShareLink, Happening, ShareLinkCreated, ShareLinkRef, ShareLinkViewed, ViewShareLink,
};
pub use decide::still_shows;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use shared::{Shared, SharedBundle, SharedPerformance, SharedReview};
pub use view::OwnShareLink;

/// A share link, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareLink {
    /// Whom what it shows is about.
    pub about: PersonId,
    /// When it last changed.
    pub changed_at: Instant,
    /// When it was made.
    pub created_at: Instant,
    /// The moment from which on it opens to nobody.
    pub ends_at: Instant,
    /// Who made it, and by whose rights it shows what it shows.
    pub maker: PersonId,
    /// How many times it opens.
    pub most_views: u32,
    /// Its id.
    pub share_link: ShareLinkId,
    /// What it shows.
    pub shows: Shared,
    /// Where it stands.
    pub state: State,
    /// The digest of its token.
    pub token_hash: Hash,
    /// How many changes it has seen.
    pub version: u64,
    /// When it was opened.
    pub views: Vec<Instant>,
}

impl ShareLink {
    /// Whether a token opens it at a moment, whatever its maker sees by now. Everything is looked at whatever comes of it, so that
    /// the time that it takes tells nothing of what was wrong.
    #[must_use]
    pub fn opens(&self, token: Secret, at: Instant) -> bool {
        let is_its_own = token.is(&self.token_hash);
        let (stands, is_in_time, is_left) = (self.state == State::Open, at < self.ends_at, self.views_left() > 0);
        is_its_own & stands & is_in_time & is_left
    }

    /// Whether a token shows at a moment what it was opened for at another, and was not revoked since.
    #[must_use]
    pub fn was_opened(&self, token: Secret, opened_at: Instant, at: Instant) -> bool {
        let is_its_own = token.is(&self.token_hash);
        let lasts = opened_at <= at && at.millis().saturating_sub(opened_at.millis()) < A_VIEW_LASTS_MS;
        let (stands, was_counted) = (self.state == State::Open, self.views.contains(&opened_at));
        is_its_own & stands & was_counted & lasts & (at < self.ends_at)
    }

    /// How many times it may still be opened.
    #[must_use]
    pub fn views_left(&self) -> u32 {
        self.most_views.saturating_sub(u32::try_from(self.views.len()).unwrap_or(u32::MAX))
    }
}

/// How long what a link was opened for can be asked for: a page and what is downloaded from it are one view.
const A_VIEW_LASTS_MS: i64 = 10 * 60 * 1_000;

impl Subject for ShareLink {
    const SEE: Action = Action::ShareByLink;
    const SHAPE: Shape = Shape::Person;

    /// It is its maker's, whomever it shows.
    fn whose(&self) -> Whose {
        Whose::person(self.maker)
    }

    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for ShareLink {
    by_files!(ShareLinkMark, share_link, OwnShareLink);
    counted_alike!();

    fn found(&self) -> Found {
        Found::made(self.created_at).stands(self.state, self.state == State::Revoked).names_any([self.shows.thing()])
    }
}

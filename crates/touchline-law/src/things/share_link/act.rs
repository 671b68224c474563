//! What can be done with a share link, and what can happen to one.
//!
//! Rules: RPT-08.

use super::{ShareLinkId, Shared, Verb};
use crate::ground::ShareLinkMark;
use crate::policy::MAX_VIEWS;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::record::Hash;
use touchline_kernel::{Instant, PersonId, Secret};

/// A share link to be made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreateShareLink {
    /// The moment from which on it opens to nobody.
    pub ends_at: Instant,
    /// How many times it opens.
    #[schemars(range(min = 1, max = MAX_VIEWS))]
    pub most_views: u32,
    /// The link.
    pub share_link: ShareLinkId,
    /// What it shows.
    pub shows: Shared,
    /// The token that opens it, which the host drew for this alone and gives to its maker.
    pub token: Secret,
}

/// Which link, and the token that somebody holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ViewShareLink {
    /// The link.
    pub share_link: ShareLinkId,
    /// The token that was handed in.
    pub token: Secret,
}

/// Which share link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShareLinkRef {
    /// The link.
    pub share_link: ShareLinkId,
}

crate::life::acts! {
    /// What can be done with a share link.
    Act as "ShareLinkAct": ShareLinkMark, body => body.share_link, Verb;

    /// Show something that one sees to whoever holds a token.
    "share_link.create": Create(CreateShareLink),
    /// Open a link for whoever handed a token in, and count it. Only the host does.
    "share_link.view": View(ViewShareLink),
    /// Let it open to nobody any more.
    "share_link.revoke": Revoke(ShareLinkRef),
}

/// A share link that was made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareLinkCreated {
    /// Whom what it shows is about.
    pub about: PersonId,
    /// The moment from which on it opens to nobody.
    pub ends_at: Instant,
    /// Who made it.
    pub maker: PersonId,
    /// How many times it opens.
    pub most_views: u32,
    /// The link.
    pub share_link: ShareLinkId,
    /// What it shows.
    pub shows: Shared,
    /// The digest of its token.
    pub token_hash: Hash,
}

/// A share link that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShareLinkViewed {
    /// The link.
    pub share_link: ShareLinkId,
}

crate::life::changes! {
    /// What can happen to a share link.
    Change as "ShareLinkChange": ShareLinkMark of share_link;

    /// It was made.
    "share_link.created": Created(ShareLinkCreated) coaches maker,
    /// It was opened.
    "share_link.viewed": Viewed(ShareLinkViewed),
    /// It was revoked.
    "share_link.revoked": Revoked(ShareLinkRef),
}

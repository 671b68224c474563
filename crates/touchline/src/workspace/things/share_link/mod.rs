//! Share links as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;

use crate::workspace::queries::get::Get;
use touchline_law::things::share_link::ShareLink;

/// Asks for one's own share link.
pub type ShareLinkGet = Get<ShareLink>;

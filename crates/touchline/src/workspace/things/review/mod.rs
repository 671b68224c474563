//! Reviews of calls as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod averages;
pub(in crate::workspace) mod badge;
pub(in crate::workspace) mod disputed;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod of_call;
pub(in crate::workspace) mod practice;
pub(in crate::workspace) mod practised;
pub(in crate::workspace) mod severity;
pub(in crate::workspace) mod team;

use crate::workspace::queries::get::Get;
use touchline_law::things::review::Review;

/// Asks for one review.
pub type ReviewGet = Get<Review>;

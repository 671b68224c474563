//! Self-reviews as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod beside;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::self_review::SelfReview;

/// Asks for one self-review.
pub type SelfReviewGet = Get<SelfReview>;

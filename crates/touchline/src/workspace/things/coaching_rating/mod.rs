//! Ratings of coaching as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;
pub(in crate::workspace) mod mean;

use crate::workspace::queries::get::Get;
use touchline_law::things::coaching_rating::CoachingRating;

/// Asks for one's own rating of coaching.
pub type CoachingRatingGet = Get<CoachingRating>;

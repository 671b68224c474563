//! Feedback rounds as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::feedback_round::FeedbackRound;

/// Asks for one feedback round.
pub type FeedbackRoundGet = Get<FeedbackRound>;

//! What the calendar file of a session says of how often it was changed.
//!
//! Rules: KER-17, SES-03.

use super::{Session, State};

impl Session {
    /// How often what its calendar file says was changed since it was scheduled: each time that it was moved, and that it was
    /// called off. Topics, answers and whatever is noted down of it stand in no file, and so change nothing of it.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        let moves = u64::try_from(self.moves.len()).unwrap_or(u64::MAX);
        moves.saturating_add(u64::from(self.state == State::Cancelled))
    }
}

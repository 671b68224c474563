//! What an event changes in a scorecard.

crate::life::edition_evolves!(Scorecard, scorecard);

//! What follows for a version of a scorecard when another is published.

crate::life::edition_follows!(ScorecardReplaced, scorecard);

//! Scorecards as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;

use crate::workspace::queries::get::Get;
use touchline_law::things::scorecard::Scorecard;

/// Asks for one version of a scorecard.
pub type ScorecardGet = Get<Scorecard>;

//! `calibration.badge`: how many calibrations wait for the viewer to score in.
//!
//! Rules: NTF-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::calibration::index::{Of, Section};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::calibration::State;

/// Asks for the badge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationBadge {}

/// How many calibrations wait for the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CalibrationBadges {
    /// Those in which the viewer is still to score.
    pub awaiting: u64,
}

impl CalibrationBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[Count {
        name: "awaiting",
        of: &[CountOf {
            actions: &[],
            kind: ThingKind::Calibration,
            viewer: CountOf::WHATEVER,
            says: || vec![CountTerm::awaits_viewer(), CountTerm::in_state(|state: State| state == State::Scoring)],
        }],
    }];
}

impl Question for CalibrationBadge {
    type View = CalibrationBadges;

    /// A rater stands to all that wait for them as to the first.
    fn answer(&self, asked: &Asked<'_>) -> Result<CalibrationBadges, Refusal> {
        let waiting = asked.world.calibration_index.listed.of(Of::Rater(asked.viewing.viewer), Section::Awaiting);
        let first = waiting.and_then(|keys| keys.first());
        let first = first.and_then(|(_, id)| asked.world.tables.calibrations.get(*id));
        let sees = first.map_or(Ok(false), |first| asked.sight().sees(first))?;
        let count = waiting.filter(|_| sees).map_or(0, |keys| u64::try_from(keys.len()).unwrap_or(u64::MAX));
        Ok(CalibrationBadges { awaiting: count })
    }
}

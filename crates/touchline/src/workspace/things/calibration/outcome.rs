//! `calibration.result`: what came of a calibration, once scoring is over.
//!
//! Rules: REV-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::CalibrationId;
use touchline_law::things::calibration::{CalibrationResult, result};

/// What came of which calibration.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationOutcome {
    /// The calibration.
    pub calibration: CalibrationId,
}

impl Question for CalibrationOutcome {
    type View = CalibrationResult;

    fn answer(&self, asked: &Asked<'_>) -> Result<CalibrationResult, Refusal> {
        let calibration = asked.world.tables.calibrations.get(self.calibration).ok_or(Code::NotFound)?;
        result(calibration, &asked.sight())?.ok_or_else(|| Code::NotFound.into())
    }
}

//! Calibrations as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod agreement;
pub(in crate::workspace) mod badge;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod outcome;

use crate::workspace::queries::get::Get;
use touchline_law::things::calibration::Calibration;

/// Asks for one calibration.
pub type CalibrationGet = Get<Calibration>;

//! `calibration.agreement`: how far those who review judge alike, over the calibrations that were closed on some days, for those
//! who may lead them.
//!
//! It rests on the calibrations that the viewer sees: none of their own calls.
//!
//! Rules: INS-09, REV-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Reach;
use crate::workspace::index::moments::Moments;
use crate::workspace::queries::report::performance::checked;
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{DaySpan, Key};
use touchline_law::access::Action;
use touchline_law::facts::{Facts as _, Refusal, moments_of};
use touchline_law::things::calibration::{AgreementOver, agreement_over};

/// Over which calibrations.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AgreementOverCalibrations")]
pub struct CalibrationAgreementOf {
    /// The days on which they were closed, both of them included, where the organisation is.
    pub days: DaySpan,
    /// The key of a scorecard: only what was scored by it, in whatever version. All where it is null.
    #[serde(default)]
    pub scorecard: Option<Key>,
}

/// How far raters agree, over some calibrations.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalibrationAgreementReport {
    /// Whether those who scored agree.
    pub agreement: AgreementOver,
    /// How many calibrations it rests on.
    pub calibrations: u64,
    /// The days.
    pub days: DaySpan,
    /// The key of the scorecard; null where all count.
    pub scorecard: Option<Key>,
}

impl Question for CalibrationAgreementOf {
    type View = CalibrationAgreementReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<CalibrationAgreementReport, Refusal> {
        let days = checked(self.days)?;
        let (since, until) = moments_of(days, asked.policy.organisation.zone);
        let leads = asked.reach_of(Action::LeadCalibration)? == Reach::All;
        let (index, sight) = (&asked.world.calibration_index, asked.sight());
        let mut chosen = Vec::new();
        for id in index.closed_within(Moments { since, until }).filter(|_| leads) {
            let Some(calibration) = asked.world.tables.calibrations.get(id) else { continue };
            let Some(version) = asked.world.scorecard(calibration.scorecard).present()? else { continue };
            let is_asked = self.scorecard.as_ref().is_none_or(|key| version.key == key);
            if is_asked && sight.sees(calibration)? {
                chosen.push((calibration, version.template));
            }
        }
        Ok(CalibrationAgreementReport {
            calibrations: u64::try_from(chosen.len()).unwrap_or(u64::MAX),
            agreement: agreement_over(chosen),
            days,
            scorecard: self.scorecard.clone(),
        })
    }
}

//! `report.bundle`: what a bundle was, what its agent answered, how it was closed, how far its goals have come, and how the agent fared in
//! its checks before and after.
//!
//! Rules: BUN-18, RPT-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::bundle::results::{BundleResults, CheckResults};
use touchline_kernel::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::BundleId;
use touchline_law::things::bundle::{Bundle, BundleSight};

/// Which bundle.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "BundleReported")]
pub struct ReportBundle {
    /// The bundle.
    pub bundle: BundleId,
}

/// A bundle from its contents to its end, as the viewer sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleReport {
    /// The bundle: its calls and checks, the response, the conclusion, and its goals with how far they have come.
    pub bundle: BundleSight,
    /// The results in its checks, for those who prepare and follow it; empty for its agent.
    pub checks: Vec<CheckResults>,
}

impl Question for ReportBundle {
    type View = BundleReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleReport, Refusal> {
        let bundle = asked.shown::<Bundle>(self.bundle)?.ok_or(Code::NotFound)?;
        let checks = match &bundle {
            BundleSight::Agent(_) => Vec::new(),
            BundleSight::Staff(_) => BundleResults { bundle: self.bundle }.answer(asked)?.checks,
        };
        Ok(BundleReport { bundle, checks })
    }
}

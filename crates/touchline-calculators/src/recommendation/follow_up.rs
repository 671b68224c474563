//! When a report that was sent is followed up. Sending it is the host's affair.
//!
//! Rules: REC-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RecommendationPolicy;
use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::LocalDate;

/// When to ask what came of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUp {
    /// Whether that day has come.
    pub due: bool,
    /// The day on which it is due.
    pub due_on: LocalDate,
}

impl FollowUp {
    /// The follow-up of what is sent on a day.
    ///
    /// # Errors
    /// A day that lies beyond all years that there are.
    pub fn of(sent: LocalDate, today: LocalDate, policy: &RecommendationPolicy) -> Result<Self, Reason> {
        let due_on = sent.checked_add_days(policy.follow_up_days.into());
        let due_on = due_on.ok_or_else(|| Reason::new(Code::InvalidDate).with(DetailKey::Actual, sent.to_string()))?;
        Ok(FollowUp { due: due_on <= today, due_on })
    }
}

//! The policy's section on sessions of development plans.
//!
//! Rules: JOB-01, SES-02, SES-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::Instant;

/// When sessions are reminded of, and how many of them one command may schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SessionPolicy {
    /// How many sessions a series may have.
    #[schemars(range(min = 1, max = 1_000))]
    pub occurrences: usize,
    /// How many hours after its end a session is overdue of which nobody has said what became of it.
    #[schemars(range(min = 0, max = 8_760))]
    pub overdue_hours: u32,
    /// How many hours before it begins those who take part are reminded of a session.
    #[schemars(range(min = 1, max = 8_760))]
    pub soon_hours: u32,
}

const HOUR: i64 = 3_600_000;

impl SessionPolicy {
    /// The last moment at which a session is not overdue that ended at this one.
    #[must_use]
    pub fn overdue_from(&self, ends_at: Instant) -> Instant {
        let grace = i64::from(self.overdue_hours).saturating_mul(HOUR);
        ends_at.checked_add_millis(grace).unwrap_or(Instant::MAX)
    }

    /// The first moment at which one is.
    #[must_use]
    pub fn first_overdue(&self, ends_at: Instant) -> Option<Instant> {
        self.overdue_from(ends_at).checked_add_millis(1)
    }

    /// The moment from which a session is soon that begins at this one.
    #[must_use]
    pub fn soon_from(&self, starts_at: Instant) -> Instant {
        let before = i64::from(self.soon_hours).saturating_mul(HOUR).saturating_neg();
        starts_at.checked_add_millis(before).unwrap_or(starts_at)
    }
}

impl Default for SessionPolicy {
    fn default() -> Self {
        SessionPolicy { occurrences: 366, overdue_hours: 24, soon_hours: 48 }
    }
}

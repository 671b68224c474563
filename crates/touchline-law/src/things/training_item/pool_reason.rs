//! Why an agent stands where they do in the attention pool.
//!
//! Rules: TRN-05.

use schemars::JsonSchema;
use serde::Serialize;

use touchline_kernel::time::{Instant, Zone};

/// What an agent's place in the attention pool rests on: most calls first, then the oldest item, then name, then id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PoolReason {
    /// How many calls need coaching.
    pub calls: u64,
    /// Since when the oldest item waits.
    pub oldest: Instant,
    /// For how many days, in the agent's zone, it has waited.
    pub oldest_days: i64,
    /// The same in English.
    pub text: String,
}

impl PoolReason {
    /// The reason for a place as it is at a moment.
    #[must_use]
    pub fn of(calls: u64, oldest: Instant, at: Instant, zone: Zone) -> Self {
        let oldest_days = zone.days_waited(oldest, at);
        let since = match oldest_days {
            ..=0 => "since today".to_owned(),
            1 => "for 1 day".to_owned(),
            days => format!("for {days} days"),
        };
        let text = match calls {
            1 => format!("1 call needs coaching, {since}"),
            calls => format!("{calls} calls need coaching, the oldest {since}"),
        };
        PoolReason { calls, oldest, oldest_days, text }
    }
}

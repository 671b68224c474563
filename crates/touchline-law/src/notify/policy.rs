//! The policy's section on notifications: what holds for whoever has not chosen.
//!
//! Rules: JOB-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::time::LocalTime;

/// How somebody is told by e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmailMode {
    /// At once, outside quiet hours.
    Immediate,
    /// Once a day, all together.
    DailyDigest,
    /// Not at all.
    Off,
}

/// What holds for whoever has not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NotifyPolicy {
    /// When a digest goes out, and reminders of a day come, where the recipient is.
    pub digest_at: LocalTime,
    /// How many days before a last day somebody is told that it comes near.
    #[schemars(range(min = 1, max = 365))]
    pub due_soon_days: u32,
    /// How people are told by e-mail.
    pub email: EmailMode,
}

impl Default for NotifyPolicy {
    fn default() -> Self {
        NotifyPolicy { digest_at: LocalTime::EIGHT, due_soon_days: 1, email: EmailMode::Immediate }
    }
}

//! How somebody has chosen to be told.
//!
//! Rules: NTF-02.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EmailMode, Kind, NotifyPolicy, QuietHours};
use touchline_kernel::time::LocalTime;

/// How somebody wants to be told by e-mail. In the product everything is told, whatever stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NotificationChoices")]
pub struct Choices {
    /// When a digest goes out, and reminders of a day come, by the clock where the person is; null for the policy's hour.
    #[serde(default)]
    pub digest_at: Option<LocalTime>,
    /// Whether e-mail comes at once, once a day or not at all; null for what the policy says.
    #[serde(default)]
    pub email: Option<EmailMode>,
    /// The kinds of which no e-mail is wanted.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub muted: BTreeSet<Kind>,
    /// Whether no e-mail is wanted at all, of whatever kind there will ever be; the other choices are kept.
    #[serde(default)]
    pub opted_out: bool,
    /// When no e-mail is wanted.
    #[serde(default)]
    pub quiet_hours: Option<QuietHours>,
}

impl Choices {
    /// How somebody who has chosen so is told of this kind by e-mail.
    #[must_use]
    pub fn mode(&self, kind: Kind, policy: &NotifyPolicy) -> EmailMode {
        if self.opted_out || self.muted.contains(&kind) {
            return EmailMode::Off;
        }
        self.email.unwrap_or(policy.email)
    }
}

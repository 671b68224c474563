//! What can be done with settings, and what can happen to them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::Verb;
use crate::facts::NotificationSettingsId;
use crate::kernel::command::PersonId;
use crate::kernel::time::LocalTime;
use crate::notify::{EmailMode, Kind, NotifyPolicy, QuietHours};

/// How somebody wants to be told by e-mail. In the product everything is told, whatever stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NotificationChoices")]
pub struct Choices {
    /// When a digest goes out, by the clock where the person is; null for the policy's hour.
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

/// What somebody chooses, in place of all that they had chosen before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetNotifications {
    /// What is chosen.
    pub choices: Choices,
    /// Who chooses; nobody else can for them.
    pub person: PersonId,
}

/// What can be done with settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "notification_settings.", serialize_all = "snake_case")]
#[schemars(rename = "NotificationSettingsAct")]
pub enum Act {
    /// Choose how one is told.
    #[serde(rename = "notification_settings.set")]
    Set(SetNotifications),
}

impl Act {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Its row in the lifecycle's table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Act::Set(_) => Verb::Set,
        }
    }
}

/// What somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsChanged {
    /// What was chosen.
    pub choices: Choices,
    /// The settings.
    pub notification_settings: NotificationSettingsId,
    /// Whose they are.
    pub person: PersonId,
}

/// What can happen to settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "notification_settings.", serialize_all = "snake_case")]
#[schemars(rename = "NotificationSettingsChange")]
pub enum Change {
    /// Somebody chose how they are told. What was planned before stays planned.
    #[serde(rename = "notification_settings.changed")]
    Changed(SettingsChanged),
}

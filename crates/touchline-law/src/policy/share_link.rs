//! The policy's section on share links.
//!
//! Rules: RPT-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::{Instant, Key};

/// The most times that a link may be opened.
pub const MAX_VIEWS: u32 = 1_000;

/// Whether something may be shared by a link, by whom, for how long, and how often it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ShareLinkPolicy {
    /// Whether anybody may share by a link. Where it is off, no link opens either, whenever it was made.
    pub allowed: bool,
    /// How many days after it is made a link ends at the latest; null where there is no bound.
    #[schemars(range(min = 1, max = 36_525))]
    pub most_days: Option<u32>,
    /// How many times a link may open, at the most.
    #[schemars(range(min = 1, max = MAX_VIEWS))]
    pub most_views: u32,
    /// The roles whose people share; everybody does where none is named. A link of somebody who holds none of them opens no more.
    #[schemars(length(max = 1_000))]
    pub roles: Vec<Key>,
}

const DAY: i64 = 86_400_000;

impl ShareLinkPolicy {
    /// The last moment at which a link may end that is made at this one, and in how many days that is; nothing without a bound.
    #[must_use]
    pub fn latest_end(&self, made_at: Instant) -> Option<(Instant, u32)> {
        let days = self.most_days?;
        let latest = made_at.checked_add_millis(i64::from(days).saturating_mul(DAY));
        Some((latest.unwrap_or(Instant::MAX), days))
    }

    /// Whether it names one of these roles.
    pub(crate) fn names(&self, roles: &[Key]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }
}

impl Default for ShareLinkPolicy {
    fn default() -> Self {
        ShareLinkPolicy { allowed: true, most_days: None, most_views: MAX_VIEWS, roles: Vec::new() }
    }
}

//! The policy's section on the organisation as a whole.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::{Key, LocalDate, Zone};

/// What holds for the organisation as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OrganisationPolicy {
    /// The days on which nobody works; null where they are not known.
    #[schemars(length(max = 10_000))]
    pub holidays: Option<Vec<Holiday>>,
    /// How many steps a reporting line has at most, from the one at its end up to the one whom nobody manages.
    #[schemars(range(min = 1, max = Self::LONGEST_LINE))]
    pub longest_line: u32,
    /// The time zone of people who have none of their own.
    pub zone: Zone,
}

impl OrganisationPolicy {
    /// The most steps that a reporting line may have by any policy.
    pub const LONGEST_LINE: u32 = 1_000;
}

impl Default for OrganisationPolicy {
    fn default() -> Self {
        OrganisationPolicy { holidays: None, longest_line: 100, zone: Zone::default() }
    }
}

/// A day on which nobody works. Two may fall on the same day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Holiday {
    /// The day.
    pub date: LocalDate,
    /// What it is called.
    pub name: Key,
}

impl OrganisationPolicy {
    /// The days on which nobody works; nothing where they are not known.
    #[must_use]
    pub fn days_off(&self) -> Option<BTreeSet<LocalDate>> {
        self.holidays.as_ref().map(|holidays| holidays.iter().map(|holiday| holiday.date).collect())
    }
}

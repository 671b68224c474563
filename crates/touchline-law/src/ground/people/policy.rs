//! The policy's section on the organisation as a whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::{Key, LocalDate, Zone};

/// What holds for the organisation as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OrganisationPolicy {
    /// The days on which nobody works; null where they are not known.
    #[schemars(length(max = 10_000))]
    pub holidays: Option<Vec<Holiday>>,
    /// The time zone of people who have none of their own.
    pub zone: Zone,
}

/// A day on which nobody works. Two may fall on the same day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Holiday {
    /// The day.
    pub date: LocalDate,
    /// What it is called.
    pub name: Key,
}

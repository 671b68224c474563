//! Persons as the organisation knows them, a fact that the host records whole; and what follows from it alone.
//!
//! Rules: ORG-01, ORG-07.

mod policy;
mod quota;
mod role;
mod working_days;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::text::{Key, Locale, Name};
use touchline_kernel::time::{DaySpan, LocalDate, Weekday, Zone, check_spans};
use touchline_kernel::{PersonId, Rejection};

pub use policy::{Holiday, OrganisationPolicy};
pub use quota::{Quota, QuotaAnswer, QuotaFound, quota};
pub use role::Role;
pub use working_days::{Count, NoData, NotKnown, WorkingDays, working_days};

/// A person, whether or not they have a user account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Whether the person is still there. A person who leaves is deactivated, never removed.
    #[serde(default = "yes")]
    pub active: bool,
    /// The campaigns that the person is assigned to; null where that is not known.
    #[serde(default)]
    pub campaigns: Option<Vec<Key>>,
    /// Whether the person is linked to a user account.
    #[serde(default = "yes")]
    pub has_account: bool,
    /// The first day of work.
    #[serde(default)]
    pub hire_date: Option<LocalDate>,
    /// When the person is away, in spans that share no day; null where that is not known, and empty where it
    /// is known that there is none.
    #[serde(default)]
    pub leave: Option<Vec<DaySpan>>,
    /// The language and region in which the person is addressed.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Where the person works, such as an office.
    #[serde(default)]
    pub location: Option<Key>,
    /// The direct manager.
    #[serde(default)]
    pub manager: Option<PersonId>,
    /// Since when the person has been a manager.
    #[serde(default)]
    pub manager_since: Option<LocalDate>,
    /// What the person is called.
    pub name: Name,
    /// The person's id.
    pub person: PersonId,
    /// What the person is to achieve, by periods that share no day; null where that is not known.
    #[serde(default)]
    pub quota: Option<Vec<Quota>>,
    /// The roles that the person holds: built-in ones, or the policy's own.
    #[serde(default)]
    pub roles: Vec<Key>,
    /// The segment, such as a market or a language.
    #[serde(default)]
    pub segment: Option<Key>,
    /// The team.
    #[serde(default)]
    pub team: Option<Key>,
    /// The days of the week on which the person works; null where they are not known.
    #[serde(default)]
    pub working_days: Option<BTreeSet<Weekday>>,
    /// The person's time zone; the organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

const fn yes() -> bool {
    true
}

impl Person {
    /// Whether they could do anything: who has left, or has no account, cannot.
    #[must_use]
    pub fn can_act(&self) -> bool {
        self.active && self.has_account
    }

    /// Refuses leave and quotas whose days end before they begin or stand twice. The person stands at `path`.
    pub fn check_spans(&self, path: &str) -> Result<(), Rejection> {
        let leave = self.leave.iter().flatten().copied();
        check_spans(leave).map_err(|(place, reason)| Rejection::from(reason).at(format!("{path}/leave/{place}")))?;
        let periods = self.quota.iter().flatten().map(|quota| quota.period);
        check_spans(periods)
            .map_err(|(place, reason)| Rejection::from(reason).at(format!("{path}/quota/{place}/period")))
    }

    /// Takes away what a redaction takes: a name describes whom it names.
    pub fn redact(&mut self, redaction: &Redaction) {
        redaction.redact(&mut self.name, Whose::describes(self.person));
    }
}

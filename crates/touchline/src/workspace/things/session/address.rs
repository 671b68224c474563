//! The addresses of those who take part in sessions, which are the host's to know.
//!
//! Rules: SES-03, SES-08.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_calculators::calendar::check_address;
use touchline_kernel::{Code, DetailKey, Key, Reason, Rejection};
use touchline_law::facts::{PlanCoachRef, Refusal, refuse_if};

/// The e-mail address of a person, or of an external coach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalendarAddress {
    /// The address. Whether it is written in capitals makes no difference.
    pub address: Key,
    /// Whose it is: that of a person, whether they coach or are coached, or of an external coach.
    pub of: PlanCoachRef,
}

/// An address as it is compared.
pub(super) fn compared(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Whose each address is; one that is none is refused, and one that stands there twice.
pub(super) fn by_address(addresses: &[CalendarAddress]) -> Result<BTreeMap<String, &PlanCoachRef>, Refusal> {
    let mut known = BTreeMap::new();
    for (nth, CalendarAddress { address, of }) in addresses.iter().enumerate() {
        let path = format!("/body/addresses/{nth}/address");
        check_address(address.as_str()).map_err(|reason| Rejection::from(reason).at(&path))?;
        let twice = Reason::new(Code::EntryTwice).with(DetailKey::Actual, address.as_str());
        let is_twice = known.insert(compared(address.as_str()), of).is_some();
        refuse_if(is_twice, twice, &path)?;
    }
    Ok(known)
}

//! A person's confirmation of what a model gave: only then does it enter what decides about people.
//!
//! Rules: AIX-04.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Reading;
use touchline_kernel::command::PersonId;
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

/// Which scores of a model somebody confirms.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "HandOffConfirming")]
pub struct Confirming {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: PersonId,
    /// The components. One without evidence counts from then on: the person vouches for it.
    #[schemars(length(max = 1_000))]
    pub components: Vec<Key>,
    /// What was read.
    pub reading: Reading,
}

impl Confirming {
    /// The reading, with these scores confirmed.
    ///
    /// # Errors
    /// A component of which the reading has no value.
    pub fn confirmed(self) -> Result<Reading, BadInput> {
        let Confirming { at, by, components, mut reading } = self;
        let mut faults = Faults::default();
        for (place, key) in components.iter().enumerate() {
            let given = reading.scores.iter().filter(|score| score.value.is_some());
            faults.known(format!("/components/{place}"), key.as_str(), given.map(|score| score.component.as_str()));
        }
        faults.told()?;
        for score in reading.scores.iter_mut().filter(|score| components.contains(&score.component)) {
            score.confirmed = true;
            score.confirmed_at = Some(at);
            score.confirmed_by = Some(by);
            score.counted = true;
        }
        Ok(reading.with_values())
    }
}

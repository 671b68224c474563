//! What a redaction takes out of things and records, whatever they are: each thing says for itself which texts it
//! holds, and whose they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Act, Change, StoredThing};
use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::{Actor, Failure, PersonId};

impl Change {
    /// Whose the texts in it are, of which `actor` is the one whose command it followed from and `coached` whom the
    /// thing coaches. Whoever enters a document writes nothing of their own.
    #[must_use]
    pub fn whose(&self, actor: Actor, coached: Option<PersonId>) -> Whose {
        Whose { by: if self.enters() { Actor::System } else { actor }, about: self.coached().or(coached) }
    }
}

impl Act {
    /// Whose the texts in it are, as [`Change::whose`] has it.
    #[must_use]
    pub fn whose(&self, actor: Actor, coached: Option<PersonId>) -> Whose {
        Whose { by: if self.enters() { Actor::System } else { actor }, about: coached }
    }
}

/// Whose texts go, and the things.
#[derive(Deserialize, JsonSchema)]
pub struct RedactInput {
    /// Who is under a legal hold: what they wrote, and what is about what coaches them, stays.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub held: Vec<PersonId>,
    /// Whose name and texts go.
    pub person: PersonId,
    /// The things, in any order.
    #[schemars(length(max = 100_000))]
    pub things: Vec<StoredThing>,
}

/// What is left of things.
#[derive(Serialize, JsonSchema)]
pub struct Redacted {
    /// For each thing, in the same order, the thing as it is to be kept from now on, or null where nothing of it went.
    pub things: Vec<Option<StoredThing>>,
}

pub(super) fn law_redact(input: RedactInput) -> Result<Redacted, Failure> {
    let redaction = Redaction { person: input.person, held: input.held.into_iter().collect() };
    let redact = |StoredThing(before): StoredThing| {
        let mut after = before.clone();
        after.redact(&redaction);
        (after != before).then_some(StoredThing(after))
    };
    Ok(Redacted { things: input.things.into_iter().map(redact).collect() })
}

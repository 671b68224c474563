//! Remembered commands as a snapshot holds them: many to a line, since there is one for every record.

use serde::{Deserialize, Serialize};

use super::remembered::Place;
use crate::kernel::command::{Actor, CommandId, PersonId};
use crate::law::ActDigest;

/// How many commands a line holds at most.
pub(super) const COMMANDS: usize = 1024;

/// A command as a list: whom it was about, who acted, the digest of what was wanted (null once it was forgotten), its id,
/// the place of its record. Names for them in each would be half of a snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RememberedCommand(Option<PersonId>, Actor, Option<ActDigest>, CommandId, u64);

impl From<(Actor, CommandId, Place)> for RememberedCommand {
    fn from((actor, id, Place { about, digest, seq }): (Actor, CommandId, Place)) -> Self {
        RememberedCommand(about, actor, digest, id, seq)
    }
}

impl From<RememberedCommand> for (Actor, CommandId, Place) {
    fn from(RememberedCommand(about, actor, digest, id, seq): RememberedCommand) -> Self {
        (actor, id, Place { about, digest, seq })
    }
}

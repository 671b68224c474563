//! Which commands are open to whom.

use super::Workspace;
use crate::facts::Refusal;
use crate::law::{self, Availability};
use crate::wire::Question;

impl Workspace {
    /// Each command on a thing, open or closed to an actor whatever its body.
    pub fn available(&self, question: Question) -> Result<Vec<Availability>, Refusal> {
        self.whole()?;
        let Question { at, thing, viewer } = question;
        law::available(thing, viewer, at, self.policy(), &self.world)
    }
}

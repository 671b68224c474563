//! Which commands are open to whom.

use super::Workspace;
use crate::facts::Refusal;
use crate::law::{self, Availability};
use crate::wire::Question;

impl Workspace {
    /// Each command on a thing, open or closed to an actor whatever its body.
    pub fn available(&self, question: Question) -> Result<Vec<Availability>, Refusal> {
        self.whole()?;
        let Question { asked_by, at, thing, viewer } = question;
        self.may_be_asked(asked_by)?;
        law::available(thing, viewer, at, self.policy(), &self.world)
    }
}

//! Which commands are open to whom.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::workspace::Workspace;
use touchline_kernel::{Actor, Instant};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingRef;
use touchline_law::law;
use touchline_law::life::Availability;

/// Which commands are open to whom.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct Question {
    /// Who asks, where it is about a past moment, as in a query.
    #[serde(default)]
    pub asked_by: Option<Actor>,
    /// When.
    pub at: Instant,
    /// On which thing.
    pub thing: ThingRef,
    /// Who wants to know.
    pub viewer: Actor,
}

impl Workspace {
    /// Each command on a thing, open or closed to an actor whatever its body.
    pub fn available(&self, question: Question) -> Result<Vec<Availability>, Refusal> {
        self.whole()?;
        let Question { asked_by, at, thing, viewer } = question;
        self.may_be_asked(asked_by)?;
        law::available(thing, viewer, at, self.policy(), &self.world)
    }
}

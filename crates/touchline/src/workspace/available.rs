//! Which commands are open to whom.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::workspace::Workspace;
use touchline_kernel::id::child;
use touchline_kernel::{Actor, Id, Instant};
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
    /// What is somebody's alone is answered about as what is not there, where another asks in their stead: about an id that nothing has.
    fn as_if_absent(&self, thing: ThingRef, asked_by: Option<Actor>, viewer: Actor) -> ThingRef {
        // Of the present, of which most is asked, nothing is looked up here.
        if !self.past(asked_by, viewer).is_some_and(|past| past.in_stead) {
            return thing;
        }
        let known = self.world.tables.find(thing);
        if viewer.person().is_some_and(|person| known.is_private_to(person)) {
            ThingRef { id: Id::new(child(thing.id.uuid(), "stead", &[])), ..thing }
        } else {
            thing
        }
    }

    /// Each command on a thing, open or closed to an actor whatever its body.
    pub fn available(&self, question: Question) -> Result<Vec<Availability>, Refusal> {
        self.whole()?;
        let Question { asked_by, at, thing, viewer } = question;
        self.may_be_asked(asked_by)?;
        law::available(self.as_if_absent(thing, asked_by, viewer), viewer, at, self.policy(), &self.world)
    }
}

//! Documents that are recorded whole, such as persons and calls: one law for all of them.
//!
//! Rules: WSP-11.

use core::fmt::Debug;
use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use touchline_kernel::aggregate::{self, Last, next_version};
use touchline_kernel::{Actor, Code, Command, Event, Id, Instant, PersonId, Redaction};

use super::{Availability, Found, Happens, Recorded, Thing, Told, Viewer};
use crate::access::{Action, Shape, Standing, Subject, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::Mark;
use crate::policy::Policy;

/// What is recorded whole, as the host knows it.
pub trait Document: Clone + Debug + PartialEq + Serialize + DeserializeOwned + JsonSchema + 'static {
    /// What marks its ids.
    type Mark: Mark;
    /// What records it.
    type Act: Told<Mark = Self::Mark>;
    /// That it was recorded.
    type Change: Happens<Mark = Self::Mark>;
    /// What is shown of it.
    type View: Clone + Debug + PartialEq + Serialize + JsonSchema;

    /// The access action that recording it needs.
    const RECORD: Action;
    /// The access action that seeing it needs.
    const SEE: Action = Self::RECORD;
    /// How relations to one are told, as it is seen.
    const SHAPE: Shape;
    /// What everybody may need who sees it by what it is to them.
    const SEES: &'static [Action] = &[Self::SEE];
    /// What the members of each audience of its own need.
    const AUDIENCES: &'static [Action] = &[];
    /// The command that records it.
    const COMMAND: &'static str;

    /// Its id.
    fn id(&self) -> Id<Self::Mark>;

    /// Whose it is.
    fn whose(&self) -> Whose {
        Whose::Organisation
    }

    /// Whom it describes.
    fn describes(&self) -> PersonId;

    /// The document that a command brings.
    fn brought(act: &Self::Act) -> Cow<'_, Self>;

    /// That it was recorded.
    fn recorded(self) -> Self::Change;

    /// The document that was recorded.
    fn of(change: Self::Change) -> Self;

    /// The facts that its own conditions rest on.
    fn rests_on(&self) -> Vec<FactKey>;

    /// Its own conditions, with the path of the field to blame.
    fn check<F: Facts>(&self, policy: &Policy, facts: &F) -> Result<(), Refusal>;

    /// What a host finds it by, which was recorded last at a moment.
    fn found(&self, recorded_at: Instant) -> Found;

    /// Takes away what a redaction takes.
    fn redact(&mut self, redaction: &Redaction);

    /// The document as the viewer sees it; nothing where they do not.
    fn show<F: Facts>(known: &Recorded<Self>, viewer: &Viewer<'_, F>) -> Result<Option<Self::View>, Refusal>;
}

impl<D: Document> Subject for Recorded<D> {
    const SEE: Action = D::SEE;
    const SHAPE: Shape = D::SHAPE;
    const SEES: &'static [Action] = D::SEES;
    const OWN: Option<Action> = if D::SEES.is_empty() { None } else { Some(D::SEE) };
    const AUDIENCES: &'static [Action] = D::AUDIENCES;

    fn whose(&self) -> Whose {
        self.document.whose()
    }

    /// What is known of somebody is no secret to them.
    fn was_shown(&self) -> bool {
        true
    }
}

impl<D: Document> Thing for Recorded<D> {
    type Mark = D::Mark;
    type Act = D::Act;
    type Change = D::Change;
    type View = D::View;

    const IS_ENTERED: bool = true;

    fn id(&self) -> Id<D::Mark> {
        self.document.id()
    }

    fn last(&self, _: Actor) -> Last {
        (self.version, self.changed_at)
    }

    fn coached(&self) -> Option<PersonId> {
        Some(self.document.describes())
    }

    fn evolve(known: Option<Self>, event: Event<D::Change>) -> Option<Self> {
        let version = next_version(known.map_or(0, |known| known.version));
        Some(Recorded { changed_at: event.at, document: D::of(event.change), version })
    }

    fn found(&self) -> Found {
        self.document.found(self.changed_at)
    }

    fn redact(&mut self, redaction: &Redaction) {
        self.document.redact(redaction);
    }

    fn show<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<Option<D::View>, Refusal> {
        D::show(self, viewer)
    }
}

/// When a command of this actor's that needs `action` takes effect on what is recorded whole.
pub fn moment_of<Body, F: Facts>(
    action: Action,
    last: Option<Last>,
    command: &Command<Body>,
    policy: &Policy,
    facts: &F,
) -> Result<Instant, Refusal> {
    Standing::alone(command.actor, &policy.access, facts)?.may(action)?;
    Ok(aggregate::follow(command.expected_version, command.at, last, &policy.clock)?)
}

/// Whether a command that needs `action` is open to an actor on what is recorded whole. Nobody but those who may sees
/// it as a thing.
pub fn open_to<F: Facts>(
    action: Action,
    last: Option<Last>,
    command: &str,
    (actor, at): (Actor, Instant),
    policy: &Policy,
    facts: &F,
) -> Result<Availability, Refusal> {
    let may = Standing::alone(actor, &policy.access, facts)?.may(action);
    let Some((_, changed_at)) = last.filter(|_| may.is_ok()) else { return Err(Code::NotFound.into()) };
    let code = aggregate::effective_at(at, changed_at, &policy.clock).err().map(|reason| reason.code);
    Ok(Availability::from((command.to_owned(), code)))
}

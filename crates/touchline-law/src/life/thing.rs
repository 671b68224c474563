//! What a thing says of itself, whatever it is. What is said here is what walks things can reach: views, redaction,
//! messages, duties, snapshots. Nothing that would be missed has a default.
//!
//! Rules: KER-05.

use core::fmt::Debug;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use touchline_kernel::{Actor, Event, Id, Instant, Last, LocalDate, Note, PersonId, Redaction};

use super::arranged::Arranged;
use super::found::Found;
use super::notice::Telling;
use super::told::Says;
use super::viewer::Viewer;
use crate::access::{Sight, Standing, Subject, see};
use crate::facts::{FactKey, Facts, Glance, Refusal};
use crate::ground::{Mark, ThingKind, ThingRef};
use crate::notify::{FallsDue, MessageFacts, Planned, When};
use crate::policy::Policy;

/// What can be done with a thing, or what can happen to one: adjacently tagged, by names such as `goal.set`.
pub trait Told: Clone + Debug + PartialEq + Serialize + DeserializeOwned + JsonSchema {
    /// What marks the thing's ids.
    type Mark: Mark;

    /// Which thing it is about.
    fn thing(&self) -> Id<Self::Mark>;
}

/// What can happen to a thing.
pub trait Happens: Told {
    /// What happened, without what it was done with.
    type Happening: Copy + Eq + Debug + Into<&'static str> + 'static;

    /// Where the body of each event, by its name, says whom the thing coaches or describes.
    const SAYS: &'static [(&'static str, Says)];

    /// What happened.
    fn happening(&self) -> Self::Happening;

    /// Whom the thing coaches or describes, where the change says so.
    fn coached(&self) -> Option<PersonId>;
}

/// A kind of thing.
pub trait Thing: Clone + Debug + PartialEq + Serialize + DeserializeOwned + JsonSchema + Subject + 'static {
    /// What marks its ids.
    type Mark: Mark;
    /// What can be done with it.
    type Act: Told<Mark = Self::Mark>;
    /// What can happen to it.
    type Change: Happens<Mark = Self::Mark>;
    /// What is shown of it, whoever looks.
    type View: Clone + Debug + PartialEq + Serialize + JsonSchema;

    /// The kind.
    const KIND: ThingKind = <Self::Mark as Mark>::KIND;
    /// Whether it is entered as the host knows it, so that whoever does so writes nothing of their own.
    const IS_ENTERED: bool = false;
    /// What happens to it of which whoever may see it is told nothing, but for those between whom it is.
    const UNTOLD: &'static [<Self::Change as Happens>::Happening] = &[];
    /// Which of its events tell somebody.
    const TELLINGS: &'static [Telling<<Self::Change as Happens>::Happening>] = &[];

    /// Its id.
    fn id(&self) -> Id<Self::Mark>;

    /// Its version and the moment of its last change, as this actor counts them.
    fn last(&self, counted_by: Actor) -> Last;

    /// Whom it coaches or describes; of what is about a team, who leads it.
    fn coached(&self) -> Option<PersonId> {
        self.whose().coached()
    }

    /// The thing after an event, or nothing where the event cannot have happened to this state.
    fn evolve(known: Option<Self>, event: Event<Self::Change>) -> Option<Self>;

    /// What a host finds it by.
    fn found(&self) -> Found;

    /// Takes away what a redaction takes.
    fn redact(&mut self, redaction: &Redaction);

    /// The thing as the viewer sees it; nothing where they do not.
    fn show<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<Option<Self::View>, Refusal>;

    /// Whether somebody who stands so to it knows that it exists.
    fn is_seen(&self, viewer: &Standing<'_>) -> bool {
        see(self, viewer).is_some()
    }

    /// Whether somebody who stands so to it is one of those who prepare and follow it.
    fn is_followed(&self, viewer: &Standing<'_>) -> bool {
        matches!(see(self, viewer), Some(Sight::Staff(_)))
    }

    /// Whether what somebody is shown of it is theirs alone, such as a note to themselves or an answer that nobody else is to read: whoever
    /// asks in their stead is shown nothing of it, as if it were not there.
    fn is_private_to(&self, _viewer: PersonId) -> bool {
        false
    }

    /// Whether nobody but its maker is to learn that it is there: not even who may put away what they do not see.
    fn is_its_makers(&self) -> bool {
        false
    }

    /// What must be known besides whose it is before it can be shown, as far as it can be told without any fact.
    fn asks_to_show(&self, _viewer: PersonId, _keys: &mut Vec<FactKey>) {}

    /// What must be known then, once what it names is.
    fn asks_of_named<F: Facts>(&self, _viewer: &Viewer<'_, F>, _keys: &mut Vec<FactKey>) {}

    /// What must be known besides whose it is before a message that tells what falls due of it can be shown.
    fn asks_to_tell(&self, _keys: &mut Vec<FactKey>) {}

    /// What others may know of it, whoever they are.
    fn glance(&self) -> Option<Glance<'_>> {
        None
    }

    /// What a message about it says to the viewer, of what its words name; nothing where they do not see it, or where
    /// there is nothing to be told any more.
    fn says<F: Facts>(&self, _viewer: &Viewer<'_, F>, _told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        Ok(None)
    }

    /// Whether a message about it, which was planned earlier, is still worth telling.
    fn still_tells<F: Facts>(&self, _viewer: &Viewer<'_, F>, _told: &Planned) -> Result<bool, Refusal> {
        Ok(true)
    }

    /// Whether an e-mail about it, which was planned earlier, is needed still, in the states in which it can be.
    fn is_needed(&self, _told: &Planned) -> bool {
        true
    }

    /// Who is to bring it to its end.
    fn keeper(&self) -> Option<PersonId> {
        None
    }

    /// Who may not decide what somebody else is to decide about it: those of whose doing it is, or whom it is for.
    fn barred(&self) -> Vec<PersonId> {
        Vec::new()
    }

    /// Who takes part in it and is told of it together, whoever was asked last at the end.
    fn circle(&self) -> Vec<PersonId> {
        Vec::new()
    }

    /// Who came last to take part in it.
    fn newcomer(&self) -> Option<PersonId> {
        self.circle().pop()
    }

    /// Who asked for what was decided about it last.
    fn requester(&self) -> Option<PersonId> {
        None
    }

    /// Who is to sign what it has just come to say.
    fn signer(&self) -> Option<PersonId> {
        None
    }

    /// What holds it, where something does.
    fn held_in(&self) -> Option<ThingRef> {
        None
    }

    /// By which moment lists of its kind go.
    fn listed_at(&self) -> Instant {
        self.found().ages_from
    }

    /// The last day on which what it asks for is in time.
    fn last_day(&self) -> Option<LocalDate> {
        None
    }

    /// What of it falls due by its course, and when, if everything stays as it is.
    fn falls_due(&self, _when: When, _policy: &Policy) -> Vec<FallsDue> {
        Vec::new()
    }

    /// When it begins and ends, where it takes place at a time of its own.
    fn times(&self) -> Option<(Instant, Instant)> {
        None
    }

    /// Where it stands among others of its kind that are still open, the first first: what was answered
    /// after what was not, then by what its age is counted from.
    fn in_line(&self) -> Option<(bool, Instant)> {
        None
    }

    /// What is to be done with it at a moment that somebody set, as long as it is set.
    fn arranged(&self) -> Option<Arranged<Self::Act>> {
        None
    }

    /// When it was released, where it is followed up from then on.
    fn followed_up_since(&self) -> Option<Instant> {
        None
    }

    /// What follows for it where somebody who keeps it hands it over to another; nothing where nobody keeps such a thing.
    fn handed_over(_thing: Id<Self::Mark>, (_from, _to): (PersonId, PersonId)) -> Option<Self::Change> {
        None
    }

    /// What follows for it where the one coached has left: for this reason, in these words of somebody's.
    fn called_off(_thing: Id<Self::Mark>, _known: Option<&Self>, _said: (&Note, Actor)) -> Option<Self::Change> {
        None
    }
}

impl<F: Facts> Viewer<'_, F> {
    /// Whether the viewer knows that a thing exists.
    pub fn sees<T: Thing>(&self, thing: &T) -> Result<bool, Refusal> {
        Ok(thing.is_seen(&self.towards(&thing.whose())?))
    }

    /// Whether the viewer is one of those who prepare and follow a thing.
    pub fn follows<T: Thing>(&self, thing: &T) -> Result<bool, Refusal> {
        Ok(thing.is_followed(&self.towards(&thing.whose())?))
    }
}

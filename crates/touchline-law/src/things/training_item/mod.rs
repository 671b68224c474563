//! Training items: a need for training that a disposition showed, until a bundle has answered it. Nobody
//! moves one by hand: they follow from what happens to dispositions and bundles.

mod change;
mod decide;
mod evolve;
mod figures;
mod follow;
mod lifecycle;
mod notices;
mod pool_reason;
mod proposal;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Glance, ItemStanding, Refusal};
use crate::ground::{BundleId, NamedCheck, ThingRef, TrainingItemId, TrainingItemMark};
use crate::life::{Found, Never, Telling, Thing, Viewer, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Key, Note, PersonId};

use crate::ground::calls::CallId;

pub use crate::facts::TrainingItemState as State;
pub use change::{Change, Finding, Happening, ItemRef, Taken};
pub use figures::{Figure, SeenTally, Tally, TrainingCard, TrainingCards};
pub use follow::{Fate, after_disposition, after_fate};
pub use lifecycle::{Condition, LIFECYCLE, Verb};
pub use pool_reason::PoolReason;
pub use proposal::{CallFlagged, CheckFailing, NotCoached, Proposal, ProposalReason, ScoredUnder};
pub use view::StaffTrainingItem;

/// What can be done with a training item: nothing.
pub type Act = Never<TrainingItemMark>;

/// A training item, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrainingItem {
    /// Whose training it is.
    pub agent: PersonId,
    /// The bundle that took it up last; null where none has, or where that one was cancelled.
    pub bundle: Option<BundleId>,
    /// The call in which the need showed.
    pub call: CallId,
    /// When it last changed.
    pub changed_at: Instant,
    /// The check that showed it; null where it was the whole call.
    pub check: Option<NamedCheck>,
    /// Whether its bundle is live: released, and neither concluded nor cancelled.
    pub held: bool,
    /// The reviewer's note.
    pub note: Option<Note>,
    /// Who wrote the note, where that is somebody else than by whose disposition it waits.
    #[serde(default)]
    pub noted_by: Option<Box<Actor>>,
    /// When it came to wait for a bundle, and by whose disposition.
    pub raised: Done,
    /// When the bundle was concluded that resolved it; null while none has.
    #[serde(default)]
    pub resolved_at: Option<Instant>,
    /// Where it stands.
    pub state: State,
    /// Its id: a child of the call's.
    pub training_item: TrainingItemId,
    /// How many changes it has seen.
    pub version: u64,
}

impl TrainingItem {
    /// The key of the check that showed it.
    #[must_use]
    pub fn check_key(&self) -> Option<&Key> {
        self.check.as_ref().map(|check| &check.key)
    }

    /// What the check is called, if another than its key.
    #[must_use]
    pub fn check_name(&self) -> Option<&Key> {
        self.check.as_ref()?.name.as_ref()
    }

    /// What others may know of it.
    #[must_use]
    pub fn standing(&self) -> ItemStanding<'_> {
        ItemStanding {
            agent: self.agent,
            call: self.call,
            check: self.check_key(),
            check_name: self.check_name(),
            raised: self.raised.at,
            state: self.state,
        }
    }
}

impl Subject for TrainingItem {
    const SEE: Action = Action::SeeTrainingItem;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::person(self.agent)
    }

    /// The queue is its keepers' alone; the agent sees the check in the bundle that is released to them.
    fn was_shown(&self) -> bool {
        false
    }
}

impl Thing for TrainingItem {
    by_files!(TrainingItemMark, training_item, StaffTrainingItem);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn asks_to_show(&self, viewer: PersonId, keys: &mut Vec<FactKey>) {
        let may_repeat = self.check.is_some() && viewer != self.agent;
        keys.extend(may_repeat.then(|| FactKey::coached_before(self.training_item)));
    }

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::TrainingItem(self.standing()))
    }

    fn held_in(&self) -> Option<ThingRef> {
        self.bundle.map(ThingRef::of)
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn found(&self) -> Found {
        Found::made(self.raised.at)
            .stands(self.state, self.resolved_at.is_some())
            .names([self.call])
            .names(self.bundle)
            .about(self.check_key())
    }
}

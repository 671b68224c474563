//! Coaching bundles: calls, notes and a title that a manager releases to one agent, who answers.
//!
//! Rules: ACC-03, BUN-05, KER-17.

mod act;
mod conditions;
mod content;
mod decide;
mod evolve;
mod figures;
mod follow;
mod history;
mod lifecycle;
mod notices;
mod redact;
mod tally;
mod view;
mod why_unseen;

use crate::access::{Action, OfCall, Shape, Subject, Whose};
use crate::facts::{BundleStanding, FactKey, Facts, Glance, Refusal};
use crate::ground::{BundleMark, GoalId};
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Last, LocalDate, Note, PersonId};

use crate::ground::calls::CallId;
use touchline_calculators::progress::Aim;

pub use crate::ground::BundleId;
pub use act::{
    Act, BundleCancelled, BundleConcluded, BundleHandedOver, BundleNote, BundleReason, BundleRef, BundleReleased,
    Change, Content, CreateBundle, EditBundle, Happening, RecordSession, Respond, ResponseKind,
};
pub use figures::{BundleBadges, BundleCard, BundleCards, Figure};
pub use history::GivenBundle;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use tally::{SeenTally, Tally};
pub use view::{
    AgentBundle, Badge, BundleCallView, BundleCheck, BundleFailedCheck, BundleGoal, BundleSight, StaffBundle,
};
pub use why_unseen::{UnseenReason, WhyUnseen};

/// The id of the goal that a bundle sets.
#[must_use]
pub fn goal_of(bundle: BundleId, aim: &Aim) -> GoalId {
    let key = aim.natural_key();
    bundle.child(&key.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A call in a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BundleCall {
    /// The call.
    pub call: CallId,
    /// Whether it is there as an example to listen to; only then may it be somebody else's.
    #[serde(default)]
    pub example: bool,
}

/// The agent's written response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Response {
    /// When it was given.
    pub at: Instant,
    /// What sort of response it is.
    pub kind: ResponseKind,
    /// What the agent wrote.
    pub text: Note,
}

/// A session in person, as a manager recorded it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// The day of the session, in the agent's time zone.
    pub held_on: LocalDate,
    /// What the manager wants to keep of it.
    pub note: Option<Note>,
    /// When and by whom it was recorded.
    pub recorded: Done,
}

/// Something that was said, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// When and by whom.
    pub done: Done,
    /// What was said, if anything.
    pub text: Option<Note>,
}

/// What came of a bundle that was handed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Succession {
    /// When it was handed over, the last time.
    pub at: Instant,
    /// Who stands in its author's place; null where it was not the author who handed it over.
    pub author: Option<PersonId>,
    /// Who keeps it; null where it was released since, by which whoever released it keeps it.
    pub keeper: Option<PersonId>,
}

/// A bundle, as its events make it. What most bundles lack at first is kept apart, since there are many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bundle {
    /// The agent's acknowledgement of the session in person.
    pub acknowledged: Option<Box<Remark>>,
    /// Whom it is for.
    pub agent: PersonId,
    /// Whether it is put away.
    pub archived: bool,
    /// Its id.
    pub bundle: BundleId,
    /// Who gave the reason, where it was called off for an agent who had left; null where whoever cancelled it did.
    #[serde(default)]
    pub called_off_by: Option<Box<PersonId>>,
    /// Why it was called off.
    pub cancelled: Option<Box<Remark>>,
    /// When it last changed, but for being handed over, which its agent is not shown.
    pub changed_at: Instant,
    /// How it was closed.
    pub concluded: Option<Box<Remark>>,
    /// What it holds.
    pub content: Content,
    /// When and by whom it was made.
    pub created: Done,
    /// Why the agent denied a session that a manager had recorded, the last time.
    pub denied: Option<Box<Remark>>,
    /// Who wrote what it holds, where that is somebody else than whoever made it.
    #[serde(default)]
    pub edited_by: Option<Box<Actor>>,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// What the agent answered.
    pub response: Option<Box<Response>>,
    /// The session in which it was gone through.
    pub session: Option<Box<Session>>,
    /// Where it stands.
    pub state: State,
    /// What came of handing it over, if it was.
    #[serde(default)]
    pub succession: Option<Box<Succession>>,
    /// How many changes it has seen.
    pub version: u64,
    /// How many of them the agent was never shown: those before the release, and hand-overs.
    pub versions_unseen: u64,
}

impl Bundle {
    /// The version as this actor counts it: its agent was never shown the changes before the release.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        if actor == Actor::Person(self.agent) {
            self.version.saturating_sub(self.versions_unseen)
        } else {
            self.version
        }
    }

    /// When it last changed, as far as this actor is shown.
    #[must_use]
    pub fn changed_for(&self, actor: Actor) -> Instant {
        let handed_over = self.succession.as_deref().filter(|_| actor != Actor::Person(self.agent));
        handed_over.map_or(self.changed_at, |succession| succession.at.max(self.changed_at))
    }

    /// Who keeps it, and so is to bring it to its end: whoever released it, or made the draft, unless it was
    /// handed over since. Nobody does where that was the host itself.
    #[must_use]
    pub fn keeper(&self) -> Option<PersonId> {
        let successor = self.succession.as_deref().and_then(|succession| succession.keeper);
        successor.or_else(|| self.released.unwrap_or(self.created).by.person())
    }

    /// Who keeps it, as long as it has not come to its end.
    #[must_use]
    pub fn awaited_keeper(&self) -> Option<PersonId> {
        self.keeper().filter(|_| !self.state.is_final())
    }

    /// The goals of its content, by their ids; there are such goals once it was released.
    pub fn goals(&self) -> impl Iterator<Item = (GoalId, &Aim)> {
        self.content.goals.iter().map(|aim| (goal_of(self.bundle, aim), aim))
    }

    /// What others may know of it.
    #[must_use]
    pub fn standing(&self) -> BundleStanding<'_> {
        BundleStanding {
            agent: self.agent,
            author: self.author(),
            concluded_by: self.concluded.as_deref().map(|remark| remark.done.by),
            keeper: self.awaited_keeper(),
            title: self.content.title.as_ref(),
            was_shown: self.was_shown(),
        }
    }

    /// When its agent answered, the last time: in writing, or by acknowledging a session.
    #[must_use]
    pub fn answered_at(&self) -> Option<Instant> {
        let response = self.response.as_deref().map(|response| response.at);
        response.max(self.acknowledged.as_deref().map(|remark| remark.done.at))
    }

    /// When it came to its end, if it has.
    #[must_use]
    pub fn ended_at(&self) -> Option<Instant> {
        self.concluded.as_deref().or(self.cancelled.as_deref()).map(|remark| remark.done.at)
    }
}

impl Bundle {
    /// Since when it is where it is: it waits from the release on, and there is a draft from when it was made. Lists tell
    /// the days from then, and so are ordered by it.
    #[must_use]
    pub fn since(&self) -> Instant {
        self.released.unwrap_or(self.created).at
    }

    /// Who stands as its author: whoever made it, or took it over from them.
    #[must_use]
    pub fn author(&self) -> Option<PersonId> {
        let successor = self.succession.as_deref().and_then(|succession| succession.author);
        successor.or_else(|| self.created.by.person())
    }
}

impl Subject for Bundle {
    const SEE: Action = Action::SeeBundle;
    const SEE_OWN: Action = Action::SeeOwnBundle;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::Person { coached: self.agent, author: self.author(), keeper: self.awaited_keeper(), of: OfCall::None }
    }

    fn was_shown(&self) -> bool {
        self.released.is_some()
    }
}

impl Thing for Bundle {
    by_files!(BundleMark, bundle, BundleSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    fn in_line(&self) -> Option<(bool, Instant)> {
        Some((false, self.since()))
    }

    fn asks_to_show(&self, viewer: PersonId, keys: &mut Vec<FactKey>) {
        view::asks(self, viewer, keys);
    }

    fn asks_of_named<F: Facts>(&self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
        view::asks_of_named(self, viewer, keys);
    }

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Bundle(self.standing()))
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn keeper(&self) -> Option<PersonId> {
        Bundle::keeper(self)
    }

    fn handed_over(bundle: BundleId, (_, to): (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(bundle, to))
    }

    fn called_off(bundle: BundleId, known: Option<&Self>, said: (&Note, Actor)) -> Option<Change> {
        Some(follow::called_off(known, bundle, said))
    }

    fn found(&self) -> Found {
        let awaited = match self.state {
            State::Released | State::CompletedInPerson => Some(self.agent),
            State::Draft | State::AgentReviewed | State::AgentAcknowledged => Bundle::keeper(self),
            State::Concluded | State::Cancelled => None,
        };
        Found::made(self.created.at)
            .stands(self.state, self.state.is_final())
            .archived(self.archived)
            .awaits(awaited)
            .names(self.content.calls.iter().map(|named| named.call))
            .names(self.content.training_items.iter().copied())
            .ages_from(self.since())
    }
}

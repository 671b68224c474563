//! Escalations: a question that a manager or reviewer puts to one agent, who answers, until a manager is satisfied.
//!
//! Rules: KER-17.

mod about;
mod act;
mod decide;
mod evolve;
mod figures;
mod follow;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::EscalationMark;
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Last, Note, PersonId};

pub use crate::ground::EscalationId;
pub use about::{About, AboutBundle, AboutCall, AboutCheck, Titles};
pub use act::{
    Act, AnswerEscalation, Change, EscalationHandedOver, EscalationNote, EscalationReason, EscalationRef,
    EscalationWithdrawn, Happening, RaiseEscalation,
};
pub use figures::{EscalationCounts, SeenTally, Tally};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentEscalation, EscalationSight, StaffEscalation};

/// What was said at one turn of an escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnKind {
    /// What is asked.
    Question,
    /// What the agent answered.
    Answer,
    /// Why the answer was sent back.
    SendBack,
    /// What there was to say when it was closed.
    Closing,
    /// Why it was taken back.
    Withdrawal,
}

/// One turn of an escalation, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// When and by whom.
    pub done: Done,
    /// What was said.
    pub kind: TurnKind,
    /// The words; null where it was closed without any.
    pub text: Option<Note>,
}

/// What came of an escalation that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Successor {
    /// When it was handed over, the last time.
    pub at: Instant,
    /// Who keeps it, in the place of whoever raised it.
    pub keeper: PersonId,
}

/// An escalation, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Escalation {
    /// What it is about.
    pub about: About,
    /// Who is to answer.
    pub agent: PersonId,
    /// Whether it is put away.
    pub archived: bool,
    /// Who said why, where it was withdrawn because of something else that they did.
    pub called_off_by: Option<Box<PersonId>>,
    /// When it last changed, but for being handed over, which its agent is not shown.
    pub changed_at: Instant,
    /// Its id.
    pub escalation: EscalationId,
    /// All that was said, in order: the question first.
    pub exchange: Vec<Turn>,
    /// When and by whom it was raised.
    pub raised: Done,
    /// Where it stands.
    pub state: State,
    /// What came of handing it over, if it was.
    pub successor: Option<Box<Successor>>,
    /// How many changes it has seen.
    pub version: u64,
    /// How many of them its agent was never shown: hand-overs.
    pub versions_unseen: u64,
}

impl Escalation {
    /// The version as this actor counts it: its agent is not shown hand-overs.
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
        let handed_over = self.successor.as_deref().filter(|_| actor != Actor::Person(self.agent));
        handed_over.map_or(self.changed_at, |successor| successor.at.max(self.changed_at))
    }

    /// Who keeps it, and so is to bring it to its end: whoever raised it, or took it over since. Nobody does where
    /// that was the host itself.
    #[must_use]
    pub fn keeper(&self) -> Option<PersonId> {
        let successor = self.successor.as_deref().map(|successor| successor.keeper);
        successor.or_else(|| self.raised.by.person())
    }

    /// Whether it is still being worked on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.archived && !self.state.is_final()
    }

    /// When its agent was asked, the last time, where that awaits their answer.
    #[must_use]
    pub fn awaits_since(&self) -> Option<Instant> {
        let asks = |turn: &&Turn| matches!(turn.kind, TurnKind::Question | TurnKind::SendBack);
        let asked = self.exchange.iter().rev().find(asks).filter(|_| self.state == State::Open);
        asked.map(|turn| turn.done.at)
    }

    /// Where it stands among others: what was answered after what was not, while that is anybody's turn; then by when it
    /// was asked last, while it awaits its agent, since its age is told from then, and else by when it was raised.
    #[must_use]
    pub fn rank(&self) -> (bool, Instant) {
        (self.is_open() && self.state.is_answered(), self.awaits_since().unwrap_or(self.raised.at))
    }

    /// When its agent answered, the last time.
    #[must_use]
    pub fn answered_at(&self) -> Option<Instant> {
        self.exchange.iter().rev().find(|turn| turn.kind == TurnKind::Answer).map(|turn| turn.done.at)
    }
}

impl Subject for Escalation {
    const SEE: Action = Action::SeeEscalation;
    const SHAPE: Shape = Shape::Person;

    /// Whoever takes it over stands in the place of whoever raised it.
    fn whose(&self) -> Whose {
        let keeper = self.keeper();
        Whose::Person {
            coached: self.agent,
            author: keeper,
            keeper: keeper.filter(|_| !self.state.is_final()),
            of: self.about.call().into(),
        }
    }

    /// There are no drafts: the agent sees it from the beginning.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for Escalation {
    by_files!(EscalationMark, escalation, EscalationSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    fn in_line(&self) -> Option<(bool, Instant)> {
        Some(self.rank())
    }

    fn asks_to_show(&self, _: PersonId, keys: &mut Vec<FactKey>) {
        keys.push(self.about.asks());
    }

    fn asks_of_named<F: Facts>(&self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
        keys.extend(self.about.whose(viewer.facts).map(|whose| FactKey::manages(viewer.person, whose)));
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn keeper(&self) -> Option<PersonId> {
        Escalation::keeper(self)
    }

    fn handed_over(escalation: EscalationId, (_, to): (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(escalation, to))
    }

    fn called_off(escalation: EscalationId, _: Option<&Self>, said: (&Note, Actor)) -> Option<Change> {
        Some(follow::called_off(escalation, said))
    }

    fn found(&self) -> Found {
        let awaited = if self.state == State::Open { Some(self.agent) } else { Escalation::keeper(self) };
        Found::made(self.raised.at)
            .stands(self.state, self.state.is_final())
            .archived(self.archived)
            .awaits(awaited)
            .names(self.about.call())
            .names(self.about.bundle())
            .ages_from(self.rank().1)
    }
}

//! Action items: what one person is to do, by when, and whether it was done. Whether one is overdue follows from the day,
//! and is never kept.
//!
//! Rules: ACT-05.

mod act;
mod content;
mod decide;
mod evolve;
mod figures;
mod follow;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{ActionItemKind, Facts, Glance, Refusal};
use crate::ground::{ActionItemMark, PlanId};
use crate::life::{Found, Telling, Thing, Viewer, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, DaySpan, Done, Instant, Key, LocalDate, Note, PersonId, Title, Zone};

pub use crate::ground::ActionItemId;
pub use act::{
    Act, ActionItemAssigned, ActionItemCancelled, ActionItemCompleted, ActionItemHandedOver, ActionItemNote,
    ActionItemProgress, ActionItemReason, ActionItemRef, AssignActionItem, Change, ExtensionGranted, GrantExtension,
    Happening, RequestExtension,
};
pub use content::{
    Extension, ExtensionAnswer, ExtensionOutcome, OfBundle, OfCourseRecommendation, OfReview, OfSession, Source, Turn,
    TurnKind,
};
pub use figures::{ActionItemBadges, ActionItemRates, Due};
pub use follow::{agreed, taken_up, withdrawn};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{ActionItemSight, AgentActionItem, RecordedActionItem, StaffActionItem, TrackActionItem, TrackRecord};

/// An action item, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItem {
    /// Its id.
    pub action_item: ActionItemId,
    /// Whether it is put away.
    pub archived: bool,
    /// When and by whom it was assigned.
    pub assigned: Done,
    /// Who is to do it.
    pub assignee: PersonId,
    /// Who decides on it: whoever assigned it, or took it over since; null where the host did.
    pub assigner: Option<PersonId>,
    /// When it last changed.
    pub changed_at: Instant,
    /// The check that it is to better; null where it is for none.
    pub check: Option<Key>,
    /// The day, where its assignee was, on which it was completed; null where it is not complete.
    pub completed_on: Option<LocalDate>,
    /// What more there is to say of the task.
    pub details: Option<Note>,
    /// The last day on which it is done in time, where its assignee is; null where any day will do.
    pub due_on: Option<LocalDate>,
    /// The version that the due date in force came with.
    pub due_since: u64,
    /// The requests for a later due date, in order.
    pub extensions: Vec<Extension>,
    /// What was done with it, in order.
    pub history: Vec<Turn>,
    /// What sort of thing it is.
    pub kind: ActionItemKind,
    /// The plan from whose session it comes; null where it comes from none.
    #[serde(default)]
    pub plan: Option<PlanId>,
    /// Where it comes from; null where from nothing.
    pub source: Option<Source>,
    /// Where it stands, but for what follows from the day that it is.
    pub state: State,
    /// What is to be done.
    pub task: Title,
    /// How many changes it has seen.
    pub version: u64,
}

impl ActionItem {
    /// The request for a later due date that awaits an answer.
    #[must_use]
    pub fn open_request(&self) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.answer.is_none())
    }

    /// How many notes of progress there are.
    fn notes_of_progress(&self) -> usize {
        self.history.iter().filter(|turn| turn.kind == TurnKind::Progress).count()
    }

    /// Whether whoever assigned it is to decide on something of it.
    #[must_use]
    pub fn awaits_decision(&self) -> bool {
        !self.archived && (self.state == State::Complete || self.open_request().is_some())
    }

    /// From the day of its assignment to that of its verification, or to today where it was not verified.
    #[must_use]
    pub fn days(&self, zone: Zone, at: Instant) -> DaySpan {
        let verified = self.history.iter().rev().find(|turn| turn.kind == TurnKind::Verification);
        let ended = verified.map_or(at, |turn| turn.done.at).max(self.assigned.at);
        DaySpan { first: zone.day_of(self.assigned.at), last: zone.day_of(ended) }
    }

    /// The area of skill with the gap for which its course was recommended, if that is where it comes from.
    #[must_use]
    pub fn area(&self) -> Option<&Key> {
        match &self.source {
            Some(Source::CourseRecommendation(of)) => Some(&of.area),
            _ => None,
        }
    }

    /// For how many days it has been overdue, in its assignee's zone; nothing where it is not.
    #[must_use]
    pub fn days_overdue(&self, zone: Zone, at: Instant) -> Option<i64> {
        let due_on = self.due_on.filter(|_| self.state.is_open())?;
        Some(zone.day_of(at).days_since(due_on)).filter(|days| *days > 0)
    }
}

impl Subject for ActionItem {
    const SEE: Action = Action::SeeActionItem;
    const SHAPE: Shape = Shape::ActionItem;

    fn whose(&self) -> Whose {
        Whose::ActionItem { assignee: self.assignee, assigner: self.assigner, plan: self.plan }
    }

    /// There are no drafts: its assignee sees it from the beginning.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for ActionItem {
    by_files!(ActionItemMark, action_item, ActionItemSight);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::ActionItem)
    }

    fn in_line(&self) -> Option<(bool, Instant)> {
        Some((self.state == State::Complete, self.assigned.at))
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn still_tells<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
        notices::still_tells(self, viewer, told)
    }

    fn is_needed(&self, told: &Planned) -> bool {
        notices::is_needed(self, told)
    }

    fn keeper(&self) -> Option<PersonId> {
        self.assigner
    }

    fn last_day(&self) -> Option<LocalDate> {
        self.due_on
    }

    fn handed_over(item: ActionItemId, (_, to): (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(item, to))
    }

    fn called_off(item: ActionItemId, _: Option<&Self>, said: (&Note, Actor)) -> Option<Change> {
        Some(follow::called_off(item, said))
    }

    fn found(&self) -> Found {
        let asks = self.extensions.iter().any(|extension| extension.answer.is_none());
        let assigner = self.assigner.filter(|_| asks || self.state == State::Complete);
        let assignee = Some(self.assignee).filter(|_| self.state.is_open());
        Found::made(self.assigned.at)
            .stands(self.state, self.state.is_final())
            .archived(self.archived)
            .awaits(assignee.into_iter().chain(assigner))
            .names(self.kind.call())
            .names(self.plan)
            .names_any(self.source.as_ref().and_then(Source::thing))
            .about(self.check.as_ref())
            .undecided(self.awaits_decision())
    }

    /// Lists of open items that are due on no day go by when they were assigned, of others by when they came to stand where they do.
    fn listed_at(&self) -> Instant {
        let turned = self.history.last().map_or(self.assigned, |turn| turn.done);
        if self.state.is_open() && !self.archived { self.assigned.at } else { turned.at }
    }
}

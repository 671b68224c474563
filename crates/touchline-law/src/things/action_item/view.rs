//! What is shown of an action item: one view for its assignee, one for those who assigned and follow it.
//!
//! Rules: PIP-04.

use crate::access::{Action, Audience, Sight, Standing, see_as};
use crate::facts::{ActionItemKind, Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{ActionItem, ActionItemId, Extension, Source, State, Turn};
use touchline_kernel::{Done, Instant, Key, LocalDate, Note, PersonId, Title, Zone};

crate::life::view! {
    /// An action item as its assignee sees it.
    AgentActionItem of item: ActionItem for Coached, at: Instant, zone: Zone {
        /// Its id.
        action_item: ActionItemId,
        /// When and by whom it was assigned.
        assigned: Done,
        /// Who decides on it: whoever assigned it, or took it over since; null where the host did.
        assigner: Option<PersonId>,
        /// The check that it is to better; null where it is for none.
        check: Option<Key>,
        /// The day on which it was completed; null where it is not complete.
        completed_on: Option<LocalDate>,
        /// For how many days of the assignee's zone it has been overdue; null where it is not.
        days_overdue: Option<i64> = item.days_overdue(zone, at),
        /// What more there is to say of the task.
        details: Option<Note>,
        /// The last day on which it is done in time; null where any day will do.
        due_on: Option<LocalDate>,
        /// The requests for a later due date, in order.
        extensions: Vec<Extension>,
        /// What was done with it, in order.
        history: Vec<Turn>,
        /// What sort of thing it is.
        kind: ActionItemKind,
        /// Whether its assignee is to do something.
        needs_action: bool = item.state.is_open(),
        /// Where it comes from; null where from nothing.
        source: Option<Source>,
        /// Where it stands.
        state: State,
        /// What is to be done.
        task: Title,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// An action item as those see it who assigned and follow it.
    StaffActionItem of item: ActionItem for Staff, at: Instant, zone: Zone {
        /// Its id.
        action_item: ActionItemId,
        /// Whether it is put away.
        archived: bool,
        /// When and by whom it was assigned.
        assigned: Done,
        /// Who is to do it.
        assignee: PersonId,
        /// Who decides on it: whoever assigned it, or took it over since; null where the host did.
        assigner: Option<PersonId>,
        /// Whether a decision is awaited: it is to be verified, or a later due date was asked for.
        awaits_decision: bool = item.awaits_decision(),
        /// The check that it is to better; null where it is for none.
        check: Option<Key>,
        /// The day, where its assignee was, on which it was completed; null where it is not complete.
        completed_on: Option<LocalDate>,
        /// For how many days of the assignee's zone it has been overdue; null where it is not.
        days_overdue: Option<i64> = item.days_overdue(zone, at),
        /// What more there is to say of the task.
        details: Option<Note>,
        /// The last day on which it is done in time, where its assignee is; null where any day will do.
        due_on: Option<LocalDate>,
        /// The requests for a later due date, in order.
        extensions: Vec<Extension>,
        /// What was done with it, in order.
        history: Vec<Turn>,
        /// What sort of thing it is.
        kind: ActionItemKind,
        /// Where it comes from; null where from nothing.
        source: Option<Source>,
        /// Where it stands.
        state: State,
        /// What is to be done.
        task: Title,
        /// How many changes it has seen.
        version: u64,
    }
}

/// Those who see the plan of an improvement track that is closed: what was to be done by its sessions stands in its record.
pub enum TrackRecord {}

impl Audience<ActionItem> for TrackRecord {
    const NEEDS: Action = Action::SeePlan;

    fn admits(item: &ActionItem, viewer: &Standing<'_>) -> bool {
        item.plan.is_some() && !viewer.is_coached()
    }
}

crate::life::view! {
    /// An action item as it stands in the record of an improvement track: what was to be done, and what became of it. What its
    /// people wrote about it since is theirs.
    RecordedActionItem of item: ActionItem for own TrackRecord {
        /// Its id.
        action_item: ActionItemId,
        /// When and by whom it was assigned.
        assigned: Done,
        /// Who was to do it.
        assignee: PersonId,
        /// The day, where its assignee was, on which it was completed; null where it is not complete.
        completed_on: Option<LocalDate>,
        /// The last day on which it is done in time, where its assignee is; null where any day will do.
        due_on: Option<LocalDate>,
        /// What sort of thing it is.
        kind: ActionItemKind,
        /// The session that it comes from.
        source: Option<Source>,
        /// Where it stands.
        state: State,
        /// What is to be done.
        task: Title,
    }
}

/// An action item of an improvement track that is closed, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum TrackActionItem {
    /// For its assignee.
    Agent(AgentActionItem),
    /// For those who see the track, and are no party to the item.
    Record(RecordedActionItem),
    /// For those who assigned and follow it.
    Staff(StaffActionItem),
}

impl TrackActionItem {
    /// An action item as it stands in the record of a track, for somebody who stands so towards the track's plan; nothing where they
    /// do not see that.
    #[must_use]
    pub fn recorded(item: &ActionItem, towards_plan: &Standing<'_>) -> Option<Self> {
        see_as::<TrackRecord, _>(item, towards_plan).map(|seen| TrackActionItem::Record(RecordedActionItem::of(&seen)))
    }
}

impl From<ActionItemSight> for TrackActionItem {
    fn from(sight: ActionItemSight) -> Self {
        match sight {
            ActionItemSight::Agent(view) => TrackActionItem::Agent(view),
            ActionItemSight::Staff(view) => TrackActionItem::Staff(view),
        }
    }
}

crate::life::audiences! {
    /// An action item, by the audience that the viewer belongs to.
    ActionItemSight {
        /// For its assignee.
        Agent(AgentActionItem),
        /// For those who assigned and follow it.
        Staff(StaffActionItem),
    }
}

impl ActionItemSight {
    /// Whether it came of a session, and so stands under a plan.
    #[must_use]
    pub fn is_under_plan(&self) -> bool {
        let source = match self {
            ActionItemSight::Agent(view) => &view.source,
            ActionItemSight::Staff(view) => &view.source,
        };
        matches!(source, Some(Source::Session(_)))
    }

    /// For how many days it has been overdue; nothing where it is not.
    #[must_use]
    pub fn days_overdue(&self) -> Option<i64> {
        match self {
            ActionItemSight::Agent(view) => view.days_overdue,
            ActionItemSight::Staff(view) => view.days_overdue,
        }
    }
}

/// An action item as the viewer sees it.
pub(super) fn show<F: Facts>(item: &ActionItem, viewer: &Viewer<'_, F>) -> Result<Option<ActionItemSight>, Refusal> {
    let Some(sight) = viewer.see(item)? else { return Ok(None) };
    let (at, zone) = (viewer.at, viewer.zone_of(item.assignee)?);
    Ok(Some(match sight {
        Sight::Coached(seen) => ActionItemSight::Agent(AgentActionItem::of(&seen, at, zone)),
        Sight::Staff(seen) => ActionItemSight::Staff(StaffActionItem::of(&seen, at, zone)),
    }))
}

//! `session.agenda`: what a session begins with: what is still to be done from the sessions of its plan, and the milestones that
//! are due before the session after it; and after them what its plan has talked about each time.
//!
//! Rules: ACT-06, PLN-02, SES-07.

use std::ops::Bound;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::moments::last_at;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::action_item::index::{self as action_items};
use crate::workspace::things::session::index::{Of, Section};
use touchline_calculators::plan::MilestoneStanding;
use touchline_kernel::{Code, Instant, Note};
use touchline_law::facts::Refusal;
use touchline_law::ground::SessionId;
use touchline_law::things::action_item::{ActionItem, ActionItemSight};
use touchline_law::things::plan::{MilestoneView, Plan, PlanSight};
use touchline_law::things::session::{AgendaTopic, Session, SessionSight};

/// The agenda of which session.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SessionAgendaOf")]
pub struct SessionAgenda {
    /// The session.
    pub session: SessionId,
}

/// What a session begins with.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SessionAgenda")]
pub struct AgendaView {
    /// What is still to be done from sessions of the plan, of what the viewer sees: what is due first first, and after it what has
    /// no due date.
    pub action_items: Vec<ActionItemSight>,
    /// The milestones that are still to be reached and due before the session after it; where none is scheduled, all of them that
    /// have a day. In the order of the plan.
    pub milestones: Vec<MilestoneView>,
    /// When the session after it begins; null where none is scheduled.
    pub next_starts_at: Option<Instant>,
    /// What its plan says is to be talked about each time, as its template had it.
    pub of_plan: Vec<Note>,
    /// What else is to be talked about, in the order in which it was added.
    pub topics: Vec<AgendaTopic>,
}

impl Question for SessionAgenda {
    type View = AgendaView;

    fn answer(&self, asked: &Asked<'_>) -> Result<AgendaView, Refusal> {
        let seen = asked.shown::<Session>(self.session)?.ok_or(Code::NotFound)?;
        let session = asked.world.tables.sessions.get(self.session).ok_or(Code::NotFound)?;
        let topics = match seen {
            SessionSight::Agent(seen) => seen.agenda,
            SessionSight::Staff(seen) => seen.agenda,
        };
        let next_starts_at = after(asked, session);
        let (milestones, of_plan) = match asked.shown::<Plan>(session.plan)? {
            Some(PlanSight::Agent(plan)) => (plan.milestones, plan.content.sessions),
            Some(PlanSight::Staff(plan)) => (plan.milestones, plan.content.sessions),
            None => (Vec::new(), None),
        };
        Ok(AgendaView {
            action_items: open_items(asked, session)?,
            milestones: due_before(asked, session, (milestones, next_starts_at))?,
            next_starts_at,
            of_plan: of_plan.map(|sessions| sessions.agenda).unwrap_or_default(),
            topics,
        })
    }
}

/// When the next session of the plan begins that is scheduled after this one: one that begins with it is not after it.
fn after(asked: &Asked<'_>, session: &Session) -> Option<Instant> {
    let keys = asked.world.session_index.listed.of(Of::Plan(session.plan), Section::Scheduled, false)?;
    let own = last_at(session.time.starts_at);
    keys.range((Bound::Excluded(own), Bound::Unbounded)).next().map(|(starts_at, _)| *starts_at)
}

fn open_items(asked: &Asked<'_>, session: &Session) -> Result<Vec<ActionItemSight>, Refusal> {
    let of = action_items::Of::Plan(session.plan);
    let open = asked.world.action_item_index.listed.of(of, action_items::Section::Open);
    let seen = open.into_iter().flatten().map(|(_, _, item)| asked.shown::<ActionItem>(*item));
    seen.filter_map(Result::transpose).collect()
}

fn due_before(
    asked: &Asked<'_>,
    session: &Session,
    (milestones, next_starts_at): (Vec<MilestoneView>, Option<Instant>),
) -> Result<Vec<MilestoneView>, Refusal> {
    let zone = asked.sight().zone_of(session.coachee)?;
    let is_due = |milestone: &MilestoneView| {
        milestone.standing == MilestoneStanding::Open
            && milestone
                .content
                .target_on
                .is_some_and(|day| next_starts_at.is_none_or(|next| zone.last_moment(day) < next))
    };
    Ok(milestones.into_iter().filter(is_due).collect())
}

//! `plan.compliance`: what an improvement track comes to once it is closed, of what the viewer sees: who took part, what was
//! approved and when, what came of its sessions, milestones and action items, and what proves what was noted down.
//!
//! Rules: PIP-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::timeline::{TimelineEntry, timeline};
use super::track_proof::{TrackProof, proof};
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::action_item::index as action_items;
use crate::workspace::things::session::index as sessions;
use touchline_kernel::{Code, Instant, PersonId};
use touchline_law::access::Subject as _;
use touchline_law::facts::Refusal;
use touchline_law::ground::{PlanId, SessionId};
use touchline_law::things::action_item::{ActionItem, TrackActionItem};
use touchline_law::things::plan::{Plan, PlanSight};
use touchline_law::things::session::{Session, SessionSight};

/// Asks for the summary of which improvement track.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanComplianceOf")]
pub struct PlanCompliance {
    /// The plan.
    pub plan: PlanId,
}

/// What an improvement track comes to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "PlanCompliance")]
pub struct ComplianceSummary {
    /// What was to be done by its sessions, and what became of that: what was assigned first first.
    pub action_items: Vec<TrackActionItem>,
    /// When it was closed.
    pub closed_at: Instant,
    /// Whom it coached.
    pub coachee: PersonId,
    /// The plan: who took part, what it said, what was approved, its milestones with their results, what came of it.
    pub plan: PlanSight,
    /// Its sessions, whatever became of them: the one that began first first.
    pub sessions: Vec<SessionSight>,
    /// What happened, and when.
    pub timeline: Vec<TimelineEntry>,
    /// What proves what was noted down of its sessions. Null for whoever is not shown all of that.
    pub verification: Option<TrackProof>,
}

impl Question for PlanCompliance {
    type View = ComplianceSummary;

    fn answer(&self, asked: &Asked<'_>) -> Result<ComplianceSummary, Refusal> {
        let seen = asked.shown::<Plan>(self.plan)?.ok_or(Code::NotFound)?;
        let plan = asked.world.tables.plans.get(self.plan).ok_or(Code::NotFound)?;
        if plan.as_track().is_none() {
            return Err(Code::NotATrack.into());
        }
        let closed_at = plan.ended_at().ok_or(Code::PlanNotEnded)?;
        let sessions = self.sessions(asked)?;
        Ok(ComplianceSummary {
            action_items: self.action_items(asked, plan)?,
            closed_at,
            coachee: plan.coachee,
            timeline: timeline(&seen, &sessions),
            plan: seen,
            sessions,
            verification: proof(asked, plan)?,
        })
    }
}

impl PlanCompliance {
    fn sessions(&self, asked: &Asked<'_>) -> Result<Vec<SessionSight>, Refusal> {
        let (index, of_plan) = (&asked.world.session_index.listed, sessions::Of::Plan(self.plan));
        let of = sessions::Section::VARIANTS.iter().flat_map(|section| index.all(of_plan, *section));
        let mut keys: Vec<(Instant, SessionId)> = of.flatten().copied().collect();
        keys.sort_unstable();
        keys.into_iter().filter_map(|(_, id)| asked.shown::<Session>(id).transpose()).collect()
    }

    /// What was to be done by its sessions is part of its record (decision 60): who is no party to an item is told what it was, and
    /// what became of it.
    fn action_items(&self, asked: &Asked<'_>, plan: &Plan) -> Result<Vec<TrackActionItem>, Refusal> {
        let listed = &asked.world.action_item_index.listed;
        let of = action_items::Section::VARIANTS
            .iter()
            .filter_map(|section| listed.of(action_items::Of::Plan(self.plan), *section));
        let items = of.flatten().filter_map(|(_, _, id)| asked.world.tables.action_items.get(*id));
        let mut items: Vec<&ActionItem> = items.collect();
        items.sort_unstable_by_key(|item| (item.assigned.at, item.action_item));
        let towards_plan = asked.sight().towards(&plan.whose())?;
        let shown = items.into_iter().map(|item| {
            let own = asked.show(item)?.map(TrackActionItem::from);
            Ok(own.or_else(|| TrackActionItem::recorded(item, &towards_plan)))
        });
        shown.filter_map(Result::transpose).collect()
    }
}

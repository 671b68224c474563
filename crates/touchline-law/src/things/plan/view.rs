//! What is shown of a plan: one view for whom it coaches, once it was activated, and one for those who coach and manage.
//!
//! Rules: ACC-07, ACC-11, ACC-19, KER-17, PIP-02, PIP-07, PLN-13.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;

use super::{
    AgentTrack, CoachKept, FormerCoach, MidpointReview, Milestone, MilestoneContent, MilestoneProposal,
    MilestoneUpdate, Plan, PlanCancellation, PlanCoach, PlanContent, PlanHold, PlanId, PlanOutcome, PlanRemark,
    PlanSigning, StaffTrack, State, TemplateUsed,
};
use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::plan::{MilestoneStanding, PlanPolicy, PlanProgress, SmartVerdict};
use touchline_kernel::{Actor, Done, Key, PersonId};

/// That a milestone was set as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MilestoneSet {
    /// When and by whom. Of what an amendment says, when and by whom that was proposed.
    pub done: Done,
    /// The external coach for whom that was; null where it was the doing of whoever did it.
    pub on_behalf_of: Option<Key>,
}

/// A milestone, with how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MilestoneView {
    /// What it says.
    pub content: MilestoneContent,
    /// Why it is aimed at no more, if it is not. Of what an amendment dropped whom it coaches is told when and by whom that was
    /// approved, and all others when and by whom it was proposed.
    pub dropped: Option<PlanRemark>,
    /// Who set it last. Whom the plan coaches is not told, since that is of how it was prepared.
    pub set: Option<MilestoneSet>,
    /// What the SMART check says of it.
    pub smart: SmartVerdict,
    /// Where it stands, but for what follows from the day that it is.
    pub standing: MilestoneStanding,
    /// The values of its measure, in the order in which they were recorded.
    pub updates: Vec<MilestoneUpdate>,
}

crate::life::view! {
    /// A plan as whom it coaches sees it.
    AgentPlan of plan: Plan for Coached, progress: PlanProgress, policy: &PlanPolicy {
        /// When and by whom it was activated, the first time.
        activated: Option<Done>,
        /// The external coach for whom that was; null where it was the doing of whoever did it.
        activated_on_behalf_of: Option<Key>,
        /// Each time that it was called off since.
        cancellations: Vec<PlanCancellation> = cancellations(plan),
        /// Who coaches.
        coaches: Vec<PlanCoach> = plan.coaches.iter().map(|kept| kept.coach.clone()).collect(),
        /// What it says.
        content: PlanContent,
        /// Each time that it was on hold.
        holds: Vec<PlanHold>,
        /// Its reviews in the middle.
        midpoints: Vec<MidpointReview>,
        /// Its milestones.
        milestones: Vec<MilestoneView> = agent_milestones(plan, policy),
        /// What came of it, once it is completed.
        outcome: Option<PlanOutcome>,
        /// Its id.
        plan: PlanId,
        /// How far it has come.
        progress: PlanProgress = progress,
        /// The milestones that one proposed, with what came of each.
        proposals: Vec<MilestoneProposal>,
        /// What there is to sign of it, and what was signed.
        signing: PlanSigning = plan.signed(),
        /// Where it stands.
        state: State,
        /// The template that it was started from; null where there was none.
        template: Option<TemplateUsed>,
        /// That it is an improvement track, and when it was approved; null where it is none.
        track: Option<AgentTrack> = plan.agent_track(),
        /// How many changes it has seen since it was activated.
        version: u64 = plan.version_for(Actor::Person(plan.coachee)),
    }
}

/// What a plan shows that follows from the moment, and from who there is.
pub struct Today {
    awaits_nobody: bool,
    progress: PlanProgress,
}

crate::life::view! {
    /// A plan as those see it who coach, or manage coaching.
    StaffPlan of plan: Plan for Staff, today: Today, policy: &PlanPolicy {
        /// When and by whom it was activated, the first time.
        activated: Option<Done>,
        /// The external coach for whom that was; null where it was the doing of whoever did it.
        activated_on_behalf_of: Option<Key>,
        /// Whether it is put away.
        archived: bool,
        /// Each time that it was called off.
        cancellations: Vec<PlanCancellation>,
        /// Whom it coaches.
        coachee: PersonId,
        /// Who coaches, and since when.
        coaches: Vec<CoachKept>,
        /// What it says.
        content: PlanContent,
        /// Who said that last.
        content_by: Actor,
        /// The external coach for whom they did; null where it was their own doing.
        content_on_behalf_of: Option<Key>,
        /// When and by whom it was created.
        created: Done,
        /// Those who coached and do no more, in the order in which they were removed.
        former_coaches: Vec<FormerCoach>,
        /// Each time that it was on hold.
        holds: Vec<PlanHold>,
        /// Its reviews in the middle.
        midpoints: Vec<MidpointReview>,
        /// Its milestones.
        milestones: Vec<MilestoneView> = milestones(plan, policy),
        /// What came of it, once it is completed.
        outcome: Option<PlanOutcome>,
        /// Its id.
        plan: PlanId,
        /// How far it has come.
        progress: PlanProgress = today.progress,
        /// The milestones that whom it coaches proposed, with what came of each.
        proposals: Vec<MilestoneProposal>,
        /// What there is to sign of it, and what was signed; null as long as its days have not run.
        signing: Option<PlanSigning> = plan.activated.map(|_| plan.signed()),
        /// Where it stands.
        state: State,
        /// The template that it was started from; null where there was none.
        template: Option<TemplateUsed>,
        /// That it is an improvement track, with what was asked to be approved of it; null where it is none.
        track: Option<Box<StaffTrack>> = plan.staff_track(today.awaits_nobody).map(Box::new),
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::audiences! {
    /// A plan, by the audience that the viewer belongs to.
    PlanSight {
        /// For whom it coaches.
        Agent(AgentPlan),
        /// For those who coach, or manage coaching.
        Staff(StaffPlan),
    }
}

/// That a draft was called off is not for whom it was to coach.
fn cancellations(plan: &Plan) -> Vec<PlanCancellation> {
    plan.cancellations.iter().filter(|off| !off.of_draft).cloned().collect()
}

fn milestones(plan: &Plan, policy: &PlanPolicy) -> Vec<MilestoneView> {
    let shown = |milestone: &Milestone| MilestoneView {
        content: milestone.content.clone(),
        dropped: milestone.dropped.as_deref().cloned(),
        set: Some(MilestoneSet { done: milestone.set, on_behalf_of: milestone.set_on_behalf_of.clone() }),
        smart: milestone.content.smart(plan.content.days, policy),
        standing: milestone.standing(),
        updates: milestone.updates.clone(),
    };
    plan.milestones.iter().map(shown).collect()
}

/// Who proposes what to drop, and when, is not for whom the plan coaches, who is shown what is in force.
fn agent_milestones(plan: &Plan, policy: &PlanPolicy) -> Vec<MilestoneView> {
    let shown = |view: MilestoneView| MilestoneView {
        dropped: view.dropped.map(|said| plan.as_put_in_force(said)),
        set: None,
        ..view
    };
    milestones(plan, policy).into_iter().map(shown).collect()
}

/// A plan as the viewer sees it.
pub(super) fn show<F: Facts>(plan: &Plan, viewer: &Viewer<'_, F>) -> Result<Option<PlanSight>, Refusal> {
    let progress = || -> Result<PlanProgress, Refusal> {
        Ok(plan.progress(viewer.zone_of(plan.coachee)?, viewer.at, &viewer.policy.plan))
    };
    Ok(match viewer.see(plan)? {
        Some(Sight::Coached(seen)) => Some(PlanSight::Agent(AgentPlan::of(&seen, progress()?, &viewer.policy.plan))),
        Some(Sight::Staff(seen)) => {
            let today = Today { awaits_nobody: plan.awaits_nobody(viewer.facts)?, progress: progress()? };
            Some(PlanSight::Staff(StaffPlan::of(&seen, today, &viewer.policy.plan)))
        }
        None => None,
    })
}

//! Whose the texts of a plan are, and which of them a redaction takes away.

use super::{
    Milestone, MilestoneProposal, MilestoneProposalOutcome, Plan, PlanAmendment, PlanCoach, PlanRemark, Track,
};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(plan: &mut Plan, redaction: &Redaction) {
    let coachee = plan.coachee;
    let by = |actor: Actor| Whose::wrote(actor, coachee);
    plan.content.redact(by(plan.content_by), redaction);
    plan.milestones.iter_mut().for_each(|milestone| of_milestone(milestone, coachee, redaction));
    let former = plan.former_coaches.iter_mut().map(|former| &mut former.kept);
    for kept in plan.coaches.iter_mut().chain(former) {
        if let PlanCoach::External(coach) = &mut kept.coach {
            redaction.redact(&mut coach.name, by(kept.added.by));
        }
    }
    for hold in &mut plan.holds {
        redaction.redact_any(&mut hold.reason, by(hold.held.by));
    }
    for cancellation in &mut plan.cancellations {
        remark(&mut cancellation.said, coachee, redaction);
        if let Some(reinstated) = cancellation.reinstated {
            redaction.redact_any(&mut cancellation.reinstated_because, by(reinstated.by));
        }
    }
    for review in &mut plan.midpoints {
        let own = by(review.done.by);
        redaction.redact_any(&mut review.summary, own);
        review.assessments.iter_mut().for_each(|one| redaction.redact_any(&mut one.note, own));
    }
    plan.proposals.iter_mut().for_each(|proposal| of_proposal(proposal, coachee, redaction));
    if let Some(track) = plan.track.as_deref_mut() {
        of_track(track, coachee, redaction);
    }
    if let Some(outcome) = plan.outcome.as_deref_mut() {
        let own = by(outcome.summary.done.by);
        outcome.results.iter_mut().for_each(|one| redaction.redact_any(&mut one.reason, own));
        remark(&mut outcome.summary, coachee, redaction);
    }
}

fn of_track(track: &mut Track, coachee: PersonId, redaction: &Redaction) {
    for decision in track.requests.iter_mut().filter_map(|request| request.decision.as_deref_mut()) {
        redaction.redact_any(&mut decision.reason, Whose::wrote(decision.done.by, coachee));
    }
    if let Some(amendment) = track.amendment.as_deref_mut() {
        of_amendment(amendment, coachee, redaction);
    }
}

fn of_amendment(amendment: &mut PlanAmendment, coachee: PersonId, redaction: &Redaction) {
    let own = Whose::wrote(amendment.proposed.by, coachee);
    amendment.content.redact(own, redaction);
    amendment.milestones.iter_mut().for_each(|content| redaction.redact(&mut content.description, own));
    amendment.dropped.iter_mut().for_each(|dropped| redaction.redact(&mut dropped.reason, own));
    redaction.redact_any(&mut amendment.reason, own);
}

fn of_proposal(proposal: &mut MilestoneProposal, coachee: PersonId, redaction: &Redaction) {
    let own = Whose::wrote(proposal.proposed.by, coachee);
    redaction.redact(&mut proposal.content.description, own);
    redaction.redact_any(&mut proposal.note, own);
    if let Some(MilestoneProposalOutcome::Declined(declined)) = &mut proposal.outcome {
        remark(declined, coachee, redaction);
    }
}

fn of_milestone(milestone: &mut Milestone, coachee: PersonId, redaction: &Redaction) {
    redaction.redact(&mut milestone.content.description, Whose::wrote(milestone.set.by, coachee));
    for update in &mut milestone.updates {
        redaction.redact_any(&mut update.note, Whose::wrote(update.done.by, coachee));
    }
    if let Some(dropped) = milestone.dropped.as_deref_mut() {
        remark(dropped, coachee, redaction);
    }
}

fn remark(remark: &mut PlanRemark, coachee: PersonId, redaction: &Redaction) {
    redaction.redact(&mut remark.text, Whose::wrote(remark.done.by, coachee));
}

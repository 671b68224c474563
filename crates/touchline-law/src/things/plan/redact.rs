//! Whose the texts of a plan are, and which of them a redaction takes away.

use super::{Change, Milestone, Plan, PlanCoach, PlanRemark};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom the plan coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Created(body) => Some(body.coachee),
        Change::Revised(_)
        | Change::MilestoneSet(_)
        | Change::MilestoneRemoved(_)
        | Change::MilestoneUpdated(_)
        | Change::MilestoneReopened(_)
        | Change::MilestoneDropped(_)
        | Change::MidpointReviewed(_)
        | Change::Activated(_)
        | Change::Held(_)
        | Change::Resumed(_)
        | Change::Completed(_)
        | Change::Cancelled(_)
        | Change::Reinstated(_)
        | Change::CoachAdded(_)
        | Change::CoachRemoved(_)
        | Change::Archived(_)
        | Change::Restored(_)
        | Change::MilestoneProgressed(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(plan: &mut Plan, redaction: &Redaction) {
    let coachee = plan.coachee;
    let by = |actor: Actor| Whose::wrote(actor, coachee);
    let content = by(plan.content_by);
    redaction.redact(&mut plan.content.title, content);
    plan.content.focus_areas.iter_mut().for_each(|area| redaction.redact(&mut area.title, content));
    plan.content.goals.iter_mut().for_each(|goal| redaction.redact(&mut goal.text, content));
    let agenda = plan.content.sessions.iter_mut().flat_map(|sessions| &mut sessions.agenda);
    agenda.for_each(|topic| redaction.redact(topic, content));
    plan.milestones.iter_mut().for_each(|milestone| of_milestone(milestone, coachee, redaction));
    for kept in &mut plan.coaches {
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
    if let Some(outcome) = plan.outcome.as_deref_mut() {
        let own = by(outcome.summary.done.by);
        outcome.results.iter_mut().for_each(|one| redaction.redact_any(&mut one.reason, own));
        remark(&mut outcome.summary, coachee, redaction);
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

//! What is shown of an assignment: to whoever handled the call their own request, to those who review what is to be done.
//!
//! Rules: REV-20, REV-22.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::ground::calls::CallId;
use crate::ground::{ReviewAssignmentId, ReviewId};
use crate::life::Viewer;

use super::{Origin, ReviewAssignment, State, Turn};
use touchline_kernel::{Done, Instant, LocalDate, Note, PersonId, Zone};

crate::life::view! {
    /// Feedback that somebody asked for, as they see it.
    AgentReviewAssignment of known: ReviewAssignment for Coached, at: Instant, zone: Zone {
        /// Whether it is put away.
        archived: bool,
        /// When it was asked for.
        asked: Done,
        /// The call.
        call: CallId,
        /// Why it was declined; null where it was not.
        declined: Option<Note> = known.history.last().filter(|_| known.state == State::Declined).and_then(|turn| turn.text.clone()),
        /// By when it will be done, where the reviewer is; null where nobody said so.
        due_on: Option<LocalDate>,
        /// What they would like to hear about.
        note: Option<Note>,
        /// The review that was delivered, once it is done.
        review: Option<ReviewId>,
        /// Its id.
        review_assignment: ReviewAssignmentId,
        /// Whom they asked, or who is to do it.
        reviewer: PersonId,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// For how many days, where they are, it has waited; null where it does not.
        waiting_days: Option<i64> = known.waiting_days(zone, at),
    }
}

crate::life::view! {
    /// An assignment as those see it who review.
    StaffReviewAssignment of known: ReviewAssignment for Staff, at: Instant, zone: Zone {
        /// Who handled the call.
        agent: PersonId,
        /// Whether it is put away.
        archived: bool,
        /// When and by whom it was assigned, or asked for.
        asked: Done,
        /// Who assigned it, the last time; null where nobody did.
        assigner: Option<PersonId>,
        /// The call.
        call: CallId,
        /// For how many days of the reviewer's zone it has been overdue; null where it is not.
        days_overdue: Option<i64> = known.days_overdue(zone, at),
        /// The last day on which it is done in time, where the reviewer is; null where any day will do.
        due_on: Option<LocalDate>,
        /// What was done with it, in order.
        history: Vec<Turn>,
        /// What there was to say when it was assigned, or asked for.
        note: Option<Note>,
        /// How it came about.
        origin: Origin,
        /// The review that was delivered, once it is done.
        review: Option<ReviewId>,
        /// Its id.
        review_assignment: ReviewAssignmentId,
        /// Who is to review the call, or was.
        reviewer: PersonId,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// For how many days of the reviewer's zone it has waited; null where it does not.
        waiting_days: Option<i64> = known.waiting_days(zone, at),
    }
}

crate::life::audiences! {
    /// An assignment, by the audience that the viewer belongs to.
    ReviewAssignmentSight {
        /// For whoever asked for it.
        Agent(AgentReviewAssignment),
        /// For those who review.
        Staff(StaffReviewAssignment),
    }
}

/// An assignment as the viewer sees it.
pub(super) fn show<F: Facts>(
    known: &ReviewAssignment,
    viewer: &Viewer<'_, F>,
) -> Result<Option<ReviewAssignmentSight>, Refusal> {
    Ok(match viewer.see(known)? {
        None => None,
        Some(Sight::Coached(seen)) => {
            let zone = viewer.zone_of(known.agent)?;
            Some(ReviewAssignmentSight::Agent(AgentReviewAssignment::of(&seen, viewer.at, zone)))
        }
        Some(Sight::Staff(seen)) => {
            let zone = viewer.zone_of(known.reviewer)?;
            Some(ReviewAssignmentSight::Staff(StaffReviewAssignment::of(&seen, viewer.at, zone)))
        }
    })
}

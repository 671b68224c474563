//! `review_assignment.mine`, `review_assignment.list` and `review_assignment.requested`: what the viewer is to review, what
//! others are, and what the viewer asked for.
//!
//! Rules: KER-09, REV-20, REV-22.

use crate::workspace::Ordered;
use crate::workspace::index::due::{DueKey, may_be_overdue};
use crate::workspace::queries::listing::{Listing, Order, Paging, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::review_assignment::index::Section;
use touchline_kernel::command::PersonId;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::ReviewAssignmentMark;
use touchline_law::things::review_assignment::{
    AgentReviewAssignment, ReviewAssignment, ReviewAssignmentSight, StaffReviewAssignment,
};

lists! {
    /// The lists of what somebody is to review.
    MyReviewAssignmentList of Section {
        /// Still to be done: what has waited longest first.
        Open: Waiting, OldestFirst,
        /// What of it is overdue where the viewer is: what was due first first.
        Overdue: Due, OldestFirst,
        /// Done, or to be done no more; what ended last first.
        Ended: Ended, NewestFirst,
        /// What was put away of it; what ended last first.
        Archived: Archived, NewestFirst,
    }
}

lists! {
    /// The lists of what is to be reviewed.
    ReviewAssignmentList of Section {
        /// Still to be done: what is due first first, so what is overdue before all else, and after it what has no due date,
        /// by when it was asked for.
        Open: Due, OldestFirst,
        /// What of it is overdue where its reviewer is.
        Overdue: Due, OldestFirst,
        /// Done, or to be done no more; what ended last first.
        Ended: Ended, NewestFirst,
        /// What was put away of it; what ended last first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which of the reviews that the viewer is to give.
    #[schemars(rename = "ReviewAssignmentsMine")]
    ReviewAssignmentMine {
        /// Which list.
        list: MyReviewAssignmentList,
    }
}

paged! {
    /// Which reviews that are to be given. What is left out chooses nothing.
    #[schemars(rename = "ReviewAssignmentsListed")]
    ReviewAssignmentsOf {
        /// Only those of calls that this person handled.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Only those that the viewer assigned.
        #[serde(default)]
        assigned_by_me: bool,
        /// Which list.
        list: ReviewAssignmentList,
    }
}

paged! {
    /// Which of one's own requests for feedback.
    #[schemars(rename = "ReviewsRequested")]
    ReviewAssignmentRequested {
        /// Those that were put away, which came to an end before, the newest first; where it is left out or false those that were
        /// not.
        #[serde(default)]
        archived: bool,
        /// Those that came to an end, the newest first; where it is left out or false those that wait, the oldest first.
        #[serde(default)]
        ended: bool,
    }
}

impl Question for ReviewAssignmentMine {
    type View = Page<StaffReviewAssignment>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReviewAssignment>, Refusal> {
        let keys = asked.world.review_assignment_index.by_reviewer.of(asked.viewing.viewer, self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        let is_of_overdue = self.list == MyReviewAssignmentList::Overdue;
        page(asked, (name, keys.into_iter().collect()), self.paging(self.list.order()), is_of_overdue, |_| true)
    }
}

impl Question for ReviewAssignmentsOf {
    type View = Page<StaffReviewAssignment>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReviewAssignment>, Refusal> {
        let (index, viewer) = (&asked.world.review_assignment_index, asked.viewing.viewer);
        let (agent, section) = (self.agent, self.list.section());
        let keys = if self.assigned_by_me {
            index.by_assigner.of(viewer, section).into_iter().collect()
        } else {
            let reaches = asked.reaches_of(Action::SeeReviewAssignment, agent)?.into_iter();
            reaches.filter_map(|(of, reach)| index.listed.of(of)?.within(reach, section)).collect()
        };
        let name = format!("{}/{agent:?}/{}/{}", Self::NAME, self.assigned_by_me, self.list.name());
        let is_of_overdue = self.list == ReviewAssignmentList::Overdue;
        let is_chosen = |seen: &StaffReviewAssignment| agent.is_none_or(|agent| agent == seen.agent);
        page(asked, (name, keys), self.paging(self.list.order()), is_of_overdue, is_chosen)
    }
}

impl Question for ReviewAssignmentRequested {
    type View = Page<AgentReviewAssignment>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentReviewAssignment>, Refusal> {
        let (section, order) = match (self.archived, self.ended) {
            (true, _) => (Section::Archived, Order::NewestFirst),
            (false, true) => (Section::Ended, Order::NewestFirst),
            (false, false) => (Section::Waiting, Order::OldestFirst),
        };
        let keys = asked.world.review_assignment_index.requested.of(asked.viewing.viewer, section);
        let name = format!("{}/{}/{}", Self::NAME, self.ended, self.archived);
        asked.page::<ReviewAssignment, _, _>(name, keys, self.paging(order), ReviewAssignmentSight::agent)
    }
}

/// A page of what the viewer sees of these lists; which day it is, and so what is overdue, is a matter of where each
/// reviewer is.
fn page(
    asked: &Asked<'_>,
    (name, keys): (String, Vec<&Ordered<DueKey<ReviewAssignmentMark>>>),
    paging: Paging<'_>,
    is_of_overdue: bool,
    is_chosen: impl Fn(&StaffReviewAssignment) -> bool,
) -> Result<Page<StaffReviewAssignment>, Refusal> {
    let listing = Listing::new(name, asked, keys, paging)?;
    let staff = |id| Ok(asked.shown::<ReviewAssignment>(id)?.and_then(ReviewAssignmentSight::staff).filter(&is_chosen));
    if !is_of_overdue {
        return listing.page(staff);
    }
    let at = asked.viewing.at;
    let overdue = |id| Ok(staff(id)?.filter(|seen| seen.days_overdue.is_some()));
    listing.page_while(|key| may_be_overdue(key, at), overdue)
}

//! Assignments of reviews by who may want to list or count them. Each list names the question that it answers.
//!
//! Rules: KER-09.

use std::collections::BTreeSet;

use strum::VariantArray;

use crate::workspace::index::campaigns::ByCampaign;
use crate::workspace::index::due::{DueKey, due_key};
use crate::workspace::index::lists::{Lists, ListsBy, SortKey, sections};
use crate::workspace::{Along, Follows, LookUp, Moved, World};
use touchline_kernel::{Key, PersonId};
use touchline_law::ground::calls::CallId;
use touchline_law::ground::{ReviewAssignmentId, ReviewAssignmentMark};
use touchline_law::life::Thing as _;
use touchline_law::things::review_assignment::{Origin, ReviewAssignment};

/// Which of the lists an assignment stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// Still to be done, by since when it has waited.
    Waiting,
    /// The same by due date.
    Due,
    /// At its end, by when it came to that.
    Ended,
    /// The same of what was put away.
    Archived,
}

sections!(Section);

/// The sort key.
type Place = DueKey<ReviewAssignmentMark>;

#[derive(Debug, Default)]
pub(in crate::workspace) struct ReviewAssignmentIndex {
    /// `review_assignment.list`: "What is to be reviewed in the organisation?", "of this person's calls?" and "of the calls of
    /// those whom I manage?", and what of it is of each campaign.
    pub(in crate::workspace) listed: ByCampaign<Along<Section, Place>>,
    /// `review_assignment.mine`, `review_assignment.badge`, `person.duties`: "What am I to review?"
    pub(in crate::workspace) by_reviewer: ListsBy<PersonId, Section, Place>,
    /// `review_assignment.list`: "What did I assign?"
    pub(in crate::workspace) by_assigner: ListsBy<PersonId, Section, Place>,
    /// `review_assignment.requested`: "What did I ask for?", by when I did.
    pub(in crate::workspace) requested: Lists<PersonId, Section, ReviewAssignmentMark>,
    /// "Which are about this call?"
    of_call: LookUp<CallId, BTreeSet<ReviewAssignmentId>>,
}

/// What the index needs to know of an assignment, before and after a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) agent: PersonId,
    archived: bool,
    assigner: Option<PersonId>,
    pub(in crate::workspace) call: CallId,
    due: Place,
    has_ended: bool,
    is_requested: bool,
    key: SortKey<ReviewAssignmentMark>,
    reviewer: PersonId,
}

impl Entry {
    pub(in crate::workspace) fn of(known: &ReviewAssignment) -> Self {
        Entry {
            agent: known.agent,
            archived: known.archived,
            assigner: known.assigner,
            call: known.call,
            due: due_key(known.due_on, known.asked.at, known.review_assignment),
            has_ended: known.ended_at().is_some(),
            is_requested: known.origin == Origin::Requested,
            key: (known.listed_at(), known.review_assignment),
            reviewer: known.reviewer,
        }
    }

    /// Where it stands by when something was done with it.
    fn section(&self) -> Section {
        match (self.has_ended, self.archived) {
            (false, _) => Section::Waiting,
            (true, false) => Section::Ended,
            (true, true) => Section::Archived,
        }
    }

    /// Where it stands in a section, if it does.
    fn listed(&self, section: Section) -> Option<(Section, Place)> {
        let (at, id) = self.key;
        match section {
            Section::Due => (!self.has_ended).then_some((section, self.due)),
            _ => (section == self.section()).then_some((section, (false, at, id))),
        }
    }

    fn requested(&self) -> Option<(Section, SortKey<ReviewAssignmentMark>)> {
        self.is_requested.then_some((self.section(), self.key))
    }
}

impl ReviewAssignmentIndex {
    /// Takes an assignment as it is after a change, of a call of this campaign; whoever handled it, who stays the same, has
    /// these managers.
    pub(in crate::workspace) fn change(
        &mut self,
        before: Option<&Entry>,
        after: &Entry,
        campaign: Option<&Key>,
        managers: &[PersonId],
    ) {
        for section in Section::VARIANTS {
            let (from, to) = (before.and_then(|before| before.listed(*section)), after.listed(*section));
            self.listed.change(campaign, |listed| listed.change(after.agent, managers, from, to));
            self.by_reviewer.hand_over(before.map(|before| before.reviewer).zip(from), Some(after.reviewer).zip(to));
            self.by_assigner.hand_over(before.and_then(|before| before.assigner).zip(from), after.assigner.zip(to));
        }
        self.requested.change(after.agent, before.and_then(Entry::requested), after.requested());
        if before.is_none() {
            self.of_call.entry(after.call).or_default().insert(after.key.1);
        }
    }

    /// Those of a call, by id, whatever became of them.
    pub(in crate::workspace) fn of_call(&self, call: CallId) -> Vec<ReviewAssignmentId> {
        self.of_call.get(&call).into_iter().flatten().copied().collect()
    }

    /// The call of one turned out to be of another campaign.
    pub(in crate::workspace) fn change_campaign(
        &mut self,
        entry: &Entry,
        (was, is): (Option<&Key>, Option<&Key>),
        managers: &[PersonId],
    ) {
        for section in Section::VARIANTS {
            let place = entry.listed(*section);
            if let Some(listed) = self.listed.in_campaign(was) {
                listed.change(entry.agent, managers, place, None);
            }
            if let Some(listed) = self.listed.in_campaign(is) {
                listed.change(entry.agent, managers, None, place);
            }
        }
    }
}

impl Follows<World> for ReviewAssignmentIndex {
    /// A person has moved, and everybody below them along: so does what is to be said of their calls.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.listed.moved(moved, world);
    }
}

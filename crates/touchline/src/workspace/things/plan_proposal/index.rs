//! Plans that are proposed by who proposed them, and by who stands above these.
//!
//! Rules: PLN-13.

use strum::VariantArray;

use crate::workspace::index::lists::{SortKey, sections};
use crate::workspace::{Along, Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::PlanProposalMark;
use touchline_law::life::Thing as _;
use touchline_law::things::plan_proposal::PlanProposal;

/// Which of the lists a proposal stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// Awaiting a decision, by when it was proposed.
    Open,
    /// At its end, by when it came to that.
    Ended,
    /// Put away, by when it came to its end.
    Archived,
}

sections!(Section);

/// Where a proposal stands in a list.
type Place = (Section, SortKey<PlanProposalMark>);

#[derive(Debug, Default)]
pub(in crate::workspace) struct PlanProposalIndex {
    /// `plan_proposal.mine`: "Which plans did I propose?"; `plan_proposal.list`: "Which were proposed in the organisation?", "by
    /// this person?" and "by those whom I manage?"
    pub(in crate::workspace) listed: Along<Section, SortKey<PlanProposalMark>>,
}

/// What the index needs to know of a proposal, before and after a change.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) coachee: PersonId,
    place: Place,
}

impl Entry {
    pub(in crate::workspace) fn of(known: &PlanProposal) -> Self {
        let section = match (known.archived, &known.outcome) {
            (true, _) => Section::Archived,
            (false, None) => Section::Open,
            (false, Some(_)) => Section::Ended,
        };
        Entry { coachee: known.coachee, place: (section, (known.listed_at(), known.plan_proposal)) }
    }
}

impl PlanProposalIndex {
    /// Takes a proposal as it is after a change; whoever proposed it has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry, managers: &[PersonId]) {
        self.listed.change(after.coachee, managers, before.map(|entry| entry.place), Some(after.place));
    }
}

impl Follows<World> for PlanProposalIndex {
    /// A person has moved, and everybody below them along: so does what they proposed.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.listed.moved(moved, world);
    }
}

//! Self-reviews by whose they are, and by call. Nothing is counted of them.
//!
//! Rules: KER-09, REV-21.

use std::collections::BTreeSet;

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::{Follows, LookUp, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::calls::CallId;
use touchline_law::ground::{SelfReviewId, SelfReviewMark};
use touchline_law::life::Thing as _;
use touchline_law::things::self_review::{SelfReview, State};

/// Which of the lists a self-review stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Draft,
    Submitted,
    /// Put away after it was submitted.
    Archived,
    /// Put away after it was dropped: its author's alone.
    ArchivedUnseen,
}

sections!(Section);

#[derive(Debug, Default)]
pub(in crate::workspace) struct SelfReviewIndex {
    /// `self_review.mine`: "What did I make of my calls?", what was never submitted by when it was begun.
    pub(in crate::workspace) own: Lists<PersonId, Section, SelfReviewMark>,
    /// `call.feedback`, `review.beside`: "What did whoever handled this call make of it?"
    of_call: LookUp<CallId, BTreeSet<SelfReviewId>>,
}

/// What the index needs to know of a self-review, before and after a change.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::workspace) struct Entry {
    agent: PersonId,
    call: CallId,
    id: SelfReviewId,
    place: Option<(Section, SortKey<SelfReviewMark>)>,
}

impl Entry {
    pub(in crate::workspace) fn of(known: &SelfReview) -> Self {
        let section = match (known.state, known.archived) {
            (State::Draft, _) => Some(Section::Draft),
            (State::Submitted, false) => Some(Section::Submitted),
            (State::Submitted, true) => Some(Section::Archived),
            (State::Discarded, true) => Some(Section::ArchivedUnseen),
            (State::Discarded, false) => None,
        };
        let place = section.map(|section| (section, (known.listed_at(), known.self_review)));
        Entry { agent: known.agent, call: known.call, id: known.self_review, place }
    }
}

impl SelfReviewIndex {
    /// Takes a self-review as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: &Entry) {
        self.of_call.entry(after.call).or_default().insert(after.id);
        self.own.change(after.agent, before.and_then(|entry| entry.place), after.place);
    }

    /// Those of a call, by id.
    pub(in crate::workspace) fn of_call(&self, call: CallId) -> impl Iterator<Item = SelfReviewId> + '_ {
        self.of_call.get(&call).into_iter().flatten().copied()
    }
}

impl Follows<World> for SelfReviewIndex {
    /// It is its author's, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

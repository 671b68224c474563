//! Feedback rounds by who may want to list them: those who see their plans, and those who were asked; and what was released
//! about somebody.
//!
//! Where one stands for somebody who was asked is told by what came of them, and never by what came of others.
//!
//! Rules: ACC-19, FBK-02, FBK-03, KER-09.

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, Shelf, Shelved, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{FeedbackRoundMark, PlanId};
use touchline_law::life::Thing as _;
use touchline_law::things::feedback_round::{FeedbackRound, FeedbackStanding, State};

/// Which of the lists a feedback round stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// Answers are awaited; for somebody who was asked, theirs is: by when it closes.
    Open,
    /// For somebody who was asked alone: they answered.
    Submitted,
    /// For somebody who was asked alone: they declined.
    Declined,
    /// For somebody who was asked alone: it was closed, and they had done neither.
    Expired,
    Released,
    Cancelled,
}

sections!(Section);

/// Whose feedback rounds a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Of {
    /// Those of a plan.
    Plan(PlanId),
    /// Those in which one person was asked.
    Asked(PersonId),
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct FeedbackRoundIndex {
    /// `feedback_round.list`: "Which are there of this plan?"; `feedback_round.mine`: "What am I asked?"
    pub(in crate::workspace) listed: Shelved<Of, Section, FeedbackRoundMark>,
    /// "What was released about this person?", by when it was, put away or not: what is released later stands beside all of it.
    pub(in crate::workspace) released: Lists<PersonId, (), FeedbackRoundMark>,
}

/// What the index needs to know of a feedback round, before and after a change.
#[derive(Clone, PartialEq)]
pub(in crate::workspace) struct Entry {
    coachee: PersonId,
    released: Option<((), SortKey<FeedbackRoundMark>)>,
    shelves: Vec<(Of, Shelf<Section, FeedbackRoundMark>)>,
}

impl Entry {
    pub(in crate::workspace) fn of(round: &FeedbackRound) -> Self {
        let id = round.feedback_round;
        let section = match round.state {
            State::Open => Section::Open,
            State::Released => Section::Released,
            State::Cancelled => Section::Cancelled,
        };
        let place = |section| {
            let since = if section == Section::Open { round.closes_at } else { round.asked.at };
            (round.archived, (section, (since, id)))
        };
        let unanswered = if section == Section::Released { Section::Expired } else { section };
        let of_plan = (round.archived, (section, (round.listed_at(), id)));
        // By what came of them, whatever the moment: nothing is over by time alone here.
        let asked = round.people.iter().map(|asked| {
            let section = match round.standing_of(asked, round.asked.at) {
                FeedbackStanding::Submitted => Section::Submitted,
                FeedbackStanding::Declined => Section::Declined,
                FeedbackStanding::Asked | FeedbackStanding::Expired => unanswered,
            };
            (Of::Asked(asked.person), place(section))
        });
        Entry {
            coachee: round.coachee,
            released: round.released.as_deref().map(|released| ((), (released.done.at, id))),
            shelves: [(Of::Plan(round.plan), of_plan)].into_iter().chain(asked).collect(),
        }
    }
}

impl FeedbackRoundIndex {
    /// Takes a feedback round as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        if before == Some(after) {
            return;
        }
        if let Some(before) = before {
            before.shelves.iter().for_each(|(of, shelf)| self.listed.change(of, Some(*shelf), None));
        }
        after.shelves.iter().for_each(|(of, shelf)| self.listed.change(of, None, Some(*shelf)));
        self.released.change(after.coachee, before.and_then(|entry| entry.released), after.released);
    }
}

impl Follows<World> for FeedbackRoundIndex {
    /// What somebody was to whom it is about when they were asked is held, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

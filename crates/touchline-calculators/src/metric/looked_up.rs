//! Records with what had to be looked up for them.
//!
//! Rules: MET-09.

use super::facts::{CallFact, DealFact, DealOutcome, MeetingFact};
use super::qualification::Completeness;
use super::rows::{Followers, StageAt};
use super::tally::Counted;
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, Zone};

/// The deal that something was about: what followed upon it is looked up by its key, or was found by its row.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    Key(Option<&'a Key>),
    Row(Option<Followers<'a>>),
}

/// A call, with what had to be looked up.
pub(super) struct Call<'a> {
    pub(super) about: About<'a>,
    pub(super) fact: &'a CallFact,
    /// How far its qualification framework is filled in; unknown where it names none.
    pub(super) completeness: Option<Completeness>,
}

/// A meeting, with what had to be looked up.
pub(super) struct Meeting<'a> {
    pub(super) about: About<'a>,
    pub(super) fact: &'a MeetingFact,
}

/// A deal, with what had to be looked up.
#[derive(Clone, Copy)]
pub(super) struct Deal<'a> {
    pub(super) fact: &'a DealFact,
    /// How far its qualification framework is filled in; unknown where it names none.
    pub(super) completeness: Option<&'a Completeness>,
    pub(super) list_price: Option<i128>,
    /// The stages that it entered, of those in the pipeline.
    pub(super) stages: &'a [StageAt],
    pub(super) value: Option<i128>,
}

/// What of the deal of a record had to be looked up, and is kept.
pub(super) struct DealRecord<'a> {
    pub(super) fact: &'a DealFact,
    pub(super) completeness: Option<Completeness>,
    pub(super) list_price: Option<i128>,
    pub(super) stages: Vec<StageAt>,
    pub(super) value: Option<i128>,
}

impl DealRecord<'_> {
    pub(super) fn deal(&self) -> Deal<'_> {
        let DealRecord { fact, completeness, list_price, stages, value } = self;
        Deal { fact, completeness: completeness.as_ref(), list_price: *list_price, stages, value: *value }
    }
}

/// A deal that was closed, by then.
pub(super) struct ClosedDeal<'a> {
    pub(super) at: Instant,
    pub(super) deal: &'a Deal<'a>,
    pub(super) outcome: DealOutcome,
    /// Where days begin and end.
    pub(super) zone: Zone,
}

impl ClosedDeal<'_> {
    pub(super) fn fact(&self) -> &DealFact {
        self.deal.fact
    }

    pub(super) fn is_won(&self) -> bool {
        self.outcome == DealOutcome::Won
    }

    /// Whether it was won, if it was won or lost.
    pub(super) fn decided(&self) -> Option<bool> {
        (self.outcome != DealOutcome::Disqualified).then(|| self.is_won())
    }

    /// Whether it was won, where it was won or lost and is one of those that are meant.
    pub(super) fn won_among(&self, meant: Option<bool>) -> Counted {
        match (self.decided(), meant) {
            (None, _) | (_, Some(false)) => Counted::Out,
            (Some(_), None) => Counted::Unknown,
            (won, Some(true)) => Counted::yes(won),
        }
    }

    /// What it was sold for, where it was won and is one of those that are meant.
    pub(super) fn value_if(&self, meant: Option<bool>) -> Counted {
        match (self.is_won(), meant) {
            (false, _) | (_, Some(false)) => Counted::Out,
            (true, None) => Counted::Unknown,
            (true, Some(true)) => Counted::whole(self.deal.value),
        }
    }
}

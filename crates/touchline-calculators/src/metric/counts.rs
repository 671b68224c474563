//! What one record is to a metric, where that takes more than a field.

use super::facts::{ContractFact, DealFact, DealOutcome, MeetingFact};
pub(super) use super::ledger::Ledger;
use super::ledger::{Call, Deal};
use super::qualification::Completeness;
use super::tally::Counted;
use touchline_kernel::time::{Instant, Zone};

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

    fn is_won(&self) -> bool {
        self.outcome == DealOutcome::Won
    }

    /// Whether it was won, if it was won or lost.
    fn decided(&self) -> Option<bool> {
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

/// Whether it is a hit, where it is one of those that are meant.
pub(super) fn among(meant: bool, hit: Option<bool>) -> Counted {
    if meant { Counted::yes(hit) } else { Counted::Out }
}

pub(super) fn booked(Call { fact: call, .. }: &Call<'_>, _: &Ledger<'_>) -> Counted {
    match call.reached_decision_maker {
        None => Counted::Unknown,
        Some(reached) => among(reached, call.meeting_scheduled),
    }
}

pub(super) fn discovery_followed(Call { fact: call, .. }: &Call<'_>, ledger: &Ledger<'_>) -> Counted {
    if !call.discovery {
        return Counted::Out;
    }
    ledger.followed(call.at, call.deal.as_ref(), true)
}

pub(super) fn demo_followed(meeting: &MeetingFact, ledger: &Ledger<'_>) -> Counted {
    if !meeting.demo {
        return Counted::Out;
    }
    ledger.followed(meeting.at, meeting.deal.as_ref(), false)
}

/// What nobody has answered in time is not accepted.
pub(super) fn accepted(contract: &ContractFact, ledger: &Ledger<'_>) -> Counted {
    match contract.accepted_on_first_terms {
        None if !ledger.is_old(contract.at) => Counted::Pending,
        answered => Counted::yes(Some(answered.unwrap_or(false))),
    }
}

pub(super) fn satisfaction(meeting: &MeetingFact, _: &Ledger<'_>) -> Counted {
    if meeting.demo { Counted::number(meeting.satisfaction) } else { Counted::Out }
}

pub(super) fn discount(deal: &ClosedDeal<'_>) -> Counted {
    if deal.is_won() { Counted::discount(deal.deal.list_price, deal.deal.value) } else { Counted::Out }
}

/// How far its qualification framework is filled in, to a trillionth.
pub(super) fn completeness(deal: &Deal<'_>) -> Counted {
    filled(deal.completeness.as_ref())
}

pub(super) fn call_completeness(call: &Call<'_>, _: &Ledger<'_>) -> Counted {
    filled(call.completeness.as_ref())
}

fn filled(found: Option<&Completeness>) -> Counted {
    Counted::number(found.map(|found| found.completeness))
}

/// A deal that was closed without an offer was not negotiated about.
pub(super) fn negotiation(deal: &ClosedDeal<'_>) -> Counted {
    match (deal.decided(), deal.fact().first_offer_at) {
        (Some(_), Some(offer)) => Counted::time(Some(offer), deal.at, deal.zone),
        _ => Counted::Out,
    }
}

pub(super) fn cycle(deal: &ClosedDeal<'_>) -> Counted {
    if deal.is_won() { Counted::time(deal.fact().opened_at, deal.at, deal.zone) } else { Counted::Out }
}

pub(super) fn disqualified(deal: &ClosedDeal<'_>) -> Counted {
    among(deal.outcome == DealOutcome::Disqualified, deal.fact().disqualified_rightly)
}

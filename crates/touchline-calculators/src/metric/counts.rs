//! What one record is to a metric, where that takes more than a field.

use super::facts::{ContractFact, DealOutcome};
use super::ledger::Ledger;
use super::looked_up::{Call, ClosedDeal, Deal, Meeting};
use super::qualification::Completeness;
use super::tally::Counted;

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

pub(super) fn discovery_followed(call: &Call<'_>, ledger: &Ledger<'_>) -> Counted {
    if !call.fact.discovery {
        return Counted::Out;
    }
    ledger.followed(call.fact.at, call.about, true)
}

pub(super) fn demo_followed(meeting: &Meeting<'_>, ledger: &Ledger<'_>) -> Counted {
    if !meeting.fact.demo {
        return Counted::Out;
    }
    ledger.followed(meeting.fact.at, meeting.about, false)
}

/// What nobody has answered in time is not accepted.
pub(super) fn accepted(contract: &ContractFact, ledger: &Ledger<'_>) -> Counted {
    match contract.accepted_on_first_terms {
        None if !ledger.is_old(contract.at) => Counted::Pending,
        answered => Counted::yes(Some(answered.unwrap_or(false))),
    }
}

pub(super) fn satisfaction(Meeting { fact: meeting, .. }: &Meeting<'_>, _: &Ledger<'_>) -> Counted {
    if meeting.demo { Counted::number(meeting.satisfaction) } else { Counted::Out }
}

pub(super) fn discount(deal: &ClosedDeal<'_>) -> Counted {
    if deal.is_won() { Counted::discount(deal.deal.list_price, deal.deal.value) } else { Counted::Out }
}

/// How far its qualification framework is filled in, to a trillionth.
pub(super) fn completeness(deal: &Deal<'_>) -> Counted {
    filled(deal.completeness)
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

//! The records that a batch's rows are: those that a document would have.

use touchline_calculators::metric::{
    CallFact, ContractFact, DealClosed, DealFact, DealHandover, DealOutcome, EmailFact, FilledField, MeetingFact,
    PriceFact, ProposalFact, StageEntered, TargetFact,
};
use touchline_kernel::rejection::{Code, Hint, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, Instant, LocalDate};

use super::Nested;
use super::reading::{Cells, Reading};
use crate::fault::{Faults, unknown};

/// Adds as many records as there are rows, but for those that are left out, where nothing else was found to be wrong: then
/// none lacks what every row has. Gives what is wrong.
fn records<T>(reading: Reading<'_>, into: &mut Vec<T>, mut record: impl FnMut() -> Option<T>) -> Faults {
    let (rows, faults) = (reading.numbers_of_rows(), reading.faults);
    if faults.is_empty() {
        into.reserve(rows.clone().count());
        into.extend(rows.filter_map(|row| record().filter(|_| !faults.leaves_out(row))));
    }
    faults
}

pub(super) fn calls(mut reading: Reading<'_>, into: &mut Vec<CallFact>) -> Faults {
    let (mut at, mut deal) = (reading.moments("at"), reading.keys("deal"));
    let (mut discovery, mut scheduled) = (reading.flags("discovery"), reading.flags("meeting_scheduled"));
    let (mut owner, mut reached) = (reading.keys("owner"), reading.flags("reached_decision_maker"));
    records(reading, into, || {
        let (at, deal, discovery) = (at.next(), deal.next(), discovery.next());
        let (meeting_scheduled, owner, reached_decision_maker) = (scheduled.next(), owner.next(), reached.next());
        let discovery = discovery.unwrap_or_default();
        Some(CallFact {
            at: at?,
            deal,
            discovery,
            meeting_scheduled,
            owner,
            qualification: None,
            reached_decision_maker,
        })
    })
}

pub(super) fn contracts(mut reading: Reading<'_>, into: &mut Vec<ContractFact>) -> Faults {
    let (mut accepted, mut at, mut owner) =
        (reading.flags("accepted_on_first_terms"), reading.moments("at"), reading.keys("owner"));
    records(reading, into, || {
        let (accepted_on_first_terms, at, owner) = (accepted.next(), at.next(), owner.next());
        Some(ContractFact { accepted_on_first_terms, at: at?, owner })
    })
}

pub(super) fn emails(mut reading: Reading<'_>, into: &mut Vec<EmailFact>) -> Faults {
    let (mut answered, mut at, mut owner) = (reading.flags("answered"), reading.moments("at"), reading.keys("owner"));
    records(reading, into, || {
        let (answered, at, owner) = (answered.next(), at.next(), owner.next());
        Some(EmailFact { answered, at: at?, owner })
    })
}

/// How a text says that a deal was closed.
pub(super) fn outcome(text: &str) -> Option<DealOutcome> {
    OUTCOMES.iter().find(|(name, _)| *name == text).map(|(_, outcome)| *outcome)
}

const OUTCOMES: [(&str, DealOutcome); 3] =
    [("won", DealOutcome::Won), ("lost", DealOutcome::Lost), ("disqualified", DealOutcome::Disqualified)];

/// Why a text says nothing of a deal.
fn no_outcome(text: &str) -> Reason {
    unknown(text, OUTCOMES.iter().map(|(name, _)| *name).collect()).hinting(Hint::ValuesMayStandFor)
}

pub(super) fn deals(mut reading: Reading<'_>, into: &mut Vec<DealFact>) -> Faults {
    let (mut closed, unsaid) = closed(&mut reading);
    let (mut deal, mut owner, mut product) = (reading.own_keys("deal"), reading.keys("owner"), reading.keys("product"));
    let mut flags = [
        "disqualified_rightly",
        "executive",
        "icp_fit",
        "needs_captured",
        "negotiated",
        "price_objection",
        "qualified",
    ]
    .map(|field| reading.flags(field));
    let (mut first_offer, mut opened) = (reading.moments("first_offer_at"), reading.moments("opened_at"));
    let mut counts = ["sponsor_touches", "stakeholders"].map(|field| reading.wholes(field));
    let mut money = [("list_price_amount", "list_price_currency"), ("value_amount", "value_currency")]
        .map(|(amount, currency)| reading.money(amount, currency));
    for (field, begun) in [("opened_at", &opened), ("first_offer_at", &first_offer)] {
        not_after_their_end(&mut reading, field, begun, (&closed, &unsaid));
    }
    records(reading, into, || {
        let [disqualified_rightly, executive, icp_fit, needs_captured, negotiated, price_objection, qualified] =
            flags.each_mut().map(Cells::next);
        let [sponsor_touches, stakeholders] =
            counts.each_mut().map(|cells| cells.next().and_then(|count| u32::try_from(count).ok()));
        let [list_price, value] = money.each_mut().map(Cells::next);
        let (closed, key, owner, product) = (closed.next(), deal.next(), owner.next(), product.next());
        let (first_offer_at, opened_at) = (first_offer.next(), opened.next());
        Some(DealFact {
            closed,
            deal: key?,
            disqualified_rightly,
            executive,
            first_offer_at,
            handovers: Vec::new(),
            icp_fit,
            list_price,
            needs_captured,
            negotiated,
            opened_at,
            owner,
            price_objection,
            product,
            qualification: None,
            qualified,
            sponsor_touches,
            stages: Vec::new(),
            stakeholders,
            value,
        })
    })
}

/// A deal is not closed before it was opened, or before an offer was made.
fn not_after_their_end(
    reading: &mut Reading<'_>,
    field: &'static str,
    begun: &Cells<Instant>,
    (closed, unsaid): (&Cells<DealClosed>, &[(u64, Instant)]),
) {
    for (row, (begun, closed)) in reading.numbers_of_rows().zip(begun.all().zip(closed.all())) {
        if closed.is_some_and(|closed| closed.is_before(begun)) {
            reading.is_wrong(field, row, Code::SpanReversed);
        }
    }
    let mut rows = reading.numbers_of_rows().zip(begun.all());
    for (unsaid, closed) in unsaid {
        let begun = rows.find(|(row, _)| row == unsaid).and_then(|(_, begun)| begun);
        if begun.is_some_and(|begun| begun > *closed) {
            reading.is_wrong(field, *unsaid, Code::SpanReversed);
        }
    }
}

/// When and how deals were closed: both or neither. Beside them the rows that say when, and not how: their days are looked at, too, so
/// that all that is wrong is told at once.
fn closed(reading: &mut Reading<'_>) -> (Cells<DealClosed>, Vec<(u64, Instant)>) {
    let (mut at, mut outcomes) = (reading.moments("closed_at"), reading.known("closed_outcome", outcome, no_outcome));
    let (mut closed, mut unsaid) = (Vec::with_capacity(reading.rows()), Vec::new());
    for row in reading.numbers_of_rows() {
        let (at, outcome) = (at.next(), outcomes.next());
        match (at, outcome) {
            (Some(at), None) => {
                reading.lacks("closed_outcome", row, None);
                unsaid.push((row, at));
            }
            (None, Some(_)) => reading.lacks("closed_at", row, None),
            _ => (),
        }
        closed.push(at.zip(outcome).map(|(at, outcome)| DealClosed { at, outcome }));
    }
    (Cells::of(closed), unsaid)
}

pub(super) fn handovers(mut reading: Reading<'_>, into: &mut Vec<Nested<DealHandover>>) -> Faults {
    let (mut at, mut deal, mut owner) = (reading.moments("at"), reading.keys("deal"), reading.keys("owner"));
    let mut rows = reading.numbers_of_rows();
    records(reading, into, || {
        let (at, deal, owner, row) = (at.next(), deal.next(), owner.next(), rows.next());
        Some(Nested { deal: deal?, row: row?, what: DealHandover { at: at?, owner } })
    })
}

pub(super) fn meetings(mut reading: Reading<'_>, into: &mut Vec<MeetingFact>) -> Faults {
    let (mut at, mut deal, mut owner) = (reading.moments("at"), reading.keys("deal"), reading.keys("owner"));
    let mut flags =
        ["became_qualified", "demo", "executive", "follow_up_booked", "next_step"].map(|field| reading.flags(field));
    let mut numbers = ["engagement", "satisfaction"].map(|field| reading.numbers(field));
    records(reading, into, || {
        let (at, deal, owner) = (at.next(), deal.next(), owner.next());
        let [became_qualified, demo, executive, follow_up_booked, next_step] = flags.each_mut().map(Cells::next);
        let [engagement, satisfaction] = numbers.each_mut().map(Cells::next);
        let (demo, executive) = (demo.unwrap_or_default(), executive.unwrap_or_default());
        Some(MeetingFact {
            at: at?,
            became_qualified,
            deal,
            demo,
            engagement,
            executive,
            follow_up_booked,
            next_step,
            owner,
            satisfaction,
        })
    })
}

pub(super) fn prices(mut reading: Reading<'_>, into: &mut Vec<PriceFact>) -> Faults {
    let mut price = reading.money("price_amount", "price_currency");
    let mut product = reading.keys("product");
    records(reading, into, || {
        let (price, product) = (price.next(), product.next());
        Some(PriceFact { price: price?, product: product? })
    })
}

pub(super) fn proposals(mut reading: Reading<'_>, into: &mut Vec<ProposalFact>) -> Faults {
    let (mut at, mut deal) = (reading.moments("at"), reading.keys("deal"));
    records(reading, into, || {
        let (at, deal) = (at.next(), deal.next());
        Some(ProposalFact { at: at?, deal: deal? })
    })
}

pub(super) fn qualifications(mut reading: Reading<'_>, into: &mut Vec<Nested<(Key, Option<FilledField>)>>) -> Faults {
    let (mut deal, mut field) = (reading.keys("deal"), reading.keys("field"));
    let (mut framework, mut text) = (reading.keys("framework"), reading.texts("text"));
    let mut rows = reading.numbers_of_rows();
    records(reading, into, || {
        let (deal, field, framework) = (deal.next(), field.next(), framework.next());
        // A field without a text is blank.
        let (text, row) = (text.next().unwrap_or_default(), rows.next());
        Some(Nested { deal: deal?, row: row?, what: (framework?, field.map(|field| FilledField { field, text })) })
    })
}

pub(super) fn stages(mut reading: Reading<'_>, into: &mut Vec<Nested<StageEntered>>) -> Faults {
    let (mut at, mut deal, mut stage) = (reading.moments("at"), reading.keys("deal"), reading.keys("stage"));
    let mut rows = reading.numbers_of_rows();
    records(reading, into, || {
        let (at, deal, stage, row) = (at.next(), deal.next(), stage.next(), rows.next());
        Some(Nested { deal: deal?, row: row?, what: StageEntered { at: at?, stage: stage? } })
    })
}

pub(super) fn targets(mut reading: Reading<'_>, into: &mut Vec<TargetFact>) -> Faults {
    let (mut first, mut last) = (reading.days("first"), reading.days("last"));
    let (mut active, mut owner) = (reading.wholes("active_days"), reading.keys("owner"));
    let mut money = [("forecast_amount", "forecast_currency"), ("quota_amount", "quota_currency")]
        .map(|(amount, currency)| reading.money(amount, currency));
    periods(&mut reading, &first, &last);
    records(reading, into, || {
        let (first, last, owner) = (first.next(), last.next(), owner.next());
        let active_days = active.next().and_then(|days| u32::try_from(days).ok());
        let [forecast, quota] = money.each_mut().map(Cells::next);
        Some(TargetFact { active_days, forecast, owner: owner?, period: DaySpan { first: first?, last: last? }, quota })
    })
}

/// A period ends no sooner than it begins.
fn periods(reading: &mut Reading<'_>, first: &Cells<LocalDate>, last: &Cells<LocalDate>) {
    for (row, (first, last)) in reading.numbers_of_rows().zip(first.all().zip(last.all())) {
        let (Some(first), Some(last)) = (first, last) else { continue };
        if let Err(reason) = (DaySpan { first, last }).check() {
            reading.is_wrong("last", row, reason);
        }
    }
}

pub(super) fn teams(mut reading: Reading<'_>, into: &mut Vec<(Key, Key)>) -> Faults {
    let (mut owner, mut team) = (reading.keys("owner"), reading.keys("team"));
    records(reading, into, || {
        let (owner, team) = (owner.next(), team.next());
        Some((owner?, team?))
    })
}

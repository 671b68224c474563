//! What metrics count: the records that each is about are gone through once, and what each record is to a metric is added
//! up by whose it is.
//!
//! Rules: MET-01, MET-09.

use std::collections::BTreeMap;

use super::facts::{ContractFact, DealFact, DealOutcome, EmailFact};
use super::ledger::{Ledger, Owner};
use super::looked_up::{About, Call, ClosedDeal, Deal, Meeting};
use super::parts::part;
use super::rows::{DealRows, RowOf, Rows, StageAt, Tallies};
use super::spans::Spans;
use super::table::{MetricEntry, Over};
use super::tally::{Counted, Tally};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::time::Instant;

/// A metric, of a stage where it is one of stages.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) entry: &'static MetricEntry,
    pub(super) stage: Option<usize>,
}

/// Takes whose a record is, what dates it, and what it is to a metric.
type Adding<'f, O> = dyn FnMut(O, Instant, &dyn Fn(Over) -> Counted) + 'f;

/// What was counted, by whose it is.
pub(super) type ByOwner<'a> = BTreeMap<Owner<'a>, Tally>;

/// What each record that counts brings in, by whose it is.
pub(super) type Amounts<'a> = BTreeMap<Owner<'a>, Vec<i128>>;

/// Adds what was counted elsewhere.
pub(super) fn merge<'a>(counted: &mut ByOwner<'a>, other: ByOwner<'a>) {
    for (owner, tally) in other {
        counted.entry(owner).or_default().merge(&tally);
    }
}

/// Adds what was brought in elsewhere.
pub(super) fn join<'a>(amounts: &mut Amounts<'a>, other: Amounts<'a>) {
    for (owner, other) in other {
        amounts.entry(owner).or_default().extend(other);
    }
}

/// What is asked, each with its place; metrics that are about the same records stand together, to go through them once.
fn together(asked: &[Asked]) -> Vec<Vec<(usize, Asked)>> {
    let mut waiting: Vec<(usize, Asked)> = asked.iter().copied().enumerate().collect();
    let mut all = Vec::new();
    while let Some((_, first)) = waiting.first().copied() {
        let (together, others) = waiting.into_iter().partition(|(_, next)| next.goes_with(first));
        waiting = others;
        all.push(together);
    }
    all
}

impl<'a> Ledger<'a> {
    /// What metrics count in each window that was cut into spans, by whose it is: the windows of each.
    pub(super) fn count(&self, asked: &[Asked], spans: &Spans) -> Vec<Vec<ByOwner<'a>>> {
        let mut counted = self.count_records(asked, spans);
        if let Some(rows) = self.rows {
            for (counted, of_rows) in counted.iter_mut().zip(self.count_of_rows(rows, asked, spans)) {
                counted.iter_mut().zip(of_rows).for_each(|(counted, of_rows)| merge(counted, of_rows));
            }
        }
        counted
    }

    /// The same of records alone.
    fn count_records(&self, asked: &[Asked], spans: &Spans) -> Vec<Vec<ByOwner<'a>>> {
        let mut counted = vec![Vec::new(); asked.len()];
        for together in together(asked) {
            let tallies = self.count_together(&together, spans);
            for (number, (place, _)) in together.iter().enumerate() {
                let of_window = |spans| merged(tallies.get(spans).unwrap_or_default(), number);
                if let Some(counted) = counted.get_mut(*place) {
                    *counted = spans.windows().map(of_window).collect();
                }
            }
        }
        counted
    }

    /// The same of rows alone.
    pub(super) fn count_of_rows<'r>(
        &self,
        rows: &'r dyn Rows,
        asked: &[Asked],
        spans: &Spans,
    ) -> Vec<Vec<ByOwner<'r>>> {
        let mut counted = vec![Vec::new(); asked.len()];
        let windows: Vec<_> = spans.windows().collect();
        for together in together(asked) {
            let tallies = self.count_rows(rows, &together, spans);
            for (number, (place, _)) in together.iter().enumerate() {
                let of_windows = tallies.within(number, &windows).into_iter().map(|tallies| {
                    let mut by_owner = ByOwner::new();
                    for (owner, tally) in tallies {
                        let owner = owner.and_then(|owner| rows.owners().get(owner));
                        by_owner.entry(owner).or_default().merge(tally);
                    }
                    by_owner
                });
                if let Some(counted) = counted.get_mut(*place) {
                    *counted = of_windows.collect();
                }
            }
        }
        counted
    }

    /// What each record that a metric counts brings in, in each window that was cut into spans: with the rows among all, or of
    /// some rows alone.
    pub(super) fn amounts<'r>(&'r self, alone: Option<&'r dyn Rows>, asked: Asked, spans: &Spans) -> Vec<Amounts<'r>> {
        let mut of_spans: Vec<Amounts<'r>> = vec![Amounts::new(); spans.len()];
        let over = asked.entry.over;
        let mut add = |(owner, part): (Owner<'r>, u32), at: Instant, count: &dyn Fn(Over) -> Counted| {
            let of_span = spans.place(at, part).and_then(|place| of_spans.get_mut(place));
            if let (Some(of_span), Counted::In(amount)) = (of_span, count(over)) {
                of_span.entry(owner).or_default().push(amount);
            }
        };
        if alone.is_none() {
            self.every(over, asked.stage, &mut add);
        }
        if let Some(rows) = alone.or(self.rows) {
            self.every_row(rows, asked, &mut |RowOf { owner, part }, at, count| {
                add((owner.and_then(|owner| rows.owners().get(owner)), part), at, count);
            });
        }
        let within = |spans: std::ops::Range<usize>| {
            let mut within = Amounts::new();
            let of_spans = of_spans.get(spans).unwrap_or_default();
            of_spans.iter().for_each(|of_span| join(&mut within, of_span.clone()));
            within
        };
        spans.windows().map(within).collect()
    }

    /// What metrics count together of rows.
    fn count_rows(&self, rows: &dyn Rows, asked: &[(usize, Asked)], spans: &Spans) -> Tallies {
        let mut tallies = Tallies::new(asked.len(), spans.len(), rows.owners().len());
        let Some((_, first)) = asked.first() else { return tallies };
        self.every_row(rows, *first, &mut |RowOf { owner, part }, at, count| {
            if let Some(span) = spans.place(at, part) {
                let tallies = tallies.of(span, owner);
                tallies.iter_mut().zip(asked).for_each(|(tally, (_, asked))| tally.add(count(asked.entry.over)));
            }
        });
        tallies
    }

    /// What metrics count that are about the same records: in each span, by whose it is, a tally for each of them.
    fn count_together(&self, asked: &[(usize, Asked)], spans: &Spans) -> Vec<LookUp<Owner<'a>, Vec<Tally>>> {
        let mut tallies: Vec<LookUp<Owner<'a>, Vec<Tally>>> = vec![LookUp::default(); spans.len()];
        let Some((_, first)) = asked.first() else { return tallies };
        self.every(first.entry.over, first.stage, |(owner, part), at, count| {
            if let Some(of_span) = spans.place(at, part).and_then(|place| tallies.get_mut(place)) {
                let known = of_span.entry(owner).or_insert_with(|| vec![Tally::default(); asked.len()]);
                known.iter_mut().zip(asked).for_each(|(tally, (_, asked))| tally.add(count(asked.entry.over)));
            }
        });
        tallies
    }

    /// Goes through the records that a metric is about, with whose each is and in which part, what dates it, and what it is
    /// to whichever metric that is about the same records; through those of a stage, where it is about stages.
    pub(super) fn every(
        &self,
        over: Over,
        stage: Option<usize>,
        mut add: impl FnMut((Owner<'a>, u32), Instant, &dyn Fn(Over) -> Counted),
    ) {
        let parts = self.parts;
        match over {
            Over::Calls(_) => {
                for (place, call) in self.calls.iter().enumerate() {
                    self.call((call.fact.owner.as_ref(), part(parts.calls, place)), call, &mut add);
                }
            }
            Over::Contracts(_) => {
                for (place, contract) in self.facts.contracts.iter().enumerate() {
                    self.contract((contract.owner.as_ref(), part(parts.contracts, place)), contract, &mut add);
                }
            }
            Over::Emails(_) => {
                for (place, email) in self.facts.emails.iter().enumerate() {
                    self.email((email.owner.as_ref(), part(parts.emails, place)), email, &mut add);
                }
            }
            Over::Meetings(_) => {
                for (place, fact) in self.facts.meetings.iter().enumerate() {
                    let meeting = Meeting { about: About::Key(fact.deal.as_ref()), fact };
                    self.meeting((fact.owner.as_ref(), part(parts.meetings, place)), &meeting, &mut add);
                }
            }
            Over::DealsClosed(_) => {
                for (place, deal) in self.deals.iter().enumerate() {
                    self.closed(|at| (deal.fact.owner_at(at), part(parts.deals, place)), deal, &mut add);
                }
            }
            Over::DealsOpened(_) => {
                for (place, deal) in self.deals.iter().enumerate() {
                    self.opened(|at| (deal.fact.owner_at(at), part(parts.deals, place)), deal, &mut add);
                }
            }
            Over::Stages => {
                for (place, deal) in self.deals.iter().enumerate() {
                    self.entered(|at| (deal.fact.owner_at(at), part(parts.deals, place)), (deal, stage), &mut add);
                }
            }
        }
    }

    /// Goes through the rows that a metric is about in the same way.
    fn every_row(&self, rows: &dyn Rows, Asked { entry, stage }: Asked, add: &mut Adding<'_, RowOf>) {
        match entry.over {
            Over::Calls(_) => rows.calls(&mut |of, followers, fact| {
                self.call(of, &Call { about: About::Row(followers), completeness: None, fact }, add);
            }),
            Over::Contracts(_) => rows.contracts(&mut |of, fact| self.contract(of, fact, add)),
            Over::Emails(_) => rows.emails(&mut |of, fact| self.email(of, fact, add)),
            Over::Meetings(_) => rows.meetings(&mut |of, followers, fact| {
                self.meeting(of, &Meeting { about: About::Row(followers), fact }, add);
            }),
            Over::DealsClosed(_) => rows.deals(&mut |of, its, fact| {
                self.closed(|at| its.of_at(of, at), &self.deal(fact, its.stages), add);
            }),
            Over::DealsOpened(_) => rows.deals(&mut |of, its, fact| {
                self.opened(|at| its.of_at(of, at), &self.deal(fact, its.stages), add);
            }),
            Over::Stages => rows.deals(&mut |of, its, fact| {
                self.entered(|at| its.of_at(of, at), (&self.deal(fact, its.stages), stage), add);
            }),
        }
    }

    fn call<O>(&self, owner: O, call: &Call<'_>, add: &mut Adding<'_, O>) {
        if self.is_known(call.fact.at) {
            let counted = |over| if let Over::Calls(count) = over { count(call, self) } else { Counted::Out };
            add(owner, call.fact.at, &counted);
        }
    }

    fn contract<O>(&self, owner: O, contract: &ContractFact, add: &mut Adding<'_, O>) {
        if self.is_known(contract.at) {
            let counted = |over| if let Over::Contracts(count) = over { count(contract, self) } else { Counted::Out };
            add(owner, contract.at, &counted);
        }
    }

    fn email<O>(&self, owner: O, email: &EmailFact, add: &mut Adding<'_, O>) {
        if self.is_known(email.at) {
            let counted = |over| if let Over::Emails(count) = over { count(email) } else { Counted::Out };
            add(owner, email.at, &counted);
        }
    }

    fn meeting<O>(&self, owner: O, meeting: &Meeting<'_>, add: &mut Adding<'_, O>) {
        if self.is_known(meeting.fact.at) {
            let counted = |over| if let Over::Meetings(count) = over { count(meeting, self) } else { Counted::Out };
            add(owner, meeting.fact.at, &counted);
        }
    }

    /// A deal, where it was closed by then.
    fn closed<O>(&self, owner_at: impl Fn(Instant) -> O, deal: &Deal<'_>, add: &mut Adding<'_, O>) {
        if let Some(closed) = deal.fact.closed.filter(|closed| self.is_known(closed.at)) {
            let closed = ClosedDeal { at: closed.at, deal, outcome: closed.outcome, zone: self.zone };
            let counted = |over| if let Over::DealsClosed(count) = over { count(&closed) } else { Counted::Out };
            add(owner_at(closed.at), closed.at, &counted);
        }
    }

    /// A deal, where it was opened by then.
    fn opened<O>(&self, owner_at: impl Fn(Instant) -> O, deal: &Deal<'_>, add: &mut Adding<'_, O>) {
        if let Some(opened) = deal.fact.opened_at.filter(|at| self.is_known(*at)) {
            let counted = |over| if let Over::DealsOpened(count) = over { count(deal) } else { Counted::Out };
            add(owner_at(opened), opened, &counted);
        }
    }

    /// Of which a metric is: each stage of the pipeline by its place, where it is one of stages and there are any.
    pub(super) fn stages_of(&self, entry: &MetricEntry) -> Vec<(Option<usize>, Owner<'a>)> {
        if !entry.is_by_stage() || self.pipeline.is_empty() {
            return vec![(None, None)];
        }
        self.pipeline.iter().enumerate().map(|(place, stage)| (Some(place), Some(stage))).collect()
    }

    /// A deal, where it was in a stage by then: from the first time on.
    fn entered<O>(
        &self,
        owner_at: impl Fn(Instant) -> O,
        (deal, stage): (&Deal<'_>, Option<usize>),
        add: &mut Adding<'_, O>,
    ) {
        let times = deal.stages.iter().filter(|entered| Some(entered.stage) == stage).map(|entered| entered.at);
        if let Some(entered) = times.min().filter(|at| self.is_known(*at)) {
            let counted = |_| Counted::yes(Some(self.went_on(deal, stage, entered)));
            add(owner_at(entered), entered, &counted);
        }
    }

    /// Whether it was in a later stage after that, or won.
    fn went_on(&self, deal: &Deal<'_>, stage: Option<usize>, entered: Instant) -> bool {
        let since = |at: Instant| entered <= at && at <= self.at;
        deal.stages.iter().any(|next: &StageAt| since(next.at) && Some(next.stage) > stage)
            || deal.fact.closed.is_some_and(|closed| closed.outcome == DealOutcome::Won && since(closed.at))
    }
}

impl Asked {
    /// Whether both are about the same records, dated alike.
    fn goes_with(self, other: Asked) -> bool {
        core::mem::discriminant(&self.entry.over) == core::mem::discriminant(&other.entry.over)
            && self.stage == other.stage
    }
}

/// What some spans come to for one of the metrics that were counted together. What a metric is not about leaves no trace
/// of its owner.
fn merged<'a>(spans: &[LookUp<Owner<'a>, Vec<Tally>>], number: usize) -> ByOwner<'a> {
    let mut merged = ByOwner::new();
    for (owner, tallies) in spans.iter().flatten() {
        if let Some(tally) = tallies.get(number).filter(|tally| **tally != Tally::default()) {
            merged.entry(*owner).or_default().merge(tally);
        }
    }
    merged
}

impl DealFact {
    /// Whose it was at a moment.
    fn owner_at(&self, at: Instant) -> Owner<'_> {
        let last = last_by(&self.handovers, at, |handover| handover.at);
        last.map_or(self.owner.as_ref(), |handover| handover.owner.as_ref())
    }
}

impl DealRows<'_> {
    /// Whose a deal was at a moment, which was somebody's before all of its handovers.
    fn of_at(&self, of: RowOf, at: Instant) -> RowOf {
        let last = last_by(self.handovers, at, |handover| handover.at);
        RowOf { owner: last.map_or(of.owner, |handover| handover.owner), ..of }
    }
}

/// The last of some handovers by a moment; of two at the same moment the later one in the list.
fn last_by<T>(handovers: &[T], by: Instant, at: impl Fn(&T) -> Instant) -> Option<&T> {
    let before = handovers.iter().filter(|handover| at(handover) <= by);
    before.reduce(|last, next| if at(next) >= at(last) { next } else { last })
}

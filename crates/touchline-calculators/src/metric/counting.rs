//! What metrics count: the records that each is about are gone through once, and what each record is to a metric is added
//! up by whose it is.
//!
//! Rules: MET-01, MET-09.

use std::collections::BTreeMap;

use super::facts::{ContractFact, DealFact, DealOutcome, EmailFact};
use super::ledger::Ledger;
use super::looked_up::{About, Call, ClosedDeal, Deal, Meeting};
use super::owners::Owner;
use super::parts::part;
use super::rows::{DealRows, Row, RowOf, RowOwner, Rows, StageAt};
use super::spans::Spans;
use super::table::{MetricEntry, Over};
use super::tallies::{ByOwner, Tallies};
use super::tally::Counted;
use touchline_kernel::time::Instant;

/// A metric, of a stage where it is one of stages.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) entry: &'static MetricEntry,
    pub(super) stage: Option<usize>,
}

/// Takes whose each record is, what dates it, and what it is to whichever metric that is about the same records.
pub(super) trait Adding {
    fn add(&mut self, of: RowOf, at: Instant, count: impl Fn(Over) -> Counted);
}

impl<F: FnMut(RowOf, Instant, &dyn Fn(Over) -> Counted)> Adding for F {
    fn add(&mut self, of: RowOf, at: Instant, count: impl Fn(Over) -> Counted) {
        self(of, at, &count);
    }
}

/// Adds up what records are to some metrics. It is told of millions of them: what it does for one is in place where they are read.
struct AddingUp<'a> {
    asked: &'a [(usize, Asked)],
    spans: &'a Spans,
    tallies: Tallies,
}

impl Adding for AddingUp<'_> {
    #[inline(always)]
    fn add(&mut self, RowOf { owner, part }: RowOf, at: Instant, count: impl Fn(Over) -> Counted) {
        if let Some(span) = self.spans.place(at, part) {
            let tallies = self.tallies.of(span, owner).iter_mut();
            tallies.zip(self.asked).for_each(|(tally, (_, asked))| tally.add(count(asked.entry.over)));
        }
    }
}

/// What each record that counts brings in, by the place of whose it is.
pub(super) type Amounts = BTreeMap<RowOwner, Vec<i128>>;

/// Adds what was brought in elsewhere.
pub(super) fn join(amounts: &mut Amounts, other: Amounts) {
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
    pub(super) fn count(&self, asked: &[Asked], spans: &Spans) -> Vec<Vec<ByOwner>> {
        let mut counted = self.count_of(None, asked, spans);
        if let Some(rows) = self.rows {
            for (counted, of_rows) in counted.iter_mut().zip(self.count_of(Some(rows), asked, spans)) {
                counted.iter_mut().zip(of_rows).for_each(|(counted, of_rows)| counted.merge(of_rows));
            }
        }
        counted
    }

    /// The same of some rows alone, or of records alone.
    pub(super) fn count_of(&self, rows: Option<&dyn Rows>, asked: &[Asked], spans: &Spans) -> Vec<Vec<ByOwner>> {
        let places = rows.map(|rows| self.owners.places(rows.owners()));
        let windows: Vec<_> = spans.windows().collect();
        let mut counted = vec![Vec::new(); asked.len()];
        for together in together(asked) {
            let tallies = self.tallies(rows, &together, spans);
            for (number, (metric, _)) in together.iter().enumerate() {
                if let Some(counted) = counted.get_mut(*metric) {
                    *counted = tallies.within(number, &windows, |owner| placed(places.as_deref(), owner));
                }
            }
        }
        counted
    }

    /// What metrics count together that are about the same records.
    fn tallies(&self, rows: Option<&dyn Rows>, asked: &[(usize, Asked)], spans: &Spans) -> Tallies {
        let owners = rows.map_or(self.owners.len(), |rows| rows.owners().len());
        let mut adding = AddingUp { asked, spans, tallies: Tallies::new(asked.len(), spans.len(), owners) };
        if let Some((_, first)) = asked.first() {
            match rows {
                Some(rows) => self.every_row(rows, *first, &mut adding),
                None => self.every(*first, &mut adding),
            }
        }
        adding.tallies
    }

    /// What each record that a metric counts brings in, in each window that was cut into spans: with the rows among all, or of
    /// some rows alone.
    pub(super) fn amounts(&self, alone: Option<&dyn Rows>, asked: Asked, spans: &Spans) -> Vec<Amounts> {
        let mut of_spans = vec![Amounts::new(); spans.len()];
        let over = asked.entry.over;
        let mut add = |RowOf { owner, part }: RowOf, at: Instant, count: &dyn Fn(Over) -> Counted| {
            let of_span = spans.place(at, part).and_then(|place| of_spans.get_mut(place));
            if let (Some(of_span), Counted::In(amount)) = (of_span, count(over)) {
                of_span.entry(owner).or_default().push(amount);
            }
        };
        if alone.is_none() {
            self.every(asked, &mut add);
        }
        if let Some(rows) = alone.or(self.rows) {
            let places = self.owners.places(rows.owners());
            self.every_row(rows, asked, &mut |of: RowOf, at: Instant, count: &dyn Fn(Over) -> Counted| {
                add(RowOf { owner: placed(Some(&places), of.owner), ..of }, at, count);
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

    /// Whose a record is.
    fn of_record(&self, owner: Owner<'_>, part: u32) -> RowOf {
        RowOf { owner: self.owners.place(owner).flatten(), part }
    }

    /// Goes through the records that a metric is about, with whose each is and in which part, what dates it, and what it is
    /// to whichever metric that is about the same records; through those of a stage, where it is about stages.
    pub(super) fn every(&self, Asked { entry, stage }: Asked, add: &mut impl Adding) {
        let parts = self.parts;
        match entry.over {
            Over::Calls(_) => {
                for (place, call) in self.calls.iter().enumerate() {
                    self.call(self.of_record(call.fact.owner.as_ref(), part(parts.calls, place)), call, add);
                }
            }
            Over::Contracts(_) => {
                for (place, contract) in self.facts.contracts.iter().enumerate() {
                    self.contract(self.of_record(contract.owner.as_ref(), part(parts.contracts, place)), contract, add);
                }
            }
            Over::Emails(_) => {
                for (place, email) in self.facts.emails.iter().enumerate() {
                    self.email(self.of_record(email.owner.as_ref(), part(parts.emails, place)), email, add);
                }
            }
            Over::Meetings(_) => {
                for (place, fact) in self.facts.meetings.iter().enumerate() {
                    let meeting = Meeting { about: About::Key(fact.deal.as_ref()), fact };
                    self.meeting(self.of_record(fact.owner.as_ref(), part(parts.meetings, place)), &meeting, add);
                }
            }
            Over::DealsClosed(_) => self.every_deal(|deal, of| self.closed(of, deal.fact, || *deal, add)),
            Over::DealsOpened(_) => self.every_deal(|deal, of| self.opened(of, deal, add)),
            Over::Stages => self.every_deal(|deal, of| self.entered(of, (deal, stage), add)),
        }
    }

    /// Goes through the deals of records, each with whose it was at a moment.
    fn every_deal(&self, mut show: impl FnMut(&Deal<'_>, &dyn Fn(Instant) -> RowOf)) {
        for (place, deal) in self.deals.iter().enumerate() {
            show(&deal.deal(), &|at| self.of_record(deal.fact.owner_at(at), part(self.parts.deals, place)));
        }
    }

    /// Goes through the rows that a metric is about in the same way.
    fn every_row(&self, rows: &dyn Rows, Asked { entry, stage }: Asked, add: &mut impl Adding) {
        match entry.over {
            Over::Calls(_) => rows.calls(&mut |rows| {
                for Row { of, beside, fact } in rows {
                    self.call(*of, &Call { about: About::Row(*beside), completeness: None, fact }, add);
                }
            }),
            Over::Contracts(_) => rows.contracts(&mut |rows| {
                rows.iter().for_each(|Row { of, fact, .. }| self.contract(*of, fact, add));
            }),
            Over::Emails(_) => rows.emails(&mut |rows| {
                rows.iter().for_each(|Row { of, fact, .. }| self.email(*of, fact, add));
            }),
            Over::Meetings(_) => rows.meetings(&mut |rows| {
                for Row { of, beside, fact } in rows {
                    self.meeting(*of, &Meeting { about: About::Row(*beside), fact }, add);
                }
            }),
            Over::DealsClosed(_) => rows.deals(&mut |rows| {
                for Row { of, beside, fact } in rows {
                    self.closed(|at| beside.of_at(*of, at), fact, || self.deal(fact, beside.stages), add);
                }
            }),
            Over::DealsOpened(_) => rows.deals(&mut |rows| {
                for Row { of, beside, fact } in rows {
                    self.opened(|at| beside.of_at(*of, at), &self.deal(fact, beside.stages), add);
                }
            }),
            Over::Stages => rows.deals(&mut |rows| {
                for Row { of, beside, fact } in rows {
                    self.entered(|at| beside.of_at(*of, at), (&self.deal(fact, beside.stages), stage), add);
                }
            }),
        }
    }

    fn call(&self, of: RowOf, call: &Call<'_>, add: &mut impl Adding) {
        if self.is_known(call.fact.at) {
            let counted = |over| if let Over::Calls(count) = over { count(call, self) } else { Counted::Out };
            add.add(of, call.fact.at, counted);
        }
    }

    fn contract(&self, of: RowOf, contract: &ContractFact, add: &mut impl Adding) {
        if self.is_known(contract.at) {
            let counted = |over| if let Over::Contracts(count) = over { count(contract, self) } else { Counted::Out };
            add.add(of, contract.at, counted);
        }
    }

    fn email(&self, of: RowOf, email: &EmailFact, add: &mut impl Adding) {
        if self.is_known(email.at) {
            let counted = |over| if let Over::Emails(count) = over { count(email) } else { Counted::Out };
            add.add(of, email.at, counted);
        }
    }

    fn meeting(&self, of: RowOf, meeting: &Meeting<'_>, add: &mut impl Adding) {
        if self.is_known(meeting.fact.at) {
            let counted = |over| if let Over::Meetings(count) = over { count(meeting, self) } else { Counted::Out };
            add.add(of, meeting.fact.at, counted);
        }
    }

    /// A deal, where it was closed by then; else nothing is looked up for it.
    fn closed<'d>(
        &self,
        of: impl Fn(Instant) -> RowOf,
        fact: &DealFact,
        deal: impl FnOnce() -> Deal<'d>,
        add: &mut impl Adding,
    ) {
        if let Some(closed) = fact.closed.filter(|closed| self.is_known(closed.at)) {
            let closed = ClosedDeal { at: closed.at, deal: &deal(), outcome: closed.outcome, zone: self.zone };
            let counted = |over| if let Over::DealsClosed(count) = over { count(&closed) } else { Counted::Out };
            add.add(of(closed.at), closed.at, counted);
        }
    }

    /// A deal, where it was opened by then.
    fn opened(&self, of: impl Fn(Instant) -> RowOf, deal: &Deal<'_>, add: &mut impl Adding) {
        if let Some(opened) = deal.fact.opened_at.filter(|at| self.is_known(*at)) {
            let counted = |over| if let Over::DealsOpened(count) = over { count(deal) } else { Counted::Out };
            add.add(of(opened), opened, counted);
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
    fn entered(&self, of: impl Fn(Instant) -> RowOf, (deal, stage): (&Deal<'_>, Option<usize>), add: &mut impl Adding) {
        let times = deal.stages.iter().filter(|entered| Some(entered.stage) == stage).map(|entered| entered.at);
        if let Some(entered) = times.min().filter(|at| self.is_known(*at)) {
            let counted = |_| Counted::yes(Some(self.went_on(deal, stage, entered)));
            add.add(of(entered), entered, counted);
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

/// The place of an owner, who is one of some that have these places; where there are none it is the place itself.
fn placed(places: Option<&[RowOwner]>, owner: RowOwner) -> RowOwner {
    places.map_or(owner, |places| owner.and_then(|owner| places.get(owner).copied()).flatten())
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

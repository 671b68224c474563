//! Rows shown as the records that they would be, without their keys.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::Array;
use touchline_calculators::metric::{
    CallFact, ContractFact, DealClosed, DealFact, DealOutcome, DealRows, EmailFact, Followers, MeetingFact, Row, RowOf,
    Rows, Show,
};
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

use super::fields::{AT_ONCE, Fields, Moment, Number, each_said};
use super::{Following, OfDeals, Part, Plain, Tables};
use crate::keys::Keys;
use crate::metrics::fields::FactTable;
use crate::metrics::options::MetricsOptions;
use crate::metrics::records::outcome;
use crate::threads;

/// A share of what was kept, shown row by row.
pub(in crate::metrics) struct Shown<'a> {
    tables: Tables,
    of_deals: &'a OfDeals,
    following: &'a Following,
    options: &'a MetricsOptions,
    owners: Arc<[Key]>,
    currency: Option<Currency>,
}

impl<'a> Shown<'a> {
    /// All that was kept, in as many shares as threads are to count, at least one.
    pub(in crate::metrics) fn of(
        plain: &Plain,
        (of_deals, following): (&'a OfDeals, &'a Following),
        options: &'a MetricsOptions,
    ) -> Vec<Self> {
        let (currency, owners): (_, Arc<[Key]>) = (plain.currencies().first().copied(), plain.owners().into());
        let rows = plain.tables.values().map(|parts| parts.iter().map(|part| part.rows().len()).sum::<usize>());
        let shares = threads::within(options.threads, rows.max().unwrap_or_default());
        let share = |share| {
            let (tables, owners) = (plain.share(share, shares), owners.clone());
            Shown { tables, of_deals, following, options, owners, currency }
        };
        (0..shares).map(share).collect()
    }

    fn parts(&self, table: FactTable) -> impl Iterator<Item = (&Part, Fields<'_>)> {
        let parts = self.tables.get(&table).into_iter().flatten();
        parts.map(|part| (part, part.fields(self.options)))
    }
}

impl Part {
    /// Some of its rows.
    pub(super) fn slice(&self, rows: std::ops::Range<usize>) -> Part {
        Part {
            batch: self.batch.slice(rows.start, rows.len()),
            first: self.first + rows.start as u64,
            places: self.places.clone(),
            owners: self.owners.get(rows.clone()).unwrap_or_default().to_vec(),
            parts: self.parts.get(rows).unwrap_or_default().to_vec(),
            currencies: self.currencies.clone(),
        }
    }

    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        0..self.batch.num_rows()
    }

    pub(super) fn fields<'a>(&'a self, options: &'a MetricsOptions) -> Fields<'a> {
        Fields { batch: &self.batch, options, places: &self.places }
    }

    /// The number of a row in the whole table.
    pub(super) fn number(&self, row: usize) -> usize {
        usize::try_from(self.first).unwrap_or(usize::MAX).saturating_add(row)
    }

    #[inline]
    pub(super) fn of(&self, row: usize) -> RowOf {
        let owner = self.owners.get(row).and_then(|number| (*number as usize).checked_sub(1));
        RowOf { owner, part: self.parts.get(row).copied().unwrap_or_default() }
    }
}

impl Rows for Shown<'_> {
    fn owners(&self) -> &[Key] {
        &self.owners
    }

    fn currency(&self) -> Option<Currency> {
        self.currency
    }

    fn calls<'a>(&'a self, show: Show<'_, CallFact, Option<Followers<'a>>>) {
        for (part, fields) in self.parts(FactTable::Calls) {
            let Some(moments) = fields.moment("at") else { continue };
            let [discovery, scheduled, reached] =
                ["discovery", "meeting_scheduled", "reached_decision_maker"].map(|field| fields.flag(field));
            let read = |rows: Range<usize>, block: &mut [Row<CallFact, Option<Followers<'a>>>]| {
                part.put_beside(&rows, block, |row| self.following.call(row));
                put_said(discovery, &rows, block, |call, said| call.discovery = said.unwrap_or_default());
                put_said(scheduled, &rows, block, |call, said| call.meeting_scheduled = said);
                put_said(reached, &rows, block, |call, said| call.reached_decision_maker = said);
            };
            let call = CallFact {
                at: Instant::MIN,
                deal: None,
                discovery: false,
                meeting_scheduled: None,
                owner: None,
                qualification: None,
                reached_decision_maker: None,
            };
            part.show(call, &moments, |call| &mut call.at, read, show);
        }
    }

    fn contracts(&self, show: Show<'_, ContractFact>) {
        for (part, fields) in self.parts(FactTable::Contracts) {
            let Some(moments) = fields.moment("at") else { continue };
            let accepted = fields.flag("accepted_on_first_terms");
            let read = |rows: Range<usize>, block: &mut [Row<ContractFact>]| {
                put_said(accepted, &rows, block, |contract, said| contract.accepted_on_first_terms = said);
            };
            let contract = ContractFact { accepted_on_first_terms: None, at: Instant::MIN, owner: None };
            part.show(contract, &moments, |contract| &mut contract.at, read, show);
        }
    }

    fn deals<'a>(&'a self, show: Show<'_, DealFact, DealRows<'a>>) {
        for (part, fields) in self.parts(FactTable::Deals) {
            let deals = Deals::of(fields);
            in_blocks(part.rows(), &nothing_of_a_deal(), |rows, block| {
                part.put_owners(&rows, block);
                part.put_beside(&rows, block, |row| self.of_deals.of(row));
                deals.read(&rows, block);
                show(block);
            });
        }
    }

    fn emails(&self, show: Show<'_, EmailFact>) {
        for (part, fields) in self.parts(FactTable::Emails) {
            let Some(moments) = fields.moment("at") else { continue };
            let answered = fields.flag("answered");
            let read = |rows: Range<usize>, block: &mut [Row<EmailFact>]| {
                put_said(answered, &rows, block, |email, said| email.answered = said);
            };
            let email = EmailFact { answered: None, at: Instant::MIN, owner: None };
            part.show(email, &moments, |email| &mut email.at, read, show);
        }
    }

    fn meetings<'a>(&'a self, show: Show<'_, MeetingFact, Option<Followers<'a>>>) {
        for (part, fields) in self.parts(FactTable::Meetings) {
            let Some(moments) = fields.moment("at") else { continue };
            let [became, demo, executive, follow_up, next_step] =
                ["became_qualified", "demo", "executive", "follow_up_booked", "next_step"]
                    .map(|field| fields.flag(field));
            let [engagement, satisfaction] = ["engagement", "satisfaction"].map(|field| fields.number(field));
            let read = |rows: Range<usize>, block: &mut [Row<MeetingFact, Option<Followers<'a>>>]| {
                part.put_beside(&rows, block, |row| self.following.meeting(row));
                for (row, shown) in rows.clone().zip(&mut *block) {
                    shown.fact.engagement = engagement.as_ref().and_then(|number| number.get(row));
                    shown.fact.satisfaction = satisfaction.as_ref().and_then(|number| number.get(row));
                }
                put_said(became, &rows, block, |meeting, said| meeting.became_qualified = said);
                put_said(demo, &rows, block, |meeting, said| meeting.demo = said.unwrap_or_default());
                put_said(executive, &rows, block, |meeting, said| meeting.executive = said.unwrap_or_default());
                put_said(follow_up, &rows, block, |meeting, said| meeting.follow_up_booked = said);
                put_said(next_step, &rows, block, |meeting, said| meeting.next_step = said);
            };
            let meeting = MeetingFact {
                at: Instant::MIN,
                became_qualified: None,
                deal: None,
                demo: false,
                engagement: None,
                executive: false,
                follow_up_booked: None,
                next_step: None,
                owner: None,
                satisfaction: None,
            };
            part.show(meeting, &moments, |meeting| &mut meeting.at, read, show);
        }
    }
}

impl Part {
    /// Shows each row of a table whose rows have a moment. A row without one is in no table that is plain.
    fn show<F: Clone, B: Clone + Default>(
        &self,
        nothing: F,
        moments: &Moment<'_>,
        at: impl Fn(&mut F) -> &mut Instant,
        read: impl Fn(Range<usize>, &mut [Row<F, B>]),
        show: Show<'_, F, B>,
    ) {
        in_blocks(self.rows(), &nothing, |rows, block| {
            self.put_owners(&rows, block);
            moments
                .each(rows.clone(), &mut *block, |shown, moment| *at(&mut shown.fact) = moment.unwrap_or(Instant::MAX));
            read(rows, block);
            show(block);
        });
    }

    /// Puts whose some rows are into what is shown of them, which says that they are nobody's and in one part where it is new.
    fn put_owners<F, B>(&self, rows: &Range<usize>, block: &mut [Row<F, B>]) {
        for (shown, number) in block.iter_mut().zip(self.owners.get(rows.clone()).unwrap_or_default()) {
            shown.of.owner = (*number as usize).checked_sub(1);
        }
        for (shown, part) in block.iter_mut().zip(self.parts.get(rows.clone()).unwrap_or_default()) {
            shown.of.part = *part;
        }
    }

    /// Puts what belongs to some rows beside what is shown of them, by their numbers in the whole table.
    fn put_beside<F, B>(&self, rows: &Range<usize>, block: &mut [Row<F, B>], beside: impl Fn(usize) -> B) {
        for (row, shown) in rows.clone().zip(block) {
            shown.beside = beside(self.number(row));
        }
    }
}

/// Goes through rows some at once. What is read of each is put where that of another was: no record is made and dropped for it.
fn in_blocks<F: Clone, B: Clone + Default>(
    rows: Range<usize>,
    nothing: &F,
    mut show: impl FnMut(Range<usize>, &mut [Row<F, B>]),
) {
    let nothing = Row { of: RowOf { owner: None, part: 0 }, beside: B::default(), fact: nothing.clone() };
    let mut block = vec![nothing; AT_ONCE.min(rows.len())];
    for first in rows.clone().step_by(AT_ONCE) {
        let next = rows.end.min(first.saturating_add(AT_ONCE));
        if let Some(block) = block.get_mut(..next - first) {
            show(first..next, block);
        }
    }
}

/// Puts what a flag says of some rows into as many records, which say nothing where they are new.
#[inline]
fn put_said<F, B>(
    flag: Option<&arrow_array::BooleanArray>,
    rows: &Range<usize>,
    block: &mut [Row<F, B>],
    field: impl Fn(&mut F, Option<bool>),
) {
    each_said(flag, rows, block, |shown, said| field(&mut shown.fact, said));
}

/// A deal of which nothing is known; its key is shown to nobody.
fn nothing_of_a_deal() -> DealFact {
    DealFact {
        closed: None,
        deal: Key::new("row"),
        disqualified_rightly: None,
        executive: None,
        first_offer_at: None,
        handovers: Vec::new(),
        icp_fit: None,
        list_price: None,
        needs_captured: None,
        negotiated: None,
        opened_at: None,
        owner: None,
        price_objection: None,
        product: None,
        qualification: None,
        qualified: None,
        sponsor_touches: None,
        stages: Vec::new(),
        stakeholders: None,
        value: None,
    }
}

/// What of a deal is in a field of its own, to be put into the record that is shown.
type Said = fn(&mut DealFact) -> &mut Option<bool>;

const FLAGS: [(&str, Said); 7] = [
    ("disqualified_rightly", |deal| &mut deal.disqualified_rightly),
    ("executive", |deal| &mut deal.executive),
    ("icp_fit", |deal| &mut deal.icp_fit),
    ("needs_captured", |deal| &mut deal.needs_captured),
    ("negotiated", |deal| &mut deal.negotiated),
    ("price_objection", |deal| &mut deal.price_objection),
    ("qualified", |deal| &mut deal.qualified),
];

type Date = fn(&mut DealFact) -> &mut Option<Instant>;

const DATES: [(&str, Date); 2] =
    [("first_offer_at", |deal| &mut deal.first_offer_at), ("opened_at", |deal| &mut deal.opened_at)];

type Count = fn(&mut DealFact) -> &mut Option<u32>;

const COUNTS: [(&str, Count); 2] =
    [("sponsor_touches", |deal| &mut deal.sponsor_touches), ("stakeholders", |deal| &mut deal.stakeholders)];

type Amount = fn(&mut DealFact) -> &mut Option<Money>;

const AMOUNTS: [(&str, &str, Amount); 2] = [
    ("list_price_amount", "list_price_currency", |deal| &mut deal.list_price),
    ("value_amount", "value_currency", |deal| &mut deal.value),
];

/// The columns that there are of deals.
struct Deals<'a> {
    closed: Option<(Moment<'a>, Named<DealOutcome>)>,
    flags: Vec<(&'a arrow_array::BooleanArray, Said)>,
    dates: Vec<(Moment<'a>, Date)>,
    counts: Vec<(Number<'a>, Count)>,
    amounts: Vec<(Number<'a>, Named<Currency>, Amount)>,
}

impl<'a> Deals<'a> {
    fn of(fields: Fields<'a>) -> Self {
        let amount = |(amount, currency, field)| {
            let read = |text: &str| text.parse::<Currency>().ok();
            Some((fields.number(amount)?, Named::of(fields.column(currency), fields.options.currency, read), field))
        };
        let closed = fields.moment("closed_at").map(|at| {
            let outcomes = fields.column("closed_outcome");
            (at, Named::of(outcomes, None, outcome))
        });
        Deals {
            closed,
            flags: FLAGS.iter().filter_map(|(name, field)| Some((fields.flag(name)?, *field))).collect(),
            dates: DATES.iter().filter_map(|(name, field)| Some((fields.moment(name)?, *field))).collect(),
            counts: COUNTS.iter().filter_map(|(name, field)| Some((fields.number(name)?, *field))).collect(),
            amounts: AMOUNTS.into_iter().filter_map(amount).collect(),
        }
    }

    /// Puts what stands in some rows into as many records, column by column.
    fn read<B>(&self, rows: &Range<usize>, block: &mut [Row<DealFact, B>]) {
        if let Some((at, outcomes)) = &self.closed {
            at.each(rows.clone(), block.iter_mut().zip(outcomes.each(rows)), |(shown, outcome), at| {
                shown.fact.closed = at.zip(outcome).map(|(at, outcome)| DealClosed { at, outcome });
            });
        }
        for (flag, field) in &self.flags {
            each_said(Some(flag), rows, &mut *block, |shown, said| *field(&mut shown.fact) = said);
        }
        for (moments, field) in &self.dates {
            moments.each(rows.clone(), &mut *block, |shown, moment| *field(&mut shown.fact) = moment);
        }
        for (numbers, field) in &self.counts {
            numbers.each_whole(rows.clone(), &mut *block, |shown, count| {
                *field(&mut shown.fact) = count.and_then(|count| u32::try_from(count).ok());
            });
        }
        for (numbers, currencies, field) in &self.amounts {
            numbers.each_whole(
                rows.clone(),
                block.iter_mut().zip(currencies.each(rows)),
                |(shown, currency), amount| {
                    *field(&mut shown.fact) = amount.zip(currency).map(|(amount, currency)| Money { amount, currency });
                },
            );
        }
    }
}

/// What the texts of a column stand for, each of which was read once.
struct Named<T> {
    numbers: Vec<u32>,
    /// By number; the first is what a row without a text has.
    values: Vec<Option<T>>,
}

impl<T: Copy> Named<T> {
    fn of(column: Option<&dyn Array>, default: Option<T>, read: impl Fn(&str) -> Option<T>) -> Self {
        let mut keys = Keys::default();
        let numbers = column.map(|array| keys.numbers(array)).unwrap_or_default();
        let values = keys.values().map(|value| value.written().map_or(default, |text| read(&text))).collect();
        Named { numbers, values }
    }

    /// What stands in some rows.
    #[inline]
    fn each(&self, rows: &Range<usize>) -> impl Iterator<Item = Option<T>> {
        rows.clone().map(|row| {
            let number = self.numbers.get(row).map_or(0, |number| *number as usize);
            self.values.get(number).copied().flatten()
        })
    }
}

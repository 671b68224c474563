//! Rows shown one by one as the records that they would be, without their keys.

use std::sync::Arc;

use arrow_array::Array;
use touchline_calculators::metric::{
    CallFact, ContractFact, DealClosed, DealFact, DealOutcome, DealRows, EmailFact, Followers, MeetingFact, RowOf, Rows,
};
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

use super::fields::{Fields, Moment, Number, said};
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

    fn calls(&self, show: &mut dyn FnMut(RowOf, Option<Followers<'_>>, &CallFact)) {
        for (part, fields) in self.parts(FactTable::Calls) {
            let Some(at) = fields.moment("at") else { continue };
            let [discovery, scheduled, reached] =
                ["discovery", "meeting_scheduled", "reached_decision_maker"].map(|field| fields.flag(field));
            for row in part.rows() {
                let Some(at) = at.get(row) else { continue };
                let call = CallFact {
                    at,
                    deal: None,
                    discovery: said(discovery, row).unwrap_or_default(),
                    meeting_scheduled: said(scheduled, row),
                    owner: None,
                    qualification: None,
                    reached_decision_maker: said(reached, row),
                };
                show(part.of(row), self.following.call(part.number(row)), &call);
            }
        }
    }

    fn contracts(&self, show: &mut dyn FnMut(RowOf, &ContractFact)) {
        for (part, fields) in self.parts(FactTable::Contracts) {
            let Some(at) = fields.moment("at") else { continue };
            let accepted = fields.flag("accepted_on_first_terms");
            for row in part.rows() {
                let Some(at) = at.get(row) else { continue };
                let accepted_on_first_terms = said(accepted, row);
                show(part.of(row), &ContractFact { accepted_on_first_terms, at, owner: None });
            }
        }
    }

    fn deals(&self, show: &mut dyn FnMut(RowOf, DealRows<'_>, &DealFact)) {
        for (part, fields) in self.parts(FactTable::Deals) {
            let deals = Deals::of(fields);
            let mut fact = nothing_of_a_deal();
            for row in part.rows() {
                deals.read(row, &mut fact);
                show(part.of(row), self.of_deals.of(part.number(row)), &fact);
            }
        }
    }

    fn emails(&self, show: &mut dyn FnMut(RowOf, &EmailFact)) {
        for (part, fields) in self.parts(FactTable::Emails) {
            let Some(at) = fields.moment("at") else { continue };
            let answered = fields.flag("answered");
            for row in part.rows() {
                let Some(at) = at.get(row) else { continue };
                show(part.of(row), &EmailFact { answered: said(answered, row), at, owner: None });
            }
        }
    }

    fn meetings(&self, show: &mut dyn FnMut(RowOf, Option<Followers<'_>>, &MeetingFact)) {
        for (part, fields) in self.parts(FactTable::Meetings) {
            let Some(at) = fields.moment("at") else { continue };
            let [became, demo, executive, follow_up, next_step] =
                ["became_qualified", "demo", "executive", "follow_up_booked", "next_step"]
                    .map(|field| fields.flag(field));
            let [engagement, satisfaction] = ["engagement", "satisfaction"].map(|field| fields.number(field));
            for row in part.rows() {
                let Some(at) = at.get(row) else { continue };
                let meeting = MeetingFact {
                    at,
                    became_qualified: said(became, row),
                    deal: None,
                    demo: said(demo, row).unwrap_or_default(),
                    engagement: engagement.as_ref().and_then(|number| number.get(row)),
                    executive: said(executive, row).unwrap_or_default(),
                    follow_up_booked: said(follow_up, row),
                    next_step: said(next_step, row),
                    owner: None,
                    satisfaction: satisfaction.as_ref().and_then(|number| number.get(row)),
                };
                show(part.of(row), self.following.meeting(part.number(row)), &meeting);
            }
        }
    }
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

    /// Puts what stands in a row into a record.
    #[inline]
    fn read(&self, row: usize, deal: &mut DealFact) {
        if let Some((at, outcomes)) = &self.closed {
            let closed = at.get(row).zip(outcomes.get(row));
            deal.closed = closed.map(|(at, outcome)| DealClosed { at, outcome });
        }
        for (flag, field) in &self.flags {
            *field(deal) = said(Some(flag), row);
        }
        for (moments, field) in &self.dates {
            *field(deal) = moments.get(row);
        }
        for (numbers, field) in &self.counts {
            *field(deal) = numbers.whole(row).and_then(|count| u32::try_from(count).ok());
        }
        for (numbers, currencies, field) in &self.amounts {
            let amount = numbers.whole(row).zip(currencies.get(row));
            *field(deal) = amount.map(|(amount, currency)| Money { amount, currency });
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

    #[inline]
    fn get(&self, row: usize) -> Option<T> {
        let number = self.numbers.get(row).map_or(0, |number| *number as usize);
        self.values.get(number).copied().flatten()
    }
}

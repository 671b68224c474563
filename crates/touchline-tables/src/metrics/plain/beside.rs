//! What stands in other tables and belongs beside the rows that are counted where they lie: what a deal has many of, and what
//! followed upon a call or a meeting. It is put in order once, by the numbers of deals.
//!
//! Rules: BAT-03, MET-05, MET-09.

use std::borrow::Cow;

use arrow_array::Array;
use touchline_calculators::metric::{DealRows, Followers, RowHandover, StageAt};
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

use super::deal_keys::{DealKeys, KeyColumn, Numbers, OwnKeys};
use super::fields::said;
use super::{Part, Plain};
use crate::keys::Keys;
use crate::metrics::fields::FactTable;
use crate::metrics::options::MetricsOptions;

/// What rows of other tables say, one deal after the other and in the order of the rows.
#[derive(Debug)]
struct ByDeal<T> {
    /// Where each deal's end.
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for ByDeal<T> {
    fn default() -> Self {
        ByDeal { ends: Vec::new(), all: Vec::new() }
    }
}

impl<T: Copy> ByDeal<T> {
    /// Of each row the number of its deal, of so many, and what it says.
    fn of(deals: usize, rows: &[(u32, T)]) -> Option<Self> {
        let Some((_, first)) = rows.first() else { return Some(ByDeal::default()) };
        u32::try_from(rows.len()).ok()?;
        let mut ends = vec![0_u32; deals];
        for (deal, _) in rows {
            *ends.get_mut(*deal as usize)? += 1;
        }
        let mut begin = 0;
        for end in &mut ends {
            // Where those of each begin: it is moved on as they are put there, and so comes to where they end.
            begin += std::mem::replace(end, begin);
        }
        let mut all = vec![*first; rows.len()];
        for (deal, what) in rows {
            let next = ends.get_mut(*deal as usize)?;
            *all.get_mut(*next as usize)? = *what;
            *next += 1;
        }
        Some(ByDeal { ends, all })
    }

    #[inline]
    fn of_deal(&self, deal: usize) -> &[T] {
        let Some(end) = self.ends.get(deal) else { return &[] };
        let begin = deal.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.all.get(begin as usize..*end as usize).unwrap_or_default()
    }
}

impl ByDeal<Instant> {
    /// The same, each deal's in order of time.
    fn in_order(mut self) -> Self {
        let mut begin = 0;
        for end in &self.ends {
            self.all.get_mut(begin..*end as usize).into_iter().for_each(<[Instant]>::sort_unstable);
            begin = *end as usize;
        }
        self
    }
}

/// What deals have many of, by the deal's row.
#[derive(Debug, Default)]
pub(in crate::metrics) struct OfDeals {
    handovers: ByDeal<RowHandover>,
    stages: ByDeal<StageAt>,
}

impl OfDeals {
    #[inline]
    pub(super) fn of(&self, row: usize) -> DealRows<'_> {
        DealRows { handovers: self.handovers.of_deal(row), stages: self.stages.of_deal(row) }
    }
}

/// What followed upon calls and meetings for the same deal.
#[derive(Debug, Default)]
pub(in crate::metrics) struct Following {
    demos: ByDeal<Instant>,
    proposals: ByDeal<Instant>,
    calls: Vec<RowAbout>,
    meetings: Vec<RowAbout>,
}

/// Which deal a row is about.
#[derive(Clone, Copy, Debug)]
enum RowAbout {
    /// Nobody says which.
    Unknown,
    /// One to which nothing happened.
    Nothing,
    /// The one of this number.
    Deal(u32),
}

impl Following {
    #[inline]
    pub(super) fn call(&self, row: usize) -> Option<Followers<'_>> {
        self.about(self.calls.get(row))
    }

    #[inline]
    pub(super) fn meeting(&self, row: usize) -> Option<Followers<'_>> {
        self.about(self.meetings.get(row))
    }

    #[inline]
    fn about(&self, about: Option<&RowAbout>) -> Option<Followers<'_>> {
        match about? {
            RowAbout::Unknown => None,
            RowAbout::Nothing => Some(Followers::default()),
            RowAbout::Deal(deal) => Some(Followers {
                demos: self.demos.of_deal(*deal as usize),
                proposals: self.proposals.of_deal(*deal as usize),
            }),
        }
    }
}

impl Plain {
    /// What the deals that are kept have many of; nothing where a deal is there twice, or a row is about none of them, or is no
    /// stage of the pipeline.
    pub(in crate::metrics) fn of_deals(&self, pipeline: &[Key], options: &MetricsOptions) -> Option<OfDeals> {
        let deals = self.deal_keys(FactTable::Deals);
        let rows = |table| self.parts_of(table).iter().map(|part| part.batch.num_rows()).sum::<usize>();
        let own = OwnKeys::of(&deals)?;
        if rows(FactTable::Handovers) == 0 && rows(FactTable::Stages) == 0 {
            return Some(OfDeals::default());
        }
        let of_table = |table| {
            let keys = self.deal_keys(table);
            (0..keys.rows()).map(|row| own.row_of(&keys.key(row)?)).collect::<Option<Vec<u32>>>()
        };
        let handovers = self.handovers(options);
        let handovers: Vec<_> = of_table(FactTable::Handovers)?.into_iter().zip(handovers).collect();
        let stages: Vec<_> = of_table(FactTable::Stages)?.into_iter().zip(self.stages(pipeline, options)?).collect();
        Some(OfDeals { handovers: ByDeal::of(deals.rows(), &handovers)?, stages: ByDeal::of(deals.rows(), &stages)? })
    }

    fn handovers(&self, options: &MetricsOptions) -> Vec<RowHandover> {
        let of_part = |part: &Part| {
            let at = part.fields(options).moment("at");
            let handover = |row| Some(RowHandover { at: at.as_ref()?.get(row)?, owner: part.of(row).owner });
            part.rows().filter_map(handover).collect::<Vec<_>>()
        };
        self.parts_of(FactTable::Handovers).iter().flat_map(of_part).collect()
    }

    /// Nothing where one is no stage of the pipeline.
    fn stages(&self, pipeline: &[Key], options: &MetricsOptions) -> Option<Vec<StageAt>> {
        let mut all = Vec::new();
        for part in self.parts_of(FactTable::Stages) {
            let (at, stages) = (part.fields(options).moment("at")?, part.fields(options).column("stage")?);
            let mut keys = Keys::default();
            let numbers = keys.numbers(stages);
            let place = |text: Cow<'_, str>| {
                let key = Key::as_kept(&text);
                pipeline.iter().position(|stage| stage.as_str() == key)
            };
            let places: Vec<Option<usize>> = keys.values().map(|value| value.written().and_then(place)).collect();
            for (row, number) in numbers.into_iter().enumerate() {
                let stage = places.get(number as usize).copied().flatten()?;
                all.push(StageAt { at: at.get(row)?, stage });
            }
        }
        Some(all)
    }

    /// What followed upon the calls and meetings that are kept; nothing where there is more than can be numbered.
    pub(in crate::metrics) fn following(&self, options: &MetricsOptions) -> Option<Following> {
        let proposals = self.parts_of(FactTable::Proposals);
        let keys = DealKeys::of(proposals.iter().chain(self.parts_of(FactTable::Meetings)).map(Part::deal_keys));
        let mut numbers = Numbers::within(&keys);
        let behind = proposals.iter().map(|part| part.batch.num_rows()).sum();
        let proposals = self.happened(FactTable::Proposals, (&mut numbers, 0), options);
        let demos = self.happened(FactTable::Meetings, (&mut numbers, behind), options);
        let about = |table| {
            let keys = self.deal_keys(table);
            let about = |row| match keys.key(row) {
                None => RowAbout::Unknown,
                Some(key) => numbers.number_of(&key).map_or(RowAbout::Nothing, RowAbout::Deal),
            };
            (0..keys.rows()).map(about).collect()
        };
        Some(Following {
            demos: ByDeal::of(numbers.len(), &demos)?.in_order(),
            proposals: ByDeal::of(numbers.len(), &proposals)?.in_order(),
            calls: about(FactTable::Calls),
            meetings: about(FactTable::Meetings),
        })
    }

    /// When something happened to a deal that may follow upon something else: of meetings the demos. The keys of the table begin
    /// at a row of those that are numbered.
    fn happened(
        &self,
        table: FactTable,
        (numbers, first): (&mut Numbers<'_>, usize),
        options: &MetricsOptions,
    ) -> Vec<(u32, Instant)> {
        let mut happened = Vec::new();
        for part in self.parts_of(table) {
            let (at, demo) = (part.fields(options).moment("at"), part.fields(options).flag("demo"));
            let counts = |row: &usize| table != FactTable::Meetings || said(demo, *row).unwrap_or_default();
            let of_row = |row| numbers.number(first + part.number(row)).zip(at.as_ref().and_then(|at| at.get(row)));
            happened.extend(part.rows().filter(counts).filter_map(of_row));
        }
        happened
    }

    fn parts_of(&self, table: FactTable) -> &[Part] {
        self.tables.get(&table).map(Vec::as_slice).unwrap_or_default()
    }

    fn deal_keys(&self, table: FactTable) -> DealKeys<'_> {
        DealKeys::of(self.parts_of(table).iter().map(Part::deal_keys))
    }
}

impl Part {
    fn deal_keys(&self) -> KeyColumn<'_> {
        let place = self.places.iter().find(|(name, _)| *name == "deal").and_then(|(_, place)| *place);
        let column = place.and_then(|place| self.batch.columns().get(place)).map(|array| array.as_ref());
        KeyColumn::of(column.filter(|array: &&dyn Array| !array.data_type().is_null()), self.batch.num_rows())
    }
}

//! Success metrics over tables: columns become the facts that documents of records become, and are measured by the same
//! law. Whatever was added up are whole numbers, so that both give the same bits.
//!
//! A document's lists end somewhere; a table's rows do not.
//!
//! Rules: BAT-03, MET-05.

mod effect;
mod fields;
mod left_out;
mod options;
mod output;
mod overlap;
mod parts;
mod plain;
mod reading;
mod records;
mod tidy;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::SchemaRef;
use touchline_calculators::metric::{
    Account, DealHandover, Facts, Filled, FilledField, Framework, FrameworkOf, Metric, Rows, StageEntered, Window,
    WindowDays, default_frameworks,
};
use touchline_kernel::look_up::Seen;
use touchline_kernel::money::Money;
use touchline_kernel::operation::Failure;
use touchline_kernel::reader::MAX_FAULTS;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Hint, Reason, Rejection};
use touchline_kernel::text::{Key, Limits};
use touchline_kernel::time::{LocalDate, Zone};
use touchline_law::access::seen_by_key;

pub use effect::EffectOptions;
pub use fields::FactTable;
pub use options::{CalendarWindows, MetricsOptions, Unit, Whose};

use crate::fault::{Faults, broken, no_deal, other_framework, unknown};
use crate::interrupted::Interrupted;
use crate::left_out::LeftOut;
use crate::progress::Progress;
use parts::Parts;
use plain::{Following, OfDeals, Plain, Shown};
use reading::Reading;
use tidy::column;

/// Rows of a batch that are taken up before it is asked whether to go on.
const ROWS_AT_ONCE: usize = 1 << 20;

/// The greatest number of windows that one call measures.
const MOST_WINDOWS: i64 = 10_000;

/// The greatest number of parts into which facts fall by further columns, window by window.
const MOST_PARTS: usize = 100_000;

/// Gathers tables of facts, and measures them.
#[derive(Debug)]
pub struct Metrics {
    options: MetricsOptions,
    parts: Parts,
    /// What is counted where it lies.
    plain: Plain,
    /// What was read into records.
    facts: Facts,
    handovers: Vec<Nested<DealHandover>>,
    qualifications: Vec<Nested<(Key, Option<FilledField>)>>,
    stages: Vec<Nested<StageEntered>>,
    teams: BTreeMap<Key, BTreeSet<Key>>,
    /// How many batches were read of readers.
    batches: u64,
    /// How many rows of each table there are so far.
    rows: BTreeMap<FactTable, u64>,
    /// What is wrong with each table, or the rows of it that were left out since something is wrong in them.
    wrong: BTreeMap<FactTable, Faults>,
}

/// Puts back what there was of a table.
fn restore<T>(of_tables: &mut BTreeMap<FactTable, T>, table: FactTable, before: Option<T>) {
    match before {
        Some(before) => drop(of_tables.insert(table, before)),
        None => drop(of_tables.remove(&table)),
    }
}

/// A row that belongs to a deal.
#[derive(Debug)]
pub(crate) struct Nested<T> {
    deal: Key,
    row: u64,
    what: T,
}

/// Where the rows that were put into deals stood, by the deal's place and the row's among its own.
#[derive(Default)]
struct Origins {
    qualifications: HashMap<usize, Vec<u64>>,
    stages: HashMap<usize, Vec<u64>>,
}

impl Metrics {
    /// Reads what is to be measured, from a document as [`MetricsOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        Metrics::of(crate::options::read(options, &Limits::WIDEST)?)
    }

    /// The same from options that were read.
    ///
    /// # Errors
    /// Tables and fields that there are not.
    pub fn of(options: MetricsOptions) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        for (name, columns) in &options.columns {
            let Some(table) = FactTable::named(name) else {
                faults.no_table(name, FactTable::names());
                continue;
            };
            let known: Vec<String> = table.fields().iter().map(|(field, ..)| (*field).to_owned()).collect();
            for field in columns.keys().filter(|field| !known.contains(field)) {
                faults.no_field(name, field, known.clone());
            }
        }
        tidy::check(&options, &mut faults);
        let parts = Parts::of(&options);
        output::names(&options, &parts, &mut faults);
        faults.told().map_err(Failure::BadInput)?;
        Ok(Metrics {
            options,
            parts,
            plain: Plain::default(),
            facts: Facts::default(),
            handovers: Vec::new(),
            qualifications: Vec::new(),
            stages: Vec::new(),
            teams: BTreeMap::new(),
            batches: 0,
            rows: BTreeMap::new(),
            wrong: BTreeMap::new(),
        })
    }

    /// Adds a batch of a table; where it is refused nothing of it is added.
    ///
    /// # Errors
    /// What is wrong with its columns, or with values, each with table, column and row.
    pub fn add(&mut self, table: FactTable, batch: &RecordBatch) -> Result<(), BadInput> {
        let (rows, wrong) = (self.rows.get(&table).copied(), self.wrong.get(&table).cloned());
        let added = self.take_up(table, batch).and_then(|()| self.told(table));
        if added.is_err() {
            restore(&mut self.rows, table, rows);
            restore(&mut self.wrong, table, wrong);
        }
        added
    }

    /// Adds a batch of a table; what is wrong with its values is told with all that is wrong with those of the table, so
    /// that each kind of fault is told once, however many batches have it.
    ///
    /// # Errors
    /// What is wrong with its columns.
    fn take_up(&mut self, table: FactTable, batch: &RecordBatch) -> Result<(), BadInput> {
        let first = self.rows.get(&table).copied().unwrap_or_default();
        let batch = &*tidy::tidied(table, batch, &self.options).map_err(|error| broken(&error))?;
        self.parts.bind(table, batch.schema_ref(), &self.options)?;
        let taken = match self.keep(table, batch, first) {
            true => Ok(()),
            false => self.read_into_records(table).and_then(|()| self.read_records(table, batch, first)),
        };
        self.rows.insert(table, first + batch.num_rows() as u64);
        taken
    }

    /// What is wrong with the values of a table.
    ///
    /// # Errors
    /// Each with column and row.
    fn told(&self, table: FactTable) -> Result<(), BadInput> {
        self.wrong.get(&table).map_or(Ok(()), Faults::so_far)
    }

    /// Keeps a batch as it lies, where that can be.
    fn keep(&mut self, table: FactTable, batch: &RecordBatch, first: u64) -> bool {
        let reading = Reading::of(table, batch, &self.options, first);
        let parts = || self.parts.of_rows(table, batch, &self.options);
        reading.faults.is_empty() && self.plain.keep(table, (batch, first), (reading.places(), parts), &self.options)
    }

    /// Makes records of what was kept of a table.
    fn read_into_records(&mut self, table: FactTable) -> Result<(), BadInput> {
        self.plain.taken(table).iter().try_for_each(|(batch, first)| self.read_records(table, batch, *first))
    }

    fn read_records(&mut self, table: FactTable, batch: &RecordBatch, first: u64) -> Result<(), BadInput> {
        let before = self.wrong.remove(&table).unwrap_or_else(|| Faults::of_table(table.name()));
        let reading = Reading::behind(before, table, batch, &self.options, first);
        let wrong = match table {
            FactTable::Calls => records::calls(reading, &mut self.facts.calls),
            FactTable::Contracts => records::contracts(reading, &mut self.facts.contracts),
            FactTable::Deals => records::deals(reading, &mut self.facts.deals),
            FactTable::Emails => records::emails(reading, &mut self.facts.emails),
            FactTable::Handovers => records::handovers(reading, &mut self.handovers),
            FactTable::Meetings => records::meetings(reading, &mut self.facts.meetings),
            FactTable::Prices => records::prices(reading, &mut self.facts.prices),
            FactTable::Proposals => records::proposals(reading, &mut self.facts.proposals),
            FactTable::Qualifications => records::qualifications(reading, &mut self.qualifications),
            FactTable::Stages => records::stages(reading, &mut self.stages),
            FactTable::Targets => records::targets(reading, &mut self.facts.targets),
            FactTable::Teams => {
                let mut teams = Vec::new();
                let wrong = records::teams(reading, &mut teams);
                for (owner, team) in teams {
                    self.teams.entry(team).or_default().insert(owner);
                }
                wrong
            }
        };
        if wrong.is_empty() && self.parts.are_told() {
            let parts = self.parts.of_rows(table, batch, &self.options);
            self.parts.add_records(table, parts, |row| !wrong.leaves_out(first + row as u64));
        }
        let of_columns = if wrong.are_of_columns() { wrong.so_far() } else { Ok(()) };
        self.wrong.insert(table, wrong);
        of_columns
    }

    /// Makes records of those tables whose rows cannot be counted where they lie: since something has to be told of one of them,
    /// or what belongs to them is in records. Gives what belongs to those that stay.
    fn make_records(&mut self) -> Result<(OfDeals, Following), BadInput> {
        let of_deals = self.of_deals();
        if of_deals.is_none() {
            self.read_all_into_records(&[FactTable::Deals, FactTable::Handovers, FactTable::Stages])?;
        }
        let following = self.following();
        if following.is_none() {
            self.read_all_into_records(&[FactTable::Calls, FactTable::Meetings, FactTable::Proposals])?;
        }
        Ok((of_deals.unwrap_or_default(), following.unwrap_or_default()))
    }

    fn read_all_into_records(&mut self, tables: &[FactTable]) -> Result<(), BadInput> {
        tables.iter().try_for_each(|table| self.read_into_records(*table))
    }

    /// What belongs to the deals that are counted where they lie; nothing where they cannot be.
    fn of_deals(&self) -> Option<OfDeals> {
        let listed = !self.is_empty(FactTable::Prices) && self.plain.holds(FactTable::Deals, "product");
        let stay = self.are_kept(&[FactTable::Deals, FactTable::Handovers, FactTable::Stages])
            && self.is_empty(FactTable::Qualifications)
            && !listed
            && self.are_amounts_alike();
        if stay { self.plain.of_deals(&self.options.terms.pipeline, &self.options) } else { None }
    }

    /// What followed upon the calls and meetings that are counted where they lie; nothing where they cannot be.
    fn following(&self) -> Option<Following> {
        if !self.metrics().iter().any(|metric| metric.entry().follows_deals()) {
            return Some(Following::default());
        }
        let stay = self.are_kept(&[FactTable::Calls, FactTable::Meetings, FactTable::Proposals]);
        if stay { self.plain.following(&self.options) } else { None }
    }

    fn is_empty(&self, table: FactTable) -> bool {
        self.rows.get(&table).is_none_or(|rows| *rows == 0)
    }

    /// Whether all rows of these tables are kept as they lie.
    fn are_kept(&self, tables: &[FactTable]) -> bool {
        tables.iter().all(|table| self.is_empty(*table) || self.plain.has(*table))
    }

    /// Whether all amounts of what is kept can be put together with all others.
    fn are_amounts_alike(&self) -> bool {
        let currencies = self.plain.currencies();
        let of_targets = self.facts.targets.iter().flat_map(|target| [target.forecast, target.quota]);
        let mut others = of_targets.chain(self.facts.prices.iter().map(|price| Some(price.price))).flatten();
        match &self.options.terms.rates {
            Some(rates) => {
                currencies.iter().all(|currency| rates.convert(Money { amount: 0, currency: *currency }).is_some())
            }
            None => {
                let size = self.options.terms.deal_size;
                let mut all = others.by_ref().chain(size).map(|money| money.currency);
                currencies.len() <= 1 && currencies.first().is_none_or(|currency| all.all(|other| other == *currency))
            }
        }
    }

    /// Tells it the schema of the batches of a table that are to come.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    pub fn begin(&mut self, table: FactTable, schema: SchemaRef) -> Result<(), BadInput> {
        self.add(table, &RecordBatch::new_empty(schema))
    }

    /// Adds all that a reader gives, as [`Metrics::watched`] does.
    ///
    /// # Errors
    /// What is wrong with the stream that it comes from.
    pub fn read(&mut self, table: FactTable, reader: impl RecordBatchReader) -> Result<(), BadInput> {
        match self.watched(table, reader, |_| ControlFlow::Continue(())) {
            Err(Interrupted::BadInput(bad)) => Err(bad),
            // There is nobody to stop it.
            Ok(()) | Err(Interrupted::Stopped(_)) => Ok(()),
        }
    }

    /// Adds all that a reader gives, and tells after each batch, and within a long one, how much was read of all tables; where
    /// the answer is to break, it stops. What is wrong with a table is told by [`Metrics::measure`] and [`Metrics::effect`],
    /// together with what is wrong with others.
    ///
    /// # Errors
    /// What is wrong with the stream that it comes from; or that whoever was told of the progress wanted no more.
    pub fn watched(
        &mut self,
        table: FactTable,
        reader: impl RecordBatchReader,
        mut watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(), Interrupted> {
        let bad = Interrupted::BadInput;
        self.look_at(table, &RecordBatch::new_empty(reader.schema())).map_err(bad)?;
        for batch in reader {
            let batch = batch.map_err(|error| bad(broken(&error)))?;
            for first in (0..batch.num_rows()).step_by(ROWS_AT_ONCE) {
                let piece = batch.slice(first, ROWS_AT_ONCE.min(batch.num_rows() - first));
                self.look_at(table, &piece).map_err(bad)?;
                let is_last = first + piece.num_rows() == batch.num_rows();
                if !is_last && watch(self.progress()).is_break() {
                    return Err(Interrupted::Stopped(self.progress()));
                }
            }
            self.batches += 1;
            if watch(self.progress()).is_break() {
                return Err(Interrupted::Stopped(self.progress()));
            }
        }
        Ok(())
    }

    /// Takes up a batch of which it is told later what is wrong with it, also with its columns.
    ///
    /// # Errors
    /// What is told of no row and no column of it.
    pub(crate) fn look_at(&mut self, table: FactTable, batch: &RecordBatch) -> Result<(), BadInput> {
        let taken = self.take_up(table, batch);
        let is_told_later = self.wrong.get(&table).is_some_and(Faults::are_of_columns);
        if is_told_later { Ok(()) } else { taken }
    }

    fn progress(&self) -> Progress {
        Progress { batches: self.batches, rows: self.rows.values().sum() }
    }

    /// The figures: a row for each metric, by window, then by whose it is. At most 4,000,000 are told.
    ///
    /// # Errors
    /// What is wrong with the facts together, each with table, column and row; currencies that nobody put together; more figures
    /// than are told, before a row is made for any.
    pub fn measure(mut self) -> Result<RecordBatch, Failure> {
        self.all_told().map_err(Failure::BadInput)?;
        let windows = self.options.windows()?;
        let with_previous = |window: Window| {
            let before = self.options.previous.then(|| window.previous()).transpose();
            before.map(|before| (window, before)).map_err(|rejection| rejection.at("/windows"))
        };
        let windows = windows.into_iter().map(with_previous).collect::<Result<Vec<_>, _>>()?;
        let (of_deals, following) = self.make_records().map_err(Failure::BadInput)?;
        self.leave_out_twice();
        let origins = self.joined().map_err(Failure::BadInput)?;
        let mut faults = Faults::default();
        let by_team = self.options.whose().contains(&Whose::Team);
        if by_team && !self.rows.contains_key(&FactTable::Teams) {
            faults.wanting("/by".to_owned(), Whose::Team.into(), FactTable::Teams.name());
        }
        if self.options.benchmarks && !self.rows.contains_key(&FactTable::Teams) {
            faults.wanting("/benchmarks".to_owned(), "benchmarks", FactTable::Teams.name());
        }
        for (field, is_given) in
            [("sees_individuals", self.options.sees_individuals), ("viewer", self.options.viewer.is_some())]
        {
            if is_given && !self.options.benchmarks {
                faults.alone(field, "benchmarks");
            }
        }
        self.check_facts(&mut faults);
        faults.told().map_err(Failure::BadInput)?;
        let shown = Shown::of(&self.plain, (&of_deals, &following), &self.options);
        let (account, others) = match shown.split_first() {
            Some((first, others)) => (self.account(&origins, Some(first))?, others),
            None => (self.account(&origins, None)?, &[] as &[Shown<'_>]),
        };
        let (viewer, access) = (self.options.viewer.as_ref(), &self.options.policy.access);
        let seen = seen_by_key(viewer, &self.options.people, access)?;
        self.check_parts(windows.len()).map_err(Failure::BadInput)?;
        self.check_overlap(&windows, &shown).map_err(Failure::BadInput)?;
        let asked = (&self.options, &self.parts, &seen, &self.rows_of_metrics());
        output::table(asked, &self.metrics(), &self.teams, (&account, others), &windows).map_err(Failure::BadInput)
    }

    /// What is wrong with tables that were taken up and of which nobody has told it.
    fn all_told(&self) -> Result<(), BadInput> {
        self.wrong.values().fold(Faults::default(), Faults::with).told()
    }

    /// The metrics that are asked for.
    fn metrics(&self) -> Vec<Metric> {
        self.options.metrics()
    }

    /// Refuses more parts in all windows than are counted.
    fn check_parts(&self, windows: usize) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let parts = self.parts.count().unwrap_or_default().saturating_mul(windows);
        if parts > MOST_PARTS {
            faults.too_many("by", parts as i128, MOST_PARTS as i128);
        }
        faults.told()
    }

    /// Refuses windows that overlap too often for what they count.
    fn check_overlap(&self, windows: &[(Window, Option<Window>)], shown: &[Shown<'_>]) -> Result<(), BadInput> {
        let windows: Vec<Window> = windows.iter().map(|(window, _)| *window).collect();
        let counted: BTreeSet<&str> = self.metrics().iter().map(|metric| metric.entry().facts()).collect();
        let rows = self.rows.iter().filter(|(table, _)| counted.contains(table.name()));
        let rows = rows.map(|(_, rows)| usize::try_from(*rows).unwrap_or(usize::MAX)).sum();
        overlap::check(&windows, self.parts.order().len(), (&self.facts, shown), rows)
    }

    /// Whether there is any table whose rows these metrics count: of none of them there would be no figure, and no word.
    fn check_facts(&self, faults: &mut Faults) {
        let mut wanted: Vec<&str> = self.metrics().iter().map(|metric| metric.entry().facts()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let is_there = |name: &&str| FactTable::named(name).is_some_and(|table| self.rows.contains_key(&table));
        if !wanted.is_empty() && !wanted.iter().any(is_there) {
            faults.no_facts(&wanted);
        }
    }

    /// The facts of all tables, ready to be counted.
    fn account<'a>(&'a self, origins: &Origins, rows: Option<&'a dyn Rows>) -> Result<Account<'a>, Failure> {
        let (policy, known) = (&self.options.policy.metric, (self.options.at, self.options.zone_of_dates()));
        let account = Account::with_rows((&self.facts, rows), &self.options.terms, known, policy);
        let account = account.map(|account| account.in_parts(self.parts.of_facts()));
        account.map_err(|failure| self.placed(origins, failure))
    }

    /// Puts what belongs to deals into them.
    fn joined(&mut self) -> Result<Origins, BadInput> {
        let (mut origins, mut faults) = (Origins::default(), Beside::new());
        if self.handovers.is_empty() && self.stages.is_empty() && self.qualifications.is_empty() {
            return Ok(origins);
        }
        let mut places: HashMap<Key, usize> = HashMap::with_capacity(self.facts.deals.len());
        for (place, deal) in self.facts.deals.iter().enumerate() {
            places.entry(deal.deal.clone()).or_insert(place);
        }
        for Nested { deal, row, what } in std::mem::take(&mut self.handovers) {
            if let Some(place) = self.place_of(&places, FactTable::Handovers, &deal, row, &mut faults) {
                self.facts.deals[place].handovers.push(what);
            }
        }
        for Nested { deal, row, what } in std::mem::take(&mut self.stages) {
            if self.options.skips() && !self.options.terms.pipeline.contains(&what.stage) {
                self.leave_out(FactTable::Stages, "stage", row, self.no_stage(&what.stage));
                continue;
            }
            if let Some(place) = self.place_of(&places, FactTable::Stages, &deal, row, &mut faults) {
                self.facts.deals[place].stages.push(what);
                origins.stages.entry(place).or_default().push(row);
            }
        }
        let frameworks = self.options.skips().then(|| self.frameworks());
        for Nested { deal, row, what: (framework, field) } in std::mem::take(&mut self.qualifications) {
            let Some(place) = self.place_of(&places, FactTable::Qualifications, &deal, row, &mut faults) else {
                continue;
            };
            let wrong = frameworks.as_ref().and_then(|frameworks| not_of(frameworks, &framework, field.as_ref()));
            if let Some((column, reason)) = wrong {
                self.leave_out(FactTable::Qualifications, column, row, reason);
                continue;
            }
            let filled = self.facts.deals[place].qualification.get_or_insert_with(|| {
                // The first row tells of the framework, whether it has a field or not.
                origins.qualifications.insert(place, vec![row]);
                Filled { fields: Vec::new(), framework: framework.clone() }
            });
            if filled.framework != framework {
                let reason = other_framework(filled.framework.as_str(), framework.as_str());
                self.wrong_beside(FactTable::Qualifications, "framework", (row, reason), &mut faults);
                if self.options.skips() {
                    continue;
                }
            }
            let Some((field, filled)) = field.zip(self.facts.deals[place].qualification.as_mut()) else { continue };
            let is_twice = frameworks.is_some() && filled.fields.iter().any(|before| before.field == field.field);
            if is_twice {
                let reason = Reason::twice(field.field.as_str());
                self.leave_out(FactTable::Qualifications, "field", row, reason);
                continue;
            }
            filled.fields.push(field);
            origins.qualifications.entry(place).or_default().push(row);
        }
        all_of(&faults).told().map(|()| origins)
    }

    /// The place of the deal that a row is about; where there is no such deal, a fault.
    fn place_of(
        &mut self,
        places: &HashMap<Key, usize>,
        table: FactTable,
        deal: &Key,
        row: u64,
        faults: &mut Beside,
    ) -> Option<usize> {
        let place = places.get(deal).copied();
        if place.is_none() {
            self.wrong_beside(table, "deal", (row, no_deal(deal.as_str())), faults);
        }
        place
    }

    /// Something is wrong with a row beside others: a fault, or it is left out.
    fn wrong_beside(&mut self, table: FactTable, field: &str, (row, reason): (u64, Reason), faults: &mut Beside) {
        if self.options.skips() {
            self.leave_out(table, field, row, reason);
        } else {
            self.tell_beside(table, field, (row, reason), faults);
        }
    }

    fn tell_beside(&self, table: FactTable, field: &str, (row, reason): (u64, Reason), faults: &mut Beside) {
        let faults = faults.entry(table).or_insert_with(|| Faults::of_table(table.name()));
        faults.cell(column(table, field, &self.options), row, reason);
    }

    /// Why a stage is none.
    fn no_stage(&self, stage: &Key) -> Reason {
        let pipeline = &self.options.terms.pipeline;
        let hint = match (pipeline.is_empty(), self.options.skips()) {
            (true, _) => Hint::PipelineMissing,
            (false, true) => Hint::ValuesMayStandFor,
            (false, false) => Hint::TextsMayStandForOrBeLeftOut,
        };
        unknown(stage.as_str(), pipeline.iter().map(Key::as_str).collect()).hinting(hint)
    }

    /// What is wrong with records beside others, in how many rows: deals and prices that are there twice, stages, frameworks and fields
    /// that there are not.
    fn wrong_together(&self, origins: &Origins) -> Beside {
        let (mut faults, frameworks) = (Beside::new(), self.frameworks());
        let mut seen: Seen<&Key> = Seen::default();
        for (place, deal) in self.facts.deals.iter().enumerate() {
            if !seen.insert(&deal.deal) {
                let row = self.row_of(FactTable::Deals, place as u64);
                let reason = Reason::twice(deal.deal.as_str());
                self.tell_beside(FactTable::Deals, "deal", (row, reason), &mut faults);
            }
            let rows = origins.stages.get(&place).into_iter().flatten();
            for (StageEntered { stage, .. }, row) in deal.stages.iter().zip(rows) {
                if !self.options.terms.pipeline.contains(stage) {
                    self.tell_beside(FactTable::Stages, "stage", (*row, self.no_stage(stage)), &mut faults);
                }
            }
            let rows = origins.qualifications.get(&place).map(Vec::as_slice);
            if let (Some(filled), Some([first, rows @ ..])) = (&deal.qualification, rows) {
                self.wrong_filled(filled, &frameworks, (*first, rows), &mut faults);
            }
        }
        let mut seen = BTreeSet::new();
        for (place, price) in self.facts.prices.iter().enumerate() {
            if !seen.insert(price.name()) {
                let row = self.row_of(FactTable::Prices, place as u64);
                let reason = Reason::twice(price.product.as_str());
                self.tell_beside(FactTable::Prices, "product", (row, reason), &mut faults);
            }
        }
        faults
    }

    /// The same of what was filled in of a deal's framework, by the row that names the framework, and those of the fields.
    fn wrong_filled(
        &self,
        filled: &Filled,
        frameworks: &[Framework],
        (first, rows): (u64, &[u64]),
        faults: &mut Beside,
    ) {
        let framework = &filled.framework;
        if let Some((column, reason)) = not_of(frameworks, framework, None) {
            return self.tell_beside(FactTable::Qualifications, column, (first, reason), faults);
        }
        let mut seen: Seen<&Key> = Seen::default();
        for (field, row) in filled.fields.iter().zip(rows) {
            let twice = || ("field", Reason::twice(field.field.as_str()));
            let wrong = not_of(frameworks, framework, Some(field));
            let is_new = wrong.is_some() || seen.insert(&field.field);
            if let Some((column, reason)) = wrong.or_else(|| (!is_new).then(twice)) {
                self.tell_beside(FactTable::Qualifications, column, (*row, reason), faults);
            }
        }
    }

    fn leave_out(&mut self, table: FactTable, field: &str, row: u64, reason: Reason) {
        let name = column(table, field, &self.options);
        let wrong = self.wrong.entry(table).or_insert_with(|| Faults::of_table(table.name()));
        wrong.leave_out_row(name, row, reason);
    }

    /// The rows of a table that were left out.
    fn left_out(&self, table: FactTable) -> Option<&LeftOut> {
        self.wrong.get(&table)?.left_out()
    }

    /// The frameworks that deals are held against.
    fn frameworks(&self) -> Vec<Framework> {
        let known = self.options.terms.frameworks.as_deref().unwrap_or(default_frameworks());
        known.iter().filter(|framework| framework.of == FrameworkOf::Deal).cloned().collect()
    }

    /// Where rows that are wrong are left out: of deals and prices that are there twice each but the first.
    fn leave_out_twice(&mut self) {
        if !self.options.skips() {
            return;
        }
        let (mut seen, mut twice, mut stays) = (Seen::<Key>::default(), Vec::new(), Vec::new());
        let mut rows = self.staying(FactTable::Deals);
        self.facts.deals.retain(|deal| {
            let (is_new, row) = (seen.insert(deal.deal.clone()), rows.next());
            stays.push(is_new);
            twice.extend(row.filter(|_| !is_new).map(|row| (row, Reason::twice(deal.deal.as_str()))));
            is_new
        });
        self.parts.retain(FactTable::Deals, &stays);
        twice.into_iter().for_each(|(row, reason)| self.leave_out(FactTable::Deals, "deal", row, reason));
        let (mut seen, mut twice, mut rows) = (BTreeSet::new(), Vec::new(), self.staying(FactTable::Prices));
        self.facts.prices.retain(|price| {
            let (is_new, row) = (seen.insert(price.name()), rows.next());
            twice.extend(row.filter(|_| !is_new).map(|row| (row, Reason::twice(price.product.as_str()))));
            is_new
        });
        twice.into_iter().for_each(|(row, reason)| self.leave_out(FactTable::Prices, "product", row, reason));
    }

    /// The numbers of the rows of a table that were not left out so far, and of as many more as there may be.
    fn staying(&self, table: FactTable) -> impl Iterator<Item = u64> + use<> {
        let before = self.left_out(table).map(|left_out| left_out.rows().clone()).unwrap_or_default();
        (0..).filter(move |row| !before.contains(*row))
    }

    /// The number of the row that a record was made of, by its place among all records of its table.
    fn row_of(&self, table: FactTable, place: u64) -> u64 {
        let left_out = self.left_out(table).into_iter().flat_map(|left_out| left_out.rows().each());
        left_out.fold(place, |row, left_out| if left_out <= row { row.saturating_add(1) } else { row })
    }

    /// The failure of a document of records, with the places of the tables that it was made of.
    fn placed(&self, origins: &Origins, failure: Failure) -> Failure {
        match failure {
            Failure::BadInput(mut bad) => {
                // What is wrong with records beside others is told once, with how many rows have it.
                let is_of_facts = |code| matches!(code, Code::KeyTwice | Code::UnknownValue);
                bad.faults.retain(|fault| !(fault.path.starts_with("/facts/") && is_of_facts(fault.reason.code)));
                bad.faults.iter_mut().for_each(|fault| fault.path = self.place(&fault.path));
                bad.faults.extend(
                    all_of(&self.wrong_together(origins)).so_far().err().into_iter().flat_map(|bad| bad.faults),
                );
                bad.faults.truncate(MAX_FAULTS);
                Failure::BadInput(bad)
            }
            Failure::Rejected(rejection) => {
                let path = rejection.path.as_deref().map(|path| self.place(path));
                Failure::Rejected(Rejection { path, ..rejection })
            }
            other => other,
        }
    }

    /// `/facts/deals/7/value/currency` as `/deals/value_currency/7`; what is no fact stays where it is.
    fn place(&self, path: &str) -> String {
        let found = || -> Option<(FactTable, String, u64)> {
            let mut parts = path.strip_prefix("/facts/")?.split('/');
            let (list, place) = (parts.next()?, parts.next()?.parse::<usize>().ok()?);
            let parts: Vec<&str> = parts.collect();
            Some(match parts.as_slice() {
                ["period"] => (FactTable::Targets, "last".to_owned(), self.row_of(FactTable::Targets, place as u64)),
                fields => {
                    // Of an amount whose currency is the one by default, the amount is to blame.
                    let table = FactTable::named(list)?;
                    (table, fields.join("_"), self.row_of(table, place as u64))
                }
            })
        };
        found().map_or_else(
            || path.to_owned(),
            |(table, field, row)| {
                let column = column(table, &field, &self.options);
                format!("/{}{}/{row}", table.name(), crate::fault::path(column))
            },
        )
    }
}

/// What is wrong with rows of tables beside others, by table.
type Beside = BTreeMap<FactTable, Faults>;

/// All of it, in the order in which deals and what belongs to them are looked through.
fn all_of(faults: &Beside) -> Faults {
    use FactTable::{Deals, Handovers, Prices, Qualifications, Stages};
    let of_tables = [Deals, Handovers, Stages, Prices, Qualifications].iter().filter_map(|table| faults.get(table));
    of_tables.fold(Faults::default(), Faults::with)
}

/// What is wrong with a row of a qualification by itself, and in which field: that it is about a framework that there is not, or about
/// a field that the framework does not have.
fn not_of(frameworks: &[Framework], framework: &Key, field: Option<&FilledField>) -> Option<(&'static str, Reason)> {
    let Some(found) = frameworks.iter().find(|known| known.framework == *framework) else {
        let known = frameworks.iter().map(|known| known.framework.as_str());
        return Some(("framework", unknown(framework.as_str(), known.collect())));
    };
    let field = field.filter(|field| found.fields.iter().all(|known| known.field != field.field))?;
    let known = found.fields.iter().map(|known| known.field.as_str());
    Some(("field", unknown(field.field.as_str(), known.collect())))
}

impl MetricsOptions {
    pub(crate) fn zone(&self) -> Zone {
        self.zone.unwrap_or(self.policy.organisation.zone)
    }

    /// Where dates begin and end: in the zone that is named, else in that of the windows where it is one, else in the
    /// organisation's.
    fn zone_of_dates(&self) -> Zone {
        let named = || {
            let mut zones = self.windows.iter().map(|window| window.zone());
            let first = zones.next()??;
            zones.all(|zone| zone == Some(first)).then_some(first)
        };
        self.zone.or_else(named).unwrap_or(self.policy.organisation.zone)
    }

    /// All windows that are meant.
    fn windows(&self) -> Result<Vec<Window>, Failure> {
        let mut windows = self.windows.clone();
        for (place, window) in windows.iter().enumerate() {
            window.check(&format!("/windows/{place}"))?;
        }
        if let Some(calendar) = self.calendar {
            let (first, last) = (calendar.every.number(calendar.first), calendar.every.number(calendar.last));
            if last < first {
                return Err(Rejection::from(Code::SpanReversed).at("/calendar").into());
            }
            if last - first >= MOST_WINDOWS {
                let reason = Reason::new(Code::ListTooLong)
                    .with(DetailKey::Actual, (last - first + 1).to_string())
                    .with(DetailKey::Limit, MOST_WINDOWS.to_string());
                return Err(Rejection::from(reason).at("/calendar").into());
            }
            windows.extend((first..=last).filter_map(|number| {
                let (first, last) = calendar.every.days(number);
                let day = |days| LocalDate::from_days(days);
                Some(Window::Days(WindowDays { first: day(first)?, last: day(last)?, zone: self.zone() }))
            }));
        }
        if windows.is_empty() {
            windows.push(Window::meant(None, self.at, self.policy.organisation.zone, &self.policy.metric)?);
        }
        Ok(windows)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Int64Array, StringArray, TimestampMillisecondArray};

    use super::*;

    const AT: &[u8] =
        br#"{"at": "2026-04-10T00:00:00Z", "by": ["everybody"], "metrics": ["demo_to_proposal_rate", "win_rate"]}"#;

    fn batch(columns: &[(&str, ArrayRef)]) -> RecordBatch {
        RecordBatch::try_from_iter(columns.iter().map(|(name, array)| (*name, Arc::clone(array)))).unwrap()
    }

    fn wholes(wholes: &[i64]) -> ArrayRef {
        Arc::new(Int64Array::from(wholes.to_vec()))
    }

    fn moments(millis: &[i64]) -> ArrayRef {
        Arc::new(TimestampMillisecondArray::from(millis.to_vec()).with_timezone("UTC"))
    }

    /// How many records are made of two deals of which one was passed on, a demo and a proposal.
    fn records(passed_on: i64) -> usize {
        let mut metrics = Metrics::new(AT).unwrap();
        let names: ArrayRef = Arc::new(StringArray::from(vec!["ana"]));
        let demo: ArrayRef = Arc::new(arrow_array::BooleanArray::from(vec![true]));
        let (one, at) = (wholes(&[2]), moments(&[5]));
        let tables = [
            (FactTable::Deals, batch(&[("deal", wholes(&[2, 1]))])),
            (FactTable::Handovers, batch(&[("at", at.clone()), ("deal", wholes(&[passed_on])), ("owner", names)])),
            (FactTable::Meetings, batch(&[("at", at.clone()), ("deal", one.clone()), ("demo", demo)])),
            (FactTable::Proposals, batch(&[("at", at), ("deal", one)])),
        ];
        tables.iter().for_each(|(table, batch)| metrics.add(*table, batch).unwrap());
        metrics.make_records().unwrap();
        let facts = &metrics.facts;
        facts.deals.len() + metrics.handovers.len() + facts.meetings.len() + facts.proposals.len()
    }

    #[test]
    fn bat_03_no_record_is_made_where_all_of_a_table_and_of_its_own_is_plain() {
        assert_eq!(records(1), 0);
        // Of a deal that is not there, it has to be told.
        assert_eq!(records(3), 3);
    }
}

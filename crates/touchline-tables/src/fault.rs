//! What is wrong with a table, as the reader tells what is wrong with a document: every fault at once, each with the
//! column and the row as a path.

use std::collections::BTreeSet;

use arrow_schema::{ArrowError, DataType, Schema};
use touchline_kernel::reader::MAX_FAULTS;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Fault, Hint, Reason};
use touchline_kernel::text::Key;

use crate::decimal::EXACT;
use crate::interrupted::Interrupted;
use crate::keys::{Keys, Kind, NULL};
use crate::kinds::{ByColumn, Kinds, What};
use crate::left_out::LeftOut;
use crate::rows::Rows;
use crate::unfit::Unfit;
use crate::wrong::Wrong;

/// The faults that were found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    found: Vec<Fault>,
    /// What paths of columns begin with.
    table: String,
    /// What is wrong in which rows: what is so in several of them is told once.
    cells: Cells,
    /// Where rows that are wrong are left out: which, and why.
    left_out: Option<LeftOut>,
    /// Whether an option leaves out rows that are wrong: of each table the first that is told without another hint says so.
    may_leave_out: bool,
}

/// What is wrong with cells: the same fault of a column is told once, with the first of its rows.
#[derive(Clone, Debug, Default)]
struct Cells {
    kinds: Kinds,
    /// By the number of a kind: its place among all that is told, in how many rows it is so, and which was the last.
    counts: Vec<(usize, u64, u64)>,
    /// The rows in which something is wrong with a column.
    rows: ByColumn<Rows>,
}

impl Cells {
    /// Counts a fault in so many rows, of which this is the first. Gives the reason where it is the first of its kind, which is
    /// to stand at this place. What was found in a row already counts once.
    fn add(
        &mut self,
        column: &str,
        (row, rows): (u64, u64),
        place: usize,
        find: impl FnOnce(&mut Kinds) -> Option<(usize, Option<Reason>)>,
    ) -> Option<Reason> {
        self.rows.of(column).insert(row);
        let (kind, new) = find(&mut self.kinds)?;
        if new.is_some() {
            self.counts.push((place, rows, row));
        } else if let Some((_, counted, last)) = self.counts.get_mut(kind).filter(|(.., last)| *last != row) {
            (*counted, *last) = (counted.saturating_add(rows), row);
        }
        new
    }

    fn has(&self, column: &str, row: u64) -> bool {
        self.rows.get(column).is_some_and(|rows| rows.contains(row))
    }
}

impl Faults {
    /// Whether no further ones are told.
    pub(crate) fn are_full(&self) -> bool {
        self.found.len() >= MAX_FAULTS
    }

    /// Whether all is well.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All is well, or what is not.
    pub(crate) fn told(self) -> Result<(), BadInput> {
        self.so_far()
    }

    /// The same, where more of the table is to come.
    pub(crate) fn so_far(&self) -> Result<(), BadInput> {
        if self.found.is_empty() { Ok(()) } else { Err(self.clone().into()) }
    }

    /// Whether anything is wrong with the table itself and not with what stands in its rows.
    pub(crate) fn are_of_columns(&self) -> bool {
        self.found.len() > self.cells.counts.len()
    }

    /// From here on rows that are wrong are left out, and not told.
    pub(crate) fn leave_out(&mut self) {
        self.left_out.get_or_insert_default();
    }

    /// The same, and why each of them is wrong is known.
    pub(crate) fn leave_out_each(&mut self) {
        self.left_out = Some(LeftOut::of_each());
    }

    /// Whether a row is left out.
    pub(crate) fn leaves_out(&self, row: u64) -> bool {
        self.left_out.as_ref().is_some_and(|left_out| left_out.has(row))
    }

    /// The rows that were left out so far.
    pub(crate) fn left_out(&self) -> Option<&LeftOut> {
        self.left_out.as_ref()
    }

    /// Leaves out a row for what is wrong with it beside others.
    pub(crate) fn leave_out_row(&mut self, column: &str, row: u64, reason: Reason) {
        self.leave_out();
        self.cell(column, row, reason);
    }

    fn add(&mut self, path: String, reason: Reason) {
        let fault = Fault { reason, path, position: None };
        // Each batch of a table has the columns of the others.
        if !self.are_full() && !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    /// A column as a JSON Pointer.
    fn at(&self, column: &str) -> String {
        format!("{}{}", self.table, path(column))
    }

    /// Something has to be named that is not.
    pub(crate) fn absent(&mut self, option: &str) {
        self.add(self.table.clone(), Reason::new(Code::MissingField).with(DetailKey::Field, option));
    }

    /// The table has no column for this component or field. Where the options say what it is called, they are to blame.
    pub(crate) fn no_column(&mut self, of: &str, column: &str, hint: Hint) {
        let reason = Reason::new(Code::MissingField).with(DetailKey::Field, column).hinting(hint);
        let path = if of == column { self.table.clone() } else { format!("/columns{}{}", self.table, path(of)) };
        self.add(path, reason);
    }

    /// An option does nothing, for want of another.
    pub(crate) fn alone(&mut self, option: &str, companion: &str) {
        self.wanting(path(option), option, companion);
    }

    /// An option does nothing beside another.
    pub(crate) fn idle_beside(&mut self, option: &str, other: &str) {
        self.add(path(option), wrong("nothing", format!("`{option}`, which does nothing beside `{other}`")));
    }

    /// What stands at a path does nothing, for want of something else.
    pub(crate) fn wanting(&mut self, path: String, what: &str, companion: &str) {
        let reason = Reason::new(Code::CompanionMissing).with(DetailKey::Field, what);
        self.add(path, reason.with(DetailKey::Expected, companion));
    }

    /// None of the tables is there whose rows would be counted.
    pub(crate) fn no_facts(&mut self, wanted: &[&str]) {
        let named: Vec<String> = wanted.iter().map(|table| format!("`{table}`")).collect();
        let expected = match named.as_slice() {
            [one] => format!("the table {one}"),
            several => format!("one of the tables {}", several.join(", ")),
        };
        self.add(String::new(), wrong(&expected, "nothing".to_owned()));
    }

    /// There is none of this name.
    pub(crate) fn unknown(&mut self, name: &str, known: Vec<String>) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, name).with(DetailKey::Known, known);
        self.add(self.at(name), reason);
    }

    /// An option names what there is not.
    pub(crate) fn none_of(&mut self, option: &str, name: &str, known: Vec<&str>) {
        self.add(path(option), unknown(name, known));
    }

    /// An option says something of what there is not.
    pub(crate) fn none_among(&mut self, option: &str, key: &str, known: Vec<String>) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, key).with(DetailKey::Known, known);
        self.add(format!("{}{}", path(option), path(key)), reason);
    }

    /// The same of what stands within one of an option's.
    pub(crate) fn none_within(&mut self, option: &str, within: &str, key: &str, known: Vec<String>) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, key).with(DetailKey::Known, known);
        self.add(format!("{}{}{}", path(option), path(within), path(key)), reason);
    }

    /// A number under 0 stands where none may be.
    pub(crate) fn below_zero(&mut self, option: &str, key: &str, found: f64) {
        self.add(format!("{}{}", path(option), path(key)), Reason::out_of_range(found, 0, "infinity"));
    }

    /// Options that say of whom something is expected do nothing where nothing is chosen to coach.
    pub(crate) fn unused(&mut self, recommendations: bool, roles: &[Key], tenure_days: Option<u32>) {
        let given = [("roles", !roles.is_empty()), ("tenure_days", tenure_days.is_some())];
        for (option, _) in given.iter().filter(|(_, is_given)| *is_given && !recommendations) {
            self.alone(option, "recommendations");
        }
    }

    /// Nobody has use for this column. Known are the names for which the table has none.
    pub(crate) fn extra(&mut self, column: &str, known: Vec<String>, hint: Hint) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, column).with(DetailKey::Known, known);
        self.add(self.at(column), reason.hinting(hint));
    }

    /// Two columns have this name, in the table or among the scores.
    pub(crate) fn twice(&mut self, column: &str) {
        self.add(self.at(column), Reason::new(Code::DuplicateKey).with(DetailKey::Field, column));
    }

    /// The options name a column for a component that the framework does not have.
    pub(crate) fn no_component(&mut self, key: &str, known: Vec<String>) {
        self.none_among("columns", key, known);
    }

    /// Whether nothing stands in a row of a column of keys, or what is none in a document.
    pub(crate) fn no_key(&mut self, column: &str, row: u64, (keys, number): (&Keys, u32)) -> bool {
        match keys.unfit(number) {
            _ if number == NULL => self.null(column, row),
            Some(reason) => self.cell(column, row, reason.clone()),
            None => return false,
        }
        true
    }

    /// The column is not of numbers.
    pub(crate) fn not_numbers(&mut self, column: &str, found: &DataType) {
        let reason = not_of("a column of numbers", found);
        let are_texts = Kind::of(found) == Some(Kind::Text);
        self.add(self.at(column), if are_texts { reason.hinting(Hint::NumbersMayBeCast) } else { reason });
    }

    /// The column is not of what is true or false; of texts and whole numbers it can be said what stands for either.
    pub(crate) fn not_flags(&mut self, column: &str, found: &DataType, hint: Option<Hint>) {
        let reason = not_of("a column of booleans", found);
        self.add(self.at(column), hint.into_iter().fold(reason, Reason::hinting));
    }

    /// The column is not of what is expected.
    pub(crate) fn not_of(&mut self, column: &str, expected: &str, found: &DataType) {
        self.add(self.at(column), not_of(expected, found));
    }

    /// The column holds nothing by which rows are told apart.
    pub(crate) fn not_keys(&mut self, column: &str, expected: &str, found: &DataType) {
        let reason = not_of(expected, found);
        let may_be_cast = found.is_floating() || *found == DataType::Boolean;
        self.add(self.at(column), if may_be_cast { reason.hinting(Hint::KeysMayBeCast) } else { reason });
    }

    /// The column is of timestamps that say no zone.
    pub(crate) fn naive(&mut self, column: &str, expected: &str, found: &DataType) {
        self.add(
            self.at(column),
            wrong(expected, format!("{} without one", type_name(found))).hinting(Hint::MayBeNaive),
        );
    }

    /// The column held something else in an earlier batch.
    pub(crate) fn changed(&mut self, column: &str, before: &str, now: &str) {
        self.add(self.at(column), wrong(&format!("{before}, as before,"), now.to_owned()));
    }

    /// The options name both, of which there can be one.
    pub(crate) fn beside(&mut self, option: &str, other: &str) {
        self.add(path(option), wrong("nothing", format!("a column beside that of `{other}`")));
    }

    /// An option that goes with figures, and not with another option.
    pub(crate) fn not_with(&mut self, option: &str, other: &str) {
        self.add(path(option), wrong("false", format!("true beside `{other}`")));
    }

    /// The column is of a type that Arrow does not have, or that is newer than what is known of it.
    pub(crate) fn no_type(&mut self, column: &str, format: &str) {
        self.add(self.at(column), wrong("a type of Arrow", format!("the format `{format}`")));
    }

    /// The column's schema is none.
    pub(crate) fn no_schema(&mut self, column: &str, found: &str) {
        self.add(self.at(column), wrong("a type of Arrow", found.replace('\0', " ")));
    }

    /// The column's array is none of its type.
    pub(crate) fn no_array(&mut self, column: &str, kind: &DataType, found: &str) {
        self.add(self.at(column), wrong(&format!("an array of {kind}"), found.replace('\0', " ")));
    }

    /// What stands in this row is no moment.
    pub(crate) fn no_moment(&mut self, column: &str, row: u64, wrong: Wrong<'_>) {
        let what = match wrong {
            Wrong::Outside(found) => Some(What::Outside(found)),
            Wrong::Naive => Some(What::Naive),
            Wrong::Unread(text) => What::quoted(text),
        };
        self.maybe(column, row, what, || no_moment(wrong));
    }

    /// The same in so many rows, of which this is the first.
    pub(crate) fn no_moment_in(&mut self, column: &str, row: u64, wrong: Wrong<'_>, rows: u64) {
        self.cells(column, (row, rows), no_moment(wrong));
    }

    /// What a column tells apart is more than can be told: windows between its first and its last, raters, ratings.
    pub(crate) fn too_many(&mut self, column: &str, actual: i128, most: i128) {
        self.add(self.at(column), beyond(actual, most));
    }

    /// The rows of a column come to more bytes of text than one batch may have.
    #[cfg(feature = "talk")]
    pub(crate) fn too_large(&mut self, column: &str, actual: usize, most: usize) {
        self.add(self.at(column), larger(actual, most));
    }

    /// What a column would hold of what is told is more bytes than one can hold.
    pub(crate) fn holds_too_much(&mut self, column: &str, actual: usize, most: usize, hint: Hint) {
        self.add(self.at(column), larger(actual, most).hinting(hint));
    }

    /// More windows lie from the first to the last than are told, and this helps.
    pub(crate) fn too_many_windows(&mut self, column: &str, actual: i128, most: i128, hint: Hint) {
        self.add(self.at(column), beyond(actual, most).hinting(hint));
    }

    /// More figures than are told.
    pub(crate) fn too_many_figures(&mut self, option: &str, actual: usize, most: usize) {
        self.add(path(option), beyond(actual as i128, most as i128).hinting(Hint::FewerFigures));
    }

    /// More people around more engagements than one call looks at.
    pub(crate) fn too_many_effects(&mut self, option: &str, actual: usize, most: usize) {
        self.add(path(option), beyond(actual as i128, most as i128).hinting(Hint::FewerEffects));
    }

    /// More rows than the caller lets the table tell.
    pub(crate) fn too_many_rows(&mut self, most: u32) {
        let (more, most) = (i128::from(most) + 1, i128::from(most));
        self.add(path("most_rows"), beyond(more, most).hinting(Hint::RowsAreBounded));
    }

    /// More gaps between windows than are told.
    pub(crate) fn too_many_gaps(&mut self, column: &str, actual: i128, most: i128) {
        self.add(self.at(column), beyond(actual, most).hinting(Hint::GapsMayBeLeftOut));
    }

    /// Names of a result that stand twice, since one of a table that is handed on is called as one that is told.
    pub(crate) fn names(&mut self, schema: &Schema) {
        let mut names = BTreeSet::new();
        let twice = schema.fields().iter().filter(|field| !names.insert(field.name()));
        let twice: Vec<&str> = twice.map(|field| field.name().as_str()).collect();
        for name in twice {
            let reason = Reason::new(Code::DuplicateKey).with(DetailKey::Field, name);
            self.add(self.at(name), reason.hinting(Hint::ResultHasColumn));
        }
    }

    /// These, and behind them others.
    pub(crate) fn with(mut self, others: &Faults) -> Self {
        let others = others.so_far().err().map(|bad| bad.faults).unwrap_or_default();
        others.into_iter().for_each(|fault| self.add(fault.path, fault.reason));
        self
    }

    /// What there is besides these faults; with any, all that is wrong.
    pub(crate) fn joined<T>(mut self, other: Result<T, BadInput>) -> Result<T, BadInput> {
        if self.found.is_empty() {
            return other;
        }
        if let Err(bad) = other {
            bad.faults.into_iter().for_each(|fault| self.add(fault.path, fault.reason));
        }
        Err(self.into())
    }

    /// The column is longer or shorter than the first one.
    pub(crate) fn uneven(&mut self, column: &str, rows: usize, found: usize) {
        self.add(path(column), wrong(&format!("a column of {rows} rows"), format!("{found} rows")));
    }

    /// The value in this row is no finite number.
    pub(crate) fn not_finite(&mut self, column: &str, row: u64, found: Option<Unfit>) {
        if let Some(found) = found {
            self.what(column, row, What::Unfit(found), || not_finite(found));
        }
    }

    /// The same in so many rows, of which this is the first.
    pub(crate) fn not_finite_in(&mut self, column: &str, row: u64, found: Unfit, rows: u64) {
        self.cells(column, (row, rows), not_finite(found));
    }
}

impl From<Faults> for BadInput {
    fn from(Faults { mut found, cells, mut may_leave_out, .. }: Faults) -> Self {
        for (place, rows, _) in cells.counts {
            let Some(fault) = found.get_mut(place) else { continue };
            fault.reason = fault.reason.clone().in_rows(rows);
            if may_leave_out && fault.reason.hint().is_none() {
                fault.reason = fault.reason.clone().hinting(Hint::RowsMayBeLeftOut);
                may_leave_out = false;
            }
        }
        BadInput { faults: found }
    }
}

/// Faults of one of several tables.
impl Faults {
    /// Of a table of which rows may be left out.
    pub(crate) fn of_rows() -> Self {
        Faults { may_leave_out: true, ..Faults::default() }
    }

    /// Of a table, whose name the paths begin with, and of which rows may be left out.
    pub(crate) fn of_table(name: &str) -> Self {
        Faults { table: path(name), may_leave_out: true, ..Faults::default() }
    }

    /// Whether anything is wrong with a column as a whole.
    pub(crate) fn has(&self, column: &str) -> bool {
        let at = self.at(column);
        self.found.iter().any(|fault| fault.path == at)
    }

    /// Whether anything is wrong with what stands in a row.
    pub(crate) fn has_cell(&self, column: &str, row: u64) -> bool {
        self.leaves_out(row) || self.has(column) || self.cells.has(column, row)
    }

    /// What stands in this row is wrong.
    pub(crate) fn cell(&mut self, column: &str, row: u64, reason: Reason) {
        self.found_in(column, (row, 1), |kinds| kinds.of_words(column, reason));
    }

    /// The same in so many rows, of which this is the first.
    fn cells(&mut self, column: &str, (row, rows): (u64, u64), reason: Reason) {
        self.found_in(column, (row, rows), |kinds| kinds.of_words(column, reason));
    }

    /// The same of what makes its sentence together with the column: it is made where it is new.
    pub(crate) fn what(&mut self, column: &str, row: u64, what: What, reason: impl FnOnce() -> Reason) {
        self.found_in(column, (row, 1), |kinds| kinds.of(column, what, reason));
    }

    /// The same, where something makes the sentence; else it is made.
    pub(crate) fn maybe(&mut self, column: &str, row: u64, what: Option<What>, reason: impl FnOnce() -> Reason) {
        match what {
            Some(what) => self.what(column, row, what, reason),
            None => self.cell(column, row, reason()),
        }
    }

    fn found_in(
        &mut self,
        column: &str,
        (row, rows): (u64, u64),
        find: impl FnOnce(&mut Kinds) -> Option<(usize, Option<Reason>)>,
    ) {
        if let Some(left_out) = &mut self.left_out {
            if !left_out.has(row) {
                left_out.add(|| format!("{}{}", self.table, path(column)), row, find);
            }
        } else if let Some(reason) = self.cells.add(column, (row, rows), self.found.len(), find) {
            self.add(format!("{}/{row}", self.at(column)), reason);
        }
    }

    /// What stands in this row is none of what is known.
    pub(crate) fn unknown_value(&mut self, column: &str, row: u64, found: &str, known: Vec<&str>) {
        self.maybe(column, row, What::quoted(found), || unknown(found, known));
    }

    /// What stands in this row differs from what rows before it say of the same.
    pub(crate) fn differs(&mut self, column: &str, row: u64, before: &str, now: &str) {
        self.cell(column, row, wrong(&format!("{before}, as before,"), now.to_owned()));
    }

    /// The row is of a call whose rows had ended.
    #[cfg(feature = "talk")]
    pub(crate) fn apart(&mut self, column: &str, row: u64, call: &str) {
        let reason = wrong("the call of the row before, or one that has not come up", call.to_owned());
        self.cell(column, row, reason);
    }

    /// The segment in this row is no piece of a call.
    #[cfg(feature = "talk")]
    pub(crate) fn no_segment(&mut self, column: &str, row: u64, reason: Reason) {
        let place = format!("{}/{row}", self.at(column));
        match reason.code {
            Code::SegmentReversed => {
                self.add(place.clone(), reason.with(DetailKey::Place, place).with(DetailKey::Segment, row));
            }
            _ => self.cell(column, row, reason),
        }
    }

    /// Nothing stands in this row, which has to have it.
    pub(crate) fn null(&mut self, column: &str, row: u64) {
        self.null_hinting(column, row, None);
    }

    /// The same with what can be done about it.
    pub(crate) fn null_hinting(&mut self, column: &str, row: u64, hint: Option<Hint>) {
        self.what(column, row, What::Null, || {
            let reason = Reason::new(Code::MissingField).with(DetailKey::Field, column);
            hint.into_iter().fold(reason, Reason::hinting)
        });
    }

    /// The number in this row has a part after the point.
    pub(crate) fn not_whole(&mut self, column: &str, row: u64, found: f64, hint: Option<Hint>) {
        self.what(column, row, What::NotWhole(found.to_bits()), || {
            let reason = wrong("a whole number", found.to_string());
            hint.into_iter().fold(reason, Reason::hinting)
        });
    }

    /// The number in this row lies outside its bounds.
    pub(crate) fn out_of_range(&mut self, column: &str, row: u64, found: f64, least: f64, most: f64) {
        self.out_of_range_hinting(column, row, (found, least, most), None);
    }

    /// The same with what can be done about it.
    pub(crate) fn out_of_range_hinting(
        &mut self,
        column: &str,
        row: u64,
        (found, least, most): (f64, f64, f64),
        hint: Option<Hint>,
    ) {
        self.what(column, row, What::OutOfRange(found.to_bits()), || {
            hint.into_iter().fold(Reason::out_of_range(found, least, most), Reason::hinting)
        });
    }

    /// The options name the columns of a table that there is not.
    pub(crate) fn no_table(&mut self, name: &str, known: Vec<String>) {
        self.no_component(name, known);
    }

    /// The options name a column for a field that a table does not have.
    pub(crate) fn no_field(&mut self, table: &str, field: &str, known: Vec<String>) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, field).with(DetailKey::Known, known);
        self.add(format!("/columns{}{}", path(table), path(field)), reason);
    }
}

/// A row is about a deal that is not among the deals.
pub(crate) fn no_deal(deal: &str) -> Reason {
    wrong("a deal of the table `deals`", deal.chars().take(64).collect())
}

/// A row is about another framework than one before it of the same deal.
pub(crate) fn other_framework(before: &str, now: &str) -> Reason {
    wrong(&format!("`{before}`, as for this deal before,"), now.to_owned())
}

/// What is wrong, as an error of Arrow that `broken` finds it in again.
pub(crate) fn within_arrow(bad: BadInput) -> ArrowError {
    ArrowError::ExternalError(Box::new(Interrupted::BadInput(bad)))
}

/// The producer of a stream failed, or handed over what is no record batch.
pub(crate) fn broken(why: &ArrowError) -> BadInput {
    if let ArrowError::ExternalError(said) = why
        && let Some(Interrupted::BadInput(bad)) = said.downcast_ref()
    {
        return bad.clone();
    }
    let why = match why {
        // What kind of error it is says nothing of the table.
        ArrowError::CDataInterface(said) | ArrowError::InvalidArgumentError(said) | ArrowError::IpcError(said) => said,
        other => &other.to_string(),
    };
    // What C is told must not hold a zero byte.
    let why = why.replace('\0', " ");
    BadInput { faults: vec![Fault { reason: wrong("a record batch", why), path: String::new(), position: None }] }
}

/// No table was given of which anything could be told.
pub(crate) fn not_given() -> BadInput {
    broken(&ArrowError::SchemaError("no table was given".to_owned()))
}

/// A value that is none of what is known.
pub(crate) fn unknown(found: &str, known: Vec<&str>) -> Reason {
    let quoted: String = found.chars().take(64).collect();
    Reason::new(Code::UnknownValue).with(DetailKey::Actual, quoted).with(DetailKey::Known, known)
}

fn larger(actual: usize, most: usize) -> Reason {
    let reason = Reason::new(Code::TooLarge).with(DetailKey::Actual, actual.to_string());
    reason.with(DetailKey::Limit, most.to_string())
}

/// More than can be told.
fn beyond(actual: i128, most: i128) -> Reason {
    Reason::new(Code::NumberOutOfRange)
        .with(DetailKey::Actual, actual.to_string())
        .with(DetailKey::Minimum, "0")
        .with(DetailKey::Maximum, most.to_string())
}

fn not_of(expected: &str, found: &DataType) -> Reason {
    wrong(expected, type_name(found))
}

/// What a column holds, in words.
fn type_name(kind: &DataType) -> String {
    match kind {
        DataType::Dictionary(_, values) => format!("a dictionary of {values}"),
        DataType::Timestamp(unit, None) => format!("Timestamp({unit})"),
        // So a face hands on what it has no type for.
        DataType::Struct(fields) if fields.is_empty() => "values of several kinds, or of none".to_owned(),
        other => other.to_string(),
    }
}

/// Why something is no moment.
pub(crate) fn no_moment(found: Wrong<'_>) -> Reason {
    let told = |found: String| Reason::new(Code::InvalidInstant).with(DetailKey::Actual, found);
    match found {
        Wrong::Outside(found) => told(found.to_string()),
        Wrong::Unread(text) => told(text.chars().take(64).collect()),
        Wrong::Naive => wrong("a date-time with a zone", "one without".to_owned()).hinting(Hint::MayBeNaive),
    }
}

/// What is no finite number, or a greater one than is read.
pub(crate) fn not_finite(found: Unfit) -> Reason {
    let expected =
        if found.is_finite() { format!("a number from -{EXACT} to {EXACT}") } else { "a finite number".to_owned() };
    wrong(&expected, found.to_string()).hinting(Hint::MayBeMissing)
}

fn wrong(expected: &str, actual: String) -> Reason {
    Reason::new(Code::WrongType).with(DetailKey::Expected, expected).with(DetailKey::Actual, actual)
}

/// A column as a JSON Pointer into the table.
pub(crate) fn path(column: &str) -> String {
    format!("/{}", column.replace('~', "~0").replace('/', "~1"))
}

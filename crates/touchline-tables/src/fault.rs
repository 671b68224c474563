//! What is wrong with a table, as the reader tells what is wrong with a document: every fault at once, each with the
//! column and the row as a path.

use std::collections::BTreeSet;

use arrow_schema::{ArrowError, DataType, Schema};
use touchline::kernel::reader::MAX_FAULTS;
use touchline::kernel::rejection::{BadInput, Code, DetailKey, Fault, Reason};

/// The faults that were found so far.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Whether no further ones are told.
    pub(crate) fn full(&self) -> bool {
        self.0.len() >= MAX_FAULTS
    }

    /// All is well, or what is not.
    pub(crate) fn told(self) -> Result<(), BadInput> {
        if self.0.is_empty() { Ok(()) } else { Err(BadInput { faults: self.0 }) }
    }

    fn add(&mut self, path: String, reason: Reason) {
        if !self.full() {
            self.0.push(Fault { reason, path, position: None });
        }
    }

    /// There is no such column.
    pub(crate) fn absent(&mut self, column: &str) {
        self.add(String::new(), Reason::new(Code::MissingField).with(DetailKey::Field, column));
    }

    /// Nobody has use for this column.
    pub(crate) fn extra(&mut self, column: &str, known: Vec<String>) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, column).with(DetailKey::Known, known);
        self.add(path(column), reason);
    }

    /// Two columns have this name, in the table or among the scores.
    pub(crate) fn twice(&mut self, column: &str) {
        self.add(path(column), Reason::new(Code::DuplicateKey).with(DetailKey::Field, column));
    }

    /// The options name a column for a component that the framework does not have.
    pub(crate) fn no_component(&mut self, key: &str, known: Vec<String>) {
        let reason = Reason::new(Code::UnknownField).with(DetailKey::Field, key).with(DetailKey::Known, known);
        self.add(format!("/columns{}", path(key)), reason);
    }

    /// The column is not of numbers.
    pub(crate) fn not_numbers(&mut self, column: &str, found: &DataType) {
        self.not_of(column, "a column of numbers", found);
    }

    /// The column is not of what is expected.
    pub(crate) fn not_of(&mut self, column: &str, expected: &str, found: &DataType) {
        let found = match found {
            DataType::Dictionary(_, values) => format!("a dictionary of {values}"),
            DataType::Timestamp(unit, None) => format!("Timestamp({unit}) without one"),
            other => other.to_string(),
        };
        self.add(path(column), wrong(expected, found));
    }

    /// The column held something else in an earlier batch.
    pub(crate) fn changed(&mut self, column: &str, before: &str, now: &str) {
        self.add(path(column), wrong(&format!("{before}, as before,"), now.to_owned()));
    }

    /// The options name both, of which there can be one.
    pub(crate) fn beside(&mut self, option: &str, other: &str) {
        self.add(path(option), wrong("nothing", format!("a column beside that of `{other}`")));
    }

    /// What stands in this row lies outside the years 0001 to 9999.
    pub(crate) fn outside(&mut self, column: &str, row: u64, found: i64) {
        let reason = Reason::new(Code::InvalidInstant).with(DetailKey::Actual, found.to_string());
        self.add(format!("{}/{row}", path(column)), reason);
    }

    /// The windows from the first one to the last are too many to tell the gaps between them.
    pub(crate) fn too_many_windows(&mut self, column: &str, windows: i128, most: i128) {
        let reason = Reason::new(Code::NumberOutOfRange)
            .with(DetailKey::Actual, windows.to_string())
            .with(DetailKey::Minimum, "0")
            .with(DetailKey::Maximum, most.to_string());
        self.add(path(column), reason);
    }

    /// Names that stand twice.
    pub(crate) fn names(&mut self, schema: &Schema) {
        let mut names = BTreeSet::new();
        let twice = schema.fields().iter().filter(|field| !names.insert(field.name()));
        let twice: Vec<&str> = twice.map(|field| field.name().as_str()).collect();
        twice.into_iter().for_each(|name| self.twice(name));
    }

    /// What there is besides these faults; with any, all that is wrong.
    pub(crate) fn joined<T>(mut self, other: Result<T, BadInput>) -> Result<T, BadInput> {
        if self.0.is_empty() {
            return other;
        }
        if let Err(bad) = other {
            bad.faults.into_iter().for_each(|fault| self.add(fault.path, fault.reason));
        }
        Err(BadInput { faults: self.0 })
    }

    /// The column is longer or shorter than the first one.
    pub(crate) fn uneven(&mut self, column: &str, rows: usize, found: usize) {
        self.add(path(column), wrong(&format!("a column of {rows} rows"), format!("{found} rows")));
    }

    /// The value in this row is no finite number.
    pub(crate) fn not_finite(&mut self, column: &str, row: u64, found: String) {
        self.add(format!("{}/{row}", path(column)), wrong("a finite number", found));
    }
}

/// The producer of a stream failed, or handed over what is no record batch.
pub(crate) fn broken(why: &ArrowError) -> BadInput {
    // What C is told must not hold a zero byte.
    let why = why.to_string().replace('\0', " ");
    BadInput { faults: vec![Fault { reason: wrong("a record batch", why), path: String::new(), position: None }] }
}

fn wrong(expected: &str, actual: String) -> Reason {
    Reason::new(Code::WrongType).with(DetailKey::Expected, expected).with(DetailKey::Actual, actual)
}

/// A column as a JSON Pointer into the table.
fn path(column: &str) -> String {
    format!("/{}", column.replace('~', "~0").replace('/', "~1"))
}

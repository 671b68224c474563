//! A value of a report: as it was measured, written or named, and not yet as a format prints it.

use touchline_kernel::money::Currency;
use touchline_kernel::{Instant, LocalDate};

/// What a value means for whoever reads it. It is never told by this alone: the value says it in words too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// It is as it should be.
    Good,
    /// It asks for attention.
    Fair,
    /// It asks for action.
    Poor,
}

/// A value, and the place in the data that it stands at.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The JSON Pointer of what it shows; empty of what was not handed in.
    pub at: String,
    /// What it means.
    pub tone: Tone,
    /// The value.
    pub value: Value,
}

impl Cell {
    /// A value that was not handed in, such as a label.
    #[must_use]
    pub fn own(value: Value) -> Self {
        Cell { at: String::new(), tone: Tone::Plain, value }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// What somebody wrote.
    Text(String),
    /// A word of the library's or of the host's: what it is in the data, and what it is for people.
    Term {
        /// What it is in the data.
        raw: String,
        /// What it is for people.
        shown: String,
    },
    /// A number with so many places at the most.
    Number(f64, u8),
    /// A difference, which is told with its sign.
    Change(f64, u8),
    /// A share of one.
    Share(f64),
    /// Money in minor units.
    Money(f64, Currency),
    /// Days.
    Days(f64),
    /// A time in milliseconds.
    Millis(f64),
    /// A day.
    Day(LocalDate),
    /// A moment, as the clock shows it where it is read.
    Moment(Instant),
    /// From one value to another.
    Range(Box<Value>, Box<Value>),
    /// So many of so many.
    Counted(f64, f64),
    /// Several values.
    Several(Vec<Value>),
    /// Nothing; and why, where that is known.
    Nothing(Option<Why>),
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What it is in the data.
    pub raw: String,
    /// What it is for people.
    pub shown: String,
}

impl Value {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Value::Nothing(_))
    }

    /// Whether a clock shows some of it, so that it has to be said which.
    #[must_use]
    pub fn is_of_moments(&self) -> bool {
        match self {
            Value::Moment(_) => true,
            Value::Range(low, high) => low.is_of_moments() || high.is_of_moments(),
            Value::Several(values) => values.iter().any(Value::is_of_moments),
            _ => false,
        }
    }
}

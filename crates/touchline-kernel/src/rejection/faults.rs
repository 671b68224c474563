//! What is wrong with a document that could be read: collected, so that all of it is told at once.

use super::{BadInput, Code, DetailKey, Fault, Reason};
use crate::canonical;
use crate::pointer::push_name;

/// How many faults are told of one input, at most: 100, the first in the text.
pub const MAX_FAULTS: usize = 100;

/// The faults of a document found so far, in the order in which they are looked for.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one at a JSON Pointer, unless there are as many as are told of one input.
    pub fn add(&mut self, path: impl Into<String>, reason: impl Into<Reason>) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(Fault { reason: reason.into(), path: path.into(), position: None });
        }
    }

    /// Adds one where a name is not among those that are known.
    pub fn known<'a>(&mut self, path: impl Into<String>, name: &str, known: impl Iterator<Item = &'a str>) {
        let known: Vec<&str> = known.collect();
        if !known.contains(&name) {
            let quoted: String = name.chars().take(64).collect();
            self.add(
                path,
                Reason::new(Code::UnknownValue).with(DetailKey::Actual, quoted).with(DetailKey::Known, known),
            );
        }
    }

    /// Adds one where a number does not lie between these two, or is none.
    pub fn range(&mut self, path: &str, number: f64, (least, greatest): (f64, f64)) {
        if !(least..=greatest).contains(&number) {
            self.add(path, Reason::out_of_range(shown(number), shown(least), shown(greatest)));
        }
    }

    /// Adds one where a list has fewer entries than it needs.
    pub fn list(&mut self, path: &str, length: usize, least: usize) {
        if length < least {
            self.add(path, Reason::too_short(length, least));
        }
    }

    /// The broken input, where there is any fault.
    pub fn told(self) -> Result<(), BadInput> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl From<BadInput> for Faults {
    fn from(bad: BadInput) -> Self {
        Faults(bad.faults)
    }
}

impl From<Faults> for BadInput {
    fn from(faults: Faults) -> Self {
        BadInput { faults: faults.0 }
    }
}

/// A number as JSON prints it; in words where it prints none.
#[must_use]
pub fn shown(number: f64) -> String {
    canonical::to_string(&number).unwrap_or_else(|_| number.to_string())
}

/// The JSON Pointer of an object's member.
#[must_use]
pub fn member(path: &str, name: &str) -> String {
    let mut pointer = path.to_owned();
    push_name(&mut pointer, name);
    pointer
}

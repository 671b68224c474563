//! A place in the source at which something is changed, with the changes possible there.

use std::ops::Range;

/// One change of the source, which a switch of its own turns on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mutant {
    /// Its switch, from 1.
    pub(crate) id: u32,
    /// The file, from the repository's root.
    pub(crate) file: String,
    /// The line on which it stands.
    pub(crate) line: usize,
    /// The function, with the type or trait that it is of.
    pub(crate) function: String,
    /// What is changed, in words that stay the same where lines move.
    pub(crate) change: String,
    /// What stands there instead.
    pub(crate) text: String,
}

/// A place with all that can be changed at it.
#[derive(Debug)]
pub(crate) struct Site {
    /// The bytes that it is about; empty where something is put in only.
    pub(crate) range: Range<usize>,
    /// How the switch is built in.
    pub(crate) form: Form,
    /// What can be changed: at least one.
    pub(crate) mutants: Vec<Mutant>,
}

/// How a switch is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Another expression stands in the place of this one.
    Instead,
    /// This condition always holds, or never. Asked only where it makes a difference.
    Condition,
    /// The arm whose pattern ends here is passed over.
    Arm,
    /// The function whose body begins here returns at once.
    Body,
    /// This statement is left out.
    Statement,
}

impl Mutant {
    /// What it is known by where lines have moved.
    pub(crate) fn key(&self) -> String {
        format!("{} | {} | {}", self.file, self.function, self.change)
    }
}

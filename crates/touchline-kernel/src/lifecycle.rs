//! Lifecycles as total tables: one cell for every state and command, and nothing beside them.
//!
//! `decide` looks its cell up, `available` reads the same cells, the diagrams and the numbers for C are
//! printed from them, and one test walks them all. The column before the first state is *absence*: there
//! stands what may make the thing. A table that lacks a row or a cell does not compile.
//!
//! Rules: KER-09, KER-10.

use strum::VariantArray;

use crate::rejection::Code;

/// A set of names in a fixed order: states, verbs, conditions.
pub trait Names: Copy + Eq + Into<&'static str> + VariantArray + 'static {
    /// Where this one stands in the order.
    fn ordinal(self) -> usize {
        Self::VARIANTS.iter().position(|other| *other == self).unwrap_or(usize::MAX)
    }

    /// The name as it is printed.
    fn name(self) -> &'static str {
        self.into()
    }
}

impl<T: Copy + Eq + Into<&'static str> + VariantArray + 'static> Names for T {}

/// What the table says of one state and one command.
#[derive(Debug)]
pub enum Cell<S: 'static, C: 'static> {
    /// Leads to this state, if every one of these conditions outside the body holds.
    To(S, &'static [C]),
    /// Refused, with this code.
    No(Code),
}

impl<S: Copy, C> Clone for Cell<S, C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: Copy, C> Copy for Cell<S, C> {}

/// Whether a command is for things in use or for archived ones. An archived thing is read-only but for what
/// brings it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// For things in use.
    InUse,
    /// For archived things.
    Archived,
    /// For both: what follows from elsewhere follows wherever the thing was put.
    Either,
}

/// One command of a table: the access action that it needs, and a cell for absence and for each state.
#[derive(Debug)]
pub struct Row<S: 'static, V, C: 'static, A> {
    /// The command.
    pub verb: V,
    /// The one access action that it needs.
    pub action: A,
    /// Whether it is for things in use or for archived ones.
    pub shelf: Shelf,
    /// Whether an actor can send it; the others follow from what happens elsewhere.
    pub sent: bool,
    /// Absence first, then the states in their order.
    pub cells: &'static [Cell<S, C>],
}

/// A command of an actor's, on things in use.
pub const fn row<S, V, C, A>(verb: V, action: A, cells: &'static [Cell<S, C>]) -> Row<S, V, C, A> {
    Row { verb, action, shelf: Shelf::InUse, sent: true, cells }
}

/// What follows for a thing in use from what happens elsewhere.
pub const fn follows<S, V, C, A>(verb: V, action: A, cells: &'static [Cell<S, C>]) -> Row<S, V, C, A> {
    Row { verb, action, shelf: Shelf::InUse, sent: false, cells }
}

impl<S, V: Copy, C, A: Copy> Row<S, V, C, A> {
    /// The same for things on another shelf.
    #[must_use]
    pub const fn on(self, shelf: Shelf) -> Self {
        Row { verb: self.verb, action: self.action, shelf, sent: self.sent, cells: self.cells }
    }
}

/// A cell that leads to this state whatever holds.
pub const fn to<S, C>(state: S) -> Cell<S, C> {
    Cell::To(state, &[])
}

/// A cell that is refused.
pub const fn no<S, C>(code: Code) -> Cell<S, C> {
    Cell::No(code)
}

/// The lifecycle of one thing.
#[derive(Debug)]
pub struct Lifecycle<S: 'static, V: 'static, C: 'static, A: 'static> {
    /// The thing's name.
    pub thing: &'static str,
    /// A row for each verb, in the verbs' order.
    pub rows: &'static [Row<S, V, C, A>],
}

impl<S: Names, V: Names, C: Names, A: Names> Lifecycle<S, V, C, A> {
    /// A table with a row for each verb, each with a cell for absence and for every state.
    ///
    /// # Panics
    ///
    /// Where a row or a cell is missing: a table is a constant, and so it does not compile.
    #[must_use]
    pub const fn total(thing: &'static str, rows: &'static [Row<S, V, C, A>]) -> Self {
        assert!(rows.len() == V::VARIANTS.len(), "a verb without a row, or a row without a verb");
        let mut left = rows;
        while let [row, rest @ ..] = left {
            let full = matches!(row.cells, [_, states @ ..] if states.len() == S::VARIANTS.len());
            assert!(full, "a state without a cell, or a cell without a state");
            left = rest;
        }
        Lifecycle { thing, rows }
    }

    /// The row of a verb.
    #[must_use]
    pub fn row(&self, verb: V) -> Option<&'static Row<S, V, C, A>> {
        self.rows.get(verb.ordinal())
    }

    /// The cell for a state (or absence) and a verb.
    #[must_use]
    pub fn cell(&self, state: Option<S>, verb: V) -> Option<Cell<S, C>> {
        let column = state.map_or(0, |state| state.ordinal().saturating_add(1));
        self.row(verb)?.cells.get(column).copied()
    }
}

/// A lifecycle whatever its states and commands are: for documentation, for hosts and for calls by number.
pub trait AnyLifecycle {
    /// The table without its types.
    fn printed(&self) -> Printed;

    /// How many commands it has.
    fn commands(&self) -> usize;

    /// Whether the rows stand in the order of the commands, by which they are found.
    fn is_in_order(&self) -> bool;

    /// The cell in the column of absence (0) or of a state (from 1 on), and in the row of a command (from 0 on): the
    /// place of the state that it leads to, from 0 on, or the code that refuses it.
    fn at(&self, column: usize, row: usize) -> Option<Result<usize, Code>>;
}

impl<S: Names, V: Names, C: Names, A: Names> AnyLifecycle for Lifecycle<S, V, C, A> {
    fn printed(&self) -> Printed {
        Printed {
            thing: self.thing,
            states: S::VARIANTS.iter().map(|state| state.name()).collect(),
            rows: self
                .rows
                .iter()
                .map(|row| PrintedRow {
                    command: row.verb.name(),
                    action: row.action.name(),
                    archived: row.shelf == Shelf::Archived,
                    sent: row.sent,
                    cells: row.cells.iter().map(|cell| PrintedCell::of(*cell)).collect(),
                })
                .collect(),
        }
    }

    fn commands(&self) -> usize {
        self.rows.len()
    }

    fn is_in_order(&self) -> bool {
        self.rows.iter().map(|row| row.verb).eq(V::VARIANTS.iter().copied())
    }

    fn at(&self, column: usize, row: usize) -> Option<Result<usize, Code>> {
        Some(match *self.rows.get(row)?.cells.get(column)? {
            Cell::To(state, _) => Ok(state.ordinal()),
            Cell::No(code) => Err(code),
        })
    }
}

/// A lifecycle as data.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(rename = "LifecycleTable")]
pub struct Printed {
    /// The thing's name.
    pub thing: &'static str,
    /// A row for each command.
    pub rows: Vec<PrintedRow>,
    /// The states, in their order.
    pub states: Vec<&'static str>,
}

/// A command's row as data.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(rename = "LifecycleRow")]
pub struct PrintedRow {
    /// The access action that the command needs.
    pub action: &'static str,
    /// Whether it is for archived things, and refused to those in use; else it is the other way round.
    pub archived: bool,
    /// A cell for absence, then one for each state.
    pub cells: Vec<PrintedCell>,
    /// The command, or what follows from elsewhere.
    pub command: &'static str,
    /// Whether an actor can send it; what nobody can send follows from what happens elsewhere.
    pub sent: bool,
}

/// A cell as data: either `to` or `code` is null.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(rename = "LifecycleCell")]
pub struct PrintedCell {
    /// The code with which the command is refused.
    pub code: Option<Code>,
    /// The conditions outside the body that must hold.
    pub conditions: Vec<&'static str>,
    /// The state to which the command leads.
    pub to: Option<&'static str>,
}

impl PrintedCell {
    fn of<S: Names, C: Names>(cell: Cell<S, C>) -> Self {
        match cell {
            Cell::To(state, conditions) => PrintedCell {
                code: None,
                conditions: conditions.iter().map(|condition| condition.name()).collect(),
                to: Some(state.name()),
            },
            Cell::No(code) => PrintedCell { code: Some(code), conditions: Vec::new(), to: None },
        }
    }
}

//! Lifecycles as total tables: one cell for every state and command, and nothing beside them.
//!
//! `decide` looks its cell up, `available` reads the same cells, the diagrams and the numbers for C are
//! printed from them, and one test walks them all. The column before the first state is *absence*: there
//! stands what may make the thing.

use strum::VariantArray;

use super::rejection::Code;

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
}

/// One command of a table: the access action that it needs, and a cell for absence and for each state.
#[derive(Debug)]
pub struct Row<S: 'static, V, C: 'static, A, const COLUMNS: usize> {
    /// The command.
    pub verb: V,
    /// The one access action that it needs.
    pub action: A,
    /// Whether it is for things in use or for archived ones.
    pub shelf: Shelf,
    /// Absence first, then the states in their order.
    pub cells: [Cell<S, C>; COLUMNS],
}

/// A row for things in use.
pub const fn row<S, V, C, A, const COLUMNS: usize>(
    verb: V,
    action: A,
    cells: [Cell<S, C>; COLUMNS],
) -> Row<S, V, C, A, COLUMNS> {
    Row { verb, action, shelf: Shelf::InUse, cells }
}

/// A cell that leads to this state whatever holds.
pub const fn to<S, C>(state: S) -> Cell<S, C> {
    Cell::To(state, &[])
}

/// A cell that is refused.
pub const fn no<S, C>(code: Code) -> Cell<S, C> {
    Cell::No(code)
}

/// The lifecycle of one thing. `COLUMNS` is one more than there are states.
#[derive(Debug)]
pub struct Lifecycle<S: 'static, V, C: 'static, A, const COLUMNS: usize, const VERBS: usize> {
    /// The thing's name.
    pub thing: &'static str,
    /// A row for each verb, in the verbs' order.
    pub rows: [Row<S, V, C, A, COLUMNS>; VERBS],
}

impl<S: Names, V: Names, C: Names, A: Names, const COLUMNS: usize, const VERBS: usize>
    Lifecycle<S, V, C, A, COLUMNS, VERBS>
{
    /// The row of a verb.
    #[must_use]
    pub fn row(&self, verb: V) -> Option<&Row<S, V, C, A, COLUMNS>> {
        self.rows.get(verb.ordinal())
    }

    /// The cell for a state (or absence) and a verb.
    #[must_use]
    pub fn cell(&self, state: Option<S>, verb: V) -> Option<Cell<S, C>> {
        let column = state.map_or(0, |state| state.ordinal().saturating_add(1));
        self.row(verb)?.cells.get(column).copied()
    }

    /// The table without its types, for documentation, for hosts and for calls by number.
    #[must_use]
    pub fn printed(&self) -> Printed {
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
                    cells: row.cells.iter().map(|cell| PrintedCell::of(*cell)).collect(),
                })
                .collect(),
        }
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
    /// The command.
    pub command: &'static str,
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

//! The disposition's lifecycle: it is given, and may be given anew at any time.

use crate::life::Table;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Action;
use touchline_kernel::lifecycle::{Cell, Lifecycle, row};

/// Where a disposition stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, EnumString, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "DispositionState")]
pub enum State {
    /// It was given.
    Given,
}

/// The commands, by their names without the thing's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the acts of the same names carry the documentation")]
pub enum Verb {
    Give,
}

/// What must hold outside a command's body: nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
pub enum Condition {}

const GIVEN: Cell<State, Condition> = Cell::To(State::Given, &[]);

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("disposition", &[row(Verb::Give, Action::GiveDisposition, &[GIVEN, GIVEN])]);

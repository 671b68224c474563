//! The sampling's lifecycle: it is drawn, once.

use crate::life::Table;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Action;
use touchline_kernel::lifecycle::{Lifecycle, no, row, to};
use touchline_kernel::rejection::Code;

/// Where a sampling stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, EnumString, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "SamplingState")]
pub enum State {
    /// It was drawn.
    Drawn,
}

/// The commands, by their names without the thing's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the acts of the same names carry the documentation")]
pub enum Verb {
    Draw,
}

/// What must hold outside a command's body: nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
pub enum Condition {}

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("sampling", &[row(Verb::Draw, Action::SetSampling, &[to(State::Drawn), no(Code::IdTaken)])]);

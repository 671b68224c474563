//! The settings' lifecycle: they are given, and may be given anew at any time.

use crate::life::Table;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Action;
use touchline_kernel::lifecycle::{Cell, Lifecycle, row};

/// Where settings stand.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, EnumString, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "NotificationSettingsState")]
pub enum State {
    /// Somebody has chosen.
    Given,
}

/// The commands, by their names without the thing's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the acts of the same names carry the documentation")]
pub enum Verb {
    Set,
}

/// What must hold outside a command's body: nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
pub enum Condition {}

const GIVEN: Cell<State, Condition> = Cell::To(State::Given, &[]);

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("notification_settings", &[row(Verb::Set, Action::SetNotifications, &[GIVEN, GIVEN])]);

//! The settings' lifecycle: they are given, and may be given anew at any time.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, row};

crate::life::names! {
    /// Where settings stand.
    State as "NotificationSettingsState" {
        /// Somebody has chosen.
        Given,
    }
    Verb {
        Set,
    }
    Condition {}
}

const GIVEN: Cell<State, Condition> = Cell::To(State::Given, &[]);

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("notification_settings", &[row(Verb::Set, Action::SetNotifications, &[GIVEN, GIVEN])]);

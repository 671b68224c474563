//! How somebody wants to be told: a small thing of each person, which nobody but they may see or set.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod view;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Action, Subject};
use crate::ground::NotificationSettingsId;
use crate::notify::Choices;
use touchline_kernel::command::PersonId;
use touchline_kernel::time::Instant;

pub use act::{Act, Change, SetNotifications, SettingsChanged};
pub use decide::{asks, available, decide, settings_of, target};
pub use evolve::evolve;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::OwnSettings;

/// How somebody wants to be told, as its events make it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotificationSettings {
    /// When it last changed.
    pub changed_at: Instant,
    /// What was chosen.
    pub choices: Choices,
    /// Its id: a child of the person's.
    pub notification_settings: NotificationSettingsId,
    /// Whose settings they are.
    pub person: PersonId,
    /// Where they stand.
    pub state: State,
    /// How many changes they have seen.
    pub version: u64,
}

impl Subject for NotificationSettings {
    const SEE: Action = Action::SetNotifications;
    const SEE_OWN: Action = Action::SetNotifications;

    fn coached(&self) -> PersonId {
        self.person
    }

    fn author(&self) -> Option<PersonId> {
        None
    }

    fn was_shown(&self) -> bool {
        true
    }
}

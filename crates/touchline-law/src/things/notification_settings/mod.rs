//! How somebody wants to be told: a small thing of each person, which nobody but they may see or set.
//!
//! Rules: NTF-02.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, Glance, Refusal};
use crate::ground::{NotificationSettingsId, NotificationSettingsMark};
use crate::life::{Found, Thing, Viewer, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Event, Instant, PersonId, Redaction};

use crate::notify::Choices;

pub use act::{Act, Change, Happening, SetNotifications, SettingsChanged, settings_of};
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
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::person(self.person)
    }

    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for NotificationSettings {
    type Mark = NotificationSettingsMark;
    type Act = Act;
    type Change = Change;
    type View = OwnSettings;

    fn id(&self) -> NotificationSettingsId {
        self.notification_settings
    }

    counted_alike!();

    fn evolve(known: Option<Self>, event: Event<Change>) -> Option<Self> {
        Some(evolve::evolve(known.as_ref(), event))
    }

    /// There is no text in it.
    fn redact(&mut self, _: &Redaction) {}

    fn show<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<Option<OwnSettings>, Refusal> {
        let seen = viewer.see(self)?.and_then(|sight| sight.coached());
        Ok(seen.map(|seen| OwnSettings::of(&seen)))
    }

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Choices(&self.choices))
    }

    fn found(&self) -> Found {
        Found::made(self.changed_at).stands(self.state, false)
    }
}

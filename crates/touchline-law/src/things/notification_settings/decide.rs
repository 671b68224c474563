//! What is allowed with settings: everything to whose they are, and nothing to anybody else, for whom they do not
//! exist.

use touchline_kernel::{Actor, Code, WarningCode};

use super::act::settings_of;
use super::lifecycle::Condition;
use super::{Act, Change, NotificationSettings, SettingsChanged};
use crate::access::{Action, Standing, Whose};
use crate::facts::{Facts, Refusal};
use crate::ground::NotificationSettingsId;
use crate::life::{By, Case, Life, by_table};

impl Life for NotificationSettings {
    by_table!();

    fn makes(Act::Set(body): &Act) -> Option<Whose> {
        Some(Whose::person(body.person))
    }

    /// Nobody else is told whether there are any.
    fn born<F: Facts>(Act::Set(body): &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let whose = Whose::person(body.person);
        match Standing::of(by.actor, &whose, &by.policy.access, by.facts)?.may(Action::SetNotifications) {
            Ok(()) => Ok(Some(whose)),
            Err(_) => Err(Code::NotFound.into()),
        }
    }

    /// One's own are there before anything was chosen.
    fn unborn(settings: NotificationSettingsId, actor: Actor) -> Option<Whose> {
        actor.person().filter(|person| settings_of(*person) == settings).map(Whose::person)
    }

    fn check<F: Facts>(_: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {}
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, Act::Set(body): &Act) -> Result<Vec<Change>, Refusal> {
        if case.known.is_some_and(|known| known.choices == body.choices) {
            return Ok(Vec::new());
        }
        let (choices, person) = (body.choices.clone(), body.person);
        Ok(vec![Change::Changed(SettingsChanged { choices, notification_settings: case.id, person })])
    }
}

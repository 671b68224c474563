//! `person.duties`: what another person still has to do, for whoever may record them, and for their managers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Code, PersonId};
use touchline_law::access::Action;
use touchline_law::facts::{Facts as _, Refusal};
use touchline_law::law::PersonDuties as View;

/// Whose duties.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PersonDutiesOf")]
pub struct PersonDuties {
    /// The person.
    pub person: PersonId,
}

impl Question for PersonDuties {
    type View = View;

    fn answer(&self, asked: &Asked<'_>) -> Result<View, Refusal> {
        let may = asked.standing(self.person)?.may(Action::SeeDuties);
        if may.is_err() || asked.world.person(self.person).present()?.is_none() {
            return Err(Code::NotFound.into());
        }
        let duties = asked.world.duties(self.person).present()?.unwrap_or_default();
        View::of(&duties, &asked.sight())
    }
}

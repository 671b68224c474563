//! How far somebody has come with a goal, as a viewer is shown it.

use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::{DaySpan, PersonId};

use super::Viewer;
use crate::facts::{FactKey, Facts, GoalStanding, ObservedKey, Refusal};
use crate::ground::GoalId;

impl<F: Facts> Viewer<'_, F> {
    /// How far a person has come with a goal.
    pub fn progress(
        &self,
        aim: &Aim,
        (goal, standing): (GoalId, GoalStanding),
        person: PersonId,
    ) -> Result<Progress, Refusal> {
        let zone = self.zone_of(person)?;
        let GoalStanding { cancelled, days } = standing;
        let observed = self.facts.observed(ObservedKey::of_days(goal, days, zone)).present()?.unwrap_or_default();
        Ok(Progress::of(aim, days, &observed, (zone.day_of(self.at), zone), cancelled))
    }

    /// The key of what was observed of a goal, once it is known where its days begin and end.
    pub fn observed_of(&self, goal: GoalId, days: DaySpan, person: PersonId) -> Option<FactKey> {
        let zone = self.zone_of(person).ok()?;
        Some(FactKey::Observed(ObservedKey::of_days(goal, days, zone)))
    }
}

//! One actor before one goal: the conditions of its cells.

use super::Goal;
use super::lifecycle::{Condition, LIFECYCLE, State, Verb};
use crate::access::{Gate, Sight, Standing, Stood, see};
use crate::facts::{Facts, Refusal};
use crate::policy::Policy;
use touchline_calculators::progress::has_ended;
use touchline_kernel::command::PersonId;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

/// One actor before one goal, or before the place where one is to be set.
pub(super) struct Case<'a, F> {
    pub(super) goal: Option<&'a Goal>,
    pub(super) person: PersonId,
    pub(super) standing: Standing<'a>,
    pub(super) at: Instant,
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a F,
}

/// The gate of the goal's table.
type GoalGate<'a> = Gate<'a, State, Verb, Condition, 3, 6>;

impl<F: Facts> Case<'_, F> {
    /// Refuses whoever may not know that the goal exists.
    pub(super) fn sight(&self) -> Result<(), Rejection> {
        match self.goal.and_then(|goal| see(goal, &self.standing)) {
            Some(Sight::Coached(_) | Sight::Staff(_)) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }

    pub(super) fn gate(&self) -> GoalGate<'_> {
        Gate {
            at: self.at,
            awaits: |_| None,
            clock: &self.policy.clock,
            is_sent: Verb::is_sent,
            standing: &self.standing,
            stood: self.goal.map(|goal| Stood {
                archived: goal.archived,
                last: (goal.version, goal.changed_at),
                state: goal.state,
            }),
            table: &LIFECYCLE,
        }
    }

    /// Checks the conditions in their order; what does not forbid but should be known is a warning.
    pub(super) fn check(&self, conditions: &[Condition]) -> Result<Vec<WarningCode>, Refusal> {
        let mut warnings = Vec::new();
        for condition in conditions {
            warnings.extend(self.check_one(*condition)?);
        }
        Ok(warnings)
    }

    pub(super) fn check_one(&self, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::PersonIsActive => self.check_person(),
            Condition::IsNotOver if self.is_over()? => Err(Code::GoalOver.into()),
            Condition::IsOver if !self.is_over()? => Err(Code::GoalRunning.into()),
            Condition::IsNotOver | Condition::IsOver => Ok(None),
        }
    }

    fn is_over(&self) -> Result<bool, Refusal> {
        let today = self.policy.organisation.zone_of(self.person, self.facts)?.day_of(self.at);
        Ok(self.goal.is_some_and(|goal| has_ended(goal.days, today)))
    }

    /// Nothing new is asked of somebody who has left; who has no account only will not see it.
    fn check_person(&self) -> Result<Option<WarningCode>, Refusal> {
        let refuse = |code: Code| Err(Rejection::from(code).at("/body/person").into());
        match self.facts.person(self.person).present()? {
            Some(person) if !person.active => refuse(Code::PersonDeactivated),
            Some(person) if !person.has_account => Ok(Some(WarningCode::NoUserAccount)),
            Some(_) => Ok(None),
            None => refuse(Code::NotFound),
        }
    }
}

//! One actor before one goal of a team: the conditions of its cells.

use super::TeamGoal;
use super::lifecycle::{Condition, LIFECYCLE, State, Verb};
use crate::access::{Gate, Standing, Stood, see_team};
use crate::facts::{Facts, Refusal};
use crate::policy::Policy;
use touchline_calculators::progress::has_ended;
use touchline_kernel::command::PersonId;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;

/// One actor before one goal of a team, or before the place where one is to be set.
pub(super) struct Case<'a, F> {
    pub(super) goal: Option<&'a TeamGoal>,
    pub(super) manager: PersonId,
    pub(super) standing: Standing<'a>,
    pub(super) at: Instant,
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a F,
}

/// The gate of the table.
type TeamGoalGate<'a> = Gate<'a, State, Verb, Condition, 3, 4>;

impl<F: Facts> Case<'_, F> {
    /// Refuses whoever may not know that the goal exists.
    pub(super) fn sight(&self) -> Result<(), Rejection> {
        match self.goal.and_then(|goal| see_team(goal, &self.standing)) {
            Some(_) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }

    pub(super) fn gate(&self) -> TeamGoalGate<'_> {
        Gate {
            at: self.at,
            awaits: |_| None,
            clock: &self.policy.clock,
            is_sent: |_| true,
            standing: &self.standing,
            stood: self.goal.map(|goal| Stood {
                archived: goal.archived,
                last: (goal.version, goal.changed_at),
                state: goal.state,
            }),
            table: &LIFECYCLE,
        }
    }

    /// Checks the conditions in their order.
    pub(super) fn check(&self, conditions: &[Condition]) -> Result<(), Refusal> {
        conditions.iter().try_for_each(|condition| match condition {
            Condition::ManagerIsActive => self.check_manager(),
            Condition::IsNotOver if self.is_over()? => Err(Code::GoalOver.into()),
            Condition::IsOver if !self.is_over()? => Err(Code::GoalRunning.into()),
            Condition::IsNotOver | Condition::IsOver => Ok(()),
        })
    }

    fn is_over(&self) -> Result<bool, Refusal> {
        let today = self.policy.organisation.zone_of(self.manager, self.facts)?.day_of(self.at);
        Ok(self.goal.is_some_and(|goal| has_ended(goal.days, today)))
    }

    /// Nothing new is asked of the team of somebody who has left.
    fn check_manager(&self) -> Result<(), Refusal> {
        let refuse = |code: Code| Err(Rejection::from(code).at("/body/manager").into());
        match self.facts.person(self.manager).present()? {
            Some(manager) if !manager.active => refuse(Code::PersonDeactivated),
            Some(_) => Ok(()),
            None => refuse(Code::NotFound),
        }
    }
}

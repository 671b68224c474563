//! One actor before one escalation: the conditions of its cells.

use super::lifecycle::{Condition, LIFECYCLE, State, Verb};
use super::{About, Escalation};
use crate::access::{Gate, Sight, Standing, Stood, see};
use crate::facts::{Facts, Refusal};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

/// One actor before one escalation, or before the place where one is to be made.
pub(super) struct Case<'a, F> {
    pub(super) escalation: Option<&'a Escalation>,
    /// What it is about, by the escalation itself or by the body that is to make it.
    pub(super) about: &'a About,
    pub(super) actor: Actor,
    pub(super) agent: PersonId,
    pub(super) standing: Standing<'a>,
    pub(super) at: Instant,
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a F,
}

/// The gate of the escalation's table.
type EscalationGate<'a> = Gate<'a, State, Verb, Condition, 5, 9>;

impl<F: Facts> Case<'_, F> {
    /// Refuses whoever may not know that the escalation exists.
    pub(super) fn sight(&self) -> Result<(), Rejection> {
        match self.escalation.and_then(|escalation| see(escalation, &self.standing)) {
            Some(Sight::Coached(_) | Sight::Staff(_)) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }

    pub(super) fn gate(&self) -> EscalationGate<'_> {
        Gate {
            at: self.at,
            awaits: |state| (state == State::Open).then_some("answer"),
            clock: &self.policy.clock,
            is_sent: Verb::is_sent,
            standing: &self.standing,
            stood: self.escalation.map(|escalation| Stood {
                archived: escalation.archived,
                last: (escalation.version_for(self.actor), escalation.changed_for(self.actor)),
                state: escalation.state,
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

    fn check_one(&self, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let (bundle, call) = (self.about.bundle(), self.about.call());
        let refused = match condition {
            Condition::AgentIsActive => return self.check_agent(),
            Condition::CallIsTheAgents => match call {
                Some(call) => self.facts.call(call).present()?.is_some_and(|call| call.handler != self.agent),
                None => false,
            }
            .then_some(Code::CallOfAnother),
            Condition::BundleIsTheAgents => match bundle {
                Some(bundle) => self.facts.bundle(bundle).present()?.is_some_and(|bundle| bundle.agent != self.agent),
                None => false,
            }
            .then_some(Code::BundleOfAnother),
            Condition::BundleWasReleased => match bundle {
                Some(bundle) => self.facts.bundle(bundle).present()?.is_some_and(|bundle| !bundle.was_shown),
                None => false,
            }
            .then_some(Code::BundleNeverReleased),
            // No command of an actor's rests on it: the follow-up that does is decided in `follow.rs`.
            Condition::SuccessorMayClose => None,
        };
        refused.map_or(Ok(None), |code| Err(Rejection::from(code).at(self.about.path()).into()))
    }

    /// Nothing new is asked of somebody who has left; who has no account only will not see it.
    fn check_agent(&self) -> Result<Option<WarningCode>, Refusal> {
        let refuse = |code: Code| match self.escalation {
            Some(_) => Err(code.into()),
            None => Err(Rejection::from(code).at("/body/agent").into()),
        };
        match self.facts.person(self.agent).present()? {
            Some(agent) if !agent.active => refuse(Code::PersonDeactivated),
            Some(agent) if !agent.has_account => Ok(Some(WarningCode::NoUserAccount)),
            Some(_) => Ok(None),
            None => refuse(Code::NotFound),
        }
    }
}

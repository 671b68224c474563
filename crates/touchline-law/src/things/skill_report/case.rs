//! One actor before one skill report.

use super::SkillReport;
use super::lifecycle::{Condition, LIFECYCLE, State, Verb};
use crate::access::{Gate, Standing, Stood, see};
use crate::facts::{Facts, Refusal};
use crate::policy::Policy;
use touchline_kernel::command::PersonId;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;

/// One actor before one skill report, or before the place where one is to be recorded.
pub(super) struct Case<'a, F> {
    pub(super) report: Option<&'a SkillReport>,
    pub(super) person: PersonId,
    pub(super) standing: Standing<'a>,
    pub(super) at: Instant,
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a F,
}

/// The gate of the table.
type ReportGate<'a> = Gate<'a, State, Verb, Condition, 4, 4>;

impl<F: Facts> Case<'_, F> {
    /// Refuses whoever may not know that the report exists.
    pub(super) fn sight(&self) -> Result<(), Rejection> {
        match self.report.and_then(|report| see(report, &self.standing)) {
            Some(_) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }

    pub(super) fn gate(&self) -> ReportGate<'_> {
        Gate {
            at: self.at,
            awaits: |_| None,
            clock: &self.policy.clock,
            is_sent: Verb::is_sent,
            standing: &self.standing,
            stood: self.report.map(|report| Stood {
                archived: false,
                last: (report.version, report.changed_at),
                state: report.state,
            }),
            table: &LIFECYCLE,
        }
    }

    /// Checks the conditions in their order.
    pub(super) fn check(&self, conditions: &[Condition]) -> Result<(), Refusal> {
        conditions.iter().try_for_each(|Condition::PersonIsKnown| match self.facts.person(self.person).present()? {
            Some(_) => Ok(()),
            None => Err(Rejection::from(Code::NotFound).at("/body/person").into()),
        })
    }
}

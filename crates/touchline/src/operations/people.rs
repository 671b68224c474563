//! Operations on what is known of a person.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_kernel::{DaySpan, Failure, Rejection};
use touchline_law::ground::people::{Person, QuotaAnswer, WorkingDays, quota, working_days};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// What a person is to achieve over a span: the sum of the quotas whose periods follow one another from its
    /// first day to its last; `no_data` where none do.
    "people.quota": people_quota;
    /// Count the days on which a person works: their working days within the span, without their leave and without
    /// the organisation's holidays; `no_data` where one of these is not known.
    "people.working_days": people_working_days;
}

/// A person over days of the calendar.
#[derive(Deserialize, JsonSchema)]
pub struct PersonOverDays {
    /// The person, as recorded.
    pub person: Person,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The days.
    pub span: DaySpan,
}

impl PersonOverDays {
    fn check(&self) -> Result<(), Rejection> {
        self.span.check().map_err(|reason| Rejection::from(reason).at("/span"))?;
        self.person.check_spans("/person")
    }
}

fn people_working_days(input: PersonOverDays) -> Result<WorkingDays, Failure> {
    input.check()?;
    Ok(working_days(&input.person, &input.policy.organisation, input.span))
}

fn people_quota(input: PersonOverDays) -> Result<QuotaAnswer, Failure> {
    input.check()?;
    Ok(quota(&input.person, input.span))
}

//! What is allowed with a rating of coaching, and what its command changes.
//!
//! Rules: ACC-07, ACC-19, FBK-04.

use touchline_calculators::insight::Every;
use touchline_kernel::{Actor, Code, Instant, LocalDate, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, CoachingRating, CoachingRatingGiven};
use crate::access::{Standing, Whose};
use crate::facts::{CoachingStanding, FactKey, Facts, Refusal};
use crate::life::{By, Case, Life, by_table};
use crate::policy::Policy;

impl Life for CoachingRating {
    by_table!();

    /// What was not for somebody is not there for them to be rated, though they see it: so that whether it was rated is told to
    /// nobody by how they are refused.
    fn born<F: Facts>(Act::Give(body): &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        match by.facts.coaching(body.of).present()? {
            Some(coaching) if by.actor == Actor::Person(coaching.coached) => Ok(Some(Whose::person(coaching.coached))),
            _ => Err(Rejection::from(Code::NotFound).at("/body/of").into()),
        }
    }

    fn asks(Act::Give(body): &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        [FactKey::Thing(body.of.thing())].into_iter()
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::TookPlace => match coaching(case)? {
                Some(coaching) if !coaching.took_place => Err(Code::CoachingNotOver.into()),
                _ => Ok(None),
            },
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, Act::Give(body): &Act) -> Result<Vec<Change>, Refusal> {
        let coaching = coaching(case)?.ok_or(Code::NotFound)?;
        Ok(vec![Change::Given(CoachingRatingGiven {
            coaches: coaching.coaches,
            coaching_rating: case.id,
            counts_from: next_month(case.at, case.policy),
            minimum: case.policy.feedback.rating_minimum,
            of: body.of,
            person: coaching.coached,
            rating: body.rating,
        })])
    }
}

/// The coaching that a command rates.
fn coaching<F: Facts>(case: &Case<'_, CoachingRating, F>) -> Result<Option<CoachingStanding>, Refusal> {
    match case.act {
        Some(Act::Give(body)) => case.facts.coaching(body.of).present(),
        None => Ok(None),
    }
}

/// The first moment of the month after the one that it is, where the organisation is.
fn next_month(at: Instant, policy: &Policy) -> Instant {
    let zone = policy.organisation.zone;
    let (_, last) = Every::Month.days(Every::Month.number(zone.day_of(at)));
    let first = last.checked_add(1).and_then(LocalDate::from_days);
    first.map_or(Instant::MAX, |first| zone.first_moment(first))
}

//! One actor before one thing, or before the place where one is to be made.
//!
//! Rules: ACC-17, ORG-05, ORG-06.

use std::collections::BTreeSet;

use touchline_kernel::{Actor, Code, DetailKey, PersonId, Reason, Rejection, WarningCode};

use super::{Case, Life};
use crate::access::{Action, Checked, Gate, Standing, Stood, Whose};
use crate::facts::{Facts, Refusal};

impl<T: Life, F: Facts> Case<'_, T, F> {
    /// Whom it coaches, or is to; of what is about a team, who leads it.
    pub fn coached(&self) -> Result<PersonId, Refusal> {
        self.whose.coached().ok_or_else(|| Code::NotFound.into())
    }

    /// Refuses one more where there are as many as a list may have.
    pub fn has_room(&self, there: usize) -> Result<(), Refusal> {
        let (limit, actual) = (self.policy.limits.list, there.saturating_add(1));
        if actual > limit { Err(Reason::too_long(actual, limit).into()) } else { Ok(()) }
    }

    /// Refuses whoever may not know that the thing exists, as far as one command of it goes.
    pub(super) fn sight(&self) -> impl Fn(T::Verb) -> Result<(), Rejection> {
        let seen = self.known.is_some_and(|known| known.is_seen(&self.standing));
        move |verb| if seen || self.reaches_unseen(verb) { Ok(()) } else { Err(Code::NotFound.into()) }
    }

    /// Whether the actor may do this to the thing without seeing it.
    fn reaches_unseen(&self, verb: T::Verb) -> bool {
        let action = T::TABLE.row(verb).map(|row| row.action).filter(|action| action.reaches_unseen());
        self.known.is_some_and(|known| !known.is_its_makers())
            && action.is_some_and(|action| self.standing.may(action).is_ok())
    }

    /// The gate of the thing's table.
    pub(super) fn gate(&self) -> Gate<'_, T::State, T::Verb, T::Condition> {
        Gate {
            at: self.at,
            awaited: T::awaited,
            clock: &self.policy.clock,
            standing: &self.standing,
            stood: self.known.map(|known| stood(known, self.actor)),
            table: T::TABLE,
        }
    }

    /// Checks conditions in their order; what does not forbid but should be known is a warning.
    pub(super) fn check(&self, conditions: &[T::Condition]) -> Checked {
        let mut warnings = Vec::new();
        for condition in conditions {
            warnings.extend(T::check(self, *condition)?);
        }
        Ok(warnings)
    }
}

/// Where a thing stands, as far as this actor is shown.
pub(super) fn stood<T: Life>(known: &T, counted_by: Actor) -> Stood<T::State> {
    Stood { archived: known.archived(), last: known.last(counted_by), state: known.state_for(counted_by) }
}

/// Refuses a hand-over to somebody who could not bring the thing, whose it is to be, to its end, which takes `action`.
pub fn successor_may<T: Life, F: Facts>(
    case: &Case<'_, T, F>,
    (to, whose): (PersonId, &Whose),
    action: Action,
) -> Result<Option<WarningCode>, Refusal> {
    let standing = Standing::of(Actor::Person(to), whose, &case.policy.access, case.facts)?;
    standing.may(action).map(|()| None).map_err(|reason| {
        let refused = Reason::new(Code::SuccessorNotPermitted).with(DetailKey::Actual, case.id.to_string());
        Refusal::from(refused.for_want_in(&reason))
    })
}

/// Refuses, for what is new, somebody who is not known or has left; that somebody only has no account is a warning.
pub fn is_there<F: Facts>(person: PersonId, facts: &F) -> Result<Option<WarningCode>, Refusal> {
    match facts.person(person).present()? {
        None => Err(Code::NotFound.into()),
        Some(person) if !person.active => Err(Code::PersonDeactivated.into()),
        Some(person) if !person.has_account => Ok(Some(WarningCode::NoUserAccount)),
        Some(_) => Ok(None),
    }
}

/// Refuses whoever would decide on their own case, in what access has no row for.
#[must_use]
pub fn of_own_case() -> Reason {
    Reason::new(Code::NotPermitted).with(DetailKey::Rule, "ACC-17").with(DetailKey::Missing, "not_coached")
}

/// Refuses what is named twice in one list, of which each counts by itself.
pub fn each_once(named: impl Iterator<Item = String>, path: &str, field: &str) -> Result<(), Refusal> {
    let mut known = BTreeSet::new();
    for (nth, name) in named.enumerate() {
        let reason = Reason::twice(&name);
        if !known.insert(name) {
            return Err(Rejection::from(reason).at(format!("{path}/{nth}/{field}")).into());
        }
    }
    Ok(())
}

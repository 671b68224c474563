//! The two sides against each other: the same decision, and touchline's rule among those that Cedar found.

use std::error::Error;

use touchline::access::{AccessPolicy, Verdict, decide};
use touchline::kernel::text::Key;
use touchline_bench::dice::Dice;

use crate::cedar::{Cedar, Question};
use crate::request::{Request, policies};

/// What touchline decides.
#[must_use]
pub fn of_touchline(request: &Request, policy: &AccessPolicy) -> Verdict {
    let campaign = request.thing.campaign.map(Key::new);
    let carries =
        |capability| request.roles.iter().any(|role| policy.carries_towards(role, capability, campaign.as_ref()));
    decide(request.action, request.relations(policy), carries).into()
}

/// How many requests were decided alike, and how many of them allowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreed {
    /// Decided alike.
    pub requests: usize,
    /// Allowed by both.
    pub allowed: usize,
}

/// Decides so many requests twice.
///
/// # Errors
/// The first request that was decided differently.
pub fn compare(count: usize, seed: u64) -> Result<Agreed, Box<dyn Error>> {
    let cedar = Cedar::new()?;
    let policies = policies();
    let mut dice = Dice::new(seed);
    let mut agreed = Agreed::default();
    for place in 0..count {
        let request = Request::draw(&mut dice, policies.len());
        let policy = policies.get(request.policy).ok_or("no such policy")?;
        let (ours, theirs) = (of_touchline(&request, policy), cedar.decide(&Question::of(&request, policy)?)?);
        let same_rule = ours.rule.is_some_and(|rule| theirs.rules.iter().any(|other| other == rule));
        if ours.allowed != theirs.allowed || (ours.allowed && !same_rule) {
            return Err(format!(
                "request {place}: {request:?}\n{ours:?}\nCedar: {}, {:?}",
                theirs.allowed, theirs.rules
            )
            .into());
        }
        agreed.requests += 1;
        agreed.allowed += usize::from(ours.allowed);
    }
    Ok(agreed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acc_18_an_independent_engine_over_the_same_rules_decides_alike() {
        let agreed = compare(20_000, 1).unwrap();
        assert_eq!(agreed.requests, 20_000);
        assert!((2_000..18_000).contains(&agreed.allowed), "both answers must be common: {agreed:?}");
    }
}

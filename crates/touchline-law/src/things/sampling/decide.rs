//! What is allowed with a sampling, and what it draws.
//!
//! Rules: JOB-06.

use std::collections::BTreeSet;

use touchline_kernel::random::Generator;
use touchline_kernel::{Actor, Code, Key, PersonId, Reason, Rejection, WarningCode};

use super::draw::candidates;
use super::lifecycle::Condition;
use super::{Act, Change, Draw, Sampling, SamplingDrawn, draw};
use crate::access::{Action, Bearing, Standing, Whose};
use crate::facts::{CallsBegunKey, FactKey, Facts, Refusal};
use crate::life::{Case, Life, by_table};
use crate::policy::Policy;

impl Life for Sampling {
    by_table!();

    fn makes(Act::Draw(_): &Act) -> Option<Whose> {
        Some(Whose::Organisation)
    }

    fn asks(Act::Draw(request): &Act, _: Actor, policy: &Policy) -> impl Iterator<Item = FactKey> {
        let reviewers: Vec<FactKey> = request.reviewers.iter().copied().map(FactKey::person).collect();
        [FactKey::CallsBegun(begun_in(request, policy))].into_iter().chain(reviewers)
    }

    fn check<F: Facts>(_: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {}
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, Act::Draw(request): &Act) -> Result<Vec<Change>, Refusal> {
        request.period.check().map_err(|reason| Rejection::from(reason).at("/body/period"))?;
        if request.reviewers.is_empty() {
            return Err(Rejection::from(Code::ReviewerMissing).at("/body/reviewers").into());
        }
        let zone = case.policy.organisation.zone;
        let begun = case.facts.calls_begun(begun_in(request, case.policy)).present()?.unwrap_or_default();
        let calls = candidates(request, &begun, &request.reviewers, zone).into_values().flatten();
        let of = calls.map(|call| (call.handler, call.campaign.as_ref())).collect();
        check_reviewers(request, &of, case.policy, case.facts)?;
        Ok(vec![Change::Drawn(SamplingDrawn {
            drawn: draw(request, &begun, zone),
            generator: Generator::NOW,
            request: request.clone(),
            sampling: request.sampling,
        })])
    }
}

/// The key of the calls that began on the days of a period.
fn begun_in(request: &Draw, policy: &Policy) -> CallsBegunKey {
    let zone = policy.organisation.zone;
    CallsBegunKey { earliest: zone.first_moment(request.period.first), latest: zone.last_moment(request.period.last) }
}

/// Whoever is to review must be there, and may do so whosever calls are drawn; but for their own, which they are not
/// given.
fn check_reviewers<F: Facts>(
    request: &Draw,
    of: &BTreeSet<(PersonId, Option<&Key>)>,
    policy: &Policy,
    facts: &F,
) -> Result<(), Refusal> {
    let mut near = Vec::new();
    for (place, reviewer) in request.reviewers.iter().enumerate() {
        let path = || format!("/body/reviewers/{place}");
        let refuse = |code: Code| Refusal::from(Rejection::from(code).at(path()));
        match facts.person(*reviewer).present()? {
            None => return Err(refuse(Code::NotFound)),
            Some(person) if !person.active => return Err(refuse(Code::PersonDeactivated)),
            Some(person) if !person.has_account => return Err(refuse(Code::ActorWithoutAccount)),
            Some(_) => {}
        }
        // Whoever may review anybody needs no line to them.
        let anybody = Bearing { is_coached: false, keeps: false, manages: false };
        let standing = Standing::alone(Actor::Person(*reviewer), &policy.access, facts)?.bearing(anybody);
        if standing.may(Action::GiveDisposition).is_err() {
            near.push((place, *reviewer));
        }
    }
    let others = |reviewer: PersonId| of.iter().copied().filter(move |(handler, _)| *handler != reviewer);
    let lines = near.iter().flat_map(|(_, reviewer)| others(*reviewer).map(|(of, _)| FactKey::manages(*reviewer, of)));
    facts.gather(lines)?;
    for (place, reviewer) in near {
        for (handler, campaign) in others(reviewer) {
            let standing = Standing::of(Actor::Person(reviewer), &Whose::person(handler), &policy.access, facts)?;
            let standing = standing.in_campaign(campaign);
            standing.may(Action::GiveDisposition).map_err(|reason| {
                let refused = Reason::new(Code::ReviewerNotPermitted).for_want_in(&reason);
                Refusal::from(Rejection::from(refused).at(format!("/body/reviewers/{place}")))
            })?;
        }
    }
    Ok(())
}

//! What is allowed with a sampling, in the fixed order: permission, version, state, then what the body asks for.

use super::draw::candidates;
use super::{Act, Change, Draw, LIFECYCLE, Sampling, SamplingDrawn, State, draw};
use crate::access::{self, Action, Bearing, Standing};
use crate::facts::{CallsBegunKey, FactKey, Facts, Refusal};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::aggregate::Last;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::random::Generator;
use touchline_kernel::rejection::{Code, Reason, Rejection};
use touchline_kernel::time::Instant;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// What a command rests on, as far as it can be told without any fact.
pub fn asks(act: &Act, policy: &Policy) -> impl Iterator<Item = FactKey> {
    let Act::Draw(request) = act;
    let reviewers: Vec<FactKey> = request.reviewers.iter().copied().map(FactKey::person).collect();
    [FactKey::CallsBegun(begun_in(request, policy))].into_iter().chain(reviewers)
}

/// The key of the calls that began on the days of a period.
fn begun_in(request: &Draw, policy: &Policy) -> CallsBegunKey {
    let zone = policy.organisation.zone;
    CallsBegunKey { earliest: zone.first_moment(request.period.first), latest: zone.last_moment(request.period.last) }
}

/// Decides on a command about a sampling.
pub fn decide<F: Facts>(
    sampling: Option<&Sampling>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let Act::Draw(request) = command.act;
    let standing = Standing::alone(command.actor, &policy.access, facts)?;
    let (verb, moment) = (command.act.verb(), (command.expected_version, command.at));
    let at = access::judge(&LIFECYCLE, sampling.map(stood), verb, moment, (&standing, &policy.clock))?;
    request.period.check().map_err(|reason| Rejection::from(reason).at("/body/period"))?;
    if request.reviewers.is_empty() {
        return Err(Rejection::from(Code::ReviewerMissing).at("/body/reviewers").into());
    }
    let zone = policy.organisation.zone;
    let begun = facts.calls_begun(begun_in(request, policy)).present()?.unwrap_or_default();
    let handlers: Vec<PersonId> = candidates(request, &begun, &request.reviewers, zone).into_keys().collect();
    check_reviewers(request, &handlers, policy, facts)?;
    let change = Change::Drawn(SamplingDrawn {
        drawn: draw(request, &begun, zone),
        generator: Generator::NOW,
        request: request.clone(),
        sampling: request.sampling,
    });
    Ok(Decided::one(Event { at, by: command.actor, schema: SCHEMA, change }))
}

fn stood(sampling: &Sampling) -> (State, Last) {
    (sampling.state, (sampling.version, sampling.changed_at))
}

/// Whoever is to review must be there, and may do so whosever calls are drawn; but for their own, which they are not
/// given.
fn check_reviewers<F: Facts>(request: &Draw, handlers: &[PersonId], policy: &Policy, facts: &F) -> Result<(), Refusal> {
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
        let anybody = Bearing { is_coached: false, is_author: false, manages: false };
        let standing = Standing::alone(Actor::Person(*reviewer), &policy.access, facts)?.bearing(anybody);
        if standing.may(Action::GiveDisposition).is_err() {
            near.push((place, *reviewer));
        }
    }
    let others = |reviewer: PersonId| handlers.iter().copied().filter(move |handler| *handler != reviewer);
    let lines = near.iter().flat_map(|(_, reviewer)| others(*reviewer).map(|of| FactKey::manages(*reviewer, of)));
    facts.gather(lines)?;
    for (place, reviewer) in near {
        for handler in others(reviewer) {
            let standing = Standing::towards(Actor::Person(reviewer), handler, None, &policy.access, facts)?;
            standing.may(Action::GiveDisposition).map_err(|reason| {
                let refused = Reason::new(Code::ReviewerNotPermitted).for_want_in(&reason);
                Refusal::from(Rejection::from(refused).at(format!("/body/reviewers/{place}")))
            })?;
        }
    }
    Ok(())
}

/// Each command on a sampling, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    sampling: Option<&Sampling>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let standing = Standing::alone(actor, &policy.access, facts)?;
    let Some(sampling) = sampling.filter(|_| standing.may(Action::SetSampling).is_ok()) else {
        return Err(Code::NotFound.into());
    };
    let listed = access::judge_all(&LIFECYCLE, Some(stood(sampling)), at, (&standing, &policy.clock));
    Ok(listed.into_iter().map(Availability::from).collect())
}

//! What is allowed with a sampling, in the fixed order: permission, version, state, then what the body asks for.

use super::draw::candidates;
use super::{Act, Change, Draw, LIFECYCLE, Sampling, SamplingDrawn, Verb, draw};
use crate::access::{Action, Bearing, Standing};
use crate::facts::{CallsBegunKey, FactKey, Facts, Refusal};
use crate::kernel::aggregate;
use crate::kernel::command::{Actor, Command, PersonId};
use crate::kernel::event::Event;
use crate::kernel::lifecycle::{Cell, Names as _};
use crate::kernel::random::Generator;
use crate::kernel::rejection::{Code, DetailKey, Reason, Rejection};
use crate::kernel::time::Instant;
use crate::law::{Availability, Decided};
use crate::policy::Policy;

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
    let at = judge(sampling, command.act.verb(), (command.expected_version, command.at), &standing, policy)?;
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

/// The moment at which the cell may be taken, if it is open to whoever stands there on that version.
fn judge(
    sampling: Option<&Sampling>,
    verb: Verb,
    (expected, at): (Option<u64>, Instant),
    standing: &Standing<'_>,
    policy: &Policy,
) -> Result<Instant, Reason> {
    let row = LIFECYCLE.row(verb).ok_or(Code::NotFound)?;
    standing.may(row.action)?;
    let last = sampling.map(|sampling| (sampling.version, sampling.changed_at));
    let at = aggregate::follow(expected, at, last, &policy.clock)?;
    match LIFECYCLE.cell(sampling.map(|sampling| sampling.state), verb) {
        Some(Cell::To(..)) => Ok(at),
        Some(Cell::No(code)) => Err(code.into()),
        None => Err(Code::NotFound.into()),
    }
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
                let text = |key| reason.detail(key).cloned().unwrap_or_default();
                let refused = Reason::new(Code::ReviewerNotPermitted)
                    .with(DetailKey::Missing, text(DetailKey::Missing))
                    .with(DetailKey::Rule, text(DetailKey::Rule));
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
    let rows = LIFECYCLE.rows.iter().map(|row| {
        let code = judge(Some(sampling), row.verb, (None, at), &standing, policy).err().map(|reason| reason.code);
        Availability { code, command: format!("sampling.{}", row.verb.name()), open: code.is_none() }
    });
    Ok(rows.collect())
}

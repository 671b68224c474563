//! What is allowed with a skill report, in the fixed order: sight, permission, version, state, the body's own.

use super::case::Case;
use super::content::check_areas;
use super::{Act, AreaScored, Change, RecordSkillReport, ReportContent, SkillReport, SkillReportRecorded, Verb};
use crate::access::Standing;
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// What a command rests on, as far as it can be told without the report's state.
pub fn asks(act: &Act, actor: Actor) -> impl Iterator<Item = FactKey> {
    let person = match act {
        Act::Record(body) => Some(body.person),
        _ => None,
    };
    person.into_iter().flat_map(move |person| FactKey::towards(actor, person))
}

/// Decides on a command about a skill report.
pub fn decide<F: Facts>(
    report: Option<&SkillReport>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let who = (command.actor, command.at);
    let case = match (command.act, report) {
        (Act::Record(body), _) => case(report, body.person, who, policy, facts)?,
        (_, Some(known)) => case(report, known.person, who, policy, facts)?,
        (_, None) => {
            Standing::alone(command.actor, &policy.access, facts)?;
            return Err(Code::NotFound.into());
        }
    };
    if !matches!(command.act, Act::Record(_)) {
        case.sight()?;
    }
    let verb = command.act.verb();
    let check = |conditions: &[_]| case.check(conditions).map(|()| Vec::new());
    let open = case.gate().look_up(verb, command.expected_version, &check)?;
    case.check(open.conditions)?;
    let change = match command.act {
        Act::Record(body) if verb == Verb::RecordForReview => Change::RecordedForReview(recorded(body, policy)?),
        Act::Record(body) => Change::Recorded(recorded(body, policy)?),
        Act::Release(body) => Change::Released(*body),
        Act::Hold(body) => Change::Held(body.clone()),
    };
    Ok(Decided::one(Event { at: open.at, by: command.actor, schema: SCHEMA, change }))
}

/// The scores with what is read off them, or what is wrong with them.
fn recorded(body: &RecordSkillReport, policy: &Policy) -> Result<SkillReportRecorded, Rejection> {
    body.window.check().map_err(|reason| Rejection::from(reason).at("/body/window"))?;
    check_areas(&body.areas)?;
    let scored = |area: &super::AreaOfReport| AreaScored {
        area: area.area.clone(),
        scored: area.reported.scored(&policy.skill),
    };
    let content = ReportContent {
        areas: body.areas.iter().map(scored).collect(),
        framework: body.framework.clone(),
        overall: body.overall.scored(&policy.skill),
        window: body.window,
    };
    Ok(SkillReportRecorded { content, person: body.person, skill_report: body.skill_report })
}

/// Each command on a skill report, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    report: Option<&SkillReport>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let Some(known) = report else {
        Standing::alone(actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let case = case(report, known.person, (actor, at), policy, facts)?;
    case.sight()?;
    let listed = case.gate().available(&|conditions| case.check(conditions).map(|()| Vec::new()))?;
    Ok(listed.into_iter().map(Availability::from).collect())
}

/// Gathers, in one round, everything that a decision about this report may rest on.
fn case<'a, F: Facts>(
    report: Option<&'a SkillReport>,
    person: PersonId,
    (actor, at): (Actor, Instant),
    policy: &'a Policy,
    facts: &'a F,
) -> Result<Case<'a, F>, Refusal> {
    facts.gather(FactKey::towards(actor, person))?;
    let standing = Standing::towards(actor, person, None, &policy.access, facts)?;
    Ok(Case { report, person, standing, at, policy, facts })
}

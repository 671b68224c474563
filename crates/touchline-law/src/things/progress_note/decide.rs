//! What is allowed with a progress note, and what its commands change.
//!
//! Rules: ACC-08, ORG-03, ORG-05, ORG-06, PLN-11.

use touchline_kernel::{Actor, Code, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, ProgressNote, ProgressNoteWritten, WriteProgressNote};
use crate::access::{Whose, visible_plan};
use crate::facts::{FactKey, Facts, PlanStanding, Refusal};
use crate::ground::ThingRef;
use crate::life::{By, Case, Life, by_table, is_there};
use crate::policy::Policy;

type NoteCase<'a, F> = Case<'a, ProgressNote, F>;

impl Life for ProgressNote {
    by_table!();

    /// Of whose plan it is to be takes the plan to know, of which nobody learns who does not see it.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Some(body) = written(act) else { return Ok(None) };
        if let Some(plan) = by.facts.plan(body.plan).present()? {
            by.facts.gather(FactKey::towards(by.actor, plan.coachee))?;
        }
        let plan = visible_plan(body.plan, by.actor, &by.policy.access, by.facts)?;
        let of = |plan: PlanStanding<'_>| Whose::OfPlan {
            among: None,
            author: by.actor.person(),
            coached: plan.coachee,
            plan: body.plan,
        };
        Ok(plan.map(of))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        written(act).map(|body| FactKey::Thing(ThingRef::of(body.plan))).into_iter()
    }

    fn body<F: Facts>(case: &NoteCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        let (Some(body), Some(actor)) = (written(act), case.actor.person()) else { return Ok(()) };
        let spoken = plan(case)?.speaks_for(actor, body.on_behalf_of.as_ref());
        spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of").into())
    }

    fn check<F: Facts>(case: &NoteCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::PlanWasShown if plan(case)?.was_shown => Ok(None),
            Condition::PlanWasShown => Err(Code::PlanNotShown.into()),
            Condition::CoacheeIsActive => is_there(case.coached()?, case.facts),
            Condition::CorrectionsHaveRoom => {
                let there = case.known.map_or(0, |known| known.corrections.len());
                case.has_room(there).map(|()| None).map_err(|refused| refused.at("/body/text"))
            }
        }
    }

    fn changes<F: Facts>(case: &NoteCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Write(body) => Change::Written(of_writing(case, body)?),
            Act::WriteShared(body) => Change::WrittenShared(of_writing(case, body)?),
            Act::Correct(body) if case.known.is_some_and(|known| known.text == body.text) => return Ok(Vec::new()),
            Act::Correct(body) => Change::Corrected(body.clone()),
            Act::Share(body) => Change::Shared(*body),
            Act::Withdraw(body) => Change::Withdrawn(*body),
        }])
    }
}

/// What a command writes, where it does.
fn written(act: &Act) -> Option<&WriteProgressNote> {
    match act {
        Act::Write(body) | Act::WriteShared(body) => Some(body),
        _ => None,
    }
}

/// The plan that it is of, or is to be.
fn plan<'a, F: Facts>(case: &NoteCase<'a, F>) -> Result<PlanStanding<'a>, Refusal> {
    let Whose::OfPlan { plan, .. } = case.whose else { return Err(Code::NotFound.into()) };
    case.facts.plan(plan).present()?.ok_or_else(|| Code::NotFound.into())
}

fn of_writing<F: Facts>(case: &NoteCase<'_, F>, body: &WriteProgressNote) -> Result<ProgressNoteWritten, Refusal> {
    let of = plan(case)?;
    let WriteProgressNote { on_behalf_of, plan, progress_note, text } = body.clone();
    let coaches = of.coaches_themselves().collect();
    Ok(ProgressNoteWritten { coachee: of.coachee, coaches, on_behalf_of, plan, progress_note, text })
}

//! What is allowed with a calibration, and what its commands change. The conditions stand in `conditions.rs`.
//!
//! Rules: ACC-17, REV-13.

use touchline_calculators::scorecard::{Compiled, Form};
use touchline_kernel::{Actor, Code, PersonId, Reason, Rejection, WarningCode};

use super::conditions::{check, is_in_use, may_rate};
use super::lifecycle::{Condition, Verb};
use super::{Act, Calibration, CalibrationDrafted, Change, DraftCalibration, ReviseCalibration, ScoringEnded, State};
use crate::access::{OfCall, Standing, Whose, visible_call};
use crate::facts::{FactKey, Facts, Refusal, refuse_first, refuse_if};
use crate::ground::ScorecardId;
use crate::life::{Asking, By, Case, Life, by_table};
use crate::policy::Policy;

impl Life for Calibration {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::ScoringEnded(_) => Some(Verb::Complete),
            Change::HandedOver(_) => Some(Verb::HandOver),
            _ => None,
        }
    }

    /// Whose it is follows from the call, which the actor must see.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Draft(body) = act else { return Ok(None) };
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        let known = by.facts.call(body.call).present()?;
        // How its raters stand to whoever handled the call is asked for along with that, for want of a third round.
        let keys = known.into_iter().flat_map(|call| {
            let lines = body.raters.iter().map(|rater| FactKey::manages(*rater, call.handler));
            FactKey::towards(by.actor, call.handler).chain(lines)
        });
        by.facts.gather(keys)?;
        match visible_call(body.call, by.actor, &by.policy.access, by.facts)? {
            Some(call) => {
                Ok(Some(Whose::Calibration { coached: call.handler, raters: Vec::new(), of: OfCall::Call(call.call) }))
            }
            None => Err(Rejection::from(Code::NotFound).at("/body/call").into()),
        }
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let call = match act {
            Act::Draft(body) => Some(FactKey::call(body.call)),
            _ => None,
        };
        let scorecard = scorecard_in(act).map(FactKey::scorecard);
        call.into_iter().chain(scorecard).chain(raters_in(act).iter().copied().map(FactKey::person))
    }

    /// The call, the scorecard and who is to score, as far as it is not over: and how each stands to whoever handled the
    /// call.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let begins = matches!(asking.act, Some(Act::Draft(_)));
        let live = asking.known.filter(|known| !begins && matches!(known.state, State::Draft | State::Scoring));
        let handler = asking.known.filter(|_| !begins).map(|known| known.agent);
        let named = asking.act.map_or(&[][..], raters_in).iter().copied();
        let drafted = live.filter(|known| known.state == State::Draft).into_iter();
        let drafted: Vec<PersonId> = drafted.flat_map(Calibration::scoring).map(|rater| rater.person).collect();
        let people: Vec<PersonId> = named.chain(drafted).collect();
        let lines = people.clone().into_iter().filter_map(move |rater| Some(FactKey::manages(rater, handler?)));
        let of_live = live.map(|known| [FactKey::call(known.call), FactKey::scorecard(known.scorecard)]);
        of_live.into_iter().flatten().chain(people.into_iter().map(FactKey::person)).chain(lines)
    }

    /// A scorecard that is in use, raters who may review the call, answers that fit the scorecard.
    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Draft(DraftCalibration { due_on, raters, reference, scorecard, .. })
            | Act::Revise(ReviseCalibration { due_on, raters, reference, scorecard, .. }) => {
                let today = case.policy.organisation.zone.day_of(case.at);
                let is_past = due_on.is_some_and(|due_on| due_on < today);
                refuse_if(is_past, Code::DueDatePast, "/body/due_on")?;
                is_in_use(case, *scorecard).map_err(|refused| refused.at("/body/scorecard"))?;
                are_raters(case, raters)?;
                is_one_of(*reference, raters)
            }
            Act::Submit(body) => fits(case, &body.form),
            Act::AddRater(body) => may_rate(case, body.rater).map_err(|refused| refused.at("/body/rater")),
            Act::WithdrawRater(body) if case.known.is_some_and(|known| known.rater(body.rater).is_none()) => {
                Err(Rejection::from(Code::NotFound).at("/body/rater").into())
            }
            _ => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        check(case, condition)
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        if case.known.is_some_and(|known| says_what_stands(known, case.actor, act)) {
            return Ok(Vec::new());
        }
        Ok(vec![match act {
            Act::Draft(body) => Change::Drafted(drafted(body.clone(), case.coached()?)),
            Act::Revise(body) => Change::Revised(body.clone()),
            Act::Open(body) => Change::Opened(*body),
            Act::Submit(body) => Change::Submitted(body.clone()),
            Act::AddRater(body) => Change::RaterAdded(*body),
            Act::WithdrawRater(body) => Change::RaterWithdrawn(*body),
            Act::EndScoring(body) => Change::ScoringEnded(ScoringEnded {
                calibration: body.calibration,
                spread_limit: case.policy.calibration.spread_limit,
            }),
            Act::Close(body) => Change::Closed(body.clone()),
            Act::Cancel(body) => Change::Cancelled(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// The version of a scorecard that a command's body brings.
fn scorecard_in(act: &Act) -> Option<ScorecardId> {
    match act {
        Act::Draft(body) => Some(body.scorecard),
        Act::Revise(body) => Some(body.scorecard),
        _ => None,
    }
}

/// Who is to score, as a command's body has it.
fn raters_in(act: &Act) -> &[PersonId] {
    match act {
        Act::Draft(body) => &body.raters,
        Act::Revise(body) => &body.raters,
        Act::AddRater(body) => core::slice::from_ref(&body.rater),
        _ => &[],
    }
}

fn drafted(body: DraftCalibration, agent: PersonId) -> CalibrationDrafted {
    let DraftCalibration { calibration, call, due_on, raters, reference, scorecard } = body;
    CalibrationDrafted { agent, calibration, call, due_on, raters, reference, scorecard }
}

/// Whether a command would change nothing.
fn says_what_stands(known: &Calibration, actor: Actor, act: &Act) -> bool {
    match act {
        Act::Submit(body) => {
            let rater = actor.person().and_then(|person| known.rater(person));
            rater.and_then(|rater| rater.submitted.as_deref()).is_some_and(|submitted| submitted.form == body.form)
        }
        Act::AddRater(body) => known.rater(body.rater).is_some(),
        _ => false,
    }
}

/// Everybody may review the call, and is named once.
fn are_raters<F: Facts>(case: &Case<'_, Calibration, F>, raters: &[PersonId]) -> Result<(), Refusal> {
    for (nth, rater) in raters.iter().enumerate() {
        let path = format!("/body/raters/{nth}");
        if raters.iter().take(nth).any(|before| before == rater) {
            return Err(Rejection::from(Reason::twice(&rater.to_string())).at(path).into());
        }
        may_rate(case, *rater).map_err(|refused| refused.at(path))?;
    }
    Ok(())
}

fn is_one_of(reference: Option<PersonId>, raters: &[PersonId]) -> Result<(), Refusal> {
    match reference {
        Some(reference) if !raters.contains(&reference) => {
            Err(Rejection::from(Code::ReferenceNotRater).at("/body/reference").into())
        }
        _ => Ok(()),
    }
}

/// Where the answers stand in a command that hands them in.
const FORM: &str = "/body/form";

/// The answers fit the scorecard, and their moments the call; the first thing that is wrong with them is told, in the order of the form.
fn fits<F: Facts>(case: &Case<'_, Calibration, F>, form: &Form) -> Result<(), Refusal> {
    let Some(known) = case.known else { return Ok(()) };
    let Some(version) = case.facts.scorecard(known.scorecard).present()? else { return Err(Code::NotFound.into()) };
    let compiled = refuse_first(Compiled::of(version.template), str::to_owned)?;
    refuse_first(compiled.report(version.template, form, FORM), str::to_owned)?;
    let length = case.facts.call(known.call).present()?.map_or(0, |call| call.length_ms);
    form.first_outside(length).map_or(Ok(()), |(number, reason)| {
        Err(Rejection::from(reason).at(format!("{FORM}/answers/{number}/moment_ms")).into())
    })
}

//! What must hold outside a command's body before a calibration may be moved.
//!
//! Rules: ACC-17, REV-13.

use touchline_kernel::{Actor, Code, DetailKey, PersonId, Reason, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Calibration, Change};
use crate::access::{Action, Standing};
use crate::facts::{Facts, Refusal};
use crate::ground::ScorecardId;
use crate::life::{Case, is_there, successor_may};

/// Where in the calibration that a command names its call and its raters stand.
const OF_CALL: &str = "/body/calibration/call";
const OF_RATERS: &str = "/body/calibration/raters";

/// How many raters make a calibration.
const SEVERAL: usize = 2;

/// One condition of a cell.
pub(super) fn check<F: Facts>(
    case: &Case<'_, Calibration, F>,
    condition: Condition,
) -> Result<Option<WarningCode>, Refusal> {
    let Some(known) = case.known else { return Ok(None) };
    match condition {
        Condition::CallIsTheAgents => {
            let call = case.facts.call(known.call).present()?;
            refuse_if(call.is_none_or(|call| call.handler != known.agent), || Code::CallOfAnother.into(), OF_CALL)
        }
        Condition::ScorecardIsInUse => {
            is_in_use(case, known.scorecard).map_err(|refused| refused.at("/body/calibration/scorecard"))?;
            Ok(None)
        }
        Condition::RatersAreSeveral => refuse_if(known.scoring().count() < SEVERAL, || too_few(SEVERAL), OF_RATERS),
        Condition::RatersMayReview => {
            for (place, rater) in known.raters.iter().enumerate().filter(|(_, rater)| !rater.withdrawn) {
                may_rate(case, rater.person).map_err(|refused| refused.at(format!("{OF_RATERS}/{place}")))?;
            }
            Ok(None)
        }
        // Who was asked before takes no more room.
        Condition::RatersHaveRoom => match case.act {
            Some(Act::AddRater(body)) if known.raters.iter().any(|rater| rater.person == body.rater) => Ok(None),
            _ => case.has_room(known.raters.len()).map(|()| None),
        },
        Condition::OthersAreLeft => refuse_if(known.scoring().count() < SEVERAL, || too_few(1), OF_RATERS),
        Condition::SuccessorMayLead => match case.change {
            Some(Change::HandedOver(body)) => successor_may(case, (body.to, &case.whose), Action::LeadCalibration),
            _ => Ok(None),
        },
    }
}

/// Refuses a scorecard by which nothing new is judged.
pub(super) fn is_in_use<F: Facts>(case: &Case<'_, Calibration, F>, scorecard: ScorecardId) -> Result<(), Refusal> {
    match case.facts.scorecard(scorecard).present()? {
        None => Err(Code::NotFound.into()),
        Some(version) if !version.is_published => Err(Code::ScorecardIsDraft.into()),
        Some(version) if version.is_retired => Err(Code::ScorecardNotInUse.into()),
        Some(_) => Ok(()),
    }
}

/// Refuses somebody who could not score: who is not there, or may not review the call.
pub(super) fn may_rate<F: Facts>(case: &Case<'_, Calibration, F>, rater: PersonId) -> Result<(), Refusal> {
    if is_there(rater, case.facts)?.is_some() {
        return Err(Code::RaterWithoutAccount.into());
    }
    let standing = Standing::of(Actor::Person(rater), &case.whose, &case.policy.access, case.facts)?;
    standing.may(Action::CreateReview).map_err(|reason| {
        let refused = Reason::new(Code::RaterNotPermitted).with(DetailKey::Actual, rater.to_string());
        refused.for_want_in(&reason).into()
    })
}

fn too_few(limit: usize) -> Reason {
    Reason::new(Code::RatersTooFew).with(DetailKey::Limit, limit)
}

fn refuse_if(is: bool, reason: impl FnOnce() -> Reason, path: &str) -> Result<Option<WarningCode>, Refusal> {
    if is { Err(Rejection::from(reason()).at(path).into()) } else { Ok(None) }
}

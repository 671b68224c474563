//! What is allowed with a scorecard, and what its commands change.
//!
//! Rules: SCO-01, SCO-07.

use touchline_kernel::{Actor, Code, DetailKey, Reason, Rejection, WarningCode, next_version};

use super::lifecycle::Condition;
use super::{Act, Change, DraftScorecard, Scorecard, ScorecardDrafted, ScorecardPublished, Verb};
use crate::access::Whose;
use crate::facts::{FactKey, Facts, Refusal, ScorecardStanding, refuse_first};
use crate::ground::ScorecardId;
use crate::life::{Asking, Case, Life, by_table};
use crate::policy::Policy;
use touchline_calculators::scorecard::Template;

impl Life for Scorecard {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        matches!(change, Change::Replaced(_)).then_some(Verb::Replace)
    }

    fn makes(act: &Act) -> Option<Whose> {
        matches!(act, Act::Draft(_)).then_some(Whose::Organisation)
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let replaces = match act {
            Act::Draft(body) => body.replaces,
            _ => None,
        };
        let published = match act {
            Act::Publish(body) => Some(FactKey::scorecards_of_key(body.scorecard)),
            _ => None,
        };
        replaces.map(FactKey::scorecard).into_iter().chain(published)
    }

    fn rests_on<F: Facts>(case: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        // What a publication asks for itself is asked for besides where what is open is told.
        let draft = case.known.filter(|known| case.act.is_none() && known.published.is_none());
        let of_key = draft.map(|draft| FactKey::scorecards_of_key(draft.scorecard));
        case.known.and_then(|known| known.replaces).map(FactKey::scorecard).into_iter().chain(of_key)
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let Some(known) = case.known else { return Ok(None) };
        match condition {
            Condition::PlaceIsFree => match place_of(known.replaces, case)? {
                Some(edition) if edition.is_replaced => Err(Code::ScorecardPlaceTaken.into()),
                _ => Ok(None),
            },
            Condition::KeyIsFree => key_is_free(known, case.facts),
            // What the command names, and on into that, in the order of the document.
            Condition::TemplateIsWhole => {
                refuse_first(known.template.check("/body/scorecard/template"), str::to_owned).map(|_| None)
            }
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let replaces = case.known.and_then(|known| known.replaces);
        Ok(vec![match act {
            Act::Draft(body) => Change::Drafted(drafted(body, case)?),
            Act::Revise(body) => {
                keeps_key(&body.template, place_of(replaces, case)?)?;
                Change::Revised(body.clone())
            }
            Act::Publish(body) => Change::Published(ScorecardPublished { replaces, scorecard: body.scorecard }),
            Act::Retire(body) => Change::Retired(*body),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// What others may know of the version whose place another is to take.
fn place_of<'a, F: Facts>(
    replaces: Option<ScorecardId>,
    case: &Case<'a, Scorecard, F>,
) -> Result<Option<ScorecardStanding<'a>>, Refusal> {
    let Some(replaces) = replaces else { return Ok(None) };
    case.facts.scorecard(replaces).present()
}

/// A version of a scorecard that is published already is drafted from that.
fn drafted<F: Facts>(body: &DraftScorecard, case: &Case<'_, Scorecard, F>) -> Result<ScorecardDrafted, Refusal> {
    let at = |code: Code| Refusal::from(Rejection::from(code).at("/body/replaces"));
    let place = place_of(body.replaces, case)?;
    let before = match (body.replaces, place) {
        (None, _) => 0,
        (Some(_), None) => return Err(at(Code::NotFound)),
        (Some(_), Some(version)) if !version.is_published => return Err(at(Code::ScorecardIsDraft)),
        (Some(_), Some(version)) if version.is_replaced => return Err(at(Code::ScorecardPlaceTaken)),
        (Some(_), Some(version)) => version.edition,
    };
    keeps_key(&body.template, place)?;
    let DraftScorecard { replaces, scorecard, template } = body.clone();
    Ok(ScorecardDrafted { edition: next_version(before), replaces, scorecard, template })
}

/// No other scorecard has the key: figures tell scorecards apart by it.
fn key_is_free<F: Facts>(draft: &Scorecard, facts: &F) -> Result<Option<WarningCode>, Refusal> {
    let newest = facts.scorecards_of_key(draft.scorecard).present()?.unwrap_or_default();
    if newest.into_iter().all(|newest| Some(newest) == draft.replaces) {
        return Ok(None);
    }
    let reason = Reason::new(Code::ScorecardKeyTaken).with(DetailKey::Actual, draft.template.key.as_str());
    Err(Rejection::from(reason).at("/body/scorecard/template/key").into())
}

/// All versions of a scorecard have one key.
fn keeps_key(template: &Template, place: Option<ScorecardStanding<'_>>) -> Result<(), Refusal> {
    match place {
        Some(version) if *version.key != template.key => {
            let reason = Reason::new(Code::ScorecardKeyDiffers)
                .with(DetailKey::Actual, template.key.as_str())
                .with(DetailKey::Expected, version.key.as_str());
            Err(Rejection::from(reason).at("/body/template/key").into())
        }
        _ => Ok(()),
    }
}

//! What is allowed with a self-review, and what its commands change.
//!
//! Rules: ACC-17, REV-21.

use touchline_kernel::{Code, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, FillSelfReview, Filled, Judged, SelfReview, SelfReviewCreated, SelfReviewSubmitted, State};
use crate::access::{Standing, Whose, visible_call};
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::{Asking, By, Case, Life, by_table};
use crate::policy::Policy;
use touchline_kernel::Actor;

impl Life for SelfReview {
    by_table!(archived);

    /// Whose it is follows from the call, which the actor must see.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Create(body) = act else { return Ok(None) };
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        let known = by.facts.call(body.call).present()?;
        by.facts.gather(known.into_iter().flat_map(|call| FactKey::towards(by.actor, call.handler)))?;
        match visible_call(body.call, by.actor, &by.policy.access, by.facts)? {
            Some(call) => Ok(Some(Whose::call(call.handler, call.call))),
            None => Err(Rejection::from(Code::NotFound).at("/body/call").into()),
        }
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        match act {
            Act::Create(body) => Some(FactKey::call(body.call)),
            Act::Fill(body) => Some(FactKey::scorecard(body.filled.scorecard)),
            Act::Submit(_) | Act::Discard(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
        .into_iter()
    }

    /// The call and the scorecard, as long as it may change.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let begins = matches!(asking.act, Some(Act::Create(_)));
        let draft = asking.known.filter(|known| !begins && known.state == State::Draft);
        let filled = draft.and_then(|draft| draft.filled.as_deref());
        draft
            .map(|draft| FactKey::call(draft.call))
            .into_iter()
            .chain(filled.map(|of| FactKey::scorecard(of.scorecard)))
    }

    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        match (case.known, act) {
            (Some(known), Act::Fill(body)) => body.filled.check_fit(known.filled.as_deref(), known.call, case.facts),
            _ => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let Some(known) = case.known else { return Ok(None) };
        let call = case.facts.call(known.call).present()?;
        match condition {
            Condition::CallIsOwn if call.is_none_or(|call| call.handler != known.agent) => {
                Err(Code::CallOfAnother.into())
            }
            Condition::CallIsOwn => Ok(None),
            Condition::ScorecardIsWhole => {
                known.filled.as_deref().ok_or(Code::NothingFilled)?.check_known_whole(case.facts).map(|()| None)
            }
            Condition::MomentsAreInCall => {
                let length = call.map_or(0, |call| call.length_ms);
                match known.filled.as_deref().and_then(|filled| filled.form.first_outside(length)) {
                    Some((_, reason)) => Err(reason.into()),
                    None => Ok(None),
                }
            }
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let filled: Option<&Filled> = case.known.and_then(|known| known.filled.as_deref());
        Ok(vec![match act {
            Act::Create(body) => {
                let agent = case.coached()?;
                Change::Created(SelfReviewCreated { agent, call: body.call, self_review: body.self_review })
            }
            Act::Fill(body) => match body.filled.in_place_of(filled) {
                is if filled == Some(&is) => return Ok(Vec::new()),
                is => Change::Filled(FillSelfReview { filled: is, self_review: body.self_review }),
            },
            Act::Submit(body) => {
                let judged: Option<Judged> = filled.map_or(Ok(None), |filled| filled.judged_by_version(case.facts))?;
                Change::Submitted(SelfReviewSubmitted { judged, self_review: body.self_review })
            }
            Act::Discard(body) => Change::Discarded(*body),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

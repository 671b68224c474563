//! What is allowed with a template of plans, and what its commands change.
//!
//! Rules: PLN-02.

use touchline_kernel::{Actor, Code, DetailKey, Reason, Rejection, WarningCode, next_version};

use super::lifecycle::Condition;
use super::{
    Act, Change, DraftPlanTemplate, PlanTemplateDrafted, PlanTemplatePublished, PlanTemplateRef, PlanTemplateVersion,
    RetireShippedPlanTemplate, Verb,
};
use crate::access::Whose;
use crate::facts::{FactKey, Facts, PlanTemplateStanding, Refusal, refuse_first, refuse_if};
use crate::ground::PlanTemplateId;
use crate::life::{Asking, Case, Life, by_table};
use crate::policy::Policy;
use touchline_calculators::plan::PlanTemplate;

/// What the command names, and on into that.
const TEMPLATE: &str = "/body/plan_template/template";

impl Life for PlanTemplateVersion {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        matches!(change, Change::Replaced(_)).then_some(Verb::Replace)
    }

    fn makes(act: &Act) -> Option<Whose> {
        matches!(act, Act::Draft(_) | Act::RetireShipped(_)).then_some(Whose::Organisation)
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let replaces = match act {
            Act::Draft(body) => body.replaces,
            _ => None,
        };
        let published = match act {
            // That a draft is not retired is refused with what is open of it.
            Act::Publish(PlanTemplateRef { plan_template })
            | Act::Restore(PlanTemplateRef { plan_template })
            | Act::Retire(PlanTemplateRef { plan_template }) => Some(FactKey::plan_templates_of_key(*plan_template)),
            _ => None,
        };
        let in_place = match act {
            Act::RetireShipped(body) => Some(FactKey::plan_template_in_place(body.shipped)),
            _ => None,
        };
        replaces.map(FactKey::plan_template).into_iter().chain(published).chain(in_place)
    }

    fn rests_on<F: Facts>(case: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        // What a publication asks for itself is asked for besides where what is open is told.
        let draft = case.known.filter(|known| case.act.is_none() && known.published.is_none());
        let of_key = draft.map(|draft| FactKey::plan_templates_of_key(draft.plan_template));
        case.known.and_then(|known| known.replaces).map(FactKey::plan_template).into_iter().chain(of_key)
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        if let (Condition::NoneIsInPlace, Some(Act::RetireShipped(body))) = (condition, case.act) {
            let in_place = case.facts.plan_template_in_place(body.shipped).present()?;
            return refuse_if(in_place.is_some(), Code::PlanTemplatePlaceTaken, "/body/shipped").map(|()| None);
        }
        let Some(known) = case.known else { return Ok(None) };
        match condition {
            Condition::NoneIsInPlace => Ok(None),
            Condition::PlaceIsFree => match place_of(known.replaces, case)? {
                Some(version) if version.is_replaced => Err(Code::PlanTemplatePlaceTaken.into()),
                _ => Ok(None),
            },
            Condition::KeyIsFree => key_is_free(known, case.facts),
            Condition::TemplateIsWhole => {
                refuse_first(known.template.check(TEMPLATE, &case.policy.plan), str::to_owned)?;
                refuse_first(known.template.fits(&case.policy.limits, TEMPLATE), str::to_owned).map(|()| None)
            }
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let replaces = case.known.and_then(|known| known.replaces);
        Ok(vec![match act {
            Act::RetireShipped(body) => return retired_as_it_ships(*body),
            Act::Draft(body) => Change::Drafted(drafted(body, case)?),
            Act::Revise(body) => {
                goes_on(&body.template, place_of(replaces, case)?)?;
                Change::Revised(body.clone())
            }
            Act::Publish(body) => {
                Change::Published(PlanTemplatePublished { plan_template: body.plan_template, replaces })
            }
            Act::Retire(body) => Change::Retired(*body),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// A template that ships is kept as it does, as one that was published and retired.
fn retired_as_it_ships(body: RetireShippedPlanTemplate) -> Result<Vec<Change>, Refusal> {
    let RetireShippedPlanTemplate { plan_template, shipped } = body;
    let template = shipped.template().ok_or(Code::NotFound)?.clone();
    Ok(vec![
        Change::Drafted(PlanTemplateDrafted { edition: next_version(0), plan_template, replaces: None, template }),
        Change::Published(PlanTemplatePublished { plan_template, replaces: None }),
        Change::Retired(PlanTemplateRef { plan_template }),
    ])
}

/// What others may know of the version whose place another is to take.
fn place_of<'a, F: Facts>(
    replaces: Option<PlanTemplateId>,
    case: &Case<'a, PlanTemplateVersion, F>,
) -> Result<Option<PlanTemplateStanding<'a>>, Refusal> {
    let Some(replaces) = replaces else { return Ok(None) };
    case.facts.plan_template(replaces).present()
}

/// A version of a template that is published already is drafted from that.
fn drafted<F: Facts>(
    body: &DraftPlanTemplate,
    case: &Case<'_, PlanTemplateVersion, F>,
) -> Result<PlanTemplateDrafted, Refusal> {
    let at = |code: Code| Refusal::from(Rejection::from(code).at("/body/replaces"));
    let place = place_of(body.replaces, case)?;
    let before = match (body.replaces, place) {
        (None, _) => 0,
        (Some(_), None) => return Err(at(Code::NotFound)),
        (Some(_), Some(version)) if !version.is_published => return Err(at(Code::PlanTemplateIsDraft)),
        (Some(_), Some(version)) if version.is_replaced => return Err(at(Code::PlanTemplatePlaceTaken)),
        (Some(_), Some(version)) => version.edition,
    };
    goes_on(&body.template, place)?;
    let DraftPlanTemplate { plan_template, replaces, template } = body.clone();
    Ok(PlanTemplateDrafted { edition: next_version(before), plan_template, replaces, template })
}

/// No other template has the key, since plans name the template that they were started from by it; one that ships gives its
/// place up.
fn key_is_free<F: Facts>(draft: &PlanTemplateVersion, facts: &F) -> Result<Option<WarningCode>, Refusal> {
    let newest = facts.plan_templates_of_key(draft.plan_template).present()?.unwrap_or_default();
    if newest.into_iter().any(|newest| Some(newest) != draft.replaces) {
        return Err(Rejection::from(draft.template.key_taken()).at(format!("{TEMPLATE}/key")).into());
    }
    match PlanTemplate::shipped(&draft.template.key).filter(|_| draft.replaces.is_none()) {
        Some(shipped) => is_above(&draft.template, shipped, TEMPLATE).map(|()| None),
        None => Ok(None),
    }
}

/// All versions of a template have one key, and each a number above the one before: plans name a version by both.
fn goes_on(template: &PlanTemplate, place: Option<PlanTemplateStanding<'_>>) -> Result<(), Refusal> {
    const OWN: &str = "/body/template";
    let Some(before) = place.map(|place| place.template) else {
        let shipped = PlanTemplate::shipped(&template.key);
        return shipped.map_or(Ok(()), |shipped| is_above(template, shipped, OWN));
    };
    if before.key != template.key {
        let reason = Reason::new(Code::PlanTemplateKeyDiffers)
            .with(DetailKey::Actual, template.key.as_str())
            .with(DetailKey::Expected, before.key.as_str());
        return Err(Rejection::from(reason).at(format!("{OWN}/key")).into());
    }
    is_above(template, before, OWN)
}

fn is_above(template: &PlanTemplate, before: &PlanTemplate, path: &str) -> Result<(), Refusal> {
    if before.version < template.version {
        return Ok(());
    }
    let reason = Reason::new(Code::PlanTemplateVersionNotAbove)
        .with(DetailKey::Actual, template.version.to_string())
        .with(DetailKey::Limit, before.version);
    Err(Rejection::from(reason).at(format!("{path}/version")).into())
}

//! A plan that is started from a template: what that says, copied, with its days counted from the plan's first.
//!
//! Rules: PLN-02.

use touchline_calculators::plan::{PlanTemplate, ShippedTemplate, TemplateMilestone, templates};
use touchline_kernel::text::{Key, Prose, Text, TextFormat};
use touchline_kernel::{Code, DaySpan, DetailKey, Reason, Rejection};

use super::act::{Act, PlanTemplateChoice, StartFromTemplate};
use super::milestones::PlanCase;
use super::{CreatePlan, MilestoneContent, PlanContent, PlanFocusArea, PlanGoal, PlanSessions, TemplateUsed};
use crate::access::{Action, Standing};
use crate::facts::{Facts, PlanTemplateStanding, Refusal, refuse_first, refuse_if};
use crate::ground::PlanTemplateId;

const KEY: &str = "/body/template/body/key";
const KEPT: &str = "/body/template/body/plan_template";
const OWN: &str = "/body/template/body";

/// The plan that a template makes, and which template that is.
pub(super) fn started<F: Facts>(
    case: &PlanCase<'_, F>,
    body: &StartFromTemplate,
) -> Result<(CreatePlan, TemplateUsed), Refusal> {
    let template = chosen(case, &body.template)?;
    let is_shipped = matches!(body.template, PlanTemplateChoice::Shipped(_));
    let told = |path: &str| if is_shipped { KEY.to_owned() } else { path.to_owned() };
    refuse_first(template.fits(&case.policy.limits, &place_of(&body.template)), told)?;
    let days = template.days_since(body.first_day).ok_or_else(|| {
        let reason = Reason::new(Code::InvalidDate).with(DetailKey::Actual, body.first_day.to_string());
        Rejection::from(reason).at("/body/first_day")
    })?;
    let plan = CreatePlan {
        coachee: body.coachee,
        coaches: body.coaches.clone(),
        content: content(template, days),
        milestones: template.milestones.iter().map(|one| milestone(one, days)).collect(),
        plan: body.plan,
    };
    let plan_template = kept(&body.template);
    Ok((plan, TemplateUsed { key: template.key.clone(), plan_template, version: template.version }))
}

/// The template that a command names, where the workspace keeps it.
pub(super) fn kept_in(act: &Act) -> Option<PlanTemplateId> {
    match act {
        Act::StartFromTemplate(body) => kept(&body.template),
        _ => None,
    }
}

/// The template that ships and that a command names, if any does.
pub(super) fn shipped_in(act: &Act) -> Option<ShippedTemplate> {
    match act {
        Act::StartFromTemplate(StartFromTemplate { template: PlanTemplateChoice::Shipped(shipped), .. }) => {
            ShippedTemplate::of(&shipped.key)
        }
        _ => None,
    }
}

fn kept(choice: &PlanTemplateChoice) -> Option<PlanTemplateId> {
    match choice {
        PlanTemplateChoice::Kept(kept) => Some(kept.plan_template),
        PlanTemplateChoice::Shipped(_) | PlanTemplateChoice::Own(_) => None,
    }
}

/// Where a command has its template: what it names, and on into that.
fn place_of(choice: &PlanTemplateChoice) -> String {
    match choice {
        PlanTemplateChoice::Kept(_) => format!("{KEPT}/template"),
        PlanTemplateChoice::Shipped(_) => KEY.to_owned(),
        PlanTemplateChoice::Own(_) => OWN.to_owned(),
    }
}

/// The template that is meant, where plans can be started from it.
fn chosen<'t, F: Facts>(case: &PlanCase<'t, F>, choice: &'t PlanTemplateChoice) -> Result<&'t PlanTemplate, Refusal> {
    match choice {
        PlanTemplateChoice::Kept(kept) => {
            let version = in_use(case, kept.plan_template).map_err(|refused| refused.at(KEPT))?;
            Ok(version.template)
        }
        PlanTemplateChoice::Shipped(shipped) => as_it_ships(case, &shipped.key),
        PlanTemplateChoice::Own(own) => {
            // What ships is named by its key: no other may pass for it.
            refuse_if(PlanTemplate::shipped(&own.key).is_some(), own.key_taken(), KEY)?;
            // A command is refused for one reason: the first of those that `plan.check_template` tells.
            refuse_first(own.check(OWN, &case.policy.plan), str::to_owned)?;
            Ok(own)
        }
    }
}

/// What ships with this key, where the workspace neither published a version of it nor retired it.
fn as_it_ships<F: Facts>(case: &PlanCase<'_, F>, key: &Key) -> Result<&'static PlanTemplate, Refusal> {
    let Some((shipped, template)) = ShippedTemplate::of(key).and_then(|one| Some((one, one.template()?))) else {
        let known: Vec<&str> = templates().iter().map(|template| template.key.as_str()).collect();
        let reason = Reason::new(Code::UnknownValue).with(DetailKey::Actual, key.as_str());
        return Err(Rejection::from(reason.with(DetailKey::Known, known)).at(KEY).into());
    };
    let in_place = case.facts.plan_template_in_place(shipped).present()?;
    refuse_if(in_place.is_some(), Code::PlanTemplateNotInUse, KEY)?;
    Ok(template)
}

/// A version from which plans are started; whoever may not know of one learns nothing of it.
fn in_use<'f, F: Facts>(
    case: &PlanCase<'f, F>,
    plan_template: PlanTemplateId,
) -> Result<PlanTemplateStanding<'f>, Refusal> {
    let actor = Standing::alone(case.actor, &case.policy.access, case.facts)?;
    let version = case.facts.plan_template(plan_template).present()?;
    let version = version.filter(|version| is_seen(version, &actor)).ok_or(Code::NotFound)?;
    match version {
        _ if !version.is_published => Err(Code::PlanTemplateIsDraft.into()),
        _ if version.is_retired => Err(Code::PlanTemplateNotInUse.into()),
        _ => Ok(version),
    }
}

/// Whether somebody may know of a version: of a draft who keeps templates, of what was published who starts plans, too.
fn is_seen(version: &PlanTemplateStanding<'_>, actor: &Standing<'_>) -> bool {
    let may = |action| actor.may(action).is_ok();
    may(Action::KeepPlanTemplates) || (version.is_published && may(Action::SeePlanTemplate))
}

fn content(template: &PlanTemplate, days: DaySpan) -> PlanContent {
    let areas = template.focus_areas.iter();
    let areas = areas.map(|area| PlanFocusArea { area: area.area.clone(), title: copied(&area.title) });
    let goals = template.goals.iter().map(|goal| PlanGoal { finding: None, text: copied(goal) });
    PlanContent {
        courses: Vec::new(),
        days,
        feedback_to_coaches: false,
        focus_areas: areas.collect(),
        goals: goals.collect(),
        key_results: Vec::new(),
        kind: template.kind,
        performance_reviews: Vec::new(),
        sessions: Some(PlanSessions {
            agenda: template.sessions.agenda.iter().map(copied).collect(),
            length_minutes: template.sessions.length_minutes,
            rhythm: template.sessions.rhythm,
        }),
        title: copied(&template.title),
    }
}

fn milestone(template: &TemplateMilestone, days: DaySpan) -> MilestoneContent {
    MilestoneContent {
        description: copied(&template.description),
        focus_area: template.focus_area.clone(),
        key_result: None,
        measure: Some(template.measure.clone()),
        milestone: template.milestone.clone(),
        target_on: days.first.checked_add_days(template.target_day.into()),
        weight: template.weight,
    }
}

/// A text of the template as one of the plan.
fn copied<F: TextFormat>(prose: &Prose) -> Text<F> {
    Text::new(prose.as_str())
}

//! A plan that is started from a template: what that says, copied, with its days counted from the plan's first.
//!
//! Rules: PLN-02.

use touchline_calculators::plan::{PlanTemplate, TemplateMilestone, templates};
use touchline_kernel::text::{self, Limits, Prose, Text, TextFormat};
use touchline_kernel::{Code, DaySpan, DetailKey, Reason, Rejection};

use super::act::{Act, PlanTemplateChoice, StartFromTemplate};
use super::milestones::PlanCase;
use super::{CreatePlan, MilestoneContent, PlanContent, PlanFocusArea, PlanGoal, PlanSessions, TemplateUsed};
use crate::access::{Action, Standing};
use crate::facts::{Facts, PlanTemplateStanding, Refusal, first_fault};
use crate::ground::PlanTemplateId;

const PLACE: &str = "/body/template";

/// The plan that a template makes, and which template that is.
pub(super) fn started<F: Facts>(
    case: &PlanCase<'_, F>,
    body: &StartFromTemplate,
) -> Result<(CreatePlan, TemplateUsed), Refusal> {
    let (template, limits) = (chosen(case, &body.template)?, &case.policy.limits);
    let days = template.days_since(body.first_day).ok_or_else(|| {
        let reason = Reason::new(Code::InvalidDate).with(DetailKey::Actual, body.first_day.to_string());
        Rejection::from(reason).at("/body/first_day")
    })?;
    let milestones =
        template.milestones.iter().map(|one| milestone(one, days, limits)).collect::<Result<_, Rejection>>()?;
    let plan = CreatePlan {
        coachee: body.coachee,
        coaches: body.coaches.clone(),
        content: content(template, days, limits)?,
        milestones,
        plan: body.plan,
    };
    Ok((plan, TemplateUsed { key: template.key.clone(), version: template.version }))
}

/// The template that a command names, where the workspace keeps it.
pub(super) fn kept_in(act: &Act) -> Option<PlanTemplateId> {
    match act {
        Act::StartFromTemplate(StartFromTemplate { template: PlanTemplateChoice::Kept(kept), .. }) => {
            Some(kept.plan_template)
        }
        _ => None,
    }
}

/// The template that is meant, where plans can be started from it.
fn chosen<'t, F: Facts>(case: &PlanCase<'t, F>, choice: &'t PlanTemplateChoice) -> Result<&'t PlanTemplate, Refusal> {
    match choice {
        PlanTemplateChoice::Kept(kept) => {
            let at = |refused: Refusal| refused.at(format!("{PLACE}/body/plan_template"));
            let version = in_use(case, kept.plan_template).map_err(at)?;
            Ok(version.template)
        }
        PlanTemplateChoice::Shipped(shipped) => PlanTemplate::shipped(&shipped.key).ok_or_else(|| {
            let known: Vec<&str> = templates().iter().map(|template| template.key.as_str()).collect();
            let reason = Reason::new(Code::UnknownValue).with(DetailKey::Actual, shipped.key.as_str());
            Rejection::from(reason.with(DetailKey::Known, known)).at(format!("{PLACE}/body/key")).into()
        }),
        PlanTemplateChoice::Own(own) => {
            // A command is refused for one reason: the first of those that `plan.check_template` tells.
            own.check(&format!("{PLACE}/body")).map_err(|wrong| first_fault(wrong, str::to_owned))?;
            Ok(own)
        }
    }
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

fn content(template: &PlanTemplate, days: DaySpan, limits: &Limits) -> Result<PlanContent, Rejection> {
    let areas = template
        .focus_areas
        .iter()
        .map(|area| Ok(PlanFocusArea { area: area.area.clone(), title: copied(&area.title, limits.title)? }));
    let goals = template.goals.iter().map(|goal| Ok(PlanGoal { finding: None, text: copied(goal, limits.note)? }));
    let agenda = template.sessions.agenda.iter().map(|topic| copied(topic, limits.note));
    Ok(PlanContent {
        days,
        feedback_to_coaches: false,
        focus_areas: areas.collect::<Result<_, Rejection>>()?,
        goals: goals.collect::<Result<_, Rejection>>()?,
        key_results: Vec::new(),
        kind: template.kind,
        performance_reviews: Vec::new(),
        sessions: Some(PlanSessions {
            agenda: agenda.collect::<Result<_, Rejection>>()?,
            length_minutes: template.sessions.length_minutes,
            rhythm: template.sessions.rhythm,
        }),
        title: copied(&template.title, limits.title)?,
    })
}

fn milestone(template: &TemplateMilestone, days: DaySpan, limits: &Limits) -> Result<MilestoneContent, Rejection> {
    Ok(MilestoneContent {
        description: copied(&template.description, limits.note)?,
        focus_area: template.focus_area.clone(),
        key_result: None,
        measure: Some(template.measure.clone()),
        milestone: template.milestone.clone(),
        target_on: days.first.checked_add_days(template.target_day.into()),
        weight: template.weight,
    })
}

/// A text of the template as one of the plan, which the policy may want shorter.
fn copied<F: TextFormat>(prose: &Prose, limit: usize) -> Result<Text<F>, Rejection> {
    text::check(prose.as_str(), limit).map_err(|reason| Rejection::from(reason).at(PLACE))?;
    Ok(Text::new(prose.as_str()))
}

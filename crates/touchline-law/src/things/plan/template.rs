//! A plan that is started from a template: what that says, copied, with its days counted from the plan's first.
//!
//! Rules: PLN-02.

use touchline_calculators::plan::{PlanTemplate, TemplateMilestone, templates};
use touchline_kernel::text::{self, Limits, Prose, Text, TextFormat};
use touchline_kernel::{Code, DaySpan, DetailKey, Reason, Rejection};

use super::act::{PlanTemplateChoice, StartFromTemplate};
use super::{CreatePlan, MilestoneContent, PlanContent, PlanFocusArea, PlanGoal, PlanSessions, TemplateUsed};
use crate::facts::first_fault;

const PLACE: &str = "/body/template";

/// The plan that a template makes, and which template that is.
pub(super) fn started(body: &StartFromTemplate, limits: &Limits) -> Result<(CreatePlan, TemplateUsed), Rejection> {
    let template = chosen(&body.template)?;
    let days = template.days_since(body.first_day).ok_or_else(|| {
        let reason = Reason::new(Code::InvalidDate).with(DetailKey::Actual, body.first_day.to_string());
        Rejection::from(reason).at("/body/first_day")
    })?;
    let milestones = template.milestones.iter().map(|one| milestone(one, days, limits)).collect::<Result<_, _>>()?;
    let plan = CreatePlan {
        coachee: body.coachee,
        coaches: body.coaches.clone(),
        content: content(template, days, limits)?,
        milestones,
        plan: body.plan,
    };
    Ok((plan, TemplateUsed { key: template.key.clone(), version: template.version }))
}

/// The template that is meant, where plans can be started from it.
fn chosen(choice: &PlanTemplateChoice) -> Result<&PlanTemplate, Rejection> {
    match choice {
        PlanTemplateChoice::Shipped(shipped) => PlanTemplate::shipped(&shipped.key).ok_or_else(|| {
            let known: Vec<&str> = templates().iter().map(|template| template.key.as_str()).collect();
            let reason = Reason::new(Code::UnknownValue).with(DetailKey::Actual, shipped.key.as_str());
            Rejection::from(reason.with(DetailKey::Known, known)).at(format!("{PLACE}/body/key"))
        }),
        PlanTemplateChoice::Own(own) => {
            // A command is refused for one reason: the first of those that `plan.check_template` tells.
            own.check(&format!("{PLACE}/body")).map_err(|wrong| first_fault(wrong, str::to_owned))?;
            Ok(own)
        }
    }
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

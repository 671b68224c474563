//! Recommendations: all that a report says of what to coach, from a score and what is known around it.

use schemars::JsonSchema;
use serde::Serialize;

use super::area::{Scores, Speech, focus, gaps, strengths};
use super::catalogue::Library;
use super::example::{Chooser, Sight};
use super::{
    Bounds, Colleague, Focus, FollowUp, Gap, History, PastFocus, PastScore, ProgressRow, RecommendationInput, Strength,
};
use crate::access::{Action, ThingOfSomebody};
use crate::kernel::operation::Failure;
use crate::kernel::rejection::{Code, Faults, Rejection};
use crate::kernel::time::LocalDate;
use crate::skill::{Compiled, Figures, Level, published};

/// What to coach next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recommendations {
    /// This week's focus; null where no area has a score.
    pub focus: Option<Focus>,
    /// When to ask what came of it, if it is sent now.
    pub follow_up: FollowUp,
    /// The areas to improve, the lowest first.
    pub gaps: Vec<Gap>,
    /// Whether a score is critical, so that a manager looks at the report before the person does.
    pub manager_review_required: bool,
    /// How the weeks so far went, and the week that begins with this focus.
    pub progress: Vec<ProgressRow>,
    /// The areas in which the person is good, the highest first.
    pub strengths: Vec<Strength>,
}

/// Makes recommendations.
///
/// # Errors
/// Input that names what there is not; a viewer who may not see the person's scores.
pub fn make(input: &RecommendationInput) -> Result<Recommendations, Failure> {
    let library = Library::of(&input.catalogues, "/catalogues").map_err(Failure::BadInput)?;
    let chosen = input.framework.chosen(input.view.as_ref()).map_err(Failure::BadInput)?;
    let mut faults = Faults::default();
    let row = chosen.row(&input.values, "/values", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    let figures = chosen.compiled.score(&row).map_err(|defect| Failure::Defect(defect.to_string()))?;
    let mut chooser = Chooser::new(input.person.person, &input.highlights, seen(input)?.into_iter());

    let today = input.zone.unwrap_or(input.policy.organisation.zone).day_of(input.at);
    let policy = &input.policy.recommendation;
    let follow_up = FollowUp::of(today, today, policy).map_err(|reason| Rejection::from(reason).at("/at"))?;
    let target = input.policy.skill.target(&input.person.roles, input.person.tenure_days).score;
    let speech = Speech { library, locale: input.locale.as_ref() };
    let scores = Scores { compiled: &chosen.compiled, figures: &figures };
    let outstanding = scores.outstanding(Bounds::of(policy, target));
    let gaps = gaps(scores, &outstanding, target, speech, &mut chooser);
    let strengths = strengths(scores, &outstanding, &mut chooser);
    let focus = focus(scores, &outstanding, speech);
    let progress = progress(input, today, focus.as_ref(), &now(&chosen.compiled, &figures, today));
    let manager_review_required = is_critical(&figures);
    Ok(Recommendations { focus, follow_up, gaps, manager_review_required, progress, strengths })
}

/// The colleagues, each with whether the viewer may see their scores. A viewer who may not see those that the report is
/// about is told nothing at all.
fn seen(input: &RecommendationInput) -> Result<Vec<(&Colleague, Sight)>, Rejection> {
    let thing = |person, managers: &[_]| ThingOfSomebody {
        coached: Some(person),
        managers: managers.to_vec(),
        ..ThingOfSomebody::default()
    };
    let colleagues = input.colleagues.iter().map(|colleague| thing(colleague.person, &colleague.managers));
    let things: Vec<_> = [thing(input.person.person, &input.person.managers)].into_iter().chain(colleagues).collect();
    let may = input.viewer.may(Action::SeeSkillScores, &things, &input.policy.access, "/viewer/roles")?;
    let (own, others) = may.split_first().ok_or(Code::NotFound)?;
    if !own {
        return Err(Code::NotFound.into());
    }
    let sight = |may: &bool| if *may { Sight::Seen } else { Sight::Unseen };
    Ok(input.colleagues.iter().zip(others.iter().map(sight)).collect())
}

/// Today's scores, as a history keeps them.
fn now(compiled: &Compiled, figures: &Figures, today: LocalDate) -> Vec<PastScore> {
    let areas = compiled.areas().iter().zip(&figures.areas);
    let score = areas.filter_map(|(area, of_area)| {
        Some(PastScore { area: area.key.clone(), on: today, score: published(of_area.score?) })
    });
    score.collect()
}

/// The table of the weeks: the history's, and the week that begins today, unless the history has one already that does.
fn progress(
    input: &RecommendationInput,
    today: LocalDate,
    focus: Option<&Focus>,
    now: &[PastScore],
) -> Vec<ProgressRow> {
    let History { mut focuses, mut scores } = input.history.clone();
    scores.extend_from_slice(now);
    let is_new = focuses.iter().all(|focus| focus.week != today);
    if let Some(focus) = focus.filter(|_| is_new) {
        let (area, component) = (focus.first.area.clone(), focus.first.component.clone());
        focuses.push(PastFocus { area, component, week: today });
    }
    History { focuses, scores }.table(today)
}

fn is_critical(figures: &Figures) -> bool {
    let scores = figures.areas.iter().filter_map(|area| area.score).chain(figures.overall);
    scores.map(published).any(|score| Level::of(score) == Level::Critical)
}

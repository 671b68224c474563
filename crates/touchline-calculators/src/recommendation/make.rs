//! Recommendations: all that a report says of what to coach, from a score and what is known around it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::area::{Scores, Speech, focus, gaps, strengths};
use super::catalogue::Library;
use super::example::{Chooser, Sight};
use super::{
    Bounds, Catalogue, Colleague, Focus, FollowUp, Gap, Highlight, History, PastFocus, PastScore, ProgressRow,
    RecommendationPolicy, Strength,
};
use crate::skill::{Compiled, Figures, FrameworkGiven, Raws, published};
use touchline_kernel::command::PersonId;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, Faults, Rejection};
use touchline_kernel::text::{Key, Locale};
use touchline_kernel::time::LocalDate;

/// What to coach next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recommendations {
    /// This week's focus; null where no area has a score.
    pub focus: Option<Focus>,
    /// When to ask what came of it, if it is sent now.
    pub follow_up: FollowUp,
    /// The areas to improve, the lowest first.
    pub gaps: Vec<Gap>,
    /// Whether a score is critical, so that a manager looks at the report before the person does.
    pub manager_review_required: bool,
    /// The areas that are gaps too, beyond as many as are named: the lowest first. Null where nobody told.
    #[serde(default)]
    pub more_gaps: Option<Vec<Key>>,
    /// How the weeks so far went, and the week that begins with this focus.
    pub progress: Vec<ProgressRow>,
    /// The areas in which the person is good, the highest first.
    pub strengths: Vec<Strength>,
}

/// A score, and what is known around it.
pub struct Asked<'a> {
    /// The host's catalogues, beside the one that ships.
    pub catalogues: &'a [Catalogue],
    /// The framework.
    pub framework: &'a FrameworkGiven,
    /// What examples are chosen from.
    pub highlights: &'a [Highlight],
    /// What was in focus before, and the scores of that time.
    pub history: &'a History,
    /// Whether it is for the person whose score it is: what is held is kept from them.
    pub is_for_the_person: bool,
    /// Whether it was released to the person: until then they get none where a score is critical.
    pub is_released: bool,
    /// The locale of whoever reads it; English where there is none.
    pub locale: Option<&'a Locale>,
    /// Whose score it is.
    pub person: PersonId,
    /// The policy's section.
    pub policy: &'a RecommendationPolicy,
    /// What their scores are to reach.
    pub target: u8,
    /// The day that it is for them.
    pub today: LocalDate,
    /// The raw measures by component; one that is left out is missing.
    pub values: &'a Raws,
    /// A view of the framework.
    pub view: Option<&'a Key>,
}

/// Makes recommendations. The colleagues come each with whether the viewer may see their scores; nobody is asked for
/// them before all else is known to be right.
///
/// # Errors
/// Input that names what there is not; a viewer who may not see the person's scores, and the person themselves while a
/// critical score is not released.
pub fn make<'a>(
    asked: &Asked<'a>,
    seen: impl FnOnce() -> Result<Vec<(&'a Colleague, Sight)>, Rejection>,
) -> Result<Recommendations, Failure> {
    let library = Library::of(asked.catalogues, "/catalogues").map_err(Failure::BadInput)?;
    let chosen = asked.framework.chosen(asked.view).map_err(Failure::BadInput)?;
    let mut faults = Faults::default();
    let row = chosen.row(asked.values, "/values", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    let figures = chosen.compiled.score(&row).map_err(|defect| Failure::Defect(defect.to_string()))?;
    let mut chooser = Chooser::new((asked.person, asked.today), asked.highlights, seen()?.into_iter());

    let Asked { policy, target, today, .. } = *asked;
    let follow_up = FollowUp::of(today, today, policy).map_err(|reason| Rejection::from(reason).at("/at"))?;
    let manager_review_required = figures.is_critical_anywhere();
    if manager_review_required && asked.is_for_the_person && !asked.is_released {
        // A report that is held tells its person nothing, not even that it is.
        return Err(Failure::Rejected(Code::NotFound.into()));
    }
    let speech = Speech { library, locale: asked.locale };
    let scores = Scores { compiled: &chosen.compiled, figures: &figures };
    let outstanding = scores.outstanding(Bounds::of(policy, target));
    let gaps = gaps(scores, &outstanding, target, speech, &mut chooser);
    let strengths = strengths(scores, &outstanding, &mut chooser);
    let focus = focus(scores, &outstanding, speech);
    let more_gaps = outstanding.more_gaps.iter().filter_map(|place| chosen.compiled.areas().get(*place));
    let more_gaps = Some(more_gaps.map(|area| area.key.clone()).collect());
    let history = if asked.is_for_the_person { asked.history.told_to_its_person() } else { asked.history.clone() };
    let progress = progress(history, today, focus.as_ref(), &now(&chosen.compiled, &figures, today));
    Ok(Recommendations { focus, follow_up, gaps, manager_review_required, more_gaps, progress, strengths })
}

/// Today's scores, as a history keeps them.
fn now(compiled: &Compiled, figures: &Figures, today: LocalDate) -> Vec<PastScore> {
    let areas = compiled.areas().iter().zip(&figures.areas);
    let score = areas.filter_map(|(area, of_area)| {
        Some(PastScore { area: area.key.clone(), held: false, on: today, score: published(of_area.score?) })
    });
    score.collect()
}

/// The table of the weeks: the history's, and the week that begins today, unless the history has one already that does.
fn progress(history: History, today: LocalDate, focus: Option<&Focus>, now: &[PastScore]) -> Vec<ProgressRow> {
    let History { mut focuses, mut scores } = history;
    scores.extend_from_slice(now);
    let is_new = focuses.iter().all(|focus| focus.week != today);
    if let Some(focus) = focus.filter(|_| is_new) {
        let (area, component) = (focus.first.area.clone(), focus.first.component.clone());
        focuses.push(PastFocus { area, component, held: false, week: today });
    }
    History { focuses, scores }.table(today)
}

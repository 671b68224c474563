//! The quick card: what of a coaching report fits between two calls.
//!
//! Rules: RPT-02, SKL-09.

use schemars::JsonSchema;
use serde::Serialize;

use super::calls::CallPick;
use super::report::CoachingReport;
use touchline_calculators::recommendation::Phrase;
use touchline_kernel::{DaySpan, Key, Name, PersonId};

/// An area on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "QuickCardArea")]
pub struct CardArea {
    /// The area.
    pub area: Key,
    /// Its published score.
    pub score: u8,
}

/// A coaching report on one card.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct QuickCard {
    /// The call to go through again; null where the report has none.
    pub call_to_review: Option<CallPick>,
    /// The area to work on, else the one that this week's focus keeps up; null where the report has neither, and where that area has
    /// no score.
    pub focus_area: Option<CardArea>,
    /// Whether a score is critical, so that a manager looks at it before the person does.
    pub manager_review_required: bool,
    /// What the person is called.
    pub name: Option<Name>,
    /// The days that it is about.
    pub period: DaySpan,
    /// The person.
    pub person: PersonId,
    /// This week's tip; null where no catalogue has the component in focus.
    pub tip: Option<Phrase>,
    /// The area in which the person is best; null where the report has no strength.
    pub top_strength: Option<CardArea>,
}

impl From<CoachingReport> for QuickCard {
    fn from(report: CoachingReport) -> Self {
        let focus = focus_of(&report);
        let best = report.strengths.into_iter().next();
        QuickCard {
            call_to_review: report.calls.to_review,
            focus_area: focus,
            manager_review_required: report.manager_review_required,
            name: report.name,
            period: report.period,
            person: report.person,
            tip: report.focus.and_then(|focus| focus.first.tip),
            top_strength: best.map(|best| CardArea { area: best.area, score: best.score }),
        }
    }
}

/// The area to work on, one beyond those that the report shows where it shows none; else the one that the week's tip is about.
fn focus_of(report: &CoachingReport) -> Option<CardArea> {
    let gap = report.focus_areas.first().map(|focus| CardArea { area: focus.area.clone(), score: focus.score });
    let beyond = || scored(report, report.more_gaps.as_ref()?.first()?);
    let kept_up = || scored(report, &report.focus.as_ref()?.first.area);
    gap.or_else(beyond).or_else(kept_up)
}

/// An area with its published score, if it has one.
fn scored(report: &CoachingReport, area: &Key) -> Option<CardArea> {
    let scored = report.areas.iter().find(|scored| scored.area == *area)?;
    Some(CardArea { area: area.clone(), score: scored.rating.published? })
}

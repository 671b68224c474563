//! `review.practice` and `review.practice_figures`: reviews held against the five habits of good practice, one by one and
//! counted, for who wrote them and for those who see all that reviewers do.
//!
//! Rules: ACC-02, REV-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::sums::Additive as _;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::review::practised::Of;
use touchline_kernel::{Code, DaySpan, PersonId, Rejection};
use touchline_law::access::Sight;
use touchline_law::facts::Refusal;
use touchline_law::ground::ReviewId;
use touchline_law::things::review::{Figures, PracticeCounts, Review, Verdict};

/// Which review.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PracticeOfReview")]
pub struct ReviewPractice {
    /// The review.
    pub review: ReviewId,
}

/// How a review stands to the five habits of good practice: of a draft as if it were delivered now, else as it was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewPracticeView")]
pub struct PracticeView {
    /// What the verdicts rest on.
    pub figures: Figures,
    /// Every habit, with what it lacks.
    #[schemars(length(min = 5, max = 5))]
    pub habits: Vec<Verdict>,
    /// How many of them are met.
    pub met: u64,
    /// The review.
    pub review: ReviewId,
}

/// Whose reviews, and on which days they were delivered.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PracticeOfReviewer")]
pub struct ReviewPracticeFigures {
    /// The days on which they were delivered, where the reviewer was.
    pub days: DaySpan,
    /// Who wrote them.
    pub reviewer: PersonId,
}

impl Question for ReviewPractice {
    type View = PracticeView;

    fn answer(&self, asked: &Asked<'_>) -> Result<PracticeView, Refusal> {
        let review = asked.world.tables.reviews.get(self.review).ok_or(Code::NotFound)?;
        let shown = match asked.sight().see(review)? {
            Some(Sight::Staff(seen)) if sees_practice(asked, seen.thing())? => seen.thing(),
            _ => return Err(Code::NotFound.into()),
        };
        let practice = shown.practice_now(&asked.sight())?.ok_or(Code::NotFound)?;
        let habits = practice.verdicts();
        let met = habits.iter().filter(|verdict| verdict.met).count();
        let met = u64::try_from(met).unwrap_or(u64::MAX);
        Ok(PracticeView { figures: practice.figures, habits, met, review: self.review })
    }
}

/// It tells of what else the reviewer gave, which is theirs to see, and of those who see all of that.
fn sees_practice(asked: &Asked<'_>, review: &Review) -> Result<bool, Refusal> {
    Ok(review.writer() == Some(asked.viewing.viewer) || asked.sees_all_action_items()?)
}

impl Question for ReviewPracticeFigures {
    type View = PracticeCounts;

    fn answer(&self, asked: &Asked<'_>) -> Result<PracticeCounts, Refusal> {
        self.days.check().map_err(|reason| Rejection::from(reason).at("/body/days"))?;
        let (practised, viewer) = (&asked.world.review_index.practised, asked.viewing.viewer);
        if !asked.sees_all_action_items()? {
            let own = self.reviewer == viewer;
            return Ok(if own { practised.within(Of::Kept(viewer), self.days) } else { PracticeCounts::default() });
        }
        // How one's own calls were reviewed is not for oneself to count.
        let mut others = practised.within(Of::Writer(self.reviewer), self.days);
        others.take(&practised.within(Of::About(self.reviewer, viewer), self.days));
        Ok(others)
    }
}

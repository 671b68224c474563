//! `review.team` and `review.team_figures`: what was said about others' calls, as far as the viewer may see it: their
//! own reviews, and others' where they are an owner or the policy lets managers see all.
//!
//! Rules: ACC-01, REV-07, WSP-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question, tallies};
use crate::workspace::things::review::index::Section;
use crate::workspace::{Ordered, Reach, SortKey};
use touchline_kernel::PersonId;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::ReviewMark;
use touchline_law::things::review::{Review, ReviewCounts, ReviewSight, StaffReview};

lists! {
    /// The lists of reviews that were delivered.
    TeamReviewList over Section {
        /// Those that are still to be acknowledged; the oldest first.
        Awaiting: Awaiting, OldestFirst,
        /// Those that were acknowledged, or need not be; the newest first.
        Settled: Settled, NewestFirst,
        /// Everything that was ever delivered; the newest first.
        History: Awaiting | Settled | Retracted | Archived, NewestFirst,
    }
}

paged! {
    /// Which reviews. What is left out chooses nothing.
    #[schemars(rename = "ReviewsOfTeam")]
    ReviewTeam {
        /// Only those of calls that this person handled.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Which list.
        list: TeamReviewList,
        /// Only those for which this reviewer answers.
        #[serde(default)]
        reviewer: Option<PersonId>,
    }
}

/// Asks for the figures.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReviewTeamFigures {}

impl Question for ReviewTeam {
    type View = Page<StaffReview>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReview>, Refusal> {
        let ReviewTeam { agent, list, reviewer, .. } = self;
        let name = format!("{}/{agent:?}/{reviewer:?}/{}", Self::NAME, list.name());
        let reach = asked.reach_of(Action::SeeReview)?;
        let keys = list.sections().iter().flat_map(|section| self.keys(asked, reach, *section));
        asked.page::<Review, _, _>(name, keys, self.paging(list.order()), |seen| {
            let is = |asked: &Option<PersonId>, known| asked.is_none() || *asked == known;
            seen.staff().filter(|seen| is(agent, Some(seen.agent)) && is(reviewer, seen.keeper))
        })
    }
}

impl ReviewTeam {
    /// The shortest lists that hold all that is chosen and in sight: others' reviews, where the viewer sees such, and the
    /// viewer's own.
    fn keys<'a>(&self, asked: &Asked<'a>, reach: Reach, section: Section) -> Vec<&'a Ordered<SortKey<ReviewMark>>> {
        let (index, viewer) = (&asked.world.review_index, asked.viewing.viewer);
        let given = |by: PersonId| index.by_keeper.of(by, section);
        if reach == Reach::Nobody {
            return given(viewer).into_iter().collect();
        }
        let reached = self.agent.map_or(reach, Reach::One);
        let lists = [self.reviewer.map(given), Some(index.delivered.within(reached, section))];
        // Where there is no such list, nothing is in it.
        let lists: Option<Vec<_>> = lists.into_iter().flatten().collect();
        lists.and_then(|lists| lists.into_iter().min_by_key(|list| list.len())).into_iter().collect()
    }
}

impl Question for ReviewTeamFigures {
    type View = ReviewCounts;

    fn answer(&self, asked: &Asked<'_>) -> Result<ReviewCounts, Refusal> {
        Ok(ReviewCounts::of(&tallies::reviews_followed(asked)?, oldest_days(asked)?))
    }
}

/// For how many days the first of those waits that are still to be acknowledged, as far as the viewer sees them.
fn oldest_days(asked: &Asked<'_>) -> Result<Option<i64>, Refusal> {
    let all = ReviewTeam { agent: None, list: TeamReviewList::Awaiting, reviewer: None, after: None, limit: None };
    let reach = asked.reach_of(Action::SeeReview)?;
    let lists = all.keys(asked, reach, Section::Awaiting);
    for (_, id) in lists.into_iter().flatten() {
        if let Some(ReviewSight::Staff(seen)) = asked.shown::<Review>(*id)? {
            return Ok(seen.awaiting_days);
        }
    }
    Ok(None)
}

//! `feedback_round.mine` and `feedback_round.list`: what the viewer is asked for feedback on, and the rounds of a plan.
//!
//! Rules: FBK-02, KER-09, WSP-05.

use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::feedback_round::index::{Of, Section};
use touchline_law::facts::Refusal;
use touchline_law::ground::PlanId;
use touchline_law::things::feedback_round::{AskedFeedbackRound, FeedbackRound, FeedbackRoundSight, FeedbackStanding};

lists! {
    /// The lists of what one is asked for feedback on.
    MyFeedbackRoundList of Section {
        /// What awaits one's answer, while one is taken: what is due first first.
        Awaiting: Open, OldestFirst,
        /// What one answered: the newest first.
        Submitted: Submitted, NewestFirst,
        /// What one declined: the newest first.
        Declined: Declined, NewestFirst,
        /// What was closed before one did either: the newest first.
        Expired: Expired, NewestFirst,
        /// What was called off before one did either: the newest first.
        Cancelled: Cancelled, NewestFirst,
    }
}

lists! {
    /// The lists of the feedback rounds of a plan.
    FeedbackRoundList of Section {
        /// Those in which answers are awaited: what is due first first.
        Open: Open, OldestFirst,
        /// Those of which was released what may be shown: the newest first.
        Released: Released, NewestFirst,
        /// Those that were called off: the newest first.
        Cancelled: Cancelled, NewestFirst,
    }
}

paged! {
    /// Which of what one is asked for feedback on.
    #[schemars(rename = "FeedbackRoundsMine")]
    FeedbackRoundMine {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Which list.
        list: MyFeedbackRoundList,
    }
}

paged! {
    /// Which feedback rounds of a plan.
    #[schemars(rename = "FeedbackRoundsListed")]
    FeedbackRoundsOf {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Which list.
        list: FeedbackRoundList,
        /// The plan.
        plan: PlanId,
    }
}

impl Question for FeedbackRoundMine {
    type View = Page<AskedFeedbackRound>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AskedFeedbackRound>, Refusal> {
        let (of, listed) = (Of::Asked(asked.viewing.viewer), &asked.world.feedback_round_index.listed);
        let keys = listed.of(of, self.list.section(), self.archived);
        let name = format!("{}/{}/{}", Self::NAME, self.list.name(), self.archived);
        // What is over by time alone awaits nothing, though nobody has closed it yet; nor does what one came to coach since.
        let coaches = |seen: &AskedFeedbackRound| {
            let round = asked.world.tables.feedback_rounds.get(seen.feedback_round);
            round.is_some_and(|round| round.is_of_the_plan(asked.viewing.viewer, asked.world).unwrap_or(false))
        };
        let awaits = |seen: &AskedFeedbackRound| seen.standing != FeedbackStanding::Expired && !coaches(seen);
        let holds = |seen: &AskedFeedbackRound| self.list != MyFeedbackRoundList::Awaiting || awaits(seen);
        asked.page::<FeedbackRound, _, _>(name, keys, self.paging(self.list.order()), |seen| seen.asked().filter(holds))
    }
}

impl Question for FeedbackRoundsOf {
    type View = Page<FeedbackRoundSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<FeedbackRoundSight>, Refusal> {
        let listed = &asked.world.feedback_round_index.listed;
        let keys = listed.of(Of::Plan(self.plan), self.list.section(), self.archived);
        let name = format!("{}/{}/{}/{}", Self::NAME, self.plan, self.list.name(), self.archived);
        asked.page::<FeedbackRound, _, _>(name, keys, self.paging(self.list.order()), FeedbackRoundSight::of_plan)
    }
}

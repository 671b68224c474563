//! What is shown of a feedback round: to whoever was asked what is asked, and where they stand themselves; to those who coach
//! or manage coaching, and to whom it is about, what was released, which is the same for all of them. Of single answers, of
//! who answered and of how many did nothing is shown to anybody.
//!
//! Rules: ACC-19, FBK-02, FBK-03.

use super::{
    FeedbackRound, FeedbackRoundId, FeedbackRoundRemark, FeedbackStanding, People, PersonAsked, RoundQuestion, State,
};
use crate::access::{Sight, Subject as _, see, see_as};
use crate::facts::{Facts, Refusal};
use crate::ground::PlanId;
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::feedback::{FeedbackRelation, FeedbackShown};
use touchline_kernel::{Actor, Done, Instant, Key, LocalDate, PersonId};

crate::life::view! {
    /// A feedback round as those see it who coach, or manage coaching.
    StaffFeedbackRound of round: FeedbackRound for Staff, viewer: PersonId {
        /// Whether it is put away.
        archived: bool,
        /// When it was asked, and by whom.
        asked: Done,
        /// Why it was called off, if it was.
        cancelled: Option<FeedbackRoundRemark>,
        /// When it was closed, and by whom: the system where its last day was over; null where it was not.
        closed: Option<Done> = closed(round),
        /// The first moment at which no answer is taken any more.
        closes_at: Instant,
        /// Whom it is about.
        coachee: PersonId,
        /// The last day on which an answer is taken.
        due_on: LocalDate,
        /// Its id.
        feedback_round: FeedbackRoundId,
        /// The external coach for whom it is asked; null where there is none.
        on_behalf_of: Option<Key>,
        /// Who is asked, for whoever asked; null for everybody else.
        people: Option<Vec<PersonAsked>> = people(round, viewer),
        /// The plan.
        plan: PlanId,
        /// What is asked.
        questions: Vec<RoundQuestion>,
        /// What was released, once it is.
        released: Option<FeedbackShown> = round.shown(),
        /// Where it stands.
        state: State,
        /// How many changes it has seen, but for what came of others who were asked.
        version: u64 = round.version_for(Actor::Person(viewer)),
    }
}

crate::life::view! {
    /// A feedback round as whom it is about sees it, once what may be shown of it is released.
    AgentFeedbackRound of round: FeedbackRound for Coached {
        /// Whether it is put away.
        archived: bool,
        /// When it was asked, and by whom.
        asked: Done,
        /// When it was closed, and by whom: the system where its last day was over.
        closed: Option<Done> = closed(round),
        /// The last day on which an answer was taken.
        due_on: LocalDate,
        /// Its id.
        feedback_round: FeedbackRoundId,
        /// The external coach for whom it was asked; null where there is none.
        on_behalf_of: Option<Key>,
        /// The plan.
        plan: PlanId,
        /// What was asked.
        questions: Vec<RoundQuestion>,
        /// What was released.
        released: Option<FeedbackShown> = round.shown(),
        /// Where it stands.
        state: State,
        /// How many changes it has seen, but for what came of those who were asked.
        version: u64 = round.version_for(Actor::Person(round.coachee)),
    }
}

crate::life::view! {
    /// A feedback round as somebody sees it who was asked.
    AskedFeedbackRound of round: FeedbackRound for own People, own: OwnStanding, followed: Option<StaffFeedbackRound> {
        /// Whether it is put away.
        archived: bool,
        /// When it was asked, and by whom.
        asked: Done,
        /// Why it was called off, if it was.
        cancelled: Option<FeedbackRoundRemark>,
        /// The first moment at which no answer is taken any more.
        closes_at: Instant,
        /// Whom it is about.
        coachee: PersonId,
        /// The last day on which an answer is taken.
        due_on: LocalDate,
        /// Its id.
        feedback_round: FeedbackRoundId,
        /// What one sees of it besides, where one manages coaching, or has come to coach.
        followed: Option<StaffFeedbackRound> = followed,
        /// What is asked.
        questions: Vec<RoundQuestion>,
        /// As what one was asked.
        relation: FeedbackRelation = own.relation,
        /// Where one stands oneself. What one answered is shown to nobody any more.
        standing: FeedbackStanding = own.standing,
        /// Where it stands.
        state: State,
        /// How many changes it has seen, but for what came of others who were asked.
        version: u64 = round.version_for(Actor::Person(own.person)),
    }
}

/// Where the viewer stands who was asked.
#[derive(Clone, Copy, Debug)]
pub struct OwnStanding {
    person: PersonId,
    relation: FeedbackRelation,
    standing: FeedbackStanding,
}

/// A feedback round, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum FeedbackRoundSight {
    /// For whom it is about.
    Agent(AgentFeedbackRound),
    /// For whoever was asked, whether or not they see it otherwise, too.
    Asked(AskedFeedbackRound),
    /// For those who coach, or manage coaching.
    Staff(StaffFeedbackRound),
}

impl FeedbackRoundSight {
    /// For whoever was asked.
    #[must_use]
    pub fn asked(self) -> Option<AskedFeedbackRound> {
        match self {
            FeedbackRoundSight::Asked(view) => Some(view),
            FeedbackRoundSight::Agent(_) | FeedbackRoundSight::Staff(_) => None,
        }
    }

    /// What is seen of it by those who see the plan that it is of.
    #[must_use]
    pub fn of_plan(self) -> Option<FeedbackRoundSight> {
        match self {
            FeedbackRoundSight::Asked(view) => view.followed.map(FeedbackRoundSight::Staff),
            seen => Some(seen),
        }
    }
}

/// A feedback round as the viewer sees it.
pub(super) fn show<F: Facts>(
    round: &FeedbackRound,
    viewer: &Viewer<'_, F>,
) -> Result<Option<FeedbackRoundSight>, Refusal> {
    let standing = viewer.towards(&round.whose())?;
    let followed = match see(round, &standing) {
        Some(Sight::Coached(seen)) => return Ok(Some(FeedbackRoundSight::Agent(AgentFeedbackRound::of(&seen)))),
        Some(Sight::Staff(seen)) => Some(StaffFeedbackRound::of(&seen, viewer.person)),
        None => None,
    };
    let (Some(seen), Some(asked)) = (see_as::<People, _>(round, &standing), round.person(viewer.person)) else {
        return Ok(followed.map(FeedbackRoundSight::Staff));
    };
    let standing = round.standing_of(asked, viewer.at);
    let own = OwnStanding { person: asked.person, relation: asked.relation, standing };
    Ok(Some(FeedbackRoundSight::Asked(AskedFeedbackRound::of(&seen, own, followed))))
}

fn closed(round: &FeedbackRound) -> Option<Done> {
    round.released.as_deref().map(|released| released.done)
}

/// Whoever asked knows whom, and nobody is told who did not.
fn people(round: &FeedbackRound, viewer: PersonId) -> Option<Vec<PersonAsked>> {
    let named = round.people.iter().map(|asked| PersonAsked { person: asked.person, relation: asked.relation });
    (round.asked.by == Actor::Person(viewer)).then(|| named.collect())
}

//! Feedback rounds: a coach asks people for feedback on whom a plan coaches, with questions and a last day. What may be shown
//! of their answers is released once, when the round closes; before that, and of each answer by itself ever, nobody learns
//! anything, not even whether there is one.
//!
//! Rules: ACC-19, FBK-02, FBK-03, KER-17.

mod act;
mod content;
mod decide;
mod evolve;
mod lifecycle;
mod notices;
mod redact;
mod release;
mod view;

use crate::access::{Action, Audience, Shape, Standing, Subject, Whose, see, see_as};
use crate::facts::{Facts, Refusal};
use crate::ground::{FeedbackRoundMark, PlanId};
use crate::life::{Arranged, Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::feedback::{FeedbackRelation, ReleasedRound};
use touchline_kernel::{Actor, Done, Instant, Key, Last, LocalDate, PersonId};

pub use crate::ground::FeedbackRoundId;
pub use act::{
    Act, AskForFeedback, CancelFeedbackRound, Change, FeedbackAsked, FeedbackReleased, FeedbackRoundRef, Happening,
    SubmitFeedback,
};
pub use content::{FeedbackRoundRemark, FeedbackStanding, PersonAsked, RoundQuestion};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use release::RoundReleased;
pub use view::{AgentFeedbackRound, AskedFeedbackRound, FeedbackRoundSight, StaffFeedbackRound};

use content::Response;

/// Somebody who was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRoundPersonKept")]
pub struct Asked {
    /// Who.
    pub person: PersonId,
    /// What they were to whom it is about when they were asked.
    pub relation: FeedbackRelation,
    /// What came of it; null as long as they have neither answered nor declined.
    pub response: Option<Box<Response>>,
}

/// A feedback round, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRoundKept")]
pub struct FeedbackRound {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// When it was asked, and by whom.
    pub asked: Done,
    /// Why it was called off, if it was.
    pub cancelled: Option<Box<FeedbackRoundRemark>>,
    /// When it last changed, but for what came of those who were asked.
    pub changed_at: Instant,
    /// The first moment at which no answer is taken any more.
    pub closes_at: Instant,
    /// Whom it is about.
    pub coachee: PersonId,
    /// The last day on which an answer is taken.
    pub due_on: LocalDate,
    /// Its id.
    pub feedback_round: FeedbackRoundId,
    /// The external coach for whom it is asked; null where there is none.
    pub on_behalf_of: Option<Key>,
    /// Who was asked, in the order in which they were named.
    pub people: Vec<Asked>,
    /// The plan.
    pub plan: PlanId,
    /// What is asked.
    pub questions: Vec<RoundQuestion>,
    /// What was released, once it is.
    pub released: Option<Box<RoundReleased>>,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl FeedbackRound {
    /// What is known of somebody who was asked.
    #[must_use]
    pub fn person(&self, person: PersonId) -> Option<&Asked> {
        self.people.iter().find(|asked| asked.person == person)
    }

    /// Where somebody stands who was asked, at a moment.
    #[must_use]
    pub fn standing_of(&self, asked: &Asked, at: Instant) -> FeedbackStanding {
        match asked.response.as_deref() {
            Some(Response { answers: Some(_), .. }) => FeedbackStanding::Submitted,
            Some(Response { answers: None, .. }) => FeedbackStanding::Declined,
            None if self.state != State::Open || self.is_over(at) => FeedbackStanding::Expired,
            None => FeedbackStanding::Asked,
        }
    }

    /// Whether somebody coaches under its plan, or writes for whoever does: they would read what they wrote themselves, and so
    /// give no answer, even where they came to it since they were asked.
    pub fn is_of_the_plan<F: Facts>(&self, person: PersonId, facts: &F) -> Result<bool, Refusal> {
        Ok(facts.plan(self.plan).present()?.is_some_and(|plan| plan.is_written_by(person)))
    }

    /// Whether its last day is over.
    #[must_use]
    pub fn is_over(&self, at: Instant) -> bool {
        at >= self.closes_at
    }

    /// What later rounds about the same person have to know of it, once it is released.
    #[must_use]
    pub fn kept(&self) -> Option<ReleasedRound> {
        let groups = self.released.as_deref()?.groups.clone();
        Some(ReleasedRound { groups, round: release::key(self.feedback_round) })
    }

    fn response_of(&self, actor: Actor) -> Option<&Response> {
        actor.person().and_then(|person| self.person(person))?.response.as_deref()
    }

    /// The version as this actor counts it: what came of others who were asked is shown to nobody.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        let responses: u64 = self.people.iter().map(|asked| u64::from(asked.response.is_some())).sum();
        let own = u64::from(self.response_of(actor).is_some());
        self.version.saturating_sub(responses).saturating_add(own)
    }

    /// When it last changed, as far as this actor is shown.
    #[must_use]
    pub fn changed_for(&self, actor: Actor) -> Instant {
        self.response_of(actor).map_or(self.changed_at, |response| response.at.max(self.changed_at))
    }
}

/// Those who were asked.
pub enum People {}

impl Audience<FeedbackRound> for People {
    const NEEDS: Action = Action::AnswerFeedbackRound;

    fn admits(_: &FeedbackRound, _: &Standing<'_>) -> bool {
        true
    }
}

impl Subject for FeedbackRound {
    const SEE: Action = Action::SeeFeedbackRound;
    const SHAPE: Shape = Shape::FeedbackRound;
    const AUDIENCES: &'static [Action] = &[<People as Audience<FeedbackRound>>::NEEDS];

    fn whose(&self) -> Whose {
        Whose::FeedbackRound {
            asked: self.people.iter().map(|asked| asked.person).collect(),
            author: self.asked.by.person(),
            coached: self.coachee,
            plan: self.plan,
        }
    }

    /// Whom it is about learns of it with what is released.
    fn was_shown(&self) -> bool {
        self.released.is_some()
    }
}

impl Thing for FeedbackRound {
    by_files!(FeedbackRoundMark, feedback_round, FeedbackRoundSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    /// Whether one has answered is told to nobody but oneself.
    fn is_private_to(&self, viewer: PersonId) -> bool {
        self.person(viewer).is_some()
    }

    fn is_seen(&self, viewer: &Standing<'_>) -> bool {
        see(self, viewer).is_some() || see_as::<People, _>(self, viewer).is_some()
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn still_tells<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
        notices::still_tells(self, viewer, told)
    }

    fn is_needed(&self, told: &Planned) -> bool {
        notices::is_needed(self, told)
    }

    /// Whoever asked.
    fn keeper(&self) -> Option<PersonId> {
        self.asked.by.person()
    }

    /// Those whose answers are awaited.
    fn circle(&self) -> Vec<PersonId> {
        self.people.iter().filter(|asked| asked.response.is_none()).map(|asked| asked.person).collect()
    }

    fn last_day(&self) -> Option<LocalDate> {
        Some(self.due_on)
    }

    /// It closes when its last day is over, whoever still coaches by then: those who answered did so for that.
    fn arranged(&self) -> Option<Arranged<Act>> {
        let ordered_by = self.asked.by.person().filter(|_| self.state == State::Open)?;
        let act = Act::Expire(FeedbackRoundRef { feedback_round: self.feedback_round });
        Some(Arranged { act, at: self.closes_at, ordered_by, set_at: self.asked.at })
    }

    fn found(&self) -> Found {
        Found::made(self.asked.at)
            .stands(self.state, self.state != State::Open)
            .archived(self.archived)
            .awaits(self.people.iter().filter(|asked| asked.response.is_none()).map(|asked| asked.person))
            .names([self.plan])
    }

    /// Lists of open rounds go by when they close, of others by when they were begun.
    fn listed_at(&self) -> Instant {
        if self.state == State::Open { self.closes_at } else { self.asked.at }
    }
}

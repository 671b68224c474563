//! What can be done with a feedback round, and what can happen to one.
//!
//! Rules: FBK-02.

use crate::ground::{FeedbackRoundMark, PlanId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::feedback::{FeedbackAnswer, ReleasedGroup};
use touchline_kernel::{Instant, Key, LocalDate, Note, PersonId};

use super::{FeedbackRoundId, PersonAsked, RoundQuestion, Verb};

/// A feedback round to be begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskForFeedback {
    /// Who is asked, and what they are to whom the plan coaches: one person at least.
    pub asked: Vec<PersonAsked>,
    /// The last day on which an answer is taken, where the one is who asks.
    pub due_on: LocalDate,
    /// The id that the host chose for it.
    pub feedback_round: FeedbackRoundId,
    /// The external coach for whom it is asked; null where one asks for oneself.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan, whose days run.
    pub plan: PlanId,
    /// What is asked: one question at least.
    #[schemars(length(max = 100))]
    pub questions: Vec<RoundQuestion>,
}

/// Which feedback round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackRoundRef {
    /// The feedback round.
    pub feedback_round: FeedbackRoundId,
}

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SubmitFeedback {
    /// The answers. A question may be left out, and not all of them.
    #[schemars(length(max = 100))]
    pub answers: Vec<FeedbackAnswer>,
    /// The feedback round.
    pub feedback_round: FeedbackRoundId,
}

/// A feedback round to be called off, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CancelFeedbackRound {
    /// The feedback round.
    pub feedback_round: FeedbackRoundId,
    /// Why.
    pub reason: Note,
}

crate::life::acts! {
    /// What can be done with a feedback round.
    Act as "FeedbackRoundAct": FeedbackRoundMark, body => body.feedback_round, Verb;

    /// Ask people for feedback on whom a plan coaches.
    "feedback_round.ask": Ask(AskForFeedback),
    /// Hand in one's own answers, once.
    "feedback_round.submit": Submit(SubmitFeedback),
    /// Say that one answers nothing.
    "feedback_round.decline": Decline(FeedbackRoundRef),
    /// Close a round before its last day is over, and release what may be shown of its answers.
    "feedback_round.close": Close(FeedbackRoundRef),
    /// Close a round whose last day is over, and release what may be shown of its answers: for the host alone.
    "feedback_round.expire": Expire(FeedbackRoundRef),
    /// Call a round off. Nothing of it is ever shown.
    "feedback_round.cancel": Cancel(CancelFeedbackRound),
    /// Put away a round that was closed or called off.
    "feedback_round.archive": Archive(FeedbackRoundRef),
    /// Bring an archived round back.
    "feedback_round.restore": Restore(FeedbackRoundRef),
}

/// A feedback round that was begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackAsked {
    /// Who is asked, and what they were to whom the plan coaches.
    pub asked: Vec<PersonAsked>,
    /// The first moment at which no answer is taken any more.
    pub closes_at: Instant,
    /// Whom it is about.
    pub coachee: PersonId,
    /// The last day on which an answer is taken.
    pub due_on: LocalDate,
    /// The feedback round.
    pub feedback_round: FeedbackRoundId,
    /// The external coach for whom it is asked.
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// What is asked.
    pub questions: Vec<RoundQuestion>,
}

/// A feedback round of which was released what may be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackReleased {
    /// The feedback round.
    pub feedback_round: FeedbackRoundId,
    /// Who stands together in what is shown. What they said stands in their answers.
    pub groups: Vec<ReleasedGroup>,
}

crate::life::changes! {
    /// What can happen to a feedback round.
    Change as "FeedbackRoundChange": FeedbackRoundMark of feedback_round;

    /// It was begun.
    "feedback_round.asked": Asked(FeedbackAsked) coaches coachee,
    /// Somebody handed in their answers.
    "feedback_round.submitted": Submitted(SubmitFeedback),
    /// Somebody answers nothing.
    "feedback_round.declined": Declined(FeedbackRoundRef),
    /// It was closed, and what may be shown of its answers was released.
    "feedback_round.released": Released(FeedbackReleased),
    /// It was called off.
    "feedback_round.cancelled": Cancelled(CancelFeedbackRound),
    /// It was put away.
    "feedback_round.archived": Archived(FeedbackRoundRef),
    /// It was brought back.
    "feedback_round.restored": Restored(FeedbackRoundRef),
}

//! Feedback in aggregate: what may be shown of a round's answers, or of ratings of somebody's coaching, so that none can be traced
//! back to who gave it, whatever is laid beside it.
//!
//! It knows no people and no rounds as things: who answered what, and what was released before, the host says.
//!
//! Rules: FBK-03, FBK-04.

mod apart;
mod coaching;
mod operations;
mod policy;
mod release;
mod round;
mod shuffle;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests;

pub use coaching::{CoachingAnswer, rounded_mean, shown_ratings};
pub use operations::{FeedbackReleaseInput, OPERATIONS};
pub use policy::FeedbackPolicy;
pub use release::{FeedbackRelease, FeedbackSaid, FeedbackShown, GroupShown, QuestionShown};
pub use round::{
    AnswerGiven, AsksFor, FeedbackAnswer, FeedbackAnswerer, FeedbackQuestion, FeedbackRelation, FeedbackRound,
    RatingGiven, ReleasedGroup, ReleasedRound, TextGiven, check_answers,
};

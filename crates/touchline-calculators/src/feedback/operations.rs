//! The release of a round that is handed in.
//!
//! Rules: FBK-03.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{FeedbackPolicy, FeedbackRelease, FeedbackRound};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};

touchline_kernel::operations! {
    /// What may be shown of a round of 360 feedback: of each question the mean or the texts of groups in which enough answered, so
    /// that no answer can be traced back, also beside what was released of earlier rounds.
    "feedback.release": feedback_release;
}

/// A round that has closed, and how much has to stand together.
#[derive(Deserialize, JsonSchema)]
pub struct FeedbackReleaseInput {
    /// How many answers have to stand together.
    #[serde(default)]
    pub policy: FeedbackPolicy,
    /// The round.
    pub round: FeedbackRound,
}

fn feedback_release(input: FeedbackReleaseInput) -> Result<FeedbackRelease, Failure> {
    let FeedbackReleaseInput { policy, round } = input;
    round.check("/round").map_err(Failure::BadInput)?;
    if round.released.iter().any(|released| released.round == round.key) {
        let reason = Reason::new(Code::FeedbackRoundReleased).with(DetailKey::Actual, round.key.as_str());
        return Err(Rejection::from(reason).at("/round/key").into());
    }
    Ok(round.release(&policy))
}

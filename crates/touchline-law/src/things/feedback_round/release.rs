//! What is released of a feedback round, by the one arithmetic over its answers and what was released before about the same
//! person: who stands together is settled once, and what they said is read from their answers.
//!
//! Rules: FBK-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::feedback::{
    FeedbackAnswerer, FeedbackPolicy, FeedbackRound as Answered, FeedbackShown, ReleasedGroup, ReleasedRound,
};
use touchline_kernel::{Done, Key};

use super::{FeedbackRound, FeedbackRoundId};

/// What was released of a feedback round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRoundReleased")]
pub struct RoundReleased {
    /// When, and who closed it: the system where its last day was over.
    pub done: Done,
    /// Who stands together in what is shown.
    pub groups: Vec<ReleasedGroup>,
}

/// What tells a round from others about the same person.
pub(super) fn key(round: FeedbackRoundId) -> Key {
    Key::new(&round.to_string())
}

impl FeedbackRound {
    /// Who stands together in what is released of it now, beside what was released before.
    pub(super) fn groups(&self, before: Vec<ReleasedRound>, policy: &FeedbackPolicy) -> Vec<ReleasedGroup> {
        self.answered(before).kept(policy).groups
    }

    /// What is shown of it, to whomever it is shown.
    pub(super) fn shown(&self) -> Option<FeedbackShown> {
        let released = self.released.as_deref()?;
        Some(self.answered(Vec::new()).shown(&released.groups))
    }

    fn answered(&self, released: Vec<ReleasedRound>) -> Answered {
        let answerers = self.people.iter().filter_map(|asked| {
            let answers = asked.response.as_deref()?.answers.clone()?;
            Some(FeedbackAnswerer { answers, person: Key::new(&asked.person.to_string()), relation: asked.relation })
        });
        Answered {
            answerers: answerers.collect(),
            key: key(self.feedback_round),
            questions: self.questions.iter().map(|question| question.taken()).collect(),
            released,
        }
    }
}

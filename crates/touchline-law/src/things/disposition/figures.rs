//! How much was looked at: what an empty training queue is explained with.
//!
//! Rules: TRN-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::Ruling;
use crate::access::{self, Staff};
use touchline_kernel::tally;

/// What is counted of dispositions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Looked {
    /// A call with any disposition.
    Call,
    /// A disposition of this ruling.
    Pass,
    /// A disposition of this ruling.
    PassWithTraining,
    /// A disposition of this ruling.
    Fail,
    /// A disposition of this ruling.
    NotApplicable,
}

impl Looked {
    /// What a disposition counts as.
    #[must_use]
    pub fn of(ruling: Ruling) -> Self {
        match ruling {
            Ruling::Pass => Looked::Pass,
            Ruling::PassWithTraining => Looked::PassWithTraining,
            Ruling::Fail => Looked::Fail,
            Ruling::NotApplicable => Looked::NotApplicable,
        }
    }
}

const KINDS: usize = Looked::VARIANTS.len();

/// How much was looked at.
pub type Tally = tally::Tally<Looked, KINDS>;

/// What an audience may see of the counts.
pub type SeenTally<A> = access::SeenTally<Looked, KINDS, A>;

/// Why nothing waits in a training queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyEmptyReason {
    /// No call has any disposition yet.
    NothingReviewed,
    /// No disposition is `pass_with_training`, and nothing else makes an item.
    NoneWithTraining,
    /// Every item is in a bundle, or was answered by one.
    AllTakenUp,
}

/// Why nothing waits in the training queue, from what the viewer may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyEmpty {
    /// How many dispositions there are.
    pub dispositions: u64,
    /// How many training items wait.
    pub pending: u64,
    /// Why none does; null where one does.
    pub reason: Option<WhyEmptyReason>,
    /// How many calls have a disposition. A call that is another agent's now counts for each of the two of whom
    /// it has one.
    pub reviews: u64,
    /// The same in English.
    pub text: String,
    /// How many of the dispositions are `pass_with_training`.
    pub with_training: u64,
}

impl WhyEmpty {
    /// Explains it with what was looked at, given how many items wait.
    #[must_use]
    pub fn of(looked: &SeenTally<Staff>, pending: u64) -> Self {
        let reviews = looked.of(|kind| kind == Looked::Call);
        let dispositions = looked.of(|kind| kind != Looked::Call);
        let with_training = looked.of(|kind| kind == Looked::PassWithTraining);
        let reason = match (pending, dispositions, with_training) {
            (0, 0, _) => Some(WhyEmptyReason::NothingReviewed),
            (0, _, 0) => Some(WhyEmptyReason::NoneWithTraining),
            (0, _, _) => Some(WhyEmptyReason::AllTakenUp),
            _ => None,
        };
        let end = match reason {
            None => format!("{} in the queue", counted(pending, "item waits", "items wait")),
            Some(WhyEmptyReason::NothingReviewed) => "an item comes of the disposition pass with training".to_owned(),
            Some(WhyEmptyReason::NoneWithTraining) => "none of these is pass with training".to_owned(),
            Some(WhyEmptyReason::AllTakenUp) => {
                let ask = counted(with_training, "of these asks", "of these ask");
                format!("{ask} for training, and all of that is in bundles or was answered")
            }
        };
        let calls = counted(reviews, "call was reviewed", "calls were reviewed");
        let given = counted(dispositions, "disposition", "dispositions");
        WhyEmpty {
            dispositions,
            pending,
            reason,
            reviews,
            text: format!("{calls}, with {given}: {end}."),
            with_training,
        }
    }
}

fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

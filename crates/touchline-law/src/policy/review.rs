//! The policy's section on reviews of calls.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::Key;

/// What is asked of whoever handled a call once a review of it was delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Acknowledgement {
    /// Nothing.
    None,
    /// That they acknowledge it.
    #[default]
    Acknowledge,
    /// That they acknowledge or dispute it.
    AcknowledgeOrDispute,
}

/// What becomes of a score as long as a dispute of it awaits its decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisputedScores {
    /// It is left out of averages.
    #[default]
    Exclude,
    /// It counts as it stands.
    Include,
}

/// What is done with what was said in a call of which nobody knows whether all who are heard consented to the recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownConsent {
    /// It is quoted, as where they consented: for who records where nobody has to be asked, or asks before any call is recorded.
    #[default]
    Quoted,
    /// It is not, as where somebody did not.
    NotQuoted,
}

/// Switches for reviews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReviewPolicy {
    /// Whether a review that a dispute changed is to be acknowledged again.
    pub acknowledge_again_after_amendment: bool,
    /// What is asked of whoever handled the call: of each review what was so when it was delivered.
    pub acknowledgement: Acknowledgement,
    /// How many days ahead the delivery of a review can be set, counted where whoever handled the call is.
    #[schemars(range(min = 1, max = 365))]
    pub delivery_days_ahead: u32,
    /// For how many days after its delivery a review can be disputed, counted where whoever handled the call is.
    #[schemars(range(min = 0, max = 365))]
    pub dispute_days: u32,
    /// How many times a review can be disputed.
    #[schemars(range(min = 0, max = 100))]
    pub dispute_rounds: u32,
    /// What becomes of a score as long as a dispute of it awaits its decision.
    pub disputed_scores: DisputedScores,
    /// What the five habits of good practice ask of a review.
    pub practice: PracticePolicy,
    /// What is done with what was said in a call of which nobody knows whether all who are heard consented to the recording. Where
    /// one of them did not, it is never quoted.
    pub unknown_consent: UnknownConsent,
}

/// What the five habits of good practice ask of a review. None of them ever keeps one from being delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PracticePolicy {
    /// The checks for which there is something to read, to take or to listen to: what somebody is given to do for the sake of
    /// one of them names such a thing.
    #[schemars(length(max = 1_000), extend("uniqueItems" = true))]
    pub resources: Vec<Key>,
    /// How many days there are at most from a reviewer's last review of a call of somebody's to the next one, counted where
    /// that person is.
    #[schemars(range(min = 1, max = 365))]
    pub rhythm_days: u32,
    /// The key of the scorecard by which calls are judged; null where any will do, or none.
    pub scorecard: Option<Key>,
    /// The same by team, of those that have their own: by that of whoever handled the call.
    pub scorecards: BTreeMap<String, Key>,
    /// Within how many hours of the end of the call its review is delivered.
    #[schemars(range(min = 1, max = 8_760))]
    pub timely_hours: u32,
}

impl Default for PracticePolicy {
    fn default() -> Self {
        PracticePolicy {
            resources: Vec::new(),
            rhythm_days: 7,
            scorecard: None,
            scorecards: BTreeMap::new(),
            timely_hours: 24,
        }
    }
}

impl PracticePolicy {
    /// The scorecard by which the calls of a team are judged.
    #[must_use]
    pub fn scorecard_of(&self, team: Option<&Key>) -> Option<&Key> {
        team.and_then(|team| self.scorecards.get(team.as_str())).or(self.scorecard.as_ref())
    }
}

impl ReviewPolicy {
    /// Whether what was said in a call may be quoted, where this is known of the consent of all who are heard.
    #[must_use]
    pub fn lets_quote(&self, recording_consent: Option<bool>) -> bool {
        recording_consent.unwrap_or(self.unknown_consent == UnknownConsent::Quoted)
    }
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        ReviewPolicy {
            acknowledge_again_after_amendment: true,
            acknowledgement: Acknowledgement::default(),
            delivery_days_ahead: 45,
            dispute_days: 14,
            dispute_rounds: 2,
            disputed_scores: DisputedScores::default(),
            practice: PracticePolicy::default(),
            unknown_consent: UnknownConsent::default(),
        }
    }
}

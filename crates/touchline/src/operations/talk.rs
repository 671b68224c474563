//! Measures of conversations under a policy, and the report of one.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::{Failure, Key};
use touchline_law::policy::Policy;
use touchline_talk::conversation::{ConversationAbout, ConversationReport};
use touchline_talk::measure::{Observed, RatioOf, Talk, TalkMeasures};
use touchline_talk::phrases::{List, More};
use touchline_talk::transcript::Transcript;

touchline_kernel::operations! {
    /// The report of a conversation: its figures, who speaks when, the first moment of each kind, all phrases and questions that
    /// were found, and what is withheld and why. `report.render` makes a page of it.
    "report.conversation": report_conversation;
    /// What is measured of a call: who spoke how long, what was asked, which phrases were said; each figure with how it was
    /// had and what it is divided by, and the components of a skill framework that these are.
    "talk.measure": talk_measure;
}

/// A call, and what it is measured with.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TalkMeasureInput")]
pub struct MeasureInput {
    /// The skill framework whose components are given; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// The language, where it is another than the transcript says, or the transcript says none.
    #[serde(default)]
    pub language: Option<Key>,
    /// Lists of the host's own: they take the place of those that ship for their language.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub lists: Vec<List>,
    /// What is added to the lists of the language.
    #[serde(default)]
    pub more: More,
    /// What the host's models say of how people feel. Without consent to the recording it comes back without quotes and reasons.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub observed: Vec<Observed>,
    /// The policy in force: its section on conversations.
    #[serde(default)]
    pub policy: Policy,
    /// What the rep's speech is divided by.
    #[serde(default)]
    pub ratio_of: RatioOf,
    /// The call.
    pub transcript: Transcript,
}

impl MeasureInput {
    /// Does something with the call.
    fn with<T>(self, act: impl FnOnce(Talk<'_>) -> T) -> T {
        act(Talk {
            framework: &self.framework,
            language: self.language.as_ref(),
            lists: &self.lists,
            more: &self.more,
            observed: &self.observed,
            policy: &self.policy.talk,
            ratio_of: self.ratio_of,
            transcript: self.transcript,
        })
    }
}

fn talk_measure(input: MeasureInput) -> Result<TalkMeasures, Failure> {
    input.with(|talk| talk.measure())
}

/// A conversation, and what the host says of it.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ConversationReportInput")]
pub struct ConversationInput {
    /// What the host says of it.
    #[serde(default)]
    pub about: ConversationAbout,
    /// The call, and what it is measured with, as `talk.measure` takes it.
    pub talk: MeasureInput,
}

fn report_conversation(input: ConversationInput) -> Result<ConversationReport, Failure> {
    let ConversationInput { about, talk } = input;
    talk.with(|talk| ConversationReport::of(talk, about)).map_err(|failure| failure.within("/talk"))
}

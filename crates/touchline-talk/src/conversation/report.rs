//! The report of a conversation as data: what is measured of it, what it rests on, and what is withheld, with the reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::measure::{Evidence, Figure, Figures, FillerCount, Observed, PhraseKind, QuestionAsked};
use crate::transcript::Role;
use touchline_kernel::text::{Key, Name, Title};
use touchline_kernel::time::Instant;

/// How many times in which somebody is heard a report has at the most.
pub(super) const MOST_TIMES: usize = 10_000;

/// What the host says of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConversationAbout {
    /// When it was; null where that is not told.
    pub at: Option<Instant>,
    /// What else it is to be known by, such as the account and the stage of a deal, in this order.
    #[schemars(length(max = 20))]
    pub labels: Vec<ConversationLabel>,
    /// What it is called; null where it has no name.
    pub title: Option<Title>,
}

/// Something by which a conversation is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConversationLabel {
    /// What it is, such as `Account`.
    pub label: Title,
    /// What it says, such as `Acme`.
    pub value: Title,
}

/// Somebody who takes part, and how much of them is heard.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ConversationSpeaker {
    /// The key by which the transcript calls them; null for whoever speaks where nobody knows who.
    pub key: Option<Key>,
    /// What they are called.
    pub name: Option<Name>,
    /// On which side they speak.
    pub role: Role,
    /// Their share of the speaking time of all; where two speak at once it counts for each.
    pub share: Figure,
    /// How long they are heard.
    pub spoken: Figure,
}

/// A time in which somebody is heard without a break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConversationTime {
    /// Until when, in milliseconds from the call's beginning.
    pub end_ms: u64,
    /// Who, by their key; null where nobody knows.
    pub speaker: Option<Key>,
    /// From when on.
    pub start_ms: u64,
}

/// The first moment of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConversationMoment {
    /// Where, and in which words.
    pub evidence: Evidence,
    /// What it is the first one of.
    pub of: MomentOf,
    /// Who said it; null where nobody knows.
    pub speaker: Option<Key>,
}

/// What a moment is the first one of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ConversationMomentOf")]
pub enum MomentOf {
    /// The phrases of a kind.
    Phrase(ConversationPhrase),
    /// The rep's questions.
    Question,
}

/// The first phrase of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConversationPhrase {
    /// The kind.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// The phrase, as the list has it.
    pub phrase: Key,
}

/// What of a conversation is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ConversationPart {
    /// What was said.
    Quotes,
    /// Numbers of cards.
    CardNumbers,
    /// Times in which somebody is heard.
    Times,
    /// Phrases of a kind.
    Phrases,
    /// Questions.
    Questions,
    /// Why models say something, in their words and in those of the call.
    Reasons,
}

/// Why something is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ConversationWithheldReason {
    /// Not all who are heard consented to the recording.
    NoConsent,
    /// Their digits are masked wherever they would be quoted.
    Masked,
    /// A report has so many at the most.
    MoreThanShown,
}

/// Something that is withheld, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConversationWithheld {
    /// Why.
    pub because: ConversationWithheldReason,
    /// Of which kind of phrases; null where it is of none.
    pub of: Option<Key>,
    /// What.
    pub part: ConversationPart,
}

/// The report of a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ConversationReport {
    /// What the host says of it.
    pub about: ConversationAbout,
    /// The figures.
    pub figures: Figures,
    /// The rep's fillers that were said, the most frequent first.
    pub fillers: Vec<FillerCount>,
    /// The language of the lists; null where there are none for the call's.
    pub language: Option<Key>,
    /// How long the call is, in milliseconds; null where nobody knows.
    pub length_ms: Option<u64>,
    /// The first question and the first phrase of each kind, in the order of the call; those of one segment in that of the lists.
    pub moments: Vec<ConversationMoment>,
    /// What the host's models say, as `talk.measure` gives it.
    pub observed: Vec<Observed>,
    /// Phrases by kind, in the order of the lists; none where there is no list.
    pub phrases: Vec<PhraseKind>,
    /// The first 1,000 questions of the rep.
    pub questions: Vec<QuestionAsked>,
    /// Who takes part, in the transcript's order, and behind them whoever speaks where nobody knows who.
    pub speakers: Vec<ConversationSpeaker>,
    /// When each is heard, in the order in which that begins: the first 10,000 times. None where no times are known.
    pub times: Vec<ConversationTime>,
    /// What is withheld, and why, in the order of the report.
    pub withheld: Vec<ConversationWithheld>,
}

//! A figure with what it was divided by, how it was had, or why it could not be.
//!
//! Rules: TRS-03, TRS-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How a figure was had.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "TalkStatus")]
pub enum Status {
    /// From what was said and when.
    Measured,
    /// From how many words were said, since nothing says when, or of some of them not until when.
    Estimated,
    /// Not at all.
    Unavailable,
}

/// Why a figure cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "TalkUnavailable")]
pub enum Unavailable {
    /// The calls divide by different things.
    DenominatorsDiffer,
    /// The rep never speaks after a customer.
    NoAnswers,
    /// No speaker is on the buying side, or none of them says anything.
    NoCustomer,
    /// There is no list for the language, or nobody says which it is.
    NoList,
    /// The list of the kind is empty.
    NoPhrases,
    /// No speaker is on the selling side, or none of them says anything.
    NoRep,
    /// Nothing says when things were said.
    NoTimes,
    /// None of the calls has it.
    NoValues,
    /// Nothing is said.
    NothingSaid,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TalkUnit")]
pub enum Unit {
    /// How many.
    Count,
    /// Milliseconds.
    Ms,
    /// So many a minute.
    PerMinute,
    /// So many times as much.
    Ratio,
    /// From 0 to 1.
    Share,
}

/// What a figure is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "TalkDenominator")]
pub enum Denominator {
    /// The speaking time of all; where two speak at once it counts for each.
    AllSpeakingTime,
    /// How often the rep answers a customer.
    Answers,
    /// The speaking time of the customers.
    CustomerSpeakingTime,
    /// The speaking time of the reps.
    RepSpeakingTime,
    /// The time in which anybody speaks.
    SpokenTime,
    /// The whole call, from its beginning to its end.
    WholeCall,
}

/// A figure of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkFigure")]
pub struct Figure {
    /// What it is divided by; null where it is not divided.
    pub denominator: Option<Denominator>,
    /// Whether the target is met; null where there is none, or where it is a mark to come near to.
    pub met: Option<bool>,
    /// Why it cannot be had; null where it can.
    pub reason: Option<Unavailable>,
    /// How it was had.
    pub status: Status,
    /// What it should come to; null where nobody says.
    pub target: Option<f64>,
    /// What it counts.
    pub unit: Unit,
    /// The figure; null where it cannot be had.
    pub value: Option<f64>,
}

impl Figure {
    /// A figure that was measured, or estimated.
    pub(super) fn had(status: Status, unit: Unit, value: f64) -> Self {
        Figure { denominator: None, met: None, reason: None, status, target: None, unit, value: Some(value) }
    }

    /// A figure that cannot be had.
    pub(super) fn none(unit: Unit, reason: Unavailable) -> Self {
        let (reason, status) = (Some(reason), Status::Unavailable);
        Figure { denominator: None, met: None, reason, status, target: None, unit, value: None }
    }

    /// The same, divided by something.
    pub(super) fn over(self, denominator: Denominator) -> Self {
        Figure { denominator: Some(denominator), ..self }
    }

    /// The same, beside a target.
    pub(super) fn beside(self, target: f64, met: impl FnOnce(f64) -> Option<bool>) -> Self {
        Figure { met: self.value.and_then(met), target: Some(target), ..self }
    }
}

/// The figures of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkFigures")]
pub struct Figures {
    /// How many of the rep's questions are closed.
    pub closed_questions: Figure,
    /// The customers' share of all speech.
    pub customer_share: Figure,
    /// How many fillers the rep says.
    pub fillers: Figure,
    /// How many of them in a minute of the rep's speech. Target: less than 3.
    pub fillers_per_minute: Figure,
    /// How often in a minute of the call somebody else begins to speak.
    pub interactivity: Figure,
    /// How long the rep speaks at the longest, until somebody else does.
    pub longest_monologue: Figure,
    /// How long a customer speaks at the longest, until somebody else does.
    pub longest_story: Figure,
    /// How many of the rep's questions are open.
    pub open_questions: Figure,
    /// The share of the time with speech in which two or more speak.
    pub overlap_share: Figure,
    /// How long the silence is on average before the rep answers a customer; whoever speaks at once leaves none.
    pub patience: Figure,
    /// How many questions the rep asks. Target: 10 or more.
    pub questions: Figure,
    /// How many words the rep says in a minute of their speech.
    pub speech_rate: Figure,
    /// How much the rep speaks. Target: 40 % of all speech.
    pub talk_ratio: Figure,
}

/// How many figures there are.
pub(super) const FIGURES: usize = 13;

impl Figures {
    /// Every figure by its name, in the order of names.
    #[must_use]
    pub fn each(&self) -> [(&'static str, &Figure); FIGURES] {
        [
            ("closed_questions", &self.closed_questions),
            ("customer_share", &self.customer_share),
            ("fillers", &self.fillers),
            ("fillers_per_minute", &self.fillers_per_minute),
            ("interactivity", &self.interactivity),
            ("longest_monologue", &self.longest_monologue),
            ("longest_story", &self.longest_story),
            ("open_questions", &self.open_questions),
            ("overlap_share", &self.overlap_share),
            ("patience", &self.patience),
            ("questions", &self.questions),
            ("speech_rate", &self.speech_rate),
            ("talk_ratio", &self.talk_ratio),
        ]
    }
}

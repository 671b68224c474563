//! Fatal triggers: answers that fail a section or the form, whatever else was answered.
//!
//! Rules: SCO-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::points::tidy;
use touchline_kernel::text::Key;

/// An answer that fails its section or the form. What is not applicable fails nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardFatalTrigger")]
pub struct FatalTrigger {
    /// What becomes of the score.
    #[serde(default)]
    pub effect: FatalEffect,
    /// What is failed.
    #[serde(default)]
    pub scope: FatalScope,
    /// Which answers fail it.
    pub when: FatalWhen,
}

/// What becomes of the score of what is failed.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardFatalEffect")]
pub enum FatalEffect {
    /// It stays as it is, and is marked as failed.
    MarkFailed,
    /// It is 0.
    #[default]
    Zero,
}

/// What is failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardFatalScope")]
pub enum FatalScope {
    /// The form as a whole.
    #[default]
    Form,
    /// The section, or subsection, in which the question stands.
    Section,
}

/// Which answers fail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ScorecardFatalWhen")]
pub enum FatalWhen {
    /// Any that is worth less than the best.
    BelowBest,
    /// Any that is worth less than so much of the best.
    BelowPercent(BelowPercent),
    /// One that names this option.
    Option(FatalOption),
}

/// Less than so much of the best answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardBelowPercent")]
pub struct BelowPercent {
    /// How much of it: more than 0.
    #[schemars(range(min = 0, max = 100))]
    pub percent: f64,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardFatalOption")]
pub struct FatalOption {
    /// Its key.
    pub option: Key,
}

/// A trigger, ready to be held against answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    pub(super) effect: FatalEffect,
    pub(super) scope: FatalScope,
    /// The share of the best answer below which it fires; 0 for one that waits for an option.
    below: f64,
    /// The option that it waits for, as a bit.
    option: u64,
}

impl Trigger {
    /// The trigger that waits for the option of this bit, where it waits for one.
    pub(super) fn new(trigger: &FatalTrigger, option: u64) -> Self {
        let below = match &trigger.when {
            FatalWhen::BelowBest => 1.0,
            FatalWhen::BelowPercent(below) => tidy(below.percent / 100.0),
            FatalWhen::Option(_) => 0.0,
        };
        Trigger { effect: trigger.effect, scope: trigger.scope, below, option }
    }

    /// Whether an answer fires it that names these options and is worth this share of the best.
    #[inline(always)]
    pub(super) fn fires(&self, options: u64, share: f64) -> bool {
        (tidy(share) < self.below) | (options & self.option != 0)
    }
}

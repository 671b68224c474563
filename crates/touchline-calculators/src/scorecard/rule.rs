//! Answers by rule: what was measured of a call, and which phrases were found in it, answer a question.
//!
//! Rules: SCO-13.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::NUMBERS;
use super::cell::Cell;
use super::given::Given;
use touchline_kernel::text::Key;

/// How a question is answered where nobody does: as the first case says that holds, else as it says by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardAnswerRule")]
pub struct AnswerRule {
    /// The cases. Where what one asks for was not measured or looked for, the rule gives no answer.
    #[schemars(length(max = 100))]
    pub cases: Vec<RuleCase>,
    /// The answer where no case holds; null where there is none then.
    #[serde(default)]
    pub otherwise: Option<Given>,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardRuleCase")]
pub struct RuleCase {
    /// The answer where it holds.
    pub answer: Given,
    /// When it holds.
    pub when: RuleTest,
}

/// A test of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ScorecardRuleTest")]
pub enum RuleTest {
    /// Of a measure.
    Measure(MeasureTest),
    /// Of phrases that were looked for.
    Phrases(PhraseTest),
}

/// A test of a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardMeasureTest")]
pub struct MeasureTest {
    /// How the measure has to lie to the numbers.
    pub compare: RuleCompare,
    /// The measure.
    pub measure: Key,
    /// The numbers: for `at_least` and `at_most` one.
    #[schemars(length(max = 100), inner(range(min = NUMBERS.0, max = NUMBERS.1)))]
    pub numbers: Vec<f64>,
}

/// A test of how often phrases were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardPhraseTest")]
pub struct PhraseTest {
    /// How often, for `at_least` and `at_most`: all of the phrases together.
    #[serde(default)]
    pub hits: Option<u32>,
    /// `in`: any of them was found; `not_in`: none was.
    pub compare: RuleCompare,
    /// The phrases, or lists of phrases, by their keys.
    #[schemars(length(max = 1_000))]
    pub phrases: Vec<Key>,
}

/// How something lies to what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardRuleCompare")]
pub enum RuleCompare {
    /// It is as much or more.
    AtLeast,
    /// It is as much or less.
    AtMost,
    /// It is named.
    In,
    /// It is not named.
    NotIn,
}

impl RuleCompare {
    /// Whether it compares with one bound.
    pub(super) fn has_bound(self) -> bool {
        matches!(self, RuleCompare::AtLeast | RuleCompare::AtMost)
    }
}

/// What is known of a call besides what people say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signals<'a> {
    pub(super) measures: &'a BTreeMap<Key, Option<f64>>,
    pub(super) phrases: Option<&'a BTreeMap<Key, u32>>,
}

/// A rule, ready to be followed.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) cases: Vec<(RuleTest, Cell)>,
    pub(super) otherwise: Option<Cell>,
}

impl Rule {
    /// The answer that it gives of a call, where it gives one.
    pub(super) fn answer(&self, signals: Signals<'_>) -> Option<Cell> {
        for (test, cell) in &self.cases {
            if test.holds(signals)? {
                return Some(*cell);
            }
        }
        self.otherwise
    }
}

impl RuleTest {
    fn holds(&self, signals: Signals<'_>) -> Option<bool> {
        match self {
            RuleTest::Measure(test) => {
                let measured = signals.measures.get(&test.measure).copied().flatten()?;
                Some(test.holds(measured))
            }
            RuleTest::Phrases(test) => {
                let found = signals.phrases?;
                let hits = |phrase: &Key| found.get(phrase).copied().unwrap_or_default();
                Some(test.holds(test.phrases.iter().map(hits).fold(0, u32::saturating_add)))
            }
        }
    }
}

impl MeasureTest {
    fn holds(&self, measured: f64) -> bool {
        let is_named = || self.numbers.iter().any(|named| (named + 0.0).total_cmp(&(measured + 0.0)).is_eq());
        match self.compare {
            RuleCompare::AtLeast => self.numbers.iter().all(|least| measured >= *least),
            RuleCompare::AtMost => self.numbers.iter().all(|most| measured <= *most),
            RuleCompare::In => is_named(),
            RuleCompare::NotIn => !is_named(),
        }
    }
}

impl PhraseTest {
    fn holds(&self, hits: u32) -> bool {
        match self.compare {
            RuleCompare::AtLeast => self.hits.is_some_and(|least| hits >= least),
            RuleCompare::AtMost => self.hits.is_some_and(|most| hits <= most),
            RuleCompare::In => hits > 0,
            RuleCompare::NotIn => hits == 0,
        }
    }
}

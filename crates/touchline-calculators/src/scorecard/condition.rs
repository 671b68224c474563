//! When a question applies: what was answered before decides, as far as it was answered at all.
//!
//! Rules: SCO-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::{MOST_OPTIONS, NUMBERS};
use super::cell::Cell;
use touchline_kernel::text::Key;

/// Tests of earlier answers, all of which have to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardAllHold")]
pub struct AllHold {
    /// The tests.
    #[schemars(length(max = 100))]
    pub all: Vec<AnswerTest>,
}

/// A test of an earlier answer. What was not applicable has no answer, and passes no test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardAnswerTest")]
pub struct AnswerTest {
    /// How the answer has to lie to what is named.
    pub compare: Match,
    /// The numbers that are named, of a question that is answered by one.
    #[serde(default)]
    #[schemars(length(max = 100), inner(range(min = NUMBERS.0, max = NUMBERS.1)))]
    pub numbers: Vec<f64>,
    /// The options that are named, of a question that is answered by such.
    #[serde(default)]
    #[schemars(length(max = MOST_OPTIONS))]
    pub options: Vec<Key>,
    /// The question: one that stands before.
    pub question: Key,
}

/// How an answer lies to what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardMatch")]
pub enum Match {
    /// Any of the answer is named.
    In,
    /// Nothing of the answer is named.
    NotIn,
    /// All that is named is in the answer.
    AllOf,
}

/// A test, ready to be put to answers.
#[derive(Clone, Debug)]
pub(super) struct Test {
    pub(super) place: usize,
    compare: Match,
    options: u64,
    numbers: Vec<f64>,
}

impl Test {
    /// The test of the question at this place, with these options named.
    pub(super) fn new(test: &AnswerTest, place: usize, options: u64) -> Self {
        // Adding 0 makes 0 of -0, which is the same answer.
        let numbers = test.numbers.iter().map(|number| number + 0.0).collect();
        Test { place, compare: test.compare, options, numbers }
    }

    /// Whether it holds of an answer.
    pub(super) fn holds(&self, cell: Cell) -> bool {
        match cell {
            Cell::NotApplicable(_) => false,
            Cell::Options(given) => match self.compare {
                Match::In => given & self.options != 0,
                Match::NotIn => given & self.options == 0,
                Match::AllOf => given & self.options == self.options,
            },
            Cell::Number(given) => {
                let is_it = |named: &f64| named.total_cmp(&given).is_eq();
                match self.compare {
                    Match::In => self.numbers.iter().any(is_it),
                    Match::NotIn => !self.numbers.iter().any(is_it),
                    Match::AllOf => self.numbers.iter().all(is_it),
                }
            }
        }
    }
}

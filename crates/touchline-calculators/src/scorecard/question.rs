//! A question of a template: what may be answered, what each answer is worth and asks for, and when it is asked at all.
//!
//! Rules: SCO-01, SCO-05, SCO-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::{MOST_OPTIONS, NUMBERS, WEIGHTS, one};
use super::condition::AllHold;
use super::fatal::FatalTrigger;
use super::rule::AnswerRule;
use touchline_kernel::text::{Key, Prose};

/// The options of a question that is answered by yes or no.
pub(super) const YES: &str = "yes";
/// See [`YES`].
pub(super) const NO: &str = "no";

/// A question of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardQuestion")]
pub struct Question {
    /// When it applies: where one of these holds. It always applies where there is none.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub applies_when: Vec<AllHold>,
    /// What it asks.
    pub asks: Prose,
    /// Whether its points stand outside of what is possible.
    #[serde(default)]
    pub bonus: bool,
    /// Whether it counts in the critical score, too. A bonus never does: it is not among what is possible.
    #[serde(default)]
    pub critical: bool,
    /// Answers that fail its section or the form.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub fatal: Vec<FatalTrigger>,
    /// How to answer it.
    #[serde(default)]
    pub help: Option<Prose>,
    /// Its key; no other question of the template has it.
    pub key: Key,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Whether whoever answers may say that it is not applicable.
    #[serde(default)]
    pub may_be_not_applicable: bool,
    /// How it is answered where nobody does; null where only somebody can.
    #[serde(default)]
    pub rule: Option<AnswerRule>,
    /// Its weight beside the other questions and the subsections of its section.
    #[serde(default = "one")]
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub weight: f64,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ScorecardQuestionKind")]
pub enum QuestionKind {
    /// By one of several options, or by some of them.
    Choice(Choice),
    /// By a number whose bands give points.
    Number(NumberInBands),
    /// By a number on a scale, which is worth as much as it lies between the ends.
    Rating(Rating),
    /// By the option `yes` or the option `no`.
    YesNo(YesNo),
}

/// A choice between options, each with points. The best answer gives the most points that an answer can.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardChoice")]
pub struct Choice {
    /// The options, in the order in which they are shown.
    #[schemars(length(max = MOST_OPTIONS))]
    pub options: Vec<ChoiceOption>,
    /// Whether an answer may name several, whose points are added up.
    #[serde(default)]
    pub several: bool,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardOption")]
pub struct ChoiceOption {
    /// What choosing it asks for.
    #[serde(default)]
    pub asks_for: AsksFor,
    /// Its key; no other option of the question has it.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// What it gives.
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub points: f64,
}

/// What has to stand beside an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "ScorecardAsksFor")]
pub struct AsksFor {
    /// A comment.
    pub comment: bool,
    /// A root cause of the template's list.
    pub tag: bool,
}

/// Yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "ScorecardYesNo")]
pub struct YesNo {
    /// What the answer no asks for.
    pub no_asks_for: AsksFor,
    /// Whether no is the better answer.
    pub no_is_better: bool,
    /// What the better answer gives; the other gives nothing.
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub points: f64,
    /// What the answer yes asks for.
    pub yes_asks_for: AsksFor,
}

/// A scale: of its points, an answer gives (answer − min) ÷ (max − min).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "ScorecardRating")]
pub struct Rating {
    /// The best answer.
    #[schemars(range(min = NUMBERS.0, max = NUMBERS.1))]
    pub max: f64,
    /// The worst answer, below the best.
    #[schemars(range(min = NUMBERS.0, max = NUMBERS.1))]
    pub min: f64,
    /// What the best answer gives; as much as the ends are apart where this is null.
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub points: Option<f64>,
}

/// A number, such as of seconds, whose bands give points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardNumber")]
pub struct NumberInBands {
    /// The bands, the lowest first. A number below the first is no answer.
    #[schemars(length(max = 100))]
    pub bands: Vec<PointBand>,
    /// The greatest number that is an answer; null for any.
    #[serde(default)]
    #[schemars(range(min = NUMBERS.0, max = NUMBERS.1))]
    pub most: Option<f64>,
}

/// Numbers that give the same points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardPointBand")]
pub struct PointBand {
    /// The number at which it begins: above that of the band before.
    #[schemars(range(min = NUMBERS.0, max = NUMBERS.1))]
    pub least: f64,
    /// What a number in it gives.
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub points: f64,
}

impl Default for YesNo {
    fn default() -> Self {
        let nothing = AsksFor::default();
        YesNo { no_asks_for: nothing, no_is_better: false, points: 1.0, yes_asks_for: nothing }
    }
}

impl Default for Rating {
    fn default() -> Self {
        Rating { max: 5.0, min: 1.0, points: None }
    }
}

/// An option as it is answered with, whatever the kind of its question.
#[derive(Clone, Copy, Debug)]
pub(super) struct OptionGiven<'a> {
    pub(super) key: &'a str,
    pub(super) points: f64,
    pub(super) asks_for: AsksFor,
}

impl QuestionKind {
    /// The options that it is answered with; none where it is answered by a number.
    pub(super) fn options(&self) -> Vec<OptionGiven<'_>> {
        match self {
            QuestionKind::Choice(choice) => choice.options.iter().map(ChoiceOption::given).collect(),
            QuestionKind::YesNo(yes_no) => {
                let points = |is_best: bool| if is_best { yes_no.points } else { 0.0 };
                let yes = OptionGiven { key: YES, points: points(!yes_no.no_is_better), asks_for: yes_no.yes_asks_for };
                let no = OptionGiven { key: NO, points: points(yes_no.no_is_better), asks_for: yes_no.no_asks_for };
                vec![yes, no]
            }
            QuestionKind::Number(_) | QuestionKind::Rating(_) => Vec::new(),
        }
    }

    /// Between which numbers an answer lies; nothing where it is answered by options.
    pub(super) fn numbers(&self) -> Option<(f64, f64)> {
        match self {
            QuestionKind::Choice(_) | QuestionKind::YesNo(_) => None,
            QuestionKind::Number(number) => {
                let least = number.bands.first().map_or(NUMBERS.0, |band| band.least);
                Some((least, number.most.unwrap_or(NUMBERS.1)))
            }
            QuestionKind::Rating(rating) => Some((rating.min, rating.max)),
        }
    }

    /// Whether an answer may name several options.
    pub(super) fn takes_several(&self) -> bool {
        matches!(self, QuestionKind::Choice(choice) if choice.several)
    }
}

impl ChoiceOption {
    fn given(&self) -> OptionGiven<'_> {
        OptionGiven { key: self.key.as_str(), points: self.points, asks_for: self.asks_for }
    }
}

//! The SMART check of a milestone: whether it is specific, measurable, achievable, relevant and time-bound.
//!
//! Rules: MIL-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MilestoneMeasure, PlanPolicy};
use touchline_kernel::time::{DaySpan, LocalDate};
use touchline_kernel::widen::widen;

/// What a milestone says of itself, as far as the check looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Specified<'a> {
    /// What is to be reached, in words.
    pub description: &'a str,
    /// How it is measured.
    pub measure: Option<&'a MilestoneMeasure>,
    /// Whether it is tied to a focus area or to a key result.
    pub is_tied: bool,
    /// The last day on which it is reached in time.
    pub target_on: Option<LocalDate>,
}

/// What the check says, a verdict a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SmartVerdict {
    /// A: the target differs from the baseline and can be reached. What is done or not can always be.
    pub achievable: bool,
    /// M: there is a measure, or it is done or not.
    pub measurable: bool,
    /// R: it is tied to a focus area of the plan or to a key result.
    pub relevant: bool,
    /// S: it is described in so many words as the policy asks for, or more; in so many letters where most are of scripts without spaces.
    pub specific: bool,
    /// T: its day is one of the plan's.
    pub time_bound: bool,
}

impl SmartVerdict {
    /// The check of a milestone of a plan over these days.
    #[must_use]
    pub fn of(milestone: &Specified<'_>, days: DaySpan, policy: &PlanPolicy) -> Self {
        SmartVerdict {
            achievable: milestone.measure.is_some_and(|measure| match measure {
                MilestoneMeasure::Number(number) => number.is_achievable(),
                MilestoneMeasure::YesNo => true,
            }),
            measurable: milestone.measure.is_some(),
            relevant: milestone.is_tied,
            specific: says_something(milestone.description, policy),
            time_bound: milestone.target_on.is_some_and(|day| days.contains(day)),
        }
    }

    /// The letters that a plan cannot do without, where the milestone lacks them: S, M and T.
    #[must_use]
    pub fn wanting(self) -> Option<String> {
        let letters = [('S', self.specific), ('M', self.measurable), ('T', self.time_bound)];
        let wanting: String = letters.into_iter().filter(|(_, holds)| !holds).map(|(letter, _)| letter).collect();
        (!wanting.is_empty()).then_some(wanting)
    }
}

/// The scripts that put no spaces between words: Thai, Lao and Tibetan, Myanmar, Khmer, Tai Le and New Tai Lue, Tai Tham, Balinese,
/// kana and Bopomofo, Yi, Javanese, Cham, Tai Viet and Han, each from its first character to its last.
const UNSPACED: [(char, char); 16] = [
    ('\u{0e00}', '\u{0fff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{1950}', '\u{19df}'),
    ('\u{1a20}', '\u{1aaf}'),
    ('\u{1b00}', '\u{1b7f}'),
    ('\u{3040}', '\u{312f}'),
    ('\u{31a0}', '\u{31bf}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{a000}', '\u{a4cf}'),
    ('\u{a980}', '\u{a9ff}'),
    ('\u{aa00}', '\u{aadf}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{ff66}', '\u{ff9f}'),
    ('\u{20000}', '\u{33479}'),
];

/// Whether a text is long enough to say something specific: in words, or where most of it is of scripts without spaces in letters.
#[must_use]
pub fn says_something(text: &str, policy: &PlanPolicy) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let unspaced = |letter: char| UNSPACED.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    let (without_spaces, others): (Vec<char>, Vec<char>) =
        text.chars().filter(|letter| letter.is_alphabetic()).partition(|letter| unspaced(*letter));
    let is_unspaced = without_spaces.len() > others.len();
    let letters = without_spaces.len().saturating_add(others.len());
    words >= widen(policy.smart_words) || (is_unspaced && letters >= widen(policy.smart_letters))
}

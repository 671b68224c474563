//! How a table of what was said is to be measured: the document that a host hands in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::text::Key;
use touchline_law::policy::Policy;
use touchline_talk::Role;
use touchline_talk::measure::RatioOf;
use touchline_talk::phrases::{List, More};

use crate::options::{Extra, NotFinite};

/// How a table of what was said is to be measured.
#[derive(Clone, Debug, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConversationOptions {
    /// The columns of fields that do not have the field's name.
    pub columns: BTreeMap<String, String>,
    /// Whether all who are heard consented to the recording of these calls, where no column says it. Without that nothing
    /// is quoted.
    pub consented: bool,
    /// Whether it is told of each figure how it was had, or why it could not be, and what it is divided by and should come to.
    pub detail: bool,
    /// What becomes of columns of which nobody has said anything.
    pub extra: Extra,
    /// The skill framework whose components are given; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// The language of the calls, where no column says it.
    pub language: Option<Key>,
    /// Lists of the host's own: they take the place of those that ship for their language.
    #[schemars(length(max = 100))]
    pub lists: Vec<List>,
    /// What is added to the lists of each language.
    pub more: More,
    /// How many rows may be told, where whoever hands the table in is not trusted: once more are found nothing
    /// further is measured, and they are refused.
    #[schemars(range(min = 1))]
    pub most_rows: Option<u32>,
    /// What becomes of a beginning or an end that is a NaN or an infinity, or a whole number that no double holds.
    pub not_finite: NotFinite,
    /// The policy in force: its section on conversations.
    pub policy: Policy,
    /// What the rep's speech is divided by.
    pub ratio_of: RatioOf,
    /// On which side those speak whom the column of speakers names, where no column says it; of anybody else nobody knows. Without
    /// a column of speakers it is refused.
    pub roles: BTreeMap<String, Role>,
    /// What each row of the result is about.
    pub tells: ConversationRows,
    /// In what beginnings and ends are told.
    pub times: TimeUnit,
    /// Whether the rows of a call stand together: then a call is measured and forgotten as soon as the next one begins, and
    /// a call that comes up again is refused.
    pub together: bool,
}

/// What each row of a table of measures is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConversationRows {
    /// A call, with its figures.
    #[default]
    Calls,
    /// A phrase that was found, or a question that was asked, with its moment and its words: of a call the first 1,000 of each
    /// kind, and its first 1,000 questions. How many there are is told of calls.
    Hits,
}

/// In what the beginnings and ends of segments are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Whole milliseconds from the call's beginning.
    #[default]
    Milliseconds,
    /// Seconds from the call's beginning, of which the nearest millisecond counts.
    Seconds,
}

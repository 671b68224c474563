//! How a table is to be scored: the document that a host hands in.
//!
//! Rules: BAT-02.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::operation::Failure;
use touchline_kernel::reader::{self, Shape};
use touchline_kernel::text::{Key, Limits};
use touchline_law::policy::Policy;

/// Reads a document of options.
///
/// # Errors
/// Every fault of it.
pub(crate) fn read<T: DeserializeOwned + JsonSchema>(document: &[u8], limits: &Limits) -> Result<T, Failure> {
    let shape = Shape::of::<T>().map_err(|unknown| Failure::Defect(unknown.to_string()))?;
    reader::read(document, &shape, limits).map_err(Failure::BadInput)
}

/// How a table is to be scored.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ScoringOptions {
    /// What becomes of a component for which the table has no column.
    pub absent: Absent,
    /// The columns of components that do not have the component's key as their name.
    pub columns: BTreeMap<String, String>,
    /// Whether coverage, published score, level and weakest component of each area are told, too.
    pub detail: bool,
    /// What becomes of columns that are neither a component nor kept.
    pub extra: Extra,
    /// The framework; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// Columns that are handed on as they are, ahead of the scores.
    pub keep: Vec<String>,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The policy in force: its sections on recommendations and on the levels that are expected.
    pub policy: Policy,
    /// Whether each row's gaps, strengths and focus are told, too.
    pub recommendations: bool,
    /// The roles that everybody in the table holds: what is expected of them may rest on these.
    pub roles: Vec<Key>,
    /// How many days ago everybody in the table was hired; null where nobody knows.
    pub tenure_days: Option<u32>,
    /// How many threads work on a batch.
    #[schemars(range(min = 1, max = 1024))]
    pub threads: u32,
    /// The view of the framework, where not all of it counts.
    pub view: Option<Key>,
}

impl Default for ScoringOptions {
    fn default() -> Self {
        ScoringOptions {
            absent: Absent::Refuse,
            columns: BTreeMap::new(),
            detail: false,
            extra: Extra::Refuse,
            framework: FrameworkGiven::default(),
            keep: Vec::new(),
            not_finite: NotFinite::Refuse,
            policy: Policy::default(),
            recommendations: false,
            roles: Vec::new(),
            tenure_days: None,
            threads: 1,
            view: None,
        }
    }
}

/// What becomes of a component for which the table has no column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    /// The table is refused.
    Refuse,
    /// The component is missing in every row.
    Missing,
}

/// What becomes of columns that are neither a component nor kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Extra {
    /// The table is refused: such a column may be a component whose name is misspelt.
    #[default]
    Refuse,
    /// They are passed over.
    Ignore,
}

impl Extra {
    /// Whether a column of which nobody has said anything is refused. pandas hands on the labels of rows that were
    /// filtered or sorted under a name of its own: that is no component whose name is misspelt.
    pub(crate) fn refuses(self, column: &str) -> bool {
        let level = column.strip_prefix("__index_level_").and_then(|rest| rest.strip_suffix("__"));
        let is_index = level.is_some_and(|level| !level.is_empty() && level.bytes().all(|byte| byte.is_ascii_digit()));
        self == Extra::Refuse && !is_index
    }
}

/// What becomes of a NaN or an infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotFinite {
    /// The table is refused.
    #[default]
    Refuse,
    /// It is a missing value.
    Missing,
}

/// What becomes of rows in which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "InvalidRows")]
pub enum Invalid {
    /// The table is refused, and all that is wrong is told.
    #[default]
    Refuse,
    /// They are left out, and how many they are and why is told beside each figure.
    Skip,
}

/// What becomes of timestamps without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Naive {
    /// The table is refused: nobody knows what they mean.
    #[default]
    Refuse,
    /// They are moments of UTC.
    Utc,
    /// They are what a clock on the wall of the zone showed.
    Wall,
}

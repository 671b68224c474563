//! What a page is of where its data does not say so, since whoever asked knows it: whose a history is, and what a scorecard was
//! filled for.
//!
//! Rules: RPT-03, RPT-04.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::IntoStaticStr;

use touchline_kernel::{Key, PersonId, Title};

/// Whose history is rendered, and which of their two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct HistoryOf {
    /// Who got the coaching, or gave it.
    pub person: PersonId,
    /// Whether they got it or gave it.
    pub side: HistorySide,
}

/// A side of coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum HistorySide {
    /// What the person gave, as the query `history.given` told it.
    Given,
    /// What the person got, as the query `history.received` told it.
    Received,
}

/// What a scorecard was filled for, or a calibration is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "ReportAbout")]
pub struct About {
    /// The call, by its id; `calls` says what it is called. Null where that is not told.
    #[serde(default)]
    pub call: Option<Key>,
    /// Whose call it is; null where that is not told.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What the scorecard is called; null where that is not told.
    #[serde(default)]
    pub scorecard: Option<Title>,
    /// Which version of it; null where that is not told.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1_000_000))]
    pub version: Option<u32>,
}

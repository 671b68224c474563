//! Whose history a page is of: its rows do not say so, since whoever asked knows it.
//!
//! Rules: RPT-03.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::IntoStaticStr;

use touchline_kernel::PersonId;

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

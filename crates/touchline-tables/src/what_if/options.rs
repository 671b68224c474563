//! What is asked of what would lift the scores of a table: the document that a host hands in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use touchline_calculators::skill::{FrameworkGiven, PublishedScore};
use touchline_kernel::text::Key;

use crate::explain::ExplainLayout;
use crate::options::{Absent, Extra, NotFinite, ScoringOptions};

/// What is asked of what would lift scores.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WhatIfOptions {
    /// What becomes of a component for which the table has no column.
    pub absent: Absent,
    /// The area whose score is to be lifted; the overall score where it is null.
    pub area: Option<Key>,
    /// The columns of components that do not have the component's key as their name.
    pub columns: BTreeMap<String, String>,
    /// What becomes of columns that are neither a component nor kept.
    pub extra: Extra,
    /// The framework; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// Columns that are handed on as they are, ahead of what is told.
    pub keep: Vec<String>,
    /// Whether there is a row for each row, or one for each component of each row that may be changed.
    pub layout: ExplainLayout,
    /// How many rows may be told, where whoever hands the table in is not trusted: more are refused before one is made.
    #[schemars(range(min = 1))]
    pub most_rows: Option<u32>,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The published score that every row is to reach, where no column says it.
    pub score: Option<PublishedScore>,
    /// By component: how much its raw measure differs between people, as a standard deviation. By these the easiest change
    /// is found.
    pub spread: BTreeMap<String, f64>,
    /// The column of the published scores that are to be reached; of a row where it is null nothing is asked.
    pub target: Option<String>,
    /// How many threads work on a batch.
    #[schemars(range(min = 1, max = 1024))]
    pub threads: u32,
    /// The view of the framework, where not all of it counts.
    pub view: Option<Key>,
}

impl Default for WhatIfOptions {
    fn default() -> Self {
        let ScoringOptions { absent, columns, extra, framework, keep, not_finite, threads, view, .. } =
            ScoringOptions::default();
        WhatIfOptions {
            absent,
            area: None,
            columns,
            extra,
            framework,
            keep,
            layout: ExplainLayout::default(),
            most_rows: None,
            not_finite,
            score: None,
            spread: BTreeMap::new(),
            target: None,
            threads,
            view,
        }
    }
}

impl WhatIfOptions {
    /// How the rows themselves are scored.
    pub(super) fn scoring(&self) -> ScoringOptions {
        ScoringOptions {
            absent: self.absent,
            columns: self.columns.clone(),
            extra: self.extra,
            framework: self.framework.clone(),
            keep: self.keep.clone(),
            not_finite: self.not_finite,
            view: self.view.clone(),
            ..ScoringOptions::default()
        }
    }
}

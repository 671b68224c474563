//! How a table is to be explained: the document that a host hands in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::text::Key;

use crate::options::{Absent, Extra, NotFinite, ScoringOptions};

/// How a table is to be explained.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExplainOptions {
    /// What becomes of a component for which the table has no column.
    pub absent: Absent,
    /// The area whose score is explained; every area's where it is null. Of an area alone no other's measures are read.
    pub area: Option<Key>,
    /// The columns of components that do not have the component's key as their name.
    pub columns: BTreeMap<String, String>,
    /// Whether the value and the weight of each component are told, too; in the layout `parts` they always are.
    pub detail: bool,
    /// What becomes of columns that are neither a component nor kept.
    pub extra: Extra,
    /// The framework; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// Columns that are handed on as they are, ahead of what is told.
    pub keep: Vec<String>,
    /// Whether there is a row for each row, or one for each component of each row.
    pub layout: ExplainLayout,
    /// How many rows may be told, where whoever hands the table in is not trusted: more are refused before one is made.
    #[schemars(range(min = 1))]
    pub most_rows: Option<u32>,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// Whether the overall score is explained, in place of the areas'.
    pub overall: bool,
    /// How many threads work on a batch.
    #[schemars(range(min = 1, max = 1024))]
    pub threads: u32,
    /// The view of the framework, where not all of it counts.
    pub view: Option<Key>,
}

/// What a row is of what is told about the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExplainLayout {
    /// What a row of the table is, with columns for each component.
    #[default]
    Rows,
    /// A component of a row of the table.
    Parts,
}

impl Default for ExplainOptions {
    fn default() -> Self {
        let ScoringOptions { absent, columns, detail, extra, framework, keep, not_finite, threads, view, .. } =
            ScoringOptions::default();
        let (area, layout, overall) = (None, ExplainLayout::default(), false);
        ExplainOptions {
            absent,
            area,
            columns,
            detail,
            extra,
            framework,
            keep,
            layout,
            most_rows: None,
            not_finite,
            overall,
            threads,
            view,
        }
    }
}

impl ExplainOptions {
    /// How the rows themselves are scored.
    pub(super) fn scoring(&self) -> ScoringOptions {
        ScoringOptions {
            absent: self.absent,
            columns: self.columns.clone(),
            extra: self.extra,
            framework: self.framework.clone(),
            keep: self.keep.clone(),
            not_finite: self.not_finite,
            threads: self.threads,
            view: self.view.clone(),
            ..ScoringOptions::default()
        }
    }

    /// Whether more is told of a component than what it gives and keeps.
    pub(super) fn tells_all(&self) -> bool {
        self.detail || self.layout == ExplainLayout::Parts
    }
}

//! A report, and how it is wanted.
//!
//! Rules: RPT-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use strum::{IntoStaticStr, VariantArray};

#[cfg(feature = "pdf")]
use super::FontGiven;
use crate::layout::{About, Calls, HistoryOf, Names, ReportKind};
use crate::words::ReportTexts;
use touchline_kernel::text::Locale;
use touchline_kernel::{Instant, Key, Zone};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReportFormat {
    /// The data itself, in the canonical form.
    Json,
    /// Markdown.
    Markdown,
    /// One HTML page that loads nothing.
    Html,
    /// CSV: every value, or one table.
    Csv,
    /// PDF/A-2a and PDF/UA-1, in Base64. It takes the moment at which it is made.
    #[cfg(feature = "pdf")]
    Pdf,
}

/// A report, and how it is wanted.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ReportRenderInput")]
pub struct RenderInput {
    /// Of a scorecard or a calibration, what it is of, which its data does not say; else null.
    #[serde(default)]
    pub about: Option<About>,
    /// When it is made, which a PDF says of itself; of other formats it may be null.
    #[serde(default)]
    pub at: Option<Instant>,
    /// What calls are called and when they were, by their ids. A call that is not here is told by its id.
    #[serde(default)]
    pub calls: Calls,
    /// The report's data, as an operation or a query gave it.
    #[schemars(with = "serde_json::Value")]
    pub data: Box<RawValue>,
    /// The host's fonts, for what those of a PDF do not cover: the first that has a character counts.
    #[cfg(feature = "pdf")]
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub fonts: Vec<FontGiven>,
    /// The format.
    pub format: ReportFormat,
    /// Of a history, whose it is and whether they got it or gave it, which its data does not say; else null.
    #[serde(default)]
    pub history: Option<HistoryOf>,
    /// What kind of report it is.
    pub kind: ReportKind,
    /// How numbers and days are written; as the words' language does where it is null.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// What people are called, by their ids. Who has no name here is told by their id.
    #[serde(default)]
    pub names: Names,
    /// Of CSV, the table that is wanted; every value where it is null.
    #[serde(default)]
    pub table: Option<Key>,
    /// The words of another language; English where it is null.
    #[serde(default)]
    pub words: Option<ReportTexts>,
    /// The zone whose clock tells moments; UTC where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

//! One document in each format. A format decides how something is said, and never what.
//!
//! Rules: RPT-04.

mod csv;
#[cfg(feature = "pdf")]
mod glyphs;
mod html;
mod input;
mod markdown;
mod operations;
#[cfg(feature = "pdf")]
mod pdf;

pub use csv::{every_value, one_table, read_cell, write_cell};
pub use html::html;
pub use input::{RenderInput, ReportFormat};
pub use markdown::markdown;
pub use operations::{OPERATIONS, Rendered, ReportEncoding, render};
#[cfg(feature = "pdf")]
pub use pdf::{FontGiven, pdf};

/// Reads the fonts that ship, once.
pub(crate) fn warm_up() {
    #[cfg(feature = "pdf")]
    pdf::warm_up();
}

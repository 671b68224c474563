//! Layouts: how each kind of report becomes a document. A layout is a table of parts, each with the place in the data that it
//! shows; one walk does them all. Data of another shape is refused with the place that differs.
//!
//! Rules: RPT-03, RPT-04.

mod called;
mod form;
mod kinds;
mod part;
mod scope;
#[cfg(test)]
mod tests;
mod walk;
mod whose;

pub use called::{CallNamed, Calls};
pub use kinds::ReportKind;
pub use part::{Field, Form, Layout, Part, TableOf};
pub(crate) use scope::DATA;
pub use scope::{Beside, Names, Scope};
pub use walk::lay_out;
pub use whose::{About, HistoryOf, HistorySide};

//! How numbers and days are written where a report is read: marks and orders by locale, as a table.
//!
//! Rules: RPT-07.

mod clock;
mod direction;
mod print;
mod table;

pub(crate) use clock::clock;
pub use direction::is_right_to_left;
pub use print::Printer;
pub use table::{DayOrder, Marks, NAMED};

impl Marks {
    /// The marks of a locale: its own row, else that of its language, else those without a language.
    #[must_use]
    pub fn of(tag: &str) -> &'static Marks {
        let tag = tag.to_ascii_lowercase();
        let language = tag.split('-').next().unwrap_or_default();
        let row = |wanted: &str| NAMED.iter().find(|(name, _)| *name == wanted).map(|(_, marks)| marks);
        let subtags = || tag.split('-').skip(1).find(|subtag| subtag.len() == 2);
        let regional = subtags().and_then(|region| row(&format!("{language}-{region}")));
        regional.or_else(|| row(language)).unwrap_or(&table::NEUTRAL)
    }
}

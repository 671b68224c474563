//! What is no moment.
//!
//! Rules: BAT-02.

/// Why what stands in a row is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Wrong<'a> {
    /// It lies outside the years 0001 to 9999.
    Outside(i64),
    /// A text without a zone, where nobody said what it means.
    Naive,
    /// A text that is no date and no date-time.
    Unread(&'a str),
}

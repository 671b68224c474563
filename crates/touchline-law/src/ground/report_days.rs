//! The days that a report is over: no more of them than ten years have, whether it is asked for or shared.
//!
//! Rules: RPT-03, RPT-08.

use touchline_kernel::{DaySpan, Reason};

/// The most days that a report is over.
pub const MOST_REPORT_DAYS: i64 = 3_660;

/// Whether a report can be over these days, or why it cannot.
///
/// # Errors
/// Days that end before they begin, and too many.
pub fn check_report_days(days: DaySpan) -> Result<(), Reason> {
    days.check()?;
    let length = days.last.days_since(days.first).saturating_add(1);
    if length > MOST_REPORT_DAYS {
        return Err(Reason::out_of_range(length, 1, MOST_REPORT_DAYS));
    }
    Ok(())
}

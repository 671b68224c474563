//! The coaching report and its card, for hosts.

use super::card::QuickCard;
use super::input::CoachingReportInput;
use super::report::CoachingReport;
use touchline_kernel::{Failure, Limits};

touchline_kernel::operations! {
    /// The coaching report of a person and a period, from what was scored, measured and recommended: typed data, with what
    /// it leaves out and why. `report.render` makes a page of it.
    "report.coaching": report_coaching, read under |_| Limits::WIDEST;
    /// The same on one card: top strength, focus area, this week's tip, the call to go through again.
    "report.quick_card": report_quick_card, read under |_| Limits::WIDEST;
}

fn report_coaching(input: CoachingReportInput) -> Result<CoachingReport, Failure> {
    CoachingReport::of(input).map_err(Failure::BadInput)
}

fn report_quick_card(input: CoachingReportInput) -> Result<QuickCard, Failure> {
    CoachingReport::of(input).map(QuickCard::from).map_err(Failure::BadInput)
}

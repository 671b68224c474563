//! The coaching report of a person and a period, and the card that is its shortest form: composed of what was scored,
//! measured and recommended already. It adds no figure of its own but counts, and says what it leaves out, and why.
//!
//! Rules: RPT-01, RPT-02.

mod calls;
mod card;
mod compose;
mod input;
mod operations;
mod report;

pub use calls::{CallPick, CallReview, ReportedCall, SpokenMeasure, SpokenMeasures};
pub use card::{CardArea, QuickCard};
pub use input::{CoachingReportInput, ReportOptions};
pub use operations::OPERATIONS;
pub use report::{
    Clip, CoachingReport, FocusArea, ReportArea, ReportStrength, ShownExample, Whose, Withheld, WithheldPart,
    WithheldReason,
};

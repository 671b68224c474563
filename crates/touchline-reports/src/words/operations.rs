//! The words of reports, for hosts.

use super::{ReportTexts, default_texts};
use touchline_kernel::{Failure, Nothing};

touchline_kernel::operations! {
    /// Check words of one's own: they come back as they are read, or every fault is told at once.
    "report.check_words": report_check_words;
    /// The words that ship, in English, to be printed, translated and handed to `report.render`.
    "report.words": report_words;
}

fn report_check_words(texts: ReportTexts) -> Result<ReportTexts, Failure> {
    texts.check("").map_err(Failure::BadInput)?;
    Ok(texts)
}

fn report_words(_: Nothing) -> Result<ReportTexts, Failure> {
    Ok(default_texts().clone())
}

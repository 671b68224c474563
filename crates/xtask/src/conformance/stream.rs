//! The cases as a stream, for an executor that runs elsewhere.

use std::path::Path;

use super::report;
use super::stage::Performance;
use super::suite::Suite;
use crate::{Result, repository};

/// How much of the suite an executor performs elsewhere.
#[derive(Clone, Copy)]
pub(crate) enum Share {
    Whole,
    /// Each verb and each operation with each sort of answer, in the shortest cases that show it.
    Telling,
}

/// Writes the stream for running an executor elsewhere, and tells how many cases it has.
pub(crate) fn write_stream(path: &Path, share: Share) -> Result<usize> {
    let performances: Vec<&Performance> = match share {
        Share::Whole => Suite::performed()?.iter().collect(),
        Share::Telling => report::telling(Suite::performed()?),
    };
    let cases = performances.len();
    repository::write(path, report::stream(performances).as_bytes()).map(|()| cases)
}

/// Writes the stream of the cases in files of such names.
pub(crate) fn write_stream_of(path: &Path, files: &str) -> Result {
    let performances = Suite::of_files(|file| file.starts_with(files))?.perform(&[])?;
    repository::write(path, report::stream(&performances).as_bytes())
}

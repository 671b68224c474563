//! The cases as a stream, for an executor that runs elsewhere.

use std::path::Path;

use super::report;
use super::suite::Suite;
use crate::{Result, repository};

/// Writes the stream of the shortest cases that show each function of a face with each sort of answer, for running an executor
/// elsewhere, and tells how many they are.
pub(crate) fn write_telling(path: &Path) -> Result<usize> {
    let telling = report::telling(Suite::performed()?);
    let cases = telling.len();
    repository::write(path, report::stream(telling).as_bytes()).map(|()| cases)
}

/// Writes the stream of the cases in files of such names.
pub(crate) fn write_stream_of(path: &Path, files: &str) -> Result {
    let performances = Suite::of_files(|file| file.starts_with(files))?.perform(&[])?;
    repository::write(path, report::stream(&performances).as_bytes())
}

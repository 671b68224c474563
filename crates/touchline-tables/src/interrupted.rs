//! Why a table was not read to its end.

use touchline_kernel::rejection::{BadInput, Fault};

use crate::progress::Progress;

/// Why a stream ended before its end.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Interrupted {
    /// What is wrong with the table, or with the stream that it comes from.
    #[error("{}", a_line_each(.0))]
    BadInput(BadInput),
    /// Whoever was told of the progress wanted no more.
    #[error("stopped after {} rows", .0.rows)]
    Stopped(Progress),
}

fn a_line_each(bad: &BadInput) -> String {
    let line = |fault: &Fault| {
        let path = if fault.path.is_empty() { "the table" } else { &fault.path };
        format!("{path}: {}", fault.reason.message())
    };
    bad.faults.iter().map(line).collect::<Vec<_>>().join(
        "
",
    )
}

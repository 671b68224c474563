//! Many lines in one call, a few at a time: between two of them it can be interrupted, and what was done until then is
//! handed out.
//!
//! Rules: API-04.

use pyo3::prelude::*;
use pyo3::types::PyList;
use touchline::kernel::reader::MAX_BYTES;
use touchline::waist::{Answer, Batch};

use crate::handle::{Many, Refused, Told};

/// Where what was done is put as it comes: a pair of answers and records for each piece.
pub(crate) type Pieces<'py> = Bound<'py, PyList>;

/// How many lines are gone through between two looks for a signal: a few milliseconds of work.
const AT_ONCE: usize = 64;

/// Goes through lines piece by piece. The handle is free in between, since a signal's handler may use it.
pub(crate) fn in_pieces(
    py: Python<'_>,
    lines: &[u8],
    pieces: Option<Pieces<'_>>,
    mut some: impl FnMut(&[u8]) -> PyResult<Result<Batch, Answer>>,
) -> PyResult<Many> {
    let mut all = Batch::default();
    let mut rest = Some(lines);
    while let Some((piece, more)) = rest.map(cut) {
        let mut done = match some(piece)? {
            Ok(done) => done,
            Err(answer) => return Ok(Many::refused(answer)),
        };
        all.accepted += done.accepted;
        all.refused += done.refused;
        // Each piece is small: what is told of refused commands grows from piece to piece.
        if more.is_some() && all.refused > MAX_BYTES && !done.broken_off {
            done.refused = all.refused;
            done.break_off();
        }
        match &pieces {
            Some(pieces) => {
                pieces.append((done.answers, done.records))?;
                py.check_signals()?;
            }
            // Nobody would get what was done until then: it goes on to its end.
            None => {
                all.answers += &done.answers;
                all.records += &done.records;
            }
        }
        rest = more.filter(|_| !done.broken_off);
    }
    Ok(all.told())
}

/// The next few lines, with their line ends, and those after them.
fn cut(lines: &[u8]) -> (&[u8], Option<&[u8]>) {
    let ends = lines.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let end = ends.map(|(at, _)| at + 1).nth(AT_ONCE - 1).unwrap_or(lines.len());
    let (piece, rest) = lines.split_at(end);
    (piece, Some(rest).filter(|rest| !rest.is_empty()))
}

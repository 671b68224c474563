//! A sound log with one byte changed is not sound, unless the change is one that no reader of JSON can see.

use touchline::kernel::reader::canonicalise;
use touchline::waist::Status;

use crate::verify;

/// How many places of a log are tried, spread over all of it.
const PLACES: usize = 24;

/// Changes one byte of a log that verified, here and there, and expects each to be found.
pub(crate) fn none_is_accepted(log: &[u8]) {
    let step = (log.len() / PLACES).max(1);
    // Where it begins differs from log to log, so that many logs together are tried everywhere.
    let first = log.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte))) % step;
    for place in (first..log.len()).step_by(step) {
        for bit in [1, 1 << 5] {
            let mut altered = log.to_vec();
            altered.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= bit);
            let accepted = verify(&altered, altered.len()).status == Status::Ok;
            assert!(!accepted || values(&altered) == values(log), "byte {place} was changed by {bit} and not missed");
        }
    }
}

/// What the lines say, however they are spaced and escaped.
fn values(log: &[u8]) -> Vec<Option<String>> {
    let lines = log.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| canonicalise(line).ok()).collect()
}

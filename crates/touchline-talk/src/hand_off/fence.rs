//! A line that the text of a call cannot hold: it is made from a digest of all that was said, so that whoever said it could
//! not have known it.
//!
//! Rules: AIX-03.

use crate::transcript::Transcript;
use touchline_kernel::record::Hash;

/// How many digits of the digest stand in the line.
const DIGITS: usize = 32;

/// The line that stands before and behind a transcript.
pub(super) fn of(transcript: &Transcript) -> String {
    let mut parts: Vec<&[u8]> = vec![b"touchline: what was said"];
    for segment in &transcript.segments {
        parts.extend([b"\0".as_slice(), segment.text.as_bytes()]);
    }
    let mut hash = Hash::of(&parts);
    loop {
        let digits: String = hash.bytes().iter().map(|byte| format!("{byte:02x}")).take(DIGITS / 2).collect();
        let line = format!("=== call {digits} ===");
        // A digest of a text does not stand in the text; were it so, another one would be taken.
        if !transcript.segments.iter().any(|segment| segment.text.contains(&digits)) {
            return line;
        }
        hash = Hash::of(&[hash.bytes()]);
    }
}

//! Snapshots as the judge sees them: their parts, taken apart by the wire contract, and what is in them.

use touchline::waist::Loader;

/// The kind and the length of what is in a frame.
const HEAD: usize = 5;
const DIGEST: usize = 32;

/// The first line and the frames, one after the other.
pub(crate) fn parts(bytes: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    let end = bytes.iter().position(|byte| *byte == b'\n').ok_or("a snapshot begins with a line")?;
    let (first, mut rest) = bytes.split_at(end + 1);
    let mut parts = vec![first.to_vec()];
    while !rest.is_empty() {
        let length = rest.get(1..HEAD).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
        let length = HEAD + length.ok_or("a frame has a length")? as usize + DIGEST;
        let (frame, after) = rest.split_at_checked(length).ok_or("a frame is whole")?;
        parts.push(frame.to_vec());
        rest = after;
    }
    Ok(parts)
}

/// What is in a snapshot, as lines.
pub(crate) fn printed(bytes: &[u8]) -> Result<String, String> {
    let printed = || {
        let mut loader = Loader::new(b"")?;
        loader.feed(bytes)?;
        loader.finish()?.printed()
    };
    printed().map_err(|answer: touchline::waist::Answer| format!("a snapshot that does not load: {}", answer.json))
}

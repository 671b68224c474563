//! How far a JSON text runs before something in it needs a second look. Reading and printing share it.

/// The number of bytes before the first that JSON does not allow as itself within quotes.
pub(in crate::kernel) fn plain_length(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<16>();
    // Without a branch inside a block the compiler looks at its sixteen bytes at once.
    let plain_blocks = blocks.iter().take_while(|block| !block.iter().fold(false, |any, byte| any | is_special(*byte)));
    let skipped = plain_blocks.count().saturating_mul(16);
    let rest = bytes.get(skipped..).unwrap_or_default();
    skipped.saturating_add(rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len()))
}

const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

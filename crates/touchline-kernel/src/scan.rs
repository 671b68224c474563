//! How far a JSON text runs before something in it needs a second look. Reading and printing share it.

/// The number of bytes before the first that JSON does not allow as itself within quotes.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    // Most texts are names, which end within one word.
    match bytes.first_chunk().map(|word| plain_in_word(*word)) {
        Some(length @ 0..8) => length,
        _ => plain_in_blocks(bytes),
    }
}

fn plain_in_blocks(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks();
    let mut plain = 0_usize;
    for block in blocks {
        // Without a branch inside a block the compiler looks at its sixteen bytes at once.
        if block.iter().fold(false, |any, byte| any | is_special(*byte)) {
            return plain.saturating_add(plain_in_block(*block));
        }
        plain = plain.saturating_add(block.len());
    }
    plain.saturating_add(rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len()))
}

/// How many bytes are looked at in one.
const BLOCK: usize = 16;

const fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// As [`plain_length`], of sixteen bytes in one number.
fn plain_in_block(block: [u8; BLOCK]) -> usize {
    let marks = u128::from_le_bytes(block.map(|byte| if is_special(byte) { u8::MAX } else { 0 }));
    usize::try_from(marks.trailing_zeros() >> 3).unwrap_or_default()
}

/// As [`plain_length`], of eight bytes in one number. Subtraction from all of them at once leaves the top bit
/// set in each that was too small; a borrow can only spoil bytes after the first such, which no one asks for.
fn plain_in_word(word: [u8; 8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
    let bytes = u64::from_le_bytes(word);
    let below = |bytes: u64, bound: u8| bytes.wrapping_sub(ONES.wrapping_mul(bound.into())) & !bytes & TOPS;
    let equal = |byte: u8| below(bytes ^ ONES.wrapping_mul(byte.into()), 1);
    let special = below(bytes, 0x20) | equal(b'"') | equal(b'\\');
    usize::try_from(special.trailing_zeros() >> 3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_at_every_place_is_plain_or_stops() {
        for length in 0..40 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    let expected = if byte < 0x20 || byte == b'"' || byte == b'\\' { place } else { length };
                    assert_eq!(plain_length(&text), expected, "{byte} at {place} of {length}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_first_of_many_stops(text in proptest::collection::vec(any::<u8>(), 0..80)) {
            let first = text.iter().position(|byte| is_special(*byte)).unwrap_or(text.len());
            prop_assert_eq!(plain_length(&text), first);
        }
    }
}

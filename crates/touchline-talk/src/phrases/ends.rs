//! Where a sentence may end, sought eight bytes at a time: at one of the three signs of ASCII, or at what is beyond ASCII and has to
//! be read.

use super::bytes::{TOPS, bits_between, every, first_of, last_of};

/// The first byte of a text that is one of the three signs, or is of a longer character.
pub(crate) fn first_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (whole, _) = bytes.as_chunks();
    let rest = whole.len().saturating_mul(8);
    let within = |at: usize, bytes: u64| {
        let ends = end_bits(bytes);
        let nth = usize::try_from(ends.trailing_zeros() >> 3).unwrap_or_default();
        (ends != 0).then(|| at.saturating_add(nth))
    };
    let mut eights = whole.iter().enumerate();
    let found = eights.find_map(|(nth, eight)| within(nth.saturating_mul(8), u64::from_le_bytes(*eight)));
    found.or_else(|| within(rest, last_of(bytes, rest)))
}

/// The last one.
pub(crate) fn last_end(text: &str) -> Option<usize> {
    let (rest, whole) = text.as_bytes().as_rchunks();
    let place = |nth: usize| nth.saturating_mul(8).saturating_add(rest.len());
    let within = |at: usize, bytes: u64| {
        let ends = end_bits(bytes);
        let behind = usize::try_from(ends.leading_zeros() >> 3).unwrap_or_default();
        (ends != 0).then(|| at.saturating_add(7_usize.saturating_sub(behind)))
    };
    let mut eights = whole.iter().enumerate().rev();
    let found = eights.find_map(|(nth, eight)| within(place(nth), u64::from_le_bytes(*eight)));
    found.or_else(|| within(0, first_of(rest)))
}

/// The top bit of each of eight bytes that is one of the three signs, or is of a longer character.
const fn end_bits(bytes: u64) -> u64 {
    // Letters and spaces, which most bytes are, lie beyond all three.
    let beyond = bytes & TOPS;
    if bits_between(bytes, b'!', b'?') | beyond == 0 {
        return 0;
    }
    equal_bits(bytes, b'.') | equal_bits(bytes, b'!') | equal_bits(bytes, b'?') | beyond
}

/// The top bit of each of eight bytes that is this one.
const fn equal_bits(bytes: u64, byte: u8) -> u64 {
    let other = bytes ^ every(byte);
    !(((other & !TOPS).wrapping_add(!TOPS)) | other) & TOPS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ends_are_found_as_byte_by_byte(text in prop_oneof![any::<String>(), "[a-z -@]{0,40}", "[a-c]{0,20}[.!?é5]?[a-c]{0,20}"]) {
            let is_end = |byte: &u8| matches!(byte, b'.' | b'!' | b'?') || !byte.is_ascii();
            prop_assert_eq!(first_end(&text), text.as_bytes().iter().position(is_end));
            prop_assert_eq!(last_end(&text), text.as_bytes().iter().rposition(is_end));
        }
    }
}

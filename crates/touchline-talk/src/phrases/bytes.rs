//! Eight bytes of a text at a time, as one number, of which the first byte is the lowest.

/// The top bit of each byte.
pub(super) const TOPS: u64 = every(0x80);
/// What makes letters of ASCII small, and leaves digits as they are.
const LOWER: u64 = every(0x20);

/// So many times the same byte.
pub(super) const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// A text whose eights are asked for one after the other: near its end as quickly as before it, since nobody guesses which word
/// is the last.
pub(super) struct Eights<'a> {
    /// Eight of them at least.
    bytes: &'a [u8],
    /// Where the last eight begin.
    last: usize,
}

impl<'a> Eights<'a> {
    /// Those of a text; fewer than eight bytes are kept in `few`.
    pub(super) fn of(bytes: &'a [u8], few: &'a mut [u8; 8]) -> Self {
        match bytes.len().checked_sub(8) {
            Some(last) => Eights { bytes, last },
            None => {
                few.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
                Eights { bytes: few, last: 0 }
            }
        }
    }

    /// Eight bytes from a place before the end on, with zeros after it.
    #[inline]
    pub(super) fn at(&self, at: usize) -> u64 {
        let from = at.min(self.last);
        let chunk = self.bytes.get(from..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        // Those before the place fall out at the lower end.
        u64::from_le_bytes(chunk) >> ((at.saturating_sub(from) << 3) & 63)
    }
}

/// Eight bytes from a place on, with spaces after the end.
#[inline]
pub(super) fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => last_of(bytes, at),
    }
}

/// Fewer than eight bytes that are left behind a place, with spaces after the end.
pub(super) fn last_of(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(chunk) = bytes.last_chunk() {
        // Those before the place fall out at the lower end.
        let other = 8_usize.saturating_sub(rest.len());
        let shift = u32::try_from(other << 3).unwrap_or(u64::BITS);
        let kept = u64::from_le_bytes(*chunk).checked_shr(shift).unwrap_or_default();
        return kept | behind(every(b' '), rest.len());
    }
    first_of(rest)
}

/// Fewer than eight bytes, with spaces after the end.
pub(super) fn first_of(bytes: &[u8]) -> u64 {
    let mut chunk = [b' '; 8];
    chunk.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(chunk)
}

/// The first so many of eight bytes, and nothing of the others.
#[inline]
pub(super) const fn first(bytes: u64, length: usize) -> u64 {
    match length {
        0..8 => bytes & !(u64::MAX << (length << 3)),
        _ => bytes,
    }
}

/// Those of eight bytes behind the first so many.
const fn behind(bytes: u64, length: usize) -> u64 {
    bytes & !first(u64::MAX, length)
}

/// Letters of ASCII as small ones, digits as they are.
#[inline]
pub(super) const fn lower(bytes: u64) -> u64 {
    bytes | LOWER
}

/// Whether one of eight bytes is a space: none stands behind them.
#[inline]
pub(super) const fn is_space_at(bytes: u64, place: usize) -> bool {
    matches!(place, 0..8) && (bytes >> (place << 3)) & 0xff == 0x20
}

/// How many bytes of these eight belong to a word that begins with the first: letters and digits of ASCII, and whatever is of a
/// longer character.
#[inline]
pub(super) fn word_length(bytes: u64) -> usize {
    let length = (!word_bits(bytes) & TOPS).trailing_zeros() >> 3;
    usize::try_from(length).unwrap_or_default()
}

/// The top bit of each byte that is a letter or a digit of ASCII, or of a longer character.
#[inline]
const fn word_bits(bytes: u64) -> u64 {
    (bits_between(lower(bytes), b'a', b'z') | digit_bits(bytes) | bytes) & TOPS
}

/// The top bit of each byte that is a digit of ASCII once its own top bit is left out.
#[inline]
const fn digit_bits(bytes: u64) -> u64 {
    bits_between(bytes, b'0', b'9')
}

/// The top bit of each byte that, once its own top bit is left out, lies between two.
#[inline]
pub(super) const fn bits_between(bytes: u64, from: u8, to: u8) -> u64 {
    // Each byte has its top bit clear, so that no sum reaches into the next one.
    let low = bytes & !TOPS;
    let begun = low.wrapping_add(every(0x80_u8.wrapping_sub(from)));
    let past = low.wrapping_add(every(0x7f_u8.wrapping_sub(to)));
    begun & !past & TOPS
}

/// Whether a text is of ASCII alone and has no digit.
pub(crate) fn is_without_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (whole, _) = bytes.as_chunks();
    let beyond = |bytes: u64| (bytes | digit_bits(bytes)) & TOPS;
    let of_whole = whole.iter().fold(0, |bits, eight| bits | beyond(u64::from_le_bytes(*eight)));
    of_whole | beyond(last_of(bytes, whole.len().saturating_mul(8))) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, a byte after the other.
    fn slowly(bytes: &[u8], at: usize) -> [u8; 8] {
        let mut rest = bytes.iter().skip(at);
        core::array::from_fn(|_| rest.next().copied().unwrap_or(b' '))
    }

    proptest! {
        #[test]
        fn eight_bytes_are_those_of_the_text_and_spaces(
            bytes in proptest::collection::vec(any::<u8>(), 0..24), at in 0..30_usize, length in 0..10_usize
        ) {
            let (chunk, slow) = (eight(&bytes, at), slowly(&bytes, at));
            prop_assert_eq!(chunk.to_le_bytes(), slow);
            if let Some(left) = bytes.len().checked_sub(at).filter(|left| *left > 0) {
                let mut few = [0; 8];
                prop_assert_eq!(Eights::of(&bytes, &mut few).at(at), first(chunk, left));
            }
            let kept: [u8; 8] = core::array::from_fn(|nth| if nth < length { slow[nth] } else { 0 });
            prop_assert_eq!(first(chunk, length).to_le_bytes(), kept);
            prop_assert_eq!(is_space_at(chunk, length), slow.get(length) == Some(&b' '));
            let word = slow.iter().take_while(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
            prop_assert_eq!(word_length(chunk), word.count());
        }

        #[test]
        fn what_is_without_digits_is_so_byte_by_byte(text in prop_oneof![any::<String>(), "[a-z -@]{0,40}", "[a-c]{0,20}[5é]?[a-c]{0,20}"]) {
            let is_beyond = |byte: u8| !byte.is_ascii() || byte.is_ascii_digit();
            prop_assert_eq!(is_without_digits(&text), !text.bytes().any(is_beyond));
        }
    }
}

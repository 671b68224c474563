//! Bytes as text (RFC 4648, 4). What comes in may have line ends, and lack its padding.
//!
//! Rules: PIP-03, SES-08.

use crate::rejection::{Code, DetailKey, Reason};

/// The bytes that a text stands for; nothing where it stands for none.
#[must_use]
pub fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0_u32);
    let text = text.trim_end().trim_end_matches('=');
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held.wrapping_shl(6) | u32::from(value);
        bits = bits.saturating_add(6);
        if bits >= 8 {
            bits = bits.saturating_sub(8);
            let [.., byte] = held.wrapping_shr(bits).to_be_bytes();
            bytes.push(byte);
        }
    }
    // Six bits that are left are those of a character too few.
    (bits < 6).then_some(bytes)
}

/// The bytes that a text stands for that was handed in.
///
/// # Errors
/// It stands for none: what it begins with is told.
pub fn read(text: &str) -> Result<Vec<u8>, Reason> {
    decoded(text).ok_or_else(|| {
        let begin: String = text.chars().take(40).collect();
        Reason::new(Code::WrongType).with(DetailKey::Expected, "Base64").with(DetailKey::Actual, begin)
    })
}

/// The text that stands for some bytes.
#[must_use]
pub fn encoded(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |held: u32, shift: u32| {
        let place = crate::widen::widen(held.wrapping_shr(shift) & 63);
        DIGITS.get(place).copied().unwrap_or(b'=')
    };
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    let (threes, rest) = bytes.as_chunks::<3>();
    for [one, two, three] in threes {
        let held = u32::from_be_bytes([0, *one, *two, *three]);
        text.extend_from_slice(&[digit(held, 18), digit(held, 12), digit(held, 6), digit(held, 0)]);
    }
    match rest {
        [one] => {
            let held = u32::from_be_bytes([0, *one, 0, 0]);
            text.extend_from_slice(&[digit(held, 18), digit(held, 12), b'=', b'=']);
        }
        [one, two] => {
            let held = u32::from_be_bytes([0, *one, *two, 0]);
            text.extend_from_slice(&[digit(held, 18), digit(held, 12), digit(held, 6), b'=']);
        }
        _ => {}
    }
    // Its digits are ASCII.
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648() {
        let examples =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in examples {
            assert_eq!(encoded(bytes.as_bytes()), text);
            assert_eq!(decoded(text).unwrap(), bytes.as_bytes());
        }
    }
}

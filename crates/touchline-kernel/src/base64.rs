//! Bytes as text (RFC 4648, 4). What comes in may have line ends, and lack its padding.
//!
//! Rules: SES-08.

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

/// The text that stands for some bytes.
#[must_use]
pub fn encoded(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for three in bytes.chunks(3) {
        let held = three.iter().fold(0_u32, |held, byte| held.wrapping_shl(8) | u32::from(*byte));
        let held = held.wrapping_shl(match three.len() {
            1 => 16,
            2 => 8,
            _ => 0,
        });
        for (place, shift) in [18_u32, 12, 6, 0].into_iter().enumerate() {
            let digit = crate::widen::widen(held.wrapping_shr(shift) & 63);
            let letter = DIGITS.get(digit).filter(|_| place <= three.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
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

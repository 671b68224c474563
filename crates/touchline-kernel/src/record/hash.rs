//! SHA-256 digests, printed as 64 lower-case hexadecimal digits.

use core::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::marks::PLAIN;

/// A SHA-256 digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(Hex<32>);

/// Bytes that print as twice as many lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hex<const N: usize>(
    /// The bytes.
    pub [u8; N],
);

impl Hash {
    /// The digest of these parts, one after the other.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Hash(Hex(hasher.finalize().into()))
    }

    /// The digest's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0.0
    }

    /// How many digits a hash is printed with.
    pub(super) const DIGITS: usize = 64;

    /// Reads so many digits.
    pub(crate) fn read(digits: &str) -> Option<Self> {
        Hex::read(digits).map(Hash)
    }

    /// Appends the digits.
    pub(crate) fn print(&self, out: &mut String) {
        self.0.print(out);
    }
}

impl<const N: usize> Hex<N> {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
        let pairs: &[[u8; 2]; N] = pairs.try_into().ok()?;
        let mut values = [[0; 2]; N];
        let mut any = 0;
        // Without a branch, and with only one thing to do, the compiler reads many digits at once.
        for (value, digit) in values.as_flattened_mut().iter_mut().zip(pairs.as_flattened()) {
            *value = value_of(*digit);
            any |= *value;
        }
        let mut bytes = [0; N];
        for (byte, [high, low]) in bytes.iter_mut().zip(values) {
            *byte = (high << 4) | low;
        }
        (any & NO_DIGIT == 0).then_some(Hex(bytes))
    }

    pub(super) fn print(&self, out: &mut String) {
        let mut digits = [[0; 2]; N];
        for (pair, byte) in digits.iter_mut().zip(self.0) {
            *pair = [digit_of(byte >> 4), digit_of(byte & 15)];
        }
        // Only digits are in it, so the default is never taken.
        out.push_str(core::str::from_utf8(digits.as_flattened()).unwrap_or_default());
    }
}

/// A bit that is in no digit's value.
const NO_DIGIT: u8 = 16;

/// The value of a digit. Only lower-case ones have one: two spellings of one digest would be an alteration
/// that no hash shows.
const fn value_of(digit: u8) -> u8 {
    let (number, letter) = (digit.wrapping_sub(b'0'), digit.wrapping_sub(b'a'));
    if number < 10 {
        number
    } else if letter < 6 {
        letter.wrapping_add(10)
    } else {
        NO_DIGIT
    }
}

const fn digit_of(value: u8) -> u8 {
    if value < 10 { value.wrapping_add(b'0') } else { value.wrapping_sub(10).wrapping_add(b'a') }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = String::new();
        self.print(&mut digits);
        formatter.write_str(&digits)
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.0);
        }
        let mut digits = String::new();
        self.print(&mut digits);
        serializer.serialize_newtype_struct(PLAIN, &digits)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits<const N: usize>;
        impl<const N: usize> Visitor<'_> for Digits<N> {
            type Value = Hex<N>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("lower-case hexadecimal digits")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Hex<N>, E> {
                Hex::read(text).ok_or_else(|| E::custom("not the expected number of lower-case hexadecimal digits"))
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Hex<N>, E> {
                bytes.try_into().map(Hex).map_err(|_| E::custom("not the expected number of bytes"))
            }
        }
        if !deserializer.is_human_readable() {
            return deserializer.deserialize_bytes(Digits);
        }
        deserializer.deserialize_str(Digits)
    }
}

crate::written! {
    Hash as "Hash", in the format "hash":
    "A SHA-256 digest as 64 lower-case hexadecimal digits."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_two_lower_case_digits_and_nothing_else_is_read() {
        for byte in 0..=u8::MAX {
            let mut digits = String::new();
            Hex([byte]).print(&mut digits);
            assert_eq!(digits, format!("{byte:02x}"));
            assert_eq!(Hex::read(&digits), Some(Hex([byte])));
            let strange = !matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            for text in [[byte, b'0'], [b'f', byte]] {
                let read = core::str::from_utf8(&text).ok().and_then(Hex::<1>::read);
                assert_eq!(read.is_none(), strange, "{text:?}");
            }
        }
        assert_eq!(Hex::<1>::read("000"), None);
        assert_eq!(Hex::<1>::read("0000"), None);
    }
}

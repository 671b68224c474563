//! SHA-256 digests, printed as 64 lower-case hexadecimal digits.

use core::fmt;
use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// A SHA-256 digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(Hex<32>);

/// Bytes that print as twice as many lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Hex<const N: usize>(pub(super) [u8; N]);

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

    /// The digest of what a hasher has taken in.
    pub(crate) fn finish(hasher: Sha256) -> Self {
        Hash(Hex(hasher.finalize().into()))
    }

    /// Appends the digits.
    pub(super) fn print(&self, out: &mut String) {
        self.0.print(out);
    }
}

impl<const N: usize> Hex<N> {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut bytes = [0_u8; N];
        let digits = text.as_bytes();
        if digits.len() != N.checked_mul(2)? {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = pair else { return None };
            *byte = digit(*high)?.checked_shl(4)? | digit(*low)?;
        }
        Some(Hex(bytes))
    }

    pub(super) fn print(&self, out: &mut String) {
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
    }
}

/// Only lower-case digits: two spellings of one digest would be an alteration that no hash shows.
fn digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => digit.checked_sub(b'0'),
        b'a'..=b'f' => digit.checked_sub(b'a')?.checked_add(10),
        _ => None,
    }
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
        let mut digits = String::new();
        self.print(&mut digits);
        serializer.serialize_str(&digits)
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
        }
        deserializer.deserialize_str(Digits)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Hex::deserialize(deserializer).map(Hash)
    }
}

impl JsonSchema for Hash {
    fn schema_name() -> Cow<'static, str> {
        "Hash".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "hash",
            "description": "A SHA-256 digest as 64 lower-case hexadecimal digits."
        })
    }
}

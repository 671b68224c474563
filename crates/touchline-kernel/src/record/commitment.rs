//! Personal text in a record: a salted commitment for each place, so that text can go and the hash stays.
//!
//! Rules: WSP-10.

use core::ops::Range;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hash::{Hash, Hex};

/// 256 bits of the host's randomness, fresh for each command and never kept.
#[derive(Clone, Copy)]
pub struct Entropy(Hex<32>);

impl Entropy {
    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Hex::read(text).map(Entropy)
    }

    /// The salt of one place. One-way in the entropy, so that no salt tells another.
    fn salt(&self, pointer: &str) -> Salt {
        let digest = Hash::of(&[b"touchline/salt/1", &self.0.0, pointer.as_bytes()]);
        let mut salt = [0_u8; 16];
        salt.iter_mut().zip(digest.bytes()).for_each(|(to, from)| *to = *from);
        Salt(Hex(salt))
    }
}

/// 128 bits that keep a commitment from being guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Salt(Hex<16>);

impl Salt {
    /// How many digits a salt is printed with.
    pub(super) const DIGITS: usize = 32;

    /// Reads so many digits.
    pub(super) fn read(digits: &str) -> Option<Self> {
        Hex::read(digits).map(Salt)
    }
}

crate::written! { Salt as "Salt", in the format "salt" }

/// A commitment to one personal text. Without its salt the text was redacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// SHA-256 over a fixed prefix, the salt and the text.
    pub commitment: Hash,
    /// The salt, or null once the text was redacted.
    pub salt: Option<Salt>,
}

impl Commitment {
    /// Commits to a text.
    #[must_use]
    pub fn to(text: &str, pointer: &str, entropy: &Entropy) -> Self {
        let salt = entropy.salt(pointer);
        Commitment { commitment: commit(salt, text), salt: Some(salt) }
    }

    /// Whether this text, or its absence, is what was committed to.
    #[must_use]
    pub fn holds(&self, text: Option<&str>) -> bool {
        match (self.salt, text) {
            (Some(salt), Some(text)) => commit(salt, text) == self.commitment,
            (None, None) => true,
            _ => false,
        }
    }

    /// Appends the printed form, and says where in it the salt is.
    pub(super) fn print(&self, out: &mut String) -> Range<usize> {
        out.push_str("{\"commitment\":\"");
        self.commitment.print(out);
        out.push_str("\",\"salt\":");
        let from = out.len();
        match self.salt {
            Some(salt) => {
                out.push('"');
                salt.0.print(out);
                out.push('"');
            }
            None => out.push_str("null"),
        }
        let salt = from..out.len();
        out.push('}');
        salt
    }
}

fn commit(salt: Salt, text: &str) -> Hash {
    Hash::of(&[b"touchline/personal/1", &salt.0.0, text.as_bytes()])
}

/// The commitments of a record, by the JSON Pointer of each personal text.
pub type Private = BTreeMap<String, Commitment>;

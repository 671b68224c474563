//! A secret of which nothing is kept: what is read is its digest, and so no event, record, log or message can hold more.
//!
//! On the wire a secret is 64 digits, as [`entropy`](crate::command) is. Where it stands in what is kept, its digest is printed
//! behind `sha256:`, which the wire refuses: what a log tells opens nothing.
//!
//! Rules: RPT-08, RPT-09.

use core::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq as _;
use uuid::{Builder, Uuid};

use crate::marks::PLAIN;
use crate::record::Hash;

/// 256 bits that the host drew, of which the digest alone is kept: the SHA-256 of the 64 digits as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Secret(Hash);

/// Before the digest, where it is printed in the secret's place.
const KEPT: &str = "sha256:";

/// How many bytes SHA-256 takes at once.
const BLOCK: usize = 64;

/// What a generator gives that is broken.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Secret {
    /// The digest, to be kept.
    #[must_use]
    pub fn hash(self) -> Hash {
        self.0
    }

    /// Whether it is the one whose digest was kept. How long that takes tells nothing of where the two differ.
    #[must_use]
    pub fn is(self, kept: &Hash) -> bool {
        self.0.bytes().ct_eq(kept.bytes()).into()
    }

    /// Whether nobody drew it.
    #[must_use]
    pub fn is_guessable(self) -> bool {
        self.is(&Hash::of(&[NOTHING.as_bytes()]))
    }

    /// What stands for an id under this key, the same each time: 128 bits of the HMAC of its 16 bytes under SHA-256, of which six are
    /// those of a UUID that is made in a way of its own (version 8). The key of the HMAC is the 32 bytes of the digest.
    #[must_use]
    pub fn pseudonym(self, id: Uuid) -> Uuid {
        let keyed = |pad: u8| {
            let mut block = [pad; BLOCK];
            block.iter_mut().zip(self.0.bytes()).for_each(|(byte, key)| *byte ^= key);
            block
        };
        let inner = Hash::of(&[&keyed(0x36), id.as_bytes()]);
        let whole = Hash::of(&[&keyed(0x5c), inner.bytes()]);
        let half = whole.bytes().first_chunk().copied().unwrap_or_default();
        Builder::from_custom_bytes(half).into_uuid()
    }

    fn read(text: &str) -> Option<Self> {
        match text.strip_prefix(KEPT) {
            Some(digits) => Hash::read(digits).map(Secret),
            None => Hash::read(text).map(|_| Secret(Hash::of(&[text.as_bytes()]))),
        }
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = KEPT.to_owned();
        self.0.print(&mut text);
        serializer.serialize_newtype_struct(PLAIN, &text)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;
        impl Visitor<'_> for Digits {
            type Value = Secret;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("64 lower-case hexadecimal digits")
            }

            // What was read instead is told to nobody.
            fn visit_str<E: Error>(self, text: &str) -> Result<Secret, E> {
                Secret::read(text).ok_or_else(|| E::custom("not 64 lower-case hexadecimal digits"))
            }
        }
        deserializer.deserialize_str(Digits)
    }
}

crate::written! {
    Secret as "Secret", in the format "secret":
    "256 bits of the host's randomness as 64 lower-case hexadecimal digits, drawn for this alone. Only its digest is kept."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_of_a_secret_is_its_digest_and_reads_back_as_the_same() {
        let digits = "5".repeat(64);
        let secret = Secret::read(&digits).unwrap();
        let printed = serde_json::to_string(&secret).unwrap();
        // By `printf %064d 0 | tr 0 5 | sha256sum`.
        assert_eq!(printed, "\"sha256:911878b1ff94a6daecaba1d7ef6fda0b97116a16291389427b402a013a2ae79f\"");
        assert_eq!(serde_json::from_str::<Secret>(&printed).unwrap(), secret);
        assert!(secret.is(&secret.hash()) && !secret.is(&Hash::of(&[b"another"])));
    }

    #[test]
    fn a_pseudonym_is_the_hmac_of_the_id_as_a_program_of_others_has_it() {
        let secret = Secret::read(&"5".repeat(64)).unwrap();
        let id = Uuid::parse_str("00112233-4455-6677-8899-aabbccddeeff").unwrap();
        // By Python's hmac.
        assert_eq!(secret.pseudonym(id).to_string(), "246532a3-0a3b-8592-83eb-84f7678b7518");
        assert_ne!(Secret::read(&"6".repeat(64)).unwrap().pseudonym(id), secret.pseudonym(id));
    }

    #[test]
    fn no_text_is_a_secret_but_64_digits() {
        for text in ["", "5", &"5".repeat(63), &"5".repeat(65), &"F".repeat(64), &"g".repeat(64), &"\u{e9}".repeat(32)]
        {
            assert_eq!(Secret::read(text), None, "{text}");
        }
        assert!(Secret::read(NOTHING).is_some_and(Secret::is_guessable));
        assert!(!Secret::read(&"1".repeat(64)).is_some_and(Secret::is_guessable));
    }
}

//! What a command is remembered by, so that a retry is told from a used id, wherever that is kept.
//!
//! Rules: WSP-03.

use schemars::JsonSchema;
use serde::Serialize;

use super::Act;
use touchline_kernel::record::Hash;
use touchline_kernel::{Actor, Code, Command, CommandId, Failure, Rejection, canonical};

/// A digest of what a command wants: the first half of the SHA-256 of its name, a line's end and its canonical body. It
/// tells a retry from a reuse, and to find two wishes of which it is the same is out of anybody's reach. What a later
/// version adds to a body is not printed where it is absent, so that a retry of an older command has the digest that it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActDigest(pub u128);

/// What an accepted command is remembered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommandIdentity {
    /// Who acted.
    pub actor: Actor,
    /// What was wanted.
    pub digest: ActDigest,
    /// The command's id.
    pub id: CommandId,
}

impl ActDigest {
    /// Of a command's name and its canonical body.
    #[must_use]
    pub fn of_parts(kind: &str, body: &str) -> Self {
        let whole = Hash::of(&[kind.as_bytes(), b"\n", body.as_bytes()]);
        ActDigest(whole.bytes().first_chunk().map_or(0, |half| u128::from_be_bytes(*half)))
    }

    /// Of what a command wants.
    pub fn of(act: &Act) -> Result<Self, Failure> {
        let text = canonical::to_string(act)?;
        let body = text.strip_prefix("{\"body\":").and_then(|rest| rest.rsplit_once(",\"type\":"));
        Ok(ActDigest::of_parts(act.name(), body.map(|(body, _)| body).unwrap_or_default()))
    }
}

/// The command's identity, or a refusal where its id is remembered for something else that the actor wanted.
pub fn identify(command: &Command<Act>, remembered: Option<ActDigest>) -> Result<CommandIdentity, Failure> {
    let digest = ActDigest::of(&command.act)?;
    if remembered.is_some_and(|remembered| remembered != digest) {
        return Err(Rejection::from(Code::CommandIdReused).at("/id").into());
    }
    Ok(CommandIdentity { actor: command.actor, digest, id: command.id })
}

// A number of JSON could not hold every one of them.
touchline_kernel::in_digits!(ActDigest of u128);
touchline_kernel::written! { ActDigest as "Digest", in the format "digest" }

#[cfg(test)]
mod tests {
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    /// Agreement and objection to one bundle, of which somebody saw to it that xxh3 is the same.
    const AGREED: &str = "I agree with all of this. (e5e5c482964b16f4)";
    const OBJECTED: &str = "I object to all of this!! (5b77723699425575)";

    #[test]
    fn wsp_03_wishes_made_to_share_a_digest_of_64_bits_have_their_own() {
        let [agreed, objected] = [AGREED, OBJECTED].map(|text| {
            format!(r#"{{"bundle":"8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0004","kind":"reflection","text":"{text}"}}"#)
        });
        assert_eq!(xxh3_64(agreed.as_bytes()), xxh3_64(objected.as_bytes()));
        let digest = |body: &str| ActDigest::of_parts("bundle.respond", body);
        assert_ne!(digest(&agreed), digest(&objected));
        assert_eq!(digest(&agreed), digest(&agreed.clone()));
    }
}

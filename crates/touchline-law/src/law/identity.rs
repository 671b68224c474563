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

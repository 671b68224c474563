//! One command: decided, recorded, folded in, or refused without a trace.

use schemars::JsonSchema;
use serde::Serialize;

use super::Workspace;
use super::remembered::Place;
use crate::kernel::command::Command;
use crate::kernel::operation::Failure;
use crate::kernel::record::Sealed;
use crate::kernel::rejection::{Code, DetailKey, Reason};
use crate::law::{self, Act, ActDigest, Receipt, WireCommand};

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Accepted(Accepted),
    /// It had been done before: nothing was changed.
    Repeated(Repeated),
}

/// A command that was done.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Accepted {
    /// What the actor may be shown.
    pub receipt: Receipt,
    /// The record's place in the log. For the host alone.
    pub seq: u64,
}

/// A command that had been done before.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Repeated {
    /// The place of its record in the log. For the host alone.
    pub seq: u64,
}

impl Workspace {
    /// Executes one command. Besides the outcome comes the line to keep, if it was accepted.
    pub fn execute(&mut self, wire: &WireCommand) -> Result<(Outcome, Option<String>), Failure> {
        self.whole()?;
        let command = &wire.command;
        if let Some(repeated) = self.repeated(command)? {
            return Ok((repeated, None));
        }
        law::check_entropy(wire)?;
        let target = command.act.target();
        let decided = law::decide(command, self.policy(), &self.world)?;
        let draft = law::draft(command, &decided.events, wire.entropy.as_deref())?;
        let seq = self.seq.saturating_add(1);
        let Sealed { hash, line } = draft.seal(seq, self.head.as_ref());
        let body = draft.body().unwrap_or_default();
        let place = Place { digest: ActDigest::of_parts(command.act.name(), body), seq };
        let at = law::took_effect(command, target, &decided.events);
        for event in decided.events {
            if self.world.apply(event).is_err() {
                self.torn = Some(Reason::new(Code::RecordDoesNotFit).with(DetailKey::Seq, seq));
                return Err(Failure::Defect("an event did not fit its own decision".to_owned()));
            }
        }
        self.remembered.insert(command.actor, command.id, place);
        self.seq = seq;
        self.head = Some(hash);
        let receipt = Receipt::of(command, at, (target, self.world.state_of(target)), decided.warnings);
        Ok((Outcome::Accepted(Accepted { receipt, seq }), Some(line)))
    }

    /// What comes of a command whose id was accepted before: nothing new where it wants the same, else a refusal.
    pub fn repeated(&self, command: &Command<Act>) -> Result<Option<Outcome>, Failure> {
        let Some(place) = self.remembered.get(command.actor, command.id) else { return Ok(None) };
        law::identify(command, Some(place.digest))?;
        Ok(Some(Outcome::Repeated(Repeated { seq: place.seq })))
    }
}

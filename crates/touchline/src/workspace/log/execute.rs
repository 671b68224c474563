//! One command: decided, recorded, folded in, or refused without a trace.
//!
//! Rules: KER-04, WSP-01.

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::Workspace;
use crate::workspace::log::load::place;
use crate::workspace::log::remembered::Place;
use crate::workspace::world::DoesNotFit;
use touchline_kernel::redaction::Redaction;
use touchline_kernel::{Actor, Code, Command, CommandId, Event, Failure, Instant};
use touchline_law::ground::ThingRef;
use touchline_law::law::{self, Act, ActDigest, Cause, Change, Receipt, Retold, WireCommand};

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
        let mut line = String::new();
        let outcome = self.execute_onto(wire, &mut line)?;
        // The line end.
        Ok((outcome, line.pop().map(|_| line)))
    }

    /// Executes one command, and appends the line to keep, with its line end, to a log: what many commands bring about
    /// is written once where it is to be. What is refused, or was done before, leaves the log as it was.
    pub fn execute_onto(&mut self, wire: &WireCommand, log: &mut String) -> Result<Outcome, Failure> {
        self.may_change()?;
        let command = &wire.command;
        // Found before the id is looked up, so that what both look for comes from memory at once: a command that is new
        // is the rule, and to it the digest of a retry costs nothing more.
        let target = command.act.target();
        if let Some(repeated) = self.repeated(command)? {
            return Ok(repeated);
        }
        law::check_entropy(wire, &self.spent)?;
        let decided = law::decide_about(target, command, self.policy(), &self.world)?;
        let begin = log.len();
        let penned = law::write(&mut self.pen, log, command, &decided.events, wire.entropy.as_deref())?;
        let seq = self.seq.saturating_add(1);
        let digest = ActDigest::of_parts(command.act.name(), penned.body(log).unwrap_or_default());
        let at = law::took_effect(command, target, &decided.events);
        let noted = law::notes_told(&decided.events);
        let orders: Vec<Redaction> = decided.events.iter().filter_map(|event| event.change.redaction()).collect();
        let key = (command.actor, command.id);
        if self.apply(decided.events, command.actor).and_then(|()| self.remember(key, target, (digest, seq))).is_err() {
            penned.strike(log);
            return Err(self.torn_by(seq));
        }
        let hash = self.pen.seal(log, &penned, seq, self.head.as_ref());
        if self.world.chain(log.get(begin..).unwrap_or_default(), &noted).is_err() {
            penned.strike(log);
            return Err(self.torn_by(seq));
        }
        log.push('\n');
        for order in &orders {
            self.missing.order(order);
        }
        self.head = Some(hash);
        self.spend(wire.entropy.as_deref());
        let receipt = Receipt::of(command, at, (target, self.world.state_of(target)), decided.warnings);
        Ok(Outcome::Accepted(Accepted { receipt, seq }))
    }

    fn spend(&mut self, entropy: Option<&str>) {
        if let Some(entropy) = entropy {
            self.spent.clear();
            self.spent.push_str(entropy);
        }
    }

    /// Nothing can be asked of this workspace any more: what was decided could not be taken in.
    fn torn_by(&mut self, seq: u64) -> Failure {
        // Each line of a log is a record.
        self.torn = Some(place(Code::WorkspaceTorn, seq, seq).0);
        Failure::Defect("an event did not fit its own decision".to_owned())
    }

    /// Folds in what happened by a command of this actor's, plans what that tells whom, and forgets what is not to be
    /// known any more.
    pub(in crate::workspace) fn apply(&mut self, events: Vec<Event<Change>>, sent_by: Actor) -> Result<(), DoesNotFit> {
        let caused_by = law::caused_by(&events, sent_by);
        for event in events {
            let (redaction, cause) = (event.change.redaction(), Cause::of(&event));
            let (at, target) = (event.at, event.change.target());
            self.world.apply(event)?;
            if let Some(cause) = cause {
                self.plan(&cause, caused_by)?;
            }
            self.world.arrange(target, self.seq.saturating_add(1));
            if let Some(whose) = Retold::by(target, self.world.state_of(target)) {
                self.plan_anew(whose, at)?;
            }
            if let Some(redaction) = redaction {
                self.remembered.forget(redaction.person);
            }
        }
        Ok(())
    }

    fn plan(&mut self, cause: &Cause, caused_by: Actor) -> Result<(), DoesNotFit> {
        // The record is counted once everything in it was taken in.
        let seq = self.seq.saturating_add(1);
        for notice in cause.notices() {
            // A world has everything loaded, and refuses nobody.
            let planned = cause.plan(notice, caused_by, self.policy(), &self.world).map_err(|_| DoesNotFit)?;
            for planned in planned {
                self.world.add_planned(&planned, seq)?;
            }
        }
        Ok(())
    }

    /// Plans anew what waits at a moment for those who are told in another way from then on.
    fn plan_anew(&mut self, whose: Retold, at: Instant) -> Result<(), DoesNotFit> {
        let seq = self.seq.saturating_add(1);
        for place in self.world.notices.waiting(whose, at) {
            let Some(planned) = self.world.notices.planned(place) else { continue };
            let anew = law::replan(&planned, at, self.policy(), &self.world).map_err(|_| DoesNotFit)?;
            let coached = self.world.coached_by_course(&planned);
            self.world.notices.plan_anew(place, (&anew, coached), seq)?;
        }
        Ok(())
    }

    /// Takes note of a command that was accepted, once its events were folded in.
    pub(in crate::workspace) fn remember(
        &mut self,
        (actor, id): (Actor, CommandId),
        target: ThingRef,
        (digest, seq): (ActDigest, u64),
    ) -> Result<(), DoesNotFit> {
        let about = self.world.state_of(target).coached();
        self.remembered.insert(actor, id, Place { about, digest: Some(digest), seq })?;
        self.seq = seq;
        Ok(())
    }

    /// What comes of a command whose id was accepted before: nothing new where it wants the same, else a refusal.
    pub fn repeated(&self, command: &Command<Act>) -> Result<Option<Outcome>, Failure> {
        let Some(place) = self.remembered.get(command.actor, command.id) else { return Ok(None) };
        // What was forgotten cannot be held against what is wanted now.
        law::identify(command, place.digest)?;
        Ok(Some(Outcome::Repeated(Repeated { seq: place.seq })))
    }
}

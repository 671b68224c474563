//! The law for a host with its own database: decide, seal, evolve, available, and the tables themselves.
//!
//! A host asks `law.decide` with nothing but the command. It is told which facts to load (the state of the
//! thing is one of them), loads them all at once, asks again (a second round at the most), seals the draft
//! in its own transaction, and stores the record and the things that changed. The workspace does nothing
//! else.

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Act, ActDigest, Change, CommandIdentity, Fact, Loaded, Receipt, Source as _, StoredThing, WireCommand};
use crate::ground::ThingRef;
use crate::life::Availability;
use crate::policy::Policy;
use touchline_kernel::canonical;
use touchline_kernel::command::{Actor, Command};
use touchline_kernel::event::Event;
use touchline_kernel::lifecycle::Printed;
use touchline_kernel::operation::{Entry, Failure, Nothing, Operation};
use touchline_kernel::record::{Draft, Hash, Private, RECORD_SCHEMA};
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::text::Limits;
use touchline_kernel::time::Instant;

/// The operations of this folder.
pub const OPERATIONS: &[Entry] = &[
    Entry::of::<LawAvailable>(),
    Entry::of::<LawDecide>(),
    Entry::of::<LawEvolve>(),
    Entry::of::<LawIdentify>(),
    Entry::of::<LawLifecycles>(),
    Entry::of::<super::LawRedact>(),
    Entry::of::<LawSeal>(),
    Entry::of::<super::LawShow>(),
    Entry::of::<super::NotifyPlan>(),
    Entry::of::<super::NotifyShow>(),
];

/// Decide on one command, given the facts that are loaded; the state of the thing that it is about is one.
#[derive(JsonSchema)]
pub struct LawDecide;

/// What a decision starts from.
#[derive(Deserialize, JsonSchema)]
pub struct DecideInput {
    /// The command.
    pub command: WireCommand,
    /// The facts that are loaded; none at first.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

/// A command that is allowed, with everything that follows from it.
#[derive(Serialize, JsonSchema)]
pub struct Decision {
    /// What is to be sealed and kept.
    pub draft: DraftDocument<Command<Act>, Event<Change>>,
    /// What the actor may be shown.
    pub receipt: Receipt,
    /// Each thing that the command changed, as it is afterwards.
    pub things: Vec<StoredThing>,
}

/// A record before it is sealed.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Draft")]
pub struct DraftDocument<C, E> {
    /// The command, without its entropy.
    pub command: C,
    /// What happened, in order.
    pub events: Vec<E>,
    /// The commitments to personal texts, by their JSON Pointers.
    pub private: Private,
}

impl Operation for LawDecide {
    const NAME: &'static str = "law.decide";
    type Input = DecideInput;
    type Output = Decision;

    fn limits(input: &[u8]) -> Limits {
        limits_of_policy(input)
    }

    fn run(input: DecideInput) -> Result<Decision, Failure> {
        super::check_entropy(&input.command)?;
        let command = &input.command.command;
        let facts = Loaded::new(input.facts)?;
        let decided = super::decide(command, &input.policy, &facts)?;
        let draft = super::draft(command, &decided.events, input.command.entropy.as_deref())?;
        let target = command.act.target();
        let at = super::took_effect(command, target, &decided.events);
        let things = facts.changed(&decided.events)?;
        let after = match things.iter().find(|thing| thing.reference() == target) {
            None => facts.found(target)?,
            Some(changed) => changed.as_any(),
        };
        let receipt = Receipt::of(command, at, (target, after), decided.warnings);
        let private = draft.private();
        let draft = DraftDocument { command: command.clone(), events: decided.events, private };
        Ok(Decision { draft, receipt, things: things.into_iter().map(StoredThing).collect() })
    }
}

/// The limits of the policy that is handed in, as a workspace reads under those of its own; or none but the widest
/// for a command that was accepted once. A policy that cannot be read is told of where the whole input is read
/// strictly.
fn limits_of_policy(input: &[u8]) -> Limits {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct OfPolicy {
        limits: Limits,
    }
    #[derive(Deserialize)]
    struct WithPolicy {
        #[serde(default)]
        policy: OfPolicy,
        #[serde(default)]
        remembered: Option<IgnoredAny>,
    }
    match serde_json::from_slice(input) {
        Ok(WithPolicy { remembered: Some(_), .. }) => Limits::WIDEST,
        Ok(WithPolicy { policy, remembered: None }) => policy.limits,
        Err(_) => Limits::default(),
    }
}

/// What a command is remembered by, once it is accepted: keep it with the place of its record. A command whose
/// actor and id are remembered was done already; handed the digest that was kept with them, this refuses one
/// that wants something else.
#[derive(JsonSchema)]
pub struct LawIdentify;

/// A command and what is remembered of its id.
#[derive(Deserialize, JsonSchema)]
pub struct IdentifyInput {
    /// The command.
    pub command: WireCommand,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The digest that is kept with this actor and this id, where there is one.
    #[serde(default)]
    pub remembered: Option<ActDigest>,
}

impl Operation for LawIdentify {
    const NAME: &'static str = "law.identify";
    type Input = IdentifyInput;
    type Output = CommandIdentity;

    fn limits(input: &[u8]) -> Limits {
        limits_of_policy(input)
    }

    fn run(input: IdentifyInput) -> Result<CommandIdentity, Failure> {
        super::identify(&input.command.command, input.remembered)
    }
}

/// Seal a draft into a chain. Do it inside the transaction that stores the record, after the chain's last
/// record was read there.
#[derive(JsonSchema)]
pub struct LawSeal;

/// A draft and its place in a chain.
#[derive(Deserialize, JsonSchema)]
pub struct SealInput {
    /// The draft, as `law.decide` gave it.
    #[schemars(with = "DraftDocument<Command<Act>, Event<Change>>", extend("x-stored" = true))]
    pub draft: DraftDocument<Value, Value>,
    /// The hash of the chain's last record; null for the first.
    #[serde(default)]
    pub previous: Option<Hash>,
    /// The record's place: one more than that of the chain's last record.
    #[schemars(range(min = 1, max = 9_007_199_254_740_991_u64))]
    pub seq: u64,
}

/// A record: one accepted command with all its events, in its chain.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LogRecord")]
pub struct RecordDocument<C, E> {
    /// The command, without its entropy.
    pub command: C,
    /// What happened, in order.
    pub events: Vec<E>,
    /// The record's hash.
    pub hash: Hash,
    /// The hash of the record before; null for the first.
    pub previous: Option<Hash>,
    /// The commitments to personal texts, by their JSON Pointers.
    pub private: Private,
    /// The schema of the record's layout.
    pub schema: u32,
    /// The record's place in its log, from 1.
    pub seq: u64,
}

/// A record whose parts are printed as they came.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct SealedRecord(#[schemars(with = "RecordDocument<Command<Act>, Event<Change>>")] RecordDocument<Value, Value>);

#[derive(Serialize)]
struct Unsealed<'a> {
    command: &'a Value,
    events: &'a [Value],
}

impl Operation for LawSeal {
    const NAME: &'static str = "law.seal";
    type Input = SealInput;
    type Output = SealedRecord;

    fn run(input: SealInput) -> Result<SealedRecord, Failure> {
        let DraftDocument { command, events, private } = input.draft;
        let text = canonical::to_string(&Unsealed { command: &command, events: &events })?;
        let draft = Draft::from_parts(text, private.clone())
            .ok_or_else(|| Rejection::from(Code::CommitmentBroken).at("/draft/private"))?;
        let sealed = draft.seal(input.seq, input.previous.as_ref());
        Ok(SealedRecord(RecordDocument {
            command,
            events,
            hash: sealed.hash,
            previous: input.previous,
            private,
            schema: RECORD_SCHEMA,
            seq: input.seq,
        }))
    }
}

/// Fold events into a thing's state.
#[derive(JsonSchema)]
pub struct LawEvolve;

/// A state and what happened to it.
#[derive(Deserialize, JsonSchema)]
pub struct EvolveInput {
    /// What happened, in order.
    pub events: Vec<Event<Change>>,
    /// The state before; null where there was none.
    #[serde(default)]
    pub thing: Option<StoredThing>,
}

impl Operation for LawEvolve {
    const NAME: &'static str = "law.evolve";
    type Input = EvolveInput;
    type Output = Option<StoredThing>;

    fn run(input: EvolveInput) -> Result<Option<StoredThing>, Failure> {
        let mut thing = input.thing.map(|stored| stored.0);
        for (place, event) in input.events.into_iter().enumerate() {
            let after = super::evolve(thing, event);
            thing = Some(after.ok_or_else(|| Rejection::from(Code::EventDoesNotFit).at(format!("/events/{place}")))?);
        }
        Ok(thing.map(StoredThing))
    }
}

/// Each command on a thing, open or closed to an actor whatever its body, with the code it would get.
#[derive(JsonSchema)]
pub struct LawAvailable;

/// Whose commands on what.
#[derive(Deserialize, JsonSchema)]
pub struct AvailableInput {
    /// When.
    pub at: Instant,
    /// The facts that are loaded; none at first.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Which thing.
    pub thing: ThingRef,
    /// Who wants to know.
    pub viewer: Actor,
}

impl Operation for LawAvailable {
    const NAME: &'static str = "law.available";
    type Input = AvailableInput;
    type Output = Vec<Availability>;

    fn run(input: AvailableInput) -> Result<Vec<Availability>, Failure> {
        let facts = Loaded::new(input.facts)?;
        Ok(super::available(input.thing, input.viewer, input.at, &input.policy, &facts)?)
    }
}

/// The lifecycle tables: for each thing, every state and every command.
#[derive(JsonSchema)]
pub struct LawLifecycles;

impl Operation for LawLifecycles {
    const NAME: &'static str = "law.lifecycles";
    type Input = Nothing;
    type Output = Vec<Printed>;

    fn run(_: Nothing) -> Result<Vec<Printed>, Failure> {
        Ok(super::lifecycles())
    }
}

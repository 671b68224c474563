//! The law for a host with its own database: decide, seal, evolve, available, and the tables themselves.
//!
//! A host asks `law.decide` with nothing but the command. It is told which facts to load (the state of the
//! thing is one of them), loads them all at once, asks again (a second round at the most), seals the draft
//! in its own transaction, and stores the record and the things that changed. The workspace does nothing
//! else.
//!
//! Rules: WSP-07.

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::columns::{ThingColumns, columns_of_each};
use super::{Act, ActDigest, Change, CommandIdentity, Fact, Loaded, Receipt, Source as _, StoredThing, WireCommand};
use crate::facts::{Facts as _, Refusal};
use crate::ground::ThingRef;
use crate::life::Availability;
use crate::policy::Policy;
use touchline_kernel::lifecycle::Printed;
use touchline_kernel::record::{Draft, Hash, Private, RECORD_SCHEMA};
use touchline_kernel::{
    Actor, Code, Command, DetailKey, Event, Failure, Instant, Limits, Nothing, Reason, Rejection, canonical,
};

touchline_kernel::operations! {
    /// Each command on a thing, open or closed to an actor whatever its body, with the code it would get.
    "law.available": law_available;
    /// The same for many things in one call: all facts that any of them needs are told at once.
    "law.available_many": law_available_many;
    /// What a host keeps beside stored things to find them by: in what order lists of them go, whose they are, whom they
    /// await, what they name, and all that reach asks of them.
    "law.columns": super::columns::law_columns;
    /// Decide on one command, given the facts that are loaded; the state of the thing that it is about is one.
    "law.decide": law_decide, read under limits_of_policy;
    /// Fold events into a thing's state.
    "law.evolve": law_evolve;
    /// What a command is remembered by, once it is accepted: keep it with the place of its record. A command whose
    /// actor and id are remembered was done already; handed the digest that was kept with them, this refuses one
    /// that wants something else.
    "law.identify": law_identify, read under limits_of_policy;
    /// The lifecycle tables: for each thing, every state and every command.
    "law.lifecycles": law_lifecycles;
    /// What a viewer may see of a kind of thing, as a condition over the columns of `law.columns`: a thing is shown to them
    /// where one of the ways holds, and no other is. Where there is no way, there is nothing.
    "law.reach": super::reach::law_reach, read under limits_of_policy;
    /// The same as a condition for the WHERE clause of a query, for PostgreSQL or SQLite, with its parameters.
    "law.reach_sql": super::reach_sql::law_reach_sql, read under limits_of_policy;
    /// Take out of a host's own things what a redaction takes. What was ordered stands in the event `person.redacted`:
    /// its `person` and `held` go in as they are.
    "law.redact": super::redact_things::law_redact;
    /// Seal a draft into a chain. Do it inside the transaction that stores the record, after the chain's last
    /// record was read there.
    "law.seal": law_seal;
    /// Show things to a viewer as they may see them: the views of a workspace's queries, over things that the host
    /// loaded itself. What the viewer may not see comes back as null, and is not to be counted either.
    "law.show": super::show::law_show;
    /// Plan the messages that one record's events cause: whom they tell, and when. Hand in the facts that the command
    /// was decided on; what is wanted besides is told, in two rounds at the most. Keep each message under its id.
    "notify.plan": super::host_messages::notify_plan;
    /// Plan anew the messages that wait at a moment, since their recipient's settings or zone, or the policy, has changed:
    /// hand in those of the person, or of everybody, that are still to be told. They keep their ids.
    "notify.replan": super::host_messages::notify_replan;
    /// Show planned messages to their recipients as they may see them now. Those that a recipient no longer sees come
    /// back as null; so do, about to be sent by e-mail, those for which there is no more need.
    "notify.show": super::host_messages::notify_show;
    /// Whether what was noted down of an improvement track's sessions is as it was written. The log that holds its records
    /// is verified by itself.
    "track.verify": super::track_chain::track_verify, read under |_| Limits::WIDEST;
}

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
    /// What each of `things` is found by afterwards, in the same order.
    pub columns: Vec<ThingColumns>,
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

/// Where the command stands in an input that has one.
const COMMAND: &str = "/command";

fn law_decide(input: DecideInput) -> Result<Decision, Failure> {
    super::check_entropy(&input.command, "").map_err(|rejection| rejection.within(COMMAND))?;
    let command = &input.command.command;
    let facts = Loaded::new(input.facts)?;
    let decided =
        super::decide(command, &input.policy, &facts).map_err(|refusal| Failure::from(refusal).within(COMMAND))?;
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
    let columns = columns_of_each(things.iter())?;
    Ok(Decision { columns, draft, receipt, things: things.into_iter().map(StoredThing).collect() })
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

fn law_identify(input: IdentifyInput) -> Result<CommandIdentity, Failure> {
    super::identify(&input.command.command, input.remembered).map_err(|failure| failure.within(COMMAND))
}

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

fn law_seal(input: SealInput) -> Result<SealedRecord, Failure> {
    if input.previous.is_none() != (input.seq == 1) {
        let misplaced = Reason::new(Code::SealedOutOfPlace).with(DetailKey::Seq, input.seq);
        return Err(Rejection::from(misplaced).at("/previous").into());
    }
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

/// A state and what happened to it.
#[derive(Deserialize, JsonSchema)]
pub struct EvolveInput {
    /// What happened, in order.
    pub events: Vec<Event<Change>>,
    /// The state before; null where there was none.
    #[serde(default)]
    pub thing: Option<StoredThing>,
}

fn law_evolve(input: EvolveInput) -> Result<Option<StoredThing>, Failure> {
    let mut thing = input.thing.map(|stored| stored.0);
    for (place, event) in input.events.into_iter().enumerate() {
        let after = super::evolve(thing, event);
        thing = Some(after.ok_or_else(|| Rejection::from(Code::EventDoesNotFit).at(format!("/events/{place}")))?);
    }
    Ok(thing.map(StoredThing))
}

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

fn law_available(input: AvailableInput) -> Result<Vec<Availability>, Failure> {
    let facts = Loaded::new(input.facts)?;
    Ok(super::available(input.thing, input.viewer, input.at, &input.policy, &facts)?)
}

/// Whose commands on which things.
#[derive(Deserialize, JsonSchema)]
pub struct AvailableManyInput {
    /// When.
    pub at: Instant,
    /// The facts that are loaded; none at first.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Which things, in any order.
    #[schemars(length(max = 100_000))]
    pub things: Vec<ThingRef>,
    /// Who wants to know.
    pub viewer: Actor,
}

/// What is open on many things.
#[derive(Serialize, JsonSchema)]
pub struct AvailableOnMany {
    /// For each thing, in the same order, each command on it; null where the viewer sees no such thing.
    pub things: Vec<Option<Vec<Availability>>>,
}

fn law_available_many(input: AvailableManyInput) -> Result<AvailableOnMany, Failure> {
    let facts = Loaded::new(input.facts)?;
    let (mut things, mut missing) = (Vec::new(), Vec::new());
    for thing in input.things {
        match super::available(thing, input.viewer, input.at, &input.policy, &facts) {
            Ok(open) => things.push(Some(open)),
            Err(Refusal::NeedsFacts(keys)) => missing.extend(keys),
            Err(Refusal::Rejected(rejection)) if rejection.reason.code == Code::NotFound => things.push(None),
            Err(refusal) => return Err(refusal.into()),
        }
    }
    facts.gather(missing)?;
    Ok(AvailableOnMany { things })
}

fn law_lifecycles(_: Nothing) -> Result<Vec<Printed>, Failure> {
    Ok(super::lifecycles())
}

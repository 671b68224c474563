//! Operations over things that a host has loaded: any question of a workspace, and any fact, without one.
//!
//! Rules: WSP-07, WSP-14.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::WireQuery;
use crate::workspace::{Answered, BadgeQuestion, Collected, Collection, GoesOver, TrackOfPlan, goes_over};
use touchline_kernel::Failure;
use touchline_kernel::operation::Nothing;
use touchline_kernel::record::Hash;
use touchline_kernel::{Key, PersonId};
use touchline_law::facts::{FactKey, RESTS_ON, RestsOn};
use touchline_law::law::{
    Counts, CountsSql, Dialect, Fact, Loaded, Printing, REPLANNED, ReplannedBy, SqlRename, StoredThing, counts,
    counts_sql, first_parameter,
};
use touchline_law::notify::Planned;
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// Answer any query of a workspace over things that the host has loaded, in the same words. Lists, counts and pages are
    /// of these things; what an answer needs of others is told first, all at once, and again where that names others.
    "law.ask": law_ask;
    /// What a badge counts for a viewer, as conditions over the columns of `law.columns`: its answer is how many things of a
    /// host's own tables these hold for.
    "law.counts": law_counts;
    /// The same as a query for PostgreSQL or SQLite, with its parameters: one row, with a column for each number of the badge.
    "law.counts_sql": law_counts_sql;
    /// What facts come to over things that the host has loaded: what is asked for by these keys, in the same order. Of the
    /// kinds of things that a fact rests on, hand in all that its sentence speaks of; what these rest on in turn is told
    /// first.
    "law.facts": law_facts;
    /// What a host is to look up, as a program needs it: of which kinds of things each kind of fact is reckoned (`law.facts`), over
    /// which kinds each question goes (`law.ask`), and by which kinds what waits to be told is planned anew (`notify.replan`).
    "law.rests_on": law_rests_on;
}

/// Where the host's log stands, for the questions that are about it.
#[derive(Default, Deserialize, JsonSchema)]
pub struct LogPlace {
    /// How many records there are.
    #[schemars(range(min = 0, max = 9_007_199_254_740_990_u64))]
    pub count: u64,
    /// The hash of the last one; null where there is none.
    #[serde(default)]
    pub head: Option<Hash>,
}

/// A question, and what is loaded to answer it.
#[derive(Deserialize, JsonSchema)]
pub struct LawAskInput {
    /// The facts that are loaded beside the things. A person or a call that the host keeps elsewhere stands here, a thing
    /// that there is not as null; sums and the like take the place of what would be reckoned from the things.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// Where the host's log stands; for `log.head`.
    #[serde(default)]
    pub log: LogPlace,
    /// Messages that were planned, in the order in which they were; for `jobs.due` and `notifications.mine`.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub messages: Vec<Planned>,
    /// The policy in force, where none is among the things.
    #[serde(default)]
    pub policy: Policy,
    /// The question.
    pub query: WireQuery,
    /// The states of things, in any order, each once.
    #[schemars(length(max = 100_000))]
    pub things: Vec<StoredThing>,
    /// What was noted down of improvement tracks; for `plan.compliance` and `plan.track_proof`.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub tracks: Vec<TrackOfPlan>,
    /// Whether these are all the things that there are. Then no fact is asked for: what is not here is not anywhere.
    #[serde(default)]
    pub whole: bool,
}

/// Where the query stands in an input that has one.
const QUERY: &str = "/query";

fn law_ask(input: LawAskInput) -> Result<Answered, Failure> {
    let LawAskInput { facts, log, messages, policy, query, things, tracks, whole } = input;
    let log = (log.head, log.count);
    let collection = Collection::of(Collected { facts, log, messages, policy, things, tracks, whole })?;
    collection.ask(query.asking, &query.query).map_err(|refusal| Failure::from(refusal).within(QUERY))
}

/// Whose badge, and which.
#[derive(Deserialize, JsonSchema)]
pub struct LawCountsInput {
    /// The facts that are loaded: the viewer, as a person, is the one that is asked for.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The badge, by the name of its question.
    pub question: BadgeQuestion,
    /// Who looks.
    pub viewer: PersonId,
}

fn law_counts(input: LawCountsInput) -> Result<Counts, Failure> {
    let facts = Loaded::new(input.facts)?;
    Ok(counts(input.viewer, input.question.counts(), &input.policy, &facts)?)
}

/// Whose badge, and for which database.
#[derive(Deserialize, JsonSchema)]
pub struct LawCountsSqlInput {
    /// For which database.
    pub dialect: Dialect,
    /// As in `law.counts`.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The number of the first parameter: one more than those that stand before where this is a part of another query.
    #[serde(default = "first_parameter")]
    #[schemars(range(min = 1, max = 30_000))]
    pub first_parameter: u32,
    /// What is called otherwise than in the reference tables.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub names: Vec<SqlRename>,
    /// As in `law.counts`.
    #[serde(default)]
    pub policy: Policy,
    /// As in `law.counts`.
    pub question: BadgeQuestion,
    /// What stands in the tenant's column, where one database holds several; null where there is no such column.
    #[serde(default)]
    pub tenant: Option<Key>,
    /// As in `law.counts`.
    pub viewer: PersonId,
}

fn law_counts_sql(input: LawCountsSqlInput) -> Result<CountsSql, Failure> {
    let facts = Loaded::new(input.facts)?;
    let counts = counts(input.viewer, input.question.counts(), &input.policy, &facts)?;
    let LawCountsSqlInput { dialect, first_parameter: first, names, tenant, .. } = input;
    Ok(counts_sql(&counts, Printing { dialect, first, names, tenant })?)
}

/// Which facts, and what is loaded to reckon them.
#[derive(Deserialize, JsonSchema)]
pub struct LawFactsInput {
    /// People and calls that the host keeps elsewhere, and as null what there is not.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The keys, as they were asked for.
    #[schemars(length(max = 100_000))]
    pub keys: Vec<FactKey>,
    /// The policy in force, where none is among the things.
    #[serde(default)]
    pub policy: Policy,
    /// The states of things, in any order, each once.
    #[schemars(length(max = 100_000))]
    pub things: Vec<StoredThing>,
}

/// Facts that were asked for.
#[derive(Serialize, JsonSchema)]
pub struct ReckonedFacts {
    /// For each key, in the same order, what it comes to.
    pub facts: Vec<Fact>,
}

fn law_facts(input: LawFactsInput) -> Result<ReckonedFacts, Failure> {
    let LawFactsInput { facts, keys, policy, things } = input;
    let collection = Collection::to_reckon(Collected { facts, policy, things, ..Collected::default() })?;
    Ok(ReckonedFacts { facts: collection.facts(keys)? })
}

/// What answers rest on.
#[derive(Serialize, JsonSchema)]
pub struct AnswersRestOn {
    /// A row for each kind of fact, in the order of their names.
    pub facts: Vec<RestsOn>,
    /// A row for each question, in the order of their names.
    pub questions: Vec<GoesOver>,
    /// A row for each kind of thing by a change of which messages that wait are planned anew.
    pub replanned: Vec<ReplannedBy>,
}

fn law_rests_on(_: Nothing) -> Result<AnswersRestOn, Failure> {
    Ok(AnswersRestOn { facts: RESTS_ON.to_vec(), questions: goes_over(), replanned: REPLANNED.to_vec() })
}

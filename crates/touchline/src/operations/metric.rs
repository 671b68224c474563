//! Success metrics under a policy: figures of people, benchmarks, improvement.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use touchline_calculators::metric::{
    Account, Benchmarks, Facts, Figure, Improvement, Look, MeasuredValue, Metric, Team, Terms, Window, WindowMean,
};
use touchline_calculators::skill::{Arrow, Meaning};
use touchline_kernel::{Code, Failure, Instant, Key, Limits, Rejection};
use touchline_law::access::{ActorWithRoles, PersonByKey, seen_by_key};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// Put a person's figures beside those of their team, of its best, and of their own window before, as far as the
    /// viewer may see it.
    "metric.benchmarks": metric_benchmarks, read under |_| Limits::WIDEST;
    /// How much something improved: the mean of a window against that of the window before it, of equal length.
    "metric.improvement": metric_improvement;
    /// Measure metrics from facts: of everybody together, of some people together, and of each one.
    "metric.measure": metric_measure, read under |_| Limits::WIDEST;
}

fn all() -> Vec<Metric> {
    Metric::VARIANTS.to_vec()
}

/// Facts, and what is to be measured.
#[derive(Deserialize, JsonSchema)]
pub struct MeasureMetricsInput {
    /// The moment as of which the facts are told: what is dated later is not counted.
    pub at: Instant,
    /// Whether each owner's figures are told too.
    #[serde(default)]
    pub by_owner: bool,
    /// What happened.
    pub facts: Facts,
    /// The metrics; all of them where this is left out.
    #[serde(default = "all")]
    #[schemars(length(max = 1_000))]
    pub metrics: Vec<Metric>,
    /// Whose facts count; those of everybody, and of nobody, where it is null.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub owners: Option<Vec<Key>>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What figures rest on besides facts.
    #[serde(default)]
    pub terms: Terms,
    /// The window; the policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
}

/// The figures of one owner.
#[derive(Serialize, JsonSchema)]
pub struct OwnerFigures {
    /// The figures.
    pub figures: Vec<Figure>,
    /// Who; null for what belongs to nobody.
    pub owner: Option<Key>,
}

/// What was measured.
#[derive(Serialize, JsonSchema)]
pub struct Measured {
    /// The figures of each owner with a fact that counts, where they were asked for: nobody's first, then in the order
    /// of their keys.
    pub by_owner: Vec<OwnerFigures>,
    /// The figures of all who are meant, together.
    pub total: Vec<Figure>,
    /// The window.
    pub window: Window,
}

fn metric_measure(input: MeasureMetricsInput) -> Result<Measured, Failure> {
    let window = Window::meant(input.window, input.at, input.policy.organisation.zone, &input.policy.metric)?;
    let told = (input.at, window.zone().unwrap_or(input.policy.organisation.zone));
    let account = Account::new(&input.facts, &input.terms, told, &input.policy.metric)?;
    let figures = account.within(window, &input.metrics);
    let these: Option<BTreeSet<&Key>> = input.owners.as_ref().map(|owners| owners.iter().collect());
    let owners: Vec<Option<&Key>> = match &these {
        _ if !input.by_owner => Vec::new(),
        Some(these) => these.iter().copied().map(Some).collect(),
        None => figures.owners(),
    };
    let by_owner =
        owners.into_iter().map(|owner| OwnerFigures { figures: figures.of_one(owner), owner: owner.cloned() });
    let by_owner = by_owner.collect();
    let total = these.as_ref().map_or_else(|| figures.of_everybody(), |these| figures.of_these(these));
    Ok(Measured { by_owner, total, window })
}

/// Facts, a person and their team.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "MetricBenchmarksInput")]
pub struct BenchmarksInput {
    /// The moment as of which the facts are told: what is dated later is not counted.
    pub at: Instant,
    /// What happened.
    pub facts: Facts,
    /// The metrics; all of them where this is left out.
    #[serde(default = "all")]
    #[schemars(length(max = 1_000))]
    pub metrics: Vec<Metric>,
    /// Who the person and the team's members are. Of whoever is not listed the viewer may see nothing by itself.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub people: Vec<PersonByKey>,
    /// The person.
    pub person: Key,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Nothing any more: whether the viewer may see the figures of the team's members one by one is told by `viewer` and
    /// `people`.
    #[serde(default)]
    pub sees_individuals: bool,
    /// The team's members; the person is one of them, named or not.
    #[schemars(length(max = 100_000))]
    pub team: Vec<Key>,
    /// What figures rest on besides facts.
    #[serde(default)]
    pub terms: Terms,
    /// Who looks. Where they may not see the person's own figures, there are none; where they may not see those of each
    /// member, they are told of nobody, and of a group only where enough of those are in it whose figures they may not see:
    /// who sees all but one could work that one's out. Null for somebody who may see nobody's but the person's.
    #[serde(default)]
    pub viewer: Option<ActorWithRoles>,
    /// The window; the policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
}

/// A person beside others.
#[derive(Serialize, JsonSchema)]
pub struct Benchmarked {
    /// Each metric.
    pub metrics: Vec<Benchmarks>,
    /// The window before.
    pub previous_window: Window,
    /// The window.
    pub window: Window,
}

fn metric_benchmarks(input: BenchmarksInput) -> Result<Benchmarked, Failure> {
    let window = Window::meant(input.window, input.at, input.policy.organisation.zone, &input.policy.metric)?;
    let previous_window = window.previous().map_err(|rejection| rejection.at("/window"))?;
    let told = (input.at, window.zone().unwrap_or(input.policy.organisation.zone));
    let account = Account::new(&input.facts, &input.terms, told, &input.policy.metric)?;
    let seen = seen_by_key(input.viewer.as_ref(), &input.people, &input.policy.access)?;
    if input.viewer.is_some() && !seen.contains(&input.person) {
        return Err(Rejection::from(Code::NotFound).into());
    }
    let team: BTreeSet<&Key> = input.team.iter().chain([&input.person]).collect();
    let look = Look {
        arrow_percent: input.policy.skill.arrow_percent,
        group_minimum: input.policy.access.group_minimum,
        seen: &seen,
        window_is_open: window.moments().until > input.at,
    };
    let (now, before) = (account.within(window, &input.metrics), account.within(previous_window, &input.metrics));
    let metrics = Team::of(look, &team, &now).beside(&input.person, &now, &before);
    Ok(Benchmarked { metrics, previous_window, window })
}

/// What was measured, and when.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "MetricImprovementInput")]
pub struct ImprovementInput {
    /// The moment as of which it is told: what is dated later is not counted.
    pub at: Instant,
    /// Whether more is better; null where nobody says.
    #[serde(default)]
    pub more_is_better: Option<bool>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What was measured.
    #[schemars(length(max = 100_000))]
    pub values: Vec<MeasuredValue>,
    /// The window; the policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
}

/// How much something improved.
#[derive(Serialize, JsonSchema)]
pub struct ImprovementAnswer {
    /// Which way it went since the window before; null without both. Up or down is what differs by so many percent of
    /// what it was as the policy's `skill.arrow_percent` says, or more.
    pub arrow: Option<Arrow>,
    /// The change from the window before.
    pub improvement: Improvement,
    /// What the arrow means; null without one, and where nobody says whether more is better.
    pub meaning: Option<Meaning>,
    /// The window.
    pub now: WindowMean,
    /// The window before it.
    pub previous: WindowMean,
}

fn metric_improvement(input: ImprovementInput) -> Result<ImprovementAnswer, Failure> {
    let window = Window::meant(input.window, input.at, input.policy.organisation.zone, &input.policy.metric)?;
    let before = window.previous().map_err(|rejection| rejection.at("/window"))?;
    let now = WindowMean::of(&input.values, window, input.at);
    let previous = WindowMean::of(&input.values, before, input.at);
    let arrow = now.arrow_since(&previous, input.policy.skill.arrow_percent);
    let meaning = arrow.zip(input.more_is_better).map(|(arrow, more)| arrow.meaning(more));
    let improvement = Improvement::between(previous.mean, now.mean);
    Ok(ImprovementAnswer { arrow, improvement, meaning, now, previous })
}

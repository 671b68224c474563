//! Insight under a policy: how scores go over time, and the effect of coaching on whatever a host measures of people
//! and on each success metric.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::insight::{
    Asked, Coaching, CoachingNeed, CoachingRecords, Effects, Every, ManagersInsight, MetricEffects, NeedsCoaching,
    PersonInsight, PersonValue, PracticeHabit, ProficiencySince, Ranking, RankingOf, ScoreTrend, ScoreTrends,
    ScoredPerson, TeamInsight, TimeToProficiency, Times, TrendCall, TrendScore, TrendWindows, check_habits,
    check_needs, check_scored, needs_coaching,
};
use touchline_calculators::metric::{Account, Better, Facts, METRICS, Metric, Terms, Window};
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::{Failure, Instant, Key, Limits, Zone};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// The effect of coaching on what a host measures of people, such as performance, goals reached or engagement: before
    /// against after, over windows around the coaching.
    "insight.effect": insight_effect, read under |_| Limits::WIDEST;
    /// What managers can see of their coaching: how often they coach whom, how soon it is acknowledged, and what became of
    /// scores and action items.
    "insight.manager": insight_manager, read under |_| Limits::WIDEST;
    /// Who needs coaching, and why: what waits in training, what is proposed, a low level, or no coaching for long.
    "insight.needs_coaching": insight_needs_coaching, read under |_| Limits::WIDEST;
    /// What somebody can see of the coaching that they get: what waits for them, how their score goes, what they reached, and
    /// their own habits.
    "insight.person": insight_person, read under |_| Limits::WIDEST;
    /// A fair ranking of people by rates or means: in the order of estimates that are drawn towards the mean of all, the more
    /// the less is known of somebody. The raw figures stand beside them.
    "insight.ranking": insight_ranking, read under |_| Limits::WIDEST;
    /// How the skill scores of one person or of a team go over time, overall and area by area, from calls with their measures:
    /// a window of the calendar has the score of the means of its calls.
    "insight.score_trend": insight_score_trend, read under |_| Limits::WIDEST;
    /// A team at a glance: who coaches how often, what its scores come to, what there is to improve most often, and how much is
    /// answered.
    "insight.team": insight_team, read under |_| Limits::WIDEST;
    /// How many weeks people take to become proficient: the curve of Kaplan and Meier, in which whoever is not there yet counts
    /// too, and its median.
    "insight.time_to_proficiency": insight_time_to_proficiency, read under |_| Limits::WIDEST;
    /// How scores go over time that were given already, of one person or of a team: those of a window of the calendar count as
    /// their mean, and what lies between them is put to the test.
    "insight.trend": insight_trend, read under |_| Limits::WIDEST;
    /// The effect of coaching on success metrics: each one before against after, over windows around the coaching.
    "metric.effect": metric_effect, read under |_| Limits::WIDEST;
}

/// What was measured, and who was coached when.
#[derive(Deserialize, JsonSchema)]
pub struct EffectInput {
    /// The moment as of which it is told: what is dated later is not counted.
    pub at: Instant,
    /// Whether each coached person's effect is told too.
    #[serde(default)]
    pub by_person: bool,
    /// Who was coached when, and who was not.
    pub coaching: Coaching,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What was measured. What was measured of others counts for nobody.
    #[schemars(length(max = 100_000))]
    pub values: Vec<PersonValue>,
}

fn insight_effect(input: EffectInput) -> Result<Effects, Failure> {
    let times = Times::new(&input.coaching, input.at, &input.policy.insight, input.policy.organisation.zone)
        .map_err(Failure::BadInput)?;
    Ok(Effects::of(&times, &input.values, input.by_person))
}

/// What happened, and who was coached when.
#[derive(Deserialize, JsonSchema)]
pub struct MetricEffectInput {
    /// The moment as of which the facts are told: what is dated later is not counted.
    pub at: Instant,
    /// Whether each coached person's effect is told too, with their figures.
    #[serde(default)]
    pub by_person: bool,
    /// Who was coached when, and who was not. People are the owners of facts.
    pub coaching: Coaching,
    /// What happened.
    pub facts: Facts,
    /// The metrics; all of them where this is left out.
    #[serde(default = "all")]
    #[schemars(length(max = 1_000))]
    pub metrics: Vec<Metric>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What figures rest on besides facts.
    #[serde(default)]
    pub terms: Terms,
}

fn all() -> Vec<Metric> {
    METRICS.iter().map(|entry| entry.metric).collect()
}

fn metric_effect(input: MetricEffectInput) -> Result<MetricEffects, Failure> {
    let times = Times::new(&input.coaching, input.at, &input.policy.insight, input.policy.organisation.zone)
        .map_err(Failure::BadInput)?;
    let told = (input.at, input.coaching.zone.unwrap_or(input.policy.organisation.zone));
    let account = Account::new(&input.facts, &input.terms, told, &input.policy.metric)?;
    Ok(MetricEffects::of(&times, &account, &input.metrics, input.by_person))
}

/// Scores, and when.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightTrendInput")]
pub struct TrendInput {
    /// How long windows of the calendar are.
    #[serde(default = "month")]
    pub every: Every,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The scores, in any order.
    #[schemars(length(max = 100_000))]
    pub scores: Vec<TrendScore>,
    /// Where days begin and end: the person's zone. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn month() -> Every {
    Every::Month
}

fn windows(every: Every, policy: &Policy, zone: Option<Zone>) -> TrendWindows {
    TrendWindows { arrow_points: policy.skill.arrow_points, every, zone: zone.unwrap_or(policy.organisation.zone) }
}

fn insight_trend(input: TrendInput) -> Result<ScoreTrend, Failure> {
    windows(input.every, &input.policy, input.zone).of_scores(&input.scores, "/scores")
}

/// Calls with their measures, and what to make of them.
#[derive(Deserialize, JsonSchema)]
pub struct ScoreTrendInput {
    /// The calls, in any order.
    #[schemars(length(max = 10_000))]
    pub calls: Vec<TrendCall>,
    /// How long windows of the calendar are.
    #[serde(default = "month")]
    pub every: Every,
    /// The framework; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// A view of the framework; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
    /// Where days begin and end: the person's zone. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn insight_score_trend(input: ScoreTrendInput) -> Result<ScoreTrends, Failure> {
    let windows = windows(input.every, &input.policy, input.zone);
    windows.of_calls(&input.calls, &input.framework, input.view.as_ref(), "/calls")
}

fn asked(at: Instant, window: Option<Window>, zone: Option<Zone>, policy: &Policy) -> Result<Asked, Failure> {
    let zone = zone.unwrap_or(policy.organisation.zone);
    Ok(Asked { at, window: Window::meant(window, at, zone, &policy.metric)?, zone })
}

/// What was recorded, and whose coaching is meant.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightManagerInput")]
pub struct ManagerInput {
    /// The moment of the question: what is dated later is not counted.
    pub at: Instant,
    /// How often habits of good practice were met, as they were counted in the window.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub habits: Vec<PracticeHabit>,
    /// The managers; all who coached, assigned or have a habit where it is null.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub managers: Option<Vec<Key>>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What was recorded.
    pub records: CoachingRecords,
    /// The window; the policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
    /// Where days begin and end. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn insight_manager(input: ManagerInput) -> Result<ManagersInsight, Failure> {
    input.records.check("/records").map_err(Failure::BadInput)?;
    check_habits(&input.habits, "/habits").map_err(Failure::BadInput)?;
    let asked = asked(input.at, input.window, input.zone, &input.policy)?;
    Ok(ManagersInsight::of(&input.records, &input.habits, input.managers.as_deref(), &asked)?)
}

/// What is known of people.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightNeedsCoachingInput")]
pub struct NeedsCoachingInput {
    /// The moment of the question.
    pub at: Instant,
    /// The people.
    #[schemars(length(max = 100_000))]
    pub people: Vec<CoachingNeed>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Where days begin and end. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn insight_needs_coaching(input: NeedsCoachingInput) -> Result<Vec<NeedsCoaching>, Failure> {
    let told = (input.at, input.zone.unwrap_or(input.policy.organisation.zone));
    check_needs(&input.people, "/people").map_err(Failure::BadInput)?;
    Ok(needs_coaching(&input.people, told, &input.policy.insight))
}

/// What was recorded, and who is meant.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightPersonInput")]
pub struct PersonInput {
    /// The moment of the question: what is dated later is not counted.
    pub at: Instant,
    /// How long windows of the calendar are, in which the score goes.
    #[serde(default = "month")]
    pub every: Every,
    /// Who.
    pub person: Key,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What was recorded.
    pub records: CoachingRecords,
    /// The window; the policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
    /// Where days begin and end: the person's zone. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn insight_person(input: PersonInput) -> Result<PersonInsight, Failure> {
    input.records.check("/records").map_err(Failure::BadInput)?;
    input.records.check_origins("/records").map_err(Failure::BadInput)?;
    let asked = asked(input.at, input.window, input.zone, &input.policy)?;
    let windows = windows(input.every, &input.policy, input.zone);
    PersonInsight::of(&input.records, &input.person, (&asked, &windows, &input.policy.insight))
}

/// What people are ranked by.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightRankingInput")]
pub struct RankingInput {
    /// Which way is better.
    #[serde(default = "higher")]
    pub better: Better,
    /// What they are ranked by.
    pub of: RankingOf,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

fn higher() -> Better {
    Better::Higher
}

fn insight_ranking(input: RankingInput) -> Result<Ranking, Failure> {
    input.of.check("/of").map_err(Failure::BadInput)?;
    Ok(input.of.ranking(input.better, &input.policy.insight))
}

/// What was recorded, and of whom.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightTeamInput")]
pub struct TeamInput {
    /// The moment of the question: what is dated later is not counted.
    pub at: Instant,
    /// Who is in the team.
    #[schemars(length(max = 100_000))]
    pub people: Vec<Key>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What was recorded.
    pub records: CoachingRecords,
    /// The window; the policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
    /// Where days begin and end. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn insight_team(input: TeamInput) -> Result<TeamInsight, Failure> {
    input.records.check("/records").map_err(Failure::BadInput)?;
    let asked = asked(input.at, input.window, input.zone, &input.policy)?;
    Ok(TeamInsight::of(&input.records, &input.people, &asked, &input.policy.insight))
}

/// People with their scores in an area.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightTimeToProficiencyInput")]
pub struct TimeToProficiencyInput {
    /// The people.
    #[schemars(length(max = 100_000))]
    pub people: Vec<ScoredPerson>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// From when on the time runs.
    #[serde(default = "first_score")]
    pub since: ProficiencySince,
}

fn first_score() -> ProficiencySince {
    ProficiencySince::FirstScore
}

fn insight_time_to_proficiency(input: TimeToProficiencyInput) -> Result<TimeToProficiency, Failure> {
    check_scored(&input.people, input.since, "/people").map_err(Failure::BadInput)?;
    Ok(TimeToProficiency::of(&input.people, input.since, (&input.policy.insight, &input.policy.skill)))
}

//! Skill scores under a policy: scores with their levels and trends, what is expected, which way a figure went.
//!
//! Rules: SKL-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_calculators::metric::{AreaBenchmarks, AreasScored, Look, check_areas_scored};
use touchline_calculators::skill::{
    Arrow, Evidence, FrameworkGiven, Meaning, PreviousScores, Raws, Scoring, SkillScore, Target, is_any_critical,
    published,
};
use touchline_kernel::{Actor, Code, DaySpan, Failure, Instant, Key, Limits, Rejection};
use touchline_law::access::{ActorWithRoles, PersonByKey, seen_by_key};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// Put a person's scores by area beside those of their team and of its best, as far as the viewer may see it.
    "skill.benchmarks": skill_benchmarks, read under |_| Limits::WIDEST;
    /// A person's scores in a window, or those of one call: by area and overall, with level, trend and certainty, and with
    /// what every component gave to them.
    "skill.score": skill_scoring;
    /// What somebody's scores are to reach: what the policy expects of their role after their time, else 75.
    "skill.target": skill_target;
    /// Which way a figure such as a win rate went since the window before, and what that means.
    "skill.trend": skill_trend;
}

/// A person's scores by area, and those of their team.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "SkillBenchmarksInput")]
pub struct BenchmarksInput {
    /// The moment as of which it is told.
    pub at: Instant,
    /// The days that the scores are of.
    pub days: DaySpan,
    /// Who the person and the team's members are. Of whoever is not listed the viewer may see nothing by itself.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub people: Vec<PersonByKey>,
    /// The person.
    pub person: Key,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Whether a manager has released the person's scores. Those with a critical one are held from the person until then: to
    /// them there are none.
    #[serde(default)]
    pub released: bool,
    /// The scores of the team's members, the person's among them: the areas are those that the person's name.
    #[schemars(length(max = 100_000))]
    pub scores: Vec<AreasScored>,
    /// Who looks. Where they may not see the person's own scores, there are none; where they may not see those of each
    /// member, they are told of nobody, and of a group only where enough of those are in it whose scores they may not see.
    /// Null for somebody who may see nobody's but the person's.
    #[serde(default)]
    pub viewer: Option<ActorWithRoles>,
}

/// A person's areas beside those of others.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SkillBenchmarked")]
pub struct SkillsBenchmarked {
    /// The areas that the person's own scores name.
    pub areas: Vec<AreaBenchmarks>,
}

impl BenchmarksInput {
    /// Whether the person looks themselves. Whoever may see nobody's scores but the person's counts as them.
    fn is_for_the_person(&self) -> bool {
        let is_viewer = |viewer: &ActorWithRoles| {
            let own = self.people.iter().filter(|of| of.key == self.person);
            own.map(|of| Actor::Person(of.person)).any(|own| own == viewer.actor)
        };
        self.viewer.as_ref().is_none_or(is_viewer)
    }

    /// Whether one of the person's own scores is critical.
    fn is_critical(&self) -> bool {
        let own = self.scores.iter().filter(|of| of.person == self.person);
        is_any_critical(own.flat_map(|of| of.areas.values().flatten()).map(|score| published(*score)))
    }
}

fn skill_benchmarks(input: BenchmarksInput) -> Result<SkillsBenchmarked, Failure> {
    input.days.check().map_err(|reason| Rejection::from(reason).at("/days"))?;
    check_areas_scored(&input.scores, "/scores").map_err(Failure::BadInput)?;
    let seen = seen_by_key(input.viewer.as_ref(), &input.people, &input.policy.access)?;
    if input.viewer.is_some() && !seen.contains(&input.person) {
        return Err(Rejection::from(Code::NotFound).into());
    }
    if !input.released && input.is_for_the_person() && input.is_critical() {
        return Err(Rejection::from(Code::NotFound).into());
    }
    let look = Look {
        arrow_percent: input.policy.skill.arrow_percent,
        group_minimum: input.policy.access.group_minimum,
        seen: &seen,
        window_is_open: input.days.last >= input.policy.organisation.zone.day_of(input.at),
    };
    Ok(SkillsBenchmarked { areas: AreaBenchmarks::of(&input.person, &input.scores, look) })
}

/// Raw measures, and what to make of them.
#[derive(Deserialize, JsonSchema)]
pub struct ScoreInput {
    /// What the measures rest on; null where nobody knows.
    #[serde(default)]
    pub evidence: Option<Evidence>,
    /// The framework; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The published scores of the window before; null where there is none.
    #[serde(default)]
    pub previous: Option<PreviousScores>,
    /// The raw measures by component; one that is left out or null is missing. Where this is null the means of what the
    /// calls have by themselves, which are the evidence then.
    #[serde(default)]
    pub values: Option<Raws>,
    /// A view of the framework; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
}

fn skill_scoring(input: ScoreInput) -> Result<SkillScore, Failure> {
    let scoring = Scoring {
        evidence: input.evidence.as_ref(),
        framework: &input.framework,
        policy: &input.policy.skill,
        previous: input.previous.as_ref(),
        values: input.values.as_ref(),
        view: input.view.as_ref(),
    };
    scoring.score()
}

/// Who.
#[derive(Deserialize, JsonSchema)]
pub struct TargetInput {
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The roles.
    #[serde(default)]
    pub roles: Vec<Key>,
    /// How many days ago they were hired; null where nobody knows, which counts as today.
    #[serde(default)]
    pub tenure_days: Option<u32>,
}

fn skill_target(input: TargetInput) -> Result<Target, Failure> {
    Ok(input.policy.skill.target(&input.roles, input.tenure_days))
}

/// A figure, now and before.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "FigureTrendInput")]
pub struct TrendInput {
    /// Whether more of it is better.
    pub more_is_better: bool,
    /// What it is now; null where it has no value.
    pub now: Option<f64>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What it was in the window before; null where it had no value.
    pub previous: Option<f64>,
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "FigureTrend")]
pub struct FigureTrend {
    /// Which way; null where one of the windows has no value.
    pub arrow: Option<Arrow>,
    /// What that means; null where there is no arrow.
    pub meaning: Option<Meaning>,
}

fn skill_trend(input: TrendInput) -> Result<FigureTrend, Failure> {
    let both = input.now.zip(input.previous);
    let arrow = both.map(|(now, before)| Arrow::of_figures(now, before, input.policy.skill.arrow_percent));
    Ok(FigureTrend { arrow, meaning: arrow.map(|arrow| arrow.meaning(input.more_is_better)) })
}

//! The coaching report as data: every figure with what it rests on, and what is left out, with the reason.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::calls::CallReview;
use touchline_calculators::insight::TrendPoint;
use touchline_calculators::metric::{AreaBenchmarks, Benchmarks};
use touchline_calculators::recommendation::{Focus, FollowUp, ProgressRow, Words};
use touchline_calculators::skill::Rating;
use touchline_kernel::id::{AnyThing, Id};
use touchline_kernel::{DaySpan, Key, LocalDate, Name, Note, PersonId, Title};

/// Whose an example is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "WhoseExample")]
pub enum Whose {
    /// The person's own.
    Own,
    /// A top performer's whom the viewer may know.
    TopPerformer,
    /// Somebody's of whom the viewer is told nothing.
    Anonymised,
}

/// Where an example is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ReportClip")]
pub struct Clip {
    /// The call.
    pub call: Id<AnyThing>,
    /// Where in the call it begins, in milliseconds.
    pub moment_ms: u64,
}

/// A moment of a call, as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ReportExample")]
pub struct ShownExample {
    /// What the call is called; null where the viewer is not told whose it is, and where it has no name.
    pub call_name: Option<Title>,
    /// Where it is heard; null where clips were not asked for, and where the viewer is not told whose it is.
    pub clip: Option<Clip>,
    /// The component that it shows.
    pub component: Key,
    /// The day of the call; null where the viewer is not told whose it is.
    pub on: Option<LocalDate>,
    /// Whose it is by name; null but for a top performer whom the viewer may know.
    pub person: Option<PersonId>,
    /// What was said.
    pub quote: Note,
    /// Whose it is.
    pub whose: Whose,
}

/// An area with its score.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReportArea {
    /// The area.
    pub area: Key,
    /// Its score, with level, trend and certainty.
    pub rating: Rating,
}

/// An area in which the person is good.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReportStrength {
    /// The area.
    pub area: Key,
    /// How much of the weight of its components the score rests on.
    pub coverage: f64,
    /// The moment that shows it; null where there is none, or examples were not asked for.
    pub highlight: Option<ShownExample>,
    /// Its published score.
    pub score: u8,
}

/// An area to work on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FocusArea {
    /// The area.
    pub area: Key,
    /// What to improve: the weakest component of the area.
    pub component: Key,
    /// How much of the weight of its components the score rests on.
    pub coverage: f64,
    /// An example to study; null where there is none, or examples were not asked for.
    pub example: Option<ShownExample>,
    /// Its published score.
    pub score: u8,
    /// What it is to reach.
    pub target: u8,
    /// The person's own moment to go through again; null where there is none, or examples were not asked for.
    pub to_review: Option<ShownExample>,
    /// Why it matters, the tip, and what to practise; null where no catalogue has the component.
    pub words: Option<Words>,
}

/// What of a report is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ReportPart")]
pub enum WithheldPart {
    /// The other areas.
    Areas,
    /// The score of an area, or overall.
    Score,
    /// A metric's own figure.
    Metric,
    /// The team's average of a metric, or of an area.
    TeamAverage,
    /// The top performer's figure of a metric, or score in an area.
    TopPerformer,
    /// Examples.
    Examples,
    /// Where examples are heard.
    Clips,
    /// Whose an example is.
    WhoseExample,
    /// Gaps beyond those that are named.
    FocusAreas,
    /// A measure of the talk.
    Talk,
    /// A call with the highest score.
    BestCall,
    /// A call to go through again.
    CallToReview,
    /// The table of metrics.
    Metrics,
    /// How the score overall went.
    ScoreTrend,
}

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ReportWithheldReason")]
pub enum WithheldReason {
    /// It was not asked for.
    NotAskedFor,
    /// Too little is known.
    InsufficientEvidence,
    /// There is nothing that it could be made of.
    NothingThere,
    /// Too few others are in it: it would tell of somebody.
    GroupTooSmall,
    /// The window is not over: what changes from day to day would tell of somebody.
    WindowOpen,
    /// The viewer may not see whose it is.
    NotSeen,
    /// A report has so many at the most.
    MoreThanShown,
}

/// Something that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ReportWithheld")]
pub struct Withheld {
    /// Why.
    pub because: WithheldReason,
    /// Of which area, metric or measure; null where it is one of none.
    pub of: Option<Key>,
    /// What.
    pub part: WithheldPart,
}

/// The coaching report of a person and a period.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachingReport {
    /// The one area that it is about; null where it is about all of them.
    pub area: Option<Key>,
    /// The areas beside the team's average and the top performer's, in the framework's order; empty where nobody handed any in.
    pub area_benchmarks: Vec<AreaBenchmarks>,
    /// The areas with their scores, in the framework's order.
    pub areas: Vec<ReportArea>,
    /// The calls of the period.
    pub calls: CallReview,
    /// How many deals were looked at.
    pub deals: u64,
    /// What to do this week; null where no area has a score, or the focus lies outside the area that it is about.
    pub focus: Option<Focus>,
    /// The areas to work on, the lowest first: three at the most.
    pub focus_areas: Vec<FocusArea>,
    /// When to ask what came of it.
    pub follow_up: FollowUp,
    /// The framework's key.
    pub framework: Key,
    /// Whether a score is critical, so that a manager looks at the report before the person does.
    pub manager_review_required: bool,
    /// The metrics beside the team's average and the top performer's.
    pub metrics: Vec<Benchmarks>,
    /// The areas that ask for work too, beyond those: the lowest first. Null where the recommendations do not tell.
    pub more_gaps: Option<Vec<Key>>,
    /// What the person is called.
    pub name: Option<Name>,
    /// The score overall.
    pub overall: Rating,
    /// The days that it is about.
    pub period: DaySpan,
    /// The person.
    pub person: PersonId,
    /// How the weeks so far went.
    pub progress: Vec<ProgressRow>,
    /// How the score overall went by windows of the calendar, the first first; empty where nobody handed any in, and where the
    /// report is about one area.
    pub score_trend: Vec<TrendPoint>,
    /// The areas in which the person is good, the highest first.
    pub strengths: Vec<ReportStrength>,
    /// What is left out, and why, in the order of the report.
    pub withheld: Vec<Withheld>,
}

//! A review of a programme: what its objectives came to, what was said of it, what changes, and the next version that
//! follows.
//!
//! Rules: PRG-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MeetingFormat, Objective, Programme};
use crate::metric::{Better, Metric};
use touchline_kernel::look_up::Seen;
use touchline_kernel::math::trillionths;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::{DaySpan, LocalDate};

/// What an objective came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveResult {
    /// The objective.
    pub objective: Key,
    /// What its metric came to; null where nothing is known. It counts to a trillionth.
    #[serde(default)]
    #[schemars(range(min = -1_000_000_000_000_000_i64, max = 1_000_000_000_000_000_i64))]
    pub value: Option<f64>,
}

/// What changes of a programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ProgrammeChange {
    /// A format goes.
    DropFormat(DroppedFormat),
    /// An objective goes.
    DropObjective(DroppedObjective),
    /// A format takes the place of the one of its key, or comes at the end.
    SetFormat(MeetingFormat),
    /// An objective takes the place of the one of its key, or comes at the end.
    SetObjective(Objective),
}

/// A format that goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DroppedFormat {
    /// Its key.
    pub format: Key,
}

/// An objective that goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DroppedObjective {
    /// Its key.
    pub objective: Key,
}

/// A review of a programme, as of a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeReview {
    /// What changes, one after the other.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub changes: Vec<ProgrammeChange>,
    /// What was said of the programme.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub feedback: Vec<Prose>,
    /// The days that were looked at.
    pub period: DaySpan,
    /// What objectives came to. One that is left out has no result.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub results: Vec<ObjectiveResult>,
}

/// An objective, and whether it was met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveMet {
    /// Whether its metric reached the target, by which way of it is better; null where nothing is known.
    pub met: Option<bool>,
    /// Its metric.
    pub metric: Metric,
    /// The objective.
    pub objective: Key,
    /// What the metric was to reach.
    pub target: f64,
    /// What it came to.
    pub value: Option<f64>,
}

/// The version of a programme that follows from a review.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NextVersion {
    /// The version that was reviewed, which ends on the day before the next one begins.
    pub before: Programme,
    /// How many of the objectives were met.
    pub met: u64,
    /// The version that follows.
    pub next: Programme,
    /// The objectives of the version that was reviewed, in their order.
    pub objectives: Vec<ObjectiveMet>,
    /// The review.
    pub review: ProgrammeReview,
}

impl NextVersion {
    /// What follows from a review, of which the next version begins on a day.
    ///
    /// # Errors
    /// All that is wrong with programme, review and day, which stand as `programme`, `review` and `starts_on`.
    pub fn of(programme: &Programme, review: &ProgrammeReview, starts_on: LocalDate) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        programme.faults("/programme", &mut faults);
        if let Err(reason) = review.period.check() {
            faults.add("/review/period", reason);
        }
        if starts_on <= programme.starts_on {
            let least = programme.starts_on.checked_add_days(1).unwrap_or(programme.starts_on);
            faults.add("/starts_on", Reason::out_of_range(starts_on, least, LocalDate::last()));
        }
        let mut seen = Seen::default();
        for (place, result) in review.results.iter().enumerate() {
            let path = format!("/review/results/{place}/objective");
            if !seen.insert(&result.objective) {
                faults.add(path, Reason::twice(result.objective.as_str()));
            } else {
                let known = programme.objectives.iter().map(|objective| objective.objective.as_str());
                faults.known(path, result.objective.as_str(), known);
            }
        }
        let mut next = programme.clone();
        for (place, change) in review.changes.iter().enumerate() {
            change.make(&mut next, &format!("/review/changes/{place}/body"), &mut faults);
        }
        (next.starts_on, next.ends_on) = (starts_on, None);
        next.version = programme.version.saturating_add(1);
        if next.version > MOST_VERSIONS {
            let reason = Reason::out_of_range(programme.version, 1, MOST_VERSIONS.saturating_sub(1));
            faults.add("/programme/version", reason);
        }
        faults.told()?;
        let met: Vec<ObjectiveMet> = programme.objectives.iter().map(|objective| met(objective, review)).collect();
        let count = met.iter().filter(|objective| objective.met == Some(true)).count();
        let mut before = programme.clone();
        let last = starts_on.checked_add_days(-1);
        before.ends_on = before.ends_on.into_iter().chain(last).min();
        Ok(NextVersion {
            before,
            met: u64::try_from(count).unwrap_or_default(),
            next,
            objectives: met,
            review: review.clone(),
        })
    }
}

/// As many formats, and as many objectives, a programme may have.
const MOST_ENTRIES: usize = 100;

/// The greatest version of a programme.
const MOST_VERSIONS: u32 = 1_000_000;

fn met(objective: &Objective, review: &ProgrammeReview) -> ObjectiveMet {
    let result = review.results.iter().find(|result| result.objective == objective.objective);
    let value = result.and_then(|result| result.value);
    // To a trillionth: what was added up a hair beside the target reaches it.
    let target = trillionths(objective.target);
    let reaches = |value: f64| match objective.metric.entry().better {
        Better::Higher => trillionths(value) >= target,
        Better::Lower => trillionths(value) <= target,
    };
    ObjectiveMet {
        met: value.map(reaches),
        metric: objective.metric,
        objective: objective.objective.clone(),
        target: objective.target,
        value,
    }
}

impl ProgrammeChange {
    fn make(&self, programme: &mut Programme, path: &str, faults: &mut Faults) {
        match self {
            ProgrammeChange::DropFormat(DroppedFormat { format }) => {
                let mut formats = programme.formats().to_vec();
                let known = formats.iter().map(|one| one.format.as_str());
                faults.known(format!("{path}/format"), format.as_str(), known);
                formats.retain(|one| one.format != *format);
                programme.formats = Some(formats);
            }
            ProgrammeChange::DropObjective(DroppedObjective { objective }) => {
                let known = programme.objectives.iter().map(|one| one.objective.as_str());
                faults.known(format!("{path}/objective"), objective.as_str(), known);
                programme.objectives.retain(|one| one.objective != *objective);
            }
            ProgrammeChange::SetFormat(format) => {
                format.faults(path, faults);
                let mut formats = programme.formats().to_vec();
                match formats.iter_mut().find(|one| one.format == format.format) {
                    Some(one) => *one = format.clone(),
                    None => formats.push(format.clone()),
                }
                check_length(formats.len(), path, faults);
                programme.formats = Some(formats);
            }
            ProgrammeChange::SetObjective(objective) => {
                match programme.objectives.iter_mut().find(|one| one.objective == objective.objective) {
                    Some(one) => *one = objective.clone(),
                    None => programme.objectives.push(objective.clone()),
                }
                check_length(programme.objectives.len(), path, faults);
            }
        }
    }
}

/// Adds what comes at the end of a list that has as many entries already as a programme takes.
fn check_length(length: usize, path: &str, faults: &mut Faults) {
    if length > MOST_ENTRIES {
        faults.add(path, Reason::too_long(length, MOST_ENTRIES));
    }
}

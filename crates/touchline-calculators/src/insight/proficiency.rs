//! Time to proficiency: how many weeks somebody takes from the first score, or from when they were hired, to the first
//! published score that is proficient and still is in the next window.
//!
//! Rules: INS-11, SKL-14.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::InsightPolicy;
use super::survival::{Lasted, Median, Step, curve, median};
use crate::metric::check::once;
use crate::skill::{PublishedScore, SkillPolicy};
use touchline_kernel::look_up::Seen;
use touchline_kernel::math::quotient;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// From when on the time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ProficiencySince")]
pub enum Since {
    /// From the first score.
    FirstScore,
    /// From when somebody was hired.
    Hire,
}

/// The score of a window.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct WindowScore {
    /// The day of the window's score.
    pub on: LocalDate,
    /// The score, as it was published.
    pub score: PublishedScore,
}

/// Somebody's scores in an area.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct ScoredPerson {
    /// When they were hired.
    #[serde(default)]
    pub hire_date: Option<LocalDate>,
    /// Who.
    pub person: Key,
    /// The roles that they hold: what is expected of them may rest on these, and on how long ago they were hired.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub roles: Vec<Key>,
    /// The scores window by window, in any order. A window without a score is left out: the next one with a score is the
    /// next window.
    #[schemars(length(max = 10_000))]
    pub scores: Vec<WindowScore>,
}

/// How far somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ProficiencyStands {
    /// They were proficient from the start, and are left out.
    AtTheStart,
    /// There is no score of theirs, and they are left out.
    NoScores,
    /// They are not there yet.
    NotYet,
    /// They got there.
    Reached,
    /// Their last score is proficient, and none after it says whether that holds.
    Unconfirmed,
}

/// How somebody stands.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonProficiency {
    /// On which day they got there; null where they have not.
    pub on: Option<LocalDate>,
    /// Who.
    pub person: Key,
    /// How far they came.
    pub stands: ProficiencyStands,
    /// After how many weeks they got there, or how many weeks are known in which they did not; null of whom is left out.
    pub weeks: Option<f64>,
}

/// How many stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProficiencyCounts {
    /// Who was proficient from the start.
    pub at_the_start: u64,
    /// Who has no score.
    pub no_scores: u64,
    /// Who is not there yet.
    pub not_yet: u64,
    /// Who got there.
    pub reached: u64,
    /// Whose last score is not confirmed.
    pub unconfirmed: u64,
}

/// How long people take to become proficient.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TimeToProficiency {
    /// How many stand how.
    pub counts: ProficiencyCounts,
    /// Step by step, of which share it has not happened yet.
    pub curve: Vec<Step>,
    /// The median in weeks. Where it is null fewer than half got there.
    pub median: Median,
    /// The people, in the order of their keys.
    pub people: Vec<PersonProficiency>,
}

/// How many days make a week.
const WEEK: i64 = 7;

/// Tells everything that is wrong with people and their scores, who stand at `path`.
///
/// # Errors
/// Somebody who stands twice, two scores of one day; where their hire counts, nobody knows when somebody was hired, or they
/// had a score before.
pub fn check_scored(people: &[ScoredPerson], since: Since, path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    for (place, person) in people.iter().enumerate() {
        once(&mut faults, &mut seen, &person.person, || format!("{path}/{place}/person"));
        if since == Since::Hire && person.hire_date.is_none() {
            let reason = Reason::new(Code::CompanionMissing).with(DetailKey::Field, "since");
            faults.add(format!("{path}/{place}"), reason.with(DetailKey::Expected, "hire_date"));
        }
        let first = person.scores.iter().map(|score| score.on).min();
        if since == Since::Hire && person.hire_date.zip(first).is_some_and(|(hired, first)| first < hired) {
            faults.add(format!("{path}/{place}/hire_date"), Code::SpanReversed);
        }
        let mut days = Seen::default();
        for (nth, score) in person.scores.iter().enumerate() {
            if !days.insert(score.on.days()) {
                faults.add(format!("{path}/{place}/scores/{nth}/on"), Reason::twice(&score.on.to_string()));
            }
        }
    }
    faults.told()
}

impl ScoredPerson {
    /// What is expected of them on a day; where nothing is, what is proficient.
    fn bound(&self, on: LocalDate, (policy, skill): (&InsightPolicy, &SkillPolicy)) -> u8 {
        let tenure = self.hire_date.and_then(|hired| u32::try_from(on.days_since(hired)).ok());
        let target = skill.target(&self.roles, tenure);
        if target.expected { target.score } else { policy.proficient_score }
    }

    fn stands(&self, since: Since, policies: (&InsightPolicy, &SkillPolicy)) -> (PersonProficiency, Option<Lasted>) {
        let mut scores = self.scores.clone();
        scores.sort_unstable_by_key(|score| score.on);
        let is_proficient = |score: &WindowScore| score.score.0 >= self.bound(score.on, policies);
        let told = |stands, on, lasted: Option<Lasted>| {
            let weeks = lasted.and_then(|lasted| quotient(lasted.units.into(), WEEK.into()));
            (PersonProficiency { on, person: self.person.clone(), stands, weeks }, lasted)
        };
        let (Some(first), Some(last)) = (scores.first(), scores.last()) else {
            return told(ProficiencyStands::NoScores, None, None);
        };
        let start = match since {
            Since::FirstScore => first.on,
            Since::Hire => self.hire_date.unwrap_or(first.on),
        };
        let lasted = |on: LocalDate, happened| Some(Lasted { happened, units: on.days_since(start).max(0) });
        let holds = scores.iter().zip(scores.iter().skip(1));
        let reached = holds.into_iter().find(|(one, next)| is_proficient(one) && is_proficient(next));
        match reached {
            Some((one, _)) if one.on <= start => told(ProficiencyStands::AtTheStart, None, None),
            Some((one, _)) => told(ProficiencyStands::Reached, Some(one.on), lasted(one.on, true)),
            None if is_proficient(last) => told(ProficiencyStands::Unconfirmed, None, lasted(last.on, false)),
            None => told(ProficiencyStands::NotYet, None, lasted(last.on, false)),
        }
    }
}

impl TimeToProficiency {
    /// How long these people take to what is expected of them.
    #[must_use]
    pub fn of(people: &[ScoredPerson], since: Since, policies: (&InsightPolicy, &SkillPolicy)) -> Self {
        let mut told: Vec<(PersonProficiency, Option<Lasted>)> =
            people.iter().map(|person| person.stands(since, policies)).collect();
        told.sort_by(|(one, _), (other, _)| one.person.as_str().cmp(other.person.as_str()));
        let lasted: Vec<Lasted> = told.iter().filter_map(|(_, lasted)| *lasted).collect();
        let mut counts = ProficiencyCounts::default();
        for (person, _) in &told {
            let count = match person.stands {
                ProficiencyStands::AtTheStart => &mut counts.at_the_start,
                ProficiencyStands::NoScores => &mut counts.no_scores,
                ProficiencyStands::NotYet => &mut counts.not_yet,
                ProficiencyStands::Reached => &mut counts.reached,
                ProficiencyStands::Unconfirmed => &mut counts.unconfirmed,
            };
            *count = count.saturating_add(1);
        }
        let curve = curve(&lasted, WEEK);
        let median = median(&curve);
        TimeToProficiency { counts, curve, median, people: told.into_iter().map(|(person, _)| person).collect() }
    }
}

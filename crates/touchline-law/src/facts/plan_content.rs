//! What a plan says, or is proposed to say: its days, focus areas, goals, links and milestones, as they are sent and kept, and what
//! is wrong with them by themselves.
//!
//! Rules: MIL-01, PLN-01.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::plan::{MilestoneMeasure, PlanKind, SessionRhythm};
use touchline_calculators::recommendation::CourseReference;
use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::{Code, DaySpan, DetailKey, Key, LocalDate, Note, Reason, Rejection, Title};

use super::refusal::{Refusal, refuse_if};

/// How those who take part in a plan meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanSessions {
    /// What they talk about each time.
    #[serde(default)]
    pub agenda: Vec<Note>,
    /// How long it takes.
    #[schemars(range(min = 1, max = 1_440))]
    pub length_minutes: u32,
    /// How often.
    pub rhythm: SessionRhythm,
}

/// A focus area of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFocusArea {
    /// What tells it from the plan's others.
    pub area: Key,
    /// What it is called.
    pub title: Title,
}

/// A performance review that a plan is linked to, by the keys that it has with the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PerformanceLink {
    /// The review cycle.
    pub cycle: Key,
    /// The review.
    pub review: Key,
}

/// The finding of a performance review that a goal was derived from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GoalFinding {
    /// The cycle of the review; null where the plan is linked to one review of this key alone.
    #[serde(default)]
    pub cycle: Option<Key>,
    /// The finding, by the key that it has with the host.
    pub finding: Key,
    /// The review, which is one that the plan is linked to.
    pub review: Key,
}

/// A goal of a plan, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanGoal {
    /// The finding that it was derived from; null where there is none.
    #[serde(default)]
    pub finding: Option<GoalFinding>,
    /// What is to be reached.
    pub text: Note,
}

/// What a plan says, but for its milestones and its coaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanContent {
    /// The courses of a learning system that it is linked to.
    #[serde(default)]
    pub courses: Vec<CourseReference>,
    /// Its days, both of them included, where the coachee is.
    pub days: DaySpan,
    /// Whether whom it coaches may give feedback to those who coach.
    #[serde(default)]
    pub feedback_to_coaches: bool,
    /// Its focus areas.
    #[serde(default)]
    pub focus_areas: Vec<PlanFocusArea>,
    /// Its goals.
    #[serde(default)]
    pub goals: Vec<PlanGoal>,
    /// The OKR key results that it is linked to, by the keys that they have with the host.
    #[serde(default)]
    pub key_results: Vec<Key>,
    /// What it is for.
    pub kind: PlanKind,
    /// The performance reviews that it is linked to.
    #[serde(default)]
    pub performance_reviews: Vec<PerformanceLink>,
    /// How those who take part meet; null where that is left to them.
    #[serde(default)]
    pub sessions: Option<PlanSessions>,
    /// What it is called.
    pub title: Title,
}

const fn one() -> u32 {
    1
}

/// What a milestone says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneContent {
    /// What is to be reached.
    pub description: Note,
    /// The focus area of the plan that it is tied to; null where there is none.
    #[serde(default)]
    pub focus_area: Option<Key>,
    /// The OKR key result that it is tied to, by the key that it has with the host; null where there is none.
    #[serde(default)]
    pub key_result: Option<Key>,
    /// How it is measured; null as long as that is open.
    #[serde(default)]
    pub measure: Option<MilestoneMeasure>,
    /// What tells it from the plan's others.
    pub milestone: Key,
    /// The last day on which it is reached in time, where the coachee is; null as long as that is open.
    #[serde(default)]
    pub target_on: Option<LocalDate>,
    /// How much it counts beside the others.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 1_000))]
    pub weight: u32,
}

impl PlanContent {
    /// Whether it has a focus area of this key.
    #[must_use]
    pub fn has_focus_area(&self, area: &Key) -> bool {
        self.focus_areas.iter().any(|known| known.area == *area)
    }

    /// Refuses days out of their order, focus areas and links that stand twice, and goals whose findings are of reviews that
    /// the plan is not linked to.
    pub fn check(&self) -> Result<(), Refusal> {
        self.days.check().map_err(|reason| Rejection::from(reason).at("/body/content/days"))?;
        let mut areas = BTreeSet::new();
        for (nth, area) in self.focus_areas.iter().enumerate() {
            let path = format!("/body/content/focus_areas/{nth}/area");
            refuse_if(!areas.insert(&area.area), Reason::twice(area.area.as_str()), &path)?;
        }
        let mut courses = BTreeSet::new();
        for (nth, course) in self.courses.iter().enumerate() {
            let path = format!("/body/content/courses/{nth}/course");
            refuse_if(!courses.insert(&course.course), Reason::twice(course.course.as_str()), &path)?;
        }
        let mut reviews = BTreeSet::new();
        for (nth, link) in self.performance_reviews.iter().enumerate() {
            let path = format!("/body/content/performance_reviews/{nth}");
            refuse_if(!reviews.insert((&link.cycle, &link.review)), Reason::twice(link.review.as_str()), &path)?;
        }
        let mut key_results = BTreeSet::new();
        for (nth, key_result) in self.key_results.iter().enumerate() {
            let path = format!("/body/content/key_results/{nth}");
            refuse_if(!key_results.insert(key_result), Reason::twice(key_result.as_str()), &path)?;
        }
        for (nth, goal) in self.goals.iter().enumerate() {
            let Some(finding) = &goal.finding else { continue };
            // Reviews of several cycles may have one key: then the reference is one with its cycle.
            let is_it = |link: &&PerformanceLink| {
                link.review == finding.review && finding.cycle.as_ref().is_none_or(|cycle| link.cycle == *cycle)
            };
            let linked = self.performance_reviews.iter().filter(is_it).count();
            refuse_if(linked != 1, Code::ReviewNotLinked, &format!("/body/content/goals/{nth}/finding/review"))?;
        }
        Ok(())
    }

    /// The same with the milestones of a plan that is to be, each of which stands once.
    pub fn check_with(&self, milestones: &[MilestoneContent]) -> Result<(), Refusal> {
        self.check()?;
        let mut keys = BTreeSet::new();
        for (nth, milestone) in milestones.iter().enumerate() {
            let path = format!("/body/milestones/{nth}");
            let is_twice = !keys.insert(&milestone.milestone);
            refuse_if(is_twice, Reason::twice(milestone.milestone.as_str()), &format!("{path}/milestone"))?;
            milestone.check(self, &path)?;
        }
        Ok(())
    }

    /// Takes away what a redaction takes of what somebody wrote.
    pub fn redact(&mut self, own: Whose, redaction: &Redaction) {
        redaction.redact(&mut self.title, own);
        self.focus_areas.iter_mut().for_each(|area| redaction.redact(&mut area.title, own));
        self.goals.iter_mut().for_each(|goal| redaction.redact(&mut goal.text, own));
        let agenda = self.sessions.iter_mut().flat_map(|sessions| &mut sessions.agenda);
        agenda.for_each(|topic| redaction.redact(topic, own));
    }
}

impl MilestoneContent {
    /// Refuses a focus area that is none of the plan's, and a measure that has no room for values.
    pub fn check(&self, content: &PlanContent, path: &str) -> Result<(), Refusal> {
        if let Some(area) = &self.focus_area {
            refuse_if(!content.has_focus_area(area), unknown_area(area), &format!("{path}/focus_area"))?;
        }
        let bounds = self.measure.as_ref().map_or(Ok(()), |measure| measure.check_bounds());
        bounds.map_err(|reason| Rejection::from(reason).at(format!("{path}/measure/body/maximum")).into())
    }
}

/// That something names a focus area that the plan does not have.
pub fn unknown_area(area: &Key) -> Reason {
    Reason::new(Code::FocusAreaUnknown).with(DetailKey::Actual, area.as_str())
}

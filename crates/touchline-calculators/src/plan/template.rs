//! Templates of plans as documents: what a plan says when it is started from one, with days counted from its first.
//!
//! Rules: PLN-02.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::{MilestoneMeasure, PlanPolicy, SessionRhythm, SmartVerdict, Specified};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::{self, Key, Limits, Prose};
use touchline_kernel::time::{DaySpan, LocalDate};

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// Somebody's development.
    Development,
    /// The first time in a new job or role.
    Onboarding,
    /// What is to get better. By itself that makes no improvement track.
    Improvement,
    /// New skills.
    Upskilling,
}

/// A focus area of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateFocusArea {
    /// What tells it from the template's others.
    pub area: Key,
    /// What it is called.
    pub title: Prose,
}

const fn one() -> u32 {
    1
}

/// A milestone of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateMilestone {
    /// What is to be reached.
    pub description: Prose,
    /// The focus area that it is tied to; null where there is none.
    #[serde(default)]
    pub focus_area: Option<Key>,
    /// How it is measured.
    pub measure: MilestoneMeasure,
    /// What tells it from the template's others.
    pub milestone: Key,
    /// How many days after the first day it is to be reached.
    #[schemars(range(min = 0, max = 3_659))]
    pub target_day: u32,
    /// How much it counts beside the others.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 1_000))]
    pub weight: u32,
}

/// How those who take part in a plan meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateSessions {
    /// What they talk about each time.
    #[serde(default)]
    pub agenda: Vec<Prose>,
    /// How long it takes.
    #[schemars(range(min = 1, max = 1_440))]
    pub length_minutes: u32,
    /// How often.
    pub rhythm: SessionRhythm,
}

/// A template of plans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplate {
    /// For whom it is, and what for.
    pub about: Prose,
    /// Its focus areas.
    #[serde(default)]
    pub focus_areas: Vec<TemplateFocusArea>,
    /// Its goals.
    #[serde(default)]
    pub goals: Vec<Prose>,
    /// What tells it from other templates. All its versions have one key.
    pub key: Key,
    /// What its plans are for.
    pub kind: PlanKind,
    /// How many days its plans have.
    #[schemars(range(min = 1, max = 3_660))]
    pub length_days: u32,
    /// Its milestones.
    #[serde(default)]
    pub milestones: Vec<TemplateMilestone>,
    /// How those who take part meet.
    pub sessions: TemplateSessions,
    /// What its plans are called.
    pub title: Prose,
    /// Its version.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub version: u32,
}

/// A template that ships, by its key.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ShippedTemplate {
    /// The development of high potentials.
    HighPotentialDevelopment,
    /// The onboarding of new managers.
    NewManagerOnboarding,
    /// The improvement of performance.
    PerformanceImprovement,
    /// Technical upskilling.
    TechnicalUpskilling,
}

impl ShippedTemplate {
    /// The one that has this key.
    #[must_use]
    pub fn of(key: &Key) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|shipped| shipped.key() == key.as_str())
    }

    /// Its key.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// What it says.
    #[must_use]
    pub fn template(self) -> Option<&'static PlanTemplate> {
        templates().iter().find(|template| template.key.as_str() == self.key())
    }

    const fn file(self) -> &'static str {
        match self {
            Self::HighPotentialDevelopment => include_str!("../../plan_templates/high_potential_development.json"),
            Self::NewManagerOnboarding => include_str!("../../plan_templates/new_manager_onboarding.json"),
            Self::PerformanceImprovement => include_str!("../../plan_templates/performance_improvement.json"),
            Self::TechnicalUpskilling => include_str!("../../plan_templates/technical_upskilling.json"),
        }
    }
}

/// Every template that ships. That the files can be read, and are whole, is shown by a test.
pub fn templates() -> &'static [PlanTemplate] {
    static TEMPLATES: LazyLock<Vec<PlanTemplate>> = LazyLock::new(|| {
        ShippedTemplate::VARIANTS.iter().filter_map(|one| serde_json::from_str(one.file()).ok()).collect()
    });
    &TEMPLATES
}

impl PlanTemplate {
    /// The one that ships with this key.
    #[must_use]
    pub fn shipped(key: &Key) -> Option<&'static PlanTemplate> {
        templates().iter().find(|template| template.key == *key)
    }

    /// The days of a plan that is started from it, where they lie in the calendar.
    #[must_use]
    pub fn days_since(&self, first: LocalDate) -> Option<DaySpan> {
        let last = first.checked_add_days(i64::from(self.length_days).saturating_sub(1))?;
        Some(DaySpan { first, last })
    }

    /// That another template has its key.
    #[must_use]
    pub fn key_taken(&self) -> Reason {
        Reason::new(Code::PlanTemplateKeyTaken).with(DetailKey::Actual, self.key.as_str())
    }

    /// Tells every list and every text of it that is longer than a policy lets those of a plan be.
    pub fn fits(&self, limits: &Limits, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let lists = [
            ("focus_areas", self.focus_areas.len()),
            ("goals", self.goals.len()),
            ("milestones", self.milestones.len()),
            ("sessions/agenda", self.sessions.agenda.len()),
        ];
        for (list, length) in lists.into_iter().filter(|(_, length)| *length > limits.list) {
            faults.add(format!("{path}/{list}"), Reason::too_long(length, limits.list));
        }
        for (place, text, limit) in self.texts(limits) {
            if let Err(reason) = text::check(text.as_str(), limit) {
                faults.add(format!("{path}/{place}"), reason);
            }
        }
        faults.told()
    }

    /// Every text that a plan copies, with its place, and how long it may be there.
    fn texts(&self, limits: &Limits) -> impl Iterator<Item = (String, &Prose, usize)> {
        let (title, note) = (limits.title, limits.note);
        let areas = self.focus_areas.iter().enumerate();
        let areas = areas.map(move |(nth, area)| (format!("focus_areas/{nth}/title"), &area.title, title));
        let goals = self.goals.iter().enumerate().map(move |(nth, goal)| (format!("goals/{nth}"), goal, note));
        let milestones = self.milestones.iter().enumerate();
        let milestones =
            milestones.map(move |(nth, one)| (format!("milestones/{nth}/description"), &one.description, note));
        let agenda = self.sessions.agenda.iter().enumerate();
        let agenda = agenda.map(move |(nth, topic)| (format!("sessions/agenda/{nth}"), topic, note));
        let own = std::iter::once(("title".to_owned(), &self.title, title));
        areas.chain(goals).chain(milestones).chain(agenda).chain(own)
    }

    /// Tells everything that keeps plans from being started from it and activated as they are, but for how long its lists and texts are.
    pub fn check(&self, path: &str, policy: &PlanPolicy) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if self.milestones.is_empty() {
            faults.add(format!("{path}/milestones"), Code::MilestoneMissing);
        }
        let mut areas = BTreeSet::new();
        for (nth, area) in self.focus_areas.iter().enumerate() {
            if !areas.insert(&area.area) {
                faults.add(format!("{path}/focus_areas/{nth}/area"), Reason::twice(area.area.as_str()));
            }
        }
        let mut keys = BTreeSet::new();
        for (nth, milestone) in self.milestones.iter().enumerate() {
            let path = format!("{path}/milestones/{nth}");
            if !keys.insert(&milestone.milestone) {
                faults.add(format!("{path}/milestone"), Reason::twice(milestone.milestone.as_str()));
            }
            if let Some(area) = milestone.focus_area.as_ref().filter(|area| !areas.contains(area)) {
                let reason = Reason::new(Code::FocusAreaUnknown).with(DetailKey::Actual, area.as_str());
                faults.add(format!("{path}/focus_area"), reason);
            }
            if let Err(reason) = milestone.measure.check_bounds() {
                faults.add(format!("{path}/measure/body/maximum"), reason);
            }
            if let Some(letters) = self.smart(milestone, policy).and_then(SmartVerdict::wanting) {
                let reason = Reason::new(Code::MilestoneNotSmart)
                    .with(DetailKey::Actual, milestone.milestone.as_str())
                    .with(DetailKey::Missing, letters);
                faults.add(path, reason);
            }
        }
        faults.told()
    }

    /// What the SMART check says of a milestone, whatever the first day is.
    fn smart(&self, milestone: &TemplateMilestone, policy: &PlanPolicy) -> Option<SmartVerdict> {
        let first = LocalDate::from_days(0)?;
        let specified = Specified {
            description: milestone.description.as_str(),
            is_tied: milestone.focus_area.is_some(),
            measure: Some(&milestone.measure),
            target_on: first.checked_add_days(milestone.target_day.into()),
        };
        Some(SmartVerdict::of(&specified, self.days_since(first)?, policy))
    }
}

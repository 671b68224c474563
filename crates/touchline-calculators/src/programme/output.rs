//! What comes of meetings, as documents that can be followed: a performance review, a pipeline review, a technique that
//! peers share.
//!
//! Rules: PRG-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{BadInput, Code, Faults};
use touchline_kernel::text::{Key, Note};
use touchline_kernel::time::LocalDate;

/// What comes of a performance review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PerformanceReviewOutput {
    /// A note on the career.
    pub career_note: Note,
    /// The plan for the development.
    pub development_plan: Note,
    /// What the manager makes of it.
    pub manager_assessment: Note,
    /// The rating.
    #[schemars(range(min = 1, max = 5))]
    pub rating: u8,
    /// What the person makes of it.
    pub self_assessment: Note,
}

/// Something to be done for a deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DealAction {
    /// Its last day; null where it has none.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// What is to be done.
    pub what: Note,
}

/// What is planned for a deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DealPlan {
    /// What is to be done: one thing at least.
    #[schemars(length(max = 100))]
    pub actions: Vec<DealAction>,
    /// The deal.
    pub deal: Key,
    /// How sure it is that it will be won as forecast, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub forecast_confidence: f64,
}

/// What comes of a pipeline review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PipelineReviewOutput {
    /// What is planned, deal by deal: for one at least.
    #[schemars(length(max = 1_000))]
    pub deals: Vec<DealPlan>,
}

/// Who adopted a technique.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TechniqueAdopted {
    /// Since which day.
    pub on: LocalDate,
    /// Who.
    pub person: Key,
}

/// A technique that peers share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SharedTechnique {
    /// Who adopted it.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub adopters: Vec<TechniqueAdopted>,
    /// Who proposed it.
    pub proposed_by: Key,
    /// On which day.
    pub proposed_on: LocalDate,
    /// What it is.
    pub technique: Note,
}

/// What comes of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum MeetingOutput {
    /// Of a performance review.
    PerformanceReview(PerformanceReviewOutput),
    /// Of a pipeline review.
    PipelineReview(PipelineReviewOutput),
    /// Of a session of peers.
    Technique(SharedTechnique),
}

impl MeetingOutput {
    /// Tells everything that is wrong with it, at `path`.
    ///
    /// # Errors
    /// No deal, deals and adopters that stand twice, a deal without an action, a technique that was adopted before it was proposed.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let mut seen = Seen::default();
        match self {
            MeetingOutput::PerformanceReview(_) => {}
            MeetingOutput::PipelineReview(PipelineReviewOutput { deals }) => {
                if deals.is_empty() {
                    faults.add(format!("{path}/body/deals"), Code::ListEmpty);
                }
                for (place, plan) in deals.iter().enumerate() {
                    once(&mut faults, &mut seen, &plan.deal, || format!("{path}/body/deals/{place}/deal"));
                    if plan.actions.is_empty() {
                        faults.add(format!("{path}/body/deals/{place}/actions"), Code::ListEmpty);
                    }
                }
            }
            MeetingOutput::Technique(technique) => {
                for (place, adopted) in technique.adopters.iter().enumerate() {
                    once(&mut faults, &mut seen, &adopted.person, || format!("{path}/body/adopters/{place}/person"));
                    if adopted.on < technique.proposed_on {
                        faults.add(format!("{path}/body/adopters/{place}/on"), Code::SpanReversed);
                    }
                }
            }
        }
        faults.told()
    }
}

//! Of which kinds of things each kind of fact is: a host that has all of these has the fact, and `law.facts` reckons it.
//!
//! Rules: WSP-07.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ground::ThingKind;

/// A kind of fact, and the kinds of things that it is reckoned from.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "FactRestsOn")]
pub struct RestsOn {
    /// The kind of fact, as its keys say it.
    pub fact: &'static str,
    /// The kinds of things; none where it is the state of whatever thing the key names.
    pub things: &'static [ThingKind],
}

const fn rests(fact: &'static str, things: &'static [ThingKind]) -> RestsOn {
    RestsOn { fact, things }
}

/// A row for each kind of fact, in the order of their names.
#[rustfmt::skip]
pub const RESTS_ON: &[RestsOn] = &[
    rests("acting_manager", &[ThingKind::Person]),
    rests("acting_managers", &[ThingKind::Person]),
    rests("assessed", &[ThingKind::Assessment]),
    rests("call", &[ThingKind::Call]),
    rests("calls_begun", &[ThingKind::Call, ThingKind::Disposition, ThingKind::Review]),
    rests("certifications", &[ThingKind::Certification]),
    rests("coached_before", &[ThingKind::TrainingItem, ThingKind::Bundle]),
    rests("duties", &[
        ThingKind::Bundle, ThingKind::Goal, ThingKind::Escalation, ThingKind::ActionItem, ThingKind::Review,
        ThingKind::Calibration, ThingKind::ReviewAssignment, ThingKind::Plan, ThingKind::Session, ThingKind::Person,
    ]),
    rests("failed_checks", &[ThingKind::Disposition]),
    rests("feedback_released", &[ThingKind::FeedbackRound]),
    rests("follow_up", &[ThingKind::ActionItem, ThingKind::Review]),
    rests("in_office", &[ThingKind::Person]),
    rests("manages", &[ThingKind::Person]),
    rests("observed", &[
        ThingKind::Goal, ThingKind::Call, ThingKind::Review, ThingKind::Disposition, ThingKind::TrainingItem,
        ThingKind::MetricDay,
    ]),
    rests("person", &[ThingKind::Person]),
    rests("plan_template_in_place", &[ThingKind::PlanTemplate]),
    rests("plan_templates_of_key", &[ThingKind::PlanTemplate]),
    rests("reporting_line", &[ThingKind::Person]),
    rests("reports_withheld", &[ThingKind::SkillReport]),
    rests("reviews_answered", &[ThingKind::Review, ThingKind::ReviewAssignment]),
    rests("reviews_asked", &[ThingKind::ReviewAssignment]),
    rests("reviews_given", &[ThingKind::Review]),
    rests("sampled", &[ThingKind::Sampling]),
    rests("scorecards_of_key", &[ThingKind::Scorecard]),
    rests("sessions_scheduled", &[ThingKind::Session]),
    rests("team_observed", &[
        ThingKind::TeamGoal, ThingKind::Person, ThingKind::Call, ThingKind::Review, ThingKind::Disposition,
        ThingKind::TrainingItem, ThingKind::MetricDay,
    ]),
    rests("thing", &[]),
    rests("tracks_kept", &[ThingKind::Plan]),
];

//! What can be done with a skill report, and what can happen to one.
//!
//! Rules: SKL-09.

use crate::ground::SkillReportMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::content::{AreaOfReport, ReportContent, ReportMeasures, ReportedScore};
use super::{SkillReportId, Verb};
use touchline_calculators::skill::{PublishedScore, is_any_critical};
use touchline_kernel::{DaySpan, Key, Note, PersonId};

/// Somebody's published scores in a window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordSkillReport {
    /// By area, each of them once.
    #[schemars(length(max = 1_000))]
    pub areas: Vec<AreaOfReport>,
    /// The key of the framework by which they were scored.
    pub framework: Key,
    /// What they were made of. It stays in the log with the command, for trials of other frameworks, and is shown to nobody.
    /// Null where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<ReportMeasures>,
    /// Overall.
    pub overall: ReportedScore,
    /// Whose scores they are.
    pub person: PersonId,
    /// The id that the host chose for the report.
    pub skill_report: SkillReportId,
    /// The days that were scored.
    pub window: DaySpan,
}

impl RecordSkillReport {
    /// Whether an area's score or the overall one is critical.
    #[must_use]
    pub fn is_critical_anywhere(&self) -> bool {
        let reported = self.areas.iter().map(|area| area.reported).chain([self.overall]);
        is_any_critical(reported.filter_map(|reported| reported.score).map(|PublishedScore(score)| score))
    }
}

/// Which skill report.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillReportRef {
    /// The report.
    pub skill_report: SkillReportId,
}

/// A skill report, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillReportReason {
    /// Why.
    pub reason: Note,
    /// The report.
    pub skill_report: SkillReportId,
}

crate::life::acts! {
    /// What can be done with a skill report.
    Act as "SkillReportAct": SkillReportMark, body => body.skill_report;

    /// Hand in somebody's published scores, as `skill.score` or the host's own reckoning gives them. The person is
    /// shown them at once, unless one is critical: then a manager has to look at them before.
    "skill_report.record": Record(RecordSkillReport),
    /// Let the person see a report that waited for this.
    "skill_report.release": Release(SkillReportRef),
    /// Keep a report from the person for the time being, with a reason.
    "skill_report.hold": Hold(SkillReportReason),
}

impl Act {
    /// Its row in the lifecycle's table: what is critical is recorded for review.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Act::Record(body) if body.is_critical_anywhere() => Verb::RecordForReview,
            Act::Record(_) => Verb::Record,
            Act::Release(_) => Verb::Release,
            Act::Hold(_) => Verb::Hold,
        }
    }
}

/// A skill report that was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillReportRecorded {
    /// The scores, with levels and arrows as the policy has them.
    pub content: ReportContent,
    /// To whom the person reported then: in that one's team their scores stay. Null where to nobody, and in reports that were
    /// recorded before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<PersonId>,
    /// Whose they are.
    pub person: PersonId,
    /// The report.
    pub skill_report: SkillReportId,
}

crate::life::changes! {
    /// What can happen to a skill report.
    Change as "SkillReportChange": SkillReportMark of skill_report;

    /// It was recorded, and nothing in it is critical: the person sees it.
    "skill_report.recorded": Recorded(SkillReportRecorded) coaches person,
    /// It was recorded, and waits for a manager since something in it is critical.
    "skill_report.recorded_for_review": RecordedForReview(SkillReportRecorded) coaches person,
    /// A manager released it to the person.
    "skill_report.released": Released(SkillReportRef),
    /// A manager holds it.
    "skill_report.held": Held(SkillReportReason),
}

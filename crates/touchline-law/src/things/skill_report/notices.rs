//! Whom a skill report tells what: the manager, that somebody's has a critical score and waits to be released.
//!
//! Rules: SKL-09.

use super::SkillReport;
use super::act::Happening;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[Telling {
    on: Happening::RecordedForReview,
    needed: &["manager_review_required"],
    notices: &[Notice { template: Template::ReportHeld, to: To::Manager, when: When::AtOnce, rule: "SKL-09" }],
}];

/// What a message about a report says to those who may release it.
pub(super) fn says<F: Facts>(
    report: &SkillReport,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let Some(seen) = viewer.see(report)?.and_then(|sight| sight.staff()) else { return Ok(None) };
    let person = seen.thing().person;
    Ok(Some(MessageFacts { agent_name: viewer.name_of(person, names)?, ..MessageFacts::about(person) }))
}

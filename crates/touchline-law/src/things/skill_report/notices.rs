//! Whom a skill report tells what: the manager, that somebody's has a critical score and waits to be released; whose
//! scores they are, once they see it; and the manager again, when it is time to follow it up.
//!
//! Rules: NTF-01, REC-07, SKL-09.

use super::SkillReport;
use super::act::Happening;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::RecordedForReview,
        needed: &["manager_review_required"],
        notices: &[Notice { template: Template::ReportHeld, to: To::Manager, when: When::AtOnce, rule: "SKL-09" }],
    },
    Telling { on: Happening::Recorded, needed: &["released"], notices: SHOWN },
    Telling { on: Happening::Released, needed: &["released"], notices: SHOWN },
];

/// What is told once the person sees it, however it came to that.
const SHOWN: &[Notice] = &[
    Notice { template: Template::CoachingReport, to: To::Coached, when: When::AtOnce, rule: "NTF-01" },
    Notice { template: Template::ReportFollowUp, to: To::Manager, when: When::ToFollowUp, rule: "REC-07" },
];

/// What a message about a report says: to whose scores they are once it is released, and to those who see it besides.
pub(super) fn says<F: Facts>(
    report: &SkillReport,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    if viewer.see(report)?.is_none() {
        return Ok(None);
    }
    let person = report.person;
    Ok(Some(MessageFacts { agent_name: viewer.name_of(person, names)?, ..MessageFacts::about(person) }))
}

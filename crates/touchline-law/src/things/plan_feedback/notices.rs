//! Whom feedback between a coach and whom a plan coaches tells what: whoever it is for, that it is there.
//!
//! Rules: FBK-01, NTF-01, ORG-03.

use super::PlanFeedback;
use super::act::Happening;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

const fn told(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::AtOnce, rule: "FBK-01" }
}

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Given, needed: &["given"], notices: &[told(Template::PlanFeedbackGiven, To::Coached)] },
    Telling {
        on: Happening::GivenToCoach,
        needed: &["given"],
        notices: &[told(Template::PlanFeedbackGivenToCoach, To::Keeper)],
    },
];

/// What a message about feedback says: who gave it, and nothing of what it says.
pub(super) fn says<F: Facts>(
    feedback: &PlanFeedback,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    if !viewer.sees(feedback)? {
        return Ok(None);
    }
    let agent_name = viewer.name_of(feedback.coachee, names)?;
    Ok(Some(MessageFacts { agent_name, ..MessageFacts::about(feedback.coachee) }))
}

//! Whom a plan that is proposed tells what: whoever may create plans for whoever proposed it, and that one what was decided. What was
//! taken back nobody is told of.
//!
//! Rules: NTF-01, PLN-13.

use super::PlanProposal;
use super::act::Happening;
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

const fn at_once(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::AtOnce, rule: "PLN-13" }
}

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::Proposed,
        needed: &["proposed"],
        notices: &[at_once(Template::PlanProposed, To::Planner)],
    },
    Telling {
        on: Happening::Accepted,
        needed: &["accepted"],
        notices: &[at_once(Template::PlanProposalAccepted, To::Coached)],
    },
    Telling {
        on: Happening::Declined,
        needed: &["declined"],
        notices: &[at_once(Template::PlanProposalDeclined, To::Coached)],
    },
];

/// What a message about a proposal says, of what its words name.
pub(super) fn says<F: Facts>(
    known: &PlanProposal,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let agent_name = match viewer.see(known)? {
        None => return Ok(None),
        Some(Sight::Coached(_)) => None,
        Some(Sight::Staff(_)) => viewer.name_of(known.coachee, names)?,
    };
    let title = Some(known.content.title.clone());
    Ok(Some(MessageFacts { agent_name, title, ..MessageFacts::about(known.coachee) }))
}

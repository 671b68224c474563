//! Whom an assignment tells what: its reviewer of what they are to do and of what they are not any more, and when its last
//! day comes near or has passed; whoever asked for feedback of what became of that. Whoever handled the call is told of
//! nothing that was assigned.
//!
//! Rules: JOB-03, NTF-01.

use super::ReviewAssignment;
use super::act::Happening;
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Planned, Template, To, When};

/// The states in which it is still to be done.
const LIVE: &[&str] = &["requested", "open"];

const fn at_once(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::AtOnce, rule: "NTF-01" }
}

const DUE_SOON: Notice =
    Notice { template: Template::ReviewDueSoon, to: To::Keeper, when: When::BeforeLastDay, rule: "JOB-03" };
const OVERDUE: Notice =
    Notice { template: Template::ReviewOverdue, to: To::Keeper, when: When::AfterLastDay, rule: "JOB-03" };
const ASSIGNED: &[Notice] = &[at_once(Template::ReviewAssigned, To::Keeper), DUE_SOON, OVERDUE];

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Assigned, needed: LIVE, notices: ASSIGNED },
    Telling { on: Happening::Reassigned, needed: LIVE, notices: ASSIGNED },
    Telling { on: Happening::HandedOver, needed: LIVE, notices: ASSIGNED },
    Telling {
        on: Happening::Requested,
        needed: &["requested"],
        notices: &[at_once(Template::FeedbackRequested, To::Keeper)],
    },
    Telling {
        on: Happening::Accepted,
        needed: LIVE,
        notices: &[at_once(Template::FeedbackAccepted, To::Coached), DUE_SOON, OVERDUE],
    },
    Telling {
        on: Happening::Declined,
        needed: &["declined"],
        notices: &[at_once(Template::FeedbackDeclined, To::Coached)],
    },
    Telling {
        on: Happening::Recalled,
        needed: &["recalled"],
        notices: &[at_once(Template::ReviewRecalled, To::Keeper)],
    },
    Telling {
        on: Happening::Withdrawn,
        needed: &["withdrawn"],
        notices: &[at_once(Template::FeedbackWithdrawn, To::Keeper)],
    },
];

/// What a message about an assignment says, of what its words name.
pub(super) fn says<F: Facts>(
    known: &ReviewAssignment,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let agent_name = match viewer.see(known)? {
        None => return Ok(None),
        Some(Sight::Coached(_)) => None,
        Some(Sight::Staff(_)) => viewer.name_of(known.agent, names)?,
    };
    Ok(Some(MessageFacts {
        agent_name,
        call: Some(known.call),
        due_on: known.due_on.filter(|_| names.contains(&Placeholder::Date)),
        ..MessageFacts::about(known.agent)
    }))
}

/// Whether a message to a reviewer is still for them, and a reminder still of the due date in force, while that is still to
/// be kept, or was not.
pub(super) fn still_tells<F: Facts>(
    known: &ReviewAssignment,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<bool, Refusal> {
    let is_of_overdue = match told.template {
        Template::ReviewOverdue => true,
        Template::ReviewDueSoon => false,
        Template::ReviewAssigned | Template::FeedbackRequested => return Ok(told.recipient == known.reviewer),
        _ => return Ok(true),
    };
    if !known.state.is_live() || told.version != known.due_since {
        return Ok(false);
    }
    let zone = viewer.zone_of(known.reviewer)?;
    // What was told on the day after stays, where they have moved since to where that day came later.
    let at = known.due_on.filter(|_| is_of_overdue).map_or(told.at, |due_on| told.judged_after(due_on, zone));
    let is_over = known.days_overdue(zone, at).is_some();
    Ok(is_over == is_of_overdue)
}

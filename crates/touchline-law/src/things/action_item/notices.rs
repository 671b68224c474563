//! Whom an action item tells what: its assignee of what they are to do and what was decided, and when its last day comes
//! near or has passed; whoever assigned it of what awaits them.
//!
//! Rules: JOB-03, NTF-01, NTF-03, PLN-05.

use super::ActionItem;
use super::act::Happening;
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Planned, Template, To, When};

/// The states in which it is still for its assignee to do.
const OPEN: &[&str] = &["pending", "in_progress"];

const fn at_once(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::AtOnce, rule: "NTF-01" }
}

const DUE_SOON: Notice =
    Notice { template: Template::ActionItemDueSoon, to: To::Coached, when: When::BeforeLastDay, rule: "JOB-03" };
const OVERDUE: Notice =
    Notice { template: Template::ActionItemOverdue, to: To::Coached, when: When::AfterLastDay, rule: "JOB-03" };

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::Assigned,
        needed: OPEN,
        notices: &[at_once(Template::ActionItemAssigned, To::Coached), DUE_SOON, OVERDUE],
    },
    Telling {
        on: Happening::Completed,
        needed: &["complete"],
        notices: &[at_once(Template::ActionItemCompleted, To::Assigner)],
    },
    Telling {
        on: Happening::RevisionRequested,
        needed: OPEN,
        notices: &[at_once(Template::ActionItemRevisionRequested, To::Coached)],
    },
    Telling {
        on: Happening::Verified,
        needed: &["verified"],
        notices: &[at_once(Template::ActionItemVerified, To::Coached)],
    },
    Telling {
        on: Happening::ExtensionRequested,
        needed: OPEN,
        notices: &[at_once(Template::ExtensionRequested, To::Assigner)],
    },
    // What reminded of the date before says nothing any more.
    Telling {
        on: Happening::ExtensionGranted,
        needed: OPEN,
        notices: &[at_once(Template::ExtensionGranted, To::Coached), DUE_SOON, OVERDUE],
    },
    Telling {
        on: Happening::ExtensionDeclined,
        needed: OPEN,
        notices: &[at_once(Template::ExtensionDeclined, To::Coached)],
    },
];

/// What a message about an action item says, of what its words name: to whoever decides on it, the day is the one that was
/// asked for.
pub(super) fn says<F: Facts>(
    item: &ActionItem,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let (item, agent_name, day) = match viewer.see(item)? {
        None => return Ok(None),
        Some(Sight::Coached(seen)) => (seen.thing(), None, seen.thing().due_on),
        Some(Sight::Staff(seen)) => {
            let asked = seen.thing().extensions.last().map(|extension| extension.due_on);
            (seen.thing(), viewer.name_of(item.assignee, names)?, asked)
        }
    };
    Ok(Some(MessageFacts {
        agent_name,
        due_on: day.filter(|_| names.contains(&Placeholder::Date)),
        title: Some(item.task.clone()).filter(|_| names.contains(&Placeholder::Title)),
        ..MessageFacts::about(item.assignee)
    }))
}

/// Whether an e-mail is needed still that was planned earlier: nobody is asked for a later due date once they have answered.
pub(super) fn is_needed(item: &ActionItem, told: &Planned) -> bool {
    told.template != Template::ExtensionRequested || item.open_request().is_some()
}

/// Whether a reminder still is one: of the due date in force, while that is still to be kept, or was not.
pub(super) fn still_tells<F: Facts>(
    item: &ActionItem,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<bool, Refusal> {
    let is_of_overdue = told.template == Template::ActionItemOverdue;
    if !is_of_overdue && told.template != Template::ActionItemDueSoon {
        return Ok(true);
    }
    if item.archived || !item.state.is_open() || told.version != item.due_since {
        return Ok(false);
    }
    if !is_nudged(item, viewer, told)? {
        return Ok(false);
    }
    let zone = viewer.zone_of(item.assignee)?;
    // What was told on the day after stays, where they have moved since to where that day came later.
    let at = item.due_on.filter(|_| is_of_overdue).map_or(told.at, |due_on| told.judged_after(due_on, zone));
    let is_over = item.days_overdue(zone, at).is_some();
    Ok(is_over == is_of_overdue)
}

/// Whether the plan of its session, where it is of one, is not on hold, and was not then. What came due meanwhile is told neither
/// then nor later: it stands in the lists.
fn is_nudged<F: Facts>(item: &ActionItem, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
    let Some(plan) = item.plan else { return Ok(true) };
    let plan = viewer.facts.plan(plan).present()?;
    Ok(plan.is_none_or(|plan| plan.reminds(told.at)))
}

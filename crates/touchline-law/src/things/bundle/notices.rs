//! Whom a bundle tells what: its agent of what they are to do or to know, its keeper of what the agent answered.
//!
//! Rules: BUN-07, BUN-13, NTF-01.

use super::Bundle;
use super::act::Happening;
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::Released,
        needed: &["released"],
        notices: &[Notice { template: Template::BundleReleased, to: To::Coached, when: When::AtOnce, rule: "BUN-13" }],
    },
    Telling {
        on: Happening::Responded,
        needed: &["agent_reviewed"],
        notices: &[Notice { template: Template::BundleResponded, to: To::Keeper, when: When::AtOnce, rule: "BUN-13" }],
    },
    Telling {
        on: Happening::Acknowledged,
        needed: &["agent_acknowledged"],
        notices: &[Notice {
            template: Template::BundleAcknowledged,
            to: To::Keeper,
            when: When::AtOnce,
            rule: "BUN-13",
        }],
    },
    Telling {
        on: Happening::SessionDenied,
        needed: &["released"],
        notices: &[Notice { template: Template::SessionDenied, to: To::Keeper, when: When::AtOnce, rule: "BUN-07" }],
    },
    Telling {
        on: Happening::SessionRecorded,
        needed: &["completed_in_person"],
        notices: &[Notice {
            template: Template::InPersonRecorded,
            to: To::Coached,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling {
        on: Happening::Concluded,
        needed: &["concluded"],
        notices: &[Notice { template: Template::BundleConcluded, to: To::Coached, when: When::AtOnce, rule: "NTF-01" }],
    },
];

/// What a message about a bundle says, of what its words name.
pub(super) fn says<F: Facts>(
    bundle: &Bundle,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let (bundle, agent_name) = match viewer.see(bundle)? {
        None => return Ok(None),
        Some(Sight::Coached(seen)) => (seen.thing(), None),
        Some(Sight::Staff(seen)) => (seen.thing(), viewer.name_of(bundle.agent, names)?),
    };
    let session = bundle.session.as_deref().filter(|_| names.contains(&Placeholder::Date));
    Ok(Some(MessageFacts {
        agent_name,
        held_on: session.map(|session| session.held_on),
        title: bundle.content.title.clone().filter(|_| names.contains(&Placeholder::Title)),
        ..MessageFacts::about(bundle.agent)
    }))
}

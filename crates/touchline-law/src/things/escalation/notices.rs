//! Whom an escalation tells what: its agent of a question and how it ended, its keeper of the answer.
//!
//! Rules: NTF-01.

use super::act::Happening;
use super::{About, Escalation};
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::Raised,
        needed: &["open"],
        notices: &[Notice {
            template: Template::EscalationRaised,
            to: To::Coached,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling {
        on: Happening::SentBack,
        needed: &["open"],
        notices: &[Notice {
            template: Template::EscalationSentBack,
            to: To::Coached,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling {
        on: Happening::Answered,
        needed: &["answered"],
        notices: &[Notice {
            template: Template::EscalationAnswered,
            to: To::Keeper,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling {
        on: Happening::Closed,
        needed: &["closed"],
        notices: &[Notice {
            template: Template::EscalationClosed,
            to: To::Coached,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
];

/// What a message about an escalation says, of what its words name.
pub(super) fn says<F: Facts>(
    escalation: &Escalation,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let (escalation, agent_name) = match viewer.see(escalation)? {
        None => return Ok(None),
        Some(Sight::Coached(seen)) => (seen.thing(), None),
        Some(Sight::Staff(seen)) => (seen.thing(), viewer.name_of(escalation.agent, names)?),
    };
    let check = match &escalation.about {
        About::Check(about) => Some(about.clone()),
        About::Bundle(_) | About::Call(_) => None,
    };
    Ok(Some(MessageFacts {
        agent_name,
        call: escalation.about.call(),
        check: check.as_ref().map(|about| about.check.clone()),
        check_name: check.and_then(|about| about.check_name),
        ..MessageFacts::about(escalation.agent)
    }))
}

//! Whom a review tells what: whoever handled the call of the review and of what is added and answered, the reviewer of
//! what comes back.
//!
//! Rules: NTF-01, NTF-03, REV-07.

use super::Review;
use super::act::Happening;
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Planned, Template, To, When};

/// The states in which somebody has it before them.
const SHOWN: &[&str] = &["delivered", "reviewed", "acknowledged"];

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::Delivered,
        needed: &["delivered"],
        notices: &[Notice {
            template: Template::CoachingReceived,
            to: To::Coached,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling { on: Happening::Acknowledged, needed: &["acknowledged"], notices: ACKNOWLEDGED },
    Telling { on: Happening::AmendmentAcknowledged, needed: &["acknowledged"], notices: ACKNOWLEDGED },
    Telling {
        on: Happening::AddendumAdded,
        needed: SHOWN,
        notices: &[Notice { template: Template::ReviewAddendum, to: To::Coached, when: When::AtOnce, rule: "NTF-01" }],
    },
    Telling {
        on: Happening::Responded,
        needed: SHOWN,
        notices: &[Notice { template: Template::ReviewResponse, to: To::Keeper, when: When::AtOnce, rule: "NTF-01" }],
    },
    Telling {
        on: Happening::ClarificationAsked,
        needed: SHOWN,
        notices: &[Notice {
            template: Template::ClarificationAsked,
            to: To::Keeper,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling {
        on: Happening::ClarificationAnswered,
        needed: SHOWN,
        notices: &[Notice {
            template: Template::ClarificationAnswered,
            to: To::Coached,
            when: When::AtOnce,
            rule: "NTF-01",
        }],
    },
    Telling {
        on: Happening::Replied,
        needed: SHOWN,
        notices: &[Notice { template: Template::ReviewReply, to: To::Coached, when: When::AtOnce, rule: "NTF-01" }],
    },
    Telling {
        on: Happening::Disputed,
        needed: SHOWN,
        notices: &[
            Notice { template: Template::DisputeOpened, to: To::Keeper, when: When::AtOnce, rule: "NTF-01" },
            Notice { template: Template::DisputeToDecide, to: To::Hearer, when: When::AtOnce, rule: "NTF-01" },
        ],
    },
    Telling { on: Happening::DisputeDecided, needed: HEARD, notices: DECIDED },
    Telling { on: Happening::Voided, needed: HEARD, notices: DECIDED },
];

const ACKNOWLEDGED: &[Notice] =
    &[Notice { template: Template::CoachingAcknowledged, to: To::Keeper, when: When::AtOnce, rule: "REV-07" }];
/// The states in which a dispute can have been decided.
const HEARD: &[&str] = &["reviewed", "acknowledged", "voided"];
const DECIDED: &[Notice] = &[
    Notice { template: Template::DisputeDecided, to: To::Coached, when: When::AtOnce, rule: "NTF-01" },
    Notice { template: Template::DisputeOfReviewDecided, to: To::Keeper, when: When::AtOnce, rule: "NTF-01" },
];

/// Whether an e-mail is needed still that was planned earlier: nobody is asked for what they gave since.
pub(super) fn is_needed(review: &Review, told: &Planned) -> bool {
    match told.template {
        Template::ClarificationAsked => review.awaits_clarification(),
        Template::DisputeOpened | Template::DisputeToDecide => review.open_dispute().is_some(),
        _ => true,
    }
}

/// What a message about a review says, of what its words name.
pub(super) fn says<F: Facts>(
    review: &Review,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let agent_name = match viewer.see(review)? {
        None => return Ok(None),
        Some(Sight::Coached(_)) => None,
        Some(Sight::Staff(_)) => viewer.name_of(review.agent, names)?,
    };
    Ok(Some(MessageFacts { agent_name, call: Some(review.call), ..MessageFacts::about(review.agent) }))
}

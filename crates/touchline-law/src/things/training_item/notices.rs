//! Whom a training item tells what: the keeper of its bundle, that the finding behind it was corrected.
//!
//! Rules: TRN-03.

use super::TrainingItem;
use super::change::Happening;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[Telling {
    on: Happening::Superseded,
    needed: &["superseded"],
    notices: &[Notice {
        template: Template::TrainingItemSuperseded,
        to: To::KeeperOfItsBundle,
        when: When::AtOnce,
        rule: "TRN-03",
    }],
}];

/// What a message about an item says to those who keep the queue.
pub(super) fn says<F: Facts>(
    item: &TrainingItem,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let Some(seen) = viewer.see(item)?.and_then(|sight| sight.staff()) else { return Ok(None) };
    let item = seen.thing();
    Ok(Some(MessageFacts {
        agent_name: viewer.name_of(item.agent, names)?,
        call: Some(item.call),
        check: item.check_key().cloned(),
        check_name: item.check_name().cloned(),
        ..MessageFacts::about(item.agent)
    }))
}

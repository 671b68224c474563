//! Escalations, by who may want to list or count them, and among what was answered.

use crate::workspace::things::escalation::index::Entry;
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::CallId;
use touchline_law::things::escalation::Escalation;

impl Kept for Escalation {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.agent);
        let call = after.call.and_then(|call| world.tables.calls.get(call));
        let campaign = call.and_then(|call| call.document.campaign.as_ref());
        world.escalation_index.change(before, &after, campaign, &managers);
    }
}

/// A call turned out to be of another campaign: so what is asked about it stands elsewhere.
pub(in crate::workspace) fn change_campaign(world: &mut World, call: CallId, was: Option<&Key>, is: Option<&Key>) {
    for id in world.escalation_index.of_call(call) {
        let Some(escalation) = world.tables.escalations.get(id) else { continue };
        let (entry, managers) = (Entry::of(escalation), world.lines.managers(escalation.agent));
        world.escalation_index.change_campaign(&entry, (was, is), &managers);
    }
}

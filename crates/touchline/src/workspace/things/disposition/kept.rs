//! Dispositions, by their calls and as results.

use std::collections::BTreeMap;

use crate::workspace::things::disposition::findings::{Finding, Findings};
use crate::workspace::things::review_queue::index::refresh;
use crate::workspace::things::training_item::proposals_index::change_failure;
use crate::workspace::{Kept, World};
use touchline_calculators::progress::Observed;
use touchline_kernel::{Key, PersonId};
use touchline_law::ground::CallId;
use touchline_law::things::disposition::{Disposition, Looked, Tally};

impl Kept for Disposition {
    type Entry = Finding;

    fn entry(&self) -> Self::Entry {
        Finding::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        if before.as_ref().is_none_or(|before| before.counted() != after.counted()) {
            let call = world.tables.calls.get(after.call);
            let campaign = call.and_then(|call| call.document.campaign.as_ref());
            if let Some(before) = &before {
                let managers = world.lines.managers(before.agent());
                let less = looked_at(before, &world.findings);
                let change = (&less, &Tally::default());
                world.looked.change(campaign, |looked| looked.change(before.agent(), &managers, change));
            }
            let managers = world.lines.managers(after.agent());
            let more = looked_at(&after, &world.findings);
            let change = (&Tally::default(), &more);
            world.looked.change(campaign, |looked| looked.change(after.agent(), &managers, change));
        }
        // It fits: its call is known.
        let Some(began) = world.began(after.call) else { return };
        if let Some(before) = &before {
            world.count_result(before.result(), began, Observed::take);
        }
        world.count_result(after.result(), began, Observed::add);
        let call = after.call;
        let failed = before.as_ref().and_then(|before| before.failure(began));
        change_failure(world, failed.as_ref(), after.failure(began).as_ref());
        world.findings.change(before, after, began);
        refresh(world, call);
    }

    fn fits(&self, world: &World) -> bool {
        world.began(self.call).is_some()
    }
}

/// What a disposition counts for, with its call where it is the only one of it for its agent.
fn looked_at(finding: &Finding, findings: &Findings) -> Tally {
    let mut tally = Tally::one(Looked::of(finding.ruling));
    if findings.is_alone(finding) {
        tally.add(&Tally::one(Looked::Call));
    }
    tally
}

/// A call turned out to be of another campaign: so what was looked at of it counts there.
pub(in crate::workspace) fn change_campaign(world: &mut World, call: CallId, was: Option<&Key>, is: Option<&Key>) {
    let mut by_agent: BTreeMap<PersonId, Tally> = BTreeMap::new();
    for disposition in world.findings.of_call(call).filter_map(|id| world.tables.dispositions.get(id)) {
        let looked = Tally::one(Looked::of(disposition.ruling));
        by_agent.entry(disposition.agent).or_insert_with(|| Tally::one(Looked::Call)).add(&looked);
    }
    let none = Tally::default();
    for (agent, tally) in by_agent {
        let managers = world.lines.managers(agent);
        for (campaign, change) in [(was, (&tally, &none)), (is, (&none, &tally))] {
            if let Some(looked) = world.looked.in_campaign(campaign) {
                looked.change(agent, &managers, change);
            }
        }
    }
}

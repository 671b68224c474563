//! Calls, by when they began, and those that wait for review. Where one turns out to have begun at another moment, its
//! dispositions stand elsewhere among the results, and its reviews among those of calls that began then.

use crate::workspace::things::call::begun::Placed;
use crate::workspace::things::disposition::findings::Finding;
use crate::workspace::things::goal::calls::CallCounted;
use crate::workspace::things::review_queue::index::refresh;
use crate::workspace::things::training_item::proposals_index::{CallCause, change_call, change_failure};
use crate::workspace::things::{disposition, escalation, review_assignment};
use crate::workspace::{Kept, World};
use touchline_calculators::progress::Observed;
use touchline_kernel::{Instant, Recorded};
use touchline_law::ground::DispositionId;
use touchline_law::ground::calls::{Call, CallId};

impl Kept for Recorded<Call> {
    type Entry = (CallId, CallCounted, CallCause, Placed);

    fn entry(&self) -> Self::Entry {
        (self.document.call, CallCounted::of(&self.document), CallCause::of(&self.document), Placed::of(&self.document))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (call, counted, cause, placed) = after;
        let was = before.as_ref().map(|(_, counted, ..)| *counted);
        let (before, was_placed) = before.map(|(_, _, cause, placed)| (cause, placed)).unzip();
        let known = was_placed.as_ref().and_then(Placed::campaign);
        if known != placed.campaign() {
            escalation::kept::change_campaign(world, call, known, placed.campaign());
            disposition::kept::change_campaign(world, call, known, placed.campaign());
            review_assignment::kept::change_campaign(world, call, known, placed.campaign());
        }
        let lines = &world.lines;
        world.begun.change(was_placed, placed, |handler| lines.managers(handler));
        world.call_recorded(call, was, counted);
        if let Some(earlier) = was.map(|was| was.began).filter(|earlier| *earlier != counted.began) {
            begin(world, call, earlier, counted.began);
        }
        change_call(world, before.as_ref(), &cause);
        refresh(world, call);
    }
}

/// A call turned out to have begun at another moment: so its reviews and its results stand elsewhere.
fn begin(world: &mut World, call: CallId, earlier: Instant, began: Instant) {
    world.review_index.moved_to(call, earlier, began);
    let moved: Vec<DispositionId> = world.findings.of_call(call).collect();
    for id in moved {
        let Some(disposition) = world.tables.dispositions.get(id) else { continue };
        let finding = Finding::of(disposition);
        world.findings.began(disposition, earlier, began);
        world.count_result(finding.result(), earlier, Observed::take);
        world.count_result(finding.result(), began, Observed::add);
        let (before, after) = (finding.failure(earlier), finding.failure(began));
        change_failure(world, before.as_ref(), after.as_ref());
    }
}

//! What an event changes in a training item.

use super::{Change, Finding, State, TrainingItem};
use touchline_kernel::{Done, Event, next_version};

/// The item after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(item: Option<TrainingItem>, event: Event<Change>) -> Option<TrainingItem> {
    let (change, event) = event.split();
    let Some(item) = item else {
        let Change::Raised(finding) = change else { return None };
        return Some(raised(finding, &event));
    };
    let mut item = TrainingItem { changed_at: event.at, version: next_version(item.version), ..item };
    match change {
        Change::Raised(finding) => {
            if is_new(&item, &finding) {
                let version = item.version;
                return Some(TrainingItem { version, ..raised(finding, &event) });
            }
            say(&mut item, finding);
        }
        Change::Withdrawn(_) => item.state = State::Withdrawn,
        Change::Superseded(_) => item.state = State::Superseded,
        Change::Reinstated(finding) => {
            item.state = State::InProgress;
            say(&mut item, finding);
        }
        Change::Started(taken) => {
            item.state = State::InProgress;
            item.bundle = Some(taken.bundle);
            item.held = true;
        }
        Change::Returned(_) => {
            item.state = State::Pending;
            item.bundle = None;
            item.held = false;
        }
        Change::Resolved(_) => {
            item.state = State::Resolved;
            item.resolved_at = Some(item.changed_at);
            item.held = false;
        }
        Change::LetGo(_) => item.held = false,
    }
    Some(item)
}

/// Whether a finding makes the item wait anew, where it had been taken back, or where the call turned out to be
/// another agent's.
fn is_new(item: &TrainingItem, finding: &Finding) -> bool {
    match item.state {
        State::Withdrawn | State::Superseded => true,
        State::Pending => item.agent != finding.agent,
        State::InProgress | State::Resolved => false,
    }
}

/// What a finding says of a need that is known. A note about another agent, whose call it turned out to be, is none
/// about this one.
fn say(item: &mut TrainingItem, finding: Finding) {
    item.check = finding.check;
    if finding.agent == item.agent {
        item.note = finding.note;
        item.noted_by = (finding.found_by != item.raised.by).then(|| Box::new(finding.found_by));
    }
}

/// An item that waits for a bundle, as if for the first time.
fn raised(finding: Finding, event: &Event<()>) -> TrainingItem {
    TrainingItem {
        agent: finding.agent,
        bundle: None,
        call: finding.call,
        changed_at: event.at,
        check: finding.check,
        held: false,
        training_item: finding.training_item,
        note: finding.note,
        noted_by: None,
        resolved_at: None,
        raised: Done { at: event.at, by: finding.found_by },
        state: State::Pending,
        version: 1,
    }
}

//! What an event changes in a calibration.

use super::lifecycle::State;
use super::{Calibration, CalibrationDrafted, Change, Rater, Remark, Scored, Submission};
use touchline_kernel::{Done, Event, Instant, PersonId, next_version};

/// The calibration after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(calibration: Option<Calibration>, event: Event<Change>) -> Option<Calibration> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = calibration else {
        let Change::Drafted(body) = change else { return None };
        return Some(drafted(body, done));
    };
    let known = Calibration { version: next_version(known.version), ..known };
    match change {
        Change::Submitted(body) => {
            let person = done.by.person()?;
            let form = body.form;
            changed_rater(known, person, |rater| Rater {
                submissions: next_version(rater.submissions),
                submitted: Some(Box::new(Submission { at: done.at, form })),
                ..rater
            })
        }
        change => changed(Calibration { changed_at: done.at, ..known }, change, done),
    }
}

fn drafted(body: CalibrationDrafted, done: Done) -> Calibration {
    Calibration {
        agent: body.agent,
        archived: false,
        calibration: body.calibration,
        call: body.call,
        cancelled: None,
        changed_at: done.at,
        closed: None,
        drafted: done,
        drafts_unseen: 0,
        due_on: body.due_on,
        leader: done.by.person(),
        opened: None,
        raters: body.raters.into_iter().map(rater).collect(),
        reference: body.reference,
        scored: None,
        scorecard: body.scorecard,
        state: State::Draft,
        version: 1,
    }
}

fn rater(person: PersonId) -> Rater {
    Rater { person, submissions: 0, submitted: None, withdrawn: false }
}

fn changed(mut known: Calibration, change: Change, done: Done) -> Option<Calibration> {
    match change {
        Change::Drafted(_) | Change::Submitted(_) => return None,
        Change::Revised(body) => {
            known.due_on = body.due_on;
            known.raters = body.raters.into_iter().map(rater).collect();
            known.reference = body.reference;
            known.scorecard = body.scorecard;
        }
        Change::Opened(_) => {
            known.drafts_unseen = known.version.saturating_sub(1);
            known.opened = Some(done);
            known.state = State::Scoring;
        }
        Change::RaterAdded(body) => {
            // How often somebody handed in answers before they were taken out still counts.
            let place = known.raters.iter().position(|rater| rater.person == body.rater);
            let before = place.map(|place| known.raters.remove(place));
            known.raters.push(Rater { withdrawn: false, ..before.unwrap_or_else(|| rater(body.rater)) });
        }
        Change::RaterWithdrawn(body) => {
            let withdrawn = |rater| Rater { submitted: None, withdrawn: true, ..rater };
            known.reference = known.reference.filter(|reference| *reference != body.rater);
            return changed_rater(known, body.rater, withdrawn);
        }
        Change::ScoringEnded(body) => {
            // From now on all see when each has scored.
            let submitted = known.raters.iter().filter_map(|rater| rater.submitted.as_deref());
            known.changed_at = submitted.map(|submission| submission.at).fold(known.changed_at, Instant::max);
            known.scored = Some(Box::new(Scored { done, spread_limit: body.spread_limit }));
            known.state = State::Review;
        }
        Change::Closed(body) => {
            known.closed = Some(Box::new(Remark { done, text: body.conclusions }));
            known.state = State::Closed;
        }
        Change::Cancelled(body) => {
            known.cancelled = Some(Box::new(Remark { done, text: body.reason }));
            known.state = State::Cancelled;
        }
        Change::Archived(_) => known.archived = true,
        Change::Restored(_) => known.archived = false,
        Change::HandedOver(body) => known.leader = Some(body.to),
    }
    Some(known)
}

/// The calibration with another state of one who is to score.
fn changed_rater(mut known: Calibration, person: PersonId, to: impl FnOnce(Rater) -> Rater) -> Option<Calibration> {
    let rater = known.raters.iter_mut().find(|rater| rater.person == person && !rater.withdrawn)?;
    *rater = to(rater.clone());
    Some(known)
}

//! What an event changes in a goal.

use super::{Change, Goal, GoalCancellation, State};
use touchline_kernel::{Done, Event, next_version};

/// The goal after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(goal: Option<Goal>, event: Event<Change>) -> Option<Goal> {
    let (change, event) = event.split();
    let Some(goal) = goal else {
        let Change::Set(body) = change else { return None };
        let set = Done { at: event.at, by: body.set_by };
        let new = body.goal;
        return Some(Goal {
            aim: new.aim,
            archived: false,
            bundle: body.bundle,
            cancelled: None,
            changed_at: event.at,
            days: new.days,
            goal: new.goal,
            person: new.person,
            set,
            state: State::Set,
            training_items: new.training_items,
            version: 1,
        });
    };
    let mut goal = Goal { changed_at: event.at, version: next_version(goal.version), ..goal };
    match change {
        Change::Set(_) => return None,
        Change::Cancelled(body) => {
            let done = Done { at: event.at, by: event.by };
            goal.cancelled = Some(Box::new(GoalCancellation { done, reason: body.reason, said_by: body.said_by }));
            goal.state = State::Cancelled;
        }
        Change::Archived(_) => goal.archived = true,
        Change::Restored(_) => goal.archived = false,
    }
    Some(goal)
}

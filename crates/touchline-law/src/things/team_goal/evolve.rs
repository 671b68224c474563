//! What an event changes in a team's goal.

use super::{Change, State, TeamGoal, TeamGoalCancellation};
use touchline_kernel::{Done, Event, next_version};

/// The goal after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(goal: Option<TeamGoal>, event: Event<Change>) -> Option<TeamGoal> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(goal) = goal else {
        let Change::Set(body) = change else { return None };
        return Some(TeamGoal {
            aim: body.aim,
            archived: false,
            cancelled: None,
            changed_at: event.at,
            days: body.days,
            manager: body.manager,
            set: done,
            state: State::Set,
            team_goal: body.team_goal,
            version: 1,
        });
    };
    let mut goal = TeamGoal { changed_at: event.at, version: next_version(goal.version), ..goal };
    match change {
        Change::Set(_) => return None,
        Change::Cancelled(body) => {
            goal.cancelled = Some(Box::new(TeamGoalCancellation { done, reason: body.reason }));
            goal.state = State::Cancelled;
        }
        Change::Archived(_) => goal.archived = true,
        Change::Restored(_) => goal.archived = false,
    }
    Some(goal)
}

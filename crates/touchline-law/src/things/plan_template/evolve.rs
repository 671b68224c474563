//! What an event changes in a template of plans.

use super::{Change, PlanTemplateVersion, State};
use touchline_kernel::{Done, Event, next_version};

/// The version after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<PlanTemplateVersion>, event: Event<Change>) -> Option<PlanTemplateVersion> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = known else {
        let Change::Drafted(body) = change else { return None };
        return Some(PlanTemplateVersion {
            archived: false,
            changed_at: event.at,
            drafted: done,
            edition: body.edition,
            plan_template: body.plan_template,
            published: None,
            replaced_by: None,
            replaces: body.replaces,
            retired: None,
            state: State::Draft,
            template: body.template,
            version: 1,
        });
    };
    let mut known = PlanTemplateVersion { changed_at: event.at, version: next_version(known.version), ..known };
    match change {
        Change::Drafted(_) => return None,
        Change::Revised(body) => known.template = body.template,
        Change::Published(_) => {
            known.published = Some(done);
            known.state = State::Active;
        }
        Change::Replaced(body) => {
            known.replaced_by = Some(body.by);
            known.retired = known.retired.or(Some(done));
            known.state = State::Retired;
        }
        Change::Retired(_) => {
            known.retired = Some(done);
            known.state = State::Retired;
        }
        Change::Archived(_) => known.archived = true,
        Change::Restored(_) => known.archived = false,
    }
    Some(known)
}

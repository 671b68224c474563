//! What is drafted, published and retired version by version: what an event changes in a version, and what follows for the one
//! whose place another takes. Alike for every thing that says of itself what such a version says.

/// What an event changes in a version of a thing, which has its id in the field that is named.
macro_rules! edition_evolves {
    ($Version:ident, $id:ident) => {
        use super::{Change, State, $Version};
        use touchline_kernel::{Done, Event, next_version};

        /// The version after an event, or nothing where the event cannot have happened to this state.
        #[must_use]
        pub(super) fn evolve(known: Option<$Version>, event: Event<Change>) -> Option<$Version> {
            let (change, event) = event.split();
            let done = Done { at: event.at, by: event.by };
            let Some(known) = known else {
                let Change::Drafted(body) = change else { return None };
                return Some($Version {
                    archived: false,
                    changed_at: event.at,
                    drafted: done,
                    edition: body.edition,
                    published: None,
                    replaced_by: None,
                    replaces: body.replaces,
                    retired: None,
                    $id: body.$id,
                    state: State::Draft,
                    template: body.template,
                    version: 1,
                });
            };
            let mut known = $Version { changed_at: event.at, version: next_version(known.version), ..known };
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
    };
}

/// What follows for the version of a thing whose place another takes.
macro_rules! edition_follows {
    ($Replaced:ident, $id:ident) => {
        use super::{Change, $Replaced};

        /// What follows for the version whose place a published one takes, where it takes any.
        #[must_use]
        pub fn replaced(change: &Change) -> Option<Change> {
            let Change::Published(published) = change else { return None };
            published.replaces.map(|$id| Change::Replaced($Replaced { by: published.$id, $id }))
        }
    };
}

pub(crate) use {edition_evolves, edition_follows};

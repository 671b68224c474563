//! Sessions by who may want to list them: those of a plan, those in which somebody takes part, and those that coach somebody.
//!
//! Rules: KER-09, SES-07, WSP-05.

use strum::VariantArray;

use crate::workspace::index::lists::{Shelf, Shelved, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{PlanId, SessionMark};
use touchline_law::life::Thing as _;
use touchline_law::things::session::{Session, State};

/// Which of the lists a session stands in, in each by when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Scheduled,
    Held,
    Cancelled,
    Missed,
}

sections!(Section);

/// Whose sessions a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Of {
    /// Those in which a person takes part: as the one coached, as a coach, or writing for one.
    Person(PersonId),
    /// Those of a plan.
    Plan(PlanId),
    /// Those in which a person is the one coached.
    Coachee(PersonId),
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct SessionIndex {
    /// `session.list`: "Which are this plan's?"; `session.mine`: "In which do I take part?"; `session.agenda`: "When is the one
    /// after this?"; the fact `sessions_scheduled`: "Which are still to take place, or to be recorded, as the plan ends?"; `person.review_pack`: "In which was this person coached?"
    pub(in crate::workspace) listed: Shelved<Of, Section, SessionMark>,
}

/// What the index needs to know of a session, before and after a change.
#[derive(Clone, PartialEq)]
pub(in crate::workspace) struct Entry {
    owners: Vec<Of>,
    shelf: Shelf<Section, SessionMark>,
}

impl Entry {
    /// Of which plan it is stays as it was. Who takes part does not: coaches join it, and in the end it is said who coached.
    pub(in crate::workspace) fn of(session: &Session) -> Self {
        let people = [session.coachee].into_iter().chain(session.circle());
        let owners = people.map(Of::Person).chain([Of::Plan(session.plan), Of::Coachee(session.coachee)]).collect();
        let section = match session.state {
            State::Scheduled => Section::Scheduled,
            State::Held => Section::Held,
            State::Cancelled => Section::Cancelled,
            State::Missed => Section::Missed,
        };
        Entry { owners, shelf: (session.archived, (section, (session.time.starts_at, session.session))) }
    }
}

impl SessionIndex {
    /// Takes a session as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        if let Some(before) = before {
            before.owners.iter().for_each(|owner| self.listed.change(owner, Some(before.shelf), None));
        }
        after.owners.iter().for_each(|owner| self.listed.change(owner, None, Some(after.shelf)));
    }
}

impl Follows<World> for SessionIndex {
    /// Who stands above whom makes no difference to who takes part.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

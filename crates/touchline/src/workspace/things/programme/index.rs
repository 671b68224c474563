//! Programmes by whose team they are for.

use crate::workspace::index::lists::Lists;
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::ProgrammeMark;

#[derive(Debug, Default)]
pub(in crate::workspace) struct ProgrammeIndex {
    /// `programme.list`: "The programmes of this manager's team" by when they were set up, those that were put away apart.
    pub(in crate::workspace) by_manager: Lists<PersonId, bool, ProgrammeMark>,
}

impl Follows<World> for ProgrammeIndex {
    /// A programme stays with whoever leads the team, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}

//! `programme.list`: the programmes of a manager's team, for those who keep them.
//!
//! Rules: KER-09, PRG-01, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::programme::{Programme, StaffProgramme};

paged! {
    /// Which programmes.
    #[schemars(rename = "ProgrammesListed")]
    ProgrammesOf {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Whose team.
        manager: PersonId,
    }
}

impl Question for ProgrammesOf {
    type View = Page<StaffProgramme>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffProgramme>, Refusal> {
        let keys = asked.world.programme_index.by_manager.of(self.manager, self.archived);
        let name = format!("{}/{}/{}", Self::NAME, self.manager, self.archived);
        asked.page::<Programme, _, _>(name, keys, self.paging(Order::NewestFirst), Some)
    }
}

//! `certification.list`: the certifications of a person, the one whose day is the latest first.
//!
//! Rules: CRT-03, KER-09, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Names as _, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::things::certification::{Certification, CertificationSight, State};

paged! {
    /// Which certifications of a person: of oneself, too.
    #[schemars(rename = "CertificationsListed")]
    CertificationList {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Whose.
        person: PersonId,
        /// Those that stand there.
        state: State,
    }
}

impl Question for CertificationList {
    type View = Page<CertificationSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<CertificationSight>, Refusal> {
        let index = &asked.world.certification_index;
        let (listed, put_away) = (&index.listed, &index.put_away);
        let keys =
            if self.archived { put_away.of(self.person, self.state) } else { listed.own(self.person, self.state) };
        let name = format!("{}/{}/{}/{}", Self::NAME, self.person, self.state.name(), self.archived);
        asked.page::<Certification, _, _>(name, keys, self.paging(Order::NewestFirst), Some)
    }
}

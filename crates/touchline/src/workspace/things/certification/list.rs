//! `certification.list`: the certifications of a person, the one whose day is the latest first.
//!
//! Rules: CRT-03, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Names as _, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::things::certification::{Certification, CertificationSight, State};

paged! {
    /// Which certifications of a person: of oneself, too.
    #[schemars(rename = "CertificationsListed")]
    CertificationList {
        /// Whose.
        person: PersonId,
        /// Those that stand there.
        state: State,
    }
}

impl Question for CertificationList {
    type View = Page<CertificationSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<CertificationSight>, Refusal> {
        let keys = asked.world.certification_index.listed.own(self.person, self.state);
        let name = format!("{}/{}/{}", Self::NAME, self.person, self.state.name());
        asked.page::<Certification, _, _>(name, keys, self.paging(Order::NewestFirst), Some)
    }
}

//! `assessment.list` and `assessment.awaiting`: the assessments of a person, and those in which the viewer is still to rate.
//!
//! Rules: CRT-01, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Names as _, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::things::assessment::{Assessment, AssessmentSight, State};

paged! {
    /// Which assessments of a person: of oneself, too.
    #[schemars(rename = "AssessmentsListed")]
    AssessmentList {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// Whose.
        person: PersonId,
        /// Those that stand there.
        state: State,
    }
}

paged! {
    /// Which part of the assessments in which one is still to rate.
    #[schemars(rename = "AssessmentsAwaiting")]
    AssessmentAwaiting {}
}

impl Question for AssessmentList {
    type View = Page<AssessmentSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AssessmentSight>, Refusal> {
        let keys = asked.world.assessment_index.by_person.of(self.person, self.state, self.archived);
        let name = format!("{}/{}/{}/{}", Self::NAME, self.person, self.state.name(), self.archived);
        asked.page::<Assessment, _, _>(name, keys, self.paging(Order::NewestFirst), Some)
    }
}

impl Question for AssessmentAwaiting {
    type View = Page<AssessmentSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AssessmentSight>, Refusal> {
        let keys = asked.world.assessment_index.awaiting.of(asked.viewing.viewer, ());
        asked.page::<Assessment, _, _>(Self::NAME.to_owned(), keys, self.paging(Order::OldestFirst), Some)
    }
}

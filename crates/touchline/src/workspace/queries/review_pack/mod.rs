//! `person.review_pack` and `person.review_pack_section`: all that somebody was coached by on some days, for a conversation about
//! their performance, of what the viewer sees of it. Each thing is released by its own sight; there is no other gate, so that of
//! whoever is out of sight the pack says what it says of somebody whom nobody ever coached.
//!
//! Rules: ACC-19, PLN-12.

mod item;
mod section;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::workspace::queries::listing::{Order, Paging, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use section::{Pack, Read};
use touchline_kernel::{DaySpan, PersonId};
use touchline_law::facts::Refusal;

pub use item::{PlanInPack, ReviewPackItem};
pub use section::ReviewPackSection;

/// Whose coaching, on which days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewPackOf")]
pub struct PersonReviewPack {
    /// The days, both of them included, where the person is.
    pub days: DaySpan,
    /// The person.
    pub person: PersonId,
}

paged! {
    /// Which section of whose coaching, on which days.
    #[schemars(rename = "ReviewPackSectionOf")]
    PersonReviewPackSection {
        /// The days, both of them included, where the person is.
        days: DaySpan,
        /// The person.
        person: PersonId,
        /// The section.
        section: ReviewPackSection,
    }
}

/// How much there is in a section of a review pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewPackCount {
    /// How many, of those that the viewer sees.
    pub count: u64,
    /// The section: `person.review_pack_section` shows it, of the same person and days.
    pub section: ReviewPackSection,
}

/// What there is in a review pack: a row for each section, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewPack {
    /// The rows.
    pub sections: Vec<ReviewPackCount>,
}

impl Question for PersonReviewPack {
    type View = ReviewPack;

    fn answer(&self, asked: &Asked<'_>) -> Result<ReviewPack, Refusal> {
        let sections = self.counted(asked, |_| true, |_| true)?;
        Ok(ReviewPack { sections })
    }
}

impl PersonReviewPack {
    /// How much there is in those sections that are meant, of what counts.
    pub(in crate::workspace) fn counted(
        &self,
        asked: &Asked<'_>,
        is_meant: fn(ReviewPackSection) -> bool,
        counts: fn(ReviewPackItem) -> bool,
    ) -> Result<Vec<ReviewPackCount>, Refusal> {
        let pack = Pack::of(asked, self.person, self.days)?;
        let count = |section: ReviewPackSection| -> Result<ReviewPackCount, Refusal> {
            let paging = Paging { after: None, limit: Some(u32::MAX), order: Order::NewestFirst };
            let all = pack.read(section, Read { name: String::new(), of: counts, paging })?.items;
            let count = all.into_iter().filter(|counts| *counts).count();
            Ok(ReviewPackCount { count: u64::try_from(count).unwrap_or(u64::MAX), section })
        };
        ReviewPackSection::VARIANTS.iter().copied().filter(|section| is_meant(*section)).map(count).collect()
    }
}

impl Question for PersonReviewPackSection {
    type View = Page<ReviewPackItem>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ReviewPackItem>, Refusal> {
        let (DaySpan { first, last }, person, section) = (self.days, self.person, self.section);
        let name = format!("{}/{person}/{first}/{last}/{}", Self::NAME, section.name());
        let paging = self.paging(Order::NewestFirst);
        Pack::of(asked, person, self.days)?.read(section, Read { name, of: |item| item, paging })
    }
}

//! Scorecards: the versions of a template by which calls are judged. A version is drafted, published and one day retired;
//! once it is published it never changes, so that a score can always be told from the questions that were asked.
//!
//! Rules: SCO-01.

mod act;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Audience, Shape, Standing, Subject, Whose, see, see_as};
use crate::facts::{Glance, ScorecardStanding};
use crate::ground::ScorecardMark;
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::scorecard::Template;
use touchline_kernel::{Done, Instant};

pub use crate::ground::ScorecardId;
pub use act::{
    Act, Change, DraftScorecard, Happening, ReviseScorecard, ScorecardDrafted, ScorecardPublished, ScorecardRef,
    ScorecardReplaced,
};
pub use follow::replaced;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{KeptScorecard, PublishedScorecard, ScorecardSight};

/// A version of a scorecard, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scorecard {
    /// Whether it is put away.
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Instant,
    /// When and by whom it was drafted.
    pub drafted: Done,
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// When and by whom it was published, if it was.
    pub published: Option<Done>,
    /// The version that took its place, if one did.
    pub replaced_by: Option<ScorecardId>,
    /// The version whose place it takes, if it takes any.
    pub replaces: Option<ScorecardId>,
    /// When and by whom it was retired: by the system where another took its place before anybody did.
    pub retired: Option<Done>,
    /// Its id.
    pub scorecard: ScorecardId,
    /// Where it stands.
    pub state: State,
    /// What is asked, and how it is judged.
    pub template: Template,
    /// How many changes it has seen.
    pub version: u64,
}

impl Scorecard {
    /// Its id, where it was published and no other took its place.
    #[must_use]
    pub fn newest_published(&self) -> Option<ScorecardId> {
        (self.published.is_some() && self.replaced_by.is_none()).then_some(self.scorecard)
    }
}

/// Everybody whose calls can be judged by it, and who judges them: whoever is in the organisation.
pub enum Everybody {}

impl Audience<Scorecard> for Everybody {
    const NEEDS: Action = Action::SeeScorecard;

    fn admits(scorecard: &Scorecard, _: &Standing<'_>) -> bool {
        scorecard.is_open()
    }
}

impl Subject for Scorecard {
    const SEE: Action = Action::KeepScorecards;
    const SHAPE: Shape = Shape::Organisation;
    const AUDIENCES: &'static [Action] = &[<Everybody as Audience<Scorecard>>::NEEDS];

    fn whose(&self) -> Whose {
        Whose::Organisation
    }

    /// It coaches nobody.
    fn was_shown(&self) -> bool {
        false
    }

    fn is_open(&self) -> bool {
        self.published.is_some()
    }
}

impl Thing for Scorecard {
    by_files!(ScorecardMark, scorecard, ScorecardSight);
    counted_alike!();

    fn is_seen(&self, viewer: &Standing<'_>) -> bool {
        see(self, viewer).is_some() || see_as::<Everybody, _>(self, viewer).is_some()
    }

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Scorecard(ScorecardStanding {
            edition: self.edition,
            is_published: self.published.is_some(),
            is_replaced: self.replaced_by.is_some(),
            is_retired: self.retired.is_some(),
            key: &self.template.key,
            template: &self.template,
        }))
    }

    fn found(&self) -> Found {
        Found::made(self.drafted.at)
            .stands(self.state, self.state == State::Retired)
            .archived(self.archived)
            .names(self.replaces.into_iter().chain(self.replaced_by))
    }

    /// Lists of drafts go by when they were drafted, of others by when they were published.
    fn listed_at(&self) -> Instant {
        self.published.unwrap_or(self.drafted).at
    }
}

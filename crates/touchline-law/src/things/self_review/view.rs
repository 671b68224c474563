//! What is shown of a self-review: all of it to its author, and to those who review the call what was submitted.
//!
//! Rules: REV-21.

use super::{SelfReview, SelfReviewId, State};
use crate::access::Sight;
use crate::facts::{Facts, FilledView, Refusal};
use crate::ground::calls::CallId;
use crate::life::Viewer;
use touchline_kernel::{Done, PersonId};

crate::life::view! {
    /// A self-review as its author sees it.
    AgentSelfReview of known: SelfReview for Coached, scorecard: Option<FilledView> {
        /// Whether it is put away.
        archived: bool,
        /// The call.
        call: CallId,
        /// When and by whom it was begun.
        created: Done,
        /// Its score in percent, once it was submitted; null where nothing in its scorecard was applicable.
        score: Option<f64> = known.percent(),
        /// Its scorecard, as far as it is filled in.
        scorecard: Option<FilledView> = scorecard,
        /// Its id.
        self_review: SelfReviewId,
        /// Where it stands.
        state: State,
        /// When and by whom it was submitted, if it was.
        submitted: Option<Done>,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A self-review as those see it who review the call.
    StaffSelfReview of known: SelfReview for Staff, scorecard: Option<FilledView> {
        /// Who handled the call, and scored it.
        agent: PersonId,
        /// Whether it is put away.
        archived: bool,
        /// The call.
        call: CallId,
        /// Its score in percent; null where nothing in its scorecard was applicable.
        score: Option<f64> = known.percent(),
        /// Its scorecard.
        scorecard: Option<FilledView> = scorecard,
        /// Its id.
        self_review: SelfReviewId,
        /// When and by whom it was submitted.
        submitted: Option<Done>,
    }
}

crate::life::audiences! {
    /// A self-review, by the audience that the viewer belongs to.
    SelfReviewSight {
        /// For whoever handled the call.
        Agent(AgentSelfReview),
        /// For those who review it.
        Staff(StaffSelfReview),
    }
}

impl SelfReview {
    /// Its score in percent, once it was submitted.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        self.judged.and_then(|judged| judged.percent)
    }
}

/// A self-review as the viewer sees it.
pub(super) fn show<F: Facts>(known: &SelfReview, viewer: &Viewer<'_, F>) -> Result<Option<SelfReviewSight>, Refusal> {
    let Some(sight) = viewer.see(known)? else { return Ok(None) };
    let scorecard = match known.filled.as_deref() {
        Some(filled) => viewer.facts.scorecard(filled.scorecard).present()?.map(|version| filled.shown(&version)),
        None => None,
    };
    Ok(Some(match sight {
        Sight::Coached(seen) => SelfReviewSight::Agent(AgentSelfReview::of(&seen, scorecard)),
        Sight::Staff(seen) => SelfReviewSight::Staff(StaffSelfReview::of(&seen, scorecard)),
    }))
}

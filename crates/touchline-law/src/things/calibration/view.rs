//! What is shown of a calibration: to those who lead it who has scored, to a rater what is their own, and to nobody what
//! others have answered before scoring is over.
//!
//! Rules: ACC-19, REV-13.

use super::{Calibration, CalibrationId, Raters, Remark, Scored, State, Submission};
use crate::access::{Sight, Subject as _, see, see_as, visible_call};
use crate::facts::{Facts, Refusal};
use crate::ground::ScorecardId;
use crate::ground::calls::CallId;
use crate::life::{Shown as _, Viewer};
use schemars::JsonSchema;
use serde::Serialize;
use touchline_kernel::{Actor, Done, Instant, LocalDate, PersonId, Title};

/// Somebody who is to score, as those see it who lead the calibration.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CalibrationRaterView")]
pub struct RaterView {
    /// Who.
    pub person: PersonId,
    /// When they handed in their answers, the last time; null where they have not.
    pub submitted_at: Option<Instant>,
}

crate::life::view! {
    /// A calibration as those see it who may lead it and do not score in it.
    LedCalibration of calibration: Calibration for Staff, viewer: PersonId, call_name: Option<Title> {
        /// Who handled the call.
        agent: PersonId,
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        calibration: CalibrationId,
        /// The call.
        call: CallId,
        /// What the call is called, if the viewer may see it.
        call_name: Option<Title> = call_name,
        /// Why it was called off, if it was.
        cancelled: Option<Remark>,
        /// What was concluded, once it is closed.
        closed: Option<Remark>,
        /// When and by whom it was drafted.
        drafted: Done,
        /// The day by which everybody is to have scored.
        due_on: Option<LocalDate>,
        /// Who brings it to its end.
        leader: Option<PersonId>,
        /// When and by whom it was opened.
        opened: Option<Done>,
        /// Who is to score, and who has, in the order in which they were asked.
        raters: Vec<RaterView> = raters(calibration, viewer),
        /// The rater against whom the others are held.
        reference: Option<PersonId>,
        /// That scoring is over, once it is.
        scored: Option<Scored>,
        /// The version of a scorecard by which everybody scores.
        scorecard: ScorecardId,
        /// Where it stands.
        state: State,
        /// How many changes it has seen, as the viewer counts them.
        version: u64 = calibration.version_for(Actor::Person(viewer)),
    }
}

crate::life::view! {
    /// A calibration as a rater sees it.
    RatedCalibration of calibration: Calibration for own Raters, viewer: PersonId, call_name: Option<Title> {
        /// Who handled the call.
        agent: PersonId,
        /// Whether it is put away.
        archived: bool,
        /// Whether one is still to hand in one's answers.
        awaits_me: bool = calibration.awaits(viewer),
        /// Its id.
        calibration: CalibrationId,
        /// The call.
        call: CallId,
        /// What the call is called, if the viewer may see it.
        call_name: Option<Title> = call_name,
        /// Why it was called off, if it was.
        cancelled: Option<Remark>,
        /// What was concluded, once it is closed.
        closed: Option<Remark>,
        /// The day by which everybody is to have scored.
        due_on: Option<LocalDate>,
        /// Who brings it to its end.
        leader: Option<PersonId>,
        /// When and by whom it was opened.
        opened: Option<Done>,
        /// One's own answers, once one has handed them in.
        own: Option<Submission> = calibration.rater(viewer).and_then(|rater| rater.submitted.shown()),
        /// Who scores, in the order in which they were asked. Whether they have is told to nobody who scores, too.
        raters: Vec<PersonId> = calibration.scoring().map(|rater| rater.person).collect(),
        /// The rater against whom the others are held.
        reference: Option<PersonId>,
        /// That scoring is over, once it is.
        scored: Option<Scored>,
        /// The version of a scorecard by which everybody scores.
        scorecard: ScorecardId,
        /// Where it stands.
        state: State,
        /// How many changes it has seen since it was opened, but for answers of others.
        version: u64 = calibration.version_for(Actor::Person(viewer)),
    }
}

/// A calibration, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CalibrationSight {
    /// For those who may lead it, and do not score in it.
    Led(LedCalibration),
    /// For whoever was asked to score in it, whether or not they may lead it, too.
    Rated(RatedCalibration),
}

impl CalibrationSight {
    /// For whoever was asked to score in it.
    #[must_use]
    pub fn rated(self) -> Option<RatedCalibration> {
        match self {
            CalibrationSight::Rated(view) => Some(view),
            CalibrationSight::Led(_) => None,
        }
    }
}

/// A calibration as the viewer sees it.
pub(super) fn show<F: Facts>(
    calibration: &Calibration,
    viewer: &Viewer<'_, F>,
) -> Result<Option<CalibrationSight>, Refusal> {
    let standing = viewer.towards(&calibration.whose())?;
    let call = visible_call(calibration.call, Actor::Person(viewer.person), &viewer.policy.access, viewer.facts)?;
    let call_name = call.and_then(|call| call.name.clone());
    if let Some(seen) = see_as::<Raters, _>(calibration, &standing) {
        return Ok(Some(CalibrationSight::Rated(RatedCalibration::of(&seen, viewer.person, call_name))));
    }
    let led = see(calibration, &standing).and_then(Sight::staff);
    Ok(led.map(|seen| CalibrationSight::Led(LedCalibration::of(&seen, viewer.person, call_name))))
}

/// Who was asked to score themselves is not told who has, until scoring is over.
fn raters(calibration: &Calibration, viewer: PersonId) -> Vec<RaterView> {
    let is_blind = calibration.state == State::Scoring && calibration.ever_asked(viewer).is_some();
    let shown = calibration.scoring().map(|rater| RaterView {
        person: rater.person,
        submitted_at: rater.submitted.as_deref().filter(|_| !is_blind).map(|submitted| submitted.at),
    });
    shown.collect()
}

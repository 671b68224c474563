//! What can be done with a calibration, and what can happen to one.
//!
//! Rules: REV-13.

use crate::ground::calls::CallId;
use crate::ground::{CalibrationMark, ScorecardId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::scorecard::Form;
use touchline_kernel::{LocalDate, Note, PersonId};

use super::{CalibrationId, Verb};

/// A calibration to be drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DraftCalibration {
    /// The id that the host chose for it.
    pub calibration: CalibrationId,
    /// The call that everybody scores.
    pub call: CallId,
    /// The day by which everybody is to have scored; null for none.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// Who is to score: people who may review the call.
    pub raters: Vec<PersonId>,
    /// The rater against whom the others are held; null for none.
    #[serde(default)]
    pub reference: Option<PersonId>,
    /// The version of a scorecard by which everybody scores: one that is in use.
    pub scorecard: ScorecardId,
}

/// A draft of a calibration, as it is to be from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviseCalibration {
    /// The calibration.
    pub calibration: CalibrationId,
    /// The day by which everybody is to have scored; null for none.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// Who is to score: people who may review the call.
    pub raters: Vec<PersonId>,
    /// The rater against whom the others are held; null for none.
    #[serde(default)]
    pub reference: Option<PersonId>,
    /// The version of a scorecard by which everybody scores: one that is in use.
    pub scorecard: ScorecardId,
}

/// Which calibration.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationRef {
    /// The calibration.
    pub calibration: CalibrationId,
}

/// How somebody scores the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SubmitScores {
    /// The calibration.
    pub calibration: CalibrationId,
    /// The answers, all of them.
    pub form: Form,
}

/// Somebody who is to score in a calibration, or is to score no more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationRater {
    /// The calibration.
    pub calibration: CalibrationId,
    /// Who.
    pub rater: PersonId,
}

/// A calibration to be closed, and what was concluded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseCalibration {
    /// The calibration.
    pub calibration: CalibrationId,
    /// What was concluded.
    pub conclusions: Note,
}

/// A calibration to be called off, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CancelCalibration {
    /// The calibration.
    pub calibration: CalibrationId,
    /// Why.
    pub reason: Note,
}

crate::life::acts! {
    /// What can be done with a calibration.
    Act as "CalibrationAct": CalibrationMark, body => body.calibration, Verb;

    /// Draft a calibration of a call, which its raters do not see before it is opened.
    "calibration.draft": Draft(DraftCalibration),
    /// Change a draft, as a whole but for its call.
    "calibration.revise": Revise(ReviseCalibration),
    /// Open a calibration: its raters are asked to score.
    "calibration.open": Open(CalibrationRef),
    /// Hand in one's own answers, or others in their place as long as scoring is not over. It is over where everybody has
    /// handed in theirs.
    "calibration.submit": Submit(SubmitScores),
    /// Ask somebody more to score.
    "calibration.add_rater": AddRater(CalibrationRater),
    /// Take a rater out, with the answers that they have handed in.
    "calibration.withdraw_rater": WithdrawRater(CalibrationRater),
    /// End scoring before everybody has scored.
    "calibration.end_scoring": EndScoring(CalibrationRef),
    /// Close a calibration, with what was concluded.
    "calibration.close": Close(CloseCalibration),
    /// Call a calibration off: a draft, or one that is not closed.
    "calibration.cancel": Cancel(CancelCalibration),
    /// Put a calibration away that is closed or was called off.
    "calibration.archive": Archive(CalibrationRef),
    /// Bring an archived calibration back.
    "calibration.restore": Restore(CalibrationRef),
}

/// A calibration that was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationDrafted {
    /// Who handled the call.
    pub agent: PersonId,
    /// The calibration.
    pub calibration: CalibrationId,
    /// The call that everybody scores.
    pub call: CallId,
    /// The day by which everybody is to have scored.
    pub due_on: Option<LocalDate>,
    /// Who is to score.
    pub raters: Vec<PersonId>,
    /// The rater against whom the others are held.
    pub reference: Option<PersonId>,
    /// The version of a scorecard by which everybody scores.
    pub scorecard: ScorecardId,
}

/// A calibration whose scoring is over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoringEnded {
    /// The calibration.
    pub calibration: CalibrationId,
    /// How many points may lie between the highest and the lowest score of a question, as the policy has it.
    pub spread_limit: u32,
}

/// A calibration that somebody else leads from now on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationHandedOver {
    /// The calibration.
    pub calibration: CalibrationId,
    /// Who leads it from now on.
    pub to: PersonId,
}

crate::life::changes! {
    /// What can happen to a calibration.
    Change as "CalibrationChange": CalibrationMark of calibration;

    /// It was drafted.
    "calibration.drafted": Drafted(CalibrationDrafted) coaches agent,
    /// Its draft was changed.
    "calibration.revised": Revised(ReviseCalibration),
    /// It was opened.
    "calibration.opened": Opened(CalibrationRef),
    /// A rater handed in their answers, or others in their place.
    "calibration.submitted": Submitted(SubmitScores),
    /// Somebody more was asked to score.
    "calibration.rater_added": RaterAdded(CalibrationRater),
    /// A rater was taken out.
    "calibration.rater_withdrawn": RaterWithdrawn(CalibrationRater),
    /// Scoring is over.
    "calibration.scoring_ended": ScoringEnded(ScoringEnded),
    /// It was closed.
    "calibration.closed": Closed(CloseCalibration),
    /// It was called off.
    "calibration.cancelled": Cancelled(CancelCalibration),
    /// It was put away.
    "calibration.archived": Archived(CalibrationRef),
    /// It was brought back.
    "calibration.restored": Restored(CalibrationRef),
    /// Somebody else leads it from now on.
    "calibration.handed_over": HandedOver(CalibrationHandedOver),
}

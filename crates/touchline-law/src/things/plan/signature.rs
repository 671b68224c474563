//! What whom a plan coaches signs of it: exactly what it says, as it was activated, and anew as often as it was made to say
//! something else since. A signature names which of these texts was read, and holds for no other; those of earlier ones stay on
//! record.
//!
//! Nothing waits for a signature: the days of a plan run as its coaches let them, and that it is not signed is said, and no more.
//!
//! Rules: KER-17, PLN-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Instant, PersonId};

use super::said::Said;
use super::{Change, Plan, State};

/// That whom a plan coaches signed what it says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanSignature {
    /// Which of the plan's texts was signed, counted from 1.
    pub content_version: u64,
    /// When, and who signed.
    pub signed: Done,
    /// When, and by whose doing, the plan came to say something else; null as long as it says that.
    pub voided: Option<Done>,
}

/// What there is to sign of a plan, and each time that it was signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signing {
    /// Which of its texts the plan says: 1 as it was activated, and one more each time that it came to say something else; 0
    /// before. Whom it coaches counts these as everybody does, since each was in force where they see it.
    pub content_version: u64,
    /// Each time that it was signed.
    pub signatures: Vec<PlanSignature>,
    /// Since when it says that.
    pub since: Instant,
    /// The version of the plan with which it came to.
    pub version: u64,
}

impl Default for Signing {
    fn default() -> Self {
        Signing { content_version: 0, signatures: Vec::new(), since: Instant::MIN, version: 0 }
    }
}

impl Signing {
    /// Whether what the plan says is signed.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.signatures.last().is_some_and(|signature| signature.voided.is_none())
    }

    /// The plan says something else from now on.
    fn renew(&mut self, (done, version): (Done, u64)) {
        if let Some(signature) = self.signatures.last_mut().filter(|signature| signature.voided.is_none()) {
            signature.voided = Some(done);
        }
        self.content_version = self.content_version.saturating_add(1);
        (self.since, self.version) = (done.at, version);
    }

    /// What it says is signed.
    pub(super) fn sign(&mut self, content_version: u64, signed: Done) {
        self.signatures.push(PlanSignature { content_version, signed, voided: None });
    }
}

/// What there is to sign of a plan whose days have run, and what was signed of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlanSigning {
    /// Which of its texts the plan says: 1 as it was activated, and one more each time that it came to say something else. A
    /// signature names it.
    pub content_version: u64,
    /// Whether that is signed.
    pub is_signed: bool,
    /// Each time that the plan was signed, with what came of it.
    pub signatures: Vec<PlanSignature>,
    /// Since when it says that.
    pub since: Instant,
}

/// Whether a plan says something else after a change, once its days have run: its days, its milestones and all else that it
/// says, and neither how far it has come nor who coaches.
pub(super) fn rewrites(plan: &Plan, change: &Change) -> bool {
    match change {
        Change::Revised(_) | Change::MilestoneSet(_) | Change::MilestoneDropped(_) => true,
        // One may have been proposed by which all stays as it is, in the place of another.
        Change::Amended(_) => {
            let amendment = plan.as_track().and_then(|track| track.amendment.as_deref());
            amendment.is_some_and(|amendment| !Said::from(amendment).stands_in(plan))
        }
        Change::Resumed(body) => body.shifted_days > 0,
        Change::MilestoneAccepted(body) => plan.is_changed_by(body.proposal),
        _ => false,
    }
}

impl Plan {
    /// What a change means for what there is to sign: `rewritten` says whether the plan would say something else with it, and
    /// `began` whether its days had run before.
    pub(super) fn bring_to_sign(&mut self, (rewritten, had_begun): (bool, bool), done: Done) {
        let begins = !had_begun && self.activated.is_some();
        if begins || (had_begun && rewritten) {
            self.signing.renew((done, self.version));
        }
    }

    /// Whether what it says waits for whom it coaches to sign it.
    #[must_use]
    pub fn awaits_signature(&self) -> bool {
        let is_live = matches!(self.state, State::Active | State::OnHold);
        is_live && self.activated.is_some() && !self.signing.is_signed()
    }

    /// Who is to sign what it says since its last change.
    pub(super) fn to_sign_now(&self) -> Option<PersonId> {
        let is_new = self.signing.version == self.version;
        Some(self.coachee).filter(|_| is_new && self.awaits_signature())
    }

    /// What there is to sign of it, and what was signed.
    pub(super) fn signed(&self) -> PlanSigning {
        let Signing { content_version, signatures, since, .. } = (*self.signing).clone();
        PlanSigning { content_version, is_signed: self.signing.is_signed(), signatures, since }
    }
}

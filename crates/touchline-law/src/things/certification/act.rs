//! What can be done with a certification, and what can happen to one.
//!
//! Rules: AIX-04, CRT-02, CRT-04, KER-09.

use crate::ground::CertificationMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::certification::{CertificationParts, Certified};
use touchline_kernel::{Key, LocalDate, Note, PersonId};

use super::{CertificationId, Verb};

/// An examination to be recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordCertification {
    /// The id that the host chose for it.
    pub certification: CertificationId,
    /// The day of the examination, where the person is: none that is still to come.
    pub on: LocalDate,
    /// The parts: of a coach where the skill is `coaching`, else of a skill.
    pub parts: CertificationParts,
    /// Who was examined.
    pub person: PersonId,
    /// In what: one of those of the policy, or `coaching`.
    pub skill: Key,
}

/// Which certification.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertificationRef {
    /// The certification.
    pub certification: CertificationId,
}

/// A certification to be withdrawn, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WithdrawCertification {
    /// The certification.
    pub certification: CertificationId,
    /// Why.
    pub reason: Note,
}

crate::life::acts! {
    /// What can be done with a certification.
    Act as "CertificationAct": CertificationMark, body => body.certification, Verb;

    /// Record the examination of somebody in a skill. The level follows from its parts by the policy in force; what a model made
    /// does not count before a person has confirmed it.
    "certification.record": Record(RecordCertification),
    /// Confirm what a model made of the parts: the level is reckoned anew, by the policy in force.
    "certification.confirm": Confirm(CertificationRef),
    /// Withdraw a certification that was recorded by mistake. It counts no more, and stays to be seen.
    "certification.withdraw": Withdraw(WithdrawCertification),
    /// Put away a certification that has expired, or was withdrawn.
    "certification.archive": Archive(CertificationRef),
    /// Bring an archived certification back.
    "certification.restore": Restore(CertificationRef),
}

/// An examination that was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertificationRecorded {
    /// The certification.
    pub certification: CertificationId,
    /// Its day.
    pub on: LocalDate,
    /// The parts.
    pub parts: CertificationParts,
    /// Who was examined.
    pub person: PersonId,
    /// What the parts come to.
    pub result: Certified,
    /// The skill.
    pub skill: Key,
}

/// A certification of which was confirmed what a model made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertificationConfirmed {
    /// The certification.
    pub certification: CertificationId,
    /// The parts, all of them confirmed.
    pub parts: CertificationParts,
    /// What they come to now.
    pub result: Certified,
}

crate::life::changes! {
    /// What can happen to a certification.
    Change as "CertificationChange": CertificationMark of certification;

    /// It was recorded.
    "certification.recorded": Recorded(CertificationRecorded) coaches person,
    /// What a model made of it was confirmed.
    "certification.confirmed": Confirmed(CertificationConfirmed),
    /// It was withdrawn.
    "certification.withdrawn": Withdrawn(WithdrawCertification),
    /// It was put away.
    "certification.archived": Archived(CertificationRef),
    /// It was brought back.
    "certification.restored": Restored(CertificationRef),
}

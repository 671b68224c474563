//! What is shown of a certification: the same to whoever was examined and to those who see somebody else's.
//!
//! Rules: CRT-02, CRT-04.

use super::{Certification, CertificationId, CertificationWithdrawal, State};
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use touchline_calculators::certification::{CertificationParts, Certified};
use touchline_kernel::{Done, Key, LocalDate, PersonId};

crate::life::view! {
    /// A certification as the one sees it who was examined.
    OwnCertification of known: Certification for Coached {
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        certification: CertificationId,
        /// When and by whom what a model made of it was confirmed, if it was.
        confirmed: Option<Done>,
        /// The day of the examination.
        on: LocalDate,
        /// The parts.
        parts: CertificationParts,
        /// When and by whom it was recorded.
        recorded: Done,
        /// What the parts come to, as the policy had it when they came to count.
        result: Certified,
        /// The skill.
        skill: Key,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// Why it was withdrawn, if it was.
        withdrawn: Option<CertificationWithdrawal>,
    }
}

crate::life::view! {
    /// A certification as those see it who see in what somebody else is certified.
    StaffCertification of known: Certification for Staff {
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        certification: CertificationId,
        /// When and by whom what a model made of it was confirmed, if it was.
        confirmed: Option<Done>,
        /// The day of the examination.
        on: LocalDate,
        /// The parts.
        parts: CertificationParts,
        /// Who was examined.
        person: PersonId,
        /// When and by whom it was recorded.
        recorded: Done,
        /// What the parts come to, as the policy had it when they came to count.
        result: Certified,
        /// The skill.
        skill: Key,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// Why it was withdrawn, if it was.
        withdrawn: Option<CertificationWithdrawal>,
    }
}

crate::life::audiences! {
    /// A certification, by the audience that the viewer belongs to.
    CertificationSight {
        /// For whoever was examined.
        Agent(OwnCertification),
        /// For those who see in what somebody else is certified.
        Staff(StaffCertification),
    }
}

/// A certification as the viewer sees it.
pub(super) fn show<F: Facts>(
    known: &Certification,
    viewer: &Viewer<'_, F>,
) -> Result<Option<CertificationSight>, Refusal> {
    Ok(viewer.see(known)?.map(|sight| match sight {
        Sight::Coached(seen) => CertificationSight::Agent(OwnCertification::of(&seen)),
        Sight::Staff(seen) => CertificationSight::Staff(StaffCertification::of(&seen)),
    }))
}

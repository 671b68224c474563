//! Certifications: an examination of somebody in a skill, or of a coach, on a day: its parts, and the level that they come to
//! under the policy of the moment. A later one takes nothing from it: how somebody stands is told over all of theirs.
//!
//! What a model made of a part does not count before a person has confirmed it. A mistake is withdrawn, and stays to be seen.
//!
//! Rules: ACC-21, AIX-04, CRT-02, CRT-03, CRT-04, KER-09.

mod act;
mod decide;
mod evolve;
mod in_force;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, OfCall, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::CertificationMark;
use crate::life::{Found, Telling, Thing, Viewer, among_moments, by_files, counted_alike};
use crate::notify::{FallsDue, MessageFacts, Planned, When};
use crate::policy::Policy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::certification::{self, CertificationParts, CertificationPolicy, Certified};
use touchline_kernel::{Done, Instant, Key, LocalDate, Note, PersonId};

pub use crate::ground::CertificationId;
pub use act::{
    Act, CertificationConfirmed, CertificationRecorded, CertificationRef, Change, Happening, RecordCertification,
    WithdrawCertification,
};
pub use in_force::expiring;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{CertificationSight, OwnCertification, StaffCertification};

/// Why a certification was withdrawn, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertificationWithdrawal {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
}

/// A certification, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillCertification")]
pub struct Certification {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// Its id.
    pub certification: CertificationId,
    /// When it last changed.
    pub changed_at: Instant,
    /// When and by whom what a model made of it was confirmed, if it was.
    pub confirmed: Option<Done>,
    /// The day of the examination.
    pub on: LocalDate,
    /// The parts.
    pub parts: CertificationParts,
    /// Who was examined.
    pub person: PersonId,
    /// When and by whom it was recorded.
    pub recorded: Done,
    /// What the parts come to, as the policy had it when they came to count.
    pub result: Certified,
    /// How many times it was put away or brought back before it was confirmed, if it was.
    #[serde(default)]
    pub shelved_before: u64,
    /// The skill; `coaching` of a coach.
    pub skill: Key,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<Box<CertificationWithdrawal>>,
}

impl Certification {
    /// It, as far as it makes a standing: nothing where it was withdrawn.
    #[must_use]
    pub fn taken(&self) -> Option<certification::Certification> {
        let stands = self.state == State::Recorded;
        stands.then(|| certification::Certification {
            level: self.result.level,
            on: self.on,
            skill: self.skill.clone(),
        })
    }

    /// Whether the days are over for which it is valid, whatever level it reached; never where they go beyond the calendar.
    fn has_expired(&self, today: LocalDate, policy: &CertificationPolicy) -> bool {
        let expires = self.taken().and_then(|taken| taken.expires_on(policy));
        expires.is_some_and(|expires| expires <= today)
    }

    /// The version of it at which its level was decided last: as it was recorded, or confirmed after that.
    fn decided_at_version(&self) -> u64 {
        if self.confirmed.is_some() { self.shelved_before.saturating_add(2) } else { 1 }
    }
}

impl Subject for Certification {
    const SEE: Action = Action::SeeAssessedSkills;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        let author = self.recorded.by.person();
        Whose::Person { coached: self.person, author, keeper: None, of: OfCall::None }
    }

    /// Whoever is examined learns what came of it.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for Certification {
    by_files!(CertificationMark, certification, CertificationSight);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn asks_to_tell(&self, keys: &mut Vec<FactKey>) {
        keys.extend([FactKey::certifications(self.person), FactKey::person(self.person)]);
    }

    fn falls_due(&self, when: When, policy: &Policy) -> Vec<FallsDue> {
        notices::falls_due(self, when, policy)
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told)
    }

    fn still_tells<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
        notices::still_tells(self, viewer, told)
    }

    fn found(&self) -> Found {
        let found = Found::made(self.recorded.at).stands(self.state, true);
        found.archived(self.archived).about(Some(&self.skill))
    }

    /// Lists of certifications go by the day of the examination.
    fn listed_at(&self) -> Instant {
        among_moments(self.on)
    }
}

//! Certification: two assessments of the same skills beside one another, the level that three parts come to, and how long
//! it holds.
//!
//! It knows no people: whose figures they are, the host says. What one side is told before the other is in: `assess.rs`.

mod assess;
mod level;
mod policy;
mod standing;

pub use assess::{Assessed, AssessedSkill, Assessment, Awaits, GapIs, SkillRating};
pub use level::{
    CertificationLevel, CertificationPart, CertificationParts, Certified, CoachingParts, NoLevel, PartScore, PartTold,
    PracticeChecks, SkillParts, UncountedPart, check_skill,
};
pub use policy::CertificationPolicy;
pub use standing::{Certification, CertificationStanding, CertificationState, RaisedLevel, standing};

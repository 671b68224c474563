//! `export.subject_access`: the answer to somebody who asks for all that is kept of them: what they see in the product, and what those
//! who coach them noted beside, as far as its maker may see that. What is not in it is listed with its ground: a row for each sort of
//! thing, whether there is any or not, since that there is one may be what is not to be told.
//!
//! Rules: ACC-12, ACC-16, ACC-17, ACC-19, RPT-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::as_if_there::AsIfThere;
use super::{EXPORT_SCHEMA, in_order};
use crate::workspace::World;
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Code, Instant, PersonId};
use touchline_law::access::{Action, Capability};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{AnyThing, View};
use touchline_law::life::Viewer;

/// Who asks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SubjectAccessOf")]
pub struct ExportSubjectAccess {
    /// Who asks for what is kept of them.
    pub person: PersonId,
}

/// Why something is not in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SubjectAccessGround")]
pub enum Ground {
    /// It is confidential, and whoever made the answer may not see it: an answer that somebody makes who may holds it.
    ConfidentialToMaker,
    /// Its author is at it: nothing was said by it yet.
    Draft,
    /// Why it was set right or taken back only those see who keep it.
    ForKeepers,
    /// Only those who review calls, or coach by what comes of that, see it.
    ForReviewers,
    /// A manager is to look at it first, or holds it: the person is shown nothing of it until it is released.
    HeldBack,
    /// It was given in confidence, and would tell who said what.
    InConfidenceOfOthers,
    /// It is what the host's own records came to, and is shown to nobody as it stands: the host answers with these records.
    OfTheHost,
    /// It is theirs alone, which nobody else is ever shown; they have left, or have no account, and so make no export of their own: it
    /// stands there once the host has let them in again.
    OutOfReach,
    /// It is theirs alone, which nobody else is ever shown: it stands in their own export.
    TheirsAlone,
}

/// A part of somebody's own export that the answer does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SubjectAccessPart")]
pub enum OwnPart {
    /// What is about others and in which they have a part: who has what part is not to be told.
    HasPartIn,
    /// What they were told in the product.
    Messages,
}

/// A part of somebody's own export that is not in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SubjectAccessPartWithheld")]
pub struct PartWithheld {
    /// Why.
    pub ground: Ground,
    /// Which part.
    pub part: OwnPart,
}

/// Something that is not in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SubjectAccessWithheld")]
pub struct Withheld {
    /// Why.
    pub ground: Ground,
    /// Of which sort of thing.
    pub kind: ThingKind,
}

/// The answer to somebody who asks for all that is kept of them. A text in it that is empty was redacted: nobody can write an
/// empty one.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SubjectAccess {
    /// What is about them, kind by kind, each in the order in which it came.
    pub about: Vec<View>,
    /// When the answer was made.
    pub made_at: Instant,
    /// Who made it.
    pub made_by: PersonId,
    /// Who asked.
    pub person: PersonId,
    /// The schema of this document.
    pub schema: u32,
    /// What is not in it, if there is any.
    pub withheld: Vec<Withheld>,
    /// Which parts of their own export are not in it, whether or not there is anything in them.
    pub withheld_parts: Vec<PartWithheld>,
}

/// How a kind of thing comes into the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answered {
    /// As they see it, whether or not whoever makes the answer does: it is theirs to be told. Whoever has left, or has no account, and
    /// so sees nothing, is told as if they were there.
    AsTheySeeIt,
    /// As whoever makes the answer sees it: as they see it themselves where they do.
    ByItsMaker,
    /// Not at all: it is theirs alone, or nobody is shown it.
    Never,
    /// As they see it, once it was given to others: before that it would show whoever makes the answer what they are at, or, of what
    /// two sides give blind, them what another gave.
    OnceGiven,
}

/// A new kind of thing does not compile without saying how it is answered.
const fn answered(kind: ThingKind) -> Answered {
    match kind {
        ThingKind::Person
        | ThingKind::Call
        | ThingKind::Bundle
        | ThingKind::Escalation
        | ThingKind::Goal
        | ThingKind::TeamGoal
        | ThingKind::Programme
        | ThingKind::CoachingMeeting
        | ThingKind::SkillReport
        | ThingKind::ActionItem
        | ThingKind::Review
        | ThingKind::ReviewAssignment
        | ThingKind::FeedbackRound
        | ThingKind::Plan
        | ThingKind::PlanProposal
        | ThingKind::Session
        | ThingKind::SessionSeries
        | ThingKind::Certification => Answered::AsTheySeeIt,
        ThingKind::Assessment | ThingKind::SelfReview => Answered::OnceGiven,
        ThingKind::Disposition
        | ThingKind::TrainingItem
        | ThingKind::Calibration
        | ThingKind::SessionNote
        | ThingKind::ProgressNote
        | ThingKind::PlanFeedback
        // These are the organisation's, and about nobody.
        | ThingKind::Policy
        | ThingKind::Sampling
        | ThingKind::Scorecard
        | ThingKind::PlanTemplate => Answered::ByItsMaker,
        ThingKind::PrivateNote
        | ThingKind::CoachingRating
        | ThingKind::MetricDay
        | ThingKind::ShareLink
        | ThingKind::NotificationSettings => Answered::Never,
    }
}

/// What is withheld of which kind and why, and who is not told so since it is withheld from nobody who carries this.
const WITHHELD: &[(ThingKind, Ground, Option<Capability>)] = &[
    (ThingKind::Assessment, Ground::Draft, None),
    (ThingKind::Bundle, Ground::Draft, None),
    (ThingKind::Calibration, Ground::ForReviewers, None),
    (ThingKind::CoachingMeeting, Ground::ForKeepers, None),
    (ThingKind::CoachingRating, Ground::TheirsAlone, None),
    (ThingKind::Disposition, Ground::ForReviewers, Some(Capability::ReviewEverywhere)),
    (ThingKind::FeedbackRound, Ground::InConfidenceOfOthers, None),
    (ThingKind::MetricDay, Ground::OfTheHost, None),
    (ThingKind::NotificationSettings, Ground::TheirsAlone, None),
    (ThingKind::Plan, Ground::Draft, None),
    (ThingKind::PlanFeedback, Ground::ConfidentialToMaker, None),
    (ThingKind::PrivateNote, Ground::TheirsAlone, None),
    (ThingKind::ProgressNote, Ground::ConfidentialToMaker, Some(Capability::CoachingViewConfidential)),
    (ThingKind::Review, Ground::Draft, None),
    (ThingKind::ReviewAssignment, Ground::ForReviewers, None),
    (ThingKind::SelfReview, Ground::Draft, None),
    (ThingKind::SessionNote, Ground::ConfidentialToMaker, Some(Capability::CoachingViewConfidential)),
    (ThingKind::ShareLink, Ground::TheirsAlone, None),
    (ThingKind::SkillReport, Ground::HeldBack, None),
    (ThingKind::TrainingItem, Ground::ForReviewers, Some(Capability::CoachPipeline)),
];

/// The parts of an export of one's own that nobody is shown of another.
const OWN_PARTS: [OwnPart; 2] = [OwnPart::HasPartIn, OwnPart::Messages];

impl Ground {
    /// The ground as it is for somebody who can make an export of their own, or cannot.
    const fn for_whoever(self, can_export: bool) -> Self {
        match self {
            Ground::TheirsAlone if !can_export => Ground::OutOfReach,
            ground => ground,
        }
    }
}

impl Question for ExportSubjectAccess {
    type View = SubjectAccess;

    fn answer(&self, asked: &Asked<'_>) -> Result<SubjectAccess, Refusal> {
        let (person, maker) = (self.person, asked.viewer()?);
        asked.standing(person)?.may(Action::AnswerSubjectAccess)?;
        let known = &asked.world.tables.people.get(person).ok_or(Code::NotFound)?.document;
        let can_export = known.active && known.has_account;
        let there = AsIfThere::of(asked.world, person).ok_or(Code::NotFound)?;
        let subject = Viewer { at: asked.viewing.at, facts: &there, person, policy: asked.policy };
        let mut about = Vec::new();
        let theirs = asked.world.tables.everything().filter(|(_, thing)| thing.whose().coached() == Some(person));
        let theirs = theirs.filter(|(_, thing)| !(asked.in_stead() && thing.is_private_to(person)));
        for (thing, kind) in in_order(theirs.map(|(kind, thing)| (thing, kind))) {
            about.extend(entry((kind, thing), &subject, &asked.sight())?);
        }
        let is_told = |carried: &Option<Capability>| carried.is_none_or(|capability| !maker.carries(capability));
        let withheld = WITHHELD.iter().filter(|(.., carried)| is_told(carried));
        Ok(SubjectAccess {
            about,
            made_at: asked.viewing.at,
            made_by: asked.viewing.viewer,
            person,
            schema: EXPORT_SCHEMA,
            withheld: withheld
                .map(|(kind, ground, _)| Withheld { ground: ground.for_whoever(can_export), kind: *kind })
                .collect(),
            withheld_parts: OWN_PARTS
                .map(|part| PartWithheld { ground: Ground::TheirsAlone.for_whoever(can_export), part })
                .to_vec(),
        })
    }
}

/// A thing as it stands in the answer; nothing where it does not.
fn entry(
    (kind, thing): (ThingKind, AnyThing<'_>),
    subject: &Viewer<'_, AsIfThere<'_>>,
    maker: &Viewer<'_, World>,
) -> Result<Option<View>, Refusal> {
    let is_given = |thing| match thing {
        AnyThing::Assessment(known) => known.completed_at.is_some(),
        AnyThing::SelfReview(known) => known.submitted.is_some(),
        _ => true,
    };
    match answered(kind) {
        Answered::Never => Ok(None),
        Answered::OnceGiven if !is_given(thing) => Ok(None),
        Answered::OnceGiven | Answered::AsTheySeeIt => thing.show(subject),
        Answered::ByItsMaker => match thing.show(maker)? {
            None => Ok(None),
            Some(view) => Ok(Some(thing.show(subject)?.unwrap_or(view))),
        },
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;
    use touchline_kernel::Names as _;

    use super::*;

    #[test]
    fn rpt_09_each_kind_that_is_not_always_told_stands_with_its_ground() {
        let is_listed = |kind: ThingKind| WITHHELD.iter().any(|(listed, ..)| *listed == kind);
        let of_nobody = [ThingKind::Policy, ThingKind::Sampling, ThingKind::Scorecard, ThingKind::PlanTemplate];
        for kind in ThingKind::VARIANTS.iter().copied().filter(|kind| !of_nobody.contains(kind)) {
            assert!(answered(kind) == Answered::AsTheySeeIt || is_listed(kind), "{kind:?}");
        }
        assert!(WITHHELD.is_sorted_by_key(|(kind, ..)| kind.name()));
    }
}

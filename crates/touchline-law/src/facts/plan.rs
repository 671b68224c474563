//! What others may know of a plan: whom it coaches, who coaches, and whether its days run.
//!
//! Rules: ACC-08, ACC-11, ORG-03.

use core::fmt::Debug;
use core::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use touchline_kernel::{Code, Done, Instant, Key, Name, Note, PersonId};

/// An external coach: a contact, and nobody who can look or act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExternalCoach {
    /// The contact, by the key that it has with the host.
    pub contact: Key,
    /// Who of human resources enters what they say.
    pub entered_by: PersonId,
    /// What they are called.
    pub name: Name,
}

/// Somebody who coaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PlanCoach {
    /// An external coach.
    External(ExternalCoach),
    /// A person of the organisation.
    Person(InternalCoach),
}

/// A coach who is a person of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InternalCoach {
    /// Who.
    pub person: PersonId,
}

/// Which contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExternalCoachRef {
    /// The contact, by the key that it has with the host.
    pub contact: Key,
}

/// Which coach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum PlanCoachRef {
    /// An external coach.
    External(ExternalCoachRef),
    /// A person of the organisation.
    Person(InternalCoach),
}

impl PlanCoachRef {
    /// The person of the organisation that is meant, if it is one.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            PlanCoachRef::External(_) => None,
            PlanCoachRef::Person(coach) => Some(coach.person),
        }
    }
}

impl PlanCoach {
    /// Which coach that is.
    #[must_use]
    pub fn meant(&self) -> PlanCoachRef {
        match self {
            PlanCoach::External(coach) => PlanCoachRef::External(ExternalCoachRef { contact: coach.contact.clone() }),
            PlanCoach::Person(coach) => PlanCoachRef::Person(*coach),
        }
    }

    /// The person of the organisation who coaches, if it is one.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            PlanCoach::External(_) => None,
            PlanCoach::Person(coach) => Some(coach.person),
        }
    }

    /// What tells it from the plan's others.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            PlanCoach::External(coach) => coach.contact.as_str().to_owned(),
            PlanCoach::Person(coach) => coach.person.to_string(),
        }
    }

    /// Who writes in the plan for this coach: they themselves, or whoever enters what an external one says.
    #[must_use]
    pub fn writer(&self) -> PersonId {
        match self {
            PlanCoach::External(coach) => coach.entered_by,
            PlanCoach::Person(coach) => coach.person,
        }
    }
}

/// Somebody who coaches, since when and by whose doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachKept {
    /// When they were added first, and by whom the last time.
    pub added: Done,
    /// Who.
    pub coach: PlanCoach,
}

/// What was said of a plan, or of what belongs to one, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRemark {
    /// When, and who wrote it.
    pub done: Done,
    /// The external coach whose words that is; null where they are those of whoever wrote it.
    pub on_behalf_of: Option<Key>,
    /// What was said.
    pub text: Note,
}

/// Where a plan stands, as far as that matters to its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanStage {
    /// It is being prepared.
    Draft,
    /// Its days run.
    Active,
    /// It rests.
    OnHold,
    /// It is completed, or was called off.
    Ended,
}

/// How a plan came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanEnd {
    /// It was completed.
    Completed,
    /// It was called off.
    Cancelled,
}

/// What a plan says to whoever asks about one focus area, one milestone, or one moment.
pub trait PlanCourse: Debug {
    /// Whether it has a focus area of this key.
    fn has_focus_area(&self, area: &Key) -> bool;

    /// Whether it has a milestone of this key.
    fn has_milestone(&self, milestone: &Key) -> bool;

    /// Those who coached and do no more, each with when they were removed: whoever came back and left again once for each time.
    fn removed(&self) -> Vec<(PlanCoachRef, Instant)>;

    /// Whether somebody coached at some of these moments who was removed since, whether they came back or not.
    fn was_coached_within(&self, coach: &PlanCoachRef, moments: Range<Instant>) -> bool;

    /// The first moment from one on at which it is not on hold; nothing where the hold of that moment goes on.
    fn goes_on_from(&self, moment: Instant) -> Option<Instant>;

    /// Since when it is on hold, where it is.
    fn rests_since(&self) -> Option<Instant>;

    /// Whether it was on hold at a moment, and neither called off nor completed by then: nobody is told of what came due then.
    fn was_on_hold(&self, at: Instant) -> bool;

    /// Whether it was called off at a moment, and not taken back up yet.
    fn was_called_off(&self, at: Instant) -> bool;
}

/// What others may know of a plan.
#[derive(Clone, Copy, Debug)]
pub struct PlanStanding<'a> {
    /// Whom it coaches.
    pub coachee: PersonId,
    /// Who coaches.
    pub coaches: &'a [CoachKept],
    /// Its course.
    pub course: &'a dyn PlanCourse,
    /// Whether whom it coaches may give feedback to those who coach.
    pub feedback_to_coaches: bool,
    /// Where it stands.
    pub stage: PlanStage,
    /// Until when what was held in it may give something to do: up to its end, and nothing any more once it is put away; null
    /// where it has not ended.
    pub gave_until: Option<Instant>,
    /// How long its sessions take; null where it says nothing of them.
    pub session_minutes: Option<u32>,
    /// Whether whom it coaches was ever shown it.
    pub was_shown: bool,
}

impl<'a> PlanStanding<'a> {
    /// The coach that is meant.
    #[must_use]
    pub fn coach(&self, meant: &PlanCoachRef) -> Option<&'a PlanCoach> {
        self.coaches.iter().map(|kept| &kept.coach).find(|coach| coach.meant() == *meant)
    }

    /// Whether somebody coached at a moment.
    #[must_use]
    pub fn was_coaching(&self, coach: &PlanCoachRef, at: Instant) -> bool {
        self.was_coaching_within(coach, at..at.checked_add_millis(1).unwrap_or(at))
    }

    /// Whether somebody coached at some of these moments, whether they still do or not.
    #[must_use]
    pub fn was_coaching_within(&self, coach: &PlanCoachRef, moments: Range<Instant>) -> bool {
        let kept = self.coaches.iter().find(|kept| kept.coach.meant() == *coach);
        kept.is_some_and(|kept| kept.added.at < moments.end) || self.course.was_coached_within(coach, moments)
    }

    /// Whether somebody is reminded of what falls due of it at a moment: while it rests nobody is, of nothing that came due then.
    #[must_use]
    pub fn reminds(&self, at: Instant) -> bool {
        self.stage != PlanStage::OnHold && !self.course.was_on_hold(at)
    }

    /// Whether somebody coaches, or writes for whoever does.
    #[must_use]
    pub fn is_written_by(&self, person: PersonId) -> bool {
        self.coaches.iter().any(|kept| kept.coach.writer() == person)
    }

    /// Whether a session of it that ends then may give something to do.
    #[must_use]
    pub fn takes_items_of(&self, ends_at: Option<Instant>) -> bool {
        self.gave_until.is_none_or(|until| ends_at.is_some_and(|ends_at| ends_at <= until))
    }

    /// Those of the organisation who coach.
    pub fn coaches_themselves(&self) -> impl Iterator<Item = PersonId> + use<'a> {
        self.coaches.iter().filter_map(|kept| kept.coach.person())
    }

    /// Those who coach, or who write for those who do, each once.
    #[must_use]
    pub fn writers(&self) -> Vec<PersonId> {
        let mut writers = Vec::new();
        for writer in self.coaches.iter().map(|kept| kept.coach.writer()) {
            // Somebody may coach, and write for others who do.
            if !writers.contains(&writer) {
                writers.push(writer);
            }
        }
        writers
    }

    /// Those who write for external coaches.
    pub fn on_behalf(&self) -> impl Iterator<Item = PersonId> + use<'a> {
        self.coaches.iter().filter(|kept| kept.coach.person().is_none()).map(|kept| kept.coach.writer())
    }

    /// Words are those of whoever coaches, or of an external coach for whom the actor writes. Who only writes for others must
    /// say for whom.
    pub fn speaks_for(&self, actor: PersonId, said_for: Option<&Key>) -> Result<(), Code> {
        let mut coaches = self.coaches.iter().map(|kept| &kept.coach);
        let (holds, code) = match said_for {
            Some(contact) => {
                let writes = |coach: &PlanCoach| matches!(coach, PlanCoach::External(coach) if coach.contact == *contact && coach.entered_by == actor);
                (coaches.any(writes), Code::NotFound)
            }
            None => (coaches.any(|coach| coach.person() == Some(actor)), Code::OnBehalfMissing),
        };
        if holds { Ok(()) } else { Err(code) }
    }
}

//! What was noted down of a session, a paragraph each. One that is confidential is a thing of its own like all the others, so
//! that no list, version or moment of the session betrays it to whoever may not see it.
//!
//! Rules: ACC-12, KER-17, PLN-10, SES-05.

mod act;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Among, Shape, Subject, Whose};
use crate::facts::PlanRemark;
use crate::ground::{PlanId, SessionId, SessionNoteMark};
use crate::life::{Found, Thing, by_files};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Key, Last, Note, PersonId};

pub use crate::ground::SessionNoteId;
pub use act::{
    Act, AddSessionNoteAddendum, Change, Happening, SessionNoteDisclosure, SessionNoteMadeConfidential, SessionNoteRef,
    SessionNoteWritten, WriteSessionNote,
};
pub use follow::{NotedDown, noted_down};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentSessionNote, SessionNoteSight, StaffSessionNote};

/// That a note is confidential, and for which coaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Confidence {
    /// Those who coached when it came to be confidential.
    pub coaches: Vec<PersonId>,
    /// Since when it is, and by whose doing.
    pub since: Done,
}

/// Somebody who coached when a note was confidential.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Insider {
    /// Who.
    pub coach: PersonId,
    /// How many changes it had seen before that they are not shown.
    pub unseen: u64,
}

/// Where a note stands among those that were written in the same moment. Where one stands that is not confidential follows from
/// such alone, so that no order and no cursor tells of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct NotePlace {
    /// How many stand before it that are not confidential.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub after_open: u32,
    /// Which one it is of the confidential ones that stand together; behind all of them where it is not confidential.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub nth: u32,
}

impl NotePlace {
    /// Behind any confidential ones, of which there are not as many.
    const BEHIND: u32 = 1_000_000;

    /// The place of the note that comes next.
    #[must_use]
    pub fn next(before: Option<(Self, bool)>, confidential: bool) -> Self {
        let (last, is_confidential) = before.unwrap_or((NotePlace::default(), true));
        let after_open = last.after_open.saturating_add(u32::from(!is_confidential));
        let together = if is_confidential { last.nth } else { 0 };
        NotePlace { after_open, nth: if confidential { together.saturating_add(1) } else { Self::BEHIND } }
    }
}

/// A paragraph of what was noted down of a session, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionNote {
    /// What was added to it, in the order in which it was.
    #[serde(default)]
    pub addenda: Vec<PlanRemark>,
    /// When it last changed.
    pub changed_at: Instant,
    /// Whom the plan of its session coaches.
    pub coachee: PersonId,
    /// That it is confidential, if it is.
    pub confidence: Option<Confidence>,
    /// Those who coached when it was confidential, for whom what happened then counts.
    pub insiders: Vec<Insider>,
    /// The external coach whose words that is; null where they are those of whoever wrote it.
    pub on_behalf_of: Option<Key>,
    /// Where it stands among those that were written with it.
    #[serde(default)]
    pub place: NotePlace,
    /// The plan of its session.
    pub plan: PlanId,
    /// When it was proposed that it be confidential no more, and by whom; null where it is not.
    pub proposed: Option<Done>,
    /// The external coach whose word that is; null where it is that of whoever proposed it.
    #[serde(default)]
    pub proposed_on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
    /// Its id.
    pub session_note: SessionNoteId,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub text: Note,
    /// When it last changed for all others, where what came since is shown to nobody but insiders and whom the plan coaches.
    #[serde(default)]
    pub seen_at: Option<Instant>,
    /// How many changes it has seen that nobody is shown but insiders and whom the plan coaches.
    pub unseen: u64,
    /// How many changes it has seen.
    pub version: u64,
    /// Whether it says why there are no notes.
    pub why_none: bool,
    /// When it was written, and by whom.
    pub written: Done,
}

impl SessionNote {
    /// The version as this actor counts it: of what was proposed and declined while it was confidential nobody else learns, once
    /// it is so no more.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        let unseen = match actor.person() {
            Some(person) if person == self.coachee => 0,
            person => self.insider(person).map_or(self.unseen, |insider| insider.unseen),
        };
        self.version.saturating_sub(unseen)
    }

    /// When it last changed, as far as this actor is shown.
    fn changed_for(&self, actor: Actor) -> Instant {
        self.seen_at.filter(|_| !self.is_of_a_side(actor)).unwrap_or(self.changed_at)
    }

    /// What is proposed of it, as this actor is told: it is between whom the plan coaches and insiders, whose version counts it.
    fn proposed_for(&self, actor: Actor) -> Option<Done> {
        self.proposed.filter(|_| self.is_of_a_side(actor))
    }

    /// Whether somebody is whom the plan coaches, or an insider.
    fn is_of_a_side(&self, actor: Actor) -> bool {
        let person = actor.person();
        person == Some(self.coachee) || self.insider(person).is_some()
    }

    fn insider(&self, person: Option<PersonId>) -> Option<&Insider> {
        self.insiders.iter().find(|insider| Some(insider.coach) == person)
    }
}

impl Subject for SessionNote {
    const SEE: Action = Action::SeePlan;
    const SHAPE: Shape = Shape::OfPlan;
    const SEES: &'static [Action] = &[Self::SEE, Action::SeeConfidentialNote];
    /// Who may see what is confidential may of plans that they see.
    const AROUND: Option<Action> = Some(Self::SEE);

    fn see(&self) -> Action {
        if self.confidence.is_some() { Action::SeeConfidentialNote } else { Self::SEE }
    }

    fn whose(&self) -> Whose {
        let among = self.confidence.as_ref();
        let among = among.map(|kept| Among { coaches: kept.coaches.clone(), since: kept.since.at });
        Whose::OfPlan { among, author: None, coached: self.coachee, plan: self.plan }
    }

    /// None is written before whom it is about is shown the plan.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for SessionNote {
    by_files!(SessionNoteMark, session_note, SessionNoteSight);

    /// What is between whom the plan coaches and the coaches for whom a note is confidential, and came to nothing yet.
    const UNTOLD: &'static [Happening] = &[Happening::DisclosureProposed, Happening::DisclosureDropped];

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    fn found(&self) -> Found {
        Found::made(self.written.at).stands(self.state, false).names([self.plan]).names([self.session])
    }
}

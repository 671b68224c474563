//! Progress notes: what a coach writes down of a plan between its sessions, at any time. Each is kept among those who coach, or
//! shared with whom the plan coaches, and once it is shared it stays so. One that is kept is a thing of its own like all the
//! others, so that nothing of the plan betrays it to whoever may not see it.
//!
//! Rules: ACC-08, KER-17, PLN-10, PLN-11.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Among, Shape, Subject, Whose};
use crate::facts::{Facts, Refusal};
use crate::ground::{PlanId, ProgressNoteMark};
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Key, Last, Note, PersonId};

pub use crate::ground::ProgressNoteId;
pub use act::{Act, Change, CorrectProgressNote, Happening, ProgressNoteRef, ProgressNoteWritten, WriteProgressNote};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentProgressNote, ProgressNoteSight, StaffProgressNote};

/// That a note was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgressNoteCorrection {
    /// When, and by whom.
    pub corrected: Done,
    /// What it said until then.
    pub was: Note,
}

/// A progress note, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgressNote {
    /// When it last changed.
    pub changed_at: Instant,
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// Those who coached when it was written: among them it is kept, as long as it is not shared.
    pub coaches: Vec<PersonId>,
    /// Each time that it was corrected.
    pub corrections: Vec<ProgressNoteCorrection>,
    /// The external coach whose words that is; null where they are those of whoever wrote it.
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Its id.
    pub progress_note: ProgressNoteId,
    /// When it was shared with whom the plan coaches, and by whom; null as long as it is kept.
    pub shared: Option<Done>,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub text: Note,
    /// How many times it was corrected before it was shared, which is told to nobody but those among whom it was kept.
    pub unseen: u32,
    /// How many changes it has seen.
    pub version: u64,
    /// When it was taken back, and by whom; null where it was not.
    pub withdrawn: Option<Done>,
    /// When it was written, and by whom.
    pub written: Done,
}

impl ProgressNote {
    /// The version as this actor counts it: what its author put right before it was shared nobody else counts.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        if actor == self.written.by { self.version } else { self.version.saturating_sub(u64::from(self.unseen)) }
    }

    /// Whose it is as long as it is kept.
    fn kept(&self) -> Whose {
        let among = Among { coaches: self.coaches.clone(), since: self.written.at };
        self.of_plan(Some(among))
    }

    fn of_plan(&self, among: Option<Among>) -> Whose {
        Whose::OfPlan { among, author: self.written.by.person(), coached: self.coachee, plan: self.plan }
    }
}

impl Subject for ProgressNote {
    const SEE: Action = Action::SeePlan;
    const SHAPE: Shape = Shape::OfPlan;
    const SEES: &'static [Action] = &[Self::SEE, Action::SeeKeptNote];
    /// Who may see what is kept may of plans that they see.
    const AROUND: Option<Action> = Some(Self::SEE);

    fn see(&self) -> Action {
        if self.shared.is_some() { Self::SEE } else { Action::SeeKeptNote }
    }

    fn whose(&self) -> Whose {
        if self.shared.is_some() { self.of_plan(None) } else { self.kept() }
    }

    fn was_shown(&self) -> bool {
        self.shared.is_some()
    }
}

impl Thing for ProgressNote {
    by_files!(ProgressNoteMark, progress_note, ProgressNoteSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_at)
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, _: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer)
    }

    /// Not once it was taken back.
    fn still_tells<F: Facts>(&self, _: &Viewer<'_, F>, _: &Planned) -> Result<bool, Refusal> {
        Ok(self.state == State::Shared)
    }

    fn found(&self) -> Found {
        Found::made(self.written.at).stands(self.state, self.state == State::Withdrawn).names([self.plan])
    }
}

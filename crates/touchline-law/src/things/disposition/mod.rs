//! Dispositions: what a reviewer makes of one check of a call, or of the call as a whole. One for each call
//! and check; giving another replaces it.

mod act;
mod decide;
mod evolve;
mod figures;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Failed, FailedRuling};
use crate::ground::{DispositionId, DispositionMark, NamedCheck};
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Instant, Key, Note, PersonId};

use crate::ground::calls::CallId;

pub use act::{Act, Change, Give, Given, Happening, Ruling, Source, SourceName};

pub use figures::{Looked, SeenTally, Tally, WhyEmpty, WhyEmptyReason};
pub use lifecycle::{LIFECYCLE, State, Verb};
pub use view::StaffDisposition;

/// What a rule or a model made of a check before a person did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "OverriddenRuling")]
pub struct Overridden {
    /// When it was given.
    pub at: Instant,
    /// The ruling.
    pub ruling: Ruling,
    /// What judged so.
    pub source: Source,
}

/// A disposition, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Disposition {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// When it last changed.
    pub changed_at: Instant,
    /// The check; null where it is about the call as a whole.
    pub check: Option<NamedCheck>,
    /// Its id: a child of the call's.
    pub disposition: DispositionId,
    /// When and by whom it was given as it stands.
    pub given: Done,
    /// The reviewer's note.
    pub note: Option<Note>,
    /// What a rule or a model had made of it, where a person judged otherwise or the same since.
    #[serde(default)]
    pub overridden: Option<Box<Overridden>>,
    /// What the reviewer made of it.
    pub ruling: Ruling,
    /// Where the judgement came from; null of a person.
    #[serde(default)]
    pub source: Option<Source>,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl Disposition {
    /// What went wrong, where something did.
    #[must_use]
    pub fn failed(&self) -> Option<Failed> {
        let ruling = match self.ruling {
            Ruling::Fail => FailedRuling::Fail,
            Ruling::PassWithTraining => FailedRuling::PassWithTraining,
            Ruling::Pass | Ruling::NotApplicable => return None,
        };
        let (check, check_name) = (self.check_key().cloned(), self.check_name().cloned());
        Some(Failed { agent: self.agent, check, check_name, ruling })
    }

    /// Whether a model alone judged so: no person has, nor a rule, which whoever runs the calls wrote.
    #[must_use]
    pub fn is_of_model_alone(&self) -> bool {
        self.source.as_ref().is_some_and(Source::is_a_model)
    }

    /// Whether the check was passed, as far as that counts in a person's figures: what a model alone judged does in none.
    #[must_use]
    pub fn counts_as(&self) -> Option<bool> {
        self.ruling.passes().filter(|_| !self.is_of_model_alone())
    }

    /// The check's key, where it is about one.
    #[must_use]
    pub fn check_key(&self) -> Option<&Key> {
        self.check.as_ref().map(|check| &check.key)
    }

    /// What the check is called, if another than its key.
    #[must_use]
    pub fn check_name(&self) -> Option<&Key> {
        self.check.as_ref()?.name.as_ref()
    }
}

impl Subject for Disposition {
    const SEE: Action = Action::SeeDisposition;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::call(self.agent, self.call)
    }

    /// It is the reviewers' alone; what follows from it for the agent comes with a bundle.
    fn was_shown(&self) -> bool {
        false
    }
}

impl Thing for Disposition {
    by_files!(DispositionMark, disposition, StaffDisposition);
    counted_alike!();

    fn found(&self) -> Found {
        Found::made(self.given.at)
            .stands(self.state, true)
            .names([self.call])
            .about(self.check.as_ref().map(|check| &check.key))
    }
}

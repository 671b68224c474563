//! Where the things are joined: one list of what can be done, one of what can happen, one of what there is.
//!
//! Adding a thing adds one line to each list here; what the lines mean stands in the things' own folders.

mod act;
mod change;
mod decide;
mod duties;
mod evolve;
mod identity;
mod loaded;
mod notices;
mod notify;
pub mod operations;
mod reactions;
mod receipt;
mod redaction;
mod redactor;
mod schema;
mod show;
mod state;
mod thing;
mod viewer;

pub use act::{Act, WireCommand};
pub use change::Change;
pub use decide::{Source, available, decide, decide_about};
pub use duties::PersonDuties;
pub use evolve::evolve;
pub use identity::{ActDigest, CommandIdentity, identify};
pub use loaded::{
    CallFact, CallsBegunFact, CoachedBeforeFact, DutiesFact, Fact, Loaded, ManagesFact, ObservedFact, PersonFact,
    TeamObservedFact, ThingFact,
};
pub use notices::{Cause, is_wanted, message};
pub use notify::{NotifyPlan, NotifyShow, PlannedById};
pub use operations::{Decision, DraftDocument, OPERATIONS, RecordDocument, lifecycles};
pub use reactions::{Effect, REACTIONS, Reaction};
pub use receipt::{Receipt, check_entropy, draft, took_effect, write};
pub use redaction::{LawRedact, RedactInput, Redacted};
pub use redactor::{Redactor, Remains, Rewritten};
pub use schema::{acts, changes};
pub use show::{LawShow, ShowInput, Shown};
pub use state::State;
pub use thing::{StoredThing, THING_SCHEMA, Thing};
pub use viewer::{BundleSight, EscalationSight, GoalSight, SkillReportSight, View, Viewer};

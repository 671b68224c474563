//! Where the things are joined, from the one list: what can be done, what can happen, what there is; and what is decided
//! over all of them: reactions, orders, messages, redaction.

mod columns;
mod counts;
mod decide;
mod deciding;
mod duties;
mod fact;
mod following;
mod host_messages;
mod identity;
mod joined;
mod lifts;
mod loaded;
mod missing_texts;
mod notices;
pub mod operations;
mod order;
mod orders;
mod reach;
mod reach_sql;
mod reactions;
mod receipt;
mod record_texts;
mod redact_log;
mod redact_things;
mod remarks;
mod show;
mod sight;
mod source;
mod stored;
mod track_chain;
mod verify_log;
mod wire_command;

pub use columns::{ColumnPerson, ColumnsInput, ColumnsOfThings, Role as ColumnRole, ThingColumns, columns_of};
pub use counts::{Count, CountOf, CountTerm, CountedNumber, CountedThings, Counts, counts};
pub use decide::{available, decide, decide_about};
pub use duties::{PersonDuties, open_duties};
pub use fact::{
    ActingManagerFact, ActingManagersFact, CallFact, CallsBegunFact, CertificationsFact, CoachedBeforeFact, DutiesFact,
    Fact, FailedChecksFact, FeedbackReleasedFact, FollowUpFact, InOfficeFact, ManagesFact, ObservedFact, PersonFact,
    ReportingLineFact, ReportsWithheldFact, TeamObservedFact, ThingFact, TracksKeptFact,
};
pub use host_messages::{PlanInput, PlannedById, PlannedMessages, ReplanInput, Replanned, ShowMessages, ShownMessages};
pub use identity::{ActDigest, CommandIdentity, identify};
pub use joined::{
    Act, AnyThing, Change, Happening, Joined, TellingRow, Thing, View, acts, changes, evolve, lifecycle, lifecycles,
    sighted, telling, tellings,
};
pub use lifts::schema_of;
pub use loaded::Loaded;
pub use missing_texts::MissingTexts;
pub use notices::{
    Cause, REPLANNED, ReplannedBy, Retold, WhoseReplanned, caused_by, is_wanted, message, replan, tells_of_a_course,
};
pub use operations::{Decision, DraftDocument, OPERATIONS, RecordDocument};
pub use order::{Order, Ordered};
pub use reach::{Reach, ReachInput, ReachTerm, ReachWay, reach};
pub use reach_sql::{CountsSql, Dialect, Printing, ReachSql, ReachSqlInput, SqlRename, counts_sql, first_parameter};
pub use reactions::{ReactionRow, reactions};
pub use receipt::{Receipt, check_entropy, draft, took_effect, write};
pub use record_texts::Owners;
pub use redact_log::{Redactor, Remains, Rewritten};
pub use redact_things::{RedactInput, Redacted};
pub use show::{ShowInput, Shown};
pub use source::Source;
pub use stored::StoredThing;
pub use track_chain::{
    RecordSpan, RedactedTrackText, TrackExpectation, TrackExtent, TrackLink, TrackVerified, VerifyTrackInput,
    notes_told,
};
pub use verify_log::{LogVerified, LogVerifier, OrderedRedaction};
pub use wire_command::WireCommand;

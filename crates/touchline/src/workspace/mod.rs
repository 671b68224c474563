//! A tenant's things in memory: `execute` changes them, `ask` shows them. Still no I/O.
//!
//! The workspace decides by the same law that a host with its own database calls; what it adds is indexes
//! to answer facts from, a memory of accepted commands, and the chain that records join.

mod any_table;
mod arrangements;
mod available;
mod collection;
mod index;
mod kept;
mod log;
mod notices;
mod queries;
mod table;
mod tables;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests;
mod things;
mod told;
mod track_chains;
mod world;

use touchline_kernel::record::{Hash, Pen};
use touchline_kernel::rejection::{Code, Reason};
use touchline_law::law::MissingTexts;
use touchline_law::policy::Policy;

pub use available::Question;
pub use collection::{Collected, Collection, TrackOfPlan};
pub use log::execute::{Accepted, Outcome, Repeated};
pub use log::fate::Fate;
pub use log::load::{Loader, Place, Replayed};
pub use log::load_error::LoadError;
pub use log::past::{AsOf, PastLoader};
pub use log::snapshot::{SNAPSHOT_SCHEMA, SnapshotCursor};
pub use log::trial::{
    AreaDifference, AreaTold, CommandDifference, Figures, GapTold, MeasuresOfReport, NotRescored, PersonDifference,
    ReportDifference, ReportTold, ReviewDifference, ReviewScore, ReviewUnfit, ScoreTold, SectionDifference, Trial,
    TrialInput, Tried, WhyNot,
};
pub use queries::Asking;
pub use queries::badges::BadgeQuestion;
pub use queries::goes_over::{GoesOver, MessagesOf, goes_over};
pub use queries::questions::*;
pub use queries::told::*;

// What every file of a workspace speaks of.
use any_table::table_at;
use index::along::Along;
use index::lists::{Lists, SortKey};
use index::reach::Reach;
use index::reporting::{Follows, Moved};
use kept::Kept;
use log::past::Present;
use log::remembered::Remembered;
use table::ordered::Ordered;
use table::{LookUp, Table};
use tables::Tabled;
use world::World;

/// A tenant in memory.
#[derive(Debug)]
pub struct Workspace {
    /// In force until one is adopted.
    first_policy: Policy,
    world: World,
    remembered: Remembered,
    pen: Pen,
    /// The entropy of the last command that was accepted and had any; of none that was read from a log, which keeps none.
    spent: String,
    seq: u64,
    head: Option<Hash>,
    /// Texts that are gone from the records which were folded in, and for which no order in them accounts.
    missing: MissingTexts,
    /// Why nothing can be asked of it any more: a record that did not fit was folded in by half.
    torn: Option<Reason>,
    /// Who there is now and what holds, where this is how things stood at a past moment.
    present: Option<Box<Present>>,
}

impl Workspace {
    /// An empty workspace under a policy.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        let world = World::under(&policy);
        let (remembered, pen) = (Remembered::default(), Pen::default());
        let missing = MissingTexts::default();
        Workspace {
            first_policy: policy,
            world,
            remembered,
            pen,
            spent: String::new(),
            seq: 0,
            head: None,
            missing,
            torn: None,
            present: None,
        }
    }

    /// The same, to load a log or a snapshot into: nothing can be asked of it before [`Workspace::loaded`].
    fn to_load(policy: Policy) -> Self {
        let mut workspace = Workspace::new(policy);
        workspace.world.load(true);
        workspace
    }

    /// All of it was loaded: indexes that waited are made, kind by kind in the order of a snapshot.
    fn loaded(mut self) -> Self {
        self.world.load(false);
        (0..).map_while(table_at).for_each(|table| (table.index)(&mut self.world));
        self
    }

    /// Refuses everything once a record that did not fit has left things half changed.
    fn whole(&self) -> Result<(), Reason> {
        self.torn.clone().map_or(Ok(()), Err)
    }

    /// Refuses what would change it, or keep it, where it is whole and of the past.
    fn may_change(&self) -> Result<(), Reason> {
        self.whole()?;
        self.present.as_ref().map_or(Ok(()), |_| Err(Code::PastReadOnly.into()))
    }

    /// The policy in force: the one adopted last, or else the one that the workspace was opened with.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.world.policy().map_or(&self.first_policy, |adopted| &adopted.settings)
    }

    /// How many records there have been.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The hash of the last record.
    #[must_use]
    pub fn head(&self) -> Option<Hash> {
        self.head
    }
}

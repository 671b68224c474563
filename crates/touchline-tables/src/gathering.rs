//! The calls that gather a table: each by its name, and what reads it.
//!
//! Rules: BAT-04.

use arrow_array::{RecordBatch, RecordBatchReader};
use touchline_kernel::operation::Failure;

#[cfg(feature = "talk")]
use crate::conversations::Conversations;
use crate::explain::Explainer;
use crate::fault::broken;
use crate::gatherer::Gatherer;
use crate::groups::Grouper;
use crate::interrupted::Interrupted;
use crate::people::{FairRanking, Practice, Proficiency, Trends, ValueEffects};
use crate::ratings::{Agreement, Severity};
use crate::scorecards::Scorecards;
use crate::stream::Watch;
use crate::what_if::WhatIfs;

/// A call that gathers a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gathering {
    /// Ratings become coefficients.
    Agreement,
    /// What was said becomes measures of calls.
    #[cfg(feature = "talk")]
    Conversations,
    /// Rows become what each component gave and kept.
    Explain,
    /// Calls become groups.
    Groups,
    /// What was delivered becomes how people take coaching.
    Practice,
    /// What was observed of people becomes a ranking.
    Ranking,
    /// Answers become scores of forms.
    Scorecards,
    /// Ratings become leniencies.
    Severity,
    /// Scores become how long people take to become proficient.
    TimeToProficiency,
    /// What was measured of people becomes which way it goes.
    Trends,
    /// What was measured of people becomes what changed with coaching.
    ValueEffects,
    /// Rows become what would lift their scores to a target.
    WhatIf,
}

impl Gathering {
    /// Reads what is asked of a table, from a document of the call's options.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn asked(self, options: &[u8]) -> Result<Box<dyn Gatherer>, Failure> {
        Ok(match self {
            Gathering::Agreement => Box::new(Agreement::new(options)?),
            #[cfg(feature = "talk")]
            Gathering::Conversations => Box::new(Conversations::new(options)?),
            Gathering::Explain => Box::new(Explainer::new(options)?),
            Gathering::Groups => Box::new(Grouper::new(options)?),
            Gathering::Practice => Box::new(Practice::new(options)?),
            Gathering::Ranking => Box::new(FairRanking::new(options)?),
            Gathering::Scorecards => Box::new(Scorecards::new(options)?),
            Gathering::Severity => Box::new(Severity::new(options)?),
            Gathering::TimeToProficiency => Box::new(Proficiency::new(options)?),
            Gathering::Trends => Box::new(Trends::new(options)?),
            Gathering::ValueEffects => Box::new(ValueEffects::new(options)?),
            Gathering::WhatIf => Box::new(WhatIfs::new(options)?),
        })
    }
}

/// Reads what a reader gives, to its end. What is told comes in pieces, at least one.
///
/// # Errors
/// What is wrong with the table, or that whoever was told of the progress wanted no more.
pub fn gathered<R: RecordBatchReader>(
    mut gatherer: Box<dyn Gatherer + '_>,
    mut reader: R,
    mut watch: Option<Watch<'_>>,
) -> Result<Vec<RecordBatch>, Interrupted> {
    let bad = Interrupted::BadInput;
    gatherer.begin(&reader.schema()).map_err(bad)?;
    for batch in reader.by_ref() {
        let batch = batch.map_err(|error| bad(broken(&error)))?;
        match watch.as_mut() {
            Some(watch) => gatherer.add_watched(&batch, watch)?,
            None => gatherer.add(&batch).map_err(bad)?,
        }
    }
    if let Some(watch) = watch.as_mut() {
        gatherer.settle_watched(watch)?;
    }
    gatherer.finished().map_err(bad)
}

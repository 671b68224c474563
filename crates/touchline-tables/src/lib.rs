//! Skill scores and success metrics of whole tables: Arrow in, Arrow out, with the bits that one row, one group of calls
//! or the same records would get by themselves.
//!
//! A [`Scorer`] is made of a document that names the framework and says what to do about what a table lacks. It scores
//! a record batch, or a [`Stream`] of them in constant memory. What it reads is not copied; the columns that it hands
//! out are its own. It starts threads only where the document asks for more than one. A [`Grouper`] adds a table of calls
//! up by team, person and window and scores the groups; [`Scorecards`] scores forms that were filled in; an [`Explainer`] tells why scores are what they are and
//! [`WhatIfs`] what would lift them; [`Agreement`]
//! and [`Severity`] tell how far raters agree, and how severe they are; a [`FairRanking`] ranks people, and [`Proficiency`] tells
//! how long they take to become proficient, and [`Trends`] which way what was measured of them goes; [`Practice`] tells how they take coaching; [`Metrics`] reads tables of facts and measures them.

mod ahead;
mod arena;
mod binding;
mod bounds;
mod calls;
mod column;
pub mod columns;
#[cfg(feature = "talk")]
mod conversations;
mod decimal;
mod explain;
mod fault;
pub mod foreign;
mod gatherer;
mod gathering;
mod groups;
mod interrupted;
#[cfg(feature = "ipc")]
pub mod ipc;
mod kept;
mod kernel;
mod key_column;
mod keys;
mod kinds;
mod left_out;
mod metrics;
mod moment;
mod options;
mod output;
mod people;
mod pieces;
mod progress;
mod ratings;
mod recommended;
mod rows;
mod runs;
mod scorecards;
mod scorer;
mod stream;
mod table;
mod threads;
mod told_apart;
mod unfit;
mod what_if;
mod wrong;

pub use calls::{CALLS, Call, Gives, Reads};
#[cfg(feature = "talk")]
pub use conversations::{ConversationOptions, ConversationRows, Conversations, TimeUnit};
pub use explain::{ExplainLayout, ExplainOptions, Explainer};
pub use gatherer::{Gatherer, Watching};
pub use gathering::{Gathering, gathered};
pub use groups::{Every, GroupBy, GroupOptions, Grouper};
pub use interrupted::Interrupted;
pub use kernel::Instructions;
pub use metrics::{CalendarWindows, EffectOptions, FactTable, Metrics, MetricsOptions, Unit, Whose};
pub use options::{Absent, Extra, Invalid, Naive, NotFinite, ScoringOptions};
pub use people::{
    FairRanking, Practice, PracticeOf, PracticeOptions, Proficiency, ProficiencyOf, ProficiencyOptions, RankedBy,
    RankingOptions, Trends, TrendsOf, TrendsOptions, ValueEffects, ValueEffectsOf, ValueEffectsOptions,
};
pub use progress::Progress;
pub use ratings::{Agreement, AgreementOptions, Coefficient, Severity, SeverityOf, SeverityOptions};
pub use scorecards::{Blank, FormLayout, ScorecardOptions, Scorecards};
pub use scorer::Scorer;
pub use stream::{Stream, Watch};
pub use table::{Table, batch};
pub use what_if::{WhatIfOptions, WhatIfs};

//! What to coach next: from a score to gaps, strengths, the week's focus, and moments of calls to learn from.
//!
//! It knows neither people nor calls as things, and is told whose scores the viewer may see; an example that must not
//! say whose it is has no field that could.

mod anonymous;
mod area;
mod catalogue;
mod course;
mod example;
mod follow_up;
mod highlight;
mod history;
mod make;
mod operations;
mod outstanding;
mod policy;
mod targets;
#[cfg(test)]
mod tests;

pub use area::{Focus, FocusOn, Gap, Strength};
pub use catalogue::{Catalogue, CatalogueEntry, Library, Phrase, Words, default_catalogue};
pub use course::CourseReference;
pub use example::{Example, Moment, Quote, Sight};
pub use follow_up::FollowUp;
pub use highlight::{Colleague, Highlight, HighlightKind};
pub use history::{History, PastFocus, PastScore, ProgressRow};
pub use make::{Asked, Recommendations, make};
pub use operations::{CatalogueInput, OPERATIONS, WordsFound, WordsInput};
pub use outstanding::{AreaChooser, Bounds, FocusAreas, FocusKind, Outstanding};
pub use policy::RecommendationPolicy;
pub use targets::{
    ClosedDeals, CoachingResults, DatedScore, Measured, NewSkill, QuarterScores, Rated, RatedMean, Reviewed,
    TargetMeasured, TargetState, TargetsPolicy, WinRates, measure, satisfaction,
};

//! Calculators: pure functions over values. They know no things, no people and no access, and of the policy their own
//! sections alone.

pub mod agreement;
pub mod calendar;
pub mod certification;
pub mod feedback;
pub mod insight;
pub mod metric;
pub mod plan;
pub mod programme;
pub mod progress;
pub mod recommendation;
pub mod scorecard;
pub mod skill;
pub mod talk;

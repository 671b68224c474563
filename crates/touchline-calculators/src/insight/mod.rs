//! Insight into coaching: what changed with it, how sure that is, and what cannot be told from figures.
//!
//! It knows no people and no plans as things: whose values they are, and when who was coached, the host says.

mod change;
mod coaching;
mod effect;
mod observed;
mod operations;
mod policy;
mod statement;

pub use change::{ChangeInterval, EffectChange, NoEffect};
pub use coaching::{CoachedPerson, CoachedWindows, Coaching, ComparedPerson, EffectWindow, KnownDays, Times};
pub use effect::{Contrast, Effect, EffectOver, GroupEffect, LeftOut, LeftOutBecause, PersonEffect};
pub use observed::EffectObserved;
pub use operations::{Effects, MeasureEffect, MetricEffectOf, MetricEffects, OPERATIONS, PersonFigures, PersonValue};
pub use policy::InsightPolicy;
pub use statement::{EffectStatement, StatementKey, StatementText, default_statements};

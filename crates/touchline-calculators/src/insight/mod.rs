//! Insight into coaching: how scores go over time, what changed with coaching, how sure that is, and what cannot be told
//! from figures.
//!
//! It knows no people and no plans as things: whose values they are, and when who was coached, the host says.

mod change;
mod coaching;
mod effect;
mod every;
mod observed;
mod operations;
mod policy;
mod score_trend;
mod statement;
mod trend;

pub use change::{ChangeInterval, EffectChange, NoEffect};
pub use coaching::{CoachedPerson, CoachedWindows, Coaching, ComparedPerson, EffectWindow, KnownDays, Times};
pub use effect::{Contrast, Effect, EffectOver, GroupEffect, LeftOut, LeftOutBecause, PersonEffect};
pub use every::Every;
pub use observed::EffectObserved;
pub use operations::{Effects, MeasureEffect, MetricEffectOf, MetricEffects, OPERATIONS, PersonFigures, PersonValue};
pub use policy::InsightPolicy;
pub use score_trend::{
    AreaTrend, MOST_TREND_WINDOWS, ScoreTrend, ScoreTrends, Scored, Trend, TrendCall, TrendPoint, TrendScore,
    TrendWindows,
};
pub use statement::{EffectStatement, StatementKey, StatementText, default_statements};
pub use trend::{Direction, NoTest, TrendTest, theil_sen};

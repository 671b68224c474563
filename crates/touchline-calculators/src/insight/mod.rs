//! Insight into coaching: how scores go over time, what changed with coaching, how sure that is, and what cannot be told
//! from figures.
//!
//! It knows no people and no plans as things: whose values they are, and when who was coached, the host says.

mod asked;
mod change;
mod coaching;
mod effect;
mod every;
mod manager;
mod many_tests;
mod milestones;
mod money_back;
mod needs;
mod observed;
mod operations;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod orders;
mod person;
mod policy;
mod proficiency;
mod ranking;
mod record;
mod response;
mod score_trend;
mod series;
mod slopes;
mod statement;
mod survival;
mod team;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests;
mod trend;
mod whole;
mod wide;

pub use asked::Asked;
pub use change::{ChangeInterval, EffectChange, NoEffect};
pub use coaching::{CoachedPerson, CoachedWindows, Coaching, ComparedPerson, EffectWindow, KnownDays, Times};
pub use effect::{Contrast, Effect, EffectOver, GroupEffect, LeftOut, LeftOutBecause, PersonEffect, TrendBefore};
pub use every::Every;
pub use manager::{
    CoachedOften, HabitRate, ItemsOfManager, ManagerInsight, ManagersInsight, MeanImprovement, PracticeHabit,
    check_habits,
};
pub use many_tests::false_discovery_rates;
pub use milestones::{BestWindow, ImprovementMilestones, LevelReached};
pub use money_back::{ChangeWorth, NoReturn, ReturnOnCoaching};
pub use needs::{
    AreaPublished, CoachingNeed, DaysWithoutCoaching, LowLevel, NeedCount, NeedsCoaching, NeedsCoachingBecause,
    check_needs, needs_coaching,
};
pub use observed::EffectObserved;
pub use operations::{
    Effects, MeasureEffect, Measured, MetricEffectOf, MetricEffects, OPERATIONS, PersonFigures, PersonValue,
    RowsLeftOut,
};
pub use person::{CoachedHabits, PersonInsight};
pub use policy::InsightPolicy;
pub use proficiency::{
    PersonProficiency, ProficiencyCounts, ProficiencyStands, ScoredPerson, Since as ProficiencySince,
    TimeToProficiency, WindowScore, check_scored,
};
pub use ranking::{
    Drawn, ObservationsUsed, Pooling, RankedMeans, RankedPerson, RankedRate, RankedRates, RankedValue, Ranking,
    RankingOf,
};
pub use record::{
    CoachingItem, CoachingRecords, CountedRate, DeliveredCoaching, Finding, FindingKind, PersonScore, Taken,
};
pub use response::{CoachingResponse, HoursToAcknowledge};
pub use score_trend::{
    AreaTrend, MOST_TREND_WINDOWS, ScoreTrend, ScoreTrends, Scored, Trend, TrendCall, TrendPoint, TrendScore,
    TrendWindows,
};
pub use series::{SeriesTrend, TrendSeries};
pub use statement::{EffectStatement, StatementKey, StatementText, default_statements};
pub use survival::{Lasted, Median, Step, curve as survival_curve, median as survival_median};
pub use team::{ImprovementArea, ManagerFrequency, TeamAverage, TeamInsight, scores_used};
pub use trend::{Direction, NoTest, TheilSen, TrendTest};

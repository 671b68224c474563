//! Milestones of improvement: the first time at each higher level, and the best window so far.
//!
//! Rules: INS-14.

use schemars::JsonSchema;
use serde::Serialize;

use super::score_trend::TrendPoint;
use crate::skill::Level;
use touchline_kernel::time::DaySpan;

/// The first window at a level that is higher than any before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelReached {
    /// The level.
    pub level: Level,
    /// The score of the window, as it is published.
    pub score: u8,
    /// The window.
    pub window: DaySpan,
}

/// The best window so far.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BestWindow {
    /// Its score.
    pub score: f64,
    /// The window: of several as good the first.
    pub window: DaySpan,
}

/// How somebody improved.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImprovementMilestones {
    /// The best window so far; null where there is none with a score.
    pub best: Option<BestWindow>,
    /// Every first time at a higher level, in order of time. The level of the first window is where somebody began, and no
    /// milestone.
    pub reached: Vec<LevelReached>,
}

impl ImprovementMilestones {
    /// How somebody improved over windows in order of time.
    #[must_use]
    pub fn of(points: &[TrendPoint]) -> Self {
        let (mut best, mut reached): (Option<BestWindow>, Vec<LevelReached>) = (None, Vec::new());
        let mut highest: Option<Level> = None;
        for point in points {
            let Some((score, published)) = point.score.zip(point.published) else { continue };
            let (level, window) = (Level::of(published), DaySpan { first: point.first, last: point.last });
            if highest.is_some_and(|highest| level > highest) {
                reached.push(LevelReached { level, score: published, window });
            }
            highest = highest.max(Some(level));
            if best.is_none_or(|best| score > best.score) {
                best = Some(BestWindow { score, window });
            }
        }
        ImprovementMilestones { best, reached }
    }
}

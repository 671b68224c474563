//! Pictures: figures drawn as lines, shapes, dots and words. One picture is printed as SVG and drawn into a PDF, so that both
//! are the same. Whatever a colour says, a form, a dash or a label says too; and a text says all that is seen.
//!
//! Rules: RPT-06.

mod area_bars;
mod calendar;
mod canvas;
mod coordinate;
mod legend;
mod model;
mod operations;
mod radar;
mod scale;
mod score_trend;
mod spread;
mod svg;
mod talk;
#[cfg(test)]
#[expect(clippy::as_conversions, clippy::arithmetic_side_effects, reason = "a test says what it found by failing")]
mod tests;
mod timeline;

pub use area_bars::{AreaBars, AreaFigure};
pub use calendar::{AdherenceCalendar, CalendarDay, DayState};
pub use model::{Anchor, Dash, Dot, Fill, Ink, Mark, Picture, Points};
pub use operations::{OPERATIONS, PictureDrawn, PictureGiven, PictureInput, drawn};
pub use radar::SkillRadar;
pub use score_trend::{ScoreTrendPicture, TrendPicturePoint};
pub use spread::{CalibrationSpread, SpreadRow};
pub(crate) use svg::push_svg;
pub use svg::{STYLE, svg};
pub use talk::{MomentKind, TalkMoment, TalkSegment, TalkSpeaker, TalkTimeline};
pub use timeline::{MilestoneMark, MilestoneTimeline, PictureMilestoneState};

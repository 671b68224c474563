//! Pictures, for hosts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calendar::MOST_DAYS;
use super::model::Room;
use super::{
    AdherenceCalendar, AreaBars, CalibrationSpread, MilestoneTimeline, Picture, ScoreTrendPicture, SkillRadar,
    TalkTimeline, svg,
};
use crate::locale::{Marks, Printer};
use crate::spent::Spent;
use crate::words::{ReportTexts, Words};
use touchline_kernel::rejection::{Faults, Reason};
use touchline_kernel::text::Locale;
use touchline_kernel::{Failure, Limits, Zone};

touchline_kernel::operations! {
    /// A picture as SVG, by itself, with a title and a text that says all that is seen.
    "report.picture": report_picture, read under |_| Limits::WIDEST;
}

/// What is drawn.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ReportPicture")]
pub enum PictureGiven {
    /// Which sessions were held on which day.
    AdherenceCalendar(AdherenceCalendar),
    /// Areas as bars, against the team's scores and the best.
    AreaBars(AreaBars),
    /// How far apart several scored the same.
    CalibrationSpread(CalibrationSpread),
    /// Milestones along a line.
    MilestoneTimeline(MilestoneTimeline),
    /// A score over time.
    ScoreTrend(ScoreTrendPicture),
    /// Areas around a middle.
    SkillRadar(SkillRadar),
    /// A call along its time.
    TalkTimeline(TalkTimeline),
}

impl PictureGiven {
    fn check(&self) -> Result<(), Failure> {
        let mut faults = Faults::default();
        match self {
            PictureGiven::AdherenceCalendar(AdherenceCalendar { window, .. }) => match window.check() {
                Err(reason) => faults.add("/picture/body/window", reason),
                Ok(()) if window.days() > MOST_DAYS => {
                    let reason = Reason::out_of_range(window.days(), 1, MOST_DAYS);
                    faults.add("/picture/body/window", reason);
                }
                Ok(()) => {}
            },
            PictureGiven::TalkTimeline(timeline) => timeline.check("/picture/body", &mut faults),
            _ => {}
        }
        faults.told().map_err(Failure::BadInput)
    }

    /// The picture as there is room for it.
    fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        match self {
            PictureGiven::AdherenceCalendar(picture) => picture.drawn(room, printer),
            PictureGiven::AreaBars(picture) => picture.drawn(room, printer),
            PictureGiven::CalibrationSpread(picture) => picture.drawn(room, printer),
            PictureGiven::MilestoneTimeline(picture) => picture.drawn(room, printer),
            PictureGiven::ScoreTrend(picture) => picture.drawn(room, printer),
            PictureGiven::SkillRadar(picture) => picture.drawn(room, printer),
            PictureGiven::TalkTimeline(picture) => picture.drawn(room, printer),
        }
    }
}

/// What is drawn, and for whom.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ReportPictureInput")]
pub struct PictureInput {
    /// How numbers and days are written; as English does where it is null.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Whether it is drawn for the width of a phone, where it is wider than that otherwise.
    #[serde(default)]
    pub narrow: bool,
    /// What is drawn.
    pub picture: PictureGiven,
    /// The words of another language; English where it is null.
    #[serde(default)]
    pub words: Option<ReportTexts>,
}

/// A picture.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportPictureDrawn")]
pub struct PictureDrawn {
    /// All that is seen, in words.
    pub description: String,
    /// The picture, as one SVG document.
    pub svg: String,
    /// What it shows.
    pub title: String,
}

fn report_picture(input: PictureInput) -> Result<PictureDrawn, Failure> {
    drawn(&input)
}

/// A picture as SVG.
///
/// # Errors
/// What contradicts itself, such as a moment behind the end of its call; words that no picture reads, or that are told too
/// often.
pub fn drawn(input: &PictureInput) -> Result<PictureDrawn, Failure> {
    input.picture.check()?;
    if let Some(words) = &input.words {
        words.check("/words").map_err(Failure::BadInput)?;
    }
    let spent = Spent::default();
    let words = Words::counted(input.words.as_ref(), &spent);
    let locale = input.locale.as_ref().map_or_else(|| words.locale(), Locale::as_str);
    let printer = Printer { marks: Marks::of(locale), words, zone: Zone::default() };
    let picture = input.picture.drawn(if input.narrow { Room::Narrow } else { Room::Wide }, &printer);
    spent.check().map_err(Failure::BadInput)?;
    let svg = svg(&picture, None);
    Ok(PictureDrawn { description: picture.description, svg, title: picture.title })
}

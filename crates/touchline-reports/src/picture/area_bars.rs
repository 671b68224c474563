//! The areas of a framework as bars, against the team's scores and the best.

use schemars::JsonSchema;
use serde::Deserialize;

use super::canvas::{Canvas, SIZE, fitted, float};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture, Room};
use super::scale::Scale;
use crate::locale::Printer;
use touchline_kernel::Key;

/// An area with the scores in it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureArea")]
pub struct AreaFigure {
    /// The area.
    pub area: Key,
    /// The score; null where there is none.
    #[schemars(range(min = 0, max = 100))]
    pub score: Option<f64>,
    /// The team's; null where there is none, or it is withheld.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub team: Option<f64>,
    /// The best; null where there is none, or it is withheld.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub top: Option<f64>,
}

/// Areas as bars.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct AreaBars {
    /// The areas.
    #[schemars(length(max = 100))]
    pub areas: Vec<AreaFigure>,
}

const TOP: f64 = 12.0;

impl AreaBars {
    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        Picture::in_each(described(&self.areas, printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, described(&self.areas, printer))
    }

    pub(super) fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        let words = printer.words;
        // Where there is no room beside a bar its name stands above it.
        let (left, right) = (room.pick(176.0, 16.0), room.pick(580.0, 308.0));
        let high = room.pick(34.0, 46.0);
        let bottom = TOP + high * float(self.areas.len().max(1));
        let mut canvas = Canvas::new(room.width(), bottom + 56.0);
        let scores = Scale::of_scores((left, right));
        canvas.quarters(scores, (TOP, bottom), printer);
        if self.areas.is_empty() {
            canvas.text(((left + right) / 2.0, TOP + 22.0), Anchor::Middle, Ink::Faint, words.get("picture.no_scores"));
        }
        for (place, area) in self.areas.iter().enumerate() {
            let middle = TOP + high * float(place) + room.pick(17.0, 30.0);
            let label = words.term("area", area.area.as_str());
            match room {
                Room::Wide => {
                    let label = fitted(&label, left - 26.0, SIZE);
                    canvas.text((left - 10.0, middle + 4.0), Anchor::End, Ink::Text, label);
                }
                Room::Narrow => {
                    let label = fitted(&label, room.width() - 32.0, SIZE);
                    canvas.text((left, middle - 13.0), Anchor::Start, Ink::Text, label);
                }
            }
            row(&mut canvas, middle, scores, area, printer);
        }
        let mut legend = vec![(Ink::Own, Dash::Solid, Dot::Circle, words.get("picture.own"))];
        if self.areas.iter().any(|area| area.team.is_some()) {
            legend.push((Ink::Team, Dash::Dashed, Dot::Square, words.get("picture.team")));
        }
        if self.areas.iter().any(|area| area.top.is_some()) {
            legend.push((Ink::Top, Dash::Dotted, Dot::Diamond, words.get("picture.top")));
        }
        canvas.legend((room.pick(24.0, 16.0), bottom + 40.0), &legend);
        canvas.done(words.get("picture.area_bars").to_owned(), description)
    }
}

fn row(canvas: &mut Canvas, middle: f64, scores: Scale, area: &AreaFigure, printer: &Printer<'_>) {
    let said = match area.score {
        None => printer.words.get("picture.no_score").to_owned(),
        Some(score) => {
            canvas.rectangle(
                (scores.place(0.0), middle - 7.0),
                (scores.place(score), middle + 7.0),
                Ink::Own,
                Fill::Full,
            );
            printer.number(score, 0)
        }
    };
    canvas.strong((canvas.width() - 16.0, middle + 4.0), Anchor::End, Ink::Own, said);
    // Marks lie on the bar, so each has an edge of the paper around it.
    for (score, ink, form) in [(area.team, Ink::Team, Dot::Square), (area.top, Ink::Top, Dot::Diamond)] {
        let Some(score) = score else { continue };
        let at = (scores.place(score), middle);
        canvas.dot(at, 7.0, Ink::Paper, form, Fill::Full);
        canvas.dot(at, 5.0, ink, form, Fill::Full);
    }
}

/// The areas in words.
pub(super) fn described(areas: &[AreaFigure], printer: &Printer<'_>) -> String {
    let words = printer.words;
    let told = areas.iter().map(|area| {
        let name = words.term("area", area.area.as_str());
        let mut said = match area.score {
            None => words.with("picture.area_without", &[("area", &name)]),
            Some(score) => words.with("picture.area_with", &[("area", &name), ("n", &printer.number(score, 0))]),
        };
        for (score, key) in [(area.team, "picture.beside_team"), (area.top, "picture.beside_top")] {
            if let Some(score) = score {
                said.push_str(&words.with(key, &[("n", &printer.number(score, 0))]));
            }
        }
        said
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { words.get("picture.no_scores").to_owned() } else { told.join("; ") }
}

//! How far apart several scored the same: each rater's score along a line, their mean, and the score that is meant.

use schemars::JsonSchema;
use serde::Deserialize;

use super::canvas::{Canvas, SIZE, fitted, float};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture, Room};
use super::scale::Scale;
use crate::locale::Printer;
use crate::value::Value;
use touchline_kernel::Title;
use touchline_kernel::math::Sample;

/// What several scored.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureSpreadRow")]
pub struct SpreadRow {
    /// What was scored.
    pub label: Title,
    /// The score that is meant; null where there is none.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub reference: Option<f64>,
    /// What each scored, in percent.
    #[schemars(length(max = 100), inner(range(min = 0, max = 100)))]
    pub scores: Vec<f64>,
}

/// The spread of scores.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct CalibrationSpread {
    /// What was scored.
    #[schemars(length(max = 100))]
    pub rows: Vec<SpreadRow>,
}

const TOP: f64 = 12.0;

impl CalibrationSpread {
    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        Picture::in_each(self.described(printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, self.described(printer))
    }

    fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        let words = printer.words;
        // Where there is no room beside a line its name stands above it.
        let (left, right) = (room.pick(200.0, 20.0), room.pick(530.0, 258.0));
        let high = room.pick(36.0, 46.0);
        let bottom = TOP + high * float(self.rows.len().max(1));
        let mut canvas = Canvas::new(room.width(), bottom + 56.0);
        let scores = Scale::of_scores((left, right));
        canvas.quarters(scores, (TOP, bottom), printer);
        for (place, row) in self.rows.iter().enumerate() {
            let y = TOP + high * float(place) + room.pick(18.0, 31.0);
            let label = row.label.as_str();
            match room {
                Room::Wide => {
                    let label = fitted(label, left - 28.0, SIZE);
                    canvas.text((left - 12.0, y + 4.0), Anchor::End, Ink::Text, label);
                }
                Room::Narrow => {
                    let label = fitted(label, room.width() - 36.0, SIZE);
                    canvas.text((left - 4.0, y - 13.0), Anchor::Start, Ink::Text, label);
                }
            }
            draw_row(&mut canvas, y, scores, row, printer);
        }
        if self.rows.is_empty() {
            canvas.text(((left + right) / 2.0, TOP + 22.0), Anchor::Middle, Ink::Faint, words.get("nothing_here"));
        }
        canvas.legend(
            (room.pick(24.0, 16.0), bottom + 40.0),
            &[
                (Ink::Own, Dash::Solid, Dot::Circle, words.get("picture.each_rater")),
                (Ink::Team, Dash::Solid, Dot::Square, words.get("picture.mean")),
                (Ink::Top, Dash::Dotted, Dot::Diamond, words.get("picture.reference")),
            ],
        );
        canvas.done(words.get("picture.calibration_spread").to_owned(), description)
    }

    fn described(&self, printer: &Printer<'_>) -> String {
        let told: Vec<String> = self.rows.iter().map(|row| described(row, printer)).collect();
        if told.is_empty() { printer.words.get("nothing_here").to_owned() } else { told.join("; ") }
    }
}

/// The least and the greatest score.
fn bounds(row: &SpreadRow) -> Option<(f64, f64)> {
    let least = row.scores.iter().copied().min_by(f64::total_cmp)?;
    let most = row.scores.iter().copied().max_by(f64::total_cmp)?;
    Some((least, most))
}

fn draw_row(canvas: &mut Canvas, y: f64, scores: Scale, row: &SpreadRow, printer: &Printer<'_>) {
    let end = canvas.width() - 16.0;
    let Some((least, most)) = bounds(row) else {
        canvas.text((end, y + 4.0), Anchor::End, Ink::Faint, printer.words.get("picture.no_score"));
        return;
    };
    canvas.line([(scores.place(least), y), (scores.place(most), y)], Ink::Own, 2.0, Dash::Solid);
    for score in &row.scores {
        canvas.dot((scores.place(*score), y), 5.0, Ink::Own, Dot::Circle, Fill::Soft);
        canvas.dot((scores.place(*score), y), 5.0, Ink::Own, Dot::Circle, Fill::Edge);
    }
    if let Some(mean) = Sample::of_numbers(row.scores.iter().copied()).mean() {
        canvas.dot((scores.place(mean), y), 5.0, Ink::Team, Dot::Square, Fill::Full);
    }
    if let Some(reference) = row.reference {
        canvas.dot((scores.place(reference), y), 5.0, Ink::Top, Dot::Diamond, Fill::Full);
    }
    let spread = printer.number(most - least, 0);
    canvas.strong((end, y + 4.0), Anchor::End, Ink::Text, printer.words.with("picture.spread", &[("n", &spread)]));
}

fn described(row: &SpreadRow, printer: &Printer<'_>) -> String {
    let scores = printer.value(&Value::Several(row.scores.iter().map(|score| Value::Number(*score, 0)).collect()));
    let scores = if row.scores.is_empty() { "–".to_owned() } else { scores };
    let mut told = printer.words.with("picture.scored", &[("label", row.label.as_str()), ("scores", &scores)]);
    if let Some(reference) = row.reference {
        told.push_str(&printer.words.with("picture.beside_reference", &[("n", &printer.number(reference, 0))]));
    }
    told
}

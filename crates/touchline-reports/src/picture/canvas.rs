//! Drawing, in the words that the pictures need.

use super::model::{Anchor, Dash, Dot, Fill, Ink, Mark, Picture, Points};
use super::scale::Scale;
use crate::locale::Printer;

/// How large words are.
pub(super) const SIZE: f64 = 12.0;
/// How large words beside are.
pub(super) const SMALL: f64 = 11.0;

/// How wide a letter is at the most times, of its size: fonts of machines differ, and none is asked.
const LETTER: f64 = 0.56;

/// Something to draw on.
pub(super) struct Canvas {
    width: f64,
    height: f64,
    marks: Vec<Mark>,
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Canvas { width, height, marks: Vec::with_capacity(64) }
    }

    pub(super) const fn width(&self) -> f64 {
        self.width
    }

    pub(super) fn done(self, title: String, description: String) -> Picture {
        let Canvas { width, height, marks } = self;
        Picture { description, height, marks, narrow: None, title, width }
    }

    pub(super) fn line(&mut self, points: impl IntoIterator<Item = (f64, f64)>, ink: Ink, width: f64, dash: Dash) {
        self.marks.push(Mark::Line { points: points.into_iter().collect(), ink, width, dash });
    }

    /// A thin line to read values off.
    pub(super) fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.line([from, to], Ink::Grid, 1.0, Dash::Solid);
    }

    /// Thin lines from a top to a bottom at each quarter of the scores, with their numbers below.
    pub(super) fn quarters(&mut self, scores: Scale, (top, bottom): (f64, f64), printer: &Printer<'_>) {
        for score in [0.0, 25.0, 50.0, 75.0, 100.0] {
            let x = scores.place(score);
            self.rule((x, top), (x, bottom));
            self.text((x, bottom + 15.0), Anchor::Middle, Ink::Faint, printer.number(score, 0));
        }
    }

    pub(super) fn shape(&mut self, points: impl IntoIterator<Item = (f64, f64)>, ink: Ink, fill: Fill) {
        self.marks.push(Mark::Shape { points: points.into_iter().collect(), ink, fill });
    }

    pub(super) fn rectangle(&mut self, (left, top): (f64, f64), (right, bottom): (f64, f64), ink: Ink, fill: Fill) {
        let points = Points::from([(left, top), (right, top), (right, bottom), (left, bottom)]);
        self.marks.push(Mark::Shape { points, ink, fill });
    }

    pub(super) fn dot(&mut self, at: (f64, f64), reach: f64, ink: Ink, form: Dot, fill: Fill) {
        self.marks.push(Mark::Dot { at, reach, ink, form, fill });
    }

    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, ink: Ink, text: impl Into<String>) {
        self.marks.push(Mark::Text { at, size: SMALL, anchor, ink, strong: false, text: text.into() });
    }

    pub(super) fn strong(&mut self, at: (f64, f64), anchor: Anchor, ink: Ink, text: impl Into<String>) {
        self.marks.push(Mark::Text { at, size: SIZE, anchor, ink, strong: true, text: text.into() });
    }

    /// What the forms of dots and dashes mean, in a line from the left; in several where one is too short.
    pub(super) fn legend(&mut self, (left, top): (f64, f64), entries: &[(Ink, Dash, Dot, &str)]) {
        let (mut x, mut top) = (left, top);
        for (ink, dash, form, label) in entries {
            let end = x + 32.0 + width_of(label, SMALL);
            if end > self.width - 8.0 && x > left {
                (x, top) = (left, top + 20.0);
                self.height += 20.0;
            }
            self.line([(x, top), (x + 26.0, top)], *ink, 2.0, *dash);
            self.dot((x + 13.0, top), 4.0, *ink, *form, Fill::Full);
            self.text((x + 32.0, top + 4.0), Anchor::Start, Ink::Text, *label);
            x += 52.0 + width_of(label, SMALL);
        }
    }
}

/// How wide a text is, about.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    f64::from(letters) * size * LETTER
}

/// The text, or as much of it as fits into a width.
pub(super) fn fitted(text: &str, width: f64, size: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width_of(&kept, size) > width - size {
            break;
        }
    }
    kept.push('…');
    kept
}

/// The place of an entry, as a number to calculate with.
pub(super) fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

//! The key below a picture: what its signs mean.

use super::drawing::{Around, Drawing, Frame, Head, Line, Step, Style, Text, Way};
use super::graph::{Key, Sign};
use super::sizes;

const SIGN: f64 = 30.0;
const ROW: f64 = 22.0;

/// Draws the key from a corner on, as wide as this, and tells where it ends.
pub(super) fn draw(keys: &[Key], (left, top): (f64, f64), width: f64, drawing: &mut Drawing) -> f64 {
    let (mut x, mut y) = (left, top);
    for key in keys {
        let taken = SIGN + sizes::prose(key.means);
        if x > left && x + taken > left + width {
            (x, y) = (left, y + ROW);
        }
        let frame = Frame { around: Around::Key, left: x, top: y - 8.0, width: taken, height: 16.0, rule: None };
        drawing.frames.push(frame);
        sign(key.sign, x, y, drawing);
        let text = key.means.to_owned();
        let words = Text { left: x + SIGN, base: y + 4.0, width: taken - SIGN, style: Style::Prose, text };
        drawing.texts.push(words);
        x += taken + 22.0;
    }
    y + 8.0
}

fn sign(sign: Sign, x: f64, y: f64, drawing: &mut Drawing) {
    let sample = |end, rule| {
        let around = Around::Sample { end };
        Frame { around, left: x, top: y - 7.0, width: 22.0, height: 14.0, rule }
    };
    match sign {
        Sign::Start => drawing.dots.push((x + 11.0, y)),
        Sign::End => drawing.frames.push(sample(true, None)),
        Sign::Within => drawing.frames.push(sample(false, Some(5.0))),
        Sign::Marked => drawing.diamonds.push((x + 11.0, y)),
        Sign::Dashed | Sign::Arrow => {
            let dashed = sign == Sign::Dashed;
            let steps = vec![Step::Right(x + 16.0)];
            drawing.samples.push(Line { from: (x, y), steps, dashed });
            drawing.heads.push(Head { tip: (x + 23.0, y), way: Way::Right });
        }
    }
}

//! A picture as SVG.

use std::slice;

use super::coordinate::{push_tenths, tenths};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Mark, Picture, Points};
use crate::escape::push_escaped;

/// The colours, by day and by night; in a page they stand once, in a picture by itself inside it.
pub const STYLE: &str = include_str!("picture.css");

impl Ink {
    /// The letter by which the styles know it.
    const fn letter(self) -> char {
        match self {
            Ink::Text => 't',
            Ink::Faint => 'f',
            Ink::Grid => 'g',
            Ink::Own => 'o',
            Ink::Team => 'm',
            Ink::Top => 'b',
            Ink::Good => 'y',
            Ink::Poor => 'n',
            Ink::Paper => 'p',
        }
    }
}

/// The picture as SVG. With `number` it is one of several in a page that has the styles; without, it stands by itself.
#[must_use]
pub fn svg(picture: &Picture, number: Option<usize>) -> String {
    let mut out = String::with_capacity(BESIDE_MARKS.saturating_add(picture.marks.len().saturating_mul(EACH_MARK)));
    push_svg(&mut out, picture, number);
    out
}

/// About how many bytes a picture takes without its marks, and with each of them.
const BESIDE_MARKS: usize = 4096;
const EACH_MARK: usize = 80;

/// The same, to the end of a text.
pub(crate) fn push_svg(out: &mut String, picture: &Picture, number: Option<usize>) {
    let mut buffer = itoa::Buffer::new();
    let id = buffer.format(number.unwrap_or_default());
    let size = [picture.width, picture.height];
    let mut out = Out(out);
    out.all(&["<svg", if number.is_none() { " xmlns='http://www.w3.org/2000/svg'" } else { "" }]);
    out.all(&[" class='tl' viewBox='0 0"]);
    size.into_iter().for_each(|length| out.coordinate((" ", length)));
    out.all(&["' role='img' aria-labelledby='p", id, "t p", id, "d'><title id='p", id, "t'>"]);
    push_escaped(out.0, &picture.title);
    out.all(&["</title><desc id='p", id, "d'>"]);
    push_escaped(out.0, &picture.description);
    out.all(&["</desc>"]);
    if number.is_none() {
        out.all(&["<style>", STYLE, "</style><rect class='p"]);
        ["' width='", "' height='"].into_iter().zip(size).for_each(|place| out.coordinate(place));
        out.all(&["'/>"]);
    }
    for marks in picture.marks.chunk_by(Mark::goes_with) {
        match marks {
            [Mark::Shape { ink, fill, .. }, ..] => out.shapes(marks, *ink, *fill),
            marks => marks.iter().for_each(|mark| out.mark(mark)),
        }
    }
    out.all(&["</svg>"]);
}

impl Mark {
    /// Whether two that follow one another are one element: hundreds of shapes of a calendar or a call cost a third of the text and of
    /// the time so. What is seen through is not, since two such shapes are darker where they lie over one another.
    fn goes_with(&self, next: &Self) -> bool {
        match (self, next) {
            (Mark::Shape { ink, fill, .. }, Mark::Shape { ink: next_ink, fill: next_fill, .. }) => {
                ink == next_ink && fill == next_fill && *fill != Fill::Soft
            }
            _ => false,
        }
    }
}

struct Out<'a>(&'a mut String);

impl Out<'_> {
    fn all(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.0.push_str(part));
    }

    fn coordinate(&mut self, (before, coordinate): (&str, f64)) {
        self.0.push_str(before);
        push_tenths(self.0, tenths(coordinate));
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { points, ink, width, dash } => {
                let dash = match dash {
                    Dash::Solid => "",
                    Dash::Dashed => " stroke-dasharray='7 4'",
                    Dash::Dotted => " stroke-dasharray='1.5 4'",
                };
                self.class("<polyline class='", "l", *ink);
                self.coordinate(("' stroke-width='", *width));
                self.all(&["'", dash, " points='"]);
                self.points(points);
                self.0.push_str("'/>");
            }
            Mark::Shape { ink, fill, .. } => self.shapes(slice::from_ref(mark), *ink, *fill),
            Mark::Dot { at, reach, ink, form, fill } => self.dot(*at, *reach, *ink, *form, *fill),
            Mark::Text { at: (x, y), size, anchor, ink, strong, text } => {
                let anchor = match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => " text-anchor='middle'",
                    Anchor::End => " text-anchor='end'",
                };
                let weight = if *strong { " font-weight='600'" } else { "" };
                self.class("<text class='", "", *ink);
                for place in [("' x='", *x), ("' y='", *y), ("' font-size='", *size)] {
                    self.coordinate(place);
                }
                self.all(&["'", anchor, weight, ">"]);
                push_escaped(self.0, text);
                self.0.push_str("</text>");
            }
        }
    }

    /// Shapes of one ink and fill.
    fn shapes(&mut self, shapes: &[Mark], ink: Ink, fill: Fill) {
        self.class("<path class='", class_of(fill), ink);
        self.0.push_str("' d='");
        for shape in shapes {
            if let Mark::Shape { points, .. } = shape {
                self.outline(points);
            }
        }
        self.0.push_str("'/>");
    }

    /// A closed line through points, of which a level or upright piece is told by the one number that changes.
    fn outline(&mut self, points: &[(f64, f64)]) {
        let mut last = None;
        for (x, y) in points.iter().map(|(x, y)| (tenths(*x), tenths(*y))) {
            match last {
                None => self.all_tenths(&[('M', x), (' ', y)]),
                Some((_, before)) if before == y => self.all_tenths(&[('H', x)]),
                Some((before, _)) if before == x => self.all_tenths(&[('V', y)]),
                Some(_) => self.all_tenths(&[('L', x), (' ', y)]),
            }
            last = Some((x, y));
        }
        self.0.push('z');
    }

    fn all_tenths(&mut self, places: &[(char, i64)]) {
        for (before, tenths) in places {
            self.0.push(*before);
            push_tenths(self.0, *tenths);
        }
    }

    fn class(&mut self, before: &str, class: &str, ink: Ink) {
        self.all(&[before, class]);
        self.0.push(ink.letter());
    }

    fn points(&mut self, points: &[(f64, f64)]) {
        let mut between = "";
        for (x, y) in points {
            for place in [(between, *x), (",", *y)] {
                self.coordinate(place);
            }
            between = " ";
        }
    }

    fn dot(&mut self, at: (f64, f64), reach: f64, ink: Ink, form: Dot, fill: Fill) {
        match form {
            Dot::Circle => {
                self.class("<circle class='", class_of(fill), ink);
                for place in [("' cx='", at.0), ("' cy='", at.1), ("' r='", reach)] {
                    self.coordinate(place);
                }
                self.0.push_str("'/>");
            }
            Dot::Square | Dot::Diamond => {
                let points = Points::from(form.corners(at, reach));
                self.mark(&Mark::Shape { points, ink, fill });
            }
            Dot::Cross => {
                for stroke in Dot::strokes(at, reach) {
                    let points = stroke.into_iter().collect();
                    self.mark(&Mark::Line { points, ink, width: 2.0, dash: Dash::Solid });
                }
            }
        }
    }
}

impl Dot {
    /// The corners of a dot that has some.
    pub(crate) fn corners(self, (x, y): (f64, f64), reach: f64) -> [(f64, f64); 4] {
        match self {
            Dot::Diamond => {
                let reach = reach * 1.3;
                [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            }
            _ => {
                let reach = reach * 0.9;
                [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]
            }
        }
    }

    /// The two strokes of a cross.
    pub(crate) fn strokes((x, y): (f64, f64), reach: f64) -> [[(f64, f64); 2]; 2] {
        let (left, right, top, bottom) = (x - reach, x + reach, y - reach, y + reach);
        [[(left, top), (right, bottom)], [(left, bottom), (right, top)]]
    }
}

const fn class_of(fill: Fill) -> &'static str {
    match fill {
        Fill::Full => "",
        Fill::Soft => "s",
        Fill::Edge => "l",
    }
}

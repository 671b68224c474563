//! A picture as SVG.

use std::fmt::Write as _;

use super::coordinate::Coordinate;
use super::model::{Anchor, Dash, Dot, Fill, Ink, Mark, Picture};
use crate::escape::escape;

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
    let mut out = Out(String::with_capacity(4096));
    let (width, height) = (Coordinate(picture.width), Coordinate(picture.height));
    let id = number.unwrap_or_default();
    let space = if number.is_none() { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" };
    out.add(format_args!(
        "<svg{space} class=\"tl\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"p{id}t p{id}d\">"
    ));
    out.add(format_args!("<title id=\"p{id}t\">{}</title>", escape(&picture.title)));
    out.add(format_args!("<desc id=\"p{id}d\">{}</desc>", escape(&picture.description)));
    if number.is_none() {
        out.add(format_args!("<style>{STYLE}</style>"));
        out.add(format_args!("<rect class=\"p\" width=\"{width}\" height=\"{height}\"/>"));
    }
    for mark in &picture.marks {
        out.mark(mark);
    }
    out.0.push_str("</svg>");
    out.0
}

struct Out(String);

impl Out {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = self.0.write_fmt(text);
    }

    fn coordinate(&mut self, (before, coordinate): (&str, f64)) {
        self.0.push_str(before);
        Coordinate(coordinate).push(&mut self.0);
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { points, ink, width, dash } => {
                let dash = match dash {
                    Dash::Solid => "",
                    Dash::Dashed => " stroke-dasharray=\"7 4\"",
                    Dash::Dotted => " stroke-dasharray=\"1.5 4\"",
                };
                self.class("<polyline class=\"", "l", *ink);
                self.coordinate(("\" stroke-width=\"", *width));
                for part in ["\"", dash, " points=\""] {
                    self.0.push_str(part);
                }
                self.points(points);
                self.0.push_str("\"/>");
            }
            Mark::Shape { points, ink, fill } => {
                self.class("<polygon class=\"", class_of(*fill), *ink);
                self.0.push_str("\" points=\"");
                self.points(points);
                self.0.push_str("\"/>");
            }
            Mark::Dot { at, reach, ink, form, fill } => self.dot(*at, *reach, *ink, *form, *fill),
            Mark::Text { at: (x, y), size, anchor, ink, strong, text } => {
                let anchor = match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => " text-anchor=\"middle\"",
                    Anchor::End => " text-anchor=\"end\"",
                };
                let weight = if *strong { " font-weight=\"600\"" } else { "" };
                self.class("<text class=\"", "", *ink);
                for place in [("\" x=\"", *x), ("\" y=\"", *y), ("\" font-size=\"", *size)] {
                    self.coordinate(place);
                }
                for part in ["\"", anchor, weight, ">", &escape(text), "</text>"] {
                    self.0.push_str(part);
                }
            }
        }
    }

    fn class(&mut self, before: &str, class: &str, ink: Ink) {
        for part in [before, class] {
            self.0.push_str(part);
        }
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
                self.class("<circle class=\"", class_of(fill), ink);
                for place in [("\" cx=\"", at.0), ("\" cy=\"", at.1), ("\" r=\"", reach)] {
                    self.coordinate(place);
                }
                self.0.push_str("\"/>");
            }
            Dot::Square | Dot::Diamond => {
                let points = form.corners(at, reach);
                self.mark(&Mark::Shape { points, ink, fill });
            }
            Dot::Cross => {
                for points in Dot::strokes(at, reach) {
                    self.mark(&Mark::Line { points, ink, width: 2.0, dash: Dash::Solid });
                }
            }
        }
    }
}

impl Dot {
    /// The corners of a dot that has some.
    pub(crate) fn corners(self, (x, y): (f64, f64), reach: f64) -> Vec<(f64, f64)> {
        match self {
            Dot::Diamond => {
                let reach = reach * 1.3;
                vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            }
            _ => {
                let reach = reach * 0.9;
                vec![(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]
            }
        }
    }

    /// The two strokes of a cross.
    pub(crate) fn strokes((x, y): (f64, f64), reach: f64) -> [Vec<(f64, f64)>; 2] {
        let (left, right, top, bottom) = (x - reach, x + reach, y - reach, y + reach);
        [vec![(left, top), (right, bottom)], vec![(left, bottom), (right, top)]]
    }
}

const fn class_of(fill: Fill) -> &'static str {
    match fill {
        Fill::Full => "",
        Fill::Soft => "s",
        Fill::Edge => "l",
    }
}

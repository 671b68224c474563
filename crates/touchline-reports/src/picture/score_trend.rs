//! A score over time: a window without a score is a gap in the line, and between which bounds a score lies is drawn behind it,
//! where that is known.

use schemars::JsonSchema;
use serde::Deserialize;

use super::canvas::{Canvas, float};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture, Room};
use super::scale::Scale;
use crate::locale::Printer;
use crate::value::Value;
use touchline_calculators::skill::{Interval, LEVELS};
use touchline_kernel::LocalDate;

/// A window of the calendar with its score.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct TrendPicturePoint {
    /// How many scores or calls it rests on.
    pub count: u32,
    /// Its first day.
    pub first: LocalDate,
    /// Between which bounds the score lies with a probability of 95 %; null where nobody can say.
    #[serde(default)]
    pub interval: Option<Interval>,
    /// Its last day.
    pub last: LocalDate,
    /// The score; null where there is none, which is a gap.
    #[schemars(range(min = 0, max = 100))]
    pub score: Option<f64>,
}

/// A score over time.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct ScoreTrendPicture {
    /// The windows in their order, gaps and all.
    #[schemars(length(max = 2_000))]
    pub points: Vec<TrendPicturePoint>,
    /// What the score is to reach; null where nobody says.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub target: Option<f64>,
}

const HEIGHT: f64 = 260.0;
const LEFT: f64 = 40.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 216.0;

impl ScoreTrendPicture {
    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        Picture::in_each(self.described(printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, self.described(printer))
    }

    fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        let right = room.width() - 24.0;
        let mut canvas = Canvas::new(room.width(), HEIGHT);
        let words = printer.words;
        let scores = Scale::of_scores((BOTTOM, TOP));
        frame(&mut canvas, right, scores, printer);
        if let Some(target) = self.target {
            let y = scores.place(target);
            canvas.line([(LEFT, y), (right, y)], Ink::Good, 1.5, Dash::Dashed);
            let label = words.with("picture.target", &[("n", &printer.number(target, 0))]);
            canvas.text((right, y - 5.0), Anchor::End, Ink::Good, label);
        }
        let places = self.places(right);
        if self.points.iter().any(|point| point.score.is_some() && point.interval.is_some()) {
            name_certainty(&mut canvas, printer);
        }
        for run in self.runs() {
            draw_run(&mut canvas, scores, &places, &run);
        }
        for (_, x) in self.points.iter().zip(&places).filter(|(point, _)| point.score.is_none()) {
            canvas.dot((*x, BOTTOM), 3.5, Ink::Faint, Dot::Cross, Fill::Full);
        }
        self.name_days(&mut canvas, room, &places, printer);
        if self.points.iter().all(|point| point.score.is_none()) {
            canvas.strong(
                (room.width() / 2.0, (TOP + BOTTOM) / 2.0),
                Anchor::Middle,
                Ink::Faint,
                words.get("picture.no_scores"),
            );
        }
        canvas.done(words.get("picture.score_trend").to_owned(), description)
    }

    /// Where each window lies; one by itself lies in the middle.
    fn places(&self, right: f64) -> Vec<f64> {
        let last = float(self.points.len().saturating_sub(1));
        let along = Scale { values: (0.0, last), places: (LEFT + 14.0, right - 14.0) };
        (0..self.points.len()).map(|place| along.place(float(place))).collect()
    }

    /// The windows that follow one another with a score, each with its place.
    fn runs(&self) -> Vec<Vec<Scored>> {
        let mut runs = vec![Vec::new()];
        for (place, point) in self.points.iter().enumerate() {
            match (point.score, runs.last_mut()) {
                (Some(score), Some(run)) => run.push((place, *point, score)),
                (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// The days below: as many as there is room for, the last one always.
    fn name_days(&self, canvas: &mut Canvas, room: Room, places: &[f64], printer: &Printer<'_>) {
        let days: usize = if room == Room::Wide { 6 } else { 3 };
        let step = self.points.len().div_ceil(days).max(1);
        let last = self.points.len().saturating_sub(1);
        for (number, (point, x)) in self.points.iter().zip(places).enumerate() {
            let from_end = last.saturating_sub(number);
            if from_end.checked_rem(step) == Some(0) {
                canvas.rule((*x, BOTTOM), (*x, BOTTOM + 4.0));
                let anchor = if from_end == 0 && last > 0 { Anchor::End } else { Anchor::Middle };
                let x = if from_end == 0 && last > 0 { room.width() - 10.0 } else { *x };
                canvas.text((x, BOTTOM + 20.0), anchor, Ink::Faint, printer.day(point.first));
            }
        }
    }

    fn described(&self, printer: &Printer<'_>) -> String {
        let words = printer.words;
        let points = self.points.iter().map(|point| {
            let day = printer.day(point.first);
            match point.score {
                None => words.with("picture.gap_on", &[("day", &day)]),
                Some(score) => {
                    let score = printer.number(score, 0);
                    let count = printer.number(f64::from(point.count), 0);
                    let values: &[(&str, &str)] = &[("day", &day), ("n", &score), ("count", &count)];
                    match point.interval {
                        None => words.with("picture.score_on", values),
                        Some(Interval { low, high, .. }) => {
                            let bounds = [low, high].map(|end| Box::new(Value::Number(end, 0)));
                            let [low, high] = bounds;
                            let range = printer.value(&Value::Range(low, high));
                            words.with("picture.score_on_within", &[values, &[("range", range.as_str())]].concat())
                        }
                    }
                }
            }
        });
        let points: Vec<String> = points.collect();
        if points.is_empty() { words.get("picture.no_scores").to_owned() } else { points.join("; ") }
    }
}

/// Lines at the bounds of the levels, which are what scores are read by.
fn frame(canvas: &mut Canvas, right: f64, scores: Scale, printer: &Printer<'_>) {
    let bounds = LEVELS.iter().map(|level| level.least).chain([100]);
    for bound in bounds.map(f64::from) {
        let y = scores.place(bound);
        canvas.rule((LEFT, y), (right, y));
        canvas.text((LEFT - 8.0, y + 4.0), Anchor::End, Ink::Faint, printer.number(bound, 0));
    }
}

/// What lies behind the line and its dots, in words, with a piece of it.
fn name_certainty(canvas: &mut Canvas, printer: &Printer<'_>) {
    const TOP: f64 = 8.0;
    let ends = [LEFT, LEFT + 26.0];
    band(canvas, &ends.map(|x| (x, TOP, TOP + 12.0)));
    canvas.text((LEFT + 32.0, TOP + 10.0), Anchor::Start, Ink::Text, printer.words.term("label", "interval"));
}

/// A window that was scored: which one, all of it, and the score.
type Scored = (usize, TrendPicturePoint, f64);

/// Between which bounds the scores of windows lie that follow one another: a band over those of which it is known, and a line with
/// ends at one by itself.
fn draw_certainty(canvas: &mut Canvas, scores: Scale, places: &[f64], run: &[Scored]) {
    for known in run.split(|(_, point, _)| point.interval.is_none()) {
        let bounds = known.iter().filter_map(|(place, point, _)| {
            let Interval { high, low } = point.interval?;
            Some((*places.get(*place)?, scores.place(high), scores.place(low)))
        });
        let bounds: Vec<(f64, f64, f64)> = bounds.collect();
        match bounds.as_slice() {
            [(x, high, low)] => {
                canvas.line([(*x, *high), (*x, *low)], Ink::Own, 1.5, Dash::Solid);
                for y in [*high, *low] {
                    canvas.line([(*x - 5.0, y), (*x + 5.0, y)], Ink::Own, 1.5, Dash::Solid);
                }
            }
            bounds => band(canvas, bounds),
        }
    }
}

/// A band, from where to where at each place; its edges are dotted, since its ink alone is hardly seen by everybody.
fn band(canvas: &mut Canvas, bounds: &[(f64, f64, f64)]) {
    let above: Vec<(f64, f64)> = bounds.iter().map(|(x, high, _)| (*x, *high)).collect();
    let below: Vec<(f64, f64)> = bounds.iter().map(|(x, _, low)| (*x, *low)).collect();
    if above.len() > 1 {
        canvas.shape(above.iter().chain(below.iter().rev()).copied(), Ink::Own, Fill::Soft);
        for edge in [above, below] {
            canvas.line(edge, Ink::Own, 1.0, Dash::Dotted);
        }
    }
}

fn draw_run(canvas: &mut Canvas, scores: Scale, places: &[f64], run: &[Scored]) {
    draw_certainty(canvas, scores, places, run);
    let x = |place: usize| places.get(place).copied().unwrap_or(LEFT);
    let points: Vec<(f64, f64)> = run.iter().map(|(place, _, score)| (x(*place), scores.place(*score))).collect();
    if points.len() > 1 {
        canvas.line(points.iter().copied(), Ink::Own, 2.5, Dash::Solid);
    }
    // Where there are many, only their line is told.
    let reach = if places.len() > 60 { 2.0 } else { 4.0 };
    for at in points {
        canvas.dot(at, reach, Ink::Own, Dot::Circle, Fill::Full);
    }
}

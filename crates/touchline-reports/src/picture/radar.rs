//! The areas of a framework around a middle: the person's, the team's and the best. An area without a score breaks the line.

use core::f64::consts::TAU;

use schemars::JsonSchema;
use serde::Deserialize;

use super::area_bars::{AreaBars, AreaFigure, described};
use super::canvas::{Canvas, SMALL, fitted, float};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture};
use crate::locale::Printer;

/// Areas around a middle. Fewer than three are drawn as bars, since they have no form.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct SkillRadar {
    /// The areas.
    #[schemars(length(max = 24))]
    pub areas: Vec<AreaFigure>,
}

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 396.0;
const MIDDLE: (f64, f64) = (240.0, 192.0);
const REACH: f64 = 128.0;

impl SkillRadar {
    /// How many areas have a form.
    pub const LEAST: usize = 3;

    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        if self.areas.len() < Self::LEAST {
            return AreaBars { areas: self.areas.clone() }.draw(printer);
        }
        let words = printer.words;
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        let angles = self.angles();
        for ring in [25.0, 50.0, 75.0, 100.0] {
            let corners = angles.iter().map(|angle| spot(*angle, ring)).collect();
            canvas.shape(corners, Ink::Grid, Fill::Edge);
        }
        for angle in &angles {
            canvas.rule(MIDDLE, spot(*angle, 100.0));
        }
        for ring in [50.0, 100.0] {
            let (x, y) = spot(0.0, ring);
            canvas.text((x - 4.0, y + 11.0), Anchor::End, Ink::Faint, printer.number(ring, 0));
        }
        let series: [Series; 3] = [
            (|area| area.top, Ink::Top, Dash::Dotted, Dot::Diamond),
            (|area| area.team, Ink::Team, Dash::Dashed, Dot::Square),
            (|area| area.score, Ink::Own, Dash::Solid, Dot::Circle),
        ];
        for of in series {
            self.series(&mut canvas, &angles, of);
        }
        self.labels(&mut canvas, &angles, printer);
        let mut legend = vec![(Ink::Own, Dash::Solid, Dot::Circle, words.get("picture.own"))];
        if self.areas.iter().any(|area| area.team.is_some()) {
            legend.push((Ink::Team, Dash::Dashed, Dot::Square, words.get("picture.team")));
        }
        if self.areas.iter().any(|area| area.top.is_some()) {
            legend.push((Ink::Top, Dash::Dotted, Dot::Diamond, words.get("picture.top")));
        }
        canvas.legend((24.0, HEIGHT - 16.0), &legend);
        canvas.done(words.get("picture.skill_radar").to_owned(), described(&self.areas, printer))
    }

    fn angles(&self) -> Vec<f64> {
        let step = TAU / float(self.areas.len());
        (0..self.areas.len()).map(|place| float(place) * step).collect()
    }

    fn series(&self, canvas: &mut Canvas, angles: &[f64], (pick, ink, dash, form): Series) {
        let spots: Vec<Option<(f64, f64)>> =
            self.areas.iter().zip(angles).map(|(area, angle)| Some(spot(*angle, pick(area)?))).collect();
        let whole: Option<Vec<(f64, f64)>> = spots.iter().copied().collect();
        if let Some(points) = whole {
            if ink == Ink::Own {
                canvas.shape(points.clone(), ink, Fill::Soft);
            }
            let first = points.first().copied();
            canvas.line(points.into_iter().chain(first).collect(), ink, 2.0, dash);
        } else {
            let next = spots.iter().cycle().skip(1);
            for line in spots.iter().zip(next).filter_map(|(one, other)| Some(vec![(*one)?, (*other)?])) {
                canvas.line(line, ink, 2.0, dash);
            }
        }
        for at in spots.into_iter().flatten() {
            canvas.dot(at, 4.0, ink, form, Fill::Full);
        }
    }

    fn labels(&self, canvas: &mut Canvas, angles: &[f64], printer: &Printer<'_>) {
        for (area, angle) in self.areas.iter().zip(angles) {
            let (x, y) = spot(*angle, 112.0);
            let anchor = match x - MIDDLE.0 {
                beside if beside > 10.0 => Anchor::Start,
                beside if beside < -10.0 => Anchor::End,
                _ => Anchor::Middle,
            };
            let width: f64 = match anchor {
                Anchor::Middle => 300.0,
                Anchor::Start => 112.0_f64.min(WIDTH - x - 2.0 * SMALL),
                Anchor::End => 112.0_f64.min(x - 2.0 * SMALL),
            };
            // What stands above goes up by a line, what stands below goes down.
            let y = match y - MIDDLE.1 {
                beside if beside < -110.0 => y - 10.0,
                beside if beside > 110.0 => y + 8.0,
                _ => y - 2.0,
            };
            let label = printer.words.term("area", area.area.as_str());
            canvas.text((x, y), anchor, Ink::Text, fitted(&label, width, SMALL));
            let score = area.score.map_or_else(|| "–".to_owned(), |score| printer.number(score, 0));
            canvas.strong((x, y + 14.0), anchor, Ink::Own, score);
        }
    }
}

/// Of which score a line is, with its ink, its dash and its dots.
type Series = (fn(&AreaFigure) -> Option<f64>, Ink, Dash, Dot);

/// Where a score lies at an angle, clockwise from the top.
fn spot(angle: f64, score: f64) -> (f64, f64) {
    let reach = REACH * score / 100.0;
    (MIDDLE.0 + reach * libm::sin(angle), MIDDLE.1 - reach * libm::cos(angle))
}

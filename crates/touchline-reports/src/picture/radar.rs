//! The areas of a framework around a middle: the person's, the team's and the best. An area without a score breaks the line.

use core::f64::consts::TAU;

use schemars::JsonSchema;
use serde::Deserialize;

use super::area_bars::{AreaBars, AreaFigure, described};
use super::canvas::{Canvas, SMALL, fitted, float};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture, Room};
use crate::locale::Printer;

/// Areas around a middle. Fewer than three are drawn as bars, since they have no form.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct SkillRadar {
    /// The areas.
    #[schemars(length(max = 24))]
    pub areas: Vec<AreaFigure>,
}

/// Where a picture has its middle, and how far a full score lies from it.
#[derive(Clone, Copy)]
struct Round {
    height: f64,
    /// How far names stay away from the edges.
    margin: f64,
    middle: (f64, f64),
    /// Where names stand, as a score.
    names: f64,
    reach: f64,
    width: f64,
}

impl Round {
    const WIDE: Round =
        Round { height: 396.0, margin: 22.0, middle: (240.0, 192.0), names: 112.0, reach: 128.0, width: 480.0 };
    const NARROW: Round =
        Round { height: 300.0, margin: 7.0, middle: (180.0, 136.0), names: 115.0, reach: 82.0, width: 360.0 };

    const fn of(room: Room) -> Self {
        match room {
            Room::Wide => Round::WIDE,
            Room::Narrow => Round::NARROW,
        }
    }

    /// Where a score lies at an angle, clockwise from the top.
    fn spot(self, angle: f64, score: f64) -> (f64, f64) {
        let reach = self.reach * score / 100.0;
        (self.middle.0 + reach * libm::sin(angle), self.middle.1 - reach * libm::cos(angle))
    }
}

impl SkillRadar {
    /// How many areas have a form.
    pub const LEAST: usize = 3;

    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        Picture::in_each(described(&self.areas, printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, described(&self.areas, printer))
    }

    fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        if self.areas.len() < Self::LEAST {
            return AreaBars { areas: self.areas.clone() }.told(room, printer, description);
        }
        let (words, round) = (printer.words, Round::of(room));
        let mut canvas = Canvas::new(round.width, round.height);
        let angles = self.angles();
        for ring in [25.0, 50.0, 75.0, 100.0] {
            let corners = angles.iter().map(|angle| round.spot(*angle, ring));
            canvas.shape(corners, Ink::Grid, Fill::Edge);
        }
        for angle in &angles {
            canvas.rule(round.middle, round.spot(*angle, 100.0));
        }
        for ring in [50.0, 100.0] {
            let (x, y) = round.spot(0.0, ring);
            canvas.text((x - 4.0, y + 11.0), Anchor::End, Ink::Faint, printer.number(ring, 0));
        }
        let series: [Series; 3] = [
            (|area| area.top, Ink::Top, Dash::Dotted, Dot::Diamond),
            (|area| area.team, Ink::Team, Dash::Dashed, Dot::Square),
            (|area| area.score, Ink::Own, Dash::Solid, Dot::Circle),
        ];
        for of in series {
            self.series(&mut canvas, (round, &angles), of);
        }
        self.labels(&mut canvas, (round, &angles), printer);
        let mut legend = vec![(Ink::Own, Dash::Solid, Dot::Circle, words.get("picture.own"))];
        if self.areas.iter().any(|area| area.team.is_some()) {
            legend.push((Ink::Team, Dash::Dashed, Dot::Square, words.get("picture.team")));
        }
        if self.areas.iter().any(|area| area.top.is_some()) {
            legend.push((Ink::Top, Dash::Dotted, Dot::Diamond, words.get("picture.top")));
        }
        canvas.legend((room.pick(24.0, 16.0), round.height - 16.0), &legend);
        canvas.done(words.get("picture.skill_radar").to_owned(), description)
    }

    fn angles(&self) -> Vec<f64> {
        let step = TAU / float(self.areas.len());
        (0..self.areas.len()).map(|place| float(place) * step).collect()
    }

    fn series(&self, canvas: &mut Canvas, (round, angles): (Round, &[f64]), (pick, ink, dash, form): Series) {
        let spots: Vec<Option<(f64, f64)>> =
            self.areas.iter().zip(angles).map(|(area, angle)| Some(round.spot(*angle, pick(area)?))).collect();
        let whole: Option<Vec<(f64, f64)>> = spots.iter().copied().collect();
        if let Some(points) = whole {
            if ink == Ink::Own {
                canvas.shape(points.iter().copied(), ink, Fill::Soft);
            }
            let first = points.first().copied();
            canvas.line(points.into_iter().chain(first), ink, 2.0, dash);
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

    fn labels(&self, canvas: &mut Canvas, (round, angles): (Round, &[f64]), printer: &Printer<'_>) {
        for (area, angle) in self.areas.iter().zip(angles) {
            let (x, y) = round.spot(*angle, round.names);
            let anchor = match x - round.middle.0 {
                beside if beside > 10.0 => Anchor::Start,
                beside if beside < -10.0 => Anchor::End,
                _ => Anchor::Middle,
            };
            let width: f64 = match anchor {
                Anchor::Middle => 300.0,
                Anchor::Start => 112.0_f64.min(round.width - x - round.margin),
                Anchor::End => 112.0_f64.min(x - round.margin),
            };
            let label = printer.words.term("area", area.area.as_str());
            // What stands above goes up by a line, what stands below goes down.
            let y = match y - round.middle.1 {
                beside if beside < -0.86 * round.reach => y - 10.0,
                beside if beside > 0.86 * round.reach => y + 8.0,
                _ => y - 2.0,
            };
            canvas.text((x, y), anchor, Ink::Text, fitted(&label, width, SMALL));
            let score = area.score.map_or_else(|| "–".to_owned(), |score| printer.number(score, 0));
            canvas.strong((x, y + 14.0), anchor, Ink::Own, score);
        }
    }
}

/// Of which score a line is, with its ink, its dash and its dots.
type Series = (fn(&AreaFigure) -> Option<f64>, Ink, Dash, Dot);

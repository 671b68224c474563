//! Between which bounds a score lies with a probability of 95 %, where it is the curves' value of means over calls.
//!
//! Means have covariances, and curves slopes; so the score moves most surely along one line through the means. Its ends
//! are where the spread, which of hits and misses changes along it, makes the means that were found just likely enough:
//! Wilson's score interval, of which along a line there is one for any number of components, and Student's where the
//! spread is none of hits and misses. There the curves are read. What the line does not tell is what corners of curves do
//! to the rest: as much as to a normal mean that is cut off there (a rectified normal distribution).
//!
//! No number in it was found by trying: what is not of a textbook's distribution is worked out where it stands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::compiled::{Compiled, Component};
use super::figures::Figures;
use super::interval::Interval;
use super::moments::Covariances;
use super::student::StudentPoints;
use touchline_kernel::math::{NORMAL_95, exp, normal_cdf, quotient, sum};

/// Why there is no interval around a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "NoSkillInterval")]
pub enum NoInterval {
    /// Nobody says what measures the calls have by themselves.
    CallsUnknown,
    /// A measure that counts is one that no call has by itself.
    MeasureOfNoCall,
    /// All calls have the same measures, or all that they may be on average comes to the same score.
    NothingVaries,
    /// A measure that counts is one that a single call has, or one of 0 and 1 that fewer than ten calls have.
    TooFewCalls,
}

/// What is reckoned of a corner's pull for each pull of a mean that lies just where it was found.
///
/// A mean on a corner is pulled by the normal density at 0. Found elsewhere than it lies, by as much as it errs, it seems
/// to be pulled by the density there: on average by that at 0 over √2. So this makes up for it.
const PULL: f64 = core::f64::consts::SQRT_2;

/// The same of how far values stray at a corner: √π ÷ 2 − 1 ÷ √π.
///
/// What a mean on a corner gives varies by ½ − 1 ÷ 2π of the squared bend and error, of which its slope there, half of the
/// bend, tells ¼. The rest is what this makes of the density where the mean is found, on average over √2.
const STRAY: f64 = 0.322_037_341_905_001_7;

/// Under this many squared points a score does not move with its measures, or with one of them.
const STILL: f64 = 1e-20;

/// Of fewer calls that have either 0 or 1, all have the same too often for the spread that they leave to be that of the
/// measure: of a share of a fifth half of the samples of three calls do, and of ten calls one in nine.
const FEWEST_HITS: u64 = 10;

/// A component that counts in a score.
pub(super) struct Part<'a> {
    component: &'a Component,
    place: usize,
    weight: f64,
    raw: f64,
}

/// The components that count in one area's score, or in the overall one.
pub(super) fn parts<'a>(compiled: &'a Compiled, figures: &Figures, area: Option<usize>) -> Vec<Part<'a>> {
    let components = compiled.components().iter().zip(&figures.components).enumerate();
    let counted = components.filter_map(|(place, (component, figures))| {
        let figures = figures.as_ref()?;
        let share = match area {
            Some(area) => figures.in_area.filter(|_| component.area == area),
            None => figures.in_overall,
        };
        Some(Part { component, place, weight: share?.weight, raw: figures.raw })
    });
    counted.collect()
}

impl Part<'_> {
    /// Whether it is a measure of hits and misses that too few calls have, and what share of them hits moves the score.
    fn has_few_hits(&self, covariances: &Covariances) -> bool {
        let is_short = covariances.calls(self.place) < FEWEST_HITS && covariances.is_hit_or_miss(self.place);
        is_short && self.component.curve.is_moved_within(0.0, 1.0)
    }
}

/// How one part's mean varies, and what that does to the score.
struct Varying {
    calls: f64,
    variance: f64,
    error: f64,
    slope: f64,
    growth: Growth,
    /// How its mean varies together with the score.
    with_score: f64,
}

/// The interval around a score that consists of these parts.
pub(super) fn interval(
    score: f64,
    parts: &[Part<'_>],
    covariances: &Covariances,
    points: &mut StudentPoints,
) -> Result<Interval, NoInterval> {
    let calls = || parts.iter().map(|part| covariances.calls(part.place));
    if calls().any(|calls| calls == 0) {
        return Err(NoInterval::MeasureOfNoCall);
    }
    if calls().any(|calls| calls < 2) || parts.iter().any(|part| part.has_few_hits(covariances)) {
        return Err(NoInterval::TooFewCalls);
    }
    let varying = vary(parts, covariances);
    let line = Line::through(&varying, points).ok_or(NoInterval::TooFewCalls)?;
    let corners = Corners::of(parts, &varying, line.variance);
    let (down, up) = line.reach(parts, &varying);
    let rough = STRAY * line.point * corners.roughness;
    let pull = PULL * corners.pull;
    let low = score - (down * down + rough).sqrt() - pull.max(0.0);
    let high = score + (up * up + rough).sqrt() - pull.min(0.0);
    let around = Interval::of_bounds(low, high);
    // Where all that measures may be is flat, the score is sure, and no interval could miss it.
    if around.low < around.high { Ok(around) } else { Err(NoInterval::NothingVaries) }
}

fn vary(parts: &[Part<'_>], covariances: &Covariances) -> Vec<Varying> {
    let mut varying: Vec<Varying> = parts
        .iter()
        .map(|part| {
            let calls = quotient(covariances.calls(part.place).into(), 1).unwrap_or_default();
            let variance = covariances.of(part.place, part.place).max(0.0);
            let error = (variance * calls / (calls - 1.0)).sqrt();
            // Where it does not vary nothing is asked of the curve, which may have a corner there.
            let slope =
                if error > 0.0 { part.weight * part.component.curve.slope_around(part.raw, error) } else { 0.0 };
            let growth = Growth::of(part, covariances.is_hit_or_miss(part.place));
            Varying { calls, variance, error, slope, growth, with_score: 0.0 }
        })
        .collect();
    let with_score = |part: &Part<'_>| {
        let others = parts.iter().zip(&varying);
        sum(others.map(|(other, varying)| covariances.of(part.place, other.place) * varying.slope))
    };
    let with_score: Vec<f64> = parts.iter().map(with_score).collect();
    varying.iter_mut().zip(with_score).for_each(|(varying, with_score)| varying.with_score = with_score);
    varying
}

/// How the spread of hits and misses depends on their share. Of another measure it is taken as it was found.
#[derive(Default)]
struct Growth {
    /// How fast the variance of one call rises with the mean.
    rise: f64,
    /// How fast this rise falls.
    bend: f64,
    /// The greatest variance that one call can have around this mean; none where nobody knows.
    widest: Option<f64>,
}

impl Growth {
    fn of(part: &Part<'_>, is_hit_or_miss: bool) -> Self {
        if !is_hit_or_miss {
            return Growth::default();
        }
        Growth { rise: 1.0 - 2.0 * part.raw, bend: 1.0, widest: Some((part.raw * (1.0 - part.raw)).max(0.0)) }
    }
}

/// The line along which the score moves most surely, by points of the score if curves were straight.
struct Line {
    /// The variance of the score, by the slopes.
    variance: f64,
    /// The square of how many standard errors the ends are away.
    point: f64,
    ends: [f64; 2],
}

impl Line {
    fn through(varying: &[Varying], points: &mut StudentPoints) -> Option<Self> {
        let variance = sum(varying.iter().map(|part| part.slope * part.with_score));
        if variance <= STILL {
            let fewest = varying.iter().map(|part| part.calls).fold(f64::INFINITY, f64::min);
            return Some(Line { variance: 0.0, point: estimated(fewest, points)?, ends: [0.0; 2] });
        }
        let moving = || varying.iter().filter(|part| part.slope * part.slope * part.variance > STILL);
        let share = |part: &Varying| (part.slope * part.with_score / variance).max(0.0);
        let calls = sum(varying.iter().map(share)) / sum(varying.iter().map(|part| share(part) / part.calls));
        let widest: Option<Vec<f64>> =
            moving().map(|part| Some(part.slope.abs() * (part.growth.widest? / part.calls).sqrt())).collect();
        let widest = widest.map_or(f64::INFINITY, sum);
        // The spread of hits and misses that all come together follows from their share: Student's t, which makes up for a
        // spread that is estimated, is for the rest.
        let of_widest = if widest > 0.0 { (variance / (widest * widest)).clamp(0.0, 1.0) } else { 0.0 };
        let point = of_widest * NORMAL_95 * NORMAL_95 + (1.0 - of_widest) * estimated(calls, points)?;
        let counts = |part: &Varying| share(part) * part.with_score / part.variance / part.calls;
        let rise = sum(moving().map(|part| counts(part) * part.growth.rise));
        let bend = sum(moving().map(|part| counts(part) * part.growth.bend * part.with_score / variance));
        let widening = 1.0 + point * bend;
        let half_rise = point * rise / 2.0;
        let half = (half_rise * half_rise + point * variance * widening).sqrt() / widening;
        let middle = half_rise / widening;
        Some(Line { variance, point, ends: [middle - half, middle + half] })
    }

    /// By how much the score falls and rises along the line, as the curves have it.
    fn reach(&self, parts: &[Part<'_>], varying: &[Varying]) -> (f64, f64) {
        if self.variance <= 0.0 {
            return (0.0, 0.0);
        }
        let along = |part: &Varying| part.with_score / self.variance;
        let moved = |by: f64| {
            sum(parts.iter().zip(varying).map(|(part, varying)| {
                let curve = &part.component.curve;
                part.weight * (curve.value(part.raw + by * along(varying)) - curve.value(part.raw))
            }))
        };
        let turns = parts.iter().zip(varying).flat_map(|(part, varying)| {
            let by = along(varying);
            part.component.curve.turns().map(move |turn| (turn - part.raw) / by)
        });
        let [first, last] = self.ends;
        // What would turn beyond an end, or never, turns at the end.
        let within = turns.map(|by| by.max(first).min(last));
        self.ends.into_iter().chain(within).map(moved).fold((0.0, 0.0), |(down, up), by| (by.min(down), by.max(up)))
    }
}

/// The square of how many standard errors an estimated spread over so many calls takes.
fn estimated(calls: f64, points: &mut StudentPoints) -> Option<f64> {
    let student = points.of_calls(calls)?;
    Some(student * student * calls / (calls - 1.0))
}

/// What corners do to a score beyond the line: around a corner, the value of a mean is on average another one than the mean
/// of values, and strays otherwise than a slope tells.
struct Corners {
    pull: f64,
    roughness: f64,
}

impl Corners {
    fn of(parts: &[Part<'_>], varying: &[Varying], variance: f64) -> Self {
        let mut corners = Corners { pull: 0.0, roughness: 0.0 };
        for (part, varying) in parts.iter().zip(varying).filter(|(_, varying)| varying.error > 0.0) {
            let told = if variance > 0.0 {
                (varying.with_score * varying.with_score / (varying.variance * variance)).min(1.0)
            } else {
                0.0
            };
            let rest = varying.error * (1.0 - told).sqrt();
            for (x, bend) in part.component.curve.corners() {
                let strays = part.weight * bend * rest;
                let density = normal_density((part.raw - x) / varying.error);
                corners.pull += strays * density;
                corners.roughness += strays * strays * density;
            }
        }
        corners
    }
}

fn normal_density(at: f64) -> f64 {
    /// One over the square root of twice pi.
    const PEAK: f64 = 0.398_942_280_401_432_7;
    PEAK * exp(-at * at / 2.0)
}

impl super::Curve {
    /// From the first point to the last.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.x.last().copied().unwrap_or_default() - self.x.first().copied().unwrap_or_default()
    }

    /// Where the curve bends, and by how much its slope changes there: at its points, since it is flat outside.
    fn corners(&self) -> impl Iterator<Item = (f64, f64)> {
        let after = self.slope.iter().copied().chain([0.0]);
        let before = [0.0].into_iter().chain(self.slope.iter().copied());
        self.x.iter().copied().zip(after.zip(before).map(|(after, before)| after - before))
    }

    /// Where it stops to rise or to fall, but for its ends.
    fn turns(&self) -> impl Iterator<Item = f64> {
        let sides = self.slope.iter().zip(self.slope.iter().skip(1));
        let inner = self.x.iter().skip(1).zip(sides);
        let way = |slope: &f64| slope.partial_cmp(&0.0);
        inner.filter(move |(_, (before, after))| way(before) != way(after)).map(|(x, _)| *x)
    }

    /// Whether it has another value anywhere between two measures than at the first.
    fn is_moved_within(&self, first: f64, last: f64) -> bool {
        let between = self.x.iter().copied().filter(|x| (first..last).contains(x));
        let moved = |at: f64| self.value(at) - self.value(first);
        between.chain([last]).any(|at| moved(at) * moved(at) > STILL)
    }

    /// Its slope on average around a raw measure with this standard error, which is over 0.
    fn slope_around(&self, raw: f64, error: f64) -> f64 {
        sum(self.corners().map(|(x, bend)| bend * normal_cdf((raw - x) / error)))
    }
}

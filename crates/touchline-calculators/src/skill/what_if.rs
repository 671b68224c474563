//! What if one component were different: the least change of each that would lift a score to a target.
//!
//! It is found with the arithmetic that scores, by halving between two measures that are a double apart in the end:
//! applied, the change reaches the target, and no smaller one in that component does. What doubles lose on the way to half
//! a point makes no way longer, and puts nothing out of reach: where a curve ends or turns a billionth short of it, that
//! is where the target is reached, as it is published.
//!
//! Rules: SKL-11.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::compiled::{Compiled, Component, NotANumber};
use super::figures::{Figures, Tried};
use super::level::published;
use super::trend::PublishedScore;
use touchline_kernel::math::sum;
use touchline_kernel::text::Key;

/// What is to be lifted, and how far.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "SkillGoal")]
pub struct Goal {
    /// The area; null for the overall score.
    #[serde(default)]
    pub area: Option<Key>,
    /// The published score that is to be reached.
    pub score: PublishedScore,
}

/// The least changes of single components that would lift a score.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SkillWhatIf")]
pub struct WhatIf {
    /// The changes, the easiest first: by how many spreads of the team they take, then in the framework's order. Those
    /// of components whose spread is not known come last. None where the target is reached already.
    pub changes: Vec<Change>,
    /// The share of the weight, of the area or overall, that is there.
    pub coverage: f64,
    /// The components that are present, and cannot lift the score to the target alone. None where it is reached already.
    pub out_of_reach: Vec<Key>,
    /// Whether the target is reached already.
    pub reached: bool,
    /// The score as it is, not rounded; null where there is none.
    pub score: Option<f64>,
}

/// The least change of one component that would do.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SkillChange")]
pub struct Change {
    /// The component's area.
    pub area: Key,
    /// By how much the raw measure changes; below 0 where less of it is better.
    pub change: f64,
    /// The component.
    pub component: Key,
    /// The raw measure that would do.
    pub needed: f64,
    /// The raw measure as it is.
    pub raw: f64,
    /// The size of the change in spreads of the team; null where the spread is not known or 0.
    pub relative: Option<f64>,
    /// The score that comes of it, not rounded.
    pub score: f64,
    /// The component's spread: the one that was given, else the standard deviation of its raw measures in the team; null
    /// of fewer than two.
    pub spread: Option<f64>,
}

/// A row, and the score of it that is to reach a target.
struct Aim<'a> {
    tried: Tried<'a>,
    /// The place of the area; nothing for the overall score.
    area: Option<usize>,
    score: u8,
}

impl WhatIf {
    /// How much each measure of a row differs from person to person, by a team's rows.
    #[must_use]
    pub fn spreads(team: &[Vec<Option<f64>>], components: usize) -> Vec<Option<f64>> {
        let of = |place: usize| deviation(team.iter().filter_map(move |row| row.get(place).copied().flatten()));
        (0..components).map(of).collect()
    }

    /// What would lift the score of a row, by how much each measure differs from person to person.
    ///
    /// # Errors
    /// The first component with a raw measure that is not finite.
    pub fn of(
        compiled: &Compiled,
        row: &[Option<f64>],
        goal: &Goal,
        spreads: &[Option<f64>],
    ) -> Result<Self, NotANumber> {
        let place = |key: &Key| compiled.areas().iter().position(|area| area.key == *key);
        let area = goal.area.as_ref().map(|key| place(key).unwrap_or(usize::MAX));
        let figures = compiled.score(row)?;
        let aim = Aim { tried: Tried::of(compiled, &figures), area, score: goal.score.0 };
        let score = aim.read(&figures);
        let mut answer = WhatIf {
            changes: Vec::new(),
            coverage: figures.coverage_of(area),
            out_of_reach: Vec::new(),
            reached: aim.is_reached(score),
            score,
        };
        if answer.reached {
            return Ok(answer);
        }
        for (place, component) in compiled.components().iter().enumerate() {
            let Some(raw) = row.get(place).copied().flatten().filter(|_| aim.concerns(component)) else { continue };
            match aim.least_change(place, component, raw)? {
                Some((needed, score)) => {
                    let spread = spreads.get(place).copied().flatten();
                    answer.changes.extend(compiled.areas().get(component.area).map(|area| {
                        let change = needed - raw;
                        let relative = spread.filter(|spread| *spread > 0.0).map(|spread| change.abs() / spread);
                        let (area, component) = (area.key.clone(), component.key.clone());
                        Change { area, change, component, needed, raw, relative, score, spread }
                    }));
                }
                None => answer.out_of_reach.push(component.key.clone()),
            }
        }
        let effort = |change: &Change| change.relative.unwrap_or(f64::INFINITY);
        answer.changes.sort_by(|one, other| effort(one).total_cmp(&effort(other)));
        Ok(answer)
    }
}

/// The standard deviation of a sample; nothing of fewer than two.
fn deviation(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let count = f64::from(u32::try_from(values.clone().count()).ok()?);
    let freedom = count - 1.0;
    if freedom < 1.0 {
        return None;
    }
    let first = values.clone().next()?;
    if values.clone().all(|value| value.total_cmp(&first).is_eq()) {
        // Their mean may miss them by a bit.
        return Some(0.0);
    }
    let mean = sum(values.clone()) / count;
    let away = values.map(|value| value - mean);
    let squares = sum(away.map(|away| away * away));
    Some((squares / freedom).sqrt())
}

impl Aim<'_> {
    fn concerns(&self, component: &Component) -> bool {
        self.area.is_none_or(|area| component.area == area)
    }

    fn read(&self, figures: &Figures) -> Option<f64> {
        match self.area {
            None => figures.overall,
            Some(place) => figures.areas.get(place).and_then(|area| area.score),
        }
    }

    fn is_reached(&self, score: Option<f64>) -> bool {
        score.is_some_and(|score| published(score) >= self.score)
    }

    /// The score with another measure of one component, where it is published as the target or more.
    fn reached_with(&self, place: usize, raw: f64) -> Result<Option<f64>, NotANumber> {
        Ok(self.tried.score_with(place, raw, self.area)?.filter(|score| self.is_reached(Some(*score))))
    }

    /// Whether a score reaches the target to the last bit, and not only as it is published.
    fn is_half_passed(&self, score: f64) -> bool {
        score >= f64::from(self.score) - 0.5
    }

    /// The measure nearest to the present one that does, and the score that comes of it. Of two that are as near the
    /// greater one.
    fn least_change(&self, place: usize, component: &Component, raw: f64) -> Result<Option<(f64, f64)>, NotANumber> {
        let knots = &component.curve.x;
        let up = self.along(place, raw, knots.iter().copied().filter(|knot| *knot > raw))?;
        let down = self.along(place, raw, knots.iter().rev().copied().filter(|knot| *knot < raw))?;
        Ok(match (up, down) {
            (Some(up), Some(down)) => Some(if up.0 - raw <= raw - down.0 { up } else { down }),
            (one, other) => one.or(other),
        })
    }

    /// Walks away from a measure that does not do. Between two points of its curve a component only rises or only
    /// falls, and so does the score: where neither end does, nothing between them does, and the one nearest lies just
    /// before the first point that does.
    fn along(
        &self,
        place: usize,
        raw: f64,
        knots: impl Iterator<Item = f64>,
    ) -> Result<Option<(f64, f64)>, NotANumber> {
        for knot in knots {
            match self.reached_with(place, knot)? {
                Some(score) if self.is_half_passed(score) => return self.nearest(place, raw, (knot, score)).map(Some),
                Some(score) => return Ok(Some((knot, score))),
                None => {}
            }
        }
        Ok(None)
    }

    /// Halves between a measure that does not do and one that does, until no double lies between them.
    fn nearest(&self, place: usize, mut short: f64, mut found: (f64, f64)) -> Result<(f64, f64), NotANumber> {
        loop {
            let middle = short + (found.0 - short) / 2.0;
            if middle.total_cmp(&short).is_eq() || middle.total_cmp(&found.0).is_eq() {
                return Ok(found);
            }
            // Not what is published as the target by a billionth: the way is as long as the rule says.
            match self.reached_with(place, middle)?.filter(|score| self.is_half_passed(*score)) {
                Some(score) => found = (middle, score),
                None => short = middle,
            }
        }
    }
}

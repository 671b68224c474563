//! One row's skill scores without JSON, with what every component gave.

use std::collections::BTreeMap;
use std::iter;
use std::mem::MaybeUninit;

use touchline::skill::{ComponentFigures, PointShare};
use touchline::waist::{Answer, ScoredArea, ScoredRow, Scorer};

use crate::handle::Handle;
use crate::refusal;

/// The score of an area, or over all.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct SkillScore {
    /// The score, not rounded; 0 where `level` is 0.
    pub score: f64,
    /// The share of the weight that is scored.
    pub coverage: f64,
    /// How many points an area gives to the overall score; 0 of the overall score itself.
    pub points_in_overall: f64,
    /// The weight with which it counts there; 0 where it does not.
    pub weight_in_overall: f64,
    /// The whole number that is shown; 0 where `level` is 0.
    pub published: u32,
    /// A TOUCHLINE_SKILL_LEVEL_ constant; 0 where there is no score.
    pub level: u32,
    /// The place of the component with the least value; UINT32_MAX where none is there.
    pub weakest: u32,
    /// Always 0.
    pub reserved: u32,
}

/// What one component gave.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct SkillComponent {
    /// Its raw measure; 0, as all that follows, where it is missing.
    pub raw: f64,
    /// That, after its curve.
    pub value: f64,
    /// How many points of its area's score it gives.
    pub points_in_area: f64,
    /// The weight with which it counts there; 0 where the area has no score.
    pub weight_in_area: f64,
    /// How many points of the overall score it gives.
    pub points_in_overall: f64,
    /// The weight with which it counts there; 0 where it does not.
    pub weight_in_overall: f64,
    /// 1 where its raw measure is there, and 0 where it is missing.
    pub present: u32,
    /// Always 0.
    pub reserved: u32,
}

/// A scorer, and the keys by whose places it scores.
pub(crate) fn open(input: &[u8]) -> Result<(Scorer, Answer), Answer> {
    let scorer = Scorer::open(input)?;
    let compiled = scorer.compiled();
    let areas: Vec<&str> = compiled.areas().iter().map(|area| area.key.as_str()).collect();
    let components: Vec<&str> = compiled.components().iter().map(|component| component.key.as_str()).collect();
    let keys = Answer::printed(Ok(BTreeMap::from([("areas", areas), ("components", components)])));
    Ok((scorer, keys))
}

/// Scores one row into whatever room there is.
pub(crate) fn score(
    scorer: &Handle<Scorer>,
    values: &[f64],
    present: &[u8],
    areas: &mut [MaybeUninit<SkillScore>],
    components: &mut [MaybeUninit<SkillComponent>],
) -> Result<SkillScore, Answer> {
    let scored = scorer.read("scorer", |scorer| {
        let compiled = scorer.compiled();
        // Before anything is read: a count that is wrong may reach beyond what is there.
        fits("count", values.len(), compiled.components().len())?;
        if !areas.is_empty() {
            fits("area_count", areas.len(), compiled.areas().len())?;
        }
        let present = present.iter().map(|flag| *flag != 0).chain(iter::repeat(true));
        let row: Vec<Option<f64>> = values.iter().zip(present).map(|(value, is)| is.then_some(*value)).collect();
        scorer.score(&row)
    })??;
    for (room, area) in areas.iter_mut().zip(&scored.areas) {
        room.write(SkillScore::from(area));
    }
    for (room, component) in components.iter_mut().zip(&scored.components) {
        room.write(component.map(SkillComponent::from).unwrap_or_default());
    }
    Ok(SkillScore::from(&scored))
}

fn fits(name: &str, found: usize, wanted: usize) -> Result<(), Answer> {
    if found == wanted { Ok(()) } else { Err(refusal::argument(name, &format!("{found} where {wanted} are there"))) }
}

fn share(share: Option<PointShare>) -> (f64, f64) {
    share.map_or((0.0, 0.0), |share| (share.points, share.weight))
}

impl SkillScore {
    fn new(score: Option<f64>, coverage: f64, published: Option<u8>, level: u32, weakest: Option<usize>) -> Self {
        SkillScore {
            score: score.unwrap_or_default(),
            coverage,
            published: published.map_or(0, u32::from),
            level,
            weakest: weakest.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX),
            ..SkillScore::default()
        }
    }
}

impl From<&ScoredRow> for SkillScore {
    fn from(row: &ScoredRow) -> Self {
        SkillScore::new(row.score, row.coverage, row.published, row.level, row.weakest)
    }
}

impl From<&ScoredArea> for SkillScore {
    fn from(ScoredArea { figures, level, published }: &ScoredArea) -> Self {
        let (points_in_overall, weight_in_overall) = share(figures.in_overall);
        let score = SkillScore::new(figures.score, figures.coverage, *published, *level, figures.weakest);
        SkillScore { points_in_overall, weight_in_overall, ..score }
    }
}

impl From<ComponentFigures> for SkillComponent {
    fn from(figures: ComponentFigures) -> Self {
        let (points_in_area, weight_in_area) = share(figures.in_area);
        let (points_in_overall, weight_in_overall) = share(figures.in_overall);
        SkillComponent {
            raw: figures.raw,
            value: figures.value,
            points_in_area,
            weight_in_area,
            points_in_overall,
            weight_in_overall,
            present: 1,
            reserved: 0,
        }
    }
}

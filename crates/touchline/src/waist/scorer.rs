//! One row's skill scores without JSON, with what every component gave: for hosts that score one row after another.

use super::{Answer, SHAPES, read};
use crate::numbers::number;
use touchline_calculators::skill::{
    AreaFigures, Compiled, ComponentFigures, Level, NotANumber, SkillScorerInput, published,
};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason, member};
use touchline_kernel::text::Limits;

/// A framework or a view of one, ready to score.
#[derive(Clone, Debug)]
pub struct Scorer(Compiled);

/// The scores of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredRow {
    /// By area, in the framework's order.
    pub areas: Vec<ScoredArea>,
    /// By component, in the framework's order; nothing where its raw measure is missing.
    pub components: Vec<Option<ComponentFigures>>,
    /// The share of the areas' weight that has a score.
    pub coverage: f64,
    /// The number of the level, 0 without a score.
    pub level: u32,
    /// The published score.
    pub published: Option<u8>,
    /// The score, not rounded.
    pub score: Option<f64>,
    /// The place of the component with the least value.
    pub weakest: Option<usize>,
}

/// The score of one area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredArea {
    /// Its figures.
    pub figures: AreaFigures,
    /// The number of its level, 0 without a score.
    pub level: u32,
    /// The published score.
    pub published: Option<u8>,
}

impl Scorer {
    /// Reads which framework; empty input means `sales`.
    ///
    /// # Errors
    /// The answer that says what is wrong with it.
    pub fn open(input: &[u8]) -> Result<Self, Answer> {
        Scorer::read(input).map_err(|failure| Answer::of(Err(failure)))
    }

    fn read(input: &[u8]) -> Result<Self, Failure> {
        let input: SkillScorerInput = match input {
            [] => SkillScorerInput::default(),
            input => read(input, &SHAPES.scorer, &Limits::default())?,
        };
        let chosen = input.framework.chosen(input.view.as_ref()).map_err(Failure::BadInput)?;
        Ok(Scorer(chosen.compiled.into_owned()))
    }

    /// The arithmetic: its areas and components, by whose places the figures are given.
    #[must_use]
    pub fn compiled(&self) -> &Compiled {
        &self.0
    }

    /// Scores a row of raw measures in the framework's order; one that is missing is nothing.
    ///
    /// # Errors
    /// The answer that names the first measure that is not finite.
    pub fn score(&self, row: &[Option<f64>]) -> Result<ScoredRow, Answer> {
        let figures = self.0.score(row).map_err(|error| Answer::of(Err(Failure::BadInput(unread(&error, row)))))?;
        let areas = figures.areas.into_iter().map(|figures| ScoredArea {
            figures,
            level: level(figures.score),
            published: figures.score.map(published),
        });
        Ok(ScoredRow {
            areas: areas.collect(),
            components: figures.components,
            coverage: figures.coverage,
            level: level(figures.overall),
            published: figures.overall.map(published),
            score: figures.overall,
            weakest: figures.weakest,
        })
    }
}

/// The number of a published score's level in the family `skill_level`; 0 where no score is published as this.
#[must_use]
pub fn skill_level(published: u32) -> u32 {
    let published = u8::try_from(published).ok().filter(|published| *published <= GREATEST);
    published.map_or(0, |published| number(Level::of(published)))
}

/// The greatest score that can be published.
const GREATEST: u8 = 100;

fn level(score: Option<f64>) -> u32 {
    score.map_or(0, |score| skill_level(published(score).into()))
}

fn unread(error: &NotANumber, row: &[Option<f64>]) -> BadInput {
    let found = row.iter().flatten().find(|raw| !raw.is_finite()).copied().unwrap_or(f64::NAN);
    let mut faults = Faults::default();
    let reason = Reason::new(Code::WrongType).with(DetailKey::Expected, "a finite number");
    faults.add(member("", error.component.as_str()), reason.with(DetailKey::Actual, found.to_string()));
    faults.into()
}

//! Severity of raters over a table: a row for each rater, or for each person with what their ratings would be, as
//! `agreement.severity` finds it of the same ratings.
//!
//! Rules: BAT-06, INS-10.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch};
use arrow_schema::ArrowError;
use touchline_calculators::agreement::{
    Judgement, MOST_RATERS, PersonAdjusted, RaterSeverity, Severity as Found, Unsolved,
};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::{Key, Limits};

use super::held::{Asked, Group, Held, Names};
use super::options::{SeverityOf, SeverityOptions};
use super::too_many;
use crate::fault::broken;
use crate::kept::{Kept, TellsOfAll};
use crate::table::of_columns;

type Columns = Vec<(String, ArrayRef)>;

/// Reads a table of ratings, and tells how severe raters are.
#[derive(Debug)]
pub struct Severity {
    tells: SeverityOf,
    held: Held,
}

/// The rows of the table: of which group, of whom, and what is told.
#[derive(Debug, Default)]
struct Told {
    people: Vec<(u32, u32, PersonAdjusted)>,
    raters: Vec<(u32, u32, RaterSeverity)>,
}

impl Severity {
    /// Reads what is asked, from a document as [`SeverityOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let options: SeverityOptions = crate::options::read(options, &Limits::default())?;
        let asked = Asked {
            by: options.by,
            rater: options.rater,
            subject: options.person,
            rating: options.rating,
            extra: options.extra,
            not_finite: options.not_finite,
            least: -super::MOST,
            names: Names::None,
        };
        Ok(Severity { tells: options.tells, held: Held::of(asked) })
    }

    fn table(&self, told: &Told) -> Result<RecordBatch, ArrowError> {
        match self.tells {
            SeverityOf::People => self.people(&told.people),
            SeverityOf::Raters => self.raters(&told.raters),
        }
    }

    fn raters(&self, rows: &[(u32, u32, RaterSeverity)]) -> Result<RecordBatch, ArrowError> {
        let (groups, raters): (Vec<u32>, Vec<u32>) = rows.iter().map(|(group, rater, _)| (*group, *rater)).unzip();
        let number = |of: fn(&RaterSeverity) -> Option<f64>| -> ArrayRef {
            Arc::new(rows.iter().map(|(.., told)| of(told)).collect::<Float64Array>())
        };
        let count = |of: fn(&RaterSeverity) -> u32| counted(rows.iter().map(|(.., told)| of(told)));
        let alone: BooleanArray = rows.iter().map(|(.., told)| Some(told.alone)).collect();
        let mut columns = self.held.by(&groups)?;
        columns.extend(named([
            ("rater", self.held.raters(&raters)?),
            ("leniency", number(|told| Some(told.leniency))),
            ("low", number(|told| Some(told.interval?.low))),
            ("high", number(|told| Some(told.interval?.high))),
            ("standard_error", number(|told| told.standard_error)),
            ("alone", Arc::new(alone) as ArrayRef),
            ("people", count(|told| told.people)),
            ("ratings", count(|told| told.ratings)),
            ("part", count(|told| told.part)),
        ]));
        of_columns(columns, rows.len())
    }

    fn people(&self, rows: &[(u32, u32, PersonAdjusted)]) -> Result<RecordBatch, ArrowError> {
        let (groups, people): (Vec<u32>, Vec<u32>) = rows.iter().map(|(group, person, _)| (*group, *person)).unzip();
        let number = |of: fn(&PersonAdjusted) -> f64| -> ArrayRef {
            Arc::new(Float64Array::from_iter_values(rows.iter().map(|(.., told)| of(told))))
        };
        let count = |of: fn(&PersonAdjusted) -> u32| counted(rows.iter().map(|(.., told)| of(told)));
        let mut columns = self.held.by(&groups)?;
        columns.extend(named([
            ("person", self.held.subjects(&people)?),
            ("adjusted", number(|told| told.adjusted)),
            ("mean", number(|told| told.mean)),
            ("comparable_with", count(|told| told.comparable_with)),
            ("raters", count(|told| told.raters)),
            ("ratings", count(|told| told.ratings)),
            ("part", count(|told| told.part)),
        ]));
        of_columns(columns, rows.len())
    }
}

fn counted(counts: impl Iterator<Item = u32>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(counts.map(i64::from)))
}

fn named<const N: usize>(columns: [(&str, ArrayRef); N]) -> Columns {
    columns.into_iter().map(|(name, column)| (name.to_owned(), column)).collect()
}

impl Told {
    /// Adds what is found of a group.
    fn add(&mut self, group: &Group<'_>) -> Result<(), Unsolved> {
        let judgements =
            group.placed().map(|placed| Judgement { person: placed.subject, rater: placed.rater, value: placed.value });
        // Told apart by their places, since two names that are written alike are two here.
        let (people, raters) = (places(group.subjects.len()), places(group.raters.len()));
        let found =
            Found::of(judgements.collect(), &people.iter().collect::<Vec<_>>(), &raters.iter().collect::<Vec<_>>())?;
        let of = group.group;
        self.people.extend(group.subjects.iter().zip(found.people).map(|(person, told)| (of, *person, told)));
        self.raters.extend(group.raters.iter().zip(found.raters).map(|(rater, told)| (of, *rater, told)));
        Ok(())
    }
}

/// Names in the order of places.
fn places(count: usize) -> Vec<Key> {
    (0..count).map(|place| Key::new(&format!("{place:010}"))).collect()
}

impl TellsOfAll for Severity {
    fn kept(&self) -> &dyn Kept {
        &self.held
    }

    fn kept_mut(&mut self) -> &mut dyn Kept {
        &mut self.held
    }

    fn of_none(&self) -> Result<RecordBatch, ArrowError> {
        self.table(&Told::default())
    }

    fn of_all(mut self) -> Result<RecordBatch, BadInput> {
        super::given(&self.held)?;
        let (mut told, rater) = (Told::default(), self.held.asked.rater.clone());
        self.held.each(false, |group| {
            told.add(group).map_err(|unsolved| match unsolved {
                Unsolved::TooMany(raters) => too_many(&rater, raters, MOST_RATERS),
                Unsolved::Singular => broken(&ArrowError::ComputeError("connected raters have no solution".to_owned())),
            })
        })?;
        self.table(&told).map_err(|error| broken(&error))
    }
}

//! Agreement between raters over a table: a row for each coefficient of each group, with the figures that the operations of
//! agreement give for the same ratings.
//!
//! Rules: BAT-03, BAT-06, INS-09.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch};
use arrow_schema::ArrowError;
use strum::{IntoStaticStr, VariantArray};
use touchline_calculators::agreement::{
    Cell, CohenKappa, FleissKappa, Intraclass, IntraclassCorrelation, IntraclassFigures, Kappa, Krippendorff, Level,
    MOST_CATEGORIES, MOST_PAIRED, MOST_RATIOS, NoAgreement, PercentAgreement, Ratings,
};
use touchline_calculators::metric::Interval;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Limits;

use super::held::{Asked, Group, Held, Names};
use super::options::{AgreementOptions, Coefficient};
use super::too_many;
use crate::fault::broken;
use crate::groups::words;
use crate::kept::{Kept, TellsOfAll};
use crate::table::of_columns;

/// Reads a table of ratings, and tells how far raters agree.
#[derive(Debug)]
pub struct Agreement {
    coefficients: Vec<Coefficient>,
    level: Level,
    held: Held,
}

/// A coefficient, by its name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
enum Figure {
    Cohen,
    CohenLinear,
    CohenQuadratic,
    Fleiss,
    #[strum(serialize = "icc_1_1")]
    Icc11,
    #[strum(serialize = "icc_1_k")]
    Icc1k,
    #[strum(serialize = "icc_2_1")]
    Icc21,
    #[strum(serialize = "icc_2_k")]
    Icc2k,
    #[strum(serialize = "icc_3_1")]
    Icc31,
    #[strum(serialize = "icc_3_k")]
    Icc3k,
    Krippendorff,
    PercentOfPairs,
    PercentOfSubjects,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
struct Row {
    group: u32,
    figure: Figure,
    /// The raters of a pair.
    pair: Option<(u32, u32)>,
    value: Option<f64>,
    interval: Option<Interval>,
    standard_error: Option<f64>,
    raters: usize,
    subjects: u64,
    low_evidence: bool,
    undefined: Option<NoAgreement>,
}

/// What a row says of a coefficient besides its value.
#[derive(Clone, Copy)]
struct Rests {
    subjects: u64,
    low_evidence: bool,
    undefined: Option<NoAgreement>,
}

impl Agreement {
    /// Reads what is asked, from a document as [`AgreementOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let options: AgreementOptions = crate::options::read(options, &Limits::default())?;
        options.check().map_err(Failure::BadInput)?;
        let asked = Asked {
            by: options.by.clone(),
            rater: options.rater.clone(),
            subject: options.subject.clone(),
            rating: options.rating.clone(),
            extra: options.extra,
            not_finite: options.not_finite,
            least: if options.level == Level::Ratio { 0.0 } else { -super::MOST },
            names: options.names(),
        };
        let coefficients = options.told();
        Ok(Agreement { coefficients, level: options.level, held: Held::of(asked) })
    }

    fn table(&self, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
        let groups: Vec<u32> = rows.iter().map(|row| row.group).collect();
        let mut columns = self.held.by(&groups)?;
        let figures: Vec<_> = rows.iter().map(|row| Some(row.figure)).collect();
        columns.push(("coefficient".to_owned(), words(&figures)?));
        if self.coefficients.contains(&Coefficient::Cohen) {
            let raters = |of: fn((u32, u32)) -> u32| -> Vec<u32> {
                rows.iter().map(|row| row.pair.map_or(crate::keys::NULL, of)).collect()
            };
            columns.push(("first".to_owned(), self.held.raters(&raters(|pair| pair.0))?));
            columns.push(("second".to_owned(), self.held.raters(&raters(|pair| pair.1))?));
        }
        let numbers =
            |of: fn(&Row) -> Option<f64>| -> ArrayRef { Arc::new(rows.iter().map(of).collect::<Float64Array>()) };
        let counts =
            |of: fn(&Row) -> Option<i64>| -> ArrayRef { Arc::new(rows.iter().map(of).collect::<Int64Array>()) };
        let undefined: Vec<_> = rows.iter().map(|row| row.undefined).collect();
        let low: BooleanArray = rows.iter().map(|row| Some(row.low_evidence)).collect();
        columns.extend([
            ("value".to_owned(), numbers(|row| row.value)),
            ("low".to_owned(), numbers(|row| Some(row.interval?.low))),
            ("high".to_owned(), numbers(|row| Some(row.interval?.high))),
            ("standard_error".to_owned(), numbers(|row| row.standard_error)),
            ("raters".to_owned(), counts(|row| i64::try_from(row.raters).ok())),
            ("subjects".to_owned(), counts(|row| i64::try_from(row.subjects).ok())),
            ("low_evidence".to_owned(), Arc::new(low) as ArrayRef),
            ("undefined".to_owned(), words(&undefined)?),
        ]);
        of_columns(columns, rows.len())
    }
}

impl AgreementOptions {
    /// Refuses what cannot be asked of ratings at this level.
    fn check(&self) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if let Some(categories) = &self.categories {
            // How far names lie apart nobody has said.
            faults.known("/level", self.level.into(), [Level::Nominal, Level::Ordinal].into_iter().map(Into::into));
            for (nth, category) in categories.iter().enumerate().filter(|(nth, one)| categories[..*nth].contains(one)) {
                faults.add(format!("/categories/{nth}"), Reason::twice(category.as_str()));
            }
        }
        faults.told()
    }

    fn names(&self) -> Names {
        match (&self.categories, self.level) {
            (Some(listed), _) => Names::Listed(listed.iter().map(|name| name.as_str().to_owned()).collect()),
            // Names without an order have no correlation.
            (None, Level::Nominal) if !self.told().contains(&Coefficient::Intraclass) => Names::Any,
            (None, _) => Names::None,
        }
    }
}

impl TellsOfAll for Agreement {
    fn kept(&self) -> &dyn Kept {
        &self.held
    }

    fn kept_mut(&mut self) -> &mut dyn Kept {
        &mut self.held
    }

    fn of_none(&self) -> Result<RecordBatch, ArrowError> {
        self.table(&[])
    }

    fn of_all(mut self) -> Result<RecordBatch, BadInput> {
        super::given(&self.held)?;
        let (mut rows, rater) = (Vec::new(), self.held.asked.rater.clone());
        let (level, coefficients) = (self.level, self.coefficients.clone());
        let rating = self.held.asked.rating.clone();
        self.held.each(true, |group| {
            let rated =
                group.placed().map(|placed| (placed.subject, Cell { rater: placed.rater, value: placed.value }));
            let ratings = Ratings::of_rows(rated.collect(), group.raters.len());
            for coefficient in &coefficients {
                figures(*coefficient, level, (group, &ratings), &mut rows).map_err(|(of, actual, most)| {
                    too_many(if of == Many::Raters { &rater } else { &rating }, actual, most)
                })?;
            }
            Ok(())
        })?;
        self.table(&rows).map_err(|error| broken(&error))
    }
}

/// Of what there are more than can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Many {
    Raters,
    Ratings,
}

/// Adds the rows of a coefficient, in all of its forms.
fn figures(
    coefficient: Coefficient,
    level: Level,
    (group, ratings): (&Group<'_>, &Ratings),
    rows: &mut Vec<Row>,
) -> Result<(), (Many, usize, usize)> {
    let raters = group.raters.len();
    let row = |figure: Figure, value: Option<f64>, interval: Option<Interval>, rests: Rests| Row {
        group: group.group,
        figure,
        pair: None,
        value,
        interval,
        standard_error: None,
        raters,
        subjects: rests.subjects,
        low_evidence: rests.low_evidence,
        undefined: rests.undefined,
    };
    match coefficient {
        Coefficient::Percent => {
            let found = PercentAgreement::of(ratings);
            let rests =
                Rests { subjects: found.subjects, low_evidence: found.low_evidence, undefined: found.undefined };
            rows.push(row(Figure::PercentOfPairs, found.of_pairs, None, rests));
            rows.push(row(Figure::PercentOfSubjects, found.of_subjects, found.interval, rests));
        }
        Coefficient::Fleiss => {
            let found = FleissKappa::of(ratings);
            let rests =
                Rests { subjects: found.subjects, low_evidence: found.low_evidence, undefined: found.undefined };
            rows.push(row(Figure::Fleiss, found.kappa, None, rests));
        }
        Coefficient::Krippendorff => {
            let found = Krippendorff::told(ratings, level).map_err(|actual| (Many::Ratings, actual, MOST_RATIOS))?;
            let rests =
                Rests { subjects: found.subjects, low_evidence: found.low_evidence, undefined: found.undefined };
            rows.push(row(Figure::Krippendorff, found.alpha, None, rests));
        }
        Coefficient::Intraclass => {
            let found = Intraclass::of(ratings);
            let rests =
                Rests { subjects: found.subjects, low_evidence: found.low_evidence, undefined: found.undefined };
            let form = |of: fn(IntraclassFigures) -> IntraclassCorrelation| {
                let form = found.figures.map(of);
                (form.and_then(|form| form.correlation), form.and_then(|form| form.interval))
            };
            let forms = [
                (Figure::Icc11, form(|all| all.icc_1_1)),
                (Figure::Icc1k, form(|all| all.icc_1_k)),
                (Figure::Icc21, form(|all| all.icc_2_1)),
                (Figure::Icc2k, form(|all| all.icc_2_k)),
                (Figure::Icc31, form(|all| all.icc_3_1)),
                (Figure::Icc3k, form(|all| all.icc_3_k)),
            ];
            rows.extend(forms.map(|(figure, (value, interval))| row(figure, value, interval, rests)));
        }
        Coefficient::Cohen => {
            if raters > MOST_PAIRED {
                return Err((Many::Raters, raters, MOST_PAIRED));
            }
            let pairs = CohenKappa::of_each_two(ratings, level);
            for (pair, found) in pairs.map_err(|actual| (Many::Ratings, actual, MOST_CATEGORIES))? {
                let rests =
                    Rests { subjects: found.subjects, low_evidence: found.low_evidence, undefined: found.undefined };
                let number = |place: u32| group.raters.get(place as usize).copied().unwrap_or_default();
                let pair = Some((number(pair.0), number(pair.1)));
                let forms: &[(Figure, Option<Kappa>)] = &[
                    (Figure::Cohen, found.plain),
                    (Figure::CohenLinear, found.linear),
                    (Figure::CohenQuadratic, found.quadratic),
                ];
                let told = if level == Level::Nominal { &forms[..1] } else { forms };
                rows.extend(told.iter().map(|(figure, kappa)| Row {
                    pair,
                    standard_error: kappa.map(|kappa| kappa.standard_error),
                    ..row(*figure, kappa.map(|kappa| kappa.kappa), kappa.map(|kappa| kappa.interval), rests)
                }));
            }
        }
    }
    Ok(())
}

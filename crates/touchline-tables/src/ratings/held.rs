//! Ratings as rows of a table: who rated what, and how. They are kept until all are there, since those of a subject may stand
//! anywhere, and are told apart by what they say and never by where they stand.
//!
//! Rules: BAT-02, BAT-06.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use touchline_kernel::rejection::{BadInput, Reason};

use crate::binding::{column_of, keys, refuse_extra};
use crate::column::{Column, holds_numbers};
use crate::fault::Faults;
use crate::kept::Kept;
use crate::key_column::key_column;
use crate::keys::{Keys, Kind};
use crate::options::{Extra, NotFinite};
use crate::progress::Progress;
use crate::told_apart::ToldApart;

/// The columns that are read, by name, and what is asked of them.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) by: Vec<String>,
    pub(super) rater: String,
    pub(super) subject: String,
    pub(super) rating: String,
    pub(super) extra: Extra,
    pub(super) not_finite: NotFinite,
    /// The least number that a rating may be.
    pub(super) least: f64,
    /// Whether ratings may be names: those that are listed, where some are.
    pub(super) names: Names,
}

/// What is known of ratings that are names.
#[derive(Clone, Debug)]
pub(super) enum Names {
    /// They are numbers.
    None,
    /// They have no order.
    Any,
    /// They have this one, and no other rating is one.
    Listed(Vec<String>),
}

/// The places of these columns, and what they hold.
#[derive(Debug)]
struct Bound {
    schema: SchemaRef,
    by: Vec<(usize, Kind)>,
    rater: (usize, Kind),
    subject: (usize, Kind),
    rating: usize,
    /// Whether ratings are names.
    named: bool,
}

/// What somebody made of a subject, by the numbers that the values got as they came.
#[derive(Clone, Copy, Debug)]
struct Rated {
    group: u32,
    subject: u32,
    rater: u32,
    value: f64,
    row: u64,
}

/// Ratings that were read.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) asked: Asked,
    bound: Option<Bound>,
    raters: Keys,
    subjects: Keys,
    names: Keys,
    groups: ToldApart,
    rated: Vec<Rated>,
    progress: Progress,
}

/// The ratings of a group: by the places of its subjects and raters among its own, in their order.
pub(super) struct Group<'a> {
    /// Its number.
    pub(super) group: u32,
    /// The numbers of its raters.
    pub(super) raters: Vec<u32>,
    /// The numbers of its subjects.
    pub(super) subjects: Vec<u32>,
    rated: &'a [Rated],
    ranks: &'a Ranks,
}

/// By number: the places of values among all of their column.
struct Ranks {
    raters: Vec<usize>,
    subjects: Vec<usize>,
}

/// A rating of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) subject: u32,
    pub(super) rater: u32,
    pub(super) value: f64,
}

impl Held {
    pub(super) fn of(asked: Asked) -> Self {
        Held {
            groups: ToldApart::by(asked.by.len()),
            asked,
            bound: None,
            raters: Keys::as_kept(),
            subjects: Keys::as_kept(),
            names: Keys::as_kept(),
            rated: Vec::new(),
            progress: Progress::default(),
        }
    }

    /// Whether any table was taken.
    pub(super) fn is_bound(&self) -> bool {
        self.bound.is_some()
    }

    fn read(&mut self, bound: &Bound, batch: &RecordBatch, faults: &mut Faults) {
        let groups = self.groups.of_rows(batch, bound.by.iter().map(|(place, _)| *place));
        let raters = self.raters.numbers(batch.column(bound.rater.0).as_ref());
        let subjects = self.subjects.numbers(batch.column(bound.subject.0).as_ref());
        let values = self.values(bound, batch.column(bound.rating), faults);
        for (row, value) in values.into_iter().enumerate() {
            let Some(value) = value else { continue };
            let (group, number) = (groups[row], self.progress.rows + row as u64);
            let (rater, subject) = (raters[row], subjects[row]);
            let keys = [(&self.asked.rater, &self.raters, rater), (&self.asked.subject, &self.subjects, subject)];
            for (name, keys, key) in keys {
                faults.no_key(name, number, (keys, key));
            }
            self.rated.push(Rated { group, subject, rater, value, row: number });
        }
    }

    /// By row, what was said; a name by its number.
    fn values(&mut self, bound: &Bound, array: &ArrayRef, faults: &mut Faults) -> Vec<Option<f64>> {
        if bound.named {
            let numbers = self.names.numbers(array.as_ref());
            return numbers
                .into_iter()
                .zip(self.progress.rows..)
                .map(|(number, row)| self.name(number, row, faults))
                .collect();
        }
        if let Some(flags) = array.as_boolean_opt() {
            return flags.iter().map(|flag| flag.map(|is| if is { 1.0 } else { 0.0 })).collect();
        }
        let mut values = vec![None; array.len()];
        let column = Column::of(array.as_ref());
        column.each(array.len(), |row, number| values[row] = Some(number));
        for (row, value) in values.iter_mut().enumerate() {
            let Some(number) = *value else { continue };
            let at = self.progress.rows + row as u64;
            if !number.is_finite() {
                *value = None;
                if self.asked.not_finite == NotFinite::Refuse {
                    faults.not_finite(&self.asked.rating, at, column.unfit(row));
                }
            } else if !(self.asked.least..=super::MOST).contains(&number) {
                faults.out_of_range(&self.asked.rating, at, number, self.asked.least, super::MOST);
            } else {
                // Adding 0 makes 0 of -0, which is the same rating.
                *value = Some(number + 0.0);
            }
        }
        values
    }

    /// What a name counts as: its place among those that are listed, or else its number.
    fn name(&self, number: u32, row: u64, faults: &mut Faults) -> Option<f64> {
        if let Some(reason) = self.names.unfit(number) {
            faults.cell(&self.asked.rating, row, reason.clone());
            return None;
        }
        let written = self.names.value(number).written()?;
        let Names::Listed(listed) = &self.asked.names else { return Some(f64::from(number)) };
        let place = (0_u32..).zip(listed).find(|(_, name)| **name == *written).map(|(place, _)| f64::from(place));
        if place.is_none() {
            faults.unknown_value(&self.asked.rating, row, &written, listed.iter().map(String::as_str).collect());
        }
        place
    }

    /// Goes through the groups, in the order of what they are told apart by.
    ///
    /// # Errors
    /// What is wrong with all ratings together, or with those of a group.
    pub(super) fn each(
        &mut self,
        is_once: bool,
        mut each: impl FnMut(&Group<'_>) -> Result<(), BadInput>,
    ) -> Result<(), BadInput> {
        let ranks = Ranks { raters: self.raters.ranks(), subjects: self.subjects.ranks() };
        let groups = self.groups.places();
        let key = |rated: &Rated| {
            let place = |ranks: &[usize], number: u32| ranks.get(number as usize).copied().unwrap_or_default();
            (groups[rated.group as usize], place(&ranks.subjects, rated.subject), place(&ranks.raters, rated.rater))
        };
        // In order also of what they say, since a person may be rated by somebody several times.
        self.rated.sort_by(|one, other| key(one).cmp(&key(other)).then(one.value.total_cmp(&other.value)));
        if is_once {
            self.told_once()?;
        }
        let mut rest = self.rated.as_slice();
        for group in self.groups.order() {
            let (own, behind) = rest.split_at(rest.iter().take_while(|rated| rated.group == group).count());
            each(&Group::of(group, own, &ranks))?;
            rest = behind;
        }
        Ok(())
    }

    /// Refuses a second rating of a subject by the same rater.
    fn told_once(&self) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let is_same = |one: &Rated, other: &Rated| {
            (one.group, one.subject, one.rater) == (other.group, other.subject, other.rater)
        };
        let mut twice: Vec<&Rated> = Vec::new();
        for same in self.rated.chunk_by(is_same).filter(|same| same.len() > 1) {
            let first = same.iter().map(|rated| rated.row).min();
            twice.extend(same.iter().filter(|rated| Some(rated.row) != first));
        }
        twice.sort_unstable_by_key(|rated| rated.row);
        for rated in twice {
            let rater = self.raters.value(rated.rater).written().unwrap_or_default();
            faults.cell(&self.asked.rater, rated.row, Reason::twice(&rater));
        }
        faults.told()
    }

    /// The columns by which groups are told apart, of these groups.
    pub(super) fn by(&self, groups: &[u32]) -> Result<Vec<(String, ArrayRef)>, ArrowError> {
        let kinds = self.bound.iter().flat_map(|bound| bound.by.iter().map(|(_, kind)| *kind));
        self.groups.columns(self.asked.by.iter().map(String::as_str).zip(kinds), groups)
    }

    /// A column of raters.
    pub(super) fn raters(&self, numbers: &[u32]) -> Result<ArrayRef, ArrowError> {
        let kind = self.bound.as_ref().map_or(Kind::Text, |bound| bound.rater.1);
        key_column(&self.asked.rater, kind, numbers.iter().map(|number| self.raters.value(*number)))
    }

    /// A column of subjects.
    pub(super) fn subjects(&self, numbers: &[u32]) -> Result<ArrayRef, ArrowError> {
        let kind = self.bound.as_ref().map_or(Kind::Text, |bound| bound.subject.1);
        key_column(&self.asked.subject, kind, numbers.iter().map(|number| self.subjects.value(*number)))
    }
}

impl Kept for Held {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let bound = Bound::of(schema, &self.asked)?;
        if let Some(before) = &self.bound {
            bound.is_as(before, &self.asked)?;
        }
        self.bound = Some(bound);
        Ok(())
    }

    fn knows(&self, schema: &Schema) -> bool {
        self.bound.as_ref().is_some_and(|bound| bound.schema.fields() == schema.fields())
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        let Some(bound) = self.bound.take() else { return Ok(()) };
        let (rows, groups, mut faults) = (self.rated.len(), self.groups.len(), Faults::default());
        self.read(&bound, batch, &mut faults);
        self.bound = Some(bound);
        faults.told().inspect_err(|_| {
            self.rated.truncate(rows);
            self.groups.truncate(groups);
        })?;
        self.progress.took(batch.num_rows());
        Ok(())
    }

    fn progress(&self) -> Progress {
        self.progress
    }
}

impl Bound {
    fn of(schema: &Schema, asked: &Asked) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let by: Vec<_> = asked.by.iter().filter_map(|name| keys(schema, name, &mut faults)).collect();
        let rater = keys(schema, &asked.rater, &mut faults);
        let subject = keys(schema, &asked.subject, &mut faults);
        let rating = column_of(schema, &asked.rating, &mut faults);
        let mut named = false;
        if let Some(place) = rating {
            let kind = schema.field(place).data_type();
            named =
                !matches!(asked.names, Names::None) && Kind::of(kind) == Some(Kind::Text) && *kind != DataType::Null;
            if let Some(expected) = asked.names.unfit(kind) {
                faults.not_of(&asked.rating, expected, kind);
            }
        }
        refuse_extra(schema, (&asked.columns().collect::<Vec<_>>(), &[]), asked.extra, &mut faults);
        let (Some(rater), Some(subject), Some(rating)) = (rater, subject, rating) else { return Err(faults.into()) };
        faults.told()?;
        Ok(Bound { schema: Arc::new(schema.clone()), by, rater, subject, rating, named })
    }

    /// Refuses a table whose columns hold something else than those of the one before.
    fn is_as(&self, before: &Bound, asked: &Asked) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let kinds = |bound: &Bound| {
            let keys = bound.by.iter().chain([&bound.rater, &bound.subject]).map(|(_, kind)| format!("{kind:?}"));
            keys.chain([if bound.named { "names".to_owned() } else { "numbers".to_owned() }]).collect::<Vec<_>>()
        };
        for ((name, was), is) in asked.columns().zip(kinds(before)).zip(kinds(self)).filter(|((_, was), is)| was != is)
        {
            faults.changed(name, &was, &is);
        }
        faults.told()
    }
}

impl Asked {
    /// The names of all columns that are read.
    fn columns(&self) -> impl Iterator<Item = &str> {
        self.by.iter().chain([&self.rater, &self.subject, &self.rating]).map(String::as_str)
    }
}

impl Names {
    /// What a column of ratings has to hold, in words; nothing where it does.
    fn unfit(&self, kind: &DataType) -> Option<&'static str> {
        let is_text = Kind::of(kind) == Some(Kind::Text);
        let is_number = holds_numbers(kind) || *kind == DataType::Boolean;
        match self {
            Names::None => (!is_number).then_some("a column of numbers or booleans"),
            Names::Any => (!is_number && !is_text).then_some("a column of numbers, booleans or texts"),
            Names::Listed(_) => (!is_text).then_some("a column of texts"),
        }
    }
}

impl<'a> Group<'a> {
    fn of(group: u32, rated: &'a [Rated], ranks: &'a Ranks) -> Self {
        let sorted = |number: fn(&Rated) -> u32, ranks: &[usize]| {
            let mut numbers: Vec<u32> = rated.iter().map(number).collect();
            numbers.sort_unstable_by_key(|number| ranks.get(*number as usize));
            numbers.dedup();
            numbers
        };
        Group {
            group,
            raters: sorted(|rated| rated.rater, &ranks.raters),
            subjects: sorted(|rated| rated.subject, &ranks.subjects),
            rated,
            ranks,
        }
    }

    /// Its ratings, by the places of subjects and raters.
    pub(super) fn placed(&self) -> impl Iterator<Item = Placed> {
        let place = |numbers: &[u32], ranks: &[usize], number: u32| {
            let rank = |number: &u32| ranks.get(*number as usize).copied();
            let place = numbers.binary_search_by_key(&rank(&number), rank).unwrap_or_default();
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        self.rated.iter().map(move |rated| Placed {
            subject: place(&self.subjects, &self.ranks.subjects, rated.subject),
            rater: place(&self.raters, &self.ranks.raters, rated.rater),
            value: rated.value,
        })
    }
}

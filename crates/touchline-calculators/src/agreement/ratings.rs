//! Ratings as they are given, and as they are counted: subject by subject, rater by rater.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::level::Level;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Key;

/// The greatest number that a rating may be.
pub(super) const MOST: i64 = 1_000_000_000_000_000;

/// What somebody made of a subject.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "AgreementRating")]
pub struct Rating {
    /// The category, where ratings are names; else null.
    #[serde(default)]
    pub category: Option<Key>,
    /// Who rated.
    pub rater: Key,
    /// What was rated: a call, a question of a call.
    pub subject: Key,
    /// The number, where ratings are numbers: it counts to a trillionth. Null, as the category is, where the rater said nothing.
    #[serde(default)]
    #[schemars(range(min = -MOST, max = MOST))]
    pub value: Option<f64>,
}

/// Ratings, and the order of their categories where these have one.
#[derive(Clone, Copy, Debug)]
pub struct GivenRatings<'a> {
    /// The categories from the lowest to the highest; none where they have no order, or ratings are numbers.
    pub categories: Option<&'a [Key]>,
    /// The ratings, in any order.
    pub ratings: &'a [Rating],
}

/// A rating among those of one subject: who gave it, by their place, and what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The rater's place.
    pub rater: u32,
    /// The rating.
    pub value: f64,
}

/// Ratings subject by subject, and among those of a subject rater by rater: so that no sum knows in which order they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    cells: Vec<Cell>,
    /// Where the cells of each subject end.
    ends: Vec<usize>,
    raters: usize,
}

impl Ratings {
    /// Ratings as rows of subject, rater and value, by the places of both, of so many raters. No two are of the same subject
    /// by the same rater.
    #[must_use]
    pub fn of_rows(mut rows: Vec<(u32, Cell)>, raters: usize) -> Self {
        let key = |(subject, cell): &(u32, Cell)| (*subject, cell.rater);
        if !rows.is_sorted_by_key(key) {
            // Tables mostly come rater by rater, or subject by subject: in runs, which are merged.
            rows.sort_by_key(key);
        }
        let counts = rows.chunk_by(|(one, _), (other, _)| one == other).map(<[_]>::len);
        let ends = counts.scan(0_usize, |end, count| {
            *end = end.saturating_add(count);
            Some(*end)
        });
        Ratings { ends: ends.collect(), cells: rows.into_iter().map(|(_, cell)| cell).collect(), raters }
    }

    /// The ratings of each subject that has any, in the order of subjects.
    pub fn subjects(&self) -> impl Iterator<Item = &[Cell]> {
        let begins = [0].into_iter().chain(self.ends.iter().copied());
        begins.zip(&self.ends).filter_map(|(begin, end)| self.cells.get(begin..*end))
    }

    /// Those of each subject that two or more rated.
    pub fn pairable(&self) -> impl Iterator<Item = &[Cell]> {
        self.subjects().filter(|cells| cells.len() > 1)
    }

    /// How many raters there are.
    #[must_use]
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// All ratings.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }
}

/// Ratings that were read, with the names of those who gave them, in their order.
#[derive(Debug)]
pub(super) struct Named<'a> {
    pub(super) raters: Vec<&'a Key>,
    pub(super) ratings: Ratings,
}

impl<'a> GivenRatings<'a> {
    /// The ratings at this level, by raters and subjects in the order of their keys.
    ///
    /// # Errors
    /// Every rating that cannot be one at this level, and every second one of a subject by the same rater.
    pub(super) fn read(self, level: Level, path: &str) -> Result<Named<'a>, BadInput> {
        let mut faults = Faults::default();
        let order = self.order(level, path, &mut faults);
        let said = |rating: &&Rating| rating.category.is_some() || rating.value.is_some();
        let raters: BTreeSet<&Key> = self.ratings.iter().filter(said).map(|rating| &rating.rater).collect();
        let subjects: BTreeSet<&Key> = self.ratings.iter().filter(said).map(|rating| &rating.subject).collect();
        let (rater, subject) = (places(raters.iter().copied()), places(subjects));
        let mut rows = Vec::with_capacity(self.ratings.len());
        let mut seen: LookUp<(u32, u32), ()> = LookUp::default();
        for (nth, rating) in self.ratings.iter().enumerate().filter(|(_, rating)| said(rating)) {
            let at = || format!("{path}/ratings/{nth}");
            let value = order.value(rating, level, &at, &mut faults);
            let (Some(value), Some(rater), Some(subject)) =
                (value, rater.get(&rating.rater), subject.get(&rating.subject))
            else {
                continue;
            };
            if seen.insert((*subject, *rater), ()).is_some() {
                let twice = Reason::twice(rating.rater.as_str());
                faults.add(format!("{}/rater", at()), twice);
            }
            rows.push((*subject, Cell { rater: *rater, value }));
        }
        faults.told()?;
        let raters: Vec<&Key> = raters.into_iter().collect();
        Ok(Named { ratings: Ratings::of_rows(rows, raters.len()), raters })
    }

    /// What each category counts as: its place among those that are listed, or else, where order does not matter, among those
    /// that occur.
    fn order(self, level: Level, path: &str, faults: &mut Faults) -> Order<'a> {
        let named = || self.ratings.iter().filter_map(|rating| rating.category.as_ref());
        let Some(listed) = self.categories else {
            let occurring: BTreeSet<&Key> = named().collect();
            let has_names = !occurring.is_empty();
            let known = occurring.iter().map(|name| name.as_str()).collect();
            return Order { has_names, places: (level == Level::Nominal).then(|| places(occurring)), known };
        };
        let mut places: LookUp<&Key, u32> = LookUp::default();
        for ((nth, category), place) in listed.iter().enumerate().zip(0_u32..) {
            if places.insert(category, place).is_some() {
                let twice = Reason::twice(category.as_str());
                faults.add(format!("{path}/categories/{nth}"), twice);
            }
        }
        Order { has_names: true, places: Some(places), known: listed.iter().map(Key::as_str).collect() }
    }
}

fn places<'a>(names: impl IntoIterator<Item = &'a Key>) -> LookUp<&'a Key, u32> {
    names.into_iter().zip(0_u32..).collect()
}

/// What ratings count as.
struct Order<'a> {
    /// Whether they are names, and so no numbers.
    has_names: bool,
    /// The place of each name; none where names have no order and need one.
    places: Option<LookUp<&'a Key, u32>>,
    /// The names in their order.
    known: Vec<&'a str>,
}

impl Order<'_> {
    /// What a rating counts as; nothing where it says nothing, or has a fault.
    fn value(&self, rating: &Rating, level: Level, at: &dyn Fn() -> String, faults: &mut Faults) -> Option<f64> {
        match (&rating.category, rating.value) {
            (None, None) => None,
            (Some(category), None) => self.place(category, at, faults),
            (None, Some(value)) if !self.has_names => number(value, level, at, faults),
            // A name and a number are not held against one another.
            (Some(_) | None, Some(value)) => {
                let wrong = Reason::new(Code::WrongType).with(DetailKey::Expected, "a category");
                faults.add(format!("{}/value", at()), wrong.with(DetailKey::Actual, value.to_string()));
                None
            }
        }
    }

    fn place(&self, category: &Key, at: &dyn Fn() -> String, faults: &mut Faults) -> Option<f64> {
        let path = || format!("{}/category", at());
        let Some(places) = &self.places else {
            let alone = Reason::new(Code::CompanionMissing).with(DetailKey::Field, "category");
            faults.add(path(), alone.with(DetailKey::Expected, "categories"));
            return None;
        };
        let place = places.get(category).copied();
        if place.is_none() {
            faults.known(path(), category.as_str(), self.known.iter().copied());
        }
        place.map(f64::from)
    }
}

fn number(value: f64, level: Level, at: &dyn Fn() -> String, faults: &mut Faults) -> Option<f64> {
    if level == Level::Ratio && value < 0.0 {
        faults.add(format!("{}/value", at()), Reason::out_of_range(value, 0, MOST));
        return None;
    }
    Some(value)
}

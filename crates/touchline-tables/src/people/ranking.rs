//! A fair ranking over a table: a row for each person of each group, as `insight.ranking` finds it of the same observations.
//!
//! Rules: BAT-06, INS-08, INS-16.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::ArrowError;
use touchline_calculators::insight::{
    Drawn, InsightPolicy, RankedMeans, RankedPerson, RankedRate, RankedRates, RankedValue, Ranking, RankingOf,
};
use touchline_calculators::metric::Better;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::{Key, Limits};

use super::cells::{Cell, Holds};
use super::held::{Asked, Beside, Group, Held};
use super::options::{RankedBy, RankingOptions};
use super::{counts, left_out, name, named, numbers, place, words};
use crate::fault::{Faults, broken};
use crate::kept::{Kept, TellsOfAll};
use crate::table::of_columns;

/// The greatest value, and the greatest count, as of a document.
const MOST: (f64, f64) = (1e12, 1e9);
/// How something comes to be looked at, as it is written, and what it means.
const DRAWN: [&str; 3] = ["asked", "chosen", "random"];
const MEANS: [Drawn; 3] = [Drawn::Asked, Drawn::Chosen, Drawn::Random];

/// What was observed in a row.
#[derive(Clone, Copy, Debug)]
struct Observed {
    drawn: Option<Drawn>,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Rate(u64, u64),
    Value(f64),
}

/// Reads a table of what was observed of people, and ranks them.
#[derive(Debug)]
pub struct FairRanking {
    better: Better,
    ranks: RankedBy,
    policy: InsightPolicy,
    held: Held<Observed>,
}

/// A row of the table: of which group, of whom, and their place; nothing where there is none.
#[derive(Debug)]
struct Placed {
    group: u32,
    person: u32,
    row: Option<RankedPerson>,
    of: usize,
}

/// The rows of the table, and the rankings that they are of.
#[derive(Debug, Default)]
struct Told {
    rankings: Vec<Ranking>,
    rows: Vec<Placed>,
}

impl FairRanking {
    /// Reads what is asked, from a document as [`RankingOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let asked: RankingOptions = crate::options::read(options, &Limits::default())?;
        asked.refuse_idle().map_err(Failure::BadInput)?;
        let not_finite = asked.not_finite;
        let count = |name: &str| Beside::always(name, Holds::Wholes(0.0, MOST.1, not_finite));
        let (mut read, known) = match asked.ranks {
            RankedBy::Means => (
                vec![Beside::always(&asked.value, Holds::Numbers(-MOST.0, MOST.0, not_finite))],
                [asked.hits, asked.of].to_vec(),
            ),
            RankedBy::Rates => (vec![count(&asked.hits), count(&asked.of)], vec![asked.value]),
        };
        read.extend(asked.drawn.iter().map(|name| Beside::always(name, Holds::Words(&DRAWN))));
        let made = match asked.ranks {
            RankedBy::Means => value,
            RankedBy::Rates => rate,
        };
        let held = Asked {
            by: asked.by,
            person: asked.person,
            beside: read,
            known,
            extra: asked.extra,
            invalid: asked.invalid,
        };
        Ok(FairRanking {
            better: asked.better,
            ranks: asked.ranks,
            policy: asked.policy.insight,
            held: Held::of(held, made),
        })
    }

    fn table(&self, told: &Told) -> Result<RecordBatch, ArrowError> {
        let groups: Vec<u32> = told.rows.iter().map(|row| row.group).collect();
        let people: Vec<u32> = told.rows.iter().map(|row| row.person).collect();
        let number = |of: fn(&RankedPerson) -> Option<f64>| {
            numbers(told.rows.iter().map(move |row| row.row.as_ref().and_then(of)))
        };
        let ranking = || told.rows.iter().filter_map(|row| told.rankings.get(row.of));
        let low_evidence: BooleanArray =
            told.rows.iter().map(|row| Some(row.row.as_ref().is_none_or(|row| row.low_evidence))).collect();
        let observations = told.rows.iter().map(|row| Some(row.row.as_ref().map_or(0, |row| row.observations)));
        let mut columns = self.held.by(&groups)?;
        columns.extend(named([
            ("person", self.held.people(&people)?),
            ("rank", counts(told.rows.iter().map(|row| row.row.as_ref().and_then(|row| row.rank)))),
            ("shrunken", number(|row| Some(row.shrunken))),
            ("low", number(|row| Some(row.interval?.low))),
            ("high", number(|row| Some(row.interval?.high))),
            ("raw", number(|row| Some(row.raw))),
            ("raw_low", number(|row| Some(row.raw_interval?.low))),
            ("raw_high", number(|row| Some(row.raw_interval?.high))),
            ("own_weight", number(|row| Some(row.own_weight))),
            ("observations", counts(observations)),
            ("low_evidence", Arc::new(low_evidence) as ArrayRef),
            ("mean", numbers(ranking().map(|ranking| ranking.mean))),
            ("between_variance", numbers(ranking().map(|ranking| ranking.between_variance))),
            ("pooling", words(ranking().map(|ranking| ranking.pooling.into()))?),
            ("used", words(ranking().map(|ranking| ranking.used.into()))?),
        ]));
        self.held.with_left_out(of_columns(columns, groups.len())?, (groups, Some(people)), left_out::NAMES)
    }
}

fn drawn(cell: Option<&Option<Cell>>) -> Option<Drawn> {
    MEANS.get(cell?.as_ref()?.word()?).copied()
}

fn value(_: &Asked, cells: &[Option<Cell>], _: u64, _: &mut Faults) -> Option<Observed> {
    let value = cells.first()?.as_ref()?.number()?;
    Some(Observed { drawn: drawn(cells.get(1)), what: What::Value(value) })
}

/// Hits of so many: both of them, or neither.
fn rate(asked: &Asked, cells: &[Option<Cell>], row: u64, faults: &mut Faults) -> Option<Observed> {
    let [hits, of, rest @ ..] = cells else { return None };
    let [of_hits, of_of, ..] = asked.beside.as_slice() else { return None };
    match (hits.and_then(Cell::number), of.and_then(Cell::number)) {
        (Some(hits), Some(of)) if hits <= of => {
            Some(Observed { drawn: drawn(rest.first()), what: What::Rate(whole(hits)?, whole(of)?) })
        }
        (Some(hits), Some(of)) => {
            faults.out_of_range(&of_hits.name, row, hits, 0.0, of);
            None
        }
        // What was refused before is not told again.
        (Some(_), None) if !faults.has_cell(&of_of.name, row) => {
            faults.null(&of_of.name, row);
            None
        }
        (None, Some(_)) if !faults.has_cell(&of_hits.name, row) => {
            faults.null(&of_hits.name, row);
            None
        }
        _ => None,
    }
}

/// A count that was found to be whole and not too great.
fn whole(count: f64) -> Option<u64> {
    (0.0..=MOST.1).contains(&count).then_some(count as u64)
}

/// What people of a group are ranked by.
fn ranking_of(ranks: RankedBy, group: &Group<'_, Observed>) -> RankingOf {
    let observed = group
        .people
        .iter()
        .enumerate()
        .flat_map(|(place, (_, rows))| rows.iter().map(move |(_, observed)| (name(place), *observed)));
    let rate = |(person, observed): (Key, &Observed)| match observed.what {
        What::Rate(hits, of) => Some(RankedRate { drawn: observed.drawn, hits, of, person }),
        What::Value(_) => None,
    };
    let value = |(person, observed): (Key, &Observed)| match observed.what {
        What::Value(value) => Some(RankedValue { drawn: observed.drawn, person, value }),
        What::Rate(..) => None,
    };
    match ranks {
        RankedBy::Means => RankingOf::Means(RankedMeans { values: observed.filter_map(value).collect() }),
        RankedBy::Rates => RankingOf::Rates(RankedRates { rates: observed.filter_map(rate).collect() }),
    }
}

impl Told {
    /// Adds the ranking of a group: everybody in order, then those of whom nothing was observed.
    fn add(&mut self, group: &Group<'_, Observed>, mut ranking: Ranking) {
        let of = self.rankings.len();
        let mut without: Vec<bool> = vec![true; group.people.len()];
        for row in std::mem::take(&mut ranking.people) {
            let nth = place(&row.person);
            let Some((person, _)) = group.people.get(nth) else { continue };
            without[nth] = false;
            self.rows.push(Placed { group: group.group, person: *person, row: Some(row), of });
        }
        let without = group.people.iter().zip(without).filter(|(_, is_without)| *is_without);
        self.rows.extend(without.map(|((person, _), _)| Placed { group: group.group, person: *person, row: None, of }));
        self.rankings.push(ranking);
    }
}

impl TellsOfAll for FairRanking {
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
        let mut told = Told::default();
        let (ranks, better, policy) = (self.ranks, self.better, self.policy.clone());
        self.held.each(|group, _| told.add(group, ranking_of(ranks, group).ranking(better, &policy)))?;
        self.table(&told).map_err(|error| broken(&error))
    }
}

//! How coaching is taken, over a table of what was delivered: a row for each group, or for each person in it, with the figures that
//! `insight.manager` and `insight.person` find of the same deliveries.
//!
//! Rules: BAT-06, INS-03, INS-04, INS-07.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use touchline_calculators::insight::{Asked as When, CoachingResponse, CountedRate, InsightPolicy, Taken};
use touchline_calculators::metric::Window;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Code};
use touchline_kernel::text::Limits;

use super::cells::{Cell, Holds};
use super::held::{Asked, Beside, Group, Held, Needed};
use super::options::{PracticeOf, PracticeOptions};
use super::{Columns, counts, flags, left_out, named, numbers};
use crate::fault::{Faults, broken};
use crate::kept::{Kept, TellsOfAll};
use crate::table::of_columns;

/// The most questions of one delivery, as of a document.
const MOST_QUESTIONS: f64 = 1e6;
/// The places of columns beside whose a row is.
const DELIVERED: usize = 0;
const ACKNOWLEDGED: usize = 1;
const READ: usize = 2;
const RESPONDED: usize = 3;
const ASKED: usize = 4;
const QUESTIONS: usize = 5;
const READING_KNOWN: usize = 6;

/// Reads a table of coaching that was delivered, and tells how it is taken.
#[derive(Debug)]
pub struct Practice {
    held: Held<Taken>,
    policy: InsightPolicy,
    tells: PracticeOf,
    when: When,
}

/// A group, or somebody in it, and how they take what was delivered to them.
#[derive(Debug)]
struct Told {
    group: u32,
    /// Nobody of a group.
    person: Option<u32>,
    /// How many people something was delivered to.
    people: u64,
    response: CoachingResponse,
}

impl Practice {
    /// Reads what is asked, from a document as [`PracticeOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document; a window in which there is no time.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let asked: PracticeOptions = crate::options::read(options, &Limits::default())?;
        let zone = asked.zone.unwrap_or(asked.policy.organisation.zone);
        let window = Window::meant(asked.window, asked.at, zone, &asked.policy.metric)?;
        let moments = Holds::Moments(asked.naive, zone);
        let beside = vec![
            Beside::always(asked.delivered, moments),
            Beside::always(asked.acknowledged, moments),
            Beside::named(asked.read, moments),
            Beside::named(asked.responded, moments),
            Beside::named(asked.acknowledgement_asked, Holds::Flags),
            Beside::named(asked.questions, Holds::Wholes(0.0, MOST_QUESTIONS, asked.not_finite)),
            Beside::named(asked.reading_known, Holds::Flags),
        ];
        let read = Asked {
            by: asked.by,
            person: asked.person,
            beside,
            known: Vec::new(),
            extra: asked.extra,
            invalid: asked.invalid,
        };
        Ok(Practice {
            held: Held::of(read, taken),
            policy: asked.policy.insight,
            tells: asked.tells,
            when: When { at: asked.at, window, zone },
        })
    }

    fn table(&self, told: &[Told]) -> Result<RecordBatch, ArrowError> {
        let mut columns = self.held.by(&told.iter().map(|one| one.group).collect::<Vec<_>>())?;
        match self.tells {
            PracticeOf::Groups => columns.extend(named([("people", counts(told.iter().map(|one| Some(one.people))))])),
            PracticeOf::People => {
                let person: Vec<u32> = told.iter().filter_map(|one| one.person).collect();
                columns.extend(named([("person", self.held.people(&person)?)]));
            }
        }
        let per_week = |one: &Told| self.when.per_week(one.response.deliveries, one.people);
        columns.extend(named([
            ("deliveries", counts(told.iter().map(|one| Some(one.response.deliveries)))),
            ("per_week_and_person", numbers(told.iter().map(per_week))),
        ]));
        columns.extend(rate(told, "acknowledged", |response| Some(response.acknowledged)));
        let hours = |of: fn(&CoachingResponse) -> Option<f64>| numbers(told.iter().map(move |one| of(&one.response)));
        columns.extend(named([
            ("hours_mean", hours(|of| of.hours_to_acknowledge.mean)),
            ("hours_median", hours(|of| of.hours_to_acknowledge.median.median)),
            ("hours_low", hours(|of| of.hours_to_acknowledge.median.low)),
            ("hours_high", hours(|of| of.hours_to_acknowledge.median.high)),
            ("open", counts(told.iter().map(|one| Some(one.response.hours_to_acknowledge.open)))),
        ]));
        columns.extend(rate(told, "responded", self.where_named(RESPONDED, |response| response.responded)));
        columns.extend(rate(told, "read_in_time", self.where_named(READ, |response| response.read_in_time)));
        columns.extend(rate(told, "asked", self.where_named(QUESTIONS, |response| response.asked)));
        let asks = self.names(QUESTIONS);
        let questions = told.iter().map(|one| asks.then_some(one.response.questions));
        columns.extend(named([("questions", counts(questions))]));
        let people = (self.tells == PracticeOf::People).then(|| told.iter().filter_map(|one| one.person).collect());
        let whose = (told.iter().map(|one| one.group).collect(), people);
        self.held.with_left_out(of_columns(columns, told.len())?, whose, left_out::NAMES)
    }

    /// Whether anybody named the column of this place.
    fn names(&self, place: usize) -> bool {
        self.held.asked.beside.get(place).is_some_and(|beside| beside.needed != Needed::Never)
    }

    /// A rate, which nobody can tell where the column that it rests on is not named.
    fn where_named(
        &self,
        place: usize,
        of: fn(&CoachingResponse) -> CountedRate,
    ) -> impl Fn(&CoachingResponse) -> Option<CountedRate> {
        let names = self.names(place);
        move |response| names.then(|| of(response))
    }
}

/// Somebody's number, and what was delivered to them by row.
type Person<'a> = (u32, Vec<(u64, &'a Taken)>);

fn told(group: &Group<'_, Taken>, tells: PracticeOf, (when, policy): (&When, &InsightPolicy)) -> Vec<Told> {
    let is_coached = |(_, rows): &&Person<'_>| rows.iter().any(|(_, taken)| when.holds(taken.delivered_at));
    let one = |person: Option<u32>, rows: &[Person<'_>]| {
        let taken = rows.iter().flat_map(|(_, rows)| rows.iter().map(|(_, taken)| **taken));
        let people = u64::try_from(rows.iter().filter(is_coached).count()).unwrap_or(u64::MAX);
        Told { group: group.group, person, people, response: CoachingResponse::of(taken, when, policy) }
    };
    match tells {
        PracticeOf::Groups => vec![one(None, &group.people)],
        PracticeOf::People => group.people.iter().map(|own| one(Some(own.0), std::slice::from_ref(own))).collect(),
    }
}

/// A rate with its counts, as columns.
fn rate(told: &[Told], name: &str, of: impl Fn(&CoachingResponse) -> Option<CountedRate>) -> Columns {
    let rates: Vec<Option<CountedRate>> = told.iter().map(|one| of(&one.response)).collect();
    let rates = || rates.iter().copied();
    let columns = [
        ("", counts(rates().map(|rate| Some(rate?.hits)))),
        ("_of", counts(rates().map(|rate| Some(rate?.of)))),
        ("_rate", numbers(rates().map(|rate| rate?.rate.rate))),
        ("_low", numbers(rates().map(|rate| Some(rate?.rate.interval?.low)))),
        ("_high", numbers(rates().map(|rate| Some(rate?.rate.interval?.high)))),
        ("_low_evidence", flags(rates().map(|rate| Some(rate?.rate.low_evidence)))),
    ];
    columns.into_iter().map(|(of, column)| (format!("{name}{of}"), column)).collect()
}

/// What became of a delivery, which has its moment, and before which nothing came of it.
fn taken(asked: &Asked, cells: &[Option<Cell>], row: u64, faults: &mut Faults) -> Option<Taken> {
    let cell = |place: usize| cells.get(place).copied().flatten();
    let moment = |place: usize| cell(place).and_then(Cell::moment);
    let column = |place: usize| asked.beside.get(place);
    let Some(delivered_at) = moment(DELIVERED) else {
        // What was refused before is not told again.
        if let Some(delivered) = column(DELIVERED).filter(|delivered| !faults.has_cell(&delivered.name, row)) {
            faults.null(&delivered.name, row);
        }
        return None;
    };
    for place in [ACKNOWLEDGED, READ, RESPONDED] {
        if let Some(column) = column(place).filter(|_| moment(place).is_some_and(|after| after < delivered_at)) {
            faults.cell(&column.name, row, Code::MomentsReversed.into());
        }
    }
    let flag = |place: usize| cell(place).and_then(Cell::flag).unwrap_or(true);
    let is_read = column(READ).is_some_and(|read| read.needed != Needed::Never);
    Some(Taken {
        acknowledged_at: moment(ACKNOWLEDGED),
        acknowledgement_asked: flag(ASKED),
        delivered_at,
        questions: cell(QUESTIONS).and_then(Cell::number).map_or(0, whole),
        read_at: moment(READ),
        reading_known: is_read && flag(READING_KNOWN),
        responded_at: moment(RESPONDED),
    })
}

/// A count that was found to be whole and not too great.
fn whole(count: f64) -> u32 {
    count.clamp(0.0, MOST_QUESTIONS) as u32
}

impl TellsOfAll for Practice {
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
        let (mut all, tells, when, policy) = (Vec::new(), self.tells, self.when, self.policy.clone());
        self.held.each(|group, _| all.extend(told(group, tells, (&when, &policy))))?;
        self.table(&all).map_err(|error| broken(&error))
    }
}

//! Time to proficiency over a table of scores: a row for each group, person or step of a curve, as
//! `insight.time_to_proficiency` finds it of the same people.
//!
//! Rules: BAT-06, INS-11, SKL-14.

use std::sync::Arc;

use arrow_array::{Date32Array, RecordBatch};
use arrow_schema::ArrowError;
use touchline_calculators::insight::{
    ProficiencyCounts, ProficiencySince, ScoredPerson, TimeToProficiency, WindowScore,
};
use touchline_calculators::skill::PublishedScore;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Code, Reason};
use touchline_kernel::text::{Key, Limits};
use touchline_kernel::time::LocalDate;
use touchline_law::policy::Policy;

use super::cells::{Cell, Holds};
use super::held::{Asked, Beside, Group, Held, Needed};
use super::options::{ProficiencyOf, ProficiencyOptions};
use super::{Columns, counts, left_out, name, named, numbers, place, words};
use crate::fault::{Faults, broken};
use crate::kept::{Kept, TellsOfAll};
use crate::options::Invalid;
use crate::table::of_columns;

/// The places of columns beside whose a row is.
const ON: usize = 0;
const SCORE: usize = 1;
const HIRED: usize = 2;

/// What stands in a row.
#[derive(Clone, Copy, Debug)]
struct Scored {
    hired: Option<LocalDate>,
    /// The score of a window; nothing where there is none.
    score: Option<WindowScore>,
}

/// Reads a table of scores, and tells how long people take to become proficient.
#[derive(Debug)]
pub struct Proficiency {
    since: ProficiencySince,
    tells: ProficiencyOf,
    policy: Policy,
    roles: Vec<Key>,
    held: Held<Scored>,
}

/// What is told of a group, and the numbers of its people.
#[derive(Debug)]
struct Told {
    group: u32,
    people: Vec<u32>,
    time: TimeToProficiency,
}

impl Proficiency {
    /// Reads what is asked, from a document as [`ProficiencyOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let asked: ProficiencyOptions = crate::options::read(options, &Limits::default())?;
        let days = Holds::Days(asked.naive, asked.zone.unwrap_or(asked.policy.organisation.zone));
        let score = Holds::Wholes(0.0, 100.0, asked.not_finite);
        let mut read = vec![Beside::always(asked.on, days), Beside::always(asked.score, score)];
        let mut known = Vec::new();
        let needed = if asked.since == ProficiencySince::Hire { Needed::Always } else { Needed::IfThere };
        if needed == Needed::Always || !asked.policy.skill.expected.is_empty() {
            read.push(Beside { name: asked.hire_date, holds: days, needed });
        } else {
            known.push(asked.hire_date);
        }
        let held = Asked {
            by: asked.by,
            person: asked.person,
            beside: read,
            known,
            extra: asked.extra,
            invalid: asked.invalid,
        };
        Ok(Proficiency {
            since: asked.since,
            tells: asked.tells,
            policy: asked.policy,
            roles: asked.roles,
            held: Held::of(held, scored),
        })
    }

    fn table(&self, told: &[Told]) -> Result<RecordBatch, ArrowError> {
        match self.tells {
            ProficiencyOf::Groups => self.groups(told),
            ProficiencyOf::People => self.people(told),
            ProficiencyOf::Steps => self.steps(told),
        }
    }

    fn groups(&self, told: &[Told]) -> Result<RecordBatch, ArrowError> {
        let number = |of: fn(&TimeToProficiency) -> Option<f64>| numbers(told.iter().map(move |one| of(&one.time)));
        let count = |of: fn(&ProficiencyCounts) -> u64| counts(told.iter().map(move |one| Some(of(&one.time.counts))));
        let columns = named([
            ("median", number(|time| time.median.median)),
            ("low", number(|time| time.median.low)),
            ("high", number(|time| time.median.high)),
            ("reached", count(|counts| counts.reached)),
            ("not_yet", count(|counts| counts.not_yet)),
            ("unconfirmed", count(|counts| counts.unconfirmed)),
            ("at_the_start", count(|counts| counts.at_the_start)),
            ("no_scores", count(|counts| counts.no_scores)),
        ]);
        self.rows((told.iter().map(|one| one.group).collect(), None), columns)
    }

    fn people(&self, told: &[Told]) -> Result<RecordBatch, ArrowError> {
        let people = || told.iter().flat_map(|one| one.time.people.iter().map(move |person| (one, person)));
        let number = people().filter_map(|(one, person)| one.people.get(place(&person.person)).copied());
        let number: Vec<u32> = number.collect();
        let days: Date32Array = people().map(|(_, person)| i32::try_from(person.on?.days()).ok()).collect();
        let columns = named([
            ("person", self.held.people(&number)?),
            ("stands", words(people().map(|(_, person)| person.stands.into()))?),
            ("weeks", numbers(people().map(|(_, person)| person.weeks))),
            ("on", Arc::new(days)),
        ]);
        self.rows((people().map(|(one, _)| one.group).collect(), Some(number)), columns)
    }

    fn steps(&self, told: &[Told]) -> Result<RecordBatch, ArrowError> {
        let steps = || told.iter().flat_map(|one| one.time.curve.iter().map(move |step| (one.group, step)));
        let columns = named([
            ("after", numbers(steps().map(|(_, step)| Some(step.after)))),
            ("at_risk", counts(steps().map(|(_, step)| Some(step.at_risk)))),
            ("happened", counts(steps().map(|(_, step)| Some(step.happened)))),
            ("censored", counts(steps().map(|(_, step)| Some(step.censored)))),
            ("share", numbers(steps().map(|(_, step)| Some(step.share)))),
            ("low", numbers(steps().map(|(_, step)| Some(step.interval?.low)))),
            ("high", numbers(steps().map(|(_, step)| Some(step.interval?.high)))),
            ("standard_error", numbers(steps().map(|(_, step)| step.standard_error))),
        ]);
        self.rows((steps().map(|(group, _)| group).collect(), None), columns)
    }

    /// Columns behind those by which groups are told apart, of which group each row is, and of whom where rows are of people.
    fn rows(&self, whose: (Vec<u32>, Option<Vec<u32>>), columns: Columns) -> Result<RecordBatch, ArrowError> {
        let mut all = self.held.by(&whose.0)?;
        all.extend(columns);
        self.held.with_left_out(of_columns(all, whose.0.len())?, whose, left_out::NAMES)
    }
}

/// A score has its day, and everybody a hire where the time runs from it.
fn scored(asked: &Asked, cells: &[Option<Cell>], row: u64, faults: &mut Faults) -> Option<Scored> {
    let cell = |place: usize| cells.get(place).copied().flatten();
    let mut needed = |place: usize, is_needed: bool| {
        let Some(beside) = asked.beside.get(place) else { return };
        if is_needed && beside.needed == Needed::Always && cell(place).is_none() && !faults.has_cell(&beside.name, row)
        {
            faults.null(&beside.name, row);
        }
    };
    let score = cell(SCORE).and_then(Cell::number);
    needed(ON, score.is_some());
    needed(HIRED, true);
    let hired = cell(HIRED).and_then(Cell::day);
    let on = cell(ON).and_then(Cell::day);
    let score = on.zip(score).map(|(on, score)| WindowScore { on, score: published(score) });
    Some(Scored { hired, score })
}

/// A score that was found to be whole, and from 0 to 100.
fn published(score: f64) -> PublishedScore {
    PublishedScore(score.clamp(0.0, 100.0) as u8)
}

/// Somebody's scores, once it was said what is wrong with them: a second hire, one after a score, two scores of one day.
fn person_of(
    (nth, rows): (usize, &[(u64, &Scored)]),
    (asked, roles): (&Asked, &[Key]),
    faults: &mut Faults,
) -> ScoredPerson {
    let is_reversed = |scored: &Scored| {
        let is_asked = asked.beside.get(HIRED).is_some_and(|beside| beside.needed == Needed::Always);
        is_asked && scored.hired.zip(scored.score).is_some_and(|(hired, score)| score.on < hired)
    };
    // Where rows are left out, one that is wrong by itself says nothing of the others.
    let is_first = |(_, scored): &&(u64, &Scored)| asked.invalid == Invalid::Refuse || !is_reversed(scored);
    let hire_date = rows.iter().find(is_first).or(rows.first()).and_then(|(_, scored)| scored.hired);
    let mut days: LookUp<i64, u64> = LookUp::default();
    let mut scores = Vec::new();
    for (row, scored) in rows {
        if let (Some(beside), Some(hired), Some(before)) = (asked.beside.get(HIRED), scored.hired, hire_date) {
            if is_reversed(scored) {
                faults.cell(&beside.name, *row, Code::SpanReversed.into());
            } else if hired != before {
                faults.differs(&beside.name, *row, &before.to_string(), &hired.to_string());
            }
        }
        let Some(score) = scored.score.filter(|_| !faults.leaves_out(*row)) else { continue };
        if days.insert(score.on.days(), *row).is_some()
            && let Some(beside) = asked.beside.get(ON)
        {
            faults.cell(&beside.name, *row, Reason::twice(&score.on.to_string()));
        }
        if !faults.leaves_out(*row) {
            scores.push(score);
        }
    }
    ScoredPerson { hire_date, person: name(nth), roles: roles.to_vec(), scores }
}

fn told(
    group: &Group<'_, Scored>,
    asked: (&Asked, &[Key]),
    (since, policy): (ProficiencySince, &Policy),
    faults: &mut Faults,
) -> Told {
    let mut people: Vec<ScoredPerson> = Vec::with_capacity(group.people.len());
    for (nth, (_, rows)) in group.people.iter().enumerate() {
        let person = person_of((nth, rows), asked, faults);
        // Of whom all is left out nothing is known, not even that they have no scores.
        if rows.iter().any(|(row, _)| !faults.leaves_out(*row)) {
            people.push(person);
        }
    }
    let time = TimeToProficiency::of(&people, since, (&policy.insight, &policy.skill));
    Told { group: group.group, people: group.people.iter().map(|(person, _)| *person).collect(), time }
}

impl TellsOfAll for Proficiency {
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
        let (asked, since, policy) = (self.held.asked.clone(), self.since, self.policy.clone());
        let roles = core::mem::take(&mut self.roles);
        let mut all = Vec::new();
        self.held.each(|group, faults| all.push(told(group, (&asked, &roles), (since, &policy), faults)))?;
        self.table(&all).map_err(|error| broken(&error))
    }
}

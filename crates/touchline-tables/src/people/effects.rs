//! The effect of coaching over a table: a row for each effect of each group, or for each person who was coached, as `insight.effect`
//! finds it of the same values.
//!
//! Rules: BAT-03, INS-05.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use touchline_calculators::insight::{
    CoachedWindows, Coaching, Effect, EffectChange, EffectObserved, EffectOver, EffectWindow, GroupEffect,
    InsightPolicy, Measured, NoEffect, Times,
};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::{Key, Limits};
use touchline_kernel::time::{Instant, Zone};

use super::cells::{Cell, Holds};
use super::held::{Asked, Beside, Group, Held};
use super::options::{ValueEffectsOf, ValueEffectsOptions};
use super::{Columns, counts, flags, named, numbers};
use crate::fault::{Faults, broken};
use crate::kept::{Kept, TellsOfAll};
use crate::keys::{self, Kind};
use crate::table::of_columns;

/// The greatest value, as of a document.
const MOST: f64 = 1e15;

/// How often somebody is looked at around an engagement, at most.
const MOST_LOOKS: usize = 100_000_000;

/// The names of the columns that tell which rows were left out: of whom an effect leaves out, another one tells.
const NAMES: [&str; 2] = ["rows_left_out", "rows_left_out_because"];

/// The places of columns beside whose a row is.
const WHEN: usize = 0;
const VALUE: usize = 1;

/// When something was measured, and what came of it.
type Value = (Instant, f64);

/// Reads a table of what was measured of people, and tells what changed with coaching.
#[derive(Debug)]
pub struct ValueEffects {
    at: Instant,
    coaching: Coaching,
    organisation: Zone,
    policy: InsightPolicy,
    tells: ValueEffectsOf,
    held: Held<Value>,
}

/// A row of the table.
#[derive(Debug, Default)]
struct Row<'a> {
    group: u32,
    /// Which effect it is, or whose.
    of: &'a str,
    change: Option<EffectChange>,
    sides: Option<[EffectObserved; 2]>,
    undefined: Option<NoEffect>,
    apart: Option<bool>,
    days: Option<&'a CoachedWindows>,
    left_out: Option<u64>,
    over: Option<EffectOver>,
}

impl ValueEffects {
    /// Reads what is asked, from a document as [`ValueEffectsOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let asked: ValueEffectsOptions = crate::options::read(options, &Limits::WIDEST)?;
        let organisation = asked.policy.organisation.zone;
        Times::new(&asked.coaching, asked.at, &asked.policy.insight, organisation).map_err(Failure::BadInput)?;
        let zone = asked.coaching.zone.unwrap_or(organisation);
        let read = vec![
            Beside::always(asked.when, Holds::Moments(asked.naive, zone)),
            Beside::always(asked.value, Holds::Numbers(-MOST, MOST, asked.not_finite)),
        ];
        let held = Asked {
            by: asked.by,
            person: asked.person,
            beside: read,
            known: Vec::new(),
            extra: asked.extra,
            invalid: asked.invalid,
        };
        Ok(ValueEffects {
            at: asked.at,
            coaching: asked.coaching,
            organisation,
            policy: asked.policy.insight,
            tells: asked.tells,
            held: Held::of(held, measured),
        })
    }
}

/// What was measured has its moment.
fn measured(asked: &Asked, cells: &[Option<Cell>], row: u64, faults: &mut Faults) -> Option<Value> {
    let cell = |place: usize| cells.get(place).copied().flatten();
    let (at, value) = (cell(WHEN).and_then(Cell::moment), cell(VALUE).and_then(Cell::number)?);
    if let (None, Some(when)) = (at, asked.beside.get(WHEN))
        && !faults.has_cell(&when.name, row)
    {
        faults.null(&when.name, row);
    }
    Some((at?, value))
}

/// By their number, those of whom it matters what was measured: by the key that the coaching has for them.
fn keys_of<'a>(coaching: &'a Coaching, held: &Held<Value>) -> Vec<Option<&'a Key>> {
    let coached = coaching.coached.iter().map(|one| &one.person);
    let all = coached.chain(coaching.comparison.iter().map(|one| &one.person));
    let keys: LookUp<&Key, &Key> = all.map(|key| (key, key)).collect();
    held.called().map(|called| keys.get(&Key::new(&called?)).copied()).collect()
}

/// Refuses more than one call looks at: all the groups of a table are as many people around as many engagements as one document may name.
fn refuse_more(groups: usize, times: &Times<'_>) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let steps = groups.saturating_mul(times.looks());
    if steps > MOST_LOOKS {
        faults.too_many_effects("by", steps, MOST_LOOKS);
    }
    faults.told()
}

fn effect(group: &Group<'_, Value>, keys: &[Option<&Key>], times: &Times<'_>, by_person: bool) -> Effect {
    let mut measured = Measured::default();
    for (number, rows) in &group.people {
        let key = usize::try_from(*number).ok().and_then(|number| keys.get(number).copied().flatten());
        for (key, (_, (at, value))) in key.into_iter().flat_map(|key| rows.iter().map(move |row| (key, row))) {
            measured.add(key, *at, *value);
        }
    }
    measured.effect(times, by_person)
}

/// The rows of a group by its effects.
fn effects<'w>(group: u32, effect: &Effect) -> Vec<Row<'w>> {
    let of_group = |of, told: &GroupEffect| Row {
        group,
        of,
        change: told.change,
        sides: Some([told.before, told.after]),
        undefined: told.undefined,
        left_out: u64::try_from(told.left_out.len()).ok(),
        over: Some(told.over),
        ..Row::default()
    };
    let between = |of, change, undefined| Row { group, of, change, undefined, ..Row::default() };
    let compared = effect.comparison.as_ref().map(|told| of_group("comparison", told));
    let contrast = effect.difference_in_differences.as_ref();
    let contrast = contrast.map(|told| between("difference_in_differences", told.change, told.undefined));
    let before = effect.trend_before.as_ref();
    let before = before.map(|told| Row { apart: told.apart, ..between("trend_before", told.change, told.undefined) });
    [Some(of_group("coached", &effect.coached)), compared, contrast, before].into_iter().flatten().collect()
}

/// The rows of a group by whom was coached: their effects and their days are both in the order of their keys.
fn people<'w>(group: u32, effect: &Effect, windows: &'w [CoachedWindows]) -> impl Iterator<Item = Row<'w>> {
    effect.people.iter().zip(windows).map(move |(told, days)| Row {
        group,
        of: days.person.as_str(),
        change: told.change,
        days: Some(days),
        sides: Some([told.before, told.after]),
        undefined: told.undefined,
        ..Row::default()
    })
}

/// What changed, as columns.
fn figures(rows: &[Row<'_>]) -> Result<Columns, ArrowError> {
    let of_side = |side: usize| rows.iter().map(move |row| row.sides.and_then(|sides| sides.get(side).copied()));
    let mean = |side| numbers(of_side(side).map(|told| told?.mean));
    let count = |side| counts(of_side(side).map(|told| Some(told?.count)));
    let deviation = |side| numbers(of_side(side).map(|told| told?.deviation));
    let number =
        |of: fn(&EffectChange) -> Option<f64>| numbers(rows.iter().map(move |row| row.change.as_ref().and_then(of)));
    let few = |row: &Row<'_>| row.sides.map(|sides| sides.iter().any(|side| side.low_evidence));
    let (before, after) = (0, 1);
    Ok(named([
        ("before_mean", mean(before)),
        ("before_count", count(before)),
        ("before_deviation", deviation(before)),
        ("after_mean", mean(after)),
        ("after_count", count(after)),
        ("after_deviation", deviation(after)),
        ("difference", number(|change| Some(change.difference))),
        ("low", number(|change| Some(change.interval.low))),
        ("high", number(|change| Some(change.interval.high))),
        ("effect_size", number(|change| change.effect_size)),
        ("standard_error", number(|change| Some(change.standard_error))),
        ("degrees_of_freedom", number(|change| Some(change.degrees_of_freedom))),
        ("undefined", keys::texts(rows.iter().map(|row| row.undefined.map(Into::into)))?),
        ("low_evidence", flags(rows.iter().map(few))),
    ]))
}

/// The rows of effects, as columns.
fn by_effect(rows: &[Row<'_>], statements: &str) -> Result<Columns, ArrowError> {
    let mut columns = named([("effect", keys::texts(rows.iter().map(|row| Some(row.of)))?)]);
    columns.extend(figures(rows)?);
    columns.extend(named([
        ("over", keys::texts(rows.iter().map(|row| row.over.map(Into::into)))?),
        ("left_out", counts(rows.iter().map(|row| row.left_out))),
        ("apart", flags(rows.iter().map(|row| row.apart))),
        ("statements", keys::texts(rows.iter().map(|_| Some(statements)))?),
    ]));
    Ok(columns)
}

/// The rows of people, as columns.
fn by_person(rows: &[Row<'_>]) -> Result<Columns, ArrowError> {
    let mut columns = named([("person", keys::texts(rows.iter().map(|row| Some(row.of)))?)]);
    columns.extend(figures(rows)?);
    let both = |is: fn(&EffectWindow) -> bool| {
        flags(rows.iter().map(move |row| row.days.map(|days| is(&days.before) && is(&days.after))))
    };
    columns.extend(named([("days_over", both(|days| days.over)), ("days_clear", both(|days| days.clear))]));
    Ok(columns)
}

fn table(
    held: &Held<Value>,
    tells: ValueEffectsOf,
    rows: &[Row<'_>],
    statements: &str,
) -> Result<RecordBatch, ArrowError> {
    let groups: Vec<u32> = rows.iter().map(|row| row.group).collect();
    let mut columns = held.by(&groups)?;
    columns.extend(match tells {
        ValueEffectsOf::Effects => by_effect(rows, statements)?,
        ValueEffectsOf::People => by_person(rows)?,
    });
    held.with_left_out(of_columns(columns, rows.len())?, (groups, None), NAMES)
}

impl TellsOfAll for ValueEffects {
    fn kept(&self) -> &dyn Kept {
        &self.held
    }

    fn kept_mut(&mut self) -> &mut dyn Kept {
        &mut self.held
    }

    /// Refuses people by days: the coaching names people by texts, and a day is written in more than one way.
    fn refuse(&self, schema: &Schema) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if let Ok(person) = schema.field_with_name(&self.held.asked.person)
            && Kind::of(person.data_type()) == Some(Kind::Date)
        {
            faults.not_keys(person.name(), "a column of texts or whole numbers", person.data_type());
        }
        faults.told()
    }

    fn of_none(&self) -> Result<RecordBatch, ArrowError> {
        table(&self.held, self.tells, &[], "")
    }

    fn of_all(self) -> Result<RecordBatch, BadInput> {
        let ValueEffects { at, coaching, organisation, policy, tells, mut held } = self;
        let times = Times::new(&coaching, at, &policy, organisation)?;
        let (keys, windows) = (keys_of(&coaching, &held), times.windows());
        refuse_more(held.groups(), &times)?;
        let (mut rows, mut measures) = (Vec::new(), 0_usize);
        held.each(|group, _| {
            measures += usize::from(group.people.iter().any(|(_, values)| !values.is_empty()));
            let effect = effect(group, &keys, &times, tells == ValueEffectsOf::People);
            match tells {
                ValueEffectsOf::Effects => rows.extend(effects(group.group, &effect)),
                ValueEffectsOf::People => rows.extend(people(group.group, &effect, &windows)),
            }
        })?;
        let said: Vec<&str> = times.statements(measures).iter().map(|statement| statement.key.into()).collect();
        table(&held, tells, &rows, &said.join(" ")).map_err(|error| broken(&error))
    }
}

//! The table of figures: a row for each metric, by window, then by whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, TimestampMillisecondArray,
};
use arrow_schema::ArrowError;
use touchline_calculators::metric::{
    Account, Benchmark, BenchmarkShown, Counting, Figure, Interval, Look, MeanIntervals, Metric, Since, Team,
    Undefined, Window, WindowFigures, WithheldBecause,
};
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;

use super::left_out::RowsOfMetrics;
use super::options::{MetricsOptions, Whose};
use super::parts::Parts;
use super::plain::Shown;
use crate::bounds::check_rows;
use crate::fault::{Faults, broken};
use crate::groups::words;
use crate::keys::texts;
use crate::table::of_columns;
use crate::threads;

/// The greatest number of figures that one call tells, each a row: as many as the greatest number of parts has of all metrics,
/// and some more. A few teams over many days are soon as many.
const MOST_FIGURES: usize = 4_000_000;

/// A figure and what it is of.
struct Row<'a> {
    window: Window,
    /// The part of the facts that it is of.
    part: u32,
    whose: Whose,
    team: Option<&'a Key>,
    owner: Option<&'a Key>,
    figure: Figure,
    /// By itself, since most figures are told beside nothing.
    beside: Option<Box<Beside>>,
}

/// What a figure is told beside.
#[derive(Default)]
struct Beside {
    previous: Option<Figure>,
    team_average: Option<Benchmark>,
    top_performer: Option<Benchmark>,
}

impl Row<'_> {
    /// The figure of the window before.
    fn previous(&self) -> Option<&Figure> {
        self.beside.as_ref()?.previous.as_ref()
    }
}

/// A window's figures, and those of the window before where they are asked for.
struct Measured<'a> {
    window: Window,
    part: u32,
    now: WindowFigures<'a>,
    before: Option<WindowFigures<'a>>,
}

/// The figures of all windows and of whomever is meant. How many there are of everybody and of teams is known before anything is
/// counted, and how many of owners before a row is made for any.
pub(super) fn table(
    (options, parts, seen, left_out): (&MetricsOptions, &Parts, &BTreeSet<&Key>, &RowsOfMetrics),
    metrics: &[Metric],
    teams: &BTreeMap<Key, BTreeSet<Key>>,
    facts: (&Account<'_>, &[Shown<'_>]),
    windows: &[(Window, Option<Window>)],
) -> Result<RecordBatch, BadInput> {
    let (by, order) = (options.whose(), parts.order());
    let wholes = usize::from(by.contains(&Whose::Everybody)) + if by.contains(&Whose::Team) { teams.len() } else { 0 };
    let counted = windows.len().saturating_mul(order.len());
    let together = counted.saturating_mul(wholes);
    let of_each = facts.0.figures_of(metrics);
    // What is counted takes memory of its own for each metric in each window, whether anybody has a figure or not.
    check_figures(together.max(counted).saturating_mul(of_each))?;
    check_rows(together.saturating_mul(of_each), options.most_rows)?;
    let counting = Counting { parts: parts.count(), spreads: options.mean_intervals };
    let now: Vec<Window> = windows.iter().map(|(window, _)| *window).collect();
    let before: Vec<Window> = windows.iter().filter_map(|(_, before)| *before).collect();
    let now = figures(facts, &now, metrics, counting);
    let before = figures(facts, &before, metrics, Counting { spreads: false, ..counting });
    let all = measured(windows, &order, now, before);
    let owners = owners((options, seen), &all);
    let alone: usize = owners.iter().map(Vec::len).sum();
    let count = together.saturating_add(alone).saturating_mul(of_each);
    check_figures(count)?;
    // Rows that were left out are told of beside a figure: where nobody has one, beside those of everybody.
    let is_bare = count == 0 && options.viewer.is_none() && left_out.any();
    check_rows(if is_bare { counted.saturating_mul(of_each) } else { count }, options.most_rows)?;
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(count);
    for (measured, owners) in all.into_iter().zip(owners) {
        if by.contains(&Whose::Everybody) || is_bare {
            rows.extend(measured.rows((Whose::Everybody, None, None), WindowFigures::of_everybody));
        }
        if by.contains(&Whose::Team) {
            for (team, members) in teams {
                let these = members.iter().collect();
                rows.extend(measured.rows((Whose::Team, Some(team), None), |figures| figures.of_these(&these)));
            }
        }
        let peers = (options.benchmarks && !owners.is_empty()).then(|| Peers::of((options, seen), teams, &measured));
        for owner in owners {
            let first = rows.len();
            rows.extend(measured.rows((Whose::Owner, None, owner), |figures| figures.of_one(owner)));
            if let (Some(peers), Some(owner)) = (&peers, owner) {
                peers.put_beside(owner, &mut rows[first..]);
            }
        }
    }
    of_rows((options, parts), &rows, left_out).map_err(|error| broken(&error))
}

/// The owners whose figures are told of each window and part: none where nobody's are. Whoever looks is shown nobody whose
/// figures they may not see.
fn owners<'a>(
    (options, seen): (&MetricsOptions, &BTreeSet<&Key>),
    measured: &[Measured<'a>],
) -> Vec<Vec<Option<&'a Key>>> {
    let is_asked = options.whose().contains(&Whose::Owner);
    let is_shown = |owner: &Option<&Key>| options.viewer.is_none() || owner.is_some_and(|owner| seen.contains(owner));
    let of = |measured: &Measured<'a>| {
        let owners = is_asked.then(|| measured.now.owners()).into_iter().flatten();
        owners.filter(is_shown).collect()
    };
    measured.iter().map(of).collect()
}

/// Refuses more figures than are told.
fn check_figures(count: usize) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    if count > MOST_FIGURES {
        faults.too_many_figures("by", count, MOST_FIGURES);
    }
    faults.told()
}

/// The figures of each window, and in it of each part in this order; they come part by part in the order of their numbers.
fn measured<'a>(
    windows: &[(Window, Option<Window>)],
    order: &[u32],
    now: Vec<WindowFigures<'a>>,
    before: Vec<WindowFigures<'a>>,
) -> Vec<Measured<'a>> {
    let by_part = |figures: Vec<WindowFigures<'a>>, windows: usize| {
        let mut figures = figures.into_iter();
        order.iter().map(|_| figures.by_ref().take(windows).collect::<Vec<_>>().into_iter()).collect::<Vec<_>>()
    };
    let mut before = by_part(before, windows.iter().filter(|(_, before)| before.is_some()).count());
    let mut now = by_part(now, windows.len());
    let mut measured = Vec::with_capacity(windows.len().saturating_mul(order.len()));
    for (window, _) in windows {
        for part in order {
            let place = *part as usize;
            let Some(now) = now.get_mut(place).and_then(Iterator::next) else { continue };
            let before = before.get_mut(place).and_then(Iterator::next);
            measured.push(Measured { window: *window, part: *part, now, before });
        }
    }
    measured
}

/// Refuses columns by which figures are told apart that are called as another one of the table.
pub(super) fn names(options: &MetricsOptions, parts: &Parts, faults: &mut Faults) {
    if parts.are_told()
        && let Ok(told) = of_rows((options, parts), &[], &RowsOfMetrics::default())
    {
        faults.names(told.schema_ref());
    }
}

/// What metrics count in each window of an account, and of further rows, which a thread counts each.
fn figures<'a>(
    (account, others): (&'a Account<'_>, &'a [Shown<'_>]),
    windows: &[Window],
    metrics: &[Metric],
    counting: Counting,
) -> Vec<WindowFigures<'a>> {
    let shares = std::iter::once(None).chain(others.iter().map(Some)).collect();
    let count = |share: Option<&'a Shown<'_>>| match share {
        None => account.within_each(windows, metrics, counting),
        Some(rows) => account.of_rows(rows, windows, metrics, counting),
    };
    let mut counted = threads::each(shares, count).into_iter();
    let mut figures = counted.next().unwrap_or_default();
    for others in counted {
        figures.iter_mut().zip(others).for_each(|(figures, others)| figures.add(others));
    }
    figures
}

impl<'a> Measured<'a> {
    /// A row for each metric.
    fn rows<'k>(
        &self,
        (whose, team, owner): (Whose, Option<&'k Key>, Option<&'k Key>),
        of: impl Fn(&WindowFigures<'a>) -> Vec<Figure>,
    ) -> impl Iterator<Item = Row<'k>> {
        let before = self.before.as_ref().map(&of).into_iter().flatten().map(Some).chain(std::iter::repeat(None));
        of(&self.now).into_iter().zip(before).map(move |(figure, previous)| {
            let beside = previous.map(|previous| Box::new(Beside { previous: Some(previous), ..Beside::default() }));
            Row { window: self.window, part: self.part, whose, team, owner, figure, beside }
        })
    }
}

/// Everybody's team in a window: all who are in a team with them.
struct Peers<'a> {
    look: Look<'a>,
    of: BTreeMap<&'a Key, Vec<&'a Key>>,
    teams: BTreeMap<Vec<&'a Key>, Team<'a>>,
    now: &'a WindowFigures<'a>,
}

impl<'a> Peers<'a> {
    fn of(
        (options, seen): (&MetricsOptions, &'a BTreeSet<&'a Key>),
        teams: &'a BTreeMap<Key, BTreeSet<Key>>,
        measured: &'a Measured<'a>,
    ) -> Self {
        let look = Look {
            arrow_percent: options.policy.skill.arrow_percent,
            group_minimum: options.policy.access.group_minimum,
            seen,
            window_is_open: measured.window.moments().until > options.at,
        };
        let mut of: BTreeMap<&Key, Vec<&Key>> = BTreeMap::new();
        for (team, members) in teams {
            members.iter().for_each(|member| of.entry(member).or_default().push(team));
        }
        let distinct: BTreeSet<&Vec<&Key>> = of.values().collect();
        let gathered = distinct.into_iter().map(|these| {
            let members: BTreeSet<&Key> = these.iter().filter_map(|team| teams.get(*team)).flatten().collect();
            (these.clone(), Team::of(look, &members, &measured.now))
        });
        Peers { look, teams: gathered.collect(), of, now: &measured.now }
    }

    /// Puts the figures of somebody's team beside theirs.
    fn put_beside(&self, owner: &Key, rows: &mut [Row<'_>]) {
        let alone;
        let team = match self.of.get(owner).and_then(|teams| self.teams.get(teams)) {
            Some(team) => team,
            None => {
                alone = Team::of(self.look, &BTreeSet::from([owner]), self.now);
                &alone
            }
        };
        for (row, (average, top)) in rows.iter_mut().zip(team.others(owner)) {
            let beside = row.beside.get_or_insert_default();
            (beside.team_average, beside.top_performer) = (Some(average), Some(top));
        }
    }
}

fn of_rows(
    (options, parts): (&MetricsOptions, &Parts),
    rows: &[Row<'_>],
    left_out: &RowsOfMetrics,
) -> Result<RecordBatch, ArrowError> {
    let figures = || rows.iter().map(|row| &row.figure);
    let days = |day: fn(touchline_kernel::time::DaySpan) -> touchline_kernel::time::LocalDate| -> ArrayRef {
        let of = |row: &Row<'_>| i32::try_from(day(row.window.span()?).days()).ok();
        Arc::new(Date32Array::from_iter(rows.iter().map(of)))
    };
    let moments = |moment: fn(Window) -> touchline_kernel::time::Instant| -> ArrayRef {
        // Rows of one window stand together: a calendar is asked once for them.
        let stamps = rows.chunk_by(|row, next| row.window == next.window).flat_map(|of_window| {
            let stamp = of_window.first().map(|row| moment(row.window).millis());
            stamp.into_iter().flat_map(|stamp| std::iter::repeat_n(stamp, of_window.len()))
        });
        Arc::new(TimestampMillisecondArray::from_iter_values(stamps).with_timezone("UTC"))
    };
    let doubles =
        |number: fn(&Figure) -> Option<f64>| -> ArrayRef { Arc::new(Float64Array::from_iter(figures().map(number))) };
    let counts = |count: fn(&Figure) -> u64| -> ArrayRef {
        Arc::new(Int64Array::from_iter(figures().map(|figure| i64::try_from(count(figure)).ok())))
    };
    let metrics: Vec<Option<Metric>> = figures().map(|figure| Some(figure.metric)).collect();
    let undefined: Vec<Option<Undefined>> = figures().map(|figure| figure.undefined).collect();
    let whose: Vec<Option<Whose>> = rows.iter().map(|row| Some(row.whose)).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("window", days(|span| span.first)),
        ("window_last", days(|span| span.last)),
        ("since", moments(|window| window.moments().since)),
        ("until", moments(|window| window.moments().until)),
        ("whose", words(&whose)?),
        ("team", texts(rows.iter().map(|row| row.team.map(Key::as_str)))?),
        ("owner", texts(rows.iter().map(|row| row.owner.map(Key::as_str)))?),
        ("metric", words(&metrics)?),
        ("stage", texts(figures().map(|figure| figure.stage.as_ref().map(Key::as_str)))?),
        ("value", doubles(|figure| figure.value)),
        ("numerator", doubles(|figure| Some(figure.numerator))),
        ("denominator", doubles(|figure| figure.denominator)),
        ("observations", counts(|figure| figure.observations)),
        ("unknown", counts(|figure| figure.unknown)),
        ("pending", counts(|figure| figure.pending)),
        ("low", doubles(|figure| figure.interval.map(|interval| interval.low))),
        ("high", doubles(|figure| figure.interval.map(|interval| interval.high))),
        ("low_evidence", Arc::new(BooleanArray::from_iter(figures().map(|figure| Some(figure.low_evidence))))),
        ("prorated", Arc::new(BooleanArray::from_iter(figures().map(|figure| Some(!figure.prorated.is_empty()))))),
        ("undefined", words(&undefined)?),
        ("currency", texts(figures().map(|figure| figure.currency.map(|currency| currency.code())))?),
        ("unit", texts(figures().map(|figure| Some(figure.unit.into())))?),
        ("better", texts(figures().map(|figure| Some(figure.better.into())))?),
    ];
    let mut columns: Vec<(String, ArrayRef)> =
        columns.into_iter().map(|(name, array)| (name.to_owned(), array)).collect();
    let behind = |columns: &[(String, ArrayRef)], last: &str| {
        columns.iter().position(|(name, _)| name == last).map_or(columns.len(), |place| place + 1)
    };
    if options.mean_intervals {
        let place = behind(&columns, "high");
        columns.splice(place..place, means(rows));
    }
    if parts.are_told() {
        let place = behind(&columns, "until");
        let of: Vec<u32> = rows.iter().map(|row| row.part).collect();
        columns.splice(place..place, parts.told(&of)?);
    }
    if options.skips() {
        columns.extend(left_out.columns(rows.iter().map(|row| (row.figure.metric, row.whose)))?);
    }
    if options.previous {
        columns.extend(since(options, rows)?);
    }
    if options.benchmarks {
        columns.extend(of_others("team_average", rows, |beside| beside.team_average.as_ref())?);
        columns.extend(of_others("top_performer", rows, |beside| beside.top_performer.as_ref())?);
    }
    of_columns(columns, rows.len())
}

/// Between which bounds each mean lies.
fn means(rows: &[Row<'_>]) -> [(String, ArrayRef); 2] {
    let mut intervals = MeanIntervals::default();
    let all: Vec<Option<Interval>> = rows.iter().map(|row| row.figure.mean_interval(&mut intervals)).collect();
    let each = |bound: fn(&Interval) -> f64| -> ArrayRef {
        Arc::new(all.iter().map(|interval| interval.as_ref().map(bound)).collect::<Float64Array>())
    };
    [("mean_low".to_owned(), each(|interval| interval.low)), ("mean_high".to_owned(), each(|interval| interval.high))]
}

/// Each figure against that of the window before.
fn since(options: &MetricsOptions, rows: &[Row<'_>]) -> Result<[(String, ArrayRef); 7], ArrowError> {
    let percent = options.policy.skill.arrow_percent;
    let previous = || rows.iter().map(Row::previous);
    let since: Vec<Option<Since>> =
        rows.iter().map(|row| Some(Since::of(&row.figure, row.previous()?, percent))).collect();
    let each = |of: fn(&Since) -> Option<f64>| -> ArrayRef {
        Arc::new(since.iter().map(|since| of(since.as_ref()?)).collect::<Float64Array>())
    };
    let observations = previous().map(|figure| i64::try_from(figure?.observations).ok());
    let arrows: Vec<_> = since.iter().map(|since| since.as_ref()?.arrow).collect();
    let meanings: Vec<_> = since.iter().map(|since| since.as_ref()?.meaning).collect();
    let reasons: Vec<_> = since.iter().map(|since| since.as_ref()?.improvement.undefined).collect();
    let columns: [(&str, ArrayRef); 7] = [
        ("previous_value", Arc::new(previous().map(|figure| figure?.value).collect::<Float64Array>())),
        ("previous_observations", Arc::new(observations.collect::<Int64Array>())),
        ("trend", words(&arrows)?),
        ("meaning", words(&meanings)?),
        ("change", each(|since| since.improvement.change)),
        ("improvement", each(|since| since.improvement.percent)),
        ("no_improvement", words(&reasons)?),
    ];
    Ok(columns.map(|(name, array)| (name.to_owned(), array)))
}

/// What others come to, beside each figure.
fn of_others<'a>(
    name: &str,
    rows: &'a [Row<'a>],
    of: fn(&Beside) -> Option<&Benchmark>,
) -> Result<[(String, ArrayRef); 4], ArrowError> {
    let shown = |row: &'a Row<'a>| -> Option<&'a BenchmarkShown> {
        match of(row.beside.as_ref()?)? {
            Benchmark::Shown(shown) => Some(shown),
            _ => None,
        }
    };
    let withheld = |row: &Row<'_>| -> Option<WithheldBecause> {
        match of(row.beside.as_ref()?)? {
            Benchmark::Withheld(withheld) => Some(withheld.because),
            _ => None,
        }
    };
    let withheld: Vec<_> = rows.iter().map(withheld).collect();
    let people = rows.iter().map(|row| i64::try_from(shown(row)?.people).ok());
    let values = rows.iter().map(|row| Some(shown(row)?.value));
    let whose = rows.iter().map(|row| Some(shown(row)?.person.as_ref()?.as_str()));
    Ok([
        (name.to_owned(), Arc::new(values.collect::<Float64Array>())),
        (format!("{name}_people"), Arc::new(people.collect::<Int64Array>())),
        (format!("{name}_person"), texts(whose)?),
        (format!("{name}_withheld"), words(&withheld)?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn met_05_four_million_figures_are_told_and_no_more() {
        assert!(check_figures(4_000_000).is_ok());
        let refused = check_figures(4_000_001).unwrap_err().faults;
        assert_eq!(refused.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["/by"]);
    }
}

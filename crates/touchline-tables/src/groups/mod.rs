//! Group figures: the scores of a table's calls by team, person, window and what else it names, each with the bits that `skill.score` gives
//! the same calls one by one.
//!
//! What is kept are sums for each group, whole numbers all of them: no order of rows or batches can be seen in a bit,
//! and a table of any length takes the memory of its groups.
//!
//! Rules: BAT-03.

mod adding;
mod boundaries;
mod left_out;
mod options;
mod output;
mod share;
mod sharers;
mod squares;
mod table;
mod trends;

use std::collections::HashMap;
use std::ops::ControlFlow;

use arrow_array::{Array, RecordBatch};
use arrow_schema::{Schema, SchemaRef};
use touchline_calculators::insight::MOST_TREND_WINDOWS;
use touchline_calculators::recommendation::AreaChooser;
use touchline_calculators::skill::{CallSums, LEVELS, MOST_TOGETHER};
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Hint};
use touchline_kernel::text::Limits;

pub use touchline_calculators::insight::Every;

use adding::{ROWS_IN_ORDER, overall_of};
use boundaries::Boundaries;
use left_out::{Leaving, Reasons, Why};
pub use options::{GroupBy, GroupOptions};
pub(crate) use output::{dictionary, nulls, words};
use share::Share;
use sharers::Sharers;
use squares::Squares;

use crate::binding::{Binding, keys_at};
use crate::bounds::check_rows;
use crate::fault::{Faults, broken};
use crate::gatherer::{Gatherer, Watching, watched};
use crate::interrupted::Interrupted;
use crate::kernel::{self, Abreast, RowSums, Within};
use crate::keys::{Keys, Kind, LookedThrough, NULL, Value};
use crate::moment::{Found, Mark, Moments};
use crate::options::Invalid;
use crate::progress::Progress;
use crate::scorer::{Scorer, chooser};
use crate::threads;
use crate::told_apart::ToldApart;
use crate::unfit::Counted;
use crate::wrong::Wrong;

/// The greatest number of windows from a table's first one to its last between which gaps are told.
const MOST_WINDOWS: i128 = 10_000;

/// Adds up tables of calls, group by group.
pub struct Grouper {
    scorer: Scorer,
    chooser: Option<AreaChooser>,
    options: GroupOptions,
    by: Vec<GroupBy>,
    bound: Option<Bound>,
    keys: [Keys; KEYS],
    /// What the further columns hold, where they are told apart by their own names.
    several: Option<ToldApart>,
    places: LookUp<Key, u32>,
    groups: Vec<Group>,
    /// How many of these are sure to be told.
    counted: usize,
    /// Why nothing is told, where there are more groups than rows may be told.
    refused: Option<BadInput>,
    /// Who has a score in which group.
    scored: Seen<(usize, u32)>,
    sharers: Sharers,
    progress: Progress,
    /// Texts that are no moments, by number, where rows that are wrong are left out.
    unread: Keys,
    /// Where the windows of the calendar begin and end that have come up.
    boundaries: Boundaries,
    abreast: Abreast,
    /// Of each thread: the rows that it has put in the order of their groups, and where it adds rows up.
    shares: Vec<Share>,
    sums: Vec<RowSums>,
}

/// One group's sums.
struct Group {
    key: Key,
    rows: u64,
    /// How many people have a score in it.
    people: u64,
    /// Rows by the level of their overall score, the least level first.
    levels: [u64; LEVELS.len()],
    calls: CallSums,
    /// How far its measures lie apart, where that is asked for.
    squares: Squares,
    /// Rows of it that were left out.
    left_out: Reasons,
}

/// A table's columns by what they are for.
struct Bound {
    schema: SchemaRef,
    scoring: Binding,
    /// Of what groups are told apart by: the place of the column and what it holds.
    keys: [Option<(usize, Kind)>; KEYS],
    /// The same of the further columns that are told apart by their own names.
    several: Vec<(usize, Kind)>,
}

/// In the order of the columns that come out.
const EACH: [GroupBy; KEYS] = [GroupBy::Team, GroupBy::Also, GroupBy::Person, GroupBy::Window];

/// By how many things groups may be told apart.
const KEYS: usize = 4;

/// Where further columns stand among them, where the person does, and where the window does: the last, since figures go from one
/// window to the next.
const ALSO: usize = 1;
const PERSON: usize = 2;
const WINDOW: usize = 3;

/// The numbers of a group's values.
type Key = [u32; KEYS];

/// Of whom the windows of a key are.
fn of_whom(key: &Key) -> [u32; WINDOW] {
    std::array::from_fn(|place| key[place])
}

impl std::fmt::Debug for Grouper {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Grouper").field("groups", &self.groups.len()).finish_non_exhaustive()
    }
}

impl Grouper {
    /// Reads how tables are to be grouped, from a document as [`GroupOptions`] has it; an empty one means the defaults:
    /// the whole table is one group.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        if options.is_empty() {
            return Grouper::of(GroupOptions::default());
        }
        Grouper::of(crate::options::read(options, &Limits::default())?)
    }

    /// The same from options that were read.
    ///
    /// # Errors
    /// Every fault of the framework, or of what the options say.
    pub fn of(options: GroupOptions) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        if options.window.is_some() && options.at.is_some() {
            faults.beside("window", "at");
        }
        let by = options.by();
        for by in options.named().into_iter().filter(|by| options.column(*by).is_none()) {
            faults.absent(match by {
                GroupBy::Team => "team",
                GroupBy::Also => "also",
                GroupBy::Person => "person",
                GroupBy::Window => "at",
            });
        }
        if options.trends && !by.contains(&GroupBy::Window) {
            faults.absent("at");
        }
        if options.least_people.is_some() && options.person.is_none() && !by.contains(&GroupBy::Person) {
            faults.absent("person");
        }
        options.idle(&mut faults);
        faults.told().map_err(Failure::BadInput)?;
        // Each group holds how each two of its components vary together.
        let scorer = Scorer::of_at_most(options.scoring(), MOST_TOGETHER)?;
        let (policy, roles) = (&options.policy, &options.roles);
        let chooser = options.recommendations.then(|| chooser(scorer.compiled(), policy, roles, options.tenure_days));
        let abreast = Abreast::of(scorer.compiled());
        let several = options.several().len();
        Ok(Grouper {
            abreast,
            boundaries: Boundaries::default(),
            unread: Keys::default(),
            shares: Vec::new(),
            sums: Vec::new(),
            scorer,
            chooser,
            options,
            by,
            bound: None,
            keys: std::array::from_fn(|_| Keys::as_kept()),
            several: (several > 0).then(|| ToldApart::by(several)),
            places: LookUp::default(),
            groups: Vec::new(),
            counted: 0,
            refused: None,
            scored: Seen::default(),
            sharers: Sharers::default(),
            progress: Progress::default(),
        })
    }

    /// What the figures of a table of this schema look like.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    pub fn schema(&self, schema: &Schema) -> Result<SchemaRef, BadInput> {
        self.bind(schema).map(|(_, told)| told)
    }

    fn chooser(&self) -> Option<&AreaChooser> {
        self.chooser.as_ref()
    }

    /// The number that the viewer has among the persons.
    fn viewer(&self) -> Option<u32> {
        let viewer = self.options.viewer.as_deref()?;
        self.keys[PERSON].number_of(viewer)
    }

    /// Whether a viewer may not be told of a group that is theirs alone.
    fn holds_back(&self) -> bool {
        self.options.viewer.is_some() && self.options.person.is_some() && !self.options.released
    }

    /// The columns by what they are for, and what the figures look like.
    fn bind(&self, schema: &Schema) -> Result<(Bound, SchemaRef), BadInput> {
        let mut faults = Faults::default();
        let keys = EACH.map(|by| {
            let name = self.options.column(by)?;
            let place = schema.fields().iter().position(|field| field.name() == name)?;
            if by == GroupBy::Window && self.options.calendar() {
                faults.moments(name, schema.field(place).data_type(), self.options.naive());
                return Some((place, Kind::Date));
            }
            keys_at(schema, place, name, &mut faults)
        });
        let several = self.options.several().into_iter().filter_map(|name| {
            let place = schema.fields().iter().position(|field| field.name() == name)?;
            keys_at(schema, place, name, &mut faults)
        });
        let several = several.collect();
        let scoring = faults.joined(self.scorer.bind_hinting(schema, Hint::ColumnMayBeIgnored))?;
        let bound = Bound { schema: schema.clone().into(), scoring, keys, several };
        let told = table::table(self, &bound, &[]).map_err(|error| broken(&error))?.schema();
        let mut faults = Faults::default();
        faults.names(&told);
        faults.told().map(|()| (bound, told))
    }

    /// Whether columns of keys hold what they held before.
    fn compare(&self, before: &Bound, now: &Bound) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let kinds = EACH.iter().zip(now.keys).zip(before.keys);
        for ((by, now), before) in kinds.filter(|((_, now), before)| now.map(kind) != before.map(kind)) {
            let name = self.options.column(*by).map_or("", String::as_str);
            faults.changed(name, &format!("{:?}", before.map(kind)), &format!("{:?}", now.map(kind)));
        }
        let several = self.options.several().into_iter().zip(&now.several).zip(&before.several);
        for ((name, now), before) in several.filter(|((_, now), before)| now.1 != before.1) {
            faults.changed(name, &format!("{:?}", Some(before.1)), &format!("{:?}", Some(now.1)));
        }
        faults.told()
    }

    /// Adds a batch piece by piece, so that no more is kept of a long one than of its pieces; unless it was stopped between two
    /// of them.
    fn add_bound(
        &mut self,
        bound: &Bound,
        batch: &RecordBatch,
        within: Within<'_>,
    ) -> Result<ControlFlow<()>, BadInput> {
        let rows = batch.num_rows();
        let mut looked_through = Default::default();
        let at_once = threads::within(self.options.threads, rows.div_ceil(ROWS_IN_ORDER)) * ROWS_IN_ORDER;
        if rows > at_once && self.options.invalid == Invalid::Refuse {
            self.check(bound, batch)?;
        }
        for first in (0..rows).step_by(at_once) {
            let piece = batch.slice(first, at_once.min(rows - first));
            match self.options.invalid {
                Invalid::Refuse => self.add_piece(bound, &piece, &mut looked_through)?,
                Invalid::Skip => self.add_what_is_right(bound, &piece, &mut looked_through)?,
            }
            let done = first + piece.num_rows();
            if done < rows && within(done).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.progress.took(rows);
        Ok(ControlFlow::Continue(()))
    }

    /// Adds a batch, unless it was stopped within it.
    fn add_within(&mut self, batch: &RecordBatch, within: Within<'_>) -> Result<ControlFlow<()>, BadInput> {
        let fields = batch.schema_ref().fields();
        if self.bound.as_ref().is_none_or(|bound| bound.schema.fields() != fields) {
            self.begin(batch.schema_ref())?;
        }
        if let Some(bad) = &self.refused {
            return Err(bad.clone());
        }
        let Some(bound) = self.bound.take() else { return Ok(ControlFlow::Continue(())) };
        let added = self.add_bound(&bound, batch, within);
        self.bound = Some(bound);
        added
    }

    /// What is wrong with a batch, before any of it is added.
    fn check(&self, bound: &Bound, batch: &RecordBatch) -> Result<(), BadInput> {
        let mut faults = Faults::of_rows();
        if let Some((place, _)) = bound.keys[WINDOW].filter(|_| self.options.calendar()) {
            let moments = self.moments(batch.column(place).as_ref());
            let are_known = moments.stamps().is_some_and(|stamps| stamps.are_in_range());
            let mut wrong = Counted::default();
            for row in (0..batch.num_rows()).filter(|_| !are_known) {
                if let Found::Wrong(found) = moments.mark(row) {
                    wrong.add(row, found);
                }
            }
            self.no_moments(&wrong, &mut faults);
        }
        let columns = bound.scoring.columns(batch);
        let blamed = match self.scorer.refuses() {
            true => self.scorer.blame(&columns, batch.num_rows(), self.progress.rows),
            false => Ok(()),
        };
        faults.joined(blamed)
    }

    fn add_piece(
        &mut self,
        bound: &Bound,
        piece: &RecordBatch,
        looked_through: &mut [LookedThrough; KEYS],
    ) -> Result<(), BadInput> {
        let (mut faults, mut wrong) = (Faults::of_rows(), Counted::default());
        let numbers = self.numbers(bound, piece, looked_through, &mut |row, found| wrong.add(row, found));
        self.no_moments(&wrong, &mut faults);
        let scored = self.scorer.score_bound(&bound.scoring, piece, self.progress.rows, &mut kernel::on);
        let Some(scores) = faults.joined(scored)? else { return Ok(()) };
        let groups = self.places_of(&numbers, piece.num_rows())?;
        let people = numbers[PERSON].as_deref().map(|people| self.keys[PERSON].called(people));
        self.add_rows_of(bound, piece, &scores, (&groups, people.as_deref()))
    }

    /// The same of the rows in which nothing is wrong; the others are counted in their groups.
    fn add_what_is_right(
        &mut self,
        bound: &Bound,
        piece: &RecordBatch,
        looked_through: &mut [LookedThrough; KEYS],
    ) -> Result<(), BadInput> {
        let mut leaving = Leaving::of_rows(piece.num_rows());
        let mut unread = std::mem::take(&mut self.unread);
        let mut wrong = |row: usize, found: Wrong<'_>| leaving.add(row, Why::of(found, &mut unread));
        let numbers = self.numbers(bound, piece, looked_through, &mut wrong);
        self.unread = unread;
        self.leave_unfit(bound, piece, &mut leaving);
        let groups = self.places_of(&numbers, piece.num_rows())?;
        self.leave_out(&leaving, &groups);
        let groups = leaving.staying(groups.into());
        let people = numbers[PERSON].as_deref().map(|people| leaving.staying(self.keys[PERSON].called(people)));
        let staying = leaving.staying_rows(piece).map_err(|error| broken(&error))?;
        let scored = self.scorer.score_bound(&bound.scoring, &staying, self.progress.rows, &mut kernel::on)?;
        let Some(scores) = scored else { return Ok(()) };
        self.add_rows_of(bound, &staying, &scores, (&groups, people.as_deref()))
    }

    /// Adds scored rows, by the group and the person of each.
    fn add_rows_of(
        &mut self,
        bound: &Bound,
        batch: &RecordBatch,
        scores: &RecordBatch,
        (groups, people): (&[u32], Option<&[u32]>),
    ) -> Result<(), BadInput> {
        self.add_sharers(bound, batch, (groups, people));
        self.add_to_groups(bound, batch, overall_of(bound, scores), (groups, people))
    }

    /// The numbers of what each row is told apart by, where there is a column.
    fn numbers<'a>(
        &mut self,
        bound: &Bound,
        batch: &'a RecordBatch,
        looked_through: &mut [LookedThrough; KEYS],
        wrong: &mut dyn FnMut(usize, Wrong<'a>),
    ) -> [Option<Vec<u32>>; KEYS] {
        std::array::from_fn(|key| {
            if let Some(several) = self.several.as_mut().filter(|_| key == ALSO) {
                return Some(several.of_rows(batch, bound.several.iter().map(|(place, _)| *place)));
            }
            let array = batch.column(bound.keys[key]?.0).as_ref();
            let is_of_calendar = key == WINDOW && self.options.calendar();
            Some(match is_of_calendar {
                true => self.windows(array, wrong),
                false => self.keys[key].numbers_after(array, &mut looked_through[key]),
            })
        })
    }

    fn moments<'a>(&self, array: &'a dyn Array) -> Moments<'a> {
        Moments::of(array, self.options.naive(), self.options.zone())
    }

    /// What stands in rows of a batch is no moment.
    fn no_moments(&self, wrong: &Counted<Wrong<'_>>, faults: &mut Faults) {
        let name = self.options.when().map_or("", String::as_str);
        for (found, row, rows) in wrong.found() {
            faults.no_moment_in(name, self.progress.rows + *row as u64, *found, *rows);
        }
    }

    /// The windows of the calendar that rows are in; of rows that are in none, it is told what stands there.
    fn windows<'a>(&mut self, array: &'a dyn Array, wrong: &mut dyn FnMut(usize, Wrong<'a>)) -> Vec<u32> {
        let moments = self.moments(array);
        let mut numbers = Vec::with_capacity(array.len());
        for row in 0..array.len() {
            numbers.push(match moments.mark(row) {
                Found::Null => NULL,
                Found::Some(mark) => self.boundaries.find(mark).unwrap_or_else(|| self.window(&moments, row, mark)),
                Found::Wrong(found) => {
                    wrong(row, found);
                    NULL
                }
            });
        }
        numbers
    }

    /// The window of a row whose window has not come up, and where it begins and ends.
    fn window(&mut self, moments: &Moments<'_>, row: usize, mark: Mark) -> u32 {
        let Found::Some(day) = moments.day(row) else { return NULL };
        let (every, zone) = (self.options.every(), self.options.zone());
        let window = every.number(day);
        let number = self.keys[WINDOW].whole(window.into());
        self.boundaries.add(mark, every.days(window), zone, number);
        number
    }

    /// Whether a group is the viewer's alone, with a critical score that is not released: to them there is none.
    fn is_held(&self, place: usize, group: &Group) -> Result<bool, BadInput> {
        let Some(viewer) = self.viewer().filter(|_| self.holds_back()) else { return Ok(false) };
        let is_theirs = match self.by.contains(&GroupBy::Person) {
            true => group.key[PERSON] == viewer,
            false => group.people == 1 && self.scored.contains(&(place, viewer)),
        };
        Ok(is_theirs && output::is_critical(&self.scorer, group).map_err(|error| broken(&error))?)
    }

    /// The groups in order, with gaps between them.
    fn in_order(&self) -> Result<Vec<Row>, BadInput> {
        let mut ranks = self.keys.each_ref().map(Keys::ranks);
        if let Some(several) = &self.several {
            ranks[ALSO] = several.places();
        }
        let rank = |group: &Group| -> [usize; KEYS] {
            std::array::from_fn(|place| ranks[place].get(group.key[place] as usize).copied().unwrap_or_default())
        };
        let mut order: Vec<usize> = Vec::with_capacity(self.groups.len());
        for (place, group) in self.groups.iter().enumerate() {
            if !self.is_held(place, group)? {
                order.push(place);
            }
        }
        order.sort_by_cached_key(|place| self.groups.get(*place).map(rank));
        let windows = self.windows_in_order();
        let most = if self.options.trends { MOST_TREND_WINDOWS.into() } else { MOST_WINDOWS };
        if (self.options.fill || self.options.trends)
            && let (Some(first), Some(last)) =
                (windows.iter().map(|(at, _)| *at).min(), windows.iter().map(|(at, _)| *at).max())
            && last - first >= most
        {
            let mut faults = Faults::default();
            let hint = match (self.options.trends, self.options.calendar()) {
                (true, true) => Hint::WindowsMayBeLonger,
                (true, false) => Hint::FewerWindows,
                (false, true) => Hint::GapsMayBeLeftOutOrWindowsLonger,
                (false, false) => Hint::GapsOfWindowsMayBeLeftOut,
            };
            faults.too_many_windows(self.options.when().map_or("", String::as_str), last - first + 1, most, hint);
            faults.told()?;
        }
        let at: HashMap<u32, i128> = windows.iter().map(|(at, number)| (*number, *at)).collect();
        let gaps = self.gaps(&order, &at)?;
        check_rows(order.len().saturating_add(gaps), self.options.most_rows)?;
        let number: HashMap<i128, u32> = windows.iter().copied().collect();
        let mut rows: Vec<Row> = Vec::with_capacity(order.len());
        for place in order {
            let Some(group) = self.groups.get(place) else { continue };
            let window = at.get(&group.key[WINDOW]).copied();
            let before = rows.last().filter(|row| of_whom(&row.key) == of_whom(&group.key)).and_then(|row| row.window);
            if let (Some(before), Some(now), true) = (before, window, self.options.fill) {
                rows.extend((before + 1..now).map(|window| {
                    let mut key = group.key;
                    key[WINDOW] = number.get(&window).copied().unwrap_or(NULL);
                    Row { key, window: Some(window), group: None }
                }));
            }
            rows.push(Row { key: group.key, window, group: Some(place) });
        }
        Ok(rows)
    }

    /// How many gaps are told. More than are to be told are refused, before a row is made for any.
    fn gaps(&self, order: &[usize], at: &HashMap<u32, i128>) -> Result<usize, BadInput> {
        if !self.options.fill {
            return Ok(0);
        }
        let groups = order.iter().filter_map(|place| self.groups.get(*place));
        let placed: Vec<([u32; WINDOW], i128)> =
            groups.filter_map(|group| Some((of_whom(&group.key), *at.get(&group.key[WINDOW])?))).collect();
        let between = placed.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1 - pair[0].1 - 1);
        let gaps: i128 = between.sum();
        let most = i128::from(self.options.most_gaps);
        if gaps > most {
            let mut faults = Faults::default();
            faults.too_many_gaps(self.options.when().map_or("", String::as_str), gaps, most);
            faults.told()?;
        }
        Ok(usize::try_from(gaps).unwrap_or(usize::MAX))
    }

    /// The windows that have a row, by when they come. Those of the calendar have their own count, and others their
    /// place among all that there are.
    fn windows_in_order(&self) -> Vec<(i128, u32)> {
        if !self.by.contains(&GroupBy::Window) {
            return Vec::new();
        }
        let mut used: Vec<u32> =
            self.groups.iter().map(|group| group.key[WINDOW]).filter(|window| *window != NULL).collect();
        used.sort_unstable_by(|one, other| self.keys[WINDOW].value(*one).cmp(self.keys[WINDOW].value(*other)));
        used.dedup();
        let count = |(place, number): (usize, u32)| match self.keys[WINDOW].value(number) {
            Value::Whole(count) if self.options.calendar() => (*count, number),
            _ => (place as i128, number),
        };
        used.into_iter().enumerate().map(count).collect()
    }
}

impl Gatherer for Grouper {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let (bound, _) = self.bind(schema)?;
        if let Some(before) = &self.bound {
            self.compare(before, &bound)?;
        }
        self.bound = Some(bound);
        Ok(())
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        self.add_within(batch, &mut kernel::on).map(drop)
    }

    fn add_watched(&mut self, batch: &RecordBatch, watch: Watching<'_>) -> Result<(), Interrupted> {
        watched(self.progress, watch, |within| {
            let flow = self.add_within(batch, within)?;
            Ok((flow, self.progress))
        })
    }

    fn holds_on(&self) -> bool {
        false
    }

    fn progress(&self) -> Progress {
        self.progress
    }

    /// The figures of all groups that have come up: a row for each, by what they are told apart by in the order of its
    /// values, what is null first.
    fn finish(mut self: Box<Self>) -> Result<RecordBatch, BadInput> {
        let Some(bound) = self.bound.take() else {
            return Err(broken(&arrow_schema::ArrowError::SchemaError("no table was given".to_owned())));
        };
        if let Some(bad) = self.refused {
            return Err(bad);
        }
        let rows = self.in_order()?;
        table::table(&self, &bound, &rows).map_err(|error| broken(&error))
    }
}

/// A row of what comes out.
#[derive(Clone, Copy)]
struct Row {
    key: Key,
    /// Which window it is, where it is in one.
    window: Option<i128>,
    /// The group's place; a gap has none.
    group: Option<usize>,
}

fn kind((_, kind): (usize, Kind)) -> Kind {
    kind
}

//! Scores of record batches.
//!
//! Rules: BAT-01.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use pulp::{Arch, Simd};
use touchline_calculators::recommendation::{AreaChooser, Bounds};
use touchline_calculators::skill::{Compiled, Component, LEVELS};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Hint};
use touchline_kernel::text::{Key, Limits};
use touchline_law::policy::Policy;

use crate::arena::Arena;
use crate::binding::{Binding, column};
use crate::column::Column;
use crate::fault::{Faults, broken, not_given};
use crate::kernel::{
    self, Chunks, Cut, Input, Instructions, Lanes, More, Plan, ROWS, Target, WORDS, Wholes, Within, walk,
};
use crate::options::{NotFinite, ScoringOptions};
use crate::output::{self, Layout, MoreColumns, Names, TargetColumns};
use crate::recommended;
use crate::unfit::Counted;

/// As many components as a framework by which tables are scored may have: each is a column of what is told, or a row of each
/// row, whether the table has a column for it or not.
const MOST_COMPONENTS: usize = 1_000;

/// Scores tables by one framework.
#[derive(Clone, Debug)]
pub struct Scorer {
    framework: Key,
    compiled: Compiled,
    /// The components of the whole framework, of which a view may leave some out.
    beside: Vec<String>,
    /// The places of the components that are read.
    read: Range<usize>,
    options: ScoringOptions,
    plan: Plan,
    names: Names,
    /// Chooses what to coach, where that is asked for.
    chooser: Option<AreaChooser>,
    arch: Arch,
}

impl Scorer {
    /// Reads how tables are to be scored, from a document as [`ScoringOptions`] has it; an empty one means the
    /// framework `sales` and the defaults.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        if options.is_empty() {
            return Scorer::of(ScoringOptions::default());
        }
        Scorer::of(crate::options::read(options, &Limits::default())?)
    }

    /// The same from options that were read.
    ///
    /// # Errors
    /// Every fault of the framework, or of what the options say about its components.
    pub fn of(options: ScoringOptions) -> Result<Self, Failure> {
        Scorer::of_at_most(options, MOST_COMPONENTS)
    }

    /// The same where the framework has so many components at most.
    pub(crate) fn of_at_most(options: ScoringOptions, most: usize) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        faults.unused(options.recommendations, &options.roles, options.tenure_days);
        faults.told().map_err(Failure::BadInput)?;
        let chosen = options.framework.chosen(options.view.as_ref()).map_err(Failure::BadInput)?;
        let beside: Vec<String> =
            chosen.framework.components().map(|component| component.key.as_str().to_owned()).collect();
        let framework = chosen.framework.key.clone();
        let compiled = chosen.compiled.into_owned();
        check_components(&compiled, most)?;
        let mut faults = Faults::default();
        for key in options.columns.keys().filter(|key| !beside.contains(key)) {
            faults.no_component(key, beside.clone());
        }
        faults.told().map_err(Failure::BadInput)?;
        let (plan, names) = (Plan::of(&compiled), Names::of(&compiled));
        let chooser =
            options.recommendations.then(|| chooser(&compiled, &options.policy, &options.roles, options.tenure_days));
        let read = 0..compiled.components().len();
        Ok(Scorer { framework, compiled, beside, read, options, plan, names, chooser, arch: Arch::new() })
    }

    /// The same where the measures of the area at this place alone are read; all of them where there is none.
    pub(crate) fn of_area(mut self, place: Option<usize>) -> Self {
        if let Some(area) = place.and_then(|place| self.compiled.areas().get(place)) {
            self.read = area.first..area.first + self.compiled.components_of(area).len();
        }
        self
    }

    /// How tables are scored, as it was told.
    #[must_use]
    pub fn options(&self) -> &ScoringOptions {
        &self.options
    }

    /// The same with instructions of one's choice; nothing where the processor lacks them.
    #[must_use]
    pub fn with(self, instructions: Instructions) -> Option<Self> {
        let arch = instructions.arch()?;
        Some(Scorer { arch, ..self })
    }

    /// What the scores of a table of this schema look like.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    pub fn schema(&self, schema: &Schema) -> Result<SchemaRef, BadInput> {
        self.bind(schema).map(|binding| binding.schema)
    }

    pub(crate) fn framework(&self) -> &Key {
        &self.framework
    }

    pub(crate) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) fn bind(&self, schema: &Schema) -> Result<Binding, BadInput> {
        self.bind_hinting(schema, Hint::ColumnMayBeKept)
    }

    /// Finds the columns that are needed; of others it hints at what can be done.
    pub(crate) fn bind_hinting(&self, schema: &Schema, hint: Hint) -> Result<Binding, BadInput> {
        let scores = output::fields(&self.compiled, self.options.detail);
        let coached = self.options.recommendations.then(recommended::fields).into_iter().flatten();
        self.bind_for(schema, scores.into_iter().chain(coached).collect(), &[], hint)
    }

    /// Finds the columns that are needed for what these fields tell, and those of these names besides.
    pub(crate) fn bind_for(
        &self,
        schema: &Schema,
        told: Vec<Field>,
        besides: &[&str],
        hint: Hint,
    ) -> Result<Binding, BadInput> {
        Binding::of(schema, (&self.compiled, &self.beside, &self.read), &self.options, besides, (told, hint))
    }

    /// The keys of the components that are scored.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.compiled.components().iter().map(|component| component.key.as_str().to_owned()).collect()
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn arch(&self) -> Arch {
        self.arch
    }

    /// Scores one batch.
    ///
    /// # Errors
    /// What is wrong with its columns, or each value that is no finite number with its column and row.
    pub fn score(&self, batch: &RecordBatch) -> Result<RecordBatch, BadInput> {
        let scores = self.score_bound(&self.bind(batch.schema_ref())?, batch, 0, &mut kernel::on)?;
        scores.ok_or_else(not_given)
    }

    /// Whether a row in which a measure is none is wrong.
    pub(crate) fn refuses(&self) -> bool {
        self.options.not_finite == NotFinite::Refuse
    }

    /// Scores a batch of a table that was bound; its first row is this one of the table. Nothing comes of it where it was
    /// stopped.
    pub(crate) fn score_bound(
        &self,
        binding: &Binding,
        batch: &RecordBatch,
        first_row: u64,
        within: Within<'_>,
    ) -> Result<Option<RecordBatch>, BadInput> {
        let rows = batch.num_rows();
        let columns = binding.columns(batch);
        let all = self.options.detail || self.chooser.is_some();
        let layout = Layout::of(self.plan.areas.len(), rows.div_ceil(ROWS), all);
        let mut arena = Arena::new(layout.bytes);
        let (into, refuses) = (layout.columns(arena.bytes()), self.refuses());
        let work = Work { plan: &self.plan, columns: &columns, rows, first: 0, into, refuses };
        let fit = kernel::spread(self.arch, self.options.threads, work, rows.div_ceil(ROWS), within);
        let Some(fit) = fit else { return Ok(None) };
        if !fit && refuses {
            self.blame(&columns, rows, first_row)?;
        }
        self.assemble(binding, batch, &layout, arena).map(Some).map_err(|error| broken(&error))
    }

    /// Names what is no finite number: of each column the same once, with the first of its rows and how many they are.
    pub(crate) fn blame(&self, columns: &[Column<'_>], rows: usize, first_row: u64) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        for (name, values) in self.named(columns) {
            // Of what comes behind all that is told nothing is counted.
            if faults.are_full() {
                break;
            }
            let mut counted = Counted::default();
            values.each_unfit(0..rows, |row, found| counted.add(row, found));
            for (found, first, rows) in counted.found() {
                faults.not_finite_in(name, first_row + *first as u64, *found, *rows);
            }
        }
        faults.told()
    }

    /// The name of the column of the component at this place.
    pub(crate) fn column_of(&self, place: usize) -> &str {
        self.compiled.components().get(place).map_or("", |component| column(component.key.as_str(), &self.options))
    }

    /// The columns of measures by their names in the table.
    pub(crate) fn named<'a, 'b>(
        &'a self,
        columns: &'a [Column<'b>],
    ) -> impl Iterator<Item = (&'a str, &'a Column<'b>)> {
        let name = move |component: &'a Component| column(component.key.as_str(), &self.options);
        self.compiled.components().iter().map(name).zip(columns)
    }

    fn assemble(
        &self,
        binding: &Binding,
        batch: &RecordBatch,
        layout: &Layout,
        arena: Arena,
    ) -> Result<RecordBatch, ArrowError> {
        let rows = batch.num_rows();
        let kept = binding.kept(batch);
        let memory = arena.into_buffer();
        let mut scores = output::arrays(layout, &memory, rows, &self.names, self.options.detail)?;
        if let Some(chooser) = &self.chooser {
            scores.extend(recommended::arrays(layout, &memory, rows, chooser, &self.compiled)?);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::clone(&binding.schema), kept.chain(scores).collect(), &options)
    }
}

/// Refuses a framework of more components than this.
fn check_components(compiled: &Compiled, most: usize) -> Result<(), Failure> {
    let (components, mut faults) = (compiled.components().len(), Faults::default());
    if components > most {
        faults.too_many("framework", components as i128, most as i128);
    }
    faults.told().map_err(Failure::BadInput)
}

/// Chooses what to coach in people with these roles, who were hired so long ago.
pub(crate) fn chooser(compiled: &Compiled, policy: &Policy, roles: &[Key], tenure_days: Option<u32>) -> AreaChooser {
    let target = policy.skill.target(roles, tenure_days).score;
    AreaChooser::new(compiled, Bounds::of(&policy.recommendation, target))
}

/// Chunks that follow one another, and where their scores go.
struct Work<'a> {
    plan: &'a Plan,
    columns: &'a [Column<'a>],
    /// How many rows the batch has.
    rows: usize,
    /// The first chunk.
    first: usize,
    into: Vec<TargetColumns<'a>>,
    /// Whether nothing is made of any row where one is wrong.
    refuses: bool,
}

impl Cut for Work<'_> {
    fn split(self, until: usize) -> (Self, Self) {
        let chunks = until.saturating_sub(self.first);
        let (before, after) = self.into.into_iter().map(|columns| columns.split(chunks)).unzip();
        (Work { into: before, ..self }, Work { into: after, first: until, ..self })
    }
}

/// What a chunk's scores are before they are narrowed.
#[derive(Clone)]
struct Wide {
    published: Wholes,
    weakest: Wholes,
}

/// Room for a chunk of each column that does not lie as the kernel reads it.
pub(crate) fn copies(columns: &[Column<'_>]) -> Vec<Lanes> {
    vec![[0.0; ROWS]; columns.len()]
}

/// A chunk of each column, where it lies or copied.
#[inline(always)]
pub(crate) fn inputs<'a>(columns: &[Column<'a>], copies: &'a mut [Lanes], first: usize, rows: usize) -> Vec<Input<'a>> {
    let each = columns.iter().zip(copies).map(|(column, copy)| {
        let raw = match column.chunk(first) {
            Some(raw) => raw,
            None => {
                column.copy(first, rows, copy);
                copy
            }
        };
        Input { raw, present: column.present(first, rows) }
    });
    each.collect()
}

impl Chunks for Work<'_> {
    #[inline(always)]
    fn each<S: Simd>(mut self, simd: S) -> bool {
        let chunks = self.into.first().map_or(0, |columns| columns.score.len() / ROWS);
        let mut copies = copies(self.columns);
        let mut wide = vec![Wide { published: [0; ROWS], weakest: [0; ROWS] }; self.into.len()];
        let mut fit = true;
        for chunk in 0..chunks {
            let first = (self.first + chunk) * ROWS;
            let rows = ROWS.min(self.rows - first);
            let inputs = inputs(self.columns, &mut copies, first, rows);
            let mut targets: Vec<Target<'_>> = Vec::with_capacity(wide.len());
            targets
                .extend(self.into.iter_mut().zip(&mut wide).filter_map(|(columns, wide)| columns.target(chunk, wide)));
            if let Some((overall, areas)) = targets.split_last_mut() {
                fit &= walk(simd, self.plan, &inputs, areas, overall);
            }
            for (columns, wide) in self.into.iter_mut().zip(&wide) {
                if let Some(more) = &mut columns.more {
                    narrow(more, chunk, wide);
                }
            }
            if self.refuses && !fit {
                break;
            }
        }
        fit
    }
}

impl TargetColumns<'_> {
    fn target<'a>(&'a mut self, chunk: usize, wide: &'a mut Wide) -> Option<Target<'a>> {
        let more = match &mut self.more {
            Some(more) => Some(More {
                coverage: more.coverage.as_chunks_mut().0.get_mut(chunk)?,
                published: &mut wide.published,
                weakest: &mut wide.weakest,
                present: more.present.as_chunks_mut().0.get_mut(chunk)?,
            }),
            None => None,
        };
        Some(Target {
            score: self.score.as_chunks_mut().0.get_mut(chunk)?,
            scored: self.scored.as_chunks_mut::<WORDS>().0.get_mut(chunk)?,
            more,
        })
    }
}

/// Writes what fits into bytes, and the level of each published score.
#[inline(always)]
fn narrow(more: &mut MoreColumns<'_>, chunk: usize, wide: &Wide) {
    let at = chunk * ROWS..(chunk + 1) * ROWS;
    for (published, wide) in more.published[at.clone()].iter_mut().zip(&wide.published) {
        *published = wide.to_le_bytes()[0];
    }
    for (weakest, wide) in more.weakest[at.clone()].iter_mut().zip(&wide.weakest) {
        *weakest = *wide as i16;
    }
    // A level's place among the levels, the least first, is how many of the later ones a score reaches.
    let levels = &mut more.level[at.clone()];
    levels.fill(0);
    for row in LEVELS.iter().skip(1) {
        for (level, published) in levels.iter_mut().zip(&more.published[at.clone()]) {
            *level += i8::from(*published >= row.least);
        }
    }
}

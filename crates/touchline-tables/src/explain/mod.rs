//! Why the scores of a table's rows are what they are: what each component gave and kept, with the bits that
//! `skill.explain` gives a row by itself.
//!
//! Rules: BAT-07.

mod layout;
mod options;
mod output;

use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Hint};
use touchline_kernel::text::{Key, Limits};

pub use options::{ExplainLayout, ExplainOptions};

use crate::arena::Arena;
use crate::binding::Binding;
use crate::bounds::check_rows;
use crate::fault::{Faults, broken};
use crate::gatherer::{Gatherer, Watching, watched};
use crate::interrupted::Interrupted;
use crate::kernel::{self, Plan, ROWS, Shares, Within};
use crate::options::NotFinite;
use crate::pieces;
use crate::progress::Progress;
use crate::scorer::Scorer;
use layout::{Layout, Work};

/// Explains tables by one framework.
pub struct Explainer {
    scorer: Scorer,
    options: ExplainOptions,
    /// The areas that are explained.
    plan: Plan,
    bound: Option<(SchemaRef, Binding)>,
    told: Vec<RecordBatch>,
    progress: Progress,
}

impl std::fmt::Debug for Explainer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Explainer").field("progress", &self.progress).finish_non_exhaustive()
    }
}

impl Explainer {
    /// Reads how tables are to be explained, from a document as [`ExplainOptions`] has it; an empty one means the framework
    /// `sales` and the defaults.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        if options.is_empty() {
            return Explainer::of(ExplainOptions::default());
        }
        Explainer::of(crate::options::read(options, &Limits::default())?)
    }

    /// The same from options that were read.
    ///
    /// # Errors
    /// Every fault of the framework, or of what the options say about it.
    pub fn of(options: ExplainOptions) -> Result<Self, Failure> {
        let mut scorer = Scorer::of(options.scoring())?;
        let mut faults = Faults::default();
        if options.overall && options.area.is_some() {
            faults.not_with("overall", "area");
        }
        let mut plan = scorer.plan().clone();
        if let Some(area) = &options.area {
            let place = seen_area(&scorer, area, "area", &mut faults);
            plan.areas = place.and_then(|place| plan.areas.get(place).cloned()).into_iter().collect();
            scorer = scorer.of_area(place);
        }
        faults.told().map_err(Failure::BadInput)?;
        Ok(Explainer { scorer, options, plan, bound: None, told: Vec::new(), progress: Progress::default() })
    }

    /// What is told of a table of this schema.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    pub fn schema(&self, schema: &Schema) -> Result<SchemaRef, BadInput> {
        self.bind(schema).map(|binding| binding.schema)
    }

    fn bind(&self, schema: &Schema) -> Result<Binding, BadInput> {
        let told = output::fields(self.scorer.compiled(), &self.plan, &self.options);
        if self.options.layout == ExplainLayout::Rows {
            return self.scorer.bind_for(schema, told, &[], Hint::ColumnMayBeKept);
        }
        pieces::bound_to_parts(&self.scorer, schema, told, &[])
    }

    /// Explains a batch; its first row is this one of the table. Nothing comes of it where it was stopped.
    fn explain(
        &self,
        binding: &Binding,
        batch: &RecordBatch,
        first_row: u64,
        within: Within<'_>,
    ) -> Result<Option<RecordBatch>, BadInput> {
        let (rows, shares) = (batch.num_rows(), self.shares());
        let (columns, chunks) = (binding.columns(batch), rows.div_ceil(ROWS));
        let layout = Layout::of(&self.plan, shares, chunks, self.options.tells_all());
        let mut arena = Arena::new(layout.bytes);
        let work = Work::of((&self.plan, shares), &columns, rows, layout.columns(arena.bytes()));
        let fit = kernel::spread(self.scorer.arch(), self.options.threads, work, chunks, within);
        let Some(fit) = fit else { return Ok(None) };
        if !fit && self.options.not_finite == NotFinite::Refuse {
            self.scorer.blame(&columns, rows, first_row)?;
        }
        let memory = arena.into_buffer();
        let told = output::Told { explainer: self, layout: &layout, memory: &memory, rows };
        let told = match self.options.layout {
            ExplainLayout::Rows => told.in_rows(binding, batch),
            ExplainLayout::Parts => told.in_parts(binding, batch, &columns, first_row),
        };
        told.map(Some).map_err(|error| broken(&error))
    }

    /// Adds a batch, unless it was stopped within it.
    fn add_within(&mut self, batch: &RecordBatch, within: Within<'_>) -> Result<ControlFlow<()>, BadInput> {
        let fields = batch.schema_ref().fields();
        if self.bound.as_ref().is_none_or(|(schema, _)| schema.fields() != fields) {
            self.begin(batch.schema_ref())?;
        }
        let Some((_, binding)) = &self.bound else { return Ok(ControlFlow::Continue(())) };
        let of_each = match self.options.layout {
            ExplainLayout::Rows => 1,
            ExplainLayout::Parts => self.plan.areas.iter().map(|area| area.components.len()).sum(),
        };
        let rows = usize::try_from(self.progress.rows).unwrap_or(usize::MAX).saturating_add(batch.num_rows());
        check_rows(rows.saturating_mul(of_each), self.options.most_rows)?;
        let Some(told) = self.explain(binding, batch, self.progress.rows, within)? else {
            return Ok(ControlFlow::Break(()));
        };
        self.told.push(told);
        self.progress.took(batch.num_rows());
        Ok(ControlFlow::Continue(()))
    }

    fn shares(&self) -> Shares {
        if self.options.overall { Shares::Overall } else { Shares::Areas }
    }
}

/// The place of the area of this key among those that a view of the framework has; where there is none, a fault.
pub(crate) fn seen_area(scorer: &Scorer, key: &Key, option: &str, faults: &mut Faults) -> Option<usize> {
    let areas = || scorer.compiled().areas().iter().map(|area| &area.key);
    let place = areas().position(|area| area == key);
    if place.is_none() {
        faults.none_of(option, key.as_str(), areas().map(Key::as_str).collect());
    }
    place
}

impl Gatherer for Explainer {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let binding = self.bind(schema)?;
        if let Some((_, before)) = self.bound.as_ref().filter(|(_, before)| before.schema != binding.schema) {
            pieces::changed(&before.schema, &binding.schema)?;
        }
        self.bound = Some((schema.clone().into(), binding));
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

    /// What is handed on.
    fn holds_on(&self) -> bool {
        !self.options.keep.is_empty()
    }

    fn progress(&self) -> Progress {
        self.progress
    }

    fn finish(self: Box<Self>) -> Result<RecordBatch, BadInput> {
        let kept = self.options.keep.len();
        pieces::joined(&self.finished()?, kept).map_err(|error| broken(&error))
    }

    fn finished(self: Box<Self>) -> Result<Vec<RecordBatch>, BadInput> {
        pieces::told(self.told, self.bound.map(|(_, binding)| binding.schema))
    }
}

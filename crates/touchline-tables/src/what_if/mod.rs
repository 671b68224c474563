//! What would lift the scores of a table's rows to a target: of each row what `skill.what_if` tells of it by itself.
//!
//! Rules: BAT-07.

mod options;
mod output;

use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use touchline_calculators::skill::{Goal, NotANumber, PublishedScore, WhatIf};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Hint};
use touchline_kernel::text::Limits;

pub use options::WhatIfOptions;

use crate::binding::Binding;
use crate::bounds::check_rows;
use crate::column::{Column, holds_numbers, is_measure};
use crate::explain::{ExplainLayout, seen_area};
use crate::fault::{Faults, broken};
use crate::gatherer::Gatherer;
use crate::options::NotFinite;
use crate::pieces;
use crate::progress::Progress;
use crate::scorer::Scorer;
use crate::threads;

/// The greatest score that is published.
const BEST: f64 = 100.0;

/// Tells what would lift the scores of tables.
pub struct WhatIfs {
    scorer: Scorer,
    options: WhatIfOptions,
    spreads: Vec<Option<f64>>,
    bound: Option<Bound>,
    told: Vec<RecordBatch>,
    /// How many rows these have.
    rows: usize,
    progress: Progress,
}

/// What is told of each row, and how many rows that comes to.
type Told = (Vec<Option<WhatIf>>, usize);

/// A table's columns by what they are for.
struct Bound {
    schema: SchemaRef,
    binding: Binding,
    /// The place of the column of targets.
    target: Option<usize>,
}

impl std::fmt::Debug for WhatIfs {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("WhatIfs").field("progress", &self.progress).finish_non_exhaustive()
    }
}

impl WhatIfs {
    /// Reads what is asked, from a document as [`WhatIfOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        if options.is_empty() {
            return WhatIfs::of(WhatIfOptions::default());
        }
        WhatIfs::of(crate::options::read(options, &Limits::default())?)
    }

    /// The same from options that were read.
    ///
    /// # Errors
    /// Every fault of the framework, or of what the options say about it.
    pub fn of(options: WhatIfOptions) -> Result<Self, Failure> {
        let mut scorer = Scorer::of(options.scoring())?;
        let mut faults = Faults::default();
        match (&options.target, options.score) {
            (None, None) => faults.absent("target"),
            (Some(_), Some(_)) => faults.beside("score", "target"),
            _ => (),
        }
        if let Some(area) = &options.area {
            let place = seen_area(&scorer, area, "area", &mut faults);
            scorer = scorer.of_area(place);
        }
        let compiled = scorer.compiled();
        let mut spreads = vec![None; compiled.components().len()];
        for (key, spread) in &options.spread {
            match compiled.place(key).and_then(|place| spreads.get_mut(place)) {
                Some(into) if *spread >= 0.0 => *into = Some(*spread),
                Some(_) => faults.below_zero("spread", key, *spread),
                None => faults.none_among("spread", key, scorer.keys()),
            }
        }
        faults.told().map_err(Failure::BadInput)?;
        Ok(WhatIfs { scorer, options, spreads, bound: None, told: Vec::new(), rows: 0, progress: Progress::default() })
    }

    fn bind(&self, schema: &Schema) -> Result<Bound, BadInput> {
        let mut faults = Faults::default();
        let mut target = None;
        if let Some(name) = &self.options.target {
            target = crate::binding::find(schema, name, &mut faults);
            match target.and_then(|place| schema.fields().get(place)) {
                None => faults.absent(name),
                Some(field) if !holds_numbers(field.data_type()) => faults.not_numbers(name, field.data_type()),
                Some(_) => (),
            }
        }
        let told = output::fields(self.scorer.compiled(), &self.options);
        let besides: Vec<&str> = self.options.target.iter().map(String::as_str).collect();
        let binding = match self.options.layout {
            ExplainLayout::Rows => self.scorer.bind_for(schema, told, &besides, Hint::ColumnMayBeKept),
            ExplainLayout::Parts => pieces::bound_to_parts(&self.scorer, schema, told, &besides),
        };
        let binding = faults.joined(binding)?;
        Ok(Bound { schema: schema.clone().into(), binding, target })
    }

    /// What is told of each row of a batch, whose first row is this one of the table, nothing where nothing is asked; and how
    /// many rows it comes to. Once that is more than may be told, of no further row anything is worked out.
    fn tell(&self, bound: &Bound, batch: &RecordBatch, first_row: u64) -> Result<Told, BadInput> {
        let columns = bound.binding.columns(batch);
        let rows = batch.num_rows();
        let mut faults = Faults::default();
        let targets = self.targets(bound, batch, first_row, &mut faults);
        let checked = match self.options.not_finite {
            NotFinite::Refuse => self.scorer.blame(&columns, rows, first_row),
            NotFinite::Missing => Ok(()),
        };
        faults.joined(checked)?;
        let each = rows.div_ceil(threads::within(self.options.threads, rows)).max(1);
        let parts: Vec<(usize, &[Option<u8>])> =
            targets.chunks(each).enumerate().map(|(nth, targets)| (nth * each, targets)).collect();
        let made = AtomicUsize::new(0);
        let told: Result<Vec<Vec<Option<WhatIf>>>, NotANumber> =
            threads::each(parts, |(first, targets)| self.tell_rows(&columns, first, targets, &made))
                .into_iter()
                .collect();
        let told = told.map_err(|error| broken(&arrow_schema::ArrowError::ComputeError(error.to_string())))?;
        Ok((told.into_iter().flatten().collect(), made.into_inner()))
    }

    fn tell_rows(
        &self,
        columns: &[Column<'_>],
        first: usize,
        targets: &[Option<u8>],
        made: &AtomicUsize,
    ) -> Result<Vec<Option<WhatIf>>, NotANumber> {
        let mut goal = Goal { area: self.options.area.clone(), score: PublishedScore(0) };
        let room = self.options.most_rows.map_or(usize::MAX, |most| (most as usize).saturating_sub(self.rows));
        let of_row = |(row, target): (usize, &Option<u8>)| {
            if made.load(Ordering::Relaxed) > room {
                return Ok(None);
            }
            let told = match target {
                None => None,
                Some(target) => {
                    goal.score = PublishedScore(*target);
                    let raws: Vec<Option<f64>> =
                        columns.iter().map(|column| column.number(row).filter(|raw| is_measure(*raw))).collect();
                    Some(WhatIf::of(self.scorer.compiled(), &raws, &goal, &self.spreads)?)
                }
            };
            let rows = if self.options.layout == ExplainLayout::Rows { 1 } else { output::parts(&told) };
            made.fetch_add(rows, Ordering::Relaxed);
            Ok(told)
        };
        (first..).zip(targets).map(of_row).collect()
    }

    /// The score that each row is to reach.
    fn targets(&self, bound: &Bound, batch: &RecordBatch, first_row: u64, faults: &mut Faults) -> Vec<Option<u8>> {
        let rows = batch.num_rows();
        let Some(place) = bound.target else { return vec![self.options.score.map(|score| score.0); rows] };
        let name = self.options.target.as_deref().unwrap_or_default();
        let mut targets = vec![None; rows];
        let column = Column::of(batch.column(place).as_ref());
        column.each(rows, |row, number| {
            let told = first_row + row as u64;
            if let Some(found) = column.unfit(row) {
                if self.options.not_finite == NotFinite::Refuse {
                    faults.not_finite(name, told, Some(found));
                }
            } else if number.fract() != 0.0 {
                faults.not_whole(name, told, number, None);
            } else if !(0.0..=BEST).contains(&number) {
                faults.out_of_range(name, told, number, 0.0, BEST);
            } else if let Some(target) = targets.get_mut(row) {
                *target = Some(number as u8);
            }
        });
        targets
    }
}

impl Gatherer for WhatIfs {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let bound = self.bind(schema)?;
        if let Some(before) = self.bound.as_ref().filter(|before| before.binding.schema != bound.binding.schema) {
            pieces::changed(&before.binding.schema, &bound.binding.schema)?;
        }
        self.bound = Some(bound);
        Ok(())
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        let fields = batch.schema_ref().fields();
        if self.bound.as_ref().is_none_or(|bound| bound.schema.fields() != fields) {
            self.begin(batch.schema_ref())?;
        }
        let Some(bound) = &self.bound else { return Ok(()) };
        let (told, more) = self.tell(bound, batch, self.progress.rows)?;
        let rows = self.rows.saturating_add(more);
        check_rows(rows, self.options.most_rows)?;
        let told = match self.options.layout {
            ExplainLayout::Rows => output::in_rows(&self.scorer, &bound.binding, batch, &told),
            ExplainLayout::Parts => output::in_parts(&self.scorer, &bound.binding, batch, &told, self.progress.rows),
        };
        self.told.push(told.map_err(|error| broken(&error))?);
        self.rows = rows;
        self.progress.took(batch.num_rows());
        Ok(())
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
        pieces::told(self.told, self.bound.map(|bound| bound.binding.schema))
    }
}

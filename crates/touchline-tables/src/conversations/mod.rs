//! Measures of many calls from a table of what was said in them: each row is a segment, and a call gets the figures that
//! `talk.measure` gives it by itself, to the last bit.
//!
//! Rules: BAT-03, TRS-03, TRS-04, TRS-05, TRS-06, TRS-07.

mod bound;
mod held;
mod options;
mod output;
mod segments;

use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Limits;
use touchline_talk::measure::Measuring;

pub use options::{ConversationOptions, ConversationRows, TimeUnit};

use crate::bounds::check_rows;
use crate::fault::{Faults, broken};
use crate::gatherer::{Gatherer, Watching, watched};
use crate::interrupted::Interrupted;
use crate::kernel::{self, Within};
use crate::keys::Keys;
use crate::progress::Progress;
use crate::runs::MOST_TEXT;
use bound::{Bound, Field};
use held::Held;
use output::Told;
use segments::{Segments, shared_text};

/// How many segments are measured until it is asked again whether to go on: some milliseconds of work.
const AT_ONCE: usize = 4_096;

/// Measures tables of what was said.
#[derive(Debug)]
pub struct Conversations {
    options: ConversationOptions,
    measuring: Measuring,
    calls: Keys,
    bound: Option<Bound>,
    held: Held,
    told: Told,
    progress: Progress,
}

impl Conversations {
    /// Reads how calls are to be measured, from a document as [`ConversationOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let options: ConversationOptions = crate::options::read(options, &Limits::default())?;
        let mut faults = Faults::default();
        for key in options.columns.keys().filter(|key| !Field::names().contains(key)) {
            faults.no_component(key, Field::names());
        }
        if options.detail && options.tells == ConversationRows::Hits {
            faults.not_with("detail", "tells");
        }
        faults.told().map_err(Failure::BadInput)?;
        let (lists, more, policy) = (options.lists.clone(), options.more.clone(), options.policy.talk.clone());
        let measuring = Measuring::of(&options.framework, (lists, more), policy, options.ratio_of);
        Ok(Conversations {
            measuring: measuring.map_err(Failure::BadInput)?,
            told: Told::of(options.tells),
            options,
            calls: Keys::default(),
            bound: None,
            held: Held::default(),
            progress: Progress::default(),
        })
    }

    /// Refuses more rows than may be told: of calls that come after them nothing is measured.
    fn check_told(&self) -> Result<(), BadInput> {
        let coming = match self.options.tells {
            ConversationRows::Calls => self.held.calls(),
            ConversationRows::Hits => 0,
        };
        check_rows(self.told.calls().len() + coming, self.options.most_rows)
    }

    /// Measures the calls that are held, in the order in which they have come up, and asks between some of them whether to go on.
    fn measure_held(&mut self, go_on: &mut dyn FnMut() -> ControlFlow<()>) -> ControlFlow<()> {
        let mut measured = 0;
        for call in self.held.take() {
            if self.check_told().is_err() {
                break;
            }
            let number = call.number;
            let transcript = call.transcript(&self.options);
            measured += transcript.segments.len();
            self.told.add(number, &transcript, &mut self.measuring);
            if measured >= AT_ONCE {
                measured = 0;
                go_on()?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Adds a batch, where it is not stopped between calls that have ended in it.
    fn add_within(&mut self, batch: &RecordBatch, within: Within<'_>) -> Result<ControlFlow<()>, BadInput> {
        let fields = batch.schema_ref().fields();
        if self.bound.as_ref().is_none_or(|bound| bound.schema.fields() != fields) {
            self.begin(batch.schema_ref())?;
        }
        let Some(bound) = self.bound.clone() else { return Ok(ControlFlow::Continue(())) };
        let mut faults = Faults::default();
        let bytes = bound.place(Field::Text).map_or(0, |place| shared_text(batch.column(place)));
        if bytes > MOST_TEXT {
            faults.too_large(self.options.column(Field::Text), bytes, MOST_TEXT);
            return faults.told().map(|()| ControlFlow::Continue(()));
        }
        let segments = Segments::of((&bound, &self.options), &mut self.calls, batch, self.progress.rows);
        let mut rows = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            rows.extend(segments.row(row, &mut faults));
        }
        faults.told()?;
        self.held.fits((&rows, self.progress.rows), &self.options, &self.calls)?;
        let mut asked = 0;
        for (done, row) in rows.into_iter().enumerate() {
            if self.options.together && self.held.ends_with(row.call) {
                let mut flow = self.measure_held(&mut || within(done));
                if done - asked >= AT_ONCE {
                    asked = done;
                    flow = if flow.is_break() { flow } else { within(done) };
                }
                if flow.is_break() {
                    return Ok(flow);
                }
            }
            self.held.add(row);
        }
        self.check_told()?;
        self.progress.took(batch.num_rows());
        Ok(ControlFlow::Continue(()))
    }
}

impl Gatherer for Conversations {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let bound = Bound::of(schema, &self.options)?;
        if let Some(before) = self.bound.as_ref().filter(|before| before.kind != bound.kind) {
            let mut faults = Faults::default();
            let name = self.options.column(Field::Call);
            faults.changed(name, &format!("{:?}", before.kind), &format!("{:?}", bound.kind));
            faults.told()?;
        }
        if self.bound.is_none() {
            let language = self.options.language.as_ref();
            let some_language = language.is_some() || bound.has(Field::Language);
            let kinds = if some_language { self.measuring.kinds(language) } else { Vec::new() };
            self.told.begin(kinds, &mut self.measuring);
            let told = self.told.table(&self.options, &self.calls, bound.kind).map_err(|error| broken(&error))?;
            let mut faults = Faults::default();
            faults.names(told.schema_ref());
            faults.told()?;
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

    /// Calls whose segments stand apart are measured once all of them are there.
    fn settle_watched(&mut self, watch: Watching<'_>) -> Result<(), Interrupted> {
        let progress = self.progress;
        match self.measure_held(&mut || watch(progress)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Interrupted::Stopped(progress)),
        }
    }

    fn holds_on(&self) -> bool {
        false
    }

    fn progress(&self) -> Progress {
        self.progress
    }

    fn finish(mut self: Box<Self>) -> Result<RecordBatch, BadInput> {
        let Some(bound) = self.bound.take() else {
            return Err(broken(&ArrowError::SchemaError("no table was given".to_owned())));
        };
        let _ = self.measure_held(&mut || ControlFlow::Continue(()));
        self.told.table(&self.options, &self.calls, bound.kind).map_err(|error| broken(&error))
    }
}

//! Tables that are read one after the other, as columns batch by batch or as bytes piece by piece: they are scored, or
//! gathered to groups of calls, to scores of forms, to success metrics or to the effect of coaching on them.

use std::fmt;
use std::ops::Range;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_schema::SchemaRef;
use touchline_calculators::insight::MetricEffects;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;

use super::reader::{IpcReader, Receiver};
use super::scores::IpcScores;
use super::{Front, written};
use crate::fault::broken;
use crate::gatherer::Gatherer;
use crate::metrics::{EffectOptions, FactTable, Metrics};
use crate::progress::Progress;
use crate::runs;
use crate::scorer::Scorer;
use crate::table::{Table, batch};

/// Tables that are read for something.
pub struct Reading {
    /// Reads the one that comes as bytes now.
    reader: IpcReader,
    into: Sink,
}

/// What was read so far.
struct Sink {
    of: Of,
    progress: Progress,
}

/// What it was read for.
enum Of {
    Scores(Box<Scores>),
    /// What comes of it is told once all of it is read.
    Gathered(Box<dyn Gatherer>),
    /// With the table that comes now, and whose effect is told in place of figures.
    Facts(Box<Metrics>, FactTable, Option<EffectOptions>),
}

struct Scores {
    of_columns: Table,
    of_bytes: IpcScores,
    shape: Shape,
}

/// Of which columns scores are made.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many are handed on as they are, ahead of the scores.
    pub kept: usize,
    /// Whether all is told of each area.
    pub detail: bool,
    /// Whether gaps, strengths and focus are told.
    pub recommendations: bool,
}

/// How much was read, and what has come of the newest of it.
#[derive(Debug)]
pub struct Read {
    /// How much.
    pub progress: Progress,
    /// What has come of it.
    pub newest: Newest,
}

/// What comes of a part of a table.
#[derive(Debug)]
pub enum Newest {
    /// Nothing yet: it comes together with others.
    Nothing,
    /// Scores as bytes of a stream.
    Bytes(Vec<u8>),
    /// Scores as columns.
    Scores(RecordBatch, Shape),
}

/// What has come together of all tables.
pub enum Figures {
    /// A table.
    Table(RecordBatch),
    /// A table of one piece as bytes of a stream.
    Bytes(Vec<u8>),
    /// A document.
    Effect(Box<MetricEffects>),
}

impl fmt::Debug for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Reading").field("progress", &self.into.progress).finish_non_exhaustive()
    }
}

impl Receiver for Sink {
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), BadInput> {
        let schema = runs::spread_schema(schema);
        match &mut self.of {
            Of::Scores(scores) => scores.of_bytes.begin(&schema),
            Of::Gathered(gatherer) => gatherer.begin(&schema),
            Of::Facts(metrics, table, _) => metrics.look_at(*table, &RecordBatch::new_empty(schema)),
        }
    }

    fn receive(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        let batch = &runs::spread(batch.clone()).map_err(|error| broken(&error))?;
        match &mut self.of {
            Of::Scores(scores) => scores.of_bytes.receive(batch),
            Of::Gathered(gatherer) => gatherer.add(batch),
            Of::Facts(metrics, table, _) => metrics.look_at(*table, batch),
        }?;
        self.progress.took(batch.num_rows());
        Ok(())
    }
}

impl Sink {
    fn read(&mut self) -> Read {
        let newest = match &mut self.of {
            Of::Scores(scores) => Newest::Bytes(scores.of_bytes.taken()),
            Of::Gathered(_) | Of::Facts(..) => Newest::Nothing,
        };
        Read { progress: self.progress, newest }
    }
}

impl Reading {
    fn of(of: Of) -> Self {
        Reading { reader: IpcReader::default(), into: Sink { of, progress: Progress::default() } }
    }

    /// Of a table that is scored.
    #[must_use]
    pub fn scores(scorer: Scorer) -> Self {
        let options = scorer.options();
        let (detail, recommendations) = (options.detail, options.recommendations);
        let shape = Shape { kept: options.keep.len(), detail, recommendations };
        let (of_columns, of_bytes) = (Table::new(scorer.clone()), IpcScores::new(scorer));
        Reading::of(Of::Scores(Box::new(Scores { of_columns, of_bytes, shape })))
    }

    /// Of a table of which something is told once all of it is read.
    #[must_use]
    pub fn gathered(gatherer: Box<dyn Gatherer>) -> Self {
        Reading::of(Of::Gathered(gatherer))
    }

    /// Of tables of facts, for figures or for an effect.
    #[must_use]
    pub fn facts(metrics: Metrics, asked: Option<EffectOptions>) -> Self {
        Reading::of(Of::Facts(Box::new(metrics), FactTable::Calls, asked))
    }

    /// A table of facts begins, which is told by its name.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn begin(&mut self, name: &str) -> Result<(), BadInput> {
        let named = FactTable::meant(name)?;
        self.reader = IpcReader::default();
        if let Of::Facts(_, table, _) = &mut self.into.of {
            *table = named;
        }
        Ok(())
    }

    /// Whether memory of what is handed in is held on to: whoever lends it, and takes it back, hands in a copy then.
    #[must_use]
    pub fn holds_on(&self) -> bool {
        match &self.into.of {
            Of::Scores(_) => false,
            Of::Gathered(gatherer) => gatherer.holds_on(),
            Of::Facts(..) => true,
        }
    }

    /// The next rows of a table, as columns that came one by one. They are held on to where [`Reading::holds_on`] says so.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn columns(&mut self, columns: Vec<(String, ArrayRef)>) -> Result<Read, BadInput> {
        let columns = batch(columns)?;
        if let Of::Scores(scores) = &mut self.into.of {
            let newest = Newest::Scores(scores.of_columns.score(&columns)?, scores.shape);
            return Ok(Read { progress: scores.of_columns.progress(), newest });
        }
        self.into.receive(&columns)?;
        Ok(self.into.read())
    }

    /// Tells how long the piece is that these bytes begin with.
    ///
    /// # Errors
    /// They are no Arrow IPC.
    pub fn front(&self, bytes: &[u8]) -> Result<Front, BadInput> {
        self.reader.front(bytes)
    }

    /// Reads the end of a file, which says where its pieces are: they are to be taken in this order.
    ///
    /// # Errors
    /// The bytes are no file, or not all of it; or what is wrong with its columns.
    pub fn file(&mut self, bytes: &[u8]) -> Result<Vec<Range<usize>>, BadInput> {
        self.reader.file(bytes, &mut self.into)
    }

    /// Takes the piece that [`Reading::front`] has found whole. It is held on to where [`Reading::holds_on`] says so.
    ///
    /// # Errors
    /// What is wrong with it. Nothing further is taken then.
    pub fn take(&mut self, piece: &Buffer) -> Result<Read, BadInput> {
        self.reader.take(piece, &mut self.into)?;
        Ok(self.into.read())
    }

    /// A table that came as bytes is at its end.
    ///
    /// # Errors
    /// The end mark of a stream or the last bytes of a file are missing: it was cut.
    pub fn end(&mut self) -> Result<Read, BadInput> {
        self.reader.finish()?;
        let newest = match &mut self.into.of {
            Of::Scores(scores) => Newest::Bytes(scores.of_bytes.end()?),
            Of::Gathered(_) | Of::Facts(..) => Newest::Nothing,
        };
        Ok(Read { progress: self.into.progress, newest })
    }

    /// What came together, as bytes where a table is asked for as such; nothing of scores, which came as they were read.
    ///
    /// # Errors
    /// What is wrong with all of it together.
    pub fn figures(self, in_bytes: bool) -> Result<Option<Figures>, Failure> {
        let figures = match self.into.of {
            Of::Scores(_) => return Ok(None),
            Of::Gathered(gatherer) => gatherer.finish().map_err(Failure::BadInput)?,
            Of::Facts(metrics, _, Some(asked)) => {
                return Ok(Some(Figures::Effect(Box::new(metrics.effect(&asked)?))));
            }
            Of::Facts(metrics, _, None) => metrics.measure()?,
        };
        if !in_bytes {
            return Ok(Some(Figures::Table(figures)));
        }
        written(&figures).map(|bytes| Some(Figures::Bytes(bytes))).map_err(Failure::BadInput)
    }
}

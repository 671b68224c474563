//! The calls on tables, which come as columns batch by batch or as bytes of Arrow IPC piece by piece: they are scored, or
//! gathered to groups of calls, to success metrics or to the effect of coaching on them.

use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;
use touchline_tables::ipc::{Front, IpcReader, IpcScores, Receiver, written};
use touchline_tables::{EffectOptions, FactTable, Grouper, Metrics, Progress, Scorer, Table, batch};

use crate::given::{Columns, Named};
use crate::module::{Bytes, Module};
use crate::told::{Told, counted};

pub(crate) fn exports(on: &mut Module) {
    on.free("scores", |options: Bytes| Scorer::new(&options).map(scores));
    on.free("groups", |options: Bytes| Grouper::new(&options).map(|grouper| opened(Of::Groups(grouper.into()))));
    on.free("metrics", |options: Bytes| Metrics::new(&options).map(|metrics| facts(metrics, None)));
    on.free("effects", |(options, asked): (Bytes, Bytes)| {
        let metrics = Metrics::new(&options)?;
        metrics.asked(&asked).map(|asked| facts(metrics, Some(asked)))
    });
    on.on("readTable", |reading: &mut Reading, name: Bytes| bad(reading.begin(&String::from_utf8_lossy(&name))));
    on.on("readMeasures", |reading: &mut Reading, columns: Columns<true>| bad(reading.columns(columns.0)));
    on.on("readColumns", |reading: &mut Reading, columns: Columns<false>| bad(reading.columns(columns.0)));
    // How many bytes the first piece has; negative where it is not whole: how many there have to be.
    on.on("readFront", |reading: &mut Reading, bytes: Bytes| {
        bad(reading.reader.front(&bytes)).map(|front| match front {
            Front::Whole(length) => Told::Number(counted(length as u64)),
            Front::Part(least) => Told::Number(-counted(least as u64)),
        })
    });
    // The place of each piece of a file, and how many bytes it has.
    on.on("readFile", |Reading { reader, into }: &mut Reading, bytes: Bytes| {
        let place = |piece: &Range<usize>| (piece.start, piece.len());
        Answer::printed(bad(reader.file(&bytes, into)).map(|pieces| pieces.iter().map(place).collect::<Vec<_>>()))
    });
    on.on("readPiece", |Reading { reader, into }: &mut Reading, piece: Bytes| {
        bad(reader.take(&piece.arrow(), into)).map(|()| into.told())
    });
    on.on("readEnd", |reading: &mut Reading, ()| bad(reading.end()));
    on.ends("figures", |reading: Reading, ()| reading.figures(false));
    on.ends("figuresInBytes", |reading: Reading, ()| reading.figures(true))
}

fn bad<T>(result: Result<T, BadInput>) -> Result<T, Failure> {
    result.map_err(Failure::BadInput)
}

/// Tables that are read one after the other.
struct Reading {
    /// Reads the one that comes as bytes now.
    reader: IpcReader,
    into: Read,
}

/// What was read.
struct Read {
    of: Of,
    progress: Progress,
}

/// What it was read for.
enum Of {
    Scores(Box<Scores>),
    Groups(Box<Grouper>),
    /// With the table that comes now, and whose effect is told in place of figures.
    Facts(Box<Metrics>, FactTable, Option<EffectOptions>),
}

struct Scores {
    of_columns: Table,
    of_bytes: IpcScores,
    shape: Shape,
}

/// Of which columns scores are made.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// How many are handed on as they are, ahead of the scores.
    pub(crate) kept: usize,
    /// Whether all is told of each area.
    pub(crate) detail: bool,
    pub(crate) recommendations: bool,
}

fn opened(of: Of) -> Told {
    Told::opened(Reading { reader: IpcReader::default(), into: Read { of, progress: Progress::default() } })
}

fn facts(metrics: Metrics, asked: Option<EffectOptions>) -> Told {
    opened(Of::Facts(Box::new(metrics), FactTable::Calls, asked))
}

fn scores(scorer: Scorer) -> Told {
    let options = scorer.options();
    let (detail, recommendations) = (options.detail, options.recommendations);
    let shape = Shape { kept: options.keep.len(), detail, recommendations };
    let (of_columns, of_bytes) = (Table::new(scorer.clone()), IpcScores::new(scorer));
    opened(Of::Scores(Box::new(Scores { of_columns, of_bytes, shape })))
}

impl Receiver for Read {
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), BadInput> {
        match &mut self.of {
            Of::Scores(scores) => scores.of_bytes.begin(schema),
            Of::Groups(grouper) => grouper.begin(schema),
            Of::Facts(metrics, table, _) => metrics.begin(*table, SchemaRef::clone(schema)),
        }
    }

    fn receive(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        match &mut self.of {
            Of::Scores(scores) => scores.of_bytes.receive(batch),
            Of::Groups(grouper) => grouper.add(batch),
            Of::Facts(metrics, table, _) => metrics.add(*table, batch),
        }?;
        self.progress.batches += 1;
        self.progress.rows += batch.num_rows() as u64;
        Ok(())
    }
}

impl Read {
    /// How much was read so far, and the bytes of scores that have come of it.
    fn told(&mut self) -> Told {
        Told::read(
            self.progress,
            match &mut self.of {
                Of::Scores(scores) => Told::bytes(scores.of_bytes.taken()),
                _ => Told::Nothing,
            },
        )
    }
}

impl Reading {
    /// A table of facts begins, which is told by its name.
    fn begin(&mut self, name: &str) -> Result<(), BadInput> {
        let named = FactTable::meant(name)?;
        self.reader = IpcReader::default();
        if let Of::Facts(_, table, _) = &mut self.into.of {
            *table = named;
        }
        Ok(())
    }

    fn columns(&mut self, columns: Vec<Named>) -> Result<Told, BadInput> {
        let (columns, into) = (batch(columns)?, &mut self.into);
        if let Of::Scores(scores) = &mut into.of {
            let told = Told::Scores(scores.of_columns.score(&columns)?, scores.shape);
            return Ok(Told::read(scores.of_columns.progress(), told));
        }
        into.receive(&columns).map(|()| into.told())
    }

    /// A table that came as bytes is at its end; where it is cut, it is refused.
    fn end(&mut self) -> Result<Told, BadInput> {
        self.reader.finish()?;
        let last = if let Of::Scores(scores) = &mut self.into.of {
            Told::bytes(scores.of_bytes.end()?)
        } else {
            Told::Nothing
        };
        Ok(Told::read(self.into.progress, last))
    }

    /// What came together: figures, as bytes where that is asked for, or an effect.
    fn figures(self, in_bytes: bool) -> Told {
        let figures = match self.into.of {
            Of::Scores(_) => return Told::Nothing,
            Of::Groups(grouper) => bad(grouper.finish()),
            Of::Facts(metrics, _, Some(asked)) => return Answer::printed(metrics.effect(&asked)).into(),
            Of::Facts(metrics, ..) => metrics.measure(),
        };
        let written = |figures: RecordBatch| bad(written(&figures)).map(Told::bytes);
        if in_bytes { figures.and_then(written).into() } else { figures.map(Told::Figures).into() }
    }
}

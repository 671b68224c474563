//! The calls on tables that come together in one of figures: groups of calls, or success metrics.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;
use touchline_tables::ipc::{IpcReader, Receiver, written};
use touchline_tables::{FactTable, Grouper, Metrics, Progress, batch};

use crate::arrays::{Taken, columns, memory};
use crate::door::Call;
use crate::pool::{settled, work_on};
use crate::reply::{Reply, Stop};
use crate::tables::{bad, bytes, fronted, placed};

/// What is gathered from, and how far it has come.
pub(crate) struct Gathering {
    of: Of,
    /// Reads the table that comes as bytes now.
    reader: IpcReader,
}

enum Of {
    Groups(Box<Grouper>),
    /// The facts, the table that comes now, and how much came.
    Facts(Box<Metrics>, FactTable, Progress),
}

impl Receiver for Of {
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), BadInput> {
        match self {
            Of::Groups(grouper) => grouper.begin(schema),
            Of::Facts(metrics, table, _) => metrics.begin(*table, SchemaRef::clone(schema)),
        }
    }

    fn receive(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        match self {
            Of::Groups(grouper) => grouper.add(batch),
            Of::Facts(metrics, table, progress) => {
                metrics.add(*table, batch)?;
                progress.batches += 1;
                progress.rows += batch.num_rows() as u64;
                Ok(())
            }
        }
    }
}

impl Gathering {
    fn of(of: Of) -> Self {
        Gathering { of, reader: IpcReader::default() }
    }

    fn progress(&self) -> Progress {
        match &self.of {
            Of::Groups(grouper) => grouper.progress(),
            Of::Facts(.., progress) => *progress,
        }
    }

    /// The figures, as columns or as bytes.
    fn figures(self, in_bytes: bool) -> Result<Figures, Answer> {
        let refused = |why| Answer::from(Failure::BadInput(why));
        let figures = match self.of {
            Of::Groups(grouper) => grouper.finish().map_err(refused)?,
            Of::Facts(metrics, ..) => metrics.measure()?,
        };
        if in_bytes { written(&figures).map(Figures::Bytes).map_err(refused) } else { Ok(Figures::Columns(figures)) }
    }
}

enum Figures {
    Columns(RecordBatch),
    Bytes(Vec<u8>),
}

fn told(figures: Result<Figures, Answer>) -> Reply {
    match figures {
        Ok(Figures::Columns(figures)) => Reply::Figures(figures),
        Ok(Figures::Bytes(bytes)) => Reply::Chunk(Some(bytes)),
        Err(answer) => Reply::Answer(answer),
    }
}

pub(crate) fn groups(call: &Call<'_>) -> Result<Reply, Stop> {
    let grouper = Grouper::new(&call.bytes(0)?).map_err(Answer::from)?;
    Ok(opened(call, Gathering::of(Of::Groups(Box::new(grouper)))))
}

pub(crate) fn facts(call: &Call<'_>) -> Result<Reply, Stop> {
    let metrics = Metrics::new(&call.bytes(0)?).map_err(Answer::from)?;
    Ok(opened(call, Gathering::of(Of::Facts(Box::new(metrics), FactTable::Calls, Progress::default()))))
}

fn opened(call: &Call<'_>, gathering: Gathering) -> Reply {
    let handle = call.state.next_handle();
    call.state.gatherings.add(handle, Box::new(gathering), 0);
    Reply::Handle(handle)
}

/// A table of facts begins, which is told by its name.
pub(crate) fn table(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, name) = (call.handle(0)?, call.bytes(1)?);
    let meant = match FactTable::meant(&String::from_utf8_lossy(&name)) {
        Ok(meant) => meant,
        Err(why) => return Ok(bad(why)),
    };
    call.state.gatherings.with(handle, |gathering| {
        gathering.reader = IpcReader::default();
        if let Of::Facts(_, table, _) = &mut gathering.of {
            *table = meant;
        }
        Reply::Nothing
    })
}

/// Adds columns; how many batches and rows there are so far.
pub(crate) fn add(call: &Call<'_>) -> Result<Reply, Stop> {
    let handle = call.handle(0)?;
    let given = columns(call.env, call.value(1), Taken::Lent)?;
    let added = call.state.gatherings.with(handle, |gathering| {
        gathering.of.receive(&batch(given)?)?;
        Ok(gathering.progress())
    })?;
    Ok(added.map_or_else(bad, so_far))
}

pub(crate) fn add_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let handle = call.handle(0)?;
    let given = columns(call.env, call.value(1), Taken::Copied)?;
    work_on(
        call,
        |state| &state.gatherings,
        handle,
        move |mut gathering| {
            let added = batch(given).and_then(|given| gathering.of.receive(&given));
            let progress = gathering.progress();
            (Some(gathering), settled(move || added.map_or_else(bad, |()| so_far(progress))))
        },
    )
}

pub(crate) fn front(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let memory = memory(&view, Taken::Lent);
    Ok(fronted(call.state.gatherings.with(handle, |gathering| gathering.reader.front(&memory))?))
}

pub(crate) fn file(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let memory = memory(&view, Taken::Lent);
    let found = call.state.gatherings.with(handle, |Gathering { of, reader }| reader.file(&memory, of))?;
    Ok(placed(found))
}

/// Takes a piece of a table that comes as bytes; how many batches and rows there are so far.
pub(crate) fn take(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let piece = memory(&view, Taken::Lent);
    let taken = call.state.gatherings.with(handle, |gathering| {
        gathering.reader.take(&piece, &mut gathering.of)?;
        Ok(gathering.progress())
    })?;
    Ok(taken.map_or_else(bad, so_far))
}

pub(crate) fn take_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let piece = memory(&view, Taken::Copied);
    work_on(
        call,
        |state| &state.gatherings,
        handle,
        move |mut gathering| {
            let taken = gathering.reader.take(&piece, &mut gathering.of);
            let progress = gathering.progress();
            (Some(gathering), settled(move || taken.map_or_else(bad, |()| so_far(progress))))
        },
    )
}

/// A table that came as bytes is at its end; where it is cut, it is refused.
pub(crate) fn end(call: &Call<'_>) -> Result<Reply, Stop> {
    let ended = call.state.gatherings.with(call.handle(0)?, |gathering| gathering.reader.finish())?;
    Ok(ended.map_or_else(bad, |()| Reply::Nothing))
}

/// The figures, as bytes where the second argument is not zero. The handle is of no use from then on.
pub(crate) fn figures(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, in_bytes) = (call.handle(0)?, call.code(1)? != 0);
    Ok(told(call.state.gatherings.finish(handle)?.figures(in_bytes)))
}

pub(crate) fn figures_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, in_bytes) = (call.handle(0)?, call.code(1)? != 0);
    work_on(
        call,
        |state| &state.gatherings,
        handle,
        move |gathering| {
            let figures = gathering.figures(in_bytes);
            (None, settled(move || told(figures)))
        },
    )
}

fn so_far(progress: Progress) -> Reply {
    #[expect(clippy::cast_precision_loss, reason = "nobody gathers 2^53 rows")]
    Reply::Numbers(vec![progress.batches as f64, progress.rows as f64])
}

//! The calls on tables of which figures come together: groups of calls, success metrics, or the effect of coaching on
//! them.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;
use touchline_tables::ipc::{IpcReader, Receiver, written};
use touchline_tables::{EffectOptions, FactTable, Grouper, Metrics, Progress, batch};

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
    Facts(Box<Facts>),
}

struct Facts {
    metrics: Metrics,
    /// The table that comes now.
    table: FactTable,
    /// How much came.
    progress: Progress,
    /// Whose effect is told in place of figures.
    asked: Option<EffectOptions>,
}

impl Facts {
    fn new(metrics: Metrics, asked: Option<EffectOptions>) -> Self {
        Facts { metrics, table: FactTable::Calls, progress: Progress::default(), asked }
    }
}

impl Receiver for Of {
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), BadInput> {
        match self {
            Of::Groups(grouper) => grouper.begin(schema),
            Of::Facts(facts) => facts.metrics.begin(facts.table, SchemaRef::clone(schema)),
        }
    }

    fn receive(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        match self {
            Of::Groups(grouper) => grouper.add(batch),
            Of::Facts(facts) => {
                facts.metrics.add(facts.table, batch)?;
                facts.progress.batches += 1;
                facts.progress.rows += batch.num_rows() as u64;
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
            Of::Facts(facts) => facts.progress,
        }
    }

    fn told(self, in_bytes: bool) -> Told {
        let figures = match self.of {
            Of::Groups(grouper) => grouper.finish().map_err(Failure::BadInput),
            Of::Facts(facts) => match facts.asked {
                Some(asked) => return Told::Answer(Answer::printed(facts.metrics.effect(&asked))),
                None => facts.metrics.measure(),
            },
        };
        let printed = |figures| written(&figures).map(Told::Bytes).map_err(Failure::BadInput);
        let told = if in_bytes { figures.and_then(printed) } else { figures.map(Told::Columns) };
        told.unwrap_or_else(|failure| Told::Answer(failure.into()))
    }
}

/// What came together, as a thread may hand it on.
enum Told {
    /// Figures.
    Columns(RecordBatch),
    /// Figures as a stream of Arrow IPC.
    Bytes(Vec<u8>),
    /// An effect, or why there is nothing.
    Answer(Answer),
}

impl From<Told> for Reply {
    fn from(told: Told) -> Self {
        match told {
            Told::Columns(figures) => Reply::Figures(figures),
            Told::Bytes(bytes) => Reply::Chunk(Some(bytes)),
            Told::Answer(answer) => Reply::Answer(answer),
        }
    }
}

pub(crate) fn groups(call: &Call<'_>) -> Result<Reply, Stop> {
    let grouper = Grouper::new(&call.bytes(0)?).map_err(Answer::from)?;
    Ok(opened(call, Gathering::of(Of::Groups(Box::new(grouper)))))
}

pub(crate) fn facts(call: &Call<'_>) -> Result<Reply, Stop> {
    let metrics = Metrics::new(&call.bytes(0)?).map_err(Answer::from)?;
    Ok(opened(call, Gathering::of(Of::Facts(Box::new(Facts::new(metrics, None))))))
}

pub(crate) fn effects(call: &Call<'_>) -> Result<Reply, Stop> {
    let metrics = Metrics::new(&call.bytes(0)?).map_err(Answer::from)?;
    let asked = metrics.asked(&call.bytes(1)?).map_err(Answer::from)?;
    Ok(opened(call, Gathering::of(Of::Facts(Box::new(Facts::new(metrics, Some(asked)))))))
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
        if let Of::Facts(facts) = &mut gathering.of {
            facts.table = meant;
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

/// What came together, figures as bytes where the second argument is not zero. The handle is of no use from then on.
pub(crate) fn gathered(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, in_bytes) = (call.handle(0)?, call.code(1)? != 0);
    Ok(call.state.gatherings.finish(handle)?.told(in_bytes).into())
}

pub(crate) fn gathered_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, in_bytes) = (call.handle(0)?, call.code(1)? != 0);
    work_on(
        call,
        |state| &state.gatherings,
        handle,
        move |gathering| {
            let told = gathering.told(in_bytes);
            (None, settled(move || told.into()))
        },
    )
}

fn so_far(progress: Progress) -> Reply {
    #[expect(clippy::cast_precision_loss, reason = "nobody gathers 2^53 rows")]
    Reply::Numbers(vec![progress.batches as f64, progress.rows as f64])
}

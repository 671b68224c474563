//! The calls on tables, which come as columns batch by batch or as bytes of Arrow IPC piece by piece.

use std::ops::Range;

use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;
use touchline_tables::ipc::{Front, Reading};
use touchline_tables::{Gathering, Metrics, Scorer};

use crate::given::Columns;
use crate::memory::Taken;
use crate::module::{Bytes, Call, Document, Input, Module};
use crate::stop::Stop;
use crate::told::{Told, counted};

/// What a reading is handed: of its own where the reading holds on to it, since JavaScript's memory is lent for one call.
struct Handed<I>(I);

impl<I: Input> Input for Handed<I> {
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop> {
        let is_held = call.handle(0)?.with(|reading: &mut Reading| reading.holds_on())?;
        I::read(call, place, if is_held { Taken::Copied } else { taken }).map(Handed)
    }
}

pub(crate) fn exports(on: &mut Module) {
    on.free("score", |Document(options)| Scorer::new(&options).map(Reading::scores).map(Told::opened));
    on.free("explain", |Document(options)| gathers(Gathering::Explain, &options));
    on.free("whatIf", |Document(options)| gathers(Gathering::WhatIf, &options));
    on.free("groups", |Document(options)| gathers(Gathering::Groups, &options));
    on.free("conversations", |Document(options)| gathers(Gathering::Conversations, &options));
    on.free("agreement", |Document(options)| gathers(Gathering::Agreement, &options));
    on.free("severity", |Document(options)| gathers(Gathering::Severity, &options));
    on.free("practice", |Document(options)| gathers(Gathering::Practice, &options));
    on.free("ranking", |Document(options)| gathers(Gathering::Ranking, &options));
    on.free("timeToProficiency", |Document(options)| gathers(Gathering::TimeToProficiency, &options));
    on.free("trends", |Document(options)| gathers(Gathering::Trends, &options));
    on.free("valueEffects", |Document(options)| gathers(Gathering::ValueEffects, &options));
    on.free("scorecards", |Document(options)| gathers(Gathering::Scorecards, &options));
    on.free("metrics", |Document(options)| Metrics::new(&options).map(|of| Told::opened(Reading::facts(of, None))));
    on.free("effects", |(Document(options), Document(asked))| {
        let metrics = Metrics::new(&options)?;
        metrics.asked(&asked).map(|asked| Told::opened(Reading::facts(metrics, Some(asked))))
    });
    on.on("readTable", |reading: &mut Reading, name: Bytes| bad(reading.begin(&String::from_utf8_lossy(&name))));
    on.on("readMeasures", |reading: &mut Reading, columns: Columns<true>| bad(reading.columns(columns.0)));
    on.on("readColumns", |reading: &mut Reading, Handed(columns): Handed<Columns<false>>| {
        bad(reading.columns(columns.0))
    });
    // How many bytes the first piece has; negative where it is not whole: how many there have to be.
    on.on("readFront", |reading: &mut Reading, bytes: Bytes| {
        bad(reading.front(&bytes)).map(|front| match front {
            Front::Whole(length) => Told::Number(counted(length as u64)),
            Front::Part(least) => Told::Number(-counted(least as u64)),
        })
    });
    // The place of each piece of a file, and how many bytes it has.
    on.on("readFile", |reading: &mut Reading, bytes: Bytes| {
        let place = |piece: &Range<usize>| (piece.start, piece.len());
        Answer::printed(bad(reading.file(&bytes)).map(|pieces| pieces.iter().map(place).collect::<Vec<_>>()))
    });
    on.on("readPiece", |reading: &mut Reading, Handed(piece): Handed<Bytes>| bad(reading.take(&piece.arrow())));
    on.on("readEnd", |reading: &mut Reading, ()| bad(reading.end()));
    on.ends("figures", |reading: Reading, ()| reading.figures(false));
    on.ends("figuresInBytes", |reading: Reading, ()| reading.figures(true))
}

fn gathers(gathering: Gathering, options: &[u8]) -> Result<Told, Failure> {
    gathering.asked(options).map(Reading::gathered).map(Told::opened)
}

fn bad<T>(result: Result<T, BadInput>) -> Result<T, Failure> {
    result.map_err(Failure::BadInput)
}

//! Any bytes as a table of Arrow IPC, for each of the calls on tables.

use arrow_buffer::Buffer;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline_tables::ipc::{Front, Reading};
use touchline_tables::{Metrics, Scorer};

use crate::sink::{CALLS, Call, Reads};

/// The first byte chooses the call, the others are the table: whole or in pieces, it is refused or read alike.
pub fn tables_ipc(data: &[u8]) {
    let Some((call, bytes)) = data.split_first() else { return };
    let Some(call) = CALLS.get(usize::from(*call) % CALLS.len()) else { return };
    let whole = read(call, bytes, bytes.len());
    let in_pieces = read(call, bytes, 13);
    assert_eq!(in_pieces.is_ok(), whole.is_ok(), "in chunks of 13: {in_pieces:?}, and whole: {whole:?}");
    if let Err(bad) = whole {
        assert!(!bad.faults.is_empty(), "a refusal says why");
    }
}

fn read(call: &Call, bytes: &[u8], size: usize) -> Result<(), BadInput> {
    let mut reading = reading(call);
    if let Reads::Facts(name) = call.reads {
        reading.begin(name)?;
    }
    if bytes.starts_with(b"ARROW1") {
        for place in reading.file(bytes)? {
            reading.take(&Buffer::from(&bytes[place]))?;
        }
    } else {
        pieces(&mut reading, bytes, size)?;
    }
    reading.end()?;
    match reading.figures(true) {
        Ok(_) | Err(Failure::Rejected(_)) => Ok(()),
        Err(Failure::BadInput(bad)) => Err(bad),
        Err(other) => panic!("a table is no {other:?}"),
    }
}

fn pieces(reading: &mut Reading, bytes: &[u8], size: usize) -> Result<(), BadInput> {
    let (mut waiting, mut wanted) = (Vec::new(), 0);
    for chunk in bytes.chunks(size.max(1)) {
        waiting.extend_from_slice(chunk);
        while !waiting.is_empty() && waiting.len() >= wanted {
            match reading.front(&waiting)? {
                Front::Part(least) => wanted = least,
                Front::Whole(length) => {
                    reading.take(&Buffer::from(&waiting[..length]))?;
                    waiting.drain(..length);
                    wanted = 0;
                }
            }
        }
    }
    Ok(())
}

fn reading(call: &Call) -> Reading {
    let options = call.options.as_bytes();
    let asked = match call.reads {
        Reads::Scores => Scorer::new(options).map(Reading::scores),
        Reads::Gathers(gathering) => gathering.asked(options).map(Reading::gathered),
        Reads::Facts(_) => Metrics::new(options).map(|metrics| Reading::facts(metrics, None)),
    };
    asked.unwrap_or_else(|failure| panic!("the options {} are read: {failure:?}", call.options))
}

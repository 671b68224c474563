//! Bytes of Arrow IPC: the scores are those of the batches, however the bytes are cut; and bytes that no writer has
//! written are refused, with nothing worse.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::{Array, ArrayRef, DictionaryArray, Float64Array, NullArray, RecordBatch, types::Int32Type};
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{Fields, Schema};
use proptest::prelude::*;
use touchline::kernel::rejection::BadInput;
use touchline_tables::ipc::{Front, Newest, Read, Reading};

use crate::support::{Dice, Row, check, scorer, table, table_of};

fn written(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), batches[0].schema_ref()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn filed(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), batches[0].schema_ref()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

/// Scores a file, or a stream that comes in chunks of this size, as a host would: it waits for as many bytes as it is
/// told to.
fn scored(options: &str, bytes: &[u8], size: usize) -> Result<Vec<u8>, BadInput> {
    let mut table = Reading::scores(scorer(options));
    if bytes.starts_with(b"ARROW1") {
        let mut scores = Vec::new();
        for place in table.file(bytes)? {
            scores.extend(told(table.take(&Buffer::from(&bytes[place]))?));
        }
        scores.extend(told(table.end()?));
        return Ok(scores);
    }
    let (mut scores, mut waiting, mut wanted) = (Vec::new(), Vec::new(), 0);
    for chunk in bytes.chunks(size) {
        waiting.extend_from_slice(chunk);
        while !waiting.is_empty() && waiting.len() >= wanted {
            match table.front(&waiting)? {
                Front::Part(least) => {
                    assert!(least > waiting.len(), "what is there is no reason to wait");
                    wanted = least;
                }
                Front::Whole(length) => {
                    scores.extend(told(table.take(&Buffer::from(&waiting[..length]))?));
                    waiting.drain(..length);
                    wanted = 0;
                }
            }
        }
    }
    scores.extend(told(table.end()?));
    Ok(scores)
}

fn told(read: Read) -> Vec<u8> {
    match read.newest {
        Newest::Bytes(bytes) => bytes,
        other => unreachable!("bytes give bytes, and not {other:?}"),
    }
}

fn read(bytes: &[u8]) -> Vec<RecordBatch> {
    StreamReader::try_new(bytes, None).unwrap().map(Result::unwrap).collect()
}

fn reason(refused: Result<Vec<u8>, BadInput>) -> String {
    let faults = refused.unwrap_err().faults;
    faults.iter().map(|fault| format!("{} {}", fault.path, fault.reason.message())).collect::<Vec<_>>().join("; ")
}

#[test]
fn bat_02_streams_and_files_have_the_bits_of_their_rows_however_they_are_cut() {
    let mut dice = Dice(7);
    let rows: Vec<Row> = (0..40).map(|_| dice.row()).collect();
    let parts = [table(&rows[..25]), table(&rows[..0]), table(&rows[25..])];
    for bytes in [written(&parts), filed(&parts)] {
        for size in [1, 7, 8, 1000, bytes.len()] {
            let batches = read(&scored(r#"{"detail":true}"#, &bytes, size).unwrap());
            assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [25, 0, 15]);
            check(&batches[0], &rows[..25]);
            check(&batches[2], &rows[25..]);
        }
    }
}

#[test]
fn bat_02_kept_dictionaries_come_out_as_they_went_in_also_where_they_change() {
    let with_names = |names: [&str; 2]| {
        let named: DictionaryArray<Int32Type> = names.into_iter().collect();
        let table = table_of(&[1.0, 2.0]);
        let columns =
            table.schema_ref().fields().iter().map(|field| field.name().clone()).zip(table.columns().to_vec());
        RecordBatch::try_from_iter(columns.chain([("rep".to_owned(), Arc::new(named) as ArrayRef)])).unwrap()
    };
    let bytes = written(&[with_names(["Ana", "Ben"]), with_names(["Cleo", "Ana"])]);
    let batches = read(&scored(r#"{"keep":["rep"]}"#, &bytes, bytes.len()).unwrap());
    let name = |batch: usize, row: usize| {
        let named = batches[batch].column(0).as_any().downcast_ref::<DictionaryArray<Int32Type>>().unwrap();
        named.downcast_dict::<arrow_array::StringArray>().unwrap().into_iter().nth(row).unwrap().map(str::to_owned)
    };
    assert_eq!([name(0, 0), name(0, 1), name(1, 0), name(1, 1)].map(Option::unwrap), ["Ana", "Ben", "Cleo", "Ana"]);
}

#[test]
fn bat_04_what_is_wrong_with_a_later_batch_names_its_row_in_the_whole() {
    let bytes = written(&[table_of(&[1.0, 2.0]), table_of(&[3.0, f64::NAN])]);
    assert!(reason(scored("", &bytes, bytes.len())).starts_with("/question_quality/3 "));
}

#[test]
fn api_07_bytes_that_were_cut_are_refused_wherever_it_was() {
    let parts = [table_of(&[1.0, 2.0]), table_of(&[3.0])];
    for bytes in [written(&parts), filed(&parts)] {
        for length in 0..bytes.len() {
            assert!(scored("", &bytes[..length], bytes.len()).is_err(), "cut at {length}");
        }
        assert!(scored("", &bytes, bytes.len()).is_ok());
    }
    let file = filed(&parts);
    assert!(Reading::scores(scorer("")).front(&file).is_err(), "a file is not read in chunks");
    let more = [written(&parts), vec![0]].concat();
    assert!(reason(scored("", &more, more.len())).contains("after the end"));
}

#[test]
fn api_07_numbers_that_lie_in_lengths_allocate_nothing() {
    // Nulls have no bytes, so that nothing but a bound keeps a batch from having any number of rows.
    let rows = 1 << 40;
    let fields = table_of(&[])
        .schema()
        .fields()
        .iter()
        .map(|field| arrow_schema::Field::new(field.name(), arrow_schema::DataType::Null, true))
        .collect::<Vec<_>>();
    let columns = fields.iter().map(|_| Arc::new(NullArray::new(rows)) as ArrayRef).collect();
    let nothing = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
    assert!(reason(scored("", &written(&[nothing]), 1 << 20)).contains("1099511627776 rows"));
    // A message that says it is as long as memory is waited for, and never made room for.
    let endless = [[0xff_u8; 4], i32::MAX.to_le_bytes()].concat();
    assert_eq!(Reading::scores(scorer("")).front(&endless).unwrap(), Front::Part(8 + i32::MAX as usize));
    assert!(Reading::scores(scorer("")).front(&[[0xff_u8; 4], [0xff; 4]].concat()).is_err());
}

#[test]
fn api_07_what_arrow_can_write_and_is_not_read_is_told() {
    assert!(reason(scored("", b"", 1)).contains("end mark"));
    assert!(reason(scored("", b"{\"no\":\"arrow\"}", 1)).contains("record batch"));
    assert!(reason(scored("", &[[0xff_u8; 4], [0; 4]].concat(), 8)).contains("schema"));
    // Written by pyarrow.
    let packed = include_bytes!("lz4.arrows");
    assert!(reason(scored(r#"{"absent":"missing"}"#, packed, packed.len())).contains("compressed"));
    let missing = RecordBatch::try_from_iter([("a", Arc::new(Float64Array::from(vec![1.0])) as ArrayRef)]).unwrap();
    assert!(scored("", &written(&[missing]), 1 << 20).unwrap_err().faults.len() > 1);
}

/// A schema that names every type that there is.
fn of_all_types() -> Schema {
    use arrow_schema::{DataType::*, Field, IntervalUnit, TimeUnit, UnionFields, UnionMode};
    let item = || Arc::new(Field::new("item", Int8, true));
    let entries = Fields::from(vec![Field::new("key", Utf8, false), Field::new("value", Int8, true)]);
    let types = [
        Null,
        Boolean,
        Int8,
        UInt64,
        Float16,
        Float64,
        Utf8View,
        Binary,
        FixedSizeBinary(3),
        Date32,
        Date64,
        Time32(TimeUnit::Second),
        Time64(TimeUnit::Nanosecond),
        Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        Interval(IntervalUnit::DayTime),
        Duration(TimeUnit::Second),
        Decimal128(10, 2),
        List(item()),
        LargeList(item()),
        ListView(item()),
        FixedSizeList(item(), 2),
        Struct(entries.clone()),
        Map(Arc::new(Field::new("entries", Struct(entries), false)), false),
        RunEndEncoded(Arc::new(Field::new("run_ends", Int32, false)), item()),
        Union(UnionFields::from_fields([item()]), UnionMode::Dense),
        Dictionary(Box::new(Int16), Box::new(Utf8)),
    ];
    Schema::new(
        types
            .into_iter()
            .enumerate()
            .map(|(place, kind)| Field::new(format!("c{place}"), kind, true))
            .collect::<Vec<_>>(),
    )
}

#[test]
fn api_07_no_panic_tells_that_a_type_does_not_exist() {
    let bytes = StreamWriter::try_new(Vec::new(), &of_all_types()).unwrap().into_inner().unwrap();
    let panics = Arc::new(AtomicUsize::new(0));
    let (counted, this) = (Arc::clone(&panics), std::thread::current().id());
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() == this {
            counted.fetch_add(1, Ordering::Relaxed);
        } else {
            before(info);
        }
    }));
    let mut refused = 0;
    for place in 0..bytes.len() {
        for bits in [0x01, 0x08] {
            let mut altered = bytes.clone();
            altered[place] ^= bits;
            let mut table = Reading::scores(scorer("{}"));
            let Ok(Front::Whole(length)) = table.front(&altered) else { continue };
            let taken = table.take(&Buffer::from(&altered[..length]));
            refused += usize::from(taken.is_err_and(|bad| format!("{bad:?}").contains("does not exist")));
        }
    }
    drop(std::panic::take_hook());
    assert_eq!(panics.load(Ordering::Relaxed), 0);
    assert!(refused > 50, "{refused} types that do not exist");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn api_07_bytes_that_were_altered_are_refused_or_scored(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        file in any::<bool>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let parts = [table_of(&[1.0, 2.0]), table_of(&[3.0])];
        let mut bytes = if file { filed(&parts) } else { written(&parts) };
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        // Whatever comes of it, it is an answer, and whoever reads a table again gets one.
        drop(scored(r#"{"absent":"missing","extra":"ignore","not_finite":"missing"}"#, &bytes, cut.index(bytes.len()) + 1));
    }
}

//! The Rust executor's tables: arrays out of the stream's cells, what is made of them, and cells out of
//! what came.

use std::ops::ControlFlow;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, ArrowTimestampType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, NullArray, PrimitiveArray, RecordBatch, RecordBatchIterator,
    StringArray,
};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use touchline::kernel::operation::Failure;
use touchline::waist::Answer;
use touchline_tables::{FactTable, Gathering, Interrupted, Metrics, Progress, Scorer, gathered};

use super::input::{Input, to_hex};
use super::table::{Cells, Table, text_of};

/// What an operation over a table came to.
pub(crate) enum Told {
    /// Columns, batches, and what the callback was told.
    Done(String, String, String),
    /// What was refused before the first batch was scored, or a table of one batch.
    Refused(Answer),
    /// The callback wanted no more.
    Stopped(String),
    /// What was wrong with a later batch, in words.
    Failed(String, String),
}

/// Scores a table of one batch.
pub(crate) fn score(options: &Input, table: &Table) -> Result<Told, String> {
    let batches = batches(table)?;
    let [batch] = batches.as_slice() else { return Err("`score` takes a table of one batch".to_owned()) };
    let scored = Scorer::new(&options.bytes()).and_then(|scorer| scorer.score(batch).map_err(Failure::BadInput));
    Ok(match scored {
        Ok(scores) => {
            let (columns, batches) = printed(scores.schema_ref(), std::slice::from_ref(&scores))?;
            Told::Done(columns, batches, String::new())
        }
        Err(failure) => Told::Refused(failure.into()),
    })
}

/// Scores a table batch by batch, and stops after so many, or, at zero, never.
pub(crate) fn stream(options: &Input, stop: u32, table: &Table) -> Result<Told, String> {
    let schema = Arc::new(schema(table)?);
    let reader = RecordBatchIterator::new(batches(table)?.into_iter().map(Ok), schema);
    let opened = Scorer::new(&options.bytes()).and_then(|scorer| scorer.stream(reader).map_err(Failure::BadInput));
    let opened = match opened {
        Ok(opened) => opened,
        Err(failure) => return Ok(Told::Refused(failure.into())),
    };
    let told = Mutex::new(Vec::new());
    let mut watched = opened.watched(|Progress { batches, rows }| {
        told.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{batches}:{rows}"));
        if batches == u64::from(stop) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let schema = arrow_array::RecordBatchReader::schema(&watched);
    let mut scores = Vec::new();
    let mut ended = None;
    while let Some(batch) = watched.advance() {
        match batch {
            Ok(batch) => scores.push(batch),
            Err(interrupted) => ended = Some(interrupted),
        }
    }
    drop(watched);
    let told = told.into_inner().unwrap_or_else(PoisonError::into_inner).join(" ");
    Ok(match ended {
        None => {
            let (columns, batches) = printed(&schema, &scores)?;
            Told::Done(columns, batches, told)
        }
        Some(Interrupted::Stopped(_)) => Told::Stopped(told),
        Some(why) => Told::Failed(why.to_string(), told),
    })
}

/// Reads a whole table for what a call makes of it, and stops after so many batches, or, at zero, never.
pub(crate) fn whole(call: Gathering, options: &Input, stop: u32, table: &Table) -> Result<Told, String> {
    let schema = Arc::new(schema(table)?);
    let reader = RecordBatchIterator::new(batches(table)?.into_iter().map(Ok), schema);
    let gatherer = match call.asked(&options.bytes()) {
        Ok(gatherer) => gatherer,
        Err(failure) => return Ok(Told::Refused(failure.into())),
    };
    let told = Mutex::new(Vec::new());
    let watch = |Progress { batches, rows }: Progress| {
        told.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{batches}:{rows}"));
        if batches == u64::from(stop) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let figures = gathered(gatherer, reader, Some(Box::new(watch)));
    let told = told.into_inner().unwrap_or_else(PoisonError::into_inner).join(" ");
    Ok(match figures {
        Ok(figures) => {
            let schema = figures.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
            let (columns, batches) = printed(&schema, &figures)?;
            Told::Done(columns, batches, told)
        }
        Err(Interrupted::Stopped(_)) => Told::Stopped(told),
        Err(Interrupted::BadInput(why)) => Told::Refused(Failure::BadInput(why).into()),
    })
}

/// Measures success metrics over tables of facts.
pub(crate) fn metrics(options: &Input, tables: &[(String, Table)]) -> Result<Told, String> {
    let facts = facts(tables)?;
    let measured = || {
        let mut metrics = Metrics::new(&options.bytes())?;
        read(&mut metrics, facts)?;
        metrics.measure()
    };
    Ok(match measured() {
        Ok(figures) => {
            let (columns, batches) = printed(figures.schema_ref(), std::slice::from_ref(&figures))?;
            Told::Done(columns, batches, String::new())
        }
        Err(failure) => Told::Refused(failure.into()),
    })
}

/// Tells the effect of coaching over tables of facts.
pub(crate) fn effects(options: &Input, effect: &Input, tables: &[(String, Table)]) -> Result<Answer, String> {
    let facts = facts(tables)?;
    let told = || {
        let mut metrics = Metrics::new(&options.bytes())?;
        let asked = metrics.asked(&effect.bytes())?;
        read(&mut metrics, facts)?;
        metrics.effect(&asked)
    };
    Ok(Answer::printed(told()))
}

/// A table of facts by its name, and its batches.
type NamedFacts<'a> = (&'a str, Arc<Schema>, Vec<RecordBatch>);

fn facts(tables: &[(String, Table)]) -> Result<Vec<NamedFacts<'_>>, String> {
    tables.iter().map(|(name, table)| Ok((name.as_str(), Arc::new(schema(table)?), batches(table)?))).collect()
}

fn read(metrics: &mut Metrics, facts: Vec<NamedFacts<'_>>) -> Result<(), Failure> {
    for (name, schema, batches) in facts {
        let table = FactTable::meant(name).map_err(Failure::BadInput)?;
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
        metrics.read(table, reader).map_err(Failure::BadInput)?;
    }
    Ok(())
}

fn schema(table: &Table) -> Result<Schema, String> {
    let fields = table.columns.iter().map(|column| Ok(Field::new(&column.name, kind(&column.format)?, true)));
    Ok(Schema::new(fields.collect::<Result<Vec<_>, String>>()?))
}

fn kind(format: &str) -> Result<DataType, String> {
    Ok(match format {
        "n" => DataType::Null,
        "b" => DataType::Boolean,
        "c" => DataType::Int8,
        "C" => DataType::UInt8,
        "s" => DataType::Int16,
        "S" => DataType::UInt16,
        "i" => DataType::Int32,
        "I" => DataType::UInt32,
        "l" => DataType::Int64,
        "L" => DataType::UInt64,
        "f" => DataType::Float32,
        "g" => DataType::Float64,
        "u" => DataType::Utf8,
        "i>u" => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        "tdD" => DataType::Date32,
        "tdm" => DataType::Date64,
        other => {
            let (unit, zone) = stamp(other).ok_or_else(|| format!("no format `{other}`"))?;
            DataType::Timestamp(unit, zone.map(Arc::from))
        }
    })
}

/// The unit and the zone of a format of timestamps.
fn stamp(format: &str) -> Option<(TimeUnit, Option<&str>)> {
    let (unit, zone) = format.strip_prefix("ts")?.split_once(':')?;
    let unit = match unit {
        "s" => TimeUnit::Second,
        "m" => TimeUnit::Millisecond,
        "u" => TimeUnit::Microsecond,
        "n" => TimeUnit::Nanosecond,
        _ => return None,
    };
    Some((unit, Some(zone).filter(|zone| !zone.is_empty())))
}

fn batches(table: &Table) -> Result<Vec<RecordBatch>, String> {
    let schema = Arc::new(schema(table)?);
    let batch = |batch: &Vec<Cells>| {
        let arrays = batch.iter().zip(&table.columns).map(|(cells, column)| array(&column.format, cells));
        let arrays = arrays.collect::<Result<Vec<_>, String>>()?;
        RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(|error| error.to_string())
    };
    table.batches.iter().map(batch).collect()
}

fn array(format: &str, cells: &Cells) -> Result<ArrayRef, String> {
    fn whole<T: ArrowPrimitiveType>(cells: &[String]) -> Result<ArrayRef, String>
    where
        T::Native: FromStr,
    {
        primitive::<T>(cells, |cell| cell.parse().ok())
    }
    fn primitive<T: ArrowPrimitiveType>(
        cells: &[String],
        parse: impl Fn(&str) -> Option<T::Native>,
    ) -> Result<ArrayRef, String> {
        Ok(Arc::new(PrimitiveArray::<T>::from_iter(all(cells, parse)?)))
    }
    fn stamps<T: ArrowTimestampType>(cells: &[String], zone: Option<&str>) -> Result<ArrayRef, String> {
        let stamps = PrimitiveArray::<T>::from_iter(all(cells, |cell| cell.parse().ok())?);
        Ok(Arc::new(stamps.with_timezone_opt(zone)))
    }
    let text = |cell: &str| text_of(cell.strip_prefix('x')?).ok();
    let list = cells.cells.as_slice();
    let array: ArrayRef = match format {
        "n" => Arc::new(NullArray::new(list.len())),
        "b" => Arc::new(BooleanArray::from(all(list, |cell| Some(cell == "1"))?)),
        "c" => whole::<Int8Type>(list)?,
        "C" => whole::<UInt8Type>(list)?,
        "s" => whole::<Int16Type>(list)?,
        "S" => whole::<UInt16Type>(list)?,
        "i" => whole::<Int32Type>(list)?,
        "I" => whole::<UInt32Type>(list)?,
        "l" => whole::<Int64Type>(list)?,
        "L" => whole::<UInt64Type>(list)?,
        "f" => primitive::<Float32Type>(list, |cell| u32::from_str_radix(cell, 16).ok().map(f32::from_bits))?,
        "g" => primitive::<Float64Type>(list, |cell| u64::from_str_radix(cell, 16).ok().map(f64::from_bits))?,
        "u" => Arc::new(StringArray::from(all(list, text)?)),
        "i>u" => {
            let texts = all(list, text)?;
            Arc::new(DictionaryArray::<Int32Type>::from_iter(texts.iter().map(|text| text.as_deref())))
        }
        "tdD" => whole::<Date32Type>(list)?,
        "tdm" => whole::<Date64Type>(list)?,
        other => match stamp(other).ok_or_else(|| format!("no format `{other}`"))? {
            (TimeUnit::Second, zone) => stamps::<TimestampSecondType>(list, zone)?,
            (TimeUnit::Millisecond, zone) => stamps::<TimestampMillisecondType>(list, zone)?,
            (TimeUnit::Microsecond, zone) => stamps::<TimestampMicrosecondType>(list, zone)?,
            (TimeUnit::Nanosecond, zone) => stamps::<TimestampNanosecondType>(list, zone)?,
        },
    };
    let rows = list.len().checked_sub(cells.before).ok_or("a column that begins behind its end")?;
    Ok(array.slice(cells.before, rows))
}

fn all<T>(cells: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<Option<T>>, String> {
    let cell = |cell: &String| match cell.as_str() {
        "-" => Ok(None),
        text => parse(text).map(Some).ok_or_else(|| format!("`{text}` is no cell")),
    };
    cells.iter().map(cell).collect()
}

/// The two fields of the transcript.
fn printed(schema: &Schema, batches: &[RecordBatch]) -> Result<(String, String), String> {
    let fields = schema.fields().iter();
    let columns =
        fields.map(|field| Ok(format!("{}:{}", to_hex(field.name().as_bytes()), format_of(field.data_type())?)));
    let columns: Vec<String> = columns.collect::<Result<_, String>>()?;
    let batch = |batch: &RecordBatch| {
        let cells = batch.columns().iter().map(|column| Ok(format!("0@{}", cells(column)?.join(","))));
        Ok(cells.collect::<Result<Vec<_>, String>>()?.join("|"))
    };
    let batches: Vec<String> = batches.iter().map(batch).collect::<Result<_, String>>()?;
    Ok((columns.join(","), batches.join(";")))
}

/// A dictionary is printed as its texts.
fn format_of(kind: &DataType) -> Result<&'static str, String> {
    Ok(match kind {
        DataType::Boolean => "b",
        DataType::UInt8 => "C",
        DataType::Int32 => "i",
        DataType::Int64 => "l",
        DataType::Float64 => "g",
        DataType::Utf8 | DataType::Dictionary(..) => "u",
        DataType::List(item) if *item.data_type() == DataType::Utf8 => "+l",
        DataType::Date32 => "tdD",
        DataType::Timestamp(TimeUnit::Millisecond, Some(zone)) if &**zone == "UTC" => "tsm:UTC",
        other => return Err(format!("a column of {other} cannot be printed")),
    })
}

fn cells(column: &ArrayRef) -> Result<Vec<String>, String> {
    fn each<T: ArrowPrimitiveType>(column: &dyn Array, print: impl Fn(T::Native) -> String) -> Vec<String> {
        column.as_primitive::<T>().iter().map(|cell| cell.map_or_else(|| "-".to_owned(), &print)).collect()
    }
    let text = |text: Option<&str>| text.map_or_else(|| "-".to_owned(), |text| format!("x{}", to_hex(text.as_bytes())));
    Ok(match column.data_type() {
        DataType::Boolean => {
            let print = |cell: Option<bool>| cell.map_or_else(|| "-".to_owned(), |is| u8::from(is).to_string());
            column.as_boolean().iter().map(print).collect()
        }
        DataType::UInt8 => each::<UInt8Type>(column, |cell| cell.to_string()),
        DataType::Int32 => each::<Int32Type>(column, |cell| cell.to_string()),
        DataType::Int64 => each::<Int64Type>(column, |cell| cell.to_string()),
        DataType::Date32 => each::<Date32Type>(column, |cell| cell.to_string()),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            each::<TimestampMillisecondType>(column, |cell| cell.to_string())
        }
        DataType::Float64 => each::<Float64Type>(column, |cell| format!("{:016x}", cell.to_bits())),
        DataType::Utf8 => column.as_string::<i32>().iter().map(text).collect(),
        DataType::List(_) => {
            let list = |list: Option<ArrayRef>| {
                list.map_or_else(|| Ok("-".to_owned()), |texts| Ok(format!("[{}]", cells(&texts)?.join("."))))
            };
            column.as_list::<i32>().iter().map(list).collect::<Result<_, String>>()?
        }
        DataType::Dictionary(..) => {
            let named = column.as_any_dictionary();
            let names = named.values().as_string_opt::<i32>().ok_or("a dictionary of texts is printed")?;
            let keys = if names.is_empty() { vec![0; named.len()] } else { named.normalized_keys() };
            let cell = |(row, key): (usize, usize)| text(named.is_valid(row).then(|| names.value(key)));
            keys.into_iter().enumerate().map(cell).collect()
        }
        other => return Err(format!("a column of {other} cannot be printed")),
    })
}

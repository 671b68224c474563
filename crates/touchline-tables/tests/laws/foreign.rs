//! The Arrow C interfaces, as careful and as careless producers fill them in.

#![expect(unsafe_code, reason = "the interfaces are structures of C")]
use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{Dice, Row, check, scorer, table, table_of};
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    Array, ArrayRef, FixedSizeListArray, Float64Array, Int64Array, ListArray, NullArray, RecordBatch,
    RecordBatchIterator, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_data::ArrayData;
use arrow_schema::{DataType, Field, Fields};
use touchline::kernel::rejection::BadInput;
use touchline_tables::foreign;

fn exported(batch: RecordBatch) -> (FFI_ArrowArray, FFI_ArrowSchema) {
    to_ffi(&StructArray::from(batch).to_data()).unwrap()
}

fn said(bad: &BadInput) -> String {
    bad.faults.iter().map(|fault| fault.reason.message()).collect::<Vec<_>>().join("; ")
}

#[test]
fn bat_02_an_array_of_c_is_taken_over_and_scored() {
    let mut dice = Dice(1);
    let rows: Vec<Row> = (0..700).map(|_| dice.row()).collect();
    let (mut array, schema) = exported(table(&rows).slice(37, 650));
    // SAFETY: both were exported by arrow-rs.
    let batch = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap();
    assert!(array.is_released());
    check(&scorer(r#"{"detail":true}"#).score(&batch).unwrap(), &rows[37..687]);
}

#[test]
fn bat_02_a_released_array_schema_or_stream_is_refused() {
    let (mut array, schema) = exported(table_of(&[1.0]));
    let (mut other, _) = exported(table_of(&[1.0]));
    // SAFETY: structures that were exported by arrow-rs, or released as it does.
    let refusals = unsafe {
        foreign::batch(&raw mut array, &raw const schema).unwrap();
        let array = foreign::batch(&raw mut array, &raw const schema).unwrap_err();
        let schema = foreign::batch(&raw mut other, &raw const *Box::new(FFI_ArrowSchema::empty())).unwrap_err();
        let stream = foreign::stream(&raw mut *Box::new(FFI_ArrowArrayStream::empty())).unwrap_err();
        [said(&array), said(&schema), said(&stream)]
    };
    for (refusal, what) in refusals.iter().zip(["an array", "a schema", "a stream"]) {
        assert!(refusal.contains(&format!("{what} that was released")), "{refusal}");
    }
}

#[test]
fn bat_02_what_is_no_table_is_refused() {
    let numbers: ArrayRef = Arc::new(Float64Array::from(vec![1.0]));
    let (mut array, schema) = to_ffi(&numbers.to_data()).unwrap();
    // SAFETY: both were exported by arrow-rs.
    let bad = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap_err();
    assert_eq!(said(&bad), "a record batch is expected here, not an array of Float64");

    let (mut array, _) = exported(table_of(&[1.0]));
    let (_, schema) = exported(RecordBatch::try_from_iter([("a", numbers)]).unwrap());
    // SAFETY: as above; that they do not go together is found out before anything is read.
    let bad = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap_err();
    assert!(said(&bad).contains("does not fit its schema"), "{}", said(&bad));
}

#[test]
fn bat_02_a_type_that_nobody_knows_is_told_with_its_column() {
    let (mut array, schema) = exported(table_of(&[1.0]));
    // SAFETY: arrow-rs has exported a child for each column.
    let (name, format) = unsafe {
        let child = &mut **schema.children;
        (child.name().unwrap().to_owned(), std::mem::replace(&mut child.format, c"qq".as_ptr()))
    };
    // SAFETY: as exported, but for the format, which lives as long as the program.
    let bad = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap_err();
    // SAFETY: as above.
    unsafe { (**schema.children).format = format };
    assert_eq!(bad.faults.len(), 1);
    assert_eq!(bad.faults[0].path, format!("/{name}"));
    assert!(said(&bad).contains("a type of Arrow is expected here, not the format `qq`"), "{}", said(&bad));
}

#[test]
fn bat_02_a_name_that_is_not_utf_8_is_refused() {
    let (mut array, mut schema) = exported(table_of(&[1.0]));
    let name = schema.name;
    schema.name = c"\xff".as_ptr();
    // SAFETY: as exported, but for the name, which lives as long as the program.
    let bad = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap_err();
    schema.name = name;
    assert!(said(&bad).contains("not UTF-8"), "{}", said(&bad));
}

#[test]
fn bat_04_a_stream_of_c_is_scored_batch_by_batch() {
    let mut dice = Dice(9);
    let rows: Vec<Row> = (0..900).map(|_| dice.row()).collect();
    let whole = table(&rows);
    let pieces = [whole.slice(0, 400), whole.slice(400, 500)].map(Ok);
    let reader = RecordBatchIterator::new(pieces, whole.schema());
    let mut exported = FFI_ArrowArrayStream::new(Box::new(reader));
    // SAFETY: exported by arrow-rs.
    let batches = unsafe { foreign::stream(&raw mut exported) }.unwrap();
    assert!(exported.release.is_none());
    let scored: Vec<RecordBatch> = scorer("").stream(batches).unwrap().map(Result::unwrap).collect();
    check(&scored[0], &rows[..400]);
    check(&scored[1], &rows[400..]);
}

/// The structures of a table with nulls alone in some places, where each such array has a buffer, as polars has it; and
/// how many there are.
fn with_buffers_of_nulls(array: &mut FFI_ArrowArray, kind: &DataType) -> usize {
    // What is exported owns its list of buffers by its private data, so that this one is never freed.
    static NO_BITS: [usize; 1] = [0];
    if *kind == DataType::Null {
        array.n_buffers = 1;
        array.buffers = NO_BITS.as_ptr().cast_mut().cast();
        return 1;
    }
    let kinds: Vec<DataType> = match kind {
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type().clone()).collect(),
        DataType::List(field) => vec![field.data_type().clone()],
        _ => Vec::new(),
    };
    let mut count = 0;
    for (place, kind) in kinds.iter().enumerate() {
        // SAFETY: arrow-rs has exported as many children.
        count += with_buffers_of_nulls(unsafe { &mut **array.children.add(place) }, kind);
    }
    count
}

#[test]
fn bat_02_columns_of_nulls_are_missing_values_or_handed_on_even_with_a_buffer_that_they_should_not_have() {
    let mut dice = Dice(2);
    let rows: Vec<Row> = (0..300).map(|_| dice.row()).collect();
    let measures = table(&rows);
    let nulls = || -> ArrayRef { Arc::new(NullArray::new(300)) };
    let lists = ListArray::new_null(Arc::new(Field::new_list_field(DataType::Null, true)), 300);
    let (names, mut columns): (Vec<_>, Vec<_>) =
        measures.schema().fields().iter().map(|field| field.name().clone()).zip(measures.columns().to_vec()).unzip();
    columns[0] = nulls();
    let measured = names.iter().map(String::as_str).zip(columns);
    let others: [(&str, ArrayRef); 2] = [("note", nulls()), ("notes", Arc::new(lists))];
    let batch =
        RecordBatch::try_from_iter_with_nullable(measured.chain(others).map(|(name, column)| (name, column, true)));
    let sliced = batch.unwrap().slice(41, 200);
    let wanted = scorer(r#"{"keep":["note","notes"]}"#).score(&sliced).unwrap();

    let (mut array, schema) = exported(sliced.clone());
    let kind = DataType::Struct(sliced.schema().fields().clone());
    assert_eq!(with_buffers_of_nulls(&mut array, &kind), 3);
    // SAFETY: as exported by arrow-rs, but for buffers that are not read.
    let batch = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap();
    assert_eq!(scorer(r#"{"keep":["note","notes"]}"#).score(&batch).unwrap(), wanted);
    assert_eq!(wanted.column(0).len(), 200);
}

#[test]
fn bat_02_a_table_of_nulls_alone_is_released_once_and_for_all() {
    static RELEASED: AtomicUsize = AtomicUsize::new(0);
    unsafe extern "C" fn counted(array: *mut FFI_ArrowArray) {
        RELEASED.fetch_add(1, Ordering::Relaxed);
        // SAFETY: what is released gives itself.
        unsafe { (*array).release = None };
    }
    let batch = RecordBatch::try_from_iter_with_nullable([("note", Arc::new(NullArray::new(3)) as ArrayRef, true)]);
    let (mut array, schema) = exported(batch.unwrap());
    with_buffers_of_nulls(&mut array, &DataType::Struct(vec![Field::new("note", DataType::Null, true)].into()));
    let mut lent = FFI_ArrowArray {
        release: Some(counted),
        private_data: ptr::null_mut(),
        length: 3,
        null_count: 0,
        offset: 0,
        n_buffers: array.n_buffers,
        n_children: array.n_children,
        buffers: array.buffers,
        children: array.children,
        dictionary: ptr::null_mut(),
    };
    // SAFETY: its parts are those of the array that was exported, which outlives it.
    let batch = unsafe { foreign::batch(&raw mut lent, &raw const schema) }.unwrap();
    assert_eq!(batch.num_rows(), 3);
    drop(batch);
    assert_eq!(RELEASED.load(Ordering::Relaxed), 1);
}

/// A stream that has a schema and then fails, with this reason or none.
fn failing(reason: *const c_char) -> FFI_ArrowArrayStream {
    unsafe extern "C" fn get_schema(_: *mut FFI_ArrowArrayStream, to: *mut FFI_ArrowSchema) -> c_int {
        let schema = FFI_ArrowSchema::try_from(table_of(&[]).schema().as_ref()).unwrap();
        // SAFETY: the caller gives a place to write to.
        unsafe { to.write(schema) };
        0
    }
    unsafe extern "C" fn get_next(_: *mut FFI_ArrowArrayStream, _: *mut FFI_ArrowArray) -> c_int {
        5
    }
    unsafe extern "C" fn get_last_error(stream: *mut FFI_ArrowArrayStream) -> *const c_char {
        // SAFETY: the caller gives the stream.
        unsafe { (*stream).private_data.cast_const().cast() }
    }
    unsafe extern "C" fn release(stream: *mut FFI_ArrowArrayStream) {
        // SAFETY: the caller gives the stream.
        unsafe { (*stream).release = None };
    }
    FFI_ArrowArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release),
        private_data: reason.cast_mut().cast::<c_void>(),
    }
}

#[test]
fn bat_04_a_stream_of_c_that_fails_is_told_in_its_own_words_if_it_has_any() {
    for (reason, told) in [(c"the link broke".as_ptr(), "the link broke"), (ptr::null(), "error 5")] {
        let mut stream = failing(reason);
        // SAFETY: its functions are those above.
        let batches = unsafe { foreign::stream(&raw mut stream) }.unwrap();
        let failure = scorer("").stream(batches).unwrap().next().unwrap().unwrap_err().to_string();
        assert!(failure.contains(told), "{failure}");
    }
}

/// Where the stream stands that is being read, for whoever is told of its progress.
struct Reentering(std::sync::atomic::AtomicPtr<FFI_ArrowArrayStream>);

/// A stream that was handed out, which all who have it have by one pointer.
struct HandedOut(*mut FFI_ArrowArrayStream);

impl Drop for HandedOut {
    fn drop(&mut self) {
        // SAFETY: it is a box of its own, and nobody has it after this.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

/// A stream of two batches, whose reader does something with what is handed out each time that it is told of its progress.
fn reentered(act: impl Fn(*mut FFI_ArrowArrayStream) + Send + 'static) -> (HandedOut, Arc<Reentering>) {
    let batches = [table_of(&[1.0]), table_of(&[2.0])];
    let reader = RecordBatchIterator::new(batches.clone().map(Ok), batches[0].schema());
    let whose = Arc::new(Reentering(std::sync::atomic::AtomicPtr::new(ptr::null_mut())));
    let told = Arc::clone(&whose);
    let stream = scorer("{}").stream(reader).unwrap().watched(move |_| {
        act(told.0.load(Ordering::SeqCst));
        std::ops::ControlFlow::Continue(())
    });
    let handed_out = HandedOut(Box::into_raw(Box::new(foreign::exported(stream))));
    whose.0.store(handed_out.0, Ordering::SeqCst);
    (handed_out, whose)
}

/// Asks a stream for its next batch: what it answers, and why where that is no batch.
///
/// # Safety
/// It is a stream that was not released.
unsafe fn asked(stream: *mut FFI_ArrowArrayStream) -> (c_int, String) {
    let mut array = FFI_ArrowArray::empty();
    // SAFETY: as promised by the caller.
    unsafe {
        let code = (*stream).get_next.unwrap()(stream, &raw mut array);
        let said = if code == 0 { ptr::null() } else { (*stream).get_last_error.unwrap()(stream) };
        let said =
            if said.is_null() { String::new() } else { std::ffi::CStr::from_ptr(said).to_str().unwrap().to_owned() };
        (code, said)
    }
}

#[test]
fn bat_04_a_stream_is_asked_for_no_more_while_it_is_read() {
    let refusals = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&refusals);
    let (handed_out, _whose) = reentered(move |stream| {
        let mut schema = FFI_ArrowSchema::empty();
        // SAFETY: the stream is held until the end of the test.
        let of_schema = unsafe { (*stream).get_schema.unwrap()(stream, &raw mut schema) };
        // SAFETY: as above.
        let of_next = unsafe { asked(stream) };
        seen.lock().unwrap().push((of_schema, of_next));
    });
    let stream = handed_out.0;
    // SAFETY: it was handed out and is held.
    let answers: Vec<_> = (0..3).map(|_| unsafe { asked(stream) }).collect();
    assert_eq!(answers, vec![(0, String::new()); 3], "two batches, and the end");
    let refused = (16, (16, "the stream is being read: ask it once more when that is over".to_owned()));
    assert_eq!(*refusals.lock().unwrap(), vec![refused; 2]);
}

#[test]
fn bat_04_a_stream_that_is_let_go_of_while_it_is_read_is_read_to_the_end_of_its_batch() {
    let (handed_out, _whose) = reentered(|stream| {
        // SAFETY: it is held until the end of the test, and let go of here alone.
        if let Some(release) = unsafe { (*stream).release } {
            unsafe { release(stream) };
        }
    });
    let stream = handed_out.0;
    let mut array = FFI_ArrowArray::empty();
    // SAFETY: it was handed out and is held.
    let code = unsafe { (*stream).get_next.unwrap()(stream, &raw mut array) };
    assert_eq!((code, array.is_released()), (0, false));
    // SAFETY: as above.
    assert!(unsafe { (*stream).release.is_none() && (*stream).get_next.is_none() });
}

#[test]
fn bat_02_rows_behind_which_no_memory_stands_are_no_more_than_are_ever_meant() {
    let nothing: ArrayRef = Arc::new(NullArray::new(1));
    let rows = |length: i64| {
        let batch = RecordBatch::try_from_iter_with_nullable([("nothing", Arc::clone(&nothing), true)]).unwrap();
        let (mut array, schema) = exported(batch);
        array.length = length;
        // SAFETY: the only child is one of nulls, which has no memory whatever its length is.
        unsafe {
            let child = *array.children;
            (*child).length = length;
            (*child).null_count = length;
            foreign::batch(&raw mut array, &raw const schema)
        }
    };
    assert_eq!(rows(1 << 24).unwrap().num_rows(), 1 << 24);
    let bad = rows((1 << 24) + 1).unwrap_err();
    assert!(said(&bad).contains("16777217 rows, behind which no memory stands"), "{}", said(&bad));
}

/// A struct of what stands here, of which some values are null.
fn within(values: ArrayRef) -> ArrayRef {
    let nulls = (0..values.len()).map(|row| row % 5 != 3).collect::<Vec<_>>().into();
    let field = Field::new("within", values.data_type().clone(), true);
    Arc::new(StructArray::new(vec![field].into(), vec![values], Some(nulls)))
}

/// So many values from one on, as a producer has them who cuts nothing of what stands within.
fn from_on(whole: &ArrayRef, first: usize, rows: usize) -> ArrayData {
    let data = whole.to_data();
    let nulls = data.nulls().map(|nulls| nulls.slice(first, rows));
    data.into_builder().len(rows).offset(first).nulls(nulls).build().unwrap()
}

#[test]
fn bat_02_of_structs_in_structs_that_are_slices_the_meant_values_are_handed_on_however_deep_they_stand() {
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter((0..40).map(|number| (number % 7 != 0).then_some(number))));
    let struct_of_numbers = within(Arc::clone(&numbers));
    let deep = within(within(Arc::clone(&struct_of_numbers)));
    let item = || Arc::new(Field::new_list_field(struct_of_numbers.data_type().clone(), true));
    let pairs: ArrayRef = Arc::new(FixedSizeListArray::new(item(), 2, Arc::clone(&struct_of_numbers), None));
    let offsets = OffsetBuffer::from_lengths((0..20).map(|row| if row < 10 { 1 } else { 3 }));
    let lists: ArrayRef = Arc::new(ListArray::new(item(), offsets, Arc::clone(&struct_of_numbers), None));
    let columns = [
        ("plain", numbers),
        ("one", struct_of_numbers.clone()),
        ("deep", deep),
        ("pairs", within(pairs)),
        ("lists", within(lists)),
    ];
    // The table, too, may begin behind its first row.
    for (first, ahead, rows) in [(0, 0, 9), (1, 0, 3), (4, 0, 12), (0, 2, 7), (3, 5, 6), (11, 2, 7)] {
        let fields: Fields =
            columns.iter().map(|(name, whole)| Field::new(*name, whole.data_type().clone(), true)).collect();
        let sliced = columns.iter().map(|(_, whole)| from_on(whole, first, ahead + rows)).collect();
        let table =
            ArrayData::builder(DataType::Struct(fields)).len(rows).offset(ahead).child_data(sliced).build().unwrap();
        let (mut array, schema) = to_ffi(&table).unwrap();
        // SAFETY: both were exported by arrow-rs.
        let batch = unsafe { foreign::batch(&raw mut array, &raw const schema) }.unwrap();
        for ((name, whole), column) in columns.iter().zip(batch.columns()) {
            assert_eq!(column, &whole.slice(first + ahead, rows), "{name} from {first} and {ahead} on");
        }
    }
}

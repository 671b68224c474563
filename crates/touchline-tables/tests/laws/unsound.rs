//! Structures of the Arrow C data interface that cannot be what they say: each is refused with its column, and none is read.

#![expect(unsafe_code, reason = "the interfaces are structures of C")]

use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi};
use arrow_array::types::Int32Type;
use arrow_array::*;
use arrow_schema::{DataType, Field, Fields};
use touchline::kernel::rejection::{BadInput, Code};
use touchline_tables::foreign;

/// A column of each layout, of three values of which the second is null where one can be.
fn columns() -> Vec<(&'static str, ArrayRef)> {
    let texts = || vec![Some("a"), None, Some("a text that is longer than twelve bytes")];
    let numbers = || Int32Array::from(vec![Some(1), None, Some(3)]);
    let lists = || vec![Some(vec![Some(1), Some(2)]), None, Some(vec![Some(3)])];
    let names: DictionaryArray<Int32Type> = texts().into_iter().collect();
    let member: Fields = vec![Field::new("x", DataType::Int32, true)].into();
    let pair = StructArray::new(member, vec![Arc::new(numbers())], Some(vec![true, false, true].into()));
    let mut map = builder::MapBuilder::new(None, builder::StringBuilder::new(), builder::Int32Builder::new());
    for is_there in [true, false, true] {
        if is_there {
            map.keys().append_value("k");
            map.values().append_value(1);
        }
        map.append(is_there).unwrap();
    }
    let runs = RunArray::try_new(&Int32Array::from(vec![1, 3]), &StringArray::from(vec!["a", "b"])).unwrap();
    let ints: ArrayRef = Arc::new(Int32Array::from(vec![1, 2, 3]));
    let fields = [(0, Arc::new(Field::new("x", DataType::Int32, true)))].into_iter().collect();
    let sparse = UnionArray::try_new(fields, vec![0, 0, 0].into(), None, vec![ints]).unwrap();
    vec![
        ("doubles", Arc::new(Float64Array::from(vec![Some(1.0), None, Some(3.0)]))),
        ("flags", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
        ("texts", Arc::new(StringArray::from(texts()))),
        ("large texts", Arc::new(LargeStringArray::from(texts()))),
        ("views", Arc::new(StringViewArray::from(texts()))),
        ("names", Arc::new(names)),
        (
            "bytes",
            Arc::new(
                FixedSizeBinaryArray::try_from_sparse_iter_with_size([Some([1, 2]), None, Some([3, 4])].into_iter(), 2)
                    .unwrap(),
            ),
        ),
        ("moments", Arc::new(TimestampMillisecondArray::from(vec![Some(1), None, Some(3)]))),
        ("lists", Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(lists()))),
        ("large lists", Arc::new(LargeListArray::from_iter_primitive::<Int32Type, _, _>(lists()))),
        (
            "pairs of lists",
            Arc::new(FixedSizeListArray::from_iter_primitive::<Int32Type, _, _>(
                [Some([Some(1), Some(2)]), None, Some([None, None])],
                2,
            )),
        ),
        ("pairs", Arc::new(pair)),
        ("maps", Arc::new(map.finish())),
        ("runs", Arc::new(runs)),
        ("unions", Arc::new(sparse)),
    ]
}

fn exported(column: &ArrayRef) -> (FFI_ArrowArray, FFI_ArrowSchema) {
    let batch = RecordBatch::try_from_iter_with_nullable([("a", Arc::clone(column), true)]).unwrap();
    to_ffi(&StructArray::from(batch).to_data()).unwrap()
}

fn read(array: &mut FFI_ArrowArray, schema: &FFI_ArrowSchema) -> Result<RecordBatch, BadInput> {
    // SAFETY: both were exported by arrow-rs and altered in what is seen to be wrong, or in what is not read.
    unsafe { foreign::batch(array, schema) }
}

/// What is altered of a column's structure; nothing where it has no such part.
type Altered = fn(&mut FFI_ArrowArray, &DataType) -> Option<()>;

fn set<T>(place: &mut T, to: T) -> Option<()> {
    *place = to;
    Some(())
}

fn has_bits(kind: &DataType) -> bool {
    !matches!(kind, DataType::RunEndEncoded(..) | DataType::Union(..))
}

/// Puts another buffer in the place of one. The list of them is the producer's, who does not read it again.
fn replaced(array: &mut FFI_ArrowArray, place: usize, by: *const c_void) {
    // SAFETY: arrow-rs has exported as many.
    unsafe { array.buffers.add(place).write(by) };
}

fn offsets(array: &mut FFI_ArrowArray, kind: &DataType, of: [i64; 4]) -> Option<()> {
    let bytes: Vec<u8> = match kind {
        DataType::Utf8 | DataType::List(_) | DataType::Map(..) => {
            of.iter().flat_map(|offset| i32::try_from(*offset).unwrap_or(i32::MAX).to_ne_bytes()).collect()
        }
        DataType::LargeUtf8 | DataType::LargeList(_) => of.iter().flat_map(|offset| offset.to_ne_bytes()).collect(),
        _ => return None,
    };
    // Aligned as offsets are; it lives as long as the program.
    let words: Vec<u64> = bytes.chunks(8).map(|word| u64::from_ne_bytes(word.try_into().unwrap())).collect();
    replaced(array, 1, words.leak().as_ptr().cast());
    Some(())
}

fn inner(array: &mut FFI_ArrowArray) -> Option<&mut FFI_ArrowArray> {
    // SAFETY: arrow-rs has exported as many children as it says.
    (array.n_children > 0).then(|| unsafe { &mut **array.children })
}

const ALTERED: &[(&str, Altered)] = &[
    ("a length of -8", |array, _| set(&mut array.length, -8)),
    ("a length of 2^63-1", |array, _| set(&mut array.length, i64::MAX)),
    ("a length of 2^62", |array, _| set(&mut array.length, 1 << 62)),
    ("fewer values than rows", |array, _| set(&mut array.length, 2)),
    ("an offset of -1", |array, _| set(&mut array.offset, -1)),
    ("an offset of 2^63-1", |array, _| set(&mut array.offset, i64::MAX)),
    ("more nulls than values", |array, _| set(&mut array.null_count, 4)),
    ("a null_count of -2", |array, _| set(&mut array.null_count, -2)),
    ("a null_count of 0 where one is null", |array, kind| has_bits(kind).then(|| array.null_count = 0)),
    ("nulls without bits", |array, kind| has_bits(kind).then(|| replaced(array, 0, ptr::null()))),
    ("no buffers", |array, kind| (!matches!(kind, DataType::RunEndEncoded(..))).then(|| array.n_buffers = 0)),
    ("buffers below none", |array, _| set(&mut array.n_buffers, -1)),
    ("a buffer too many", |array, kind| (!matches!(kind, DataType::Utf8View)).then(|| array.n_buffers += 1)),
    ("a list of buffers that is null", |array, _| (array.n_buffers > 0).then(|| array.buffers = ptr::null_mut())),
    ("data that is null", |array, kind| {
        let has_data = array.n_buffers > 1 || matches!(kind, DataType::Union(..));
        has_data.then(|| replaced(array, usize::from(has_bits(kind)), ptr::null()))
    }),
    ("a child too many", |array, _| set(&mut array.n_children, 9)),
    ("children below none", |array, _| set(&mut array.n_children, -1)),
    ("children that are null", |array, _| (array.n_children > 0).then(|| array.children = ptr::null_mut())),
    ("a child that is null", |array, _| {
        // SAFETY: arrow-rs has exported as many as it says, and keeps a list of its own; it frees this one by that.
        (array.n_children > 0).then(|| array.children = vec![ptr::null_mut(); 8].leak().as_mut_ptr())
    }),
    ("a child that is too short", |array, kind| {
        let is_told = !matches!(kind, DataType::RunEndEncoded(..));
        inner(array).filter(|_| is_told).map(|inner| inner.length = 1)
    }),
    ("a child below nothing", |array, _| inner(array).map(|inner| inner.length = -8)),
    ("a child of 2^63-1", |array, _| inner(array).map(|inner| inner.length = i64::MAX)),
    ("no dictionary", |array, kind| {
        matches!(kind, DataType::Dictionary(..)).then(|| array.dictionary = ptr::null_mut())
    }),
    ("a dictionary that is too short", |array, kind| {
        // SAFETY: arrow-rs has exported one.
        matches!(kind, DataType::Dictionary(..)).then(|| unsafe { (*array.dictionary).length = 1 })
    }),
    ("a dictionary of 2^63-1", |array, kind| {
        // SAFETY: arrow-rs has exported one.
        matches!(kind, DataType::Dictionary(..)).then(|| unsafe { (*array.dictionary).length = i64::MAX })
    }),
    ("offsets that begin below nothing", |array, kind| offsets(array, kind, [-1, 1, 1, 3])),
    ("offsets that decrease", |array, kind| offsets(array, kind, [0, 3, 1, 3])),
    ("offsets that end before they begin", |array, kind| offsets(array, kind, [3, 3, 3, 0])),
    ("offsets that lead beyond", |array, kind| {
        matches!(kind, DataType::List(_) | DataType::LargeList(_) | DataType::Map(..))
            .then(|| offsets(array, kind, [0, 1, 1, 1000]))?
    }),
    ("offsets that are not aligned", |array, kind| {
        offsets(array, kind, [0, 1, 1, 3])?;
        // SAFETY: of the list's buffers there is one.
        let offsets = unsafe { array.buffers.add(1).read() };
        replaced(array, 1, offsets.wrapping_byte_add(1));
        Some(())
    }),
    ("lengths of views below nothing", |array, kind| {
        matches!(kind, DataType::Utf8View)
            .then(|| replaced(array, 3, [-1_i64; 4].as_slice().to_vec().leak().as_ptr().cast()))
    }),
    ("lengths of views that are null", |array, kind| {
        matches!(kind, DataType::Utf8View).then(|| replaced(array, 3, ptr::null()))
    }),
    ("a release that is null", |array, _| set(&mut array.release, None)),
];

#[test]
fn bat_02_an_array_that_cannot_be_of_its_type_is_refused_with_its_column() {
    let mut tried = 0;
    for (name, column) in columns() {
        let (mut array, schema) = exported(&column);
        assert_eq!(read(&mut array, &schema).map(|batch| batch.num_rows()), Ok(3), "{name}");
        for (what, alter) in ALTERED {
            let (mut array, schema) = exported(&column);
            // SAFETY: arrow-rs has exported one child, the column.
            let child = unsafe { &mut **array.children };
            if alter(child, column.data_type()).is_none() {
                continue;
            }
            tried += 1;
            let bad = read(&mut array, &schema).expect_err(&format!("{name} with {what}"));
            assert_eq!(bad.faults.len(), 1, "{name} with {what}");
            assert_eq!(bad.faults[0].path, "/a", "{name} with {what}: {}", bad.faults[0].reason.message());
            assert_eq!(bad.faults[0].reason.code, Code::WrongType);
        }
    }
    assert!(tried > 280, "{tried}");
}

#[test]
fn bat_02_a_table_that_cannot_be_one_is_refused() {
    type Alter = (&'static str, fn(&mut FFI_ArrowArray));
    let alter: [Alter; 8] = [
        ("a length of -8", |array| array.length = -8),
        ("a length of 2^63-1", |array| array.length = i64::MAX),
        ("more rows than its columns have", |array| array.length = 4),
        ("an offset of -1", |array| array.offset = -1),
        ("no buffers", |array| array.n_buffers = 0),
        ("nulls without bits", |array| array.null_count = 1),
        ("no children", |array| array.n_children = 0),
        ("children that are null", |array| array.children = ptr::null_mut()),
    ];
    for (what, alter) in alter {
        let (mut array, schema) = exported(&columns()[0].1);
        alter(&mut array);
        assert!(read(&mut array, &schema).is_err(), "{what}");
    }
}

#[test]
fn bat_02_a_column_longer_than_its_table_is_read_as_far_as_the_table_goes() {
    for (name, column) in columns() {
        let (mut array, schema) = exported(&column);
        array.length = 2;
        let batch = read(&mut array, &schema).unwrap_or_else(|bad| panic!("{name}: {bad:?}"));
        // Runs are read as their rows.
        let rows: ArrayRef = match column.data_type() {
            DataType::RunEndEncoded(..) => Arc::new(StringArray::from(vec!["a", "b"])),
            _ => column.slice(0, 2),
        };
        assert_eq!(batch.column(0).to_data(), rows.to_data(), "{name}");
    }
}

#[test]
fn bat_02_a_schema_that_cannot_be_one_is_refused_with_its_column() {
    let claims = |entries: i32, length: i32| {
        let mut bytes = [entries.to_ne_bytes(), length.to_ne_bytes()].concat();
        bytes.resize(64, 0);
        bytes
    };
    let metadata = [claims(i32::MAX, 1), claims(-1, 1), claims(1, -1), claims(1, i32::MAX)];
    for bytes in &metadata {
        told(&|schema| schema.metadata = bytes.as_ptr().cast(), "metadata");
    }
    for format in
        [c"qq", c"", c"w:-5", c"+w:-1", c"+l", c"+r", c"+m", c"+ud:0,1", c"+w:2", c"d:x,2", c"tsx:", c"+us:0,0"]
    {
        told(&|schema| schema.format = format.as_ptr(), &format!("{format:?}"));
    }
    told(&|schema| schema.format = ptr::null(), "no format");
    told(&|schema| schema.format = c"\xff".as_ptr(), "a format that is no text");
    told(&|schema| schema.n_children = -1, "children below none");
    told(&|schema| schema.n_children = 1, "a child that is not there");
    told(&|schema| schema.release = None, "a schema that was released");
}

fn told(alter: &dyn Fn(&mut FFI_ArrowSchema), what: &str) {
    let (mut array, schema) = exported(&columns()[0].1);
    // SAFETY: arrow-rs has exported one child; what is altered of it is put back before it is released.
    let (bad, before) = unsafe {
        let child = &mut **schema.children;
        let before = ptr::read(child);
        alter(child);
        (foreign::batch(&raw mut array, &raw const schema), before)
    };
    // SAFETY: as above; what stood there in between owns nothing.
    unsafe { ptr::write(*schema.children, before) };
    let bad = bad.expect_err(what);
    assert_eq!(bad.faults[0].path, "/a", "{what}: {}", bad.faults[0].reason.message());
}

#[test]
fn bat_02_metadata_that_is_there_is_handed_on() {
    let field = Field::new("a", DataType::Float64, true).with_metadata([("k".to_owned(), "v".to_owned())].into());
    let column = Arc::clone(&columns()[0].1);
    let schema = arrow_schema::Schema::new(Fields::from(vec![field]));
    let batch = RecordBatch::try_new(Arc::new(schema), vec![column]).unwrap();
    let mut array = FFI_ArrowArray::new(&StructArray::from(batch.clone()).to_data());
    let schema = FFI_ArrowSchema::try_from(batch.schema_ref().as_ref()).unwrap();
    assert_eq!(read(&mut array, &schema), Ok(batch));
}

//! Tables by the Arrow C data interface, from a producer who is careless with everything but memory: what a structure
//! points at is there, and whatever else it says may be wrong.

use std::ffi::{CString, c_void};
use std::ptr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use touchline_tables::foreign;

use crate::choices::Choices;
use crate::sink;

/// How many bytes each buffer has.
const ROOM: usize = 4096;
/// Lengths, counts and offsets that nobody has.
const WRONG: &[i64] = &[-1, -8, i64::MAX, i64::MIN, 1 << 60, i64::MAX - 7];
const FORMATS: &[&str] = &[
    "g",
    "u",
    "U",
    "l",
    "i",
    "b",
    "f",
    "z",
    "Z",
    "vu",
    "vz",
    "n",
    "tsu:UTC",
    "tsm:",
    "tdD",
    "tdm",
    "+l",
    "+L",
    "+vl",
    "+w:2",
    "+s",
    "+m",
    "+r",
    "+ud:0,1",
    "+us:0,1",
    "w:3",
    "d:10,2",
    "c",
    "S",
    "e",
    "w:-5",
    "+w:-1",
    "qq",
    "",
    "tss:Nowhere",
    "d:0,0",
    "+ud:0,0",
    "ttn",
    "tin",
    "tDs",
];

/// Any bytes as choices of a table's structures, and of the call that reads it.
pub fn tables_c(data: &[u8]) {
    let mut choices = Choices::of(data);
    let rows = i64::from(choices.byte() % 9);
    let columns = 1 + choices.below(3);
    let mut made = Made::default();
    let children: Vec<Node> = (0..columns).map(|_| Node::grown(&mut choices, rows, 3)).collect();
    let root = Node { format: c"+s".to_owned(), length: rows, children, buffers: vec![ptr::null()], ..Node::default() };
    let root = Node { n_children: claimed(columns, &mut choices), length: wrongly(rows, &mut choices), ..root };
    let (mut array, schema) = (made.array(&root), made.schema(&root, "", &mut choices));
    // SAFETY: what the structures point at lives as long as `made` does, which frees it alone.
    let batch = unsafe { foreign::batch(&raw mut array, &raw const schema) };
    match batch {
        Ok(batch) => sink::read(&[batch], &mut choices),
        Err(bad) => assert!(!bad.faults.is_empty(), "a refusal says why"),
    }
    drop(schema);
    drop(made);
}

/// An array and its type, before they are structures of C.
#[derive(Clone, Default)]
struct Node {
    format: CString,
    length: i64,
    offset: i64,
    null_count: i64,
    n_buffers: Option<i64>,
    n_children: i64,
    buffers: Vec<*const c_void>,
    children: Vec<Node>,
    dictionary: Option<Box<Node>>,
    memory: Vec<Vec<u64>>,
}

impl Node {
    fn grown(choices: &mut Choices<'_>, rows: i64, depth: usize) -> Node {
        let format = choices.among(FORMATS);
        let wanted = match format {
            "+l" | "+L" | "+vl" | "+m" => 1,
            "+w:2" | "+w:-1" => 1,
            "+s" | "+r" => 2,
            _ if format.starts_with("+u") => 2,
            _ => 0,
        };
        let wanted = if choices.one_in(20) { choices.below(3) } else { wanted };
        let wanted = if depth == 0 { 0 } else { wanted };
        let children: Vec<Node> = (0..wanted).map(|_| Node::grown(choices, rows * 2, depth - 1)).collect();
        let dictionary = (depth > 0 && choices.one_in(10)).then(|| Box::new(Node::grown(choices, rows, 0)));
        let buffers = buffers_of(format);
        let memory: Vec<Vec<u64>> = (0..buffers).map(|place| memory(format, place, choices)).collect();
        let mut pointers: Vec<*const c_void> = memory.iter().map(|bytes| bytes.as_ptr().cast()).collect();
        if choices.one_in(2) {
            pointers.iter_mut().take(1).for_each(|first| *first = ptr::null());
        }
        if choices.one_in(16) {
            let place = choices.below(pointers.len());
            pointers.iter_mut().skip(place).take(1).for_each(|pointer| *pointer = ptr::null());
        }
        Node {
            format: CString::new(format).unwrap_or_default(),
            length: wrongly(rows, choices),
            offset: if choices.one_in(8) { wrongly(i64::from(choices.byte() % 4), choices) } else { 0 },
            null_count: choices.among(&[-1, 0, 0, 1, 2, i64::MAX, -9]),
            n_buffers: choices.one_in(16).then(|| choices.among(&[0, 1, -1, i64::MAX])),
            n_children: claimed(children.len(), choices),
            buffers: pointers,
            children,
            dictionary,
            memory,
        }
    }
}

/// How many buffers an array of a format has.
fn buffers_of(format: &str) -> usize {
    match format {
        "n" | "+r" => 0,
        "+s" | "+w:2" | "+w:-1" => 1,
        "u" | "U" | "z" | "Z" | "+vl" => 3,
        "vu" | "vz" => 4,
        "+us:0,1" => 1,
        _ => 2,
    }
}

/// Bytes of a buffer: small numbers in the width that the format has at this place, which never lead out of other buffers.
fn memory(format: &str, place: usize, choices: &mut Choices<'_>) -> Vec<u64> {
    let mut words = vec![0_u64; ROOM / 8];
    let (step, wild) = (u64::from(choices.byte() % 4), choices.one_in(6));
    let mut number = |at: usize| {
        let plain = at as u64 * step;
        if wild && choices.one_in(5) { u64::from(choices.byte()) } else { plain }
    };
    match (format, place) {
        (_, 0) if !format.starts_with("+u") => words.fill(u64::MAX << (number(1) % 64)),
        ("u" | "z" | "+l" | "+m", 1) => {
            words
                .iter_mut()
                .enumerate()
                .for_each(|(at, word)| *word = (number(2 * at) % 512) | ((number(2 * at + 1) % 512) << 32));
        }
        ("U" | "Z" | "+L", 1) => words.iter_mut().enumerate().for_each(|(at, word)| *word = number(at) % 512),
        // Three lengths of what views refer to: one buffer, as the pointers have it.
        ("vu" | "vz", 3) => words.fill(if wild { u64::MAX } else { 64 }),
        _ => words.iter_mut().enumerate().for_each(|(at, word)| *word = number(at)),
    }
    words
}

fn wrongly(number: i64, choices: &mut Choices<'_>) -> i64 {
    match choices.below(24) {
        0 => choices.among(WRONG),
        1 => i64::from(choices.byte() % 12),
        _ => number,
    }
}

/// A count that is as it should be, or one that is seen to be wrong.
fn claimed(count: usize, choices: &mut Choices<'_>) -> i64 {
    let count = i64::try_from(count).unwrap_or(0);
    if choices.one_in(24) { choices.among(&[0, -1, i64::MIN]) } else { count }
}

/// The structures, which point at one another.
#[derive(Default)]
#[expect(clippy::vec_box, reason = "a list that grows moves what stands in it, and each of these is pointed at")]
struct Made {
    nodes: Vec<Box<Node>>,
    arrays: Vec<Box<FFI_ArrowArray>>,
    schemas: Vec<Box<FFI_ArrowSchema>>,
    lists: Vec<Box<[*mut FFI_ArrowArray]>>,
    schema_lists: Vec<Box<[*mut FFI_ArrowSchema]>>,
    names: Vec<CString>,
    metadata: Vec<Vec<u8>>,
}

unsafe extern "C" fn released(array: *mut FFI_ArrowArray) {
    // SAFETY: what is released gives itself.
    unsafe { (*array).release = None };
}

unsafe extern "C" fn schema_released(schema: *mut FFI_ArrowSchema) {
    // SAFETY: what is released gives itself.
    unsafe { (*schema).release = None };
}

impl Made {
    fn array(&mut self, node: &Node) -> FFI_ArrowArray {
        let children: Vec<*mut FFI_ArrowArray> = node.children.iter().map(|child| self.boxed(child)).collect();
        let dictionary = node.dictionary.as_ref().map_or(ptr::null_mut(), |values| self.boxed(values));
        let mut kept = Box::new(node.clone());
        // A clone has memory of its own, which the pointers are to lead to.
        for (pointer, memory) in kept.buffers.iter_mut().zip(&kept.memory) {
            if !pointer.is_null() {
                *pointer = memory.as_ptr().cast();
            }
        }
        let mut list = children.into_boxed_slice();
        let array = FFI_ArrowArray {
            length: node.length,
            null_count: node.null_count,
            offset: node.offset,
            n_buffers: node.n_buffers.unwrap_or(i64::try_from(node.buffers.len()).unwrap_or(0)),
            n_children: node.n_children,
            buffers: if kept.buffers.is_empty() { ptr::null_mut() } else { kept.buffers.as_mut_ptr() },
            children: if list.is_empty() { ptr::null_mut() } else { list.as_mut_ptr() },
            dictionary,
            release: Some(released),
            private_data: ptr::null_mut(),
        };
        self.nodes.push(kept);
        self.lists.push(list);
        array
    }

    fn boxed(&mut self, node: &Node) -> *mut FFI_ArrowArray {
        let mut array = Box::new(self.array(node));
        let pointer = &raw mut *array;
        self.arrays.push(array);
        pointer
    }

    fn schema(&mut self, node: &Node, name: &str, choices: &mut Choices<'_>) -> FFI_ArrowSchema {
        let mut children: Vec<*mut FFI_ArrowSchema> = Vec::new();
        for child in &node.children {
            let name = choices.among(sink::NAMES);
            children.push(self.boxed_schema(child, name, choices));
        }
        let dictionary = match &node.dictionary {
            Some(values) => self.boxed_schema(values, "", choices),
            None => ptr::null_mut(),
        };
        let (name, format) = (CString::new(name).unwrap_or_default(), node.format.clone());
        let metadata = if choices.one_in(12) { self.metadata(choices) } else { ptr::null() };
        let mut list = children.into_boxed_slice();
        let schema = FFI_ArrowSchema {
            format: format.as_ptr(),
            name: name.as_ptr(),
            metadata,
            flags: if choices.one_in(5) { 0 } else { 2 },
            n_children: i64::try_from(list.len()).unwrap_or(0),
            children: if list.is_empty() { ptr::null_mut() } else { list.as_mut_ptr() },
            dictionary,
            release: Some(schema_released),
            private_data: ptr::null_mut(),
        };
        self.names.extend([name, format]);
        self.schema_lists.push(list);
        schema
    }

    fn boxed_schema(&mut self, node: &Node, name: &str, choices: &mut Choices<'_>) -> *mut FFI_ArrowSchema {
        let mut schema = Box::new(self.schema(node, name, choices));
        let pointer = &raw mut *schema;
        self.schemas.push(schema);
        pointer
    }

    /// One entry, or a claim that is seen to be wrong.
    fn metadata(&mut self, choices: &mut Choices<'_>) -> *const std::ffi::c_char {
        let count: i32 = choices.among(&[1, 0, -1, i32::MAX]);
        let length: i32 = choices.among(&[3, 0, -7, i32::MAX]);
        let mut bytes = Vec::new();
        bytes.extend(count.to_ne_bytes());
        bytes.extend(length.to_ne_bytes());
        bytes.extend(b"keyvalue");
        bytes.resize(64, 0);
        self.metadata.push(bytes);
        self.metadata.last().map_or(ptr::null(), |bytes| bytes.as_ptr().cast())
    }
}

//! Schemas as careless producers hand them over: each column's is read once it is known to be one, and told with its column
//! where it is not.

#![expect(unsafe_code, reason = "the interface is a structure of C, with texts that end with a zero byte")]

use std::ffi::{CStr, c_char};
use std::panic::catch_unwind;

use arrow_schema::DataType;
use arrow_schema::ffi::FFI_ArrowSchema;

/// How deep the types of a schema may be nested.
const MAX_DEPTH: usize = 64;
/// As many entries as a column's metadata has at most, and as many bytes.
const MAX_ENTRIES: i32 = 1 << 16;
const MAX_METADATA: usize = 16 << 20;

/// Whether a schema can be read, down to its last child; or why not.
///
/// # Safety
/// It is a schema as the Arrow C data interface has it, in so far as its pointers lead where they say.
pub(super) unsafe fn readable(schema: &FFI_ArrowSchema) -> Result<(), String> {
    // SAFETY: as promised by the caller.
    unsafe { readable_to(schema, MAX_DEPTH) }
}

/// The same of a schema without its children, which are read each by itself.
///
/// # Safety
/// As for [`readable`].
pub(super) unsafe fn readable_itself(schema: &FFI_ArrowSchema) -> Result<Vec<&FFI_ArrowSchema>, String> {
    if schema.release.is_none() {
        return Err("a schema that was released".to_owned());
    }
    // SAFETY: a text of the interface is null or ends with a zero byte.
    let is_text = |text: *const c_char| unsafe { CStr::from_ptr(text) }.to_str().is_ok();
    if schema.format.is_null() {
        return Err("a schema without a format".to_owned());
    }
    if !is_text(schema.format) || !(schema.name.is_null() || is_text(schema.name)) {
        return Err("a schema with text that is not UTF-8".to_owned());
    }
    let count =
        usize::try_from(schema.n_children).map_err(|_| format!("a schema of {} children", schema.n_children))?;
    // Before any of them is looked at: a format of which it is known how many it has lies about no more.
    let format = schema.format();
    if children_of(format).is_some_and(|wanted| wanted != count) {
        return Err(format!("the format `{format}` with {count} children"));
    }
    if count > 0 && schema.children.is_null() {
        return Err("a schema without children".to_owned());
    }
    // SAFETY: the producer vouches for as many children.
    let child = |place: usize| unsafe { schema.children.add(place).read_unaligned().as_ref() };
    let children: Option<Vec<_>> = (0..count).map(child).collect();
    children.ok_or_else(|| "a schema with a child that is null".to_owned())
}

/// # Safety
/// As for [`readable`].
unsafe fn readable_to(schema: &FFI_ArrowSchema, depth: usize) -> Result<(), String> {
    let Some(depth) = depth.checked_sub(1) else { return Err("a schema that is nested too deep".to_owned()) };
    // SAFETY: as promised by the caller.
    let children = unsafe { readable_itself(schema) }?;
    // SAFETY: as promised by the caller.
    unsafe { metadata(schema.metadata) }?;
    let format = schema.format();
    // SAFETY: as promised by the caller.
    children.iter().try_for_each(|child| unsafe { readable_to(child, depth) })?;
    let child = |place: usize| children.get(place).map_or("", |child| child.format());
    if format == "+m" && (child(0) != "+s" || children.first().is_none_or(|child| child.n_children != 2)) {
        return Err("a map of other things than pairs".to_owned());
    }
    if format == "+r" && !["s", "i", "l"].contains(&child(0)) {
        return Err(format!("runs that end at the format `{}`", child(0)));
    }
    if format.strip_prefix("w:").or_else(|| format.strip_prefix("+w:")).is_some_and(|size| size.starts_with('-')) {
        return Err(format!("the format `{format}`"));
    }
    // SAFETY: null, or the schema of a dictionary's values.
    let Some(values) = (unsafe { schema.dictionary.as_ref() }) else { return Ok(()) };
    if !["c", "C", "s", "S", "i", "I", "l", "L"].contains(&format) {
        return Err(format!("a dictionary with keys of the format `{format}`"));
    }
    // SAFETY: as promised by the caller.
    unsafe { readable_to(values, depth) }
}

/// How many children a format has; nothing where it may have any number, or is none.
fn children_of(format: &str) -> Option<usize> {
    match format {
        "+s" => None,
        "+l" | "+L" | "+vl" | "+vL" | "+m" => Some(1),
        "+r" => Some(2),
        _ if format.starts_with("+w:") => Some(1),
        _ if format.starts_with('+') => None,
        _ => Some(0),
    }
}

/// Whether metadata can be what it claims: of what it claims no more is read than could be there.
///
/// # Safety
/// It is null, or metadata as the interface has it.
unsafe fn metadata(bytes: *const c_char) -> Result<(), String> {
    if bytes.is_null() {
        return Ok(());
    }
    let mut read = 0_usize;
    let mut number = |skip: usize| {
        read = read.saturating_add(skip);
        if read > MAX_METADATA {
            return Err("a schema with more metadata than there is room for".to_owned());
        }
        // SAFETY: the producer vouches for a number here, which need not be aligned.
        let number = unsafe { bytes.add(read).cast::<i32>().read_unaligned() };
        read = read.saturating_add(size_of::<i32>());
        Ok(number)
    };
    let entries = number(0)?;
    if !(0..=MAX_ENTRIES).contains(&entries) {
        return Err(format!("a schema with {entries} entries of metadata"));
    }
    let mut text = 0;
    for _ in 0..entries.saturating_mul(2) {
        let length = number(text)?;
        text = usize::try_from(length).map_err(|_| format!("a schema with metadata of {length} bytes"))?;
    }
    if read.saturating_add(text) > MAX_METADATA {
        return Err("a schema with more metadata than there is room for".to_owned());
    }
    Ok(())
}

/// The type that a readable schema says; nothing where there is none such.
pub(super) fn kind(schema: &FFI_ArrowSchema) -> Option<DataType> {
    catch_unwind(|| DataType::try_from(schema).ok()).ok().flatten()
}

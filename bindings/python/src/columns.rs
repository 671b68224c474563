//! Columns of 32-bit unsigned integers, read where they lie: `array.array("I")`, NumPy's `uint32`, memoryviews.

use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};

use pyo3::buffer::{Element, PyBuffer, PyUntypedBuffer};
use pyo3::exceptions::{PyBufferError, PyValueError};
use pyo3::prelude::*;

/// A column that somebody else owns; none where it is empty, since an empty buffer may lie anywhere.
pub(crate) struct Column(Option<PyBuffer<u32>>);

impl<'py> FromPyObject<'_, 'py> for Column {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let buffer = PyUntypedBuffer::get(&value)?;
        if !u32::is_compatible_format(buffer.format()) {
            return Err(PyBufferError::new_err("a column holds 32-bit unsigned integers"));
        }
        if !buffer.is_c_contiguous() {
            return Err(PyValueError::new_err("a column must be contiguous"));
        }
        if buffer.item_count() == 0 {
            return Ok(Column(None));
        }
        buffer.into_typed().map(|buffer| Column(Some(buffer)))
    }
}

impl Column {
    pub(crate) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |buffer| buffer.item_count())
    }

    /// The values, each read when its turn comes.
    pub(crate) fn values(&self) -> impl Iterator<Item = u32> {
        let words = self.0.as_ref().and_then(PyBuffer::as_slice_ptr).unwrap_or(NonNull::from(&mut []));
        // SAFETY: the buffer stays held for as long as `self` is, is contiguous, and was checked by `into_typed`
        // to hold aligned values of this type. Python may write to it from another thread while the interpreter
        // is let go, therefore the values are read as atomics: such a caller gets either value, and nothing worse.
        let words = unsafe { &*(words.as_ptr() as *const [AtomicU32]) };
        words.iter().map(|word| word.load(Ordering::Relaxed))
    }
}

/// A new `array.array` of this type code, which NumPy and memoryview take without a copy.
pub(crate) fn array<'py, T: Element>(py: Python<'py>, code: &str, values: &[T]) -> PyResult<Bound<'py, PyAny>> {
    let array = py.import("array")?.call_method1("array", (code, (0,)))?.mul(values.len())?;
    if !values.is_empty() {
        PyBuffer::<T>::get(&array)?.copy_from_slice(py, values)?;
    }
    Ok(array)
}

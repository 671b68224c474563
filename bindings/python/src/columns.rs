//! Columns of 32-bit unsigned integers, read where they lie: `array.array("I")`, NumPy's `uint32`, memoryviews.

use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};

use pyo3::buffer::{Element, PyBuffer};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A column that somebody else owns.
pub(crate) struct Column(PyBuffer<u32>);

impl<'py> FromPyObject<'_, 'py> for Column {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let buffer = PyBuffer::<u32>::get(&value)?;
        if buffer.is_c_contiguous() {
            Ok(Column(buffer))
        } else {
            Err(PyValueError::new_err("a column must be contiguous"))
        }
    }
}

impl Column {
    pub(crate) fn len(&self) -> usize {
        self.0.item_count()
    }

    /// The values, each read when its turn comes.
    pub(crate) fn values(&self) -> impl Iterator<Item = u32> {
        let words: NonNull<[u32]> = self.0.as_slice_ptr().unwrap_or(NonNull::from(&mut []));
        // SAFETY: the buffer stays held for as long as `self`, is contiguous, and was checked by `get` to hold
        // aligned values of this type. Python may write to it from another thread while the interpreter is let
        // go, therefore the values are read as atomics: such a caller gets either value, and nothing worse.
        let words = unsafe { &*(words.as_ptr() as *const [AtomicU32]) };
        words.iter().map(|word| word.load(Ordering::Relaxed))
    }
}

/// A new `array.array` of the given type code, which NumPy, pyarrow and memoryview take without a copy.
pub(crate) fn array<'py, T: Element>(py: Python<'py>, code: &str, values: &[T]) -> PyResult<Bound<'py, PyAny>> {
    let one = py.import("array")?.call_method1("array", (PyString::new(py, code), (0,)))?;
    let array = one.call_method1("__mul__", (values.len(),))?;
    PyBuffer::<T>::get(&array)?.copy_from_slice(py, values)?;
    Ok(array)
}

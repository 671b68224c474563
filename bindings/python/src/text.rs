//! JSON text as Python hands it over: `str`, `bytes`, or anything with a buffer of bytes.

use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};

/// Borrowed where the object cannot change under us, copied where it can.
pub(crate) enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
    Copy(Vec<u8>),
}

impl Text {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Text::Str(text) => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
            Text::Copy(bytes) => bytes,
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            return from_str(&text);
        }
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Text::Bytes(bytes.to_owned().into()));
        }
        match PyBuffer::<u8>::get(&value) {
            Ok(buffer) => Ok(Text::Copy(buffer.to_vec(value.py())?)),
            Err(_) => {
                Err(PyTypeError::new_err(format!("JSON text is a str or bytes, not {}", value.get_type().name()?)))
            }
        }
    }
}

/// A `str` with half a surrogate pair has no UTF-8. It is passed on as what it is, so that the strict reader
/// refuses it like any other broken input.
fn from_str(text: &Bound<'_, PyString>) -> PyResult<Text> {
    match PyBackedStr::try_from(text.clone()) {
        Ok(text) => Ok(Text::Str(text)),
        Err(_) => {
            let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
            Ok(Text::Bytes(bytes.cast_into::<PyBytes>()?.into()))
        }
    }
}

//! Hot calls by number, without JSON: one at a time, or over whole columns.

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use touchline::waist::{self, Answer};

use crate::columns::{Column, array};
use crate::handle::{Told, guarded};

type Columns<'py> = PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)>;

/// What the waist gives for numbers that it does not know.
const UNKNOWN: u64 = u64::MAX;

const NOT_KNOWN: &str = "a number that touchline does not know";

/// Say where a command leads from a state, as far as the lifecycle's table says.
///
/// Returns `(code, next_state)`: code 0 where the command is open, else the number of the rejection's code,
/// and state 0. Raises ValueError for a number that is not known.
#[pyfunction]
#[pyo3(signature = (thing, state, command))]
pub(crate) fn lifecycle_step(py: Python<'_>, thing: u32, state: u32, command: u32) -> PyResult<(u32, u32)> {
    one(py, || waist::lifecycle_step(thing, state, command)).map(halves)
}

/// Say which commands are open in a state, as far as the lifecycle's table says: bit n for command n.
///
/// Raises ValueError for a number that is not known.
#[pyfunction]
#[pyo3(signature = (thing, state))]
pub(crate) fn lifecycle_open(py: Python<'_>, thing: u32, state: u32) -> PyResult<u64> {
    one(py, || waist::lifecycle_open(thing, state))
}

/// Decide whether an actor with these roles and these relations to a thing (a bit for each) may do an action. Most rules
/// ask for several relations together: a manager's mostly for NOT_COACHED and IN_SCOPE. The policy is not asked:
/// `touchline.access.decide` takes it.
///
/// Returns `(allowed, rule)`, the rule being the number of the one that decided. Raises ValueError for a number
/// that is not known.
#[pyfunction]
#[pyo3(signature = (action, roles, relations))]
pub(crate) fn permit(py: Python<'_>, action: u32, roles: u32, relations: u32) -> PyResult<(bool, u32)> {
    one(py, || waist::permit(action, roles, relations)).map(halves).map(|(rule, allowed)| (allowed == 1, rule))
}

/// Tell the level of a published score: a number of `touchline.numbers.SkillLevel`.
///
/// Raises ValueError where no score is published as this.
#[pyfunction]
#[pyo3(signature = (published))]
pub(crate) fn skill_level(py: Python<'_>, published: u32) -> PyResult<u32> {
    match guarded(|| waist::skill_level(published)) {
        Ok(0) => Err(PyValueError::new_err(format!("no score is published as {published}"))),
        Ok(level) => Ok(level),
        Err(defect) => Err(raised(py, defect)),
    }
}

/// Do `lifecycle_step` for each row of two columns of unsigned 32-bit integers, which are not copied.
///
/// Returns two columns, `(codes, next_states)`. Raises ValueError for a number that is not known, with its row.
#[pyfunction]
#[pyo3(signature = (thing, states, commands))]
pub(crate) fn lifecycle_step_many<'py>(py: Python<'py>, thing: u32, states: Column, commands: Column) -> Columns<'py> {
    let (codes, next_states) =
        many(py, &states, &commands, |state, command| waist::lifecycle_step(thing, state, command))?;
    Ok((array(py, "I", &codes)?, array(py, "I", &next_states)?))
}

/// Do `permit` for each row of two columns of unsigned 32-bit integers, which are not copied.
///
/// Returns two columns, `(allowed, rules)`, the first of bytes that are 1 or 0. Raises ValueError for a number
/// that is not known, with its row.
#[pyfunction]
#[pyo3(signature = (action, roles, relations))]
pub(crate) fn permit_many<'py>(py: Python<'py>, action: u32, roles: Column, relations: Column) -> Columns<'py> {
    let (rules, allowed) = many(py, &roles, &relations, |roles, relations| waist::permit(action, roles, relations))?;
    let allowed: Vec<u8> = allowed.into_iter().map(|allowed| u8::from(allowed == 1)).collect();
    Ok((array(py, "B", &allowed)?, array(py, "I", &rules)?))
}

fn one(py: Python<'_>, function: impl FnOnce() -> u64) -> PyResult<u64> {
    match guarded(function) {
        Ok(UNKNOWN) => Err(PyValueError::new_err(NOT_KNOWN)),
        Ok(packed) => Ok(packed),
        Err(defect) => Err(raised(py, defect)),
    }
}

/// The upper and the lower halves of a function's results, row by row, with the interpreter let go.
fn many(
    py: Python<'_>,
    left: &Column,
    right: &Column,
    function: impl Fn(u32, u32) -> u64 + Sync,
) -> PyResult<(Vec<u32>, Vec<u32>)> {
    if left.len() != right.len() {
        return Err(PyValueError::new_err(format!("the columns differ in length: {} and {}", left.len(), right.len())));
    }
    let walk = || {
        let mut upper = Vec::with_capacity(left.len());
        let mut lower = Vec::with_capacity(left.len());
        for (row, (left, right)) in left.values().zip(right.values()).enumerate() {
            let packed = function(left, right);
            if packed == UNKNOWN {
                return Err(PyValueError::new_err(format!("row {row}: {NOT_KNOWN}")));
            }
            let (high, low) = halves(packed);
            upper.push(high);
            lower.push(low);
        }
        Ok((upper, lower))
    };
    py.detach(|| guarded(walk)).unwrap_or_else(|defect| Err(raised(py, defect)))
}

/// The exception that the Python half makes of an answer.
fn raised(py: Python<'_>, answer: Answer) -> PyErr {
    let module = py.import("touchline._reply");
    match module.and_then(|module| module.call_method1("answer_in", (answer.told(),))) {
        Err(raised) => raised,
        Ok(_) => PyRuntimeError::new_err("an answer that ought to have been raised"),
    }
}

/// The upper and the lower 32 bits.
fn halves(packed: u64) -> (u32, u32) {
    ((packed >> 32) as u32, packed as u32)
}

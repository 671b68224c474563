//! Why a call on tables ends early: something is wrong with them, or Python has raised.

use pyo3::prelude::*;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;

use crate::handle::{Refused, Told};

pub(crate) enum Stop {
    Refused(Answer),
    Raised(PyErr),
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Stop::Refused(answer)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Refused(failure.into())
    }
}

impl From<BadInput> for Stop {
    fn from(why: BadInput) -> Self {
        Stop::Refused(bad(why))
    }
}

impl From<PyErr> for Stop {
    fn from(raised: PyErr) -> Self {
        Stop::Raised(raised)
    }
}

pub(crate) fn bad(why: BadInput) -> Answer {
    Failure::BadInput(why).into()
}

/// What came of a call, as it crosses; or raised, where Python has.
pub(crate) fn told<T: Told>(result: Result<T, Stop>) -> PyResult<T::Reply> {
    match result {
        Ok(done) => Ok(done.told()),
        Err(Stop::Refused(answer)) => Ok(Refused::refused(answer)),
        Err(Stop::Raised(raised)) => Err(raised),
    }
}

//! What a call gives, whichever of the waist's forms it has: an answer, and what comes beside it.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use touchline::waist::{Answer, Batch, Status};

use crate::skill::SkillScore;

/// Something that a call gives.
pub(crate) trait Tell {
    /// What comes beside the answer.
    type Beside;

    /// The two apart; or the answer of a call that gives nothing else.
    fn tell(self) -> Result<(Self::Beside, Answer), Answer>;
}

impl<T: Tell, E: Into<Answer>> Tell for Result<T, E> {
    type Beside = T::Beside;

    fn tell(self) -> Result<(T::Beside, Answer), Answer> {
        self.map_err(Into::into)?.tell()
    }
}

impl<T> Tell for (T, Answer) {
    type Beside = T;

    fn tell(self) -> Result<Self, Answer> {
        Ok(self)
    }
}

/// Beside it stands its record, if it has one.
impl Tell for Answer {
    type Beside = Option<Vec<u8>>;

    fn tell(mut self) -> Result<(Option<Vec<u8>>, Answer), Answer> {
        Ok((self.record.take().map(String::into_bytes), self))
    }
}

/// Beside it stand its records, and how many there are.
impl Tell for Batch {
    type Beside = (Vec<u8>, u64);

    fn tell(self) -> Result<((Vec<u8>, u64), Answer), Answer> {
        Ok(((self.records.into_bytes(), self.accepted), Answer { json: self.answers, ..nothing() }))
    }
}

/// What stands beside an answer that has nothing to say.
pub(crate) trait Silent {}

impl Silent for () {}
impl Silent for Vec<u8> {}
impl Silent for Option<Vec<u8>> {}
impl Silent for SkillScore {}
impl Silent for FFI_ArrowArrayStream {}
impl Silent for (FFI_ArrowArray, FFI_ArrowSchema) {}

impl<T: Silent> Tell for T {
    type Beside = T;

    fn tell(self) -> Result<(T, Answer), Answer> {
        Ok((self, nothing()))
    }
}

fn nothing() -> Answer {
    Answer { status: Status::Ok, json: "null".to_owned(), record: None }
}

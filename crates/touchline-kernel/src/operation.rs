//! Operations: stateless calls by name. Each is a function and a row; faces, types, stubs and reference follow.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::canonical::{self, Unprintable};
use super::reader::{self, Shape};
use super::rejection::{BadInput, Rejection};
use super::text::Limits;

/// The input of an operation that needs none: `{}`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Why an operation gave no answer.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The input is not what the schema says.
    BadInput(BadInput),
    /// A rule says no.
    Rejected(Rejection),
    /// Facts must be loaded first: the canonical list of their keys.
    NeedsFacts(String),
    /// A defect of the library's own.
    Defect(String),
}

impl Failure {
    /// The same of an input that holds, at a place, the one which its paths point into.
    #[must_use]
    pub fn within(self, place: &str) -> Self {
        match self {
            Failure::BadInput(bad) => Failure::BadInput(bad.within(place)),
            Failure::Rejected(rejection) => Failure::Rejected(rejection.within(place)),
            other => other,
        }
    }
}

impl<T: Into<Rejection>> From<T> for Failure {
    fn from(rejection: T) -> Self {
        Failure::Rejected(rejection.into())
    }
}

impl From<Unprintable> for Failure {
    fn from(defect: Unprintable) -> Self {
        Failure::Defect(defect.to_string())
    }
}

/// An operation without its types.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The name on the wire, such as `time.local_day`.
    pub name: &'static str,
    /// What goes in.
    pub input: fn(&mut SchemaGenerator) -> Schema,
    /// What comes out.
    pub output: fn(&mut SchemaGenerator) -> Schema,
    /// The operation itself, whose description is its documentation.
    pub about: fn(&mut SchemaGenerator) -> Schema,
    run: Run,
}

/// An operation from bytes to text.
type Run = fn(&[u8], &Shape) -> Result<String, Failure>;

impl Entry {
    /// The entry of a row of [`operations!`](crate::operations). The last parameter is there for its types alone.
    #[doc(hidden)]
    #[must_use]
    pub const fn of<I: JsonSchema, O: JsonSchema>(
        name: &'static str,
        about: fn(&mut SchemaGenerator) -> Schema,
        run: Run,
        _: fn(I) -> Result<O, Failure>,
    ) -> Self {
        let input = |generator: &mut SchemaGenerator| generator.subschema_for::<I>();
        let output = |generator: &mut SchemaGenerator| generator.subschema_for::<O>();
        Entry { name, input, output, about, run }
    }

    /// Reads the input against its shape, runs the operation, prints what comes out.
    pub fn run(&self, input: &[u8], shape: &Shape) -> Result<String, Failure> {
        (self.run)(input, shape)
    }
}

/// Reads, runs, prints.
#[doc(hidden)]
pub fn run<I: DeserializeOwned, O: Serialize>(
    (input, shape, limits): (&[u8], &Shape, Limits),
    besides: fn(&[u8], BadInput) -> BadInput,
    operation: fn(I) -> Result<O, Failure>,
) -> Result<String, Failure> {
    let read = reader::read(input, shape, &limits).map_err(|bad| Failure::BadInput(besides(input, bad)))?;
    Ok(canonical::to_string(&operation(read)?)?)
}

/// The operations of a folder, in the order of their names: a row for each, with its documentation, its name on the
/// wire, the function that does it; where they are not the default ones the limits under which texts and lists are
/// read, which may depend on the input; and what adds to the faults of an input that cannot be read, where more than
/// each value by itself can be wrong.
#[macro_export]
macro_rules! operations {
    (@limits) => { |_| $crate::text::Limits::default() };
    (@limits $limits:expr) => { $limits };
    (@besides) => { |_, bad| bad };
    (@besides $besides:expr) => { $besides };
    ($(
        $(#[doc = $doc:literal])+
        $name:literal: $run:path $(, read under $limits:expr)? $(, told besides by $besides:expr)?;
    )*) => {
        /// The operations of this folder.
        pub const OPERATIONS: &[$crate::operation::Entry] = &[$($crate::operation::Entry::of(
            $name,
            |generator| {
                $(#[doc = $doc])+
                #[derive(::schemars::JsonSchema)]
                struct About;
                <About as ::schemars::JsonSchema>::json_schema(generator)
            },
            |input, shape| {
                let limits: fn(&[u8]) -> $crate::text::Limits = $crate::operations!(@limits $($limits)?);
                let besides: fn(&[u8], $crate::rejection::BadInput) -> $crate::rejection::BadInput =
                    $crate::operations!(@besides $($besides)?);
                $crate::operation::run((input, shape, limits(input)), besides, $run)
            },
            $run,
        )),*];
    };
}

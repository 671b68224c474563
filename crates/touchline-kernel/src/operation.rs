//! Operations: stateless calls by name. Each is written once; faces, types, stubs and reference follow.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::canonical::{self, Unprintable};
use super::reader::{self, Shape};
use super::rejection::{BadInput, Rejection};
use super::text::Limits;

/// A stateless call. Its documentation is that of the unit struct which implements it.
pub trait Operation: JsonSchema {
    /// The name on the wire, such as `time.local_day`.
    const NAME: &'static str;
    /// What goes in.
    type Input: DeserializeOwned + JsonSchema;
    /// What comes out.
    type Output: Serialize + JsonSchema;

    /// The limits under which the input's texts and lists are read.
    fn limits(_input: &[u8]) -> Limits {
        Limits::default()
    }

    /// Does it.
    fn run(input: Self::Input) -> Result<Self::Output, Failure>;
}

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
    /// The name on the wire.
    pub name: &'static str,
    /// What goes in.
    pub input: fn(&mut SchemaGenerator) -> Schema,
    /// What comes out.
    pub output: fn(&mut SchemaGenerator) -> Schema,
    /// The operation itself, whose description is its documentation.
    pub about: fn(&mut SchemaGenerator) -> Schema,
    run: fn(&[u8], &Shape) -> Result<String, Failure>,
}

impl Entry {
    /// The entry of an operation.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Entry {
            name: O::NAME,
            input: |generator| generator.subschema_for::<O::Input>(),
            output: |generator| generator.subschema_for::<O::Output>(),
            about: |generator| O::json_schema(generator),
            run: run::<O>,
        }
    }

    /// Reads the input against its shape, runs the operation, prints what comes out.
    pub fn run(&self, input: &[u8], shape: &Shape) -> Result<String, Failure> {
        (self.run)(input, shape)
    }
}

fn run<O: Operation>(input: &[u8], shape: &Shape) -> Result<String, Failure> {
    let input = reader::read(input, shape, &O::limits(input)).map_err(Failure::BadInput)?;
    Ok(canonical::to_string(&O::run(input)?)?)
}

//! Strict reading: what is accepted, and every fault with its code, path and place.

mod faults;
mod formats;
mod grammar;
mod hostile;
mod properties;
mod sample;
mod shapes;
mod typed;

use crate::reader::{Shape, read};
use crate::rejection::{BadInput, Code};
use crate::text::Limits;

/// Compiles a schema that must compile.
fn shape(schema: serde_json::Value) -> Shape {
    Shape::compile(&schema).unwrap()
}

/// Reads any JSON against a shape.
fn read_any(input: &[u8], shape: &Shape) -> Result<serde_json::Value, BadInput> {
    read(input, shape, &Limits::default())
}

/// Each fault as `code path line:column@offset`.
fn told(result: Result<serde_json::Value, BadInput>) -> Vec<String> {
    let faults = result.err().map(|bad| bad.faults).unwrap_or_default();
    let tell = |fault: &crate::rejection::Fault| match fault.position {
        Some(at) => format!("{} {} {}:{}@{}", fault.reason.code.name(), fault.path, at.line, at.column, at.offset),
        None => format!("{} {}", fault.reason.code.name(), fault.path),
    };
    faults.iter().map(tell).collect()
}

fn codes(bad: &BadInput) -> Vec<Code> {
    bad.faults.iter().map(|fault| fault.reason.code).collect()
}

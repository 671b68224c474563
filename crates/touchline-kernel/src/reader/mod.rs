//! Strict reading of JSON: every fault at once, each with its path and position.
//!
//! Bytes become a tree, the tree is checked against a [`Shape`], and only what has no fault is handed to
//! serde. Time and memory are bounded by the input's size, and the input's size by [`MAX_BYTES`]; nesting
//! by [`MAX_DEPTH`]. Stored history is not read here: it is read leniently, with serde_json.

mod check;
mod data;
mod document;
mod duplicates;
mod faults;
mod limits;
mod number;
mod parse;
mod path;
mod shape;
mod text;
mod tree;
mod typed;

#[cfg(test)]
mod tests;

use serde::Deserialize;

use super::canonical;
use super::rejection::{BadInput, Code, DetailKey, Reason};
use super::text::Limits;
use faults::Found;
use tree::Tree;

pub use crate::rejection::MAX_FAULTS;
pub use data::{Data, Unescaped};
pub use document::Document;
pub use limits::{MAX_BYTES, MAX_DEPTH};
pub use shape::{Closed, Shape, UnknownShape};

/// Reads one document.
///
/// # Errors
/// Every fault of the input, in the order of the text.
pub fn read<'input, T: Deserialize<'input>>(
    input: &'input [u8],
    shape: &Shape,
    limits: &Limits,
) -> Result<T, BadInput> {
    let tree = checked(input, shape, limits)?;
    // What the shape lets pass fits the type, unless it was stored and is read as it is, or the type's schema is wrong.
    T::deserialize(tree.root()).map_err(|misfit| {
        let (path, offset) = misfit.place();
        Found { offset, path, reason: misfit_of(&misfit) }.alone(input)
    })
}

/// The canonical form of any JSON text.
///
/// # Errors
/// Every fault of the text: what is refused here has no canonical form.
pub fn canonicalise(input: &[u8]) -> Result<String, BadInput> {
    canonical::to_string(&Document::parse(input)?).map_err(|unprintable| defect(input, &unprintable))
}

/// A defect of ours, told as a fault of the whole input rather than with a panic.
fn defect(input: &[u8], why: &impl ToString) -> BadInput {
    Found::in_text(0, misfit_of(why)).alone(input)
}

fn misfit_of(why: &impl ToString) -> Reason {
    let expected = Reason::new(Code::WrongType).with(DetailKey::Expected, "what the schema says");
    expected.with(DetailKey::Actual, why.to_string())
}

fn checked<'input>(input: &'input [u8], shape: &Shape, limits: &Limits) -> Result<Tree<'input>, BadInput> {
    let mut parsed = parse::parse(input)?;
    check::check(parsed.tree.root(), shape, limits, &mut parsed.faults);
    if parsed.faults.is_empty() { Ok(parsed.tree) } else { Err(parsed.faults.into_bad_input(input)) }
}

//! The hot calls without text: one at a time as numbers, many at once over typed arrays without a copy.
//!
//! The waist's two halves become one signed number, which JavaScript keeps without allocating: what
//! is allowed is positive, what is refused is zero or below. An unknown number is an error, since any
//! number that stood for it could be taken for a permission.

use napi_sys as sys;
use touchline::waist;

use crate::door::Call;
use crate::node::{Misuse, View};
use crate::reply::{Reply, Stop};

/// A hot call of three codes, as the waist has it.
type Packed = fn(u32, u32, u32) -> u64;

/// Makes the two halves one number.
type Signed = fn(u32, u32) -> i64;

/// The state that comes next; or the code with which the step is refused, negated.
fn next_or_code(code: u32, next: u32) -> i64 {
    if code == 0 { i64::from(next) } else { -i64::from(code) }
}

/// The rule that allows; or, zero or negated, the nearest rule that did not.
fn allowing_or_nearest(rule: u32, allowed: u32) -> i64 {
    if allowed == 1 { i64::from(rule) } else { -i64::from(rule) }
}

pub(crate) fn lifecycle_step(call: &Call<'_>) -> Result<Reply, Stop> {
    one(call, waist::lifecycle_step, next_or_code)
}

pub(crate) fn lifecycle_step_many(call: &Call<'_>) -> Result<Reply, Stop> {
    many(call, waist::lifecycle_step, next_or_code)
}

pub(crate) fn permit(call: &Call<'_>) -> Result<Reply, Stop> {
    one(call, waist::permit, allowing_or_nearest)
}

pub(crate) fn permit_many(call: &Call<'_>) -> Result<Reply, Stop> {
    many(call, waist::permit, allowing_or_nearest)
}

/// Bit n is set where command number n is open.
pub(crate) fn lifecycle_open(call: &Call<'_>) -> Result<Reply, Stop> {
    let (thing, state) = (call.code(0)?, call.code(1)?);
    match waist::lifecycle_open(thing, state) {
        u64::MAX => Err(unknown(&[thing, state], "").into()),
        #[expect(clippy::cast_precision_loss, reason = "a lifecycle has far fewer than 53 commands")]
        open => Ok(Reply::Number(open as f64)),
    }
}

fn one(call: &Call<'_>, packed: Packed, signed: Signed) -> Result<Reply, Stop> {
    let codes = [call.code(0)?, call.code(1)?, call.code(2)?];
    Ok(Reply::Integer(result(codes, packed, signed).ok_or_else(|| unknown(&codes, ""))?))
}

/// Three columns of codes in, one column of results out, each as long as the others.
fn many(call: &Call<'_>, packed: Packed, signed: Signed) -> Result<Reply, Stop> {
    let columns = [column(call, 0)?, column(call, 1)?, column(call, 2)?];
    let into = results(call, 3)?;
    if columns.iter().any(|column| column.length != into.length) {
        return Err(Misuse::Range("the arrays are not of the same length".into()).into());
    }
    for row in 0..into.length {
        // SAFETY: each view has `length` aligned elements of 32 bits, owned by this thread, and no
        // JavaScript runs in this loop. The views may overlap, so none is ever made a slice.
        let codes = columns.each_ref().map(|column| unsafe { column.data.cast::<u32>().add(row).read() });
        let result = result(codes, packed, signed).ok_or_else(|| unknown(&codes, &format!(" in row {row}")))?;
        // SAFETY: as above.
        unsafe { into.data.cast::<i32>().add(row).write(result) };
    }
    Ok(Reply::Nothing)
}

fn result([first, second, third]: [u32; 3], packed: Packed, signed: Signed) -> Option<i32> {
    let result = packed(first, second, third);
    #[expect(clippy::cast_possible_truncation, reason = "the halves are taken apart on purpose")]
    let (high, low) = ((result >> 32) as u32, result as u32);
    // Codes, states and rules are small numbers; one that does not fit is treated as unknown.
    if result == u64::MAX { None } else { i32::try_from(signed(high, low)).ok() }
}

fn column(call: &Call<'_>, index: usize) -> Result<View, Misuse> {
    match call.env.view(call.value(index))? {
        Some(view) if view.kind == sys::TypedarrayType::uint32_array => Ok(view),
        _ => Err(Misuse::Type(format!("argument {} is not a Uint32Array", index + 1))),
    }
}

fn results(call: &Call<'_>, index: usize) -> Result<View, Misuse> {
    match call.env.view(call.value(index))? {
        Some(view) if view.kind == sys::TypedarrayType::int32_array => Ok(view),
        _ => Err(Misuse::Type(format!("argument {} is not an Int32Array", index + 1))),
    }
}

fn unknown(codes: &[u32], place: &str) -> Misuse {
    let codes: Vec<String> = codes.iter().map(u32::to_string).collect();
    Misuse::Range(format!("({}){place} holds a number that the library does not know", codes.join(", ")))
}

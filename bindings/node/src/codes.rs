//! The hot calls without text: one at a time as numbers, many at once over typed arrays without a copy.
//!
//! The waist's two halves become one signed number, which JavaScript keeps without allocating: what
//! is allowed is positive, what is refused is zero or below. An unknown number is an error, since any
//! number that stood for it could be taken for a permission.

use std::cell::Cell;

use arrow_buffer::ArrowNativeType;
use napi::bindgen_prelude::TypedArrayType;
use touchline::waist;

use crate::memory::View;
use crate::module::{Call, Module};
use crate::stop::Stop;
use crate::told::Told;

/// A hot call of three codes, as the waist has it; and what makes its two halves one number.
type Hot = (fn(u32, u32, u32) -> u64, fn(u32, u32) -> i64);

/// The state that comes next; or the code with which the step is refused, negated.
const STEP: Hot = (waist::lifecycle_step, |code, next| if code == 0 { i64::from(next) } else { -i64::from(code) });

/// The rule that allows; or, zero or negated, the nearest rule that did not.
const PERMIT: Hot = (waist::permit, |rule, allowed| if allowed == 1 { i64::from(rule) } else { -i64::from(rule) });

pub(crate) fn exports(on: &mut Module) {
    on.export("lifecycleStep", |call| one(call, STEP));
    on.export("lifecycleStepMany", |call| many(call, STEP));
    on.export("permit", |call| one(call, PERMIT));
    on.export("permitMany", |call| many(call, PERMIT));
    on.export("skillLevel", |call| Ok(Told::Number(waist::skill_level(code(call, 0)?).into())));
    // Bit n is set where command number n is open.
    on.export("lifecycleOpen", |call| {
        let (thing, state) = (code(call, 0)?, code(call, 1)?);
        match waist::lifecycle_open(thing, state) {
            u64::MAX => Err(unknown(&[thing, state], "")),
            #[expect(clippy::cast_precision_loss, reason = "a lifecycle has far fewer than 53 commands")]
            open => Ok(Told::Number(open as f64)),
        }
    })
}

fn one(call: &Call, hot: Hot) -> Result<Told, Stop> {
    let codes = [code(call, 0)?, code(call, 1)?, code(call, 2)?];
    result(codes, hot).map(|result| Told::Number(result.into())).ok_or_else(|| unknown(&codes, ""))
}

/// Three columns of codes in, one column of results out, each as long as the others.
fn many(call: &Call, hot: Hot) -> Result<Told, Stop> {
    let column = |place| cells::<u32>(call, place, TypedArrayType::Uint32);
    let (columns, into) = ([column(0)?, column(1)?, column(2)?], cells::<i32>(call, 3, TypedArrayType::Int32)?);
    if columns.iter().any(|column| column.len() != into.len()) {
        return Err(Stop::Range("the arrays are not of the same length".into()));
    }
    for (row, into) in into.iter().enumerate() {
        let codes = columns.map(|column| column[row].get());
        into.set(result(codes, hot).ok_or_else(|| unknown(&codes, &format!(" in row {row}")))?);
    }
    Ok(Told::Nothing)
}

fn result([first, second, third]: [u32; 3], (packed, signed): Hot) -> Option<i32> {
    let result = packed(first, second, third);
    #[expect(clippy::cast_possible_truncation, reason = "the halves are taken apart on purpose")]
    let (high, low) = ((result >> 32) as u32, result as u32);
    // Codes, states and rules are small numbers; one that does not fit is treated as unknown.
    if result == u64::MAX { None } else { i32::try_from(signed(high, low)).ok() }
}

/// A number from a table of codes. Nothing is rounded or wrapped around: another number is another right.
fn code(call: &Call, place: usize) -> Result<u32, Stop> {
    let number: f64 = call.argument(place, "a number")?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whatever that changes is refused")]
    let code = number as u32;
    let is_code = f64::from(code) == number;
    let wrong = || Stop::Range(format!("argument {} is not a whole number from 0 to {}", place + 1, u32::MAX));
    is_code.then_some(code).ok_or_else(wrong)
}

/// The elements of a typed array.
pub(crate) fn cells<T: ArrowNativeType>(call: &Call, place: usize, kind: TypedArrayType) -> Result<&[Cell<T>], Stop> {
    let cells = View::of(call.value(place))?.and_then(|view| view.cells(kind));
    cells.ok_or_else(|| Stop::Type(format!("argument {} is not a {}Array", place + 1, kind.as_ref())))
}

fn unknown(codes: &[u32], place: &str) -> Stop {
    Stop::Range(format!("{codes:?}{place} holds a number that the library does not know"))
}

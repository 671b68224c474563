//! Text and bytes out of JavaScript: UTF-8 as the waist wants it, and nothing mended in silence.

use std::borrow::Cow;

use napi_sys as sys;

use crate::node::{Env, Misuse, Value, checked};

/// Most commands fit in here, and then one crossing is enough: asking for the length first doubles the cost.
const FIRST_TRY: usize = 4096;

/// The replacement character in UTF-8, which Node writes where a string holds half of a surrogate pair.
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// The bytes of a string or of a `Uint8Array`; the array's are borrowed, so no JavaScript may run meanwhile.
pub(crate) fn of<'call>(env: Env, value: Value) -> Result<Cow<'call, [u8]>, Misuse> {
    if env.is_string(value) {
        return of_string(env, value).map(Cow::Owned);
    }
    match env.view(value)? {
        Some(view) if view.kind == sys::TypedarrayType::uint8_array && view.length == 0 => Ok(Cow::Borrowed(&[])),
        Some(view) if view.kind == sys::TypedarrayType::uint8_array => {
            // SAFETY: the memory belongs to this thread alone, and stays while no JavaScript runs, which is
            // until the export returns.
            Ok(Cow::Borrowed(unsafe { std::slice::from_raw_parts(view.data.cast(), view.length) }))
        }
        _ => Err(Misuse::Type("a string or a Uint8Array is expected".into())),
    }
}

fn of_string(env: Env, value: Value) -> Result<Vec<u8>, Misuse> {
    let mut bytes = read(env, value, FIRST_TRY)?;
    // Node cuts at a character, so anything within four bytes of the end may have been cut.
    if bytes.len() + 4 >= FIRST_TRY {
        bytes = read(env, value, utf8_length(env, value)? + 1)?;
    }
    // 0xEF begins few characters that anybody writes, and is quickly looked for.
    let replaced = bytes.contains(&0xEF) && bytes.windows(REPLACEMENT.len()).any(|window| window == REPLACEMENT);
    if replaced { with_surrogates_escaped(env, value) } else { Ok(bytes) }
}

fn read(env: Env, value: Value, room: usize) -> Result<Vec<u8>, Misuse> {
    let mut bytes: Vec<u8> = empty(room)?;
    let mut written = 0;
    // SAFETY: a live string and room for what is asked for; Node says how much of it was written.
    unsafe {
        checked(sys::napi_get_value_string_utf8(
            env.raw(),
            value.raw(),
            bytes.as_mut_ptr().cast(),
            room,
            &raw mut written,
        ))?;
        bytes.set_len(written);
    }
    Ok(bytes)
}

/// Half of a surrogate pair becomes its JSON escape, which means the same and which the waist's reader
/// refuses with the right code; Node would have put another character there.
fn with_surrogates_escaped(env: Env, value: Value) -> Result<Vec<u8>, Misuse> {
    // No unit of UTF-16 takes less than one byte of UTF-8.
    let room = utf8_length(env, value)? + 1;
    let mut units: Vec<u16> = empty(room)?;
    let mut written = 0;
    // SAFETY: as in `read`.
    unsafe {
        checked(sys::napi_get_value_string_utf16(env.raw(), value.raw(), units.as_mut_ptr(), room, &raw mut written))?;
        units.set_len(written);
    }
    let text: String = char::decode_utf16(units)
        .map(|unit| unit.map_or_else(|half| format!("\\u{:04x}", half.unpaired_surrogate()), String::from))
        .collect();
    Ok(text.into_bytes())
}

fn utf8_length(env: Env, value: Value) -> Result<usize, Misuse> {
    let mut length = 0;
    let (nowhere, to) = (std::ptr::null_mut(), &raw mut length);
    // SAFETY: without a buffer, Node only tells the length.
    checked(unsafe { sys::napi_get_value_string_utf8(env.raw(), value.raw(), nowhere, 0, to) })?;
    Ok(length)
}

fn empty<T>(room: usize) -> Result<Vec<T>, Misuse> {
    let mut empty = Vec::new();
    empty.try_reserve_exact(room).map_err(|_| Misuse::Range("there is no memory for this text".into()))?;
    Ok(empty)
}

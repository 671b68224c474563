//! Text and bytes out of JavaScript: UTF-8 as the waist wants it, and nothing mended in silence.

use std::borrow::Cow;
use std::char::{DecodeUtf16Error, decode_utf16};

use napi::bindgen_prelude::{FromNapiValue, TypedArrayType, Unknown, Utf16String};
use napi::{JsString, JsValue, ValueType, check_status, sys};

use crate::memory::View;
use crate::stop::Stop;

/// Most commands fit in here, and then one crossing is enough: asking for the length first, as napi does, doubles the
/// cost.
const FIRST_TRY: usize = 4096;

/// The replacement character in UTF-8, which Node writes where a string holds half of a surrogate pair.
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// The bytes of a string or of a `Uint8Array`; the array's are borrowed, so no JavaScript may run meanwhile.
pub(crate) fn bytes(value: Unknown<'_>) -> Result<Cow<'_, [u8]>, Stop> {
    if value.get_type()? == ValueType::String {
        return Ok(Cow::Owned(of_string(value)?.0));
    }
    match View::of(value)? {
        Some(view) if view.kind == TypedArrayType::Uint8 => Ok(Cow::Borrowed(view.bytes())),
        _ => Err(Stop::Type("a string or a Uint8Array is expected".into())),
    }
}

/// A text in a column; nothing where it is none. Half of a surrogate pair has no form in UTF-8, and another character in
/// its place would be another text.
pub(crate) fn word(column: &str, value: Unknown<'_>) -> Result<Option<String>, Stop> {
    if value.get_type()? != ValueType::String {
        return Ok(None);
    }
    match of_string(value)? {
        (_, true) => Err(Stop::Type(format!("`{column}` holds half of a surrogate pair"))),
        (bytes, false) => String::from_utf8(bytes).map(Some).map_err(|_| Stop::Node),
    }
}

/// The bytes of a string, and whether it holds half of a surrogate pair. That becomes its JSON escape, which means the
/// same and which the waist's reader refuses with the right code; Node would have put another character there.
fn of_string(value: Unknown<'_>) -> Result<(Vec<u8>, bool), Stop> {
    let mut bytes = read(value, FIRST_TRY)?;
    // Node cuts at a character, so anything within four bytes of the end may have been cut.
    if bytes.len() + 4 >= FIRST_TRY {
        bytes = read(value, JsString::from_unknown(value)?.utf8_len()? + 1)?;
    }
    // 0xEF begins few characters that anybody writes, and is quickly looked for.
    if !bytes.contains(&0xEF) || bytes.windows(REPLACEMENT.len()).all(|window| window != REPLACEMENT) {
        return Ok((bytes, false));
    }
    let (units, mut is_halved) = (Utf16String::from_unknown(value)?, false);
    let mut escape = |half: DecodeUtf16Error| {
        is_halved = true;
        format!("\\u{:04x}", half.unpaired_surrogate())
    };
    let characters = decode_utf16(units.iter().copied());
    let text: String = characters.map(|character| character.map_or_else(&mut escape, String::from)).collect();
    Ok((text.into_bytes(), is_halved))
}

fn read(value: Unknown<'_>, room: usize) -> Result<Vec<u8>, Stop> {
    let mut bytes: Vec<u8> = Vec::new();
    bytes.try_reserve_exact(room).map_err(|_| Stop::Range("there is no memory for this text".into()))?;
    let (env, value, mut written) = (value.value().env, value.raw(), 0);
    // SAFETY: a live value, and room for what is asked for; Node says how much of it was written.
    unsafe {
        let to = bytes.as_mut_ptr().cast();
        check_status!(sys::napi_get_value_string_utf8(env, value, to, room, &raw mut written))?;
        bytes.set_len(written);
    }
    Ok(bytes)
}

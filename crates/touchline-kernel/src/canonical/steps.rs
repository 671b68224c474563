//! Steps over the smallest parts of canonical JSON, checking their grammar on the way.

use crate::scan::plain_length;

/// What follows the string that the text begins with.
pub(crate) fn string(text: &[u8]) -> Option<&[u8]> {
    let [b'"', rest @ ..] = text else { return None };
    let mut rest = rest;
    loop {
        rest = match rest.get(plain_length(rest)..)? {
            [b'"', after @ ..] => return Some(after),
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', after @ ..] => after,
            [b'\\', b'u', after @ ..] => {
                let (digits, after) = after.split_first_chunk::<4>()?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(after)?
            }
            _ => return None,
        };
    }
}

/// What follows a member's name and its colon.
pub(crate) fn name(text: &[u8]) -> Option<&[u8]> {
    string(text)?.strip_prefix(b":")
}

/// What follows the number that the text begins with.
pub(crate) fn number(text: &[u8]) -> Option<&[u8]> {
    let rest = match text.strip_prefix(b"-").unwrap_or(text) {
        [b'0', after @ ..] => after,
        other => digits(other)?,
    };
    let rest = rest.strip_prefix(b".").map_or(Some(rest), digits)?;
    match rest {
        [b'e' | b'E', b'+' | b'-', after @ ..] | [b'e' | b'E', after @ ..] => digits(after),
        _ => Some(rest),
    }
}

/// What follows one digit or more.
pub(crate) fn digits(text: &[u8]) -> Option<&[u8]> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.get(length..).filter(|_| length > 0)
}

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

/// As [`string`], where it is written as the canonical form writes it: nothing is escaped that may stand as itself, and what
/// has a short escape has that one.
pub(crate) fn exact_string(text: &[u8]) -> Option<&[u8]> {
    let [b'"', rest @ ..] = text else { return None };
    let mut rest = rest;
    loop {
        rest = match rest.get(plain_length(rest)..)? {
            [b'"', after @ ..] => return Some(after),
            [b'\\', b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't', after @ ..] => after,
            [b'\\', b'u', b'0', b'0', b'0', b'0'..=b'7' | b'b' | b'e' | b'f', after @ ..] => after,
            [b'\\', b'u', b'0', b'0', b'1', b'0'..=b'9' | b'a'..=b'f', after @ ..] => after,
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

/// As [`number`], where it is written as the canonical form writes it.
pub(crate) fn exact_number(text: &[u8]) -> Option<&[u8]> {
    let after = number(text)?;
    let written = text.get(..text.len().checked_sub(after.len())?)?;
    match written {
        [b'-', b'0'] => None,
        // What a double holds exactly is printed digit by digit.
        whole if whole.len() <= EXACT_DIGITS && whole.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-') => {
            Some(after)
        }
        _ => {
            let written = core::str::from_utf8(written).ok()?;
            let printed = super::to_string(&written.parse::<f64>().ok()?).ok()?;
            (printed == written).then_some(after)
        }
    }
}

/// Whole numbers of so many digits are doubles, whatever the digits.
const EXACT_DIGITS: usize = 15;

/// What follows one digit or more.
pub(crate) fn digits(text: &[u8]) -> Option<&[u8]> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.get(length..).filter(|_| length > 0)
}

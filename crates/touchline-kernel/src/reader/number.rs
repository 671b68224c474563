//! Number literals: how far one runs by the grammar of RFC 8259, and whether its value is read.

use super::text::Broken;
use super::tree::Kind;
use crate::marks::MAX_INTEGER;
use crate::rejection::Reason;

/// The least and the greatest double, as they are printed.
pub(super) const NUMBER_BOUNDS: (&str, &str) = ("-1.7976931348623157e+308", "1.7976931348623157e+308");

/// A literal that was measured.
pub(super) struct Measured {
    /// The byte after it.
    pub(super) end: usize,
    /// Whether it has neither point nor exponent.
    pub(super) is_whole: bool,
}

/// Measures the literal at `start`, which begins with a minus or a digit.
pub(super) fn measure(bytes: &[u8], start: usize) -> Result<Measured, Broken> {
    let after_sign = if bytes.get(start) == Some(&b'-') { start.saturating_add(1) } else { start };
    let mut end = digits(bytes, after_sign)?;
    if bytes.get(after_sign) == Some(&b'0') {
        // A leading zero stands alone: what follows it is no longer part of the number.
        end = after_sign.saturating_add(1);
    }
    let whole_end = end;
    if bytes.get(end) == Some(&b'.') {
        end = digits(bytes, end.saturating_add(1))?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign_at = end.saturating_add(1);
        let signed = matches!(bytes.get(sign_at), Some(b'+' | b'-'));
        end = digits(bytes, sign_at.saturating_add(usize::from(signed)))?;
    }
    Ok(Measured { end, is_whole: end == whole_end })
}

/// The byte after the digits at `start`, of which there must be one at least.
fn digits(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let count = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 { Err(Broken { at: start, expected: "a digit" }) } else { Ok(start.saturating_add(count)) }
}

/// What a literal is, or why its value is not read.
pub(super) fn classify(literal: &str, is_whole: bool) -> Result<Kind, Reason> {
    if is_whole && literal != "-0" {
        let magnitude: Result<u64, _> = literal.trim_start_matches('-').parse();
        return match magnitude {
            Ok(magnitude) if magnitude <= MAX_INTEGER => Ok(Kind::Integer),
            _ => Err(out_of_range(literal, format!("-{MAX_INTEGER}"), MAX_INTEGER.to_string())),
        };
    }
    // Only an exponent or hundreds of digits take a number out of a double's range.
    let may_overflow = literal.len() > 300 || literal.bytes().any(|byte| matches!(byte, b'e' | b'E'));
    if may_overflow && !literal.parse::<f64>().is_ok_and(f64::is_finite) {
        return Err(out_of_range(literal, NUMBER_BOUNDS.0.to_owned(), NUMBER_BOUNDS.1.to_owned()));
    }
    Ok(Kind::Number)
}

/// The refusal of a number outside its bounds.
pub(super) fn out_of_range(literal: &str, minimum: String, maximum: String) -> Reason {
    Reason::out_of_range(shown(literal), minimum, maximum)
}

/// What was given, cut where it is too long to be shown.
pub(super) fn shown(given: &str) -> String {
    const LONGEST: usize = 80;
    match given.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", given.get(..end).unwrap_or_default()),
        None => given.to_owned(),
    }
}

//! Numbers as ECMAScript prints them, and only those that mean the same to every reader.
//!
//! Rules: KER-19.

use super::Unprintable;
use crate::marks::MAX_INTEGER;

/// Appends a whole number.
pub(super) fn append_integer<N: itoa::Integer + Copy>(
    out: &mut String,
    number: N,
    magnitude: u64,
) -> Result<(), Unprintable> {
    if magnitude > MAX_INTEGER {
        return Err(Unprintable::because("an integer beyond 2^53 - 1"));
    }
    out.push_str(itoa::Buffer::new().format(number));
    Ok(())
}

/// Appends a double; −0 prints as 0.
pub(super) fn append_float(out: &mut String, number: f64) -> Result<(), Unprintable> {
    if !number.is_finite() {
        return Err(Unprintable::because("a number that is not finite"));
    }
    out.push_str(ryu_js::Buffer::new().format_finite(number));
    Ok(())
}

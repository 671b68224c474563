//! The order of member names: by UTF-16 code unit, compared on UTF-8 bytes.

use std::cmp::Ordering;

/// Compares two texts by their UTF-16 code units, as RFC 8785 sorts names.
///
/// UTF-8 bytes sort by code point. The two orders differ in one case only: a character beyond U+FFFF is a
/// pair of surrogates in UTF-16 and so comes before U+E000 … U+FFFF.
#[inline]
#[must_use]
pub fn utf16_order(left: &str, right: &str) -> Ordering {
    // Most names differ at once.
    match (left.as_bytes(), right.as_bytes()) {
        ([left, ..], [right, ..]) if left != right => order_of_bytes(*left, *right),
        _ => order_of_all(left, right),
    }
}

fn order_of_all(left: &str, right: &str) -> Ordering {
    let difference = left.bytes().zip(right.bytes()).find(|(left, right)| left != right);
    match difference {
        None => left.len().cmp(&right.len()),
        Some((left, right)) => order_of_bytes(left, right),
    }
}

#[inline]
fn order_of_bytes(left: u8, right: u8) -> Ordering {
    // Where neither begins such a character, as none does in most names, bytes stand in their own order.
    if left.max(right) < 0xee { left.cmp(&right) } else { rank(left).cmp(&rank(right)) }
}

/// Lead bytes F0 … F4 (beyond U+FFFF) go before EE and EF (from U+E000); all others keep their order.
const fn rank(byte: u8) -> (bool, u8) {
    (matches!(byte, 0xee | 0xef), byte)
}

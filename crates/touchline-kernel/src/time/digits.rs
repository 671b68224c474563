//! Decimal digits of a fixed number, read and written without allocation.

/// The number that the digits make, where all are digits.
pub(super) fn number<const N: usize>(digits: [u8; N]) -> Option<u32> {
    let mut number = 0_u32;
    for digit in digits {
        let value = digit.wrapping_sub(b'0');
        if value > 9 {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(u32::from(value));
    }
    Some(number)
}

/// The last `N` decimal digits.
pub(super) fn digits<const N: usize>(mut number: u32) -> [u8; N] {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        let [lowest, ..] = (number % 10).to_le_bytes();
        *digit = b'0'.wrapping_add(lowest);
        number /= 10;
    }
    digits
}

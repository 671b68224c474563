//! What a column holds, and which numbers are whole ones: said once, for columns in and columns out.

/// What the values of a column mean, by the name that it has in JavaScript.
#[derive(Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Kind {
    Numbers,
    /// Days since 1970-01-01.
    Days,
    /// Milliseconds since then, in UTC.
    Moments,
    Flags,
    /// Places among names.
    Texts,
    /// A list of texts for each row.
    Lists,
}

/// Up to this, a double holds every whole number.
const EXACT: u64 = 1 << 53;

/// The whole number that a double stands for, and no other one does. It is not -0, which would lose its sign.
pub(crate) fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "whatever that changes is refused")]
    let whole = number as i64;
    #[expect(clippy::cast_precision_loss, reason = "below that bound nothing is lost")]
    let is_it = whole.unsigned_abs() < EXACT && (whole as f64).to_bits() == number.to_bits();
    is_it.then_some(whole)
}

/// The double that is this whole number.
pub(crate) fn double(whole: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "up to that bound nothing is lost")]
    (whole.unsigned_abs() <= EXACT).then_some(whole as f64)
}

/// The whole number at or below one. What is none, such as a date that JavaScript calls invalid, lies before all times.
pub(crate) fn floor(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "what lies beyond becomes the nearest number")]
    if number.is_nan() { i64::MIN } else { number.floor() as i64 }
}

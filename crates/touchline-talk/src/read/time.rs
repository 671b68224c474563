//! Times as recorders write them, in whole milliseconds from a beginning: seconds, clocks and moments.
//!
//! What is finer than a millisecond is rounded, half away from zero, by the digits that are written and not by a double.

use core::str::FromStr;

use touchline_kernel::time::Instant;

use crate::transcript::LATEST_MS;

/// A number of seconds as decimal digits, such as `12`, `12.9`, `-0.5`, `1e-05`; a trailing `s` is that of Google.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let text = text.trim();
    let text = text.strip_suffix('s').unwrap_or(text);
    decimal(text).or_else(|| scientific(text)).filter(is_of_a_call)
}

/// A whole number of milliseconds. Some write it as `1500.0`.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let millis: i64 = whole.parse().ok()?;
    let goes_on = part.starts_with(|digit| digit >= '5');
    let rounded = if !goes_on || text.starts_with('-') { millis } else { millis.checked_add(1)? };
    Some(rounded).filter(|millis| part.bytes().all(|byte| byte.is_ascii_digit()) && is_of_a_call(millis))
}

/// What a clock shows since the beginning: hours, minutes and seconds, of which the hours may be missing, with or without
/// leading zeros, and digits behind a dot or a comma. Before the beginning it has a minus in front.
pub(super) fn clock(text: &str) -> Option<i64> {
    if let Some(millis) = full_clock(text.as_bytes()) {
        return Some(millis).filter(is_of_a_call);
    }
    let (is_before, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (clock, part) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, "0"));
    let mut fields = clock.rsplit(':');
    let (seconds, minutes, hours) = (number(fields.next()?)?, number(fields.next()?)?, fields.next());
    let hours_told = hours.map(number);
    if fields.next().is_some() || hours_told == Some(None) || seconds > 59 || hours.is_some() && minutes > 59 {
        return None;
    }
    let minutes = minutes.checked_add(hours_told.flatten().unwrap_or_default().checked_mul(60)?)?;
    let whole = minutes.checked_mul(60)?.checked_add(seconds)?.checked_mul(1_000)?;
    let millis = whole.checked_add(thousandths(part)?)?;
    Some(if is_before { 0_i64.checked_sub(millis)? } else { millis }).filter(is_of_a_call)
}

/// A moment, in milliseconds from 1970.
pub(super) fn moment(text: &str) -> Option<i64> {
    Instant::from_str(text.trim()).ok().map(Instant::millis)
}

/// `00:00:00.000`, as nearly all write it: quickly.
fn full_clock(text: &[u8]) -> Option<i64> {
    let &[a, b, b':', c, d, b':', e, f, b'.' | b',', g, h, i] = text else { return None };
    let digits = |bytes: &[u8]| {
        bytes.iter().try_fold(0_i64, |number, byte| {
            let digit = byte.wrapping_sub(b'0');
            (digit < 10).then(|| number.saturating_mul(10).saturating_add(i64::from(digit)))
        })
    };
    let (minutes, seconds) = (digits(&[c, d])?, digits(&[e, f])?);
    let minutes = digits(&[a, b])?.saturating_mul(60).saturating_add(minutes);
    let fits = minutes.checked_rem(60) == digits(&[c, d]) && seconds < 60;
    let millis = minutes.saturating_mul(60).saturating_add(seconds).saturating_mul(1_000);
    fits.then(|| millis.saturating_add(digits(&[g, h, i]).unwrap_or(-1))).filter(|_| digits(&[g, h, i]).is_some())
}

/// Digits and a point, and nothing else.
fn decimal(text: &str) -> Option<i64> {
    let (is_negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let millis = number(whole)?.checked_mul(1_000)?.checked_add(thousandths(part)?)?;
    if is_negative { 0_i64.checked_sub(millis) } else { Some(millis) }
}

/// A number with an exponent, which some languages print of what is very small.
fn scientific(text: &str) -> Option<i64> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let (is_negative, unsigned) = digits.strip_prefix('-').map_or((false, digits), |rest| (true, rest));
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all: String = whole.chars().chain(part.chars()).collect();
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    if all.is_empty() || !(-100..=30).contains(&point) {
        return None;
    }
    let shifted = if point <= 0 {
        format!("0.{}{all}", "0".repeat(usize::try_from(point.unsigned_abs()).ok()?))
    } else {
        let point = usize::try_from(point).ok()?;
        let padded = format!("{all:0<point$}");
        let (whole, part) = padded.split_at_checked(point)?;
        format!("{whole}.{part}0")
    };
    let millis = decimal(&shifted)?;
    if is_negative { 0_i64.checked_sub(millis) } else { Some(millis) }
}

/// The digits behind a point as thousandths.
fn thousandths(part: &str) -> Option<i64> {
    if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digit = |nth: usize| part.as_bytes().get(nth).map_or(0, |byte| i64::from(byte.wrapping_sub(b'0')));
    let kept = digit(0).saturating_mul(100).saturating_add(digit(1).saturating_mul(10)).saturating_add(digit(2));
    Some(kept.saturating_add(i64::from(digit(3) >= 5)))
}

fn number(digits: &str) -> Option<i64> {
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| digits.parse().ok())?
}

/// Whether a moment can be one of a call: within a week of its beginning, on either side.
fn is_of_a_call(millis: &i64) -> bool {
    millis.unsigned_abs() <= LATEST_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_02_clocks_are_read_however_they_are_written() {
        for (text, millis) in [
            ("00:00:01.500", 1_500),
            ("00:00:01,500", 1_500),
            ("0:0:3.490", 3_490),
            ("01:02:03", 3_723_000),
            ("1:02:03.4", 3_723_400),
            ("100:00:00.000", 360_000_000),
            ("16.500", -1),
            ("00:16.500", 16_500),
            ("75:30.000", 4_530_000),
            ("-00:00:01.200", -1_200),
            ("00:00:02.1234567", 2_123),
            ("00:00:02.9995", 3_000),
        ] {
            assert_eq!(clock(text), Some(millis).filter(|millis| *millis != -1), "{text}");
        }
        for broken in [
            "",
            "00:00:1d.890",
            "00:60:00.000",
            "00:00:60.000",
            "1:2:3:4",
            "00:00:07.",
            ":00:01",
            "00:00:01.5x0",
            "999:00:00",
        ] {
            assert_eq!(clock(broken), None, "{broken}");
        }
    }

    #[test]
    fn trs_02_seconds_are_rounded_by_the_digits_that_are_written() {
        for (text, millis) in [
            ("12.900s", 12_900),
            ("0.0005", 1),
            ("1.0049", 1_005),
            ("1.0044", 1_004),
            ("-0.5", -500),
            ("169.802", 169_802),
            ("12", 12_000),
            ("1e-05", 0),
            ("1.25e1", 12_500),
            ("1.5E+2", 150_000),
            ("5e-4", 1),
        ] {
            assert_eq!(seconds(text), Some(millis), "{text}");
        }
        for broken in ["", "s", ".", "1.", "1.2.3", "e5", "1e999", "1e2147483647", "NaN", "Infinity", "604801", "--1"] {
            assert_eq!(seconds(broken), None, "{broken}");
        }
        assert_eq!(
            (milliseconds("1500.0"), milliseconds("1500.5"), milliseconds("-3")),
            (Some(1_500), Some(1_501), Some(-3))
        );
        assert_eq!((milliseconds("1.x"), milliseconds("604800001")), (None, None));
    }
}

//! The forms of a single text or number.

use super::keywords::Keywords;
use super::{Form, UnknownShape};
use crate::format::Format;
use crate::marks::MAX_INTEGER;

pub(super) fn text(keywords: Keywords<'_>) -> Result<Form, UnknownShape> {
    keywords.only(&["type", "format"])?;
    let Some(format) = keywords.get("format") else { return Ok(Form::Text { format: None }) };
    match format.as_str().and_then(Format::named) {
        Some(format) => Ok(Form::Text { format: Some(format) }),
        None => Err(keywords.unknown(format!("the format {format} is not known"))),
    }
}

/// The integer formats that schemars prints, with their bounds; wider ones are bound by what is read.
const INTEGER_FORMATS: &[(&str, i64, i64)] = &[
    ("int8", -0x80, 0x7f),
    ("int16", -0x8000, 0x7fff),
    ("int32", -0x8000_0000, 0x7fff_ffff),
    ("int64", i64::MIN, i64::MAX),
    ("int", i64::MIN, i64::MAX),
    ("uint8", 0, 0xff),
    ("uint16", 0, 0xffff),
    ("uint32", 0, 0xffff_ffff),
    ("uint64", 0, i64::MAX),
    ("uint", 0, i64::MAX),
];

pub(super) fn integer(keywords: Keywords<'_>) -> Result<Form, UnknownShape> {
    keywords.only(&["type", "format", "minimum", "maximum"])?;
    let format = match keywords.get("format") {
        None => (i64::MIN, i64::MAX),
        Some(format) => INTEGER_FORMATS
            .iter()
            .find(|(name, ..)| format == name)
            .map(|(_, least, most)| (*least, *most))
            .ok_or_else(|| keywords.unknown(format!("the format {format} is not known")))?,
    };
    let bound = |keyword| match keywords.get(keyword) {
        None => Ok(None),
        Some(bound) => bound.as_i64().map(Some).ok_or_else(|| keywords.unknown(format!("`{keyword}` is not whole"))),
    };
    let widest = i64::try_from(MAX_INTEGER).unwrap_or(i64::MAX);
    let minimum = format.0.max(widest.saturating_neg()).max(bound("minimum")?.unwrap_or(i64::MIN));
    let maximum = format.1.min(widest).min(bound("maximum")?.unwrap_or(i64::MAX));
    Ok(Form::Integer { minimum, maximum })
}

/// [`MAX_INTEGER`] as a double. A greater number would print as a whole one that is not read again.
const WIDEST: f64 = 9_007_199_254_740_991.0;

pub(super) fn number(keywords: Keywords<'_>) -> Result<Form, UnknownShape> {
    keywords.only(&["type", "format", "minimum", "maximum"])?;
    if keywords.get("format").is_some_and(|format| format != "double") {
        return Err(keywords.unknown("a number of another format than `double`"));
    }
    let bound = |keyword, open: f64| match keywords.get(keyword) {
        None => Ok(open),
        Some(bound) => bound.as_f64().ok_or_else(|| keywords.unknown(format!("`{keyword}` is not a number"))),
    };
    Ok(Form::Number {
        minimum: bound("minimum", -WIDEST)?.max(-WIDEST),
        maximum: bound("maximum", WIDEST)?.min(WIDEST),
    })
}

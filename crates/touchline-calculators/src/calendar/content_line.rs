//! The lines of a calendar file: unfolded and taken apart, or put together and folded at 75 octets (RFC 5545, 3.1; RFC 6868).
//!
//! Whatever is there comes back: a line that is none of the form is told of by its number.
//!
//! Rules: SES-03, SES-08.

/// How many octets a line has at most, without its end.
const MOST_OCTETS: usize = 75;

/// A parameter of a property, and its values without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) values: Vec<String>,
}

/// A property: its name in capitals, its parameters, its value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, from 1.
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) value: String,
}

/// A line that is not of the form: where it begins, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Odd {
    pub(super) number: u64,
    pub(super) text: String,
}

impl Line {
    /// The first value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|parameter| parameter.name == name)?;
        parameter.values.first().map(String::as_str)
    }

    /// The line as it could stand in a file, without folds.
    pub(super) fn text(&self) -> String {
        let mut text = self.name.clone();
        for parameter in &self.parameters {
            let values: Vec<String> = parameter.values.iter().map(|value| parameter_value(value)).collect();
            text.push(';');
            text.push_str(&parameter.name);
            text.push('=');
            text.push_str(&values.join(","));
        }
        text.push(':');
        text.push_str(&self.value);
        text
    }
}

/// The lines of a file without its folds, each with its number. A line ends with CRLF, LF or CR. Folds are taken out octet by
/// octet, since some producers fold within a character.
fn unfolded(bytes: &[u8]) -> Vec<(u64, Vec<u8>)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines: Vec<(u64, Vec<u8>)> = Vec::new();
    let (mut rest, mut number) = (bytes, 0_u64);
    while !rest.is_empty() {
        number = number.saturating_add(1);
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        rest = behind.strip_prefix(b"\r\n").or_else(|| behind.get(1..)).unwrap_or_default();
        match (line.split_first(), lines.last_mut()) {
            (Some((b' ' | b'\t', continued)), Some((_, before))) => before.extend_from_slice(continued),
            (Some(_), _) => lines.push((number, line.to_vec())),
            (None, _) => {}
        }
    }
    lines
}

/// All lines of a file: those that are of the form, and those that are not.
pub(super) fn lines(bytes: &[u8]) -> Vec<Result<Line, Odd>> {
    let read = |(number, bytes): (u64, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) => line(number, &text).ok_or(Odd { number, text }),
        Err(broken) => Err(Odd { number, text: String::from_utf8_lossy(broken.as_bytes()).into_owned() }),
    };
    unfolded(bytes).into_iter().map(read).collect()
}

/// Whether a character may stand in a name.
const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// Takes a line apart.
fn line(number: u64, text: &str) -> Option<Line> {
    let (name, mut rest) = name(text)?;
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let (name, behind) = self::name(parameter)?;
        let (values, behind) = values(behind.strip_prefix('=')?)?;
        parameters.push(Parameter { name, values });
        rest = behind;
    }
    Some(Line { number, name, parameters, value: rest.strip_prefix(':')?.to_owned() })
}

fn name(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().position(|byte| !is_of_name(byte)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    (!name.is_empty()).then(|| (name.to_ascii_uppercase(), rest))
}

/// The values of a parameter, with commas between them; one in quotes may hold what ends others.
fn values(mut text: &str) -> Option<(Vec<String>, &str)> {
    let mut values = Vec::new();
    loop {
        let (value, rest) = match text.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => text.split_at_checked(text.find([',', ';', ':']).unwrap_or(text.len()))?,
        };
        values.push(plain(value));
        match rest.strip_prefix(',') {
            Some(next) => text = next,
            None => return Some((values, rest)),
        }
    }
}

/// What stands for something else in a parameter: carets (RFC 6868); and a backslash that stands before what a value would
/// escape, since the parsers of others read it so and producers write it so, though RFC 5545 gives it no meaning there.
fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        let stands_for = match (character, characters.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('\'')) => Some('"'),
            ('^', Some('^')) => Some('^'),
            ('\\', Some(escaped @ ('\\' | ',' | ';' | ':'))) => Some(*escaped),
            _ => None,
        };
        if stands_for.is_some() {
            characters.next();
        }
        plain.push(stands_for.unwrap_or(character));
    }
    plain
}

/// A parameter's value as it is written: with carets, and in quotes where it holds what would end it. A backslash is doubled
/// where a parser could take it for the beginning of something, and nowhere else, since others read both.
pub(super) fn parameter_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('^', _) => escaped.push_str("^^"),
            ('\n', _) => escaped.push_str("^n"),
            ('"', _) => escaped.push_str("^'"),
            ('\\', None | Some('\\' | ',' | ';' | ':' | 'n' | 'N')) => escaped.push_str("\\\\"),
            _ => escaped.push(character),
        }
    }
    // An equals sign needs no quotes, and some readers lose blanks before one without; a backslash could escape what follows.
    if escaped.contains([',', ';', ':', '=', '\\']) { format!("\"{escaped}\"") } else { escaped }
}

/// A text as a value (3.3.11).
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The text that a value stands for.
pub(super) fn unescaped(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, false) => plain.push(character),
            (_, true) => match characters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other @ ('\\' | ';' | ',' | ':' | '"')) => plain.push(other),
                Some(other) => plain.extend(['\\', other]),
                None => plain.push('\\'),
            },
        }
    }
    plain
}

/// Appends a line, folded between characters so that none is longer than it may be.
pub(super) fn fold(file: &mut String, line: &str) {
    let mut octets = 0_usize;
    for character in line.chars() {
        if octets.saturating_add(character.len_utf8()) > MOST_OCTETS {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(character);
        octets = octets.saturating_add(character.len_utf8());
    }
    file.push_str("\r\n");
}

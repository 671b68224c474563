//! The formats that schemas name for texts, each with the check that the reader makes.
//!
//! Rules: KER-12.

use super::rejection::{Code, DetailKey, Reason};
use super::text::{self, Limits};
use super::{locale, money, time};

type Check = fn(&str, &Limits) -> Result<(), Reason>;

/// A format that schemas may name: found once, and then as quick to check against as a call.
#[derive(Clone, Copy, Debug)]
pub struct Format(&'static str, Check);

impl Format {
    /// The format of this name, where there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().find(|(known, _)| *known == name).map(|(known, check)| Format(known, *check))
    }

    /// How schemas name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Checks a text against it.
    ///
    /// # Errors
    /// What the text is not.
    pub fn check(self, text: &str, limits: &Limits) -> Result<(), Reason> {
        (self.1)(text, limits)
    }
}

/// One row a format: its name in schemas, what the text must be.
#[rustfmt::skip]
const FORMATS: &[(&str, Check)] = &[
    ("actor",      |text, _| if text == "system" || is_uuid(text) { Ok(()) } else { Err(refused(Code::InvalidId, text)) }),
    ("currency",   |text, _| text.parse::<money::Currency>().map(drop)),
    ("digest",     |text, _| if is_lower_hex(text, 32) { Ok(()) } else { Err(refused(Code::InvalidHash, text)) }),
    ("entropy",    |text, _| if is_lower_hex(text, 64) { Ok(()) } else { Err(Code::InvalidEntropy.into()) }),
    ("hash",       |text, _| if is_lower_hex(text, 64) { Ok(()) } else { Err(refused(Code::InvalidHash, text)) }),
    ("seed",       |text, _| if is_lower_hex(text, 16) { Ok(()) } else { Err(refused(Code::InvalidHash, text)) }),
    ("secret",     |text, _| if is_lower_hex(text, 64) { Ok(()) } else { Err(Code::InvalidSecret.into()) }),
    ("salt",       |text, _| if is_lower_hex(text, 32) { Ok(()) } else { Err(refused(Code::InvalidHash, text)) }),
    ("instant",    |text, _| text.parse::<time::Instant>().map(drop)),
    ("key",        |text, _| text::check_key(text)),
    ("local-date", |text, _| text.parse::<time::LocalDate>().map(drop)),
    ("local-date-time", |text, _| text.parse::<time::LocalDateTime>().map(drop)),
    ("local-time", |text, _| text.parse::<time::LocalTime>().map(drop)),
    ("locale",     |text, _| locale::check(text)),
    ("name",       |text, limits| text::check(text, limits.title)),
    ("note",       |text, limits| text::check(text, limits.note)),
    ("prose",      |text, limits| text::check(text, limits.note)),
    ("role",       |text, _| if text::is_role(text) { Ok(()) } else { Err(refused(Code::InvalidRole, text)) }),
    ("time-zone",  |text, _| text.parse::<time::Zone>().map(drop)),
    ("title",      |text, limits| text::check(text, limits.title)),
    ("uuid",       |text, _| if is_uuid(text) { Ok(()) } else { Err(refused(Code::InvalidId, text)) }),
];

fn refused(code: Code, text: &str) -> Reason {
    Reason::new(code).with(DetailKey::Actual, text)
}

fn is_lower_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Only the hyphenated form of 36 characters: the others that UUID readers take would make one id many texts.
fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

//! Text that people wrote or chose: trimmed, without control characters, within the policy's limits.
//!
//! [`Title`], [`Note`] and [`Name`] are *personal text*: what they hold is committed to, not hashed, in a
//! record, and can be redacted. Their type alone says so, so no thing can forget to. A [`Key`] is a short
//! word that a host's system chose (a campaign, a team) and is not personal.
//!
//! Rules: KER-12.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use std::borrow::Cow;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization as _;

use super::marks::PERSONAL;
use super::rejection::{Code, DetailKey, Reason};

/// How long texts and lists may be; a section of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Limits {
    /// Entries in a list.
    #[schemars(range(min = 1, max = Limits::WIDEST.list))]
    pub list: usize,
    /// Characters in a note, a response or a reason.
    #[schemars(range(min = 1, max = Limits::WIDEST.note))]
    pub note: usize,
    /// Characters in a title or a name.
    #[schemars(range(min = 1, max = Limits::WIDEST.title))]
    pub title: usize,
}

impl Limits {
    /// The widest that a policy may set, and so the widest under which anything was ever accepted.
    pub const WIDEST: Limits = Limits { title: 10_000, note: 1_000_000, list: 100_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Limits { title: 200, note: 20_000, list: 1_000 }
    }
}

/// Characters in a [`Key`]. No limit of the policy's, since the policy's own role names are keys.
pub const MAX_KEY: usize = 200;

/// The text as it is kept: CRLF and CR become newline, white space around it goes.
#[must_use]
pub fn normalise(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.contains('\r') {
        Cow::Owned(trimmed.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// Whether nothing of a text shows.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(shows_nothing)
}

/// Checks a required text against its limit, as it would be kept.
pub fn check(text: &str, limit: usize) -> Result<(), Reason> {
    let kept = normalise(text);
    if is_blank(&kept) {
        return Err(Code::TextBlank.into());
    }
    if may_hold_control(&kept)
        && let Some(control) = kept.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        let number = format!("{:04X}", u32::from(control));
        return Err(Reason::new(Code::TextControlCharacter).with(DetailKey::Actual, number));
    }
    if let Some(open) = turning_left_open(&kept) {
        let number = format!("{:04X}", u32::from(open));
        return Err(Reason::new(Code::TextDirectionOpen).with(DetailKey::Actual, number));
    }
    // Counting characters walks the text; a text with fewer bytes than the limit cannot exceed it.
    if kept.len() > limit {
        let length = kept.chars().count();
        if length > limit {
            return Err(Reason::new(Code::TextTooLong)
                .with(DetailKey::Actual, length.to_string())
                .with(DetailKey::Limit, limit));
        }
    }
    Ok(())
}

/// Checks a text that is to be a key, as it would be kept.
pub fn check_key(text: &str) -> Result<(), Reason> {
    check(&Key::as_kept(text), MAX_KEY)
}

/// A character that turns the direction in which a line is read and is not closed on it, or that closes what the text did
/// not open: either would turn what stands beside the text.
fn turning_left_open(text: &str) -> Option<char> {
    // All of them begin with this byte, as much else does.
    if !text.as_bytes().contains(&0xe2) {
        return None;
    }
    text.lines().find_map(|line| {
        let mut open: Vec<char> = Vec::new();
        for character in line.chars() {
            match character {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => open.push(character),
                '\u{202c}' if open.pop_if(|last| *last < '\u{2066}').is_none() => return Some(character),
                '\u{2069}' if open.pop_if(|last| *last >= '\u{2066}').is_none() => return Some(character),
                _ => {}
            }
        }
        open.pop()
    })
}

/// Whether a text may be the name of a role: `[a-z][a-z0-9_]*`, so that no two names of roles look alike.
#[must_use]
pub fn is_role(text: &str) -> bool {
    text.len() <= MAX_KEY
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Whether a character shows nothing by itself: white space, and what Unicode has renderers ignore by default
/// (`Default_Ignorable_Code_Point` of Unicode 16, with what it reserves for such), and the empty pattern of Braille. In a text
/// with others each has its use.
fn shows_nothing(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{fff0}'..='\u{fff8}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text has a byte without which no control character is written; most have none, and the compiler
/// looks at many bytes at once.
fn may_hold_control(text: &str) -> bool {
    text.bytes().fold(false, |any, byte| any | (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2))
}

/// A format of text: how schemas name it, and whether it is personal.
pub trait TextFormat {
    /// The name in the table of formats.
    const FORMAT: &'static str;
    /// What a reader of the schema should know.
    const DESCRIPTION: &'static str;
    /// Whether a record commits to it instead of hashing it.
    const PERSONAL: bool;
    /// Whether it is kept composed (NFC), since it is compared with others: two spellings that read alike are one.
    const COMPOSED: bool = false;
}

/// A normalised text of the format `F`, or nothing where a stored text was redacted. Limits are the policy's
/// and are checked where a command is read, which lets no command through without its text.
///
/// A command, its event, the thing and what is found by it hold the same text, so it is shared and not copied.
pub struct Text<F>(Option<Arc<str>>, PhantomData<fn() -> F>);

/// A short personal text: the title of a bundle, the name of a call.
pub type Title = Text<TitleFormat>;
/// A long personal text: notes, a response, a reason.
pub type Note = Text<NoteFormat>;
/// A person's name.
pub type Name = Text<NameFormat>;
/// A short word that a host's system chose: a campaign, a team, a role. Not personal.
pub type Key = Text<KeyFormat>;

/// A BCP 47 tag, as it was written. Not personal.
pub type Locale = Text<LocaleFormat>;
/// A long text of a document, such as a catalogue's. Not personal.
pub type Prose = Text<ProseFormat>;

/// The format of a [`Title`].
pub enum TitleFormat {}
/// The format of a [`Note`].
pub enum NoteFormat {}
/// The format of a [`Name`].
pub enum NameFormat {}
/// The format of a [`Key`].
pub enum KeyFormat {}
/// The format of a [`Locale`].
pub enum LocaleFormat {}
/// The format of a [`Prose`].
pub enum ProseFormat {}

impl TextFormat for TitleFormat {
    const FORMAT: &'static str = "title";
    const DESCRIPTION: &'static str = "A short text that people wrote: not blank, at most 200 characters by default.";
    const PERSONAL: bool = true;
}

impl TextFormat for NoteFormat {
    const FORMAT: &'static str = "note";
    const DESCRIPTION: &'static str = "A text that people wrote: not blank, at most 20,000 characters by default.";
    const PERSONAL: bool = true;
}

impl TextFormat for NameFormat {
    const FORMAT: &'static str = "name";
    const DESCRIPTION: &'static str = "A person's name: not blank, at most 200 characters by default.";
    const PERSONAL: bool = true;
}

impl TextFormat for KeyFormat {
    const FORMAT: &'static str = "key";
    const DESCRIPTION: &'static str =
        "A short word that the host chose, such as a campaign or a team; not personal. It is kept composed (NFC).";
    const PERSONAL: bool = false;
    const COMPOSED: bool = true;
}

impl TextFormat for LocaleFormat {
    const FORMAT: &'static str = "locale";
    const DESCRIPTION: &'static str =
        "A locale as a BCP 47 tag, such as `de-CH`: its form is checked, and it is kept as written.";
    const PERSONAL: bool = false;
}

impl TextFormat for ProseFormat {
    const FORMAT: &'static str = "prose";
    const DESCRIPTION: &'static str =
        "A text of a document, in the words of whoever wrote the document: not blank, at most 20,000 characters.";
    const PERSONAL: bool = false;
}

impl<F: TextFormat> Text<F> {
    /// The text as it is kept.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Text(Some(Self::kept(text)), PhantomData)
    }

    fn kept(text: &str) -> Arc<str> {
        Self::as_kept(text).into()
    }

    /// The text as it would be kept, without keeping it: two are the same where these are.
    #[must_use]
    pub fn as_kept(text: &str) -> Cow<'_, str> {
        let text = normalise(text);
        if F::COMPOSED && !text.is_ascii() { text.nfc().collect::<String>().into() } else { text }
    }
}

impl<F> Text<F> {
    /// The text; empty where it was redacted.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// Takes the text away; its place stays.
    pub fn redact(&mut self) {
        self.0 = None;
    }
}

impl<F> Clone for Text<F> {
    fn clone(&self) -> Self {
        Text(self.0.clone(), PhantomData)
    }
}
impl<F> PartialEq for Text<F> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<F> Eq for Text<F> {}
impl<F> PartialOrd for Text<F> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<F> Ord for Text<F> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<F> Hash for Text<F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
impl<F> fmt::Debug for Text<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl<F: TextFormat> Serialize for Text<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            None => serializer.serialize_none(),
            Some(text) if !serializer.is_human_readable() => serializer.serialize_some(&**text),
            Some(text) if F::PERSONAL => serializer.serialize_newtype_struct(PERSONAL, &**text),
            Some(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de, F: TextFormat> Deserialize<'de> for Text<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(AnyText::<F>(PhantomData)).map(|text| Text(text, PhantomData))
    }
}

struct AnyText<F>(PhantomData<fn() -> F>);

impl<'de, F: TextFormat> Visitor<'de> for AnyText<F> {
    type Value = Option<Arc<str>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    /// What was redacted, within what is told apart by a name that stands behind it.
    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Text::<F>::kept(text)))
    }
}

impl<F: TextFormat> JsonSchema for Text<F> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        F::FORMAT.into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if F::PERSONAL && generator.contract().is_serialize() {
            let description = format!("{} Null once it was redacted.", F::DESCRIPTION);
            return json_schema!({ "type": ["string", "null"], "format": F::FORMAT, "description": description });
        }
        json_schema!({ "type": "string", "format": F::FORMAT, "description": F::DESCRIPTION })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ker_12_length_counts_scalar_values_after_trimming() {
        assert_eq!(check("  👩🏽‍💻  ", 4), Ok(()));
        assert_eq!(check("👩🏽‍💻", 3).unwrap_err().code, Code::TextTooLong);
    }

    #[test]
    fn ker_12_newline_and_tab_stay_and_crlf_becomes_newline() {
        assert_eq!(Title::new("a\r\nb\rc\td ").as_str(), "a\nb\nc\td");
        assert_eq!(check("a\u{0}b", 9).unwrap_err().code, Code::TextControlCharacter);
        assert_eq!(check("\u{85}a", 9), Ok(()), "NEL is white space at the edge");
        assert_eq!(check(" \n\t ", 9).unwrap_err().code, Code::TextBlank);
    }

    #[test]
    fn ker_12_what_turns_the_direction_is_closed_on_its_line() {
        for closed in [
            "\u{202e}abc\u{202c}",
            "a\u{2067}b\u{202a}c\u{202c}\u{2069}",
            "שלום \u{2066}Ltd.\u{2069}",
            "a\u{200f}b",
            "€ – “”",
        ] {
            assert_eq!(check(closed, 99), Ok(()), "{closed:?}");
        }
        for (open, told) in [
            ("Ana \u{202e}", "202E"),
            ("\u{2066}Ana", "2066"),
            ("\u{2066}Ana\n\u{2069}", "2066"),
            ("\u{2066}Ana\u{202c}", "202C"),
            ("\u{202a}Ana\u{2069}", "2069"),
            ("Ana\u{2069}", "2069"),
        ] {
            let refused = check(open, 99).unwrap_err();
            let expected = Reason::new(Code::TextDirectionOpen).with(DetailKey::Actual, told.to_owned());
            assert_eq!(refused, expected, "{open:?}");
        }
    }

    #[test]
    fn ker_12_keys_that_read_alike_are_one_and_what_people_wrote_stays_as_written() {
        assert_eq!(Key::new("cafe\u{301}"), Key::new("caf\u{e9}"));
        assert_ne!(Title::new("cafe\u{301}"), Title::new("caf\u{e9}"));
        let read: Key = serde_json::from_str("\"cafe\u{301}\"").unwrap();
        assert_eq!(read.as_str(), "caf\u{e9}");
    }

    #[test]
    fn ker_12_what_shows_nothing_is_blank_and_stays_where_something_shows() {
        for blank in [
            "\u{200b}",
            "\u{2800}",
            " \u{feff}\u{2060} ",
            "\u{3164}",
            "\u{ad}\u{200d}\u{fe0f}",
            "\u{fff0}\u{e0080}\u{e0fff}",
        ] {
            assert_eq!(check(blank, 9).unwrap_err().code, Code::TextBlank, "{blank:?}");
            assert_eq!(check(&format!("{blank}a"), 9), Ok(()), "{blank:?}");
        }
        assert_eq!(check("\u{300}", 9), Ok(()), "an accent shows");
    }

    #[test]
    fn ker_12_no_control_character_but_newline_and_tab_is_kept() {
        for character in '\0'..=char::MAX {
            // A carriage return becomes a newline before the text is looked at, and what turns its direction is another matter.
            let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let kept = !turns && (!character.is_control() || matches!(character, '\n' | '\t' | '\r'));
            assert_eq!(check(&format!("é{character}b"), 9).is_ok(), kept, "{character:?}");
        }
    }
}

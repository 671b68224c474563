//! Locales by their BCP 47 tags: whether a text has the form of one. What a tag means is the host's affair.

use super::rejection::{Code, DetailKey, Reason};

/// Checks the form of RFC 5646, section 2.1, with no variant and no extension twice (section 2.2). What is only
/// registered as a whole, such as `i-klingon`, names no form and is not taken. The registry of subtags, which
/// changes with time, is not asked.
pub fn check(text: &str) -> Result<(), Reason> {
    let is_tag = Tag::of(text).is_some_and(|mut tag| tag.is_private() || tag.is_language());
    if is_tag { Ok(()) } else { Err(Reason::new(Code::InvalidLocale).with(DetailKey::Actual, text)) }
}

/// Subtags that are still to be read, in lower case.
struct Tag(std::iter::Peekable<std::vec::IntoIter<String>>);

impl Tag {
    /// The longest tag that is looked at: RFC 5646, section 4.4.1, tells of 35 bytes as enough for all but private use.
    const MOST_BYTES: usize = 200;

    fn of(text: &str) -> Option<Self> {
        let is_ascii = text.len() <= Self::MOST_BYTES && text.is_ascii();
        let subtags: Vec<String> = text.split('-').map(str::to_ascii_lowercase).collect();
        is_ascii.then(|| Tag(subtags.into_iter().peekable()))
    }

    fn take(&mut self, fits: impl Fn(&str) -> bool) -> Option<String> {
        self.0.next_if(|subtag| fits(subtag))
    }

    fn ended(&mut self) -> bool {
        self.0.peek().is_none()
    }

    /// `x` and what two agreed on between themselves, to the end.
    fn is_private(&mut self) -> bool {
        self.take(|subtag| subtag == "x").is_some()
            && self.take_all(|subtag| alphanumeric(subtag, 1, 8)) > 0
            && self.ended()
    }

    /// Language, script, region, variants, extensions, then private use or nothing.
    fn is_language(&mut self) -> bool {
        let Some(language) = self.take(|subtag| letters(subtag, 2, 8)) else { return false };
        if language.len() <= 3 {
            for _ in 0..3 {
                self.take(|subtag| letters(subtag, 3, 3));
            }
        }
        self.take(|subtag| letters(subtag, 4, 4));
        self.take(|subtag| letters(subtag, 2, 2) || digits(subtag, 3));
        self.has_good_variants() && self.has_good_extensions() && (self.ended() || self.is_private())
    }

    fn has_good_variants(&mut self) -> bool {
        let mut seen: Vec<String> = Vec::new();
        while let Some(variant) = self.take(is_variant) {
            if seen.contains(&variant) {
                return false;
            }
            seen.push(variant);
        }
        true
    }

    fn has_good_extensions(&mut self) -> bool {
        let mut seen: Vec<String> = Vec::new();
        while let Some(singleton) = self.take(|subtag| alphanumeric(subtag, 1, 1) && subtag != "x") {
            if seen.contains(&singleton) || self.take_all(|subtag| alphanumeric(subtag, 2, 8)) == 0 {
                return false;
            }
            seen.push(singleton);
        }
        true
    }

    fn take_all(&mut self, fits: impl Fn(&str) -> bool) -> usize {
        std::iter::from_fn(|| self.take(&fits)).count()
    }
}

fn is_variant(subtag: &str) -> bool {
    alphanumeric(subtag, 5, 8) || alphanumeric(subtag, 4, 4) && subtag.starts_with(|first: char| first.is_ascii_digit())
}

fn alphanumeric(subtag: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn letters(subtag: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn digits(subtag: &str, count: usize) -> bool {
    subtag.len() == count && subtag.bytes().all(|byte| byte.is_ascii_digit())
}

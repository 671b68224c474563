//! Languages as vendors write them: three letters (ISO 639-2 and 639-3) or an English name, for which tags have two letters.
//!
//! Rules: TRS-02, TRS-05.

use std::borrow::Cow;

/// The tag of a language, and what else it is called.
const OTHERWISE: &[(&str, &[&str])] = &[
    ("ar", &["ara", "arabic"]),
    ("ca", &["cat", "catalan"]),
    ("cs", &["ces", "cze", "czech"]),
    ("da", &["dan", "danish"]),
    ("de", &["deu", "ger", "german"]),
    ("el", &["ell", "gre", "greek"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "castilian"]),
    ("fi", &["fin", "finnish"]),
    ("fr", &["fra", "fre", "french"]),
    ("he", &["heb", "hebrew"]),
    ("hi", &["hin", "hindi"]),
    ("hu", &["hun", "hungarian"]),
    ("id", &["ind", "indonesian"]),
    ("it", &["ita", "italian"]),
    ("ja", &["jpn", "japanese"]),
    ("ko", &["kor", "korean"]),
    ("nl", &["nld", "dut", "dutch"]),
    ("no", &["nor", "norwegian"]),
    ("pl", &["pol", "polish"]),
    ("pt", &["por", "portuguese"]),
    ("ro", &["ron", "rum", "romanian"]),
    ("ru", &["rus", "russian"]),
    ("sv", &["swe", "swedish"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish"]),
    ("uk", &["ukr", "ukrainian"]),
    ("vi", &["vie", "vietnamese"]),
    ("zh", &["zho", "chi", "chinese", "mandarin"]),
];

/// A language as tags write it: `en` for `eng` and for `English`, `en-US` for `eng-US`. What is not known stays as it is.
pub(crate) fn tag(language: &str) -> Cow<'_, str> {
    let (first, rest) = language.split_at(language.find(['-', '_']).unwrap_or(language.len()));
    let is_it = |name: &&str| name.eq_ignore_ascii_case(first);
    match OTHERWISE.iter().find(|(_, names)| names.iter().any(is_it)) {
        Some((tag, _)) => Cow::Owned(format!("{tag}{rest}")),
        None => Cow::Borrowed(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_05_languages_are_known_however_vendors_write_them() {
        for (written, read) in [
            ("eng", "en"),
            ("English", "en"),
            ("eng-US", "en-US"),
            ("GER", "de"),
            ("deu_AT", "de_AT"),
            ("fre", "fr"),
            ("spanish", "es"),
            ("por-BR", "pt-BR"),
            ("en", "en"),
            ("pt-BR", "pt-BR"),
            ("engl", "engl"),
            ("tlh", "tlh"),
            ("", ""),
        ] {
            assert_eq!(tag(written), read);
        }
    }
}

//! Points that end no sentence: behind titles, initials and other abbreviations, of all languages together, since those of one
//! are no last words in another.
//!
//! Rules: TRS-04.

use super::mark::is_of_a_word;

/// Abbreviations that stand before what they belong to, so that no sentence ends in one.
const BEFORE: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "approx", "z.b", "z", "d.h", "bzw", "hr", "fr", "evtl",
    "ggf", "sog", "inkl", "exkl", "mme", "mlle", "mgr", "p.ex", "p.e", "sr", "sra", "srta", "dra", "ing", "lic",
    "exmo", "exma",
];
/// Those that stand before a number.
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "nr", "num", "núm", "nº", "vol", "p", "pp", "art", "fig", "abs"];
/// Those in which a sentence may end: it goes on where a small letter or a number follows.
const WITHIN: &[&str] = &[
    "inc", "ltd", "corp", "co", "llc", "bros", "dept", "etc", "jr", "ave", "gmbh", "usw", "mio", "mrd", "str", "tel",
    "cie", "env", "ltda", "cía", "vds", "uds", "ud", "av", "aprox", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    "okt", "dez",
];
/// How many bytes the longest abbreviation has.
const LONGEST: usize = 16;

/// Whether the sentence goes on behind a point that stands directly behind a word.
pub(crate) fn goes_on_behind(text: &str, point: usize) -> bool {
    let Some(next) = text.get(point.saturating_add(1)..).and_then(|rest| rest.trim_start().chars().next()) else {
        return false;
    };
    let before = text.get(text.floor_char_boundary(point.saturating_sub(LONGEST))..point).unwrap_or_default();
    let cut = before.rfind(|sign: char| !is_of_a_word(sign) && sign != '.');
    let word = cut.and_then(|cut| before.get(cut..)).unwrap_or(before);
    let word = word.trim_start_matches(|sign: char| !is_of_a_word(sign));
    let lower = word.to_lowercase();
    let is_in = |list: &[&str]| list.contains(&lower.as_str());
    let follows = |small: bool| next.is_numeric() || (small && next.is_lowercase());
    if is_in(BEFORE) {
        return true;
    }
    let mut letters = word.chars();
    let only = letters.next().filter(|_| letters.next().is_none());
    // Initials, as in `J. Smith`; but not the English `I`, in which sentences do end.
    let is_initial = only.is_some_and(|letter| letter.is_uppercase() && letter != 'I') && next.is_uppercase();
    let has_points = lower.split('.').count() > 1 && lower.split('.').all(|part| part.chars().nth(1).is_none());
    is_initial || (is_in(BEFORE_NUMBERS) && follows(false)) || ((has_points || is_in(WITHIN)) && follows(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_04_the_point_of_an_abbreviation_ends_no_sentence() {
        for text in [
            "of Dr. Smith",
            "the U.S. budget",
            "Acme Inc. handle",
            "Slack vs. Foo",
            "the No. 1",
            "tools, e.g. Slack",
            "so z.B. Slack",
            "z. B.",
            "bei Dr. Müller",
            "de M. Dupont",
            "con Sr. López",
            "at 3 p.m. on",
            "J. Smith",
            "(Dr. Smith",
        ] {
            let point = text.rfind(". ").or(text.find('.')).unwrap();
            assert!(goes_on_behind(text, point), "{text}");
        }
        for text in [
            "I say no. What",
            "so do I. What",
            "at 3 p.m. What",
            "ask Acme Inc. What",
            "we do. and",
            "we do.",
            "is it 5. What",
            "undr. What",
            "in 2024. We",
            "the end. 3 of",
        ] {
            assert!(!goes_on_behind(text, text.find(". ").unwrap_or(text.len() - 1)), "{text}");
        }
    }
}

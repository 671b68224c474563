//! How names are written, by which they are told from what is said.
//!
//! Rules: TRS-02.

/// How many words a name has at most of which a file ends within the line.
const MOST_WORDS: usize = 5;

/// What stands in names without a capital.
const PARTICLES: [&str; 32] = [
    "abu", "al", "and", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
    "e", "el", "et", "ibn", "la", "le", "of", "te", "ten", "ter", "und", "van", "vom", "von", "y",
];

/// Whether each word of a line has a capital, and nothing stands behind the last.
pub(super) fn has_capitals(line: &str) -> bool {
    let is_of_name =
        |word: &str| word.starts_with(|first: char| first.is_uppercase() || matches!(first, '(' | '0'..='9'));
    let line = line.trim();
    line.starts_with(char::is_uppercase)
        && line.ends_with(|last: char| last.is_alphanumeric() || last == ')')
        && line.split_whitespace().all(is_of_name)
        && line.split_whitespace().count() <= MOST_WORDS
        && !line.contains([',', '?', '!'])
}

/// Whether what stands before a colon is written like a name: each word with a capital, but for *de* and its like, or in a script
/// that has none; or one word that is an address or an id.
pub(super) fn is_like_a_name(text: &str) -> bool {
    let is_particle = |word: &str| PARTICLES.contains(&word);
    let is_of_name =
        |word: &str| is_particle(word) || word.contains(char::is_uppercase) || !word.contains(char::is_lowercase);
    let is_id = || {
        !text.contains(char::is_whitespace)
            && text.contains(['@', '_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    };
    let has_last_name = || text.split_whitespace().next_back().is_some_and(|last| !is_particle(last));
    is_id() || has_last_name() && text.split_whitespace().all(is_of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_02_names_are_told_from_what_is_said_by_how_they_are_written() {
        for line in ["Ana", "Ana L", "Speaker 2", "Jürgen (Köln)", "  Bo  "] {
            assert!(has_capitals(line), "{line}");
        }
        for line in ["", "Fine.", "Yes, Ana", "We are", "ana", "10", "الآن", "Dear All In The Big House"] {
            assert!(!has_capitals(line), "{line}");
        }
    }

    #[test]
    fn trs_02_names_before_a_colon_may_have_small_words_and_no_capitals_where_a_script_has_none() {
        for name in [
            "Ana de Souza",
            "von Trapp",
            "Bo | Team",
            "Smith, John",
            "Dr. O'Neil-Smith, J.",
            "王小明",
            "ana@acme.com",
            "speaker_0",
            "guest2",
            "iPhone Ana",
        ] {
            assert!(is_like_a_name(name), "{name}");
        }
        for text in ["My question is", "so", "Yes, sure", "What I need", "the plan", "Ana de"] {
            assert!(!is_like_a_name(text), "{text}");
        }
    }
}

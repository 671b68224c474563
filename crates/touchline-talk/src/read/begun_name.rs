//! Names in which a file breaks off, where a line has a name before anything is said.
//!
//! Rules: TRS-02.

use super::draft::Draft;

/// How many words a name has at most that the file does not have elsewhere.
const MOST_WORDS: usize = 5;

/// Whether the last line of a file that ends within it may be a name, or the beginning of one: of a name that the file has, or of
/// one as names are written, each word with a capital and nothing behind the last.
pub(super) fn is_begun_name(line: &str, draft: &Draft<'_>) -> bool {
    draft.has_name_from(line) || is_like_a_name(line)
}

fn is_like_a_name(line: &str) -> bool {
    let is_of_name =
        |word: &str| word.starts_with(|first: char| first.is_uppercase() || matches!(first, '(' | '0'..='9'));
    let line = line.trim();
    line.starts_with(char::is_uppercase)
        && line.ends_with(|last: char| last.is_alphanumeric() || last == ')')
        && line.split_whitespace().all(is_of_name)
        && line.split_whitespace().count() <= MOST_WORDS
        && !line.contains([',', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_02_names_are_told_from_what_is_said_by_how_they_are_written() {
        for line in ["Ana", "Ana L", "Speaker 2", "Jürgen (Köln)", "  Bo  "] {
            assert!(is_like_a_name(line), "{line}");
        }
        for line in ["", "Fine.", "Yes, Ana", "We are", "ana", "10", "الآن", "Dear All In The Big House"] {
            assert!(!is_like_a_name(line), "{line}");
        }
    }

    #[test]
    fn trs_02_names_that_the_file_has_are_known_by_how_they_begin() {
        let mut draft = Draft::default();
        for name in ["ana de souza", "bo"] {
            draft.who_is_named(name);
        }
        for (line, is_one) in [("ana de so", true), ("bo", true), ("ana di", false), ("bob", false), (" ", false)] {
            assert_eq!(is_begun_name(line, &draft), is_one, "{line}");
        }
    }
}

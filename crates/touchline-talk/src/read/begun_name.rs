//! Names in which a file breaks off, where a line has a name before anything is said.
//!
//! Rules: TRS-02.

use super::draft::Draft;
use super::name::has_capitals;

/// Whether the last line of a file that ends within it may be a name, or the beginning of one: of a name that the file has, or of
/// one as names are written, each word with a capital and nothing behind the last.
pub(super) fn is_begun_name(line: &str, draft: &Draft<'_>) -> bool {
    draft.has_name_from(line) || has_capitals(line)
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! Marks within addresses, such as the one in `example.com/page?id=5`, which end nothing.
//!
//! Rules: TRS-04.

use super::mark::{is_of_a_word, stands_alone};

/// How many bytes to either side of a mark are looked at.
const WIDEST: usize = 256;

/// Whether a mark of one byte stands within what looks like an address: what goes on behind it without a space, and before it has a scheme,
/// a host or a path, or behind it the value of a name. `Really?Yes` has none of these: there a space was forgotten.
pub(crate) fn is_in_an_address(text: &str, at: usize) -> bool {
    let next = text.get(at.saturating_add(1)..).and_then(|rest| rest.chars().next());
    // Scripts without spaces go on behind any mark.
    if !next.is_some_and(|next| is_of_a_word(next) && !stands_alone(next)) {
        return false;
    }
    let before = text.get(text.floor_char_boundary(at.saturating_sub(WIDEST))..at).unwrap_or_default();
    let begin = before.rfind(char::is_whitespace).unwrap_or_default();
    let before = before.get(begin..).unwrap_or_default().trim_start();
    let behind = text.get(at..text.ceil_char_boundary(at.saturating_add(WIDEST).min(text.len()))).unwrap_or_default();
    let behind = behind.split(char::is_whitespace).next().unwrap_or_default();
    before.contains(['/', '@', '=']) || has_inner_point(before) || behind.contains('=')
}

/// Whether a point stands between two letters or digits, as in the name of a host.
fn has_inner_point(token: &str) -> bool {
    token.split('.').zip(token.split('.').skip(1)).any(|(left, right)| {
        left.chars().next_back().is_some_and(is_of_a_word) && right.chars().next().is_some_and(is_of_a_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_04_a_mark_in_an_address_is_told_from_a_space_that_was_forgotten() {
        for text in [
            "see example.com?id=5",
            "(https://example.com/a?b",
            "page?id=5 please",
            "mail ann@example?subject",
            "/search?now",
            "a=1?b",
        ] {
            assert!(is_in_an_address(text, text.find('?').unwrap()), "{text}");
        }
        for text in [
            "Really?Yes I do",
            "at example.com. Really?Yes",
            "so?it is",
            "?a",
            "a?",
            "é?é",
            "Go to a/b now. Why?I ask",
            "a/b?",
            "see example.com好吗?是",
        ] {
            assert!(!is_in_an_address(text, text.find('?').unwrap()), "{text}");
        }
        let long = format!("{}?a", "é".repeat(1_000));
        assert!(!is_in_an_address(&long, long.len() - 2));
    }
}

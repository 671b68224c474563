//! Where a recorder cuts what somebody says: a sign at the end of one segment is read with the next one at hand.
//!
//! Rules: TRS-03, TRS-04.

use super::abbreviation::goes_on_behind;
use super::hesitation::{hesitates, is_point};
use super::mark::{Mark, is_of_a_word};

/// How many bytes in front of a point are looked at, how many of what is said next, and how many points behind it: a text of nothing
/// but points is gone through once, and not once for each.
const NEAR: usize = 32;

/// What a sign that would end a sentence is, behind which nothing but points stands in its text, and its speaker goes on so: a
/// clause's end where it hesitates, and nothing where it abbreviates a word. The text has no white space at its end.
pub(crate) fn end_before(text: &str, end: usize, next: &str) -> Option<Mark> {
    let behind = text.get(end..).filter(|behind| behind.len() <= NEAR);
    let is_last = behind.is_some_and(|behind| behind.chars().all(is_point));
    let sign = text.get(..end).and_then(|before| before.char_indices().next_back()).filter(|(_, sign)| is_point(*sign));
    let Some((at, _)) = sign.filter(|_| is_last && !next.is_empty()) else { return Some(Mark::End) };
    let begin = text.floor_char_boundary(at.saturating_sub(NEAR));
    let mut joined = text.get(begin..).unwrap_or_default().to_owned();
    joined.push(' ');
    joined.push_str(next.get(..next.floor_char_boundary(NEAR)).unwrap_or(next));
    let at = at.saturating_sub(begin);
    if hesitates(&joined, at) {
        return Some(Mark::Clause);
    }
    let is_behind_a_word = joined.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_of_a_word);
    (!is_behind_a_word || !goes_on_behind(&joined, at)).then_some(Mark::End)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_04_a_point_at_the_end_of_a_segment_is_read_with_the_next_one() {
        let told = |text: &str, next: &str| {
            end_before(
                text.trim_end(),
                text.find(['.', '…']).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8)),
                next,
            )
        };
        for (text, next) in
            [("What do you...", "use today?"), ("too… ", "expensive"), ("...", "get for you"), ("so ..", " then")]
        {
            assert_eq!(told(text, next), Some(Mark::Clause), "{text} {next}");
        }
        for (text, next) in [("Would Dr.", "Smith use it?"), ("at No.", "5"), ("Acme Inc.", "handles it")] {
            assert_eq!(told(text, next), None, "{text} {next}");
        }
        for (text, next) in [
            ("What do you...", "Use it."),
            ("We do.", "what else"),
            ("We do...", ""),
            ("a... b", "c"),
            ("Would Dr.", ""),
            ("…", "5"),
        ] {
            assert_eq!(told(text, next), Some(Mark::End), "{text} {next}");
        }
        let far = format!("so...{}", " ".repeat(100));
        assert_eq!(told(&far, "then"), Some(Mark::Clause));
        // Of so many points none is looked at behind each of them.
        assert_eq!(told(&".".repeat(100), "then"), Some(Mark::End));
    }
}

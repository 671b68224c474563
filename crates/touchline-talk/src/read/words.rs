//! How many words a text has: what stands between white space.

/// Counts the words of a text.
pub(super) fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let (mut count, mut before) = (0_usize, true);
    for byte in text.bytes() {
        let is_space = byte == b' ' || (b'\t'..=b'\r').contains(&byte);
        count = count.wrapping_add(usize::from(before & !is_space));
        before = is_space;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_09_words_are_what_stands_between_white_space() {
        for text in ["", " ", "a", " a  b\tc\u{b}d\r\ne ", "a\u{1f}b", "é  ü\u{3000}字", "\u{a0}x"] {
            assert_eq!(count(text), text.split_whitespace().count(), "{text:?}");
        }
    }
}

//! Points of hesitation, which end no sentence: *What do you... use?*
//!
//! Rules: TRS-04.

/// How many bytes behind a point are looked at.
const WIDEST: usize = 64;

/// Whether a sign is a point, or three in one.
pub(super) const fn is_point(sign: char) -> bool {
    matches!(sign, '.' | '\u{2026}')
}

/// Whether a point at a byte is one of several, or the sign for three, behind which what was begun goes on: with a small letter.
pub(crate) fn hesitates(text: &str, at: usize) -> bool {
    let behind = text.get(at..text.ceil_char_boundary(at.saturating_add(WIDEST).min(text.len()))).unwrap_or_default();
    let rest = behind.trim_start_matches(is_point);
    let is_one_alone = behind.len().saturating_sub(rest.len()) <= 1;
    let goes_on = rest.trim_start().chars().next().is_some_and(char::is_lowercase);
    goes_on && (!is_one_alone || text.get(..at).is_some_and(|before| before.ends_with(is_point)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_04_several_points_before_a_small_letter_end_no_sentence() {
        for text in ["do you... use", "do you… use", "do you ..use", "do you.. . use", "too…… é"] {
            let points = text.char_indices().filter(|(_, sign)| matches!(sign, '.' | '…')).map(|(place, _)| place);
            // The last one of `.. . use` stands by itself.
            let all: Vec<bool> = points.map(|at| hesitates(text, at)).collect();
            assert_eq!(all.iter().all(|hesitates| *hesitates), !text.contains(". ."), "{text}");
        }
        for text in ["do you. use", "do you... Use", "do you...", "do you… 5", "…", ""] {
            assert!(!text.char_indices().any(|(at, sign)| sign != ' ' && hesitates(text, at)), "{text}");
        }
        let far = format!("so...{}then", " ".repeat(100));
        assert!(!hesitates(&far, 2));
    }
}

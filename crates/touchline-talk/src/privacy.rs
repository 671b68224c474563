//! What of a call may be quoted, and how: nothing without consent, and no number of a card.
//!
//! Rules: TRS-10.

use touchline_kernel::masking::without_card_numbers;

use crate::transcript::Transcript;

impl Transcript {
    /// Words of the call as they may be shown: without numbers of cards. Nothing where not all who are heard consented to the
    /// recording.
    #[must_use]
    pub fn quote(&self, words: &str) -> Option<String> {
        self.consented.then(|| without_card_numbers(words).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_10_without_consent_nothing_is_quoted() {
        let mut call =
            Transcript { consented: true, language: None, length_ms: None, segments: Vec::new(), speakers: Vec::new() };
        assert_eq!(call.quote("It is 4111 1111 1111 1111.").as_deref(), Some("It is •••• •••• •••• ••••."));
        call.consented = false;
        assert_eq!(call.quote("Yes."), None);
    }
}

//! What of a conversation is withheld, and why: words without consent, numbers of cards, and what is more than a report shows.
//!
//! Rules: TRS-10.

use super::report::{ConversationPart, ConversationWithheld, ConversationWithheldReason, MOST_TIMES};
use crate::measure::{Figure, Observed, Spoken, TalkMeasures};
use crate::transcript::Transcript;
use touchline_kernel::text::Key;

/// A call, and what is told of it.
pub(super) struct Told<'a> {
    /// What the host's models say, as it was handed in.
    pub(super) given: &'a [Observed],
    pub(super) measures: &'a TalkMeasures,
    pub(super) spoken: &'a Spoken,
    pub(super) transcript: &'a Transcript,
}

impl Told<'_> {
    /// What is withheld, in the order of the report.
    pub(super) fn withheld(&self) -> Vec<ConversationWithheld> {
        use ConversationPart::{CardNumbers, Phrases, Questions, Quotes, Reasons, Times};
        use ConversationWithheldReason::{Masked, MoreThanShown, NoConsent};

        let told = |is_so: bool, part, because| is_so.then_some(ConversationWithheld { because, of: None, part });
        let (consented, measures) = (self.transcript.consented, self.measures);
        let before = [
            told(!consented, Quotes, NoConsent),
            told(consented && self.masks(), CardNumbers, Masked),
            told(self.spoken.times.len() > MOST_TIMES, Times, MoreThanShown),
        ];
        let more = measures.phrases.iter().filter(|kind| is_more(&kind.count, kind.hits.len()));
        let of_kind = |key: &Key| ConversationWithheld { because: MoreThanShown, of: Some(key.clone()), part: Phrases };
        let behind = [
            told(is_more(&measures.figures.questions, measures.questions.len()), Questions, MoreThanShown),
            told(!consented && self.given.iter().any(says_why), Reasons, NoConsent),
        ];
        let phrases = more.map(|kind| of_kind(&kind.key));
        before.into_iter().flatten().chain(phrases).chain(behind.into_iter().flatten()).collect()
    }

    /// Whether digits are masked: with consent nothing else is taken out of what models say.
    fn masks(&self) -> bool {
        self.transcript.has_card_numbers() || self.given != self.measures.observed
    }
}

/// Whether there are more than are told.
fn is_more(count: &Figure, told: usize) -> bool {
    let told = f64::from(u32::try_from(told).unwrap_or(u32::MAX));
    count.value.is_some_and(|count| count > told)
}

/// Whether a model says why it says so, or quotes somebody.
fn says_why(one: &Observed) -> bool {
    one.reason.is_some() || one.evidence.iter().any(|evidence| evidence.quote.is_some())
}

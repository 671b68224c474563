//! The first moment of each kind.
//!
//! Rules: TRS-04, TRS-07.

use super::report::{ConversationMoment, ConversationPhrase, MomentOf};
use crate::measure::{Evidence, PhraseKind, TalkMeasures};
use crate::transcript::Transcript;

/// The first question and the first phrase of each kind, in the order of the call.
pub(super) fn first_of_each(transcript: &Transcript, measures: &TalkMeasures) -> Vec<ConversationMoment> {
    let moment = |of: MomentOf, evidence: &Evidence| ConversationMoment {
        evidence: evidence.clone(),
        of,
        speaker: transcript.segments.get(evidence.segment).and_then(|segment| segment.speaker.clone()),
    };
    let asked = measures.questions.iter().map(|asked| &asked.evidence).min_by_key(|evidence| evidence.segment);
    let question = asked.map(|evidence| moment(MomentOf::Question, evidence));
    let phrases = measures.phrases.iter().filter_map(|kind| {
        let (of, evidence) = first_phrase(kind)?;
        Some(moment(of, evidence))
    });
    let mut moments: Vec<ConversationMoment> = question.into_iter().chain(phrases).collect();
    moments.sort_by_key(|moment| moment.evidence.segment);
    moments
}

/// The first phrase of a kind: of people who speak at once whoever began first.
fn first_phrase(kind: &PhraseKind) -> Option<(MomentOf, &Evidence)> {
    let hit = kind.hits.iter().min_by_key(|hit| hit.evidence.segment)?;
    let (key, name, phrase) = (kind.key.clone(), kind.name.clone(), hit.phrase.clone());
    Some((MomentOf::Phrase(ConversationPhrase { key, name, phrase }), &hit.evidence))
}

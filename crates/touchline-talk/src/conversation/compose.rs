//! From a call to its report.
//!
//! Rules: TRS-03.

use super::moments::first_of_each;
use super::report::{ConversationAbout, ConversationReport, ConversationSpeaker, ConversationTime, MOST_TIMES};
use super::withheld::Told;
use crate::measure::{Spoken, Talk, TalkMeasures};
use crate::transcript::{Role, Transcript};
use touchline_kernel::operation::Failure;
use touchline_kernel::text::Key;

impl ConversationReport {
    /// The report of a call.
    ///
    /// # Errors
    /// Everything for which the call cannot be measured.
    pub fn of(talk: Talk<'_>, about: ConversationAbout) -> Result<Self, Failure> {
        let (given, policy) = (talk.observed, talk.policy);
        let (transcript, measures) = talk.measured()?;
        let spoken = Spoken::of(&transcript, policy);
        let withheld = Told { given, measures: &measures, spoken: &spoken, transcript: &transcript }.withheld();
        let moments = first_of_each(&transcript, &measures);
        let (speakers, times) = (speakers(&transcript, &spoken), times(&transcript, &spoken));
        let TalkMeasures { figures, fillers, language, observed, phrases, questions, .. } = measures;
        Ok(ConversationReport {
            about,
            figures,
            fillers,
            language,
            length_ms: spoken.length_ms,
            moments,
            observed,
            phrases,
            questions,
            speakers,
            times,
            withheld,
        })
    }
}

/// Who takes part, with how much is heard of each; whoever nobody knows, only where they are heard.
fn speakers(transcript: &Transcript, spoken: &Spoken) -> Vec<ConversationSpeaker> {
    let known = transcript.speakers.iter().map(Some).chain([None]);
    let of_each = known.zip(&spoken.voices).map(|(speaker, voice)| ConversationSpeaker {
        key: speaker.map(|speaker| speaker.key.clone()),
        name: speaker.and_then(|speaker| speaker.name.clone()),
        role: speaker.map_or(Role::Other, |speaker| speaker.role),
        share: voice.share.clone(),
        spoken: voice.spoken.clone(),
    });
    let is_heard = |speaker: &ConversationSpeaker| speaker.spoken.value.is_some_and(|value| value > 0.0);
    of_each.filter(|speaker| speaker.key.is_some() || is_heard(speaker)).collect()
}

fn times(transcript: &Transcript, spoken: &Spoken) -> Vec<ConversationTime> {
    let key = |who: usize| -> Option<Key> { Some(transcript.speakers.get(who)?.key.clone()) };
    let times = spoken.times.iter().take(MOST_TIMES);
    times.map(|one| ConversationTime { end_ms: one.to, speaker: key(one.who), start_ms: one.from }).collect()
}

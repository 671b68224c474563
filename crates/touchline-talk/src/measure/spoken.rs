//! What is heard of each speaker of a call, and when.
//!
//! Rules: TRS-03.

use super::figures::{Denominator, Figure, Unavailable, Unit};
use super::heard::{Heard, heard};
use super::pass::counted;
use super::runs::Speech;
use crate::transcript::Transcript;
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::math::quotient;

const MINUTE: u64 = 60_000;

/// What is heard of a call.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    /// How long the call is, in milliseconds; nothing where no times are known, and the transcript does not say.
    pub(crate) length_ms: Option<u64>,
    /// When each is heard, in the order in which that begins; nothing where no times are known.
    pub(crate) times: Vec<Heard>,
    /// By speaker, and behind the last one of nobody known.
    pub(crate) voices: Vec<Voice>,
}

/// How much is heard of somebody.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) share: Figure,
    pub(crate) spoken: Figure,
}

impl Spoken {
    /// What is heard of a call whose segments stand in their order: by words where no times are known.
    pub(crate) fn of(transcript: &Transcript, policy: &TalkPolicy) -> Self {
        let speech = Speech::of(transcript, policy.words_per_minute);
        let times = if speech.is_timed { heard(transcript, &speech) } else { Vec::new() };
        let amounts = amounts(transcript, &speech, &times);
        let all = amounts.iter().fold(0, |sum: u64, amount| sum.saturating_add(*amount));
        let had = |unit, value: Option<f64>| match value.filter(|_| all > 0) {
            Some(value) => Figure::had(speech.status(), unit, value),
            None => Figure::none(unit, Unavailable::NothingSaid),
        };
        // So many words are as long as the policy says that somebody speaks.
        let (minute, in_a_minute) = if speech.is_timed { (1, 1) } else { (MINUTE, policy.words_per_minute) };
        let voice = |amount: &u64| Voice {
            share: had(Unit::Share, quotient((*amount).into(), all.into())).over(Denominator::AllSpeakingTime),
            spoken: had(Unit::Ms, quotient(amount.saturating_mul(minute).into(), in_a_minute.into())),
        };
        let length_ms = speech.is_timed.then(|| speech.length_ms(transcript)).or(transcript.length_ms);
        Spoken { length_ms, voices: amounts.iter().map(voice).collect(), times }
    }
}

/// By speaker, how much is heard of them: milliseconds, or words where no times are known.
fn amounts(transcript: &Transcript, speech: &Speech, times: &[Heard]) -> Vec<u64> {
    let mut amounts: Vec<u64> = vec![0; transcript.speakers.len().saturating_add(1)];
    let mut add = |who: usize, amount: u64| {
        if let Some(of_speaker) = amounts.get_mut(who) {
            *of_speaker = of_speaker.saturating_add(amount);
        }
    };
    if speech.is_timed {
        times.iter().for_each(|one| add(one.who, one.length()));
    } else {
        let words = counted(transcript, speech).run_words;
        speech.runs.iter().zip(words).for_each(|(run, words)| add(run.who, words));
    }
    amounts
}

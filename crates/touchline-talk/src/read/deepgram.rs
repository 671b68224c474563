//! Deepgram: utterances where it was asked for them, else words; seconds.
//!
//! Rules: TRS-02.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

use super::Known;
use super::draft::{Draft, Said, Who};
use super::fault::{unreadable, within};
use super::json::{First, Str, Token, document};
use super::numbers::seconds_at;
use super::place::Place;
use super::runs::{self, Spoken, tell_of_others};
use super::turns::{Turns, Word};
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 't, C: Deserialize<'de>"))]
struct File<'t, C> {
    #[serde(borrow)]
    metadata: Option<Metadata<'t>>,
    results: Option<Results<'t, C>>,
}

#[derive(Deserialize)]
struct Metadata<'t> {
    #[serde(borrow)]
    duration: Option<Token<'t>>,
    channels: Option<u64>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 't, C: Deserialize<'de>"))]
struct Results<'t, C> {
    /// Most of a file is here.
    channels: Option<C>,
    #[serde(borrow)]
    utterances: Option<Vec<Utterance<'t>>>,
}

#[derive(Deserialize)]
struct Utterance<'t> {
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    end: Option<Token<'t>>,
    channel: Option<u64>,
    #[serde(borrow)]
    transcript: Option<Str<'t>>,
    #[serde(borrow)]
    speaker: Option<Token<'t>>,
    /// Read where they tell of others than the utterance does.
    #[serde(borrow)]
    words: Option<&'t RawValue>,
}

#[derive(Deserialize)]
struct Channel<'t> {
    #[serde(borrow)]
    alternatives: Option<First<Alternative<'t>>>,
    #[serde(borrow)]
    detected_language: Option<Str<'t>>,
}

/// What a channel says where the utterances say the rest.
#[derive(Deserialize)]
struct Heard<'t> {
    #[serde(borrow)]
    detected_language: Option<Str<'t>>,
}

#[derive(Deserialize)]
pub(super) struct Alternative<'t> {
    #[serde(borrow)]
    pub(super) transcript: Option<Str<'t>>,
    #[serde(borrow)]
    words: Option<Vec<SaidWord<'t>>>,
}

#[derive(Deserialize)]
struct SaidWord<'t> {
    #[serde(borrow)]
    word: Option<Str<'t>>,
    #[serde(borrow)]
    punctuated_word: Option<Str<'t>>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    end: Option<Token<'t>>,
    #[serde(borrow)]
    speaker: Option<Token<'t>>,
}

const UTTERANCE: &str = "/results/utterances/#";
const WORD: &str = "/results/utterances/#/words/#";
const CHANNELS: &str = "/results/channels";

/// Where a word stands, by its channel and its number.
type WordPlace = fn(usize, usize) -> Place;
const IN_CHANNELS: WordPlace =
    |channel, word| Place::Pointer("/results/channels/#/alternatives/0/words/#", [channel, word, 0]);
const IN_ALTERNATIVE: WordPlace = |_, word| Place::entry("/words/#", word);

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let mut draft = Draft::default();
    if memchr::memmem::find(text.as_bytes(), b"\"utterances\"").is_none() {
        let (results, _) = begun::<Vec<Channel<'t>>>(text, &mut draft)?;
        words_of(&results.channels.ok_or_else(nothing)?, IN_CHANNELS, &mut draft)?;
        return Ok(draft);
    }
    // Of what the channels say no more is read than the utterances leave out.
    let (results, channels) = begun::<&RawValue>(text, &mut draft)?;
    match (results.utterances, results.channels) {
        (Some(utterances), heard) if !utterances.is_empty() || heard.is_none() => {
            draft.language = heard.map(language_in).transpose()?.flatten();
            said_in(utterances, channels, &mut draft)?;
        }
        (_, Some(channels)) => words_of(&part::<Vec<Channel<'_>>>(channels)?, IN_CHANNELS, &mut draft)?,
        _ => return Err(nothing()),
    }
    Ok(draft)
}

fn nothing() -> Reason {
    unreadable(Place::Pointer("/results", [0; 3]), "`utterances` or `channels`")
}

/// What the channels say, which was left unread at first.
fn part<'t, T: Deserialize<'t>>(channels: &'t RawValue) -> Result<T, Reason> {
    document(channels.get()).map_err(|reason| within(Place::Pointer(CHANNELS, [0; 3]), reason))
}

fn language_in(channels: &RawValue) -> Result<Option<String>, Reason> {
    if memchr::memmem::find(channels.get().as_bytes(), b"\"detected_language\"").is_none() {
        return Ok(None);
    }
    let heard: Vec<Heard<'_>> = part(channels)?;
    Ok(first_language(heard.iter().map(|channel| channel.detected_language.as_ref())))
}

/// The language of the first channel of which one was told.
fn first_language<'a, 't: 'a>(mut told: impl Iterator<Item = Option<&'a Str<'t>>>) -> Option<String> {
    told.find_map(|language| language.map(|Str(language)| language.to_string()))
}

/// The results, and how many channels there are; how long the call is goes into the draft.
fn begun<'t, C: Deserialize<'t>>(text: &'t str, draft: &mut Draft<'t>) -> Result<(Results<'t, C>, u64), Reason> {
    let File { metadata, results } = document::<File<'t, C>>(text)?;
    let metadata = metadata.as_ref();
    let duration = metadata.and_then(|metadata| metadata.duration.as_ref());
    draft.length = seconds_at(duration, Place::entry("/metadata/duration", 0))?;
    Ok((results.ok_or_else(nothing)?, metadata.and_then(|metadata| metadata.channels).unwrap_or(1)))
}

/// What was heard on one channel, which others keep by itself.
pub(super) fn read_alternative<'t>(text: &str) -> Result<Draft<'t>, Reason> {
    let mut draft = Draft::default();
    let only = Channel { alternatives: Some(First(Some(document(text)?))), detected_language: None };
    words_of(&[only], IN_ALTERNATIVE, &mut draft)?;
    Ok(draft)
}

fn said_in<'t>(utterances: Vec<Utterance<'t>>, channels: u64, draft: &mut Draft<'t>) -> Result<(), Reason> {
    let has_several = channels > 1 || utterances.iter().any(|utterance| utterance.channel > Some(0));
    for (nth, utterance) in utterances.into_iter().enumerate() {
        let place = Place::entry(UTTERANCE, nth);
        let channel = utterance.channel.filter(|_| has_several);
        let who = speaker(channel, utterance.speaker.as_ref(), draft);
        let (start, end) = (seconds_at(utterance.start.as_ref(), place)?, seconds_at(utterance.end.as_ref(), place)?);
        let text = draft.text(utterance.transcript, place, "`transcript`");
        let said = Said { place, who, start, end, text };
        let others = utterance.words.filter(|words| tell_of_others(words.get(), utterance.speaker.as_ref()));
        match others {
            Some(words) => {
                let words: Vec<SaidWord<'t>> = document(words.get()).map_err(|reason| within(place, reason))?;
                let words: Vec<_> = words.into_iter().map(|word| OnChannel { channel, word }).collect();
                runs::say(said, &words, |word| Place::Pointer(WORD, [nth, word, 0]), draft)?;
            }
            None => draft.say(said),
        }
    }
    Ok(())
}

/// A word of an utterance, and the channel that it was heard on where there are several.
struct OnChannel<'t> {
    channel: Option<u64>,
    word: SaidWord<'t>,
}

impl Spoken for OnChannel<'_> {
    fn letters(&self) -> &str {
        self.word.letters().map_or("", |Str(letters)| letters.trim())
    }

    fn who(&self, draft: &mut Draft<'_>) -> Option<Who> {
        // What tells no speaker is of whoever said the word before, on whichever channel.
        self.word.speaker.as_ref().and_then(|label| speaker(self.channel, Some(label), draft))
    }

    fn times(&self, place: Place) -> Result<(Option<i64>, Option<i64>), Reason> {
        Ok((seconds_at(self.word.start.as_ref(), place)?, seconds_at(self.word.end.as_ref(), place)?))
    }
}

impl<'t> SaidWord<'t> {
    fn letters(&self) -> Option<&Str<'t>> {
        self.punctuated_word.as_ref().or(self.word.as_ref())
    }
}

fn words_of(channels: &[Channel<'_>], word_place: WordPlace, draft: &mut Draft<'_>) -> Result<(), Reason> {
    let has_several = channels.len() > 1;
    draft.language = first_language(channels.iter().map(|channel| channel.detected_language.as_ref()));
    for (nth, channel) in channels.iter().enumerate() {
        let place = Place::entry("/results/channels/#", nth);
        let Some(alternative) = channel.alternatives.as_ref().and_then(|all| all.0.as_ref()) else {
            draft.not_read(place, "no alternatives");
            continue;
        };
        let number = u64::try_from(nth).ok().filter(|_| has_several);
        let words = alternative.words.as_deref().unwrap_or_default();
        let mut turns = Turns::default();
        for (index, word) in words.iter().enumerate() {
            let place = word_place(nth, index);
            let who = speaker(number, word.speaker.as_ref(), draft);
            let (start, end) = (seconds_at(word.start.as_ref(), place)?, seconds_at(word.end.as_ref(), place)?);
            draft.is_text_told(word.letters().is_some(), place, "`word`");
            match word.letters() {
                Some(Str(text)) => turns.word(&Word { place, who, start, end, text, is_joined: false }, draft),
                None => draft.not_read(place, "a word without letters"),
            }
        }
        turns.end(draft);
        if words.is_empty() {
            draft.is_text_told(alternative.transcript.is_some(), place, "`transcript` or `words` of an alternative");
        }
        if let Some(Str(text)) = alternative.transcript.as_ref().filter(|_| words.is_empty()) {
            let who = speaker(number, None, draft);
            draft.say(Said { place, who, start: None, end: None, text: Cow::Owned(text.to_string()) });
        }
    }
    Ok(())
}

/// A speaker by their number, which Deepgram counts on each channel anew.
fn speaker(channel: Option<u64>, speaker: Option<&Token<'_>>, draft: &mut Draft<'_>) -> Option<Who> {
    let speaker = speaker.map(|Token(speaker)| speaker.as_ref());
    match channel {
        Some(channel) => draft.on_channel(&channel.to_string(), speaker),
        None => speaker.and_then(|speaker| draft.who(speaker)),
    }
}

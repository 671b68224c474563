//! Whisper and WhisperX: segments, whose words may lack times and may be of several speakers; seconds.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Known;
use super::draft::{Draft, Said, Who};
use super::fault::unreadable;
use super::json::{Str, Token, document, token};
use super::numbers::seconds_at;
use super::place::Place;
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    duration: Option<Token<'t>>,
    #[serde(borrow)]
    language: Option<Token<'t>>,
    #[serde(borrow)]
    segments: Option<Vec<Segment<'t>>>,
    /// All of it once more.
    #[serde(borrow)]
    text: Option<&'t RawValue>,
}

#[derive(Deserialize)]
struct Segment<'t> {
    #[serde(borrow)]
    end: Option<Token<'t>>,
    #[serde(borrow)]
    speaker: Option<Token<'t>>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
    #[serde(borrow)]
    words: Option<Vec<Word<'t>>>,
}

#[derive(Deserialize)]
struct Word<'t> {
    #[serde(borrow)]
    end: Option<Token<'t>>,
    #[serde(borrow)]
    speaker: Option<Token<'t>>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
    #[serde(borrow)]
    word: Option<Str<'t>>,
}

const SEGMENT: &str = "/segments/#";
const WORD: &str = "/segments/#/words/#";

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let segments =
        file.segments.ok_or_else(|| unreadable(Place::Pointer("/segments", [0; 3]), "a list of segments"))?;
    // Some write the number of a language's token, which says nothing to others.
    let language = file.language.filter(|Token(language)| language.starts_with(char::is_alphabetic));
    let mut draft = Draft {
        language: language.map(|Token(language)| language.into_owned()),
        length: seconds_at(file.duration.as_ref(), Place::entry("/duration", 0))?,
        ..Draft::default()
    };
    if segments.is_empty()
        && let Some(text) = file.text.and_then(|text| token(text.get()))
    {
        draft.say(Said { place: Place::Pointer("/text", [0; 3]), who: None, start: None, end: None, text });
    }
    for (nth, segment) in segments.into_iter().enumerate() {
        let place = Place::entry(SEGMENT, nth);
        let (start, end) = (seconds_at(segment.start.as_ref(), place)?, seconds_at(segment.end.as_ref(), place)?);
        let own = segment.speaker.as_ref().and_then(|Token(label)| draft.who(label));
        let words = segment.words.unwrap_or_default();
        let text = segment.text.map_or(Cow::Borrowed(""), |Str(text)| text);
        let runs = runs(&words, own, &mut draft);
        if let [first, _, ..] = runs.as_slice() {
            let first = first.from;
            for run in said_by_each(&text, &words, &runs) {
                let mut said = run.times(nth, &words)?;
                // The segment's own bounds hold where its first and last words have none.
                said.0 = said.0.or(start.filter(|_| run.from == first));
                said.1 = said.1.or(end.filter(|_| run.to == words.len()));
                let place = Place::Pointer(WORD, [nth, run.from, 0]);
                let (start, end) = (said.0.or(said.1), said.1.or(said.0));
                draft.say(Said { place, who: run.who, start, end, text: Cow::Owned(run.text) });
            }
        } else {
            let who = own.or_else(|| runs.first().and_then(|run| run.who));
            draft.say(Said { place, who, start, end, text });
        }
    }
    Ok(draft)
}

/// Words of a segment that one speaker says, one after the other.
struct Run {
    from: usize,
    to: usize,
    who: Option<Who>,
    text: String,
}

impl Run {
    fn times(&self, segment: usize, words: &[Word<'_>]) -> Result<(Option<i64>, Option<i64>), Reason> {
        let (mut start, mut end) = (None, None);
        for (nth, word) in words.iter().enumerate().take(self.to).skip(self.from) {
            let place = Place::Pointer(WORD, [segment, nth, 0]);
            start = start.or(seconds_at(word.start.as_ref(), place)?);
            end = seconds_at(word.end.as_ref(), place)?.or(end);
        }
        Ok((start, end))
    }
}

/// The words by who says them. A word of nobody is of whoever said the one before, or of the segment's speaker.
fn runs(words: &[Word<'_>], own: Option<Who>, draft: &mut Draft<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (nth, word) in words.iter().enumerate() {
        let who = word.speaker.as_ref().and_then(|Token(label)| draft.who(label));
        let to = nth.saturating_add(1);
        match runs.last_mut() {
            Some(run) if who.is_none() || run.who == who || run.who.is_none() => {
                (run.to, run.who) = (to, run.who.or(who))
            }
            _ => runs.push(Run { from: nth, to, who: who.or(own), text: String::new() }),
        }
    }
    runs
}

/// What each says of a segment's text: from where their first word stands in it. Where the words do not stand there they are put
/// together, with a space between them.
fn said_by_each(text: &str, words: &[Word<'_>], runs: &[Run]) -> Vec<Run> {
    let own = |word: &Word<'_>| {
        word.word.as_ref().or(word.text.as_ref()).map_or(String::new(), |Str(word)| word.trim().to_owned())
    };
    let (mut places, mut at) = (Vec::with_capacity(words.len()), 0_usize);
    for word in words {
        let word = own(word);
        let Some(found) = text.get(at..).and_then(|rest| rest.find(&word)) else { break };
        places.push(at.saturating_add(found));
        at = at.saturating_add(found).saturating_add(word.len());
    }
    let is_found = places.len() == words.len();
    let begins = |run: &Run, nth: usize| if nth == 0 { Some(0) } else { places.get(run.from).copied() };
    let told = |nth: usize, run: &Run| {
        let next = runs.get(nth.saturating_add(1));
        let ends = next.map_or(Some(text.len()), |next| places.get(next.from).copied());
        let part = begins(run, nth).zip(ends).and_then(|(begins, ends)| text.get(begins..ends)).filter(|_| is_found);
        let together = || {
            let said: Vec<String> = words.iter().take(run.to).skip(run.from).map(own).collect();
            said.join(" ")
        };
        Run { text: part.map_or_else(together, |part| part.trim().to_owned()), ..*run }
    };
    runs.iter().enumerate().map(|(nth, run)| told(nth, run)).collect()
}

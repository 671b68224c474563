//! Whisper and WhisperX: segments, whose words may lack times and may be of several speakers, or words alone; seconds.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Known;
use super::draft::{Draft, Said, Who};
use super::fault::{unreadable, within};
use super::json::{Str, Token, document, token};
use super::numbers::seconds_at;
use super::place::Place;
use super::runs::{self, Spoken, runs, said_by_each, together};
use crate::transcript::SILENCE_MS;
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
    /// The words of all segments once more.
    #[serde(borrow)]
    word_segments: Option<&'t RawValue>,
    #[serde(borrow)]
    words: Option<&'t RawValue>,
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
/// Words without segments, and the same as WhisperX calls them.
const WORDS: List = List { whole: "/words", word: "/words/#" };
const WORD_SEGMENTS: List = List { whole: "/word_segments", word: "/word_segments/#" };

/// Where a list of words stands, and where each of it does.
#[derive(Clone, Copy)]
struct List {
    whole: &'static str,
    word: &'static str,
}

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    // Some write the number of a language's token, which says nothing to others.
    let language = file.language.filter(|Token(language)| language.starts_with(char::is_alphabetic));
    let mut draft = Draft {
        language: language.map(|Token(language)| language.into_owned()),
        length: seconds_at(file.duration.as_ref(), Place::entry("/duration", 0))?,
        ..Draft::default()
    };
    let whole = file.text.and_then(|text| token(text.get()));
    let lists = [(file.words, WORDS), (file.word_segments, WORD_SEGMENTS)];
    // Where nothing was said of a whole length the list is empty, and the text is too.
    let is_silent = draft.length.is_some() && whole.as_deref().is_some_and(|text| text.trim().is_empty());
    let is_told_silent = is_silent && lists.iter().any(|(told, _)| told.is_some());
    match file.segments {
        Some(segments) if !segments.is_empty() => {
            said_in_segments(segments, whole.as_deref().unwrap_or_default(), &mut draft)?;
        }
        segments => match words_of(lists)? {
            Some((words, list)) => said_in_words(&words, list, whole.as_deref().unwrap_or_default(), &mut draft)?,
            None if segments.is_none() && !is_told_silent => {
                return Err(unreadable(Place::Pointer("/segments", [0; 3]), "a list of segments, or of words"));
            }
            None => {
                let place = Place::Pointer("/text", [0; 3]);
                let said = whole.map(|text| Said { place, who: None, start: None, end: None, text });
                said.into_iter().for_each(|said| draft.say(said));
            }
        },
    }
    Ok(draft)
}

/// The first list that has words. It is read where there are no segments: beside these it says all of it once more.
fn words_of<'t>(lists: [(Option<&'t RawValue>, List); 2]) -> Result<Option<(Vec<Word<'t>>, List)>, Reason> {
    for (told, list) in lists {
        let words = told.map(|told| document::<Vec<Word<'t>>>(told.get())).transpose();
        let words = words.map_err(|reason| within(Place::Pointer(list.whole, [0; 3]), reason))?.unwrap_or_default();
        if !words.is_empty() {
            return Ok(Some((words, list)));
        }
    }
    Ok(None)
}

fn said_in_segments<'t>(mut segments: Vec<Segment<'t>>, whole: &str, draft: &mut Draft<'t>) -> Result<(), Reason> {
    for segment in &mut segments {
        let words = segment.words.as_deref().unwrap_or_default();
        if segment.text.as_ref().is_none_or(|Str(text)| text.trim().is_empty()) && words.iter().any(Word::has_letters) {
            segment.text = Some(Str(Cow::Owned(together(words))));
        }
    }
    for text in said_beside(whole, &segments) {
        draft.not_read(Place::Pointer("/text", [0; 3]), text);
    }
    for (nth, segment) in segments.into_iter().enumerate() {
        let place = Place::entry(SEGMENT, nth);
        let (start, end) = (seconds_at(segment.start.as_ref(), place)?, seconds_at(segment.end.as_ref(), place)?);
        let own = segment.speaker.as_ref().and_then(|Token(label)| draft.who(label));
        let words = segment.words.unwrap_or_default();
        let text = draft.text(segment.text, place, "`text`");
        runs::say(
            Said { place, who: own, start, end, text },
            &words,
            |word| Place::Pointer(WORD, [nth, word, 0]),
            draft,
        )?;
    }
    Ok(())
}

/// What a whole text has beside the segments, where these stand in it one after the other. Where it is worded otherwise it tells
/// nothing of what they lack.
fn said_beside<'w>(whole: &'w str, segments: &[Segment<'_>]) -> Vec<&'w str> {
    let (mut rest, mut beside) = (whole, Vec::new());
    for text in segments.iter().filter_map(|segment| segment.text.as_ref()).map(|Str(text)| text.trim()) {
        let Some((before, behind)) = rest.split_once(text) else { return Vec::new() };
        beside.push(before);
        rest = behind;
    }
    beside.push(rest);
    beside.retain(|text| !text.trim().is_empty());
    beside
}

/// Words without segments, in turns: what one says until somebody else does, or until nobody has for two seconds.
fn said_in_words(words: &[Word<'_>], list: List, whole: &str, draft: &mut Draft<'_>) -> Result<(), Reason> {
    let place = |word| Place::entry(list.word, word);
    // Times that are none are told where turns are said.
    let time = |told: &Option<Token<'_>>| seconds_at(told.as_ref(), place(0)).ok().flatten();
    let goes_on = |before: &Word<'_>, word: &Word<'_>| {
        let silence = time(&before.end).zip(time(&word.start)).map(|(end, start)| start.saturating_sub(end));
        silence.is_none_or(|silence| silence < i64::from(SILENCE_MS))
    };
    let (mut turns, mut before) = (Vec::new(), 0_usize);
    for part in words.chunk_by(goes_on) {
        turns.extend(runs(part, None, draft).into_iter().map(|run| run.moved(before)));
        before = before.saturating_add(part.len());
    }
    for (nth, word) in words.iter().enumerate() {
        draft.is_text_told(word.has_letters(), place(nth), "`word`");
    }
    for turn in said_by_each(whole, words, &turns) {
        let (times, place) = (turn.times(words, place)?, place(turn.from));
        turn.say(times, place, draft);
    }
    Ok(())
}

impl Spoken for Word<'_> {
    fn letters(&self) -> &str {
        self.word.as_ref().or(self.text.as_ref()).map_or("", |Str(word)| word.trim())
    }

    fn who(&self, draft: &mut Draft<'_>) -> Option<Who> {
        self.speaker.as_ref().and_then(|Token(label)| draft.who(label))
    }

    fn times(&self, place: Place) -> Result<(Option<i64>, Option<i64>), Reason> {
        Ok((seconds_at(self.start.as_ref(), place)?, seconds_at(self.end.as_ref(), place)?))
    }
}

impl Word<'_> {
    fn has_letters(&self) -> bool {
        self.word.is_some() || self.text.is_some()
    }
}

//! AssemblyAI: utterances where speakers were told apart, or sentences where these were asked for, else words; milliseconds, but for the length of the whole.
//!
//! Rules: TRS-02.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Known;
use super::draft::{Draft, Said, Who};
use super::fault::{unreadable, within};
use super::json::{Str, Token, document, unless_blank};
use super::numbers::{seconds_at, whole_milliseconds_at};
use super::place::Place;
use super::runs::{self, Spoken, tell_of_others};
use super::turns::{Turns, Word};
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    audio_duration: Option<Token<'t>>,
    #[serde(borrow)]
    language_code: Option<Str<'t>>,
    /// What it answers where sentences are asked for.
    #[serde(borrow)]
    sentences: Option<Vec<Piece<'t>>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
    #[serde(borrow)]
    utterances: Option<Vec<Piece<'t>>>,
    #[serde(borrow)]
    words: Option<Vec<Piece<'t>>>,
}

#[derive(Deserialize)]
struct Piece<'t> {
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    channel: Option<Token<'t>>,
    #[serde(borrow)]
    end: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker: Option<Token<'t>>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
    /// Read where they tell of others than the piece does.
    #[serde(borrow)]
    words: Option<&'t RawValue>,
}

impl Spoken for Piece<'_> {
    fn letters(&self) -> &str {
        self.text.as_ref().map_or("", |Str(text)| text.trim())
    }

    fn who(&self, draft: &mut Draft<'_>) -> Option<Who> {
        self.speaker.as_ref().and_then(|Token(speaker)| draft.who(speaker))
    }

    fn times(&self, place: Place) -> Result<(Option<i64>, Option<i64>), Reason> {
        Ok((whole_milliseconds_at(self.start.as_ref(), place)?, whole_milliseconds_at(self.end.as_ref(), place)?))
    }
}

impl Piece<'_> {
    /// A letter, which tells speakers apart on all channels together; without one, the channel.
    fn heard(&self, draft: &mut Draft<'_>) -> Option<Who> {
        match (&self.speaker, &self.channel) {
            (Some(Token(speaker)), _) => draft.who(speaker),
            (None, Some(Token(channel))) => draft.on_channel(channel, None),
            (None, None) => None,
        }
    }
}

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let mut draft = Draft {
        language: file.language_code.map(|Str(language)| language.into_owned()),
        length: seconds_at(file.audio_duration.as_ref(), Place::entry("/audio_duration", 0))?,
        ..Draft::default()
    };
    let is_asked_for_sentences = file.sentences.is_some();
    let utterances = file.utterances.map(|utterances| (("/utterances/#", "/utterances/#/words/#"), utterances));
    let pieces =
        utterances.or_else(|| file.sentences.map(|sentences| (("/sentences/#", "/sentences/#/words/#"), sentences)));
    if let Some(((path, word_path), pieces)) = pieces.filter(|(_, pieces)| !pieces.is_empty()) {
        for (nth, utterance) in pieces.into_iter().enumerate() {
            let place = Place::entry(path, nth);
            let (who, (start, end)) = (utterance.heard(&mut draft), utterance.times(place)?);
            let text = draft.text(utterance.text, place, "`text`");
            let said = Said { place, who, start, end, text };
            match utterance.words.filter(|words| tell_of_others(words.get(), utterance.speaker.as_ref())) {
                Some(words) => {
                    let words: Vec<Piece<'t>> = document(words.get()).map_err(|reason| within(place, reason))?;
                    runs::say(said, &words, |word| Place::Pointer(word_path, [nth, word, 0]), &mut draft)?;
                }
                None => draft.say(said),
            }
        }
    } else if let Some(words) = file.words.filter(|words| !words.is_empty()) {
        let mut turns = Turns::default();
        for (nth, word) in words.iter().enumerate() {
            let place = Place::entry("/words/#", nth);
            let (who, (start, end)) = (word.heard(&mut draft), word.times(place)?);
            draft.is_text_told(word.text.is_some(), place, "`text`");
            let text = word.text.as_ref().map_or("", |Str(text)| text);
            turns.word(&Word { place, who, start, end, text, is_joined: false }, &mut draft);
        }
        turns.end(&mut draft);
    } else {
        match file.text {
            Some(Str(text)) => {
                draft.say(Said { place: Place::Pointer("/text", [0; 3]), who: None, start: None, end: None, text });
            }
            // Beside sentences there is no text: where there are none, nothing was said.
            None if is_asked_for_sentences => {}
            None => {
                return Err(unreadable(
                    Place::Pointer("", [0; 3]),
                    "`utterances`, `sentences`, `words` or `text` of a transcript that is completed",
                ));
            }
        }
    }
    Ok(draft)
}

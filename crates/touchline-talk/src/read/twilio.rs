//! Twilio Voice Intelligence: sentences by channel; texts of seconds that may be null.
//!
//! Rules: TRS-02.

use serde::Deserialize;

use super::Known;
use super::draft::{Draft, Said};
use super::fault::unreadable;
use super::json::{Str, Token, document, unless_blank};
use super::numbers::seconds_at;
use super::place::Place;
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    sentences: Option<Vec<Sentence<'t>>>,
}

#[derive(Deserialize)]
struct Sentence<'t> {
    #[serde(borrow)]
    end_time: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    media_channel: Option<Token<'t>>,
    #[serde(borrow)]
    start_time: Option<Token<'t>>,
    #[serde(borrow)]
    transcript: Option<Str<'t>>,
}

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let sentences = file.sentences.ok_or_else(|| unreadable(Place::Pointer("/sentences", [0; 3]), "a list"))?;
    let mut draft = Draft::default();
    for (nth, sentence) in sentences.into_iter().enumerate() {
        let place = Place::entry("/sentences/#", nth);
        let who = sentence.media_channel.as_ref().and_then(|Token(channel)| draft.on_channel(channel, None));
        let start = seconds_at(sentence.start_time.as_ref(), place)?;
        let end = seconds_at(sentence.end_time.as_ref(), place)?;
        let text = draft.text(sentence.transcript, place, "`transcript`");
        draft.say(Said { place, who, start, end, text });
    }
    Ok(draft)
}

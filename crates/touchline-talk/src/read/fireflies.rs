//! Fireflies: sentences with who says them; seconds. What its interface answers is wrapped in `data` and `transcript`.
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
    data: Option<Box<File<'t>>>,
    #[serde(borrow)]
    transcript: Option<Box<File<'t>>>,
    #[serde(borrow)]
    meeting_attendees: Option<Vec<Attendee<'t>>>,
    #[serde(borrow)]
    sentences: Option<Vec<Sentence<'t>>>,
}

#[derive(Deserialize)]
struct Attendee<'t> {
    #[serde(borrow, rename = "displayName", default, deserialize_with = "unless_blank")]
    display_name: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    email: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    name: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct Sentence<'t> {
    #[serde(borrow)]
    end_time: Option<Token<'t>>,
    #[serde(borrow)]
    raw_text: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker_id: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker_name: Option<Str<'t>>,
    #[serde(borrow)]
    start_time: Option<Token<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
}

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let mut file: File<'t> = document(text)?;
    let mut path = "/sentences/#";
    // From the outside in, as it is answered, and as it is kept by those who took it out.
    if let Some(inner) = file.data.take() {
        (file, path) = (*inner, "/data/sentences/#");
    }
    if let Some(inner) = file.transcript.take() {
        path = if path == "/sentences/#" { "/transcript/sentences/#" } else { "/data/transcript/sentences/#" };
        file = *inner;
    }
    let sentences = file.sentences.ok_or_else(|| unreadable(Place::Pointer("/sentences", [0; 3]), "a list"))?;
    let attendees = file.meeting_attendees.unwrap_or_default();
    let mut draft = Draft::default();
    for (nth, sentence) in sentences.into_iter().enumerate() {
        let place = Place::entry(path, nth);
        let who = match (&sentence.speaker_name, &sentence.speaker_id) {
            (Some(Str(name)), _) => draft.who_is_named(name),
            (_, Some(Token(id))) => draft.who(id),
            _ => None,
        };
        if let (Some(who), Some(Str(name))) = (who, &sentence.speaker_name) {
            let is_theirs =
                |told: &Option<Str<'_>>| told.as_ref().is_some_and(|Str(told)| told.eq_ignore_ascii_case(name));
            let attendee = attendees.iter().find(|one| is_theirs(&one.display_name) || is_theirs(&one.name));
            let address = attendee.and_then(|attendee| attendee.email.as_ref());
            draft.know(who, |label| {
                if let Some(Str(address)) = address {
                    label.address.get_or_insert_with(|| address.to_string());
                }
            });
        }
        let (start, end) =
            (seconds_at(sentence.start_time.as_ref(), place)?, seconds_at(sentence.end_time.as_ref(), place)?);
        let text = draft.text(sentence.text.or(sentence.raw_text), place, "`text`");
        draft.say(Said { place, who, start, end, text });
    }
    Ok(draft)
}

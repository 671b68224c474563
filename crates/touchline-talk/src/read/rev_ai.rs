//! Rev.ai: monologues of elements, whose values are put together as they are; seconds.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use serde::Deserialize;

use super::Known;
use super::draft::{Draft, Said};
use super::fault::{no_time, unreadable};
use super::json::{Str, Token, document, unless_blank};
use super::place::Place;
use super::time;
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    monologues: Option<Vec<Monologue<'t>>>,
    #[serde(borrow)]
    speakers: Option<Vec<Speaker<'t>>>,
}

#[derive(Deserialize)]
struct Speaker<'t> {
    #[serde(borrow)]
    id: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    name: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct Monologue<'t> {
    #[serde(borrow)]
    elements: Option<Vec<Element<'t>>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker: Option<Token<'t>>,
    #[serde(borrow)]
    speaker_info: Option<SpeakerInfo<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker_name: Option<Str<'t>>,
}

/// Who speaks in a monologue, where the call was handed in with names.
#[derive(Deserialize)]
struct SpeakerInfo<'t> {
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    display_name: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct Element<'t> {
    #[serde(borrow)]
    end_timestamp: Option<Token<'t>>,
    #[serde(borrow)]
    end_ts: Option<Token<'t>>,
    #[serde(borrow)]
    timestamp: Option<Token<'t>>,
    #[serde(borrow)]
    ts: Option<Token<'t>>,
    #[serde(borrow)]
    value: Option<Str<'t>>,
}

const ELEMENT: &str = "/monologues/#/elements/#";

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let monologues = file.monologues.ok_or_else(|| unreadable(Place::Pointer("/monologues", [0; 3]), "a list"))?;
    let names = file.speakers.unwrap_or_default();
    let mut draft = Draft::default();
    for (nth, monologue) in monologues.into_iter().enumerate() {
        let of = Place::entry("/monologues/#", nth);
        if monologue.elements.is_none() {
            draft.not_read(of, "a monologue without elements");
        }
        let (mut start, mut end, mut said) = (None, None, String::new());
        for (index, element) in monologue.elements.into_iter().flatten().enumerate() {
            let place = Place::Pointer(ELEMENT, [nth, index, 0]);
            start = start.or(time_at(element.ts.or(element.timestamp).as_ref(), place)?);
            end = time_at(element.end_ts.or(element.end_timestamp).as_ref(), place)?.or(end);
            draft.is_text_told(element.value.is_some(), place, "`value`");
            match element.value {
                Some(Str(value)) => said.push_str(&value),
                None => draft.not_read(place, "an element without a value"),
            }
        }
        let who = monologue.speaker.as_ref().and_then(|Token(label)| draft.who(label));
        if let (Some(who), Some(Token(label))) = (who, &monologue.speaker) {
            let listed = names.iter().find(|speaker| speaker.id.as_ref().is_some_and(|Token(id)| id == label));
            let shown = monologue.speaker_info.as_ref().and_then(|info| info.display_name.as_ref());
            let own = monologue.speaker_name.as_ref().or(shown);
            let name = own.or_else(|| listed.and_then(|speaker| speaker.name.as_ref()));
            // Some name a speaker where they first speak, and never again.
            if let Some(Str(name)) = name {
                draft.know(who, |label| label.name = Some(name.to_string()));
            }
        }
        draft.say(Said { place: of, who, start, end, text: Cow::Owned(said) });
    }
    Ok(draft)
}

/// Seconds; in what people transcribed what a clock shows.
fn time_at(told: Option<&Token<'_>>, place: Place) -> Result<Option<i64>, Reason> {
    let Some(Token(text)) = told.filter(|Token(text)| !text.is_empty()) else { return Ok(None) };
    let millis = if text.contains(':') { time::clock(text) } else { time::seconds(text) };
    millis.map(Some).ok_or_else(|| no_time(place, text))
}

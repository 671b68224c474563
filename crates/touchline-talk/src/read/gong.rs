//! Gong: sentences by speaker id, in milliseconds; who these are stands in the extensive document of the call, in seconds.
//!
//! Rules: TRS-02.

use serde::Deserialize;

use super::Known;
use super::draft::{Draft, Said};
use super::fault::unreadable;
use super::json::{Str, Token, document, unless_blank};
use super::numbers::{milliseconds_at, seconds_at};
use super::place::Place;
use crate::transcript::Role;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File<'t> {
    #[serde(borrow)]
    call_transcripts: Option<Vec<CallTranscript<'t>>>,
    /// Where both documents were put into one.
    #[serde(borrow)]
    calls: Option<Vec<Call<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CallTranscript<'t> {
    #[serde(borrow)]
    call_id: Option<Token<'t>>,
    #[serde(borrow)]
    transcript: Option<Vec<Monologue<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Monologue<'t> {
    #[serde(borrow)]
    sentences: Option<Vec<Sentence<'t>>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker_id: Option<Token<'t>>,
}

#[derive(Deserialize)]
struct Sentence<'t> {
    #[serde(borrow)]
    end: Option<Token<'t>>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct Extensive<'t> {
    #[serde(borrow)]
    calls: Option<Vec<Call<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Call<'t> {
    #[serde(borrow)]
    meta_data: Option<MetaData<'t>>,
    #[serde(borrow)]
    parties: Option<Vec<Party<'t>>>,
}

#[derive(Deserialize)]
struct MetaData<'t> {
    #[serde(borrow)]
    duration: Option<Token<'t>>,
    #[serde(borrow)]
    id: Option<Token<'t>>,
    #[serde(borrow)]
    language: Option<Str<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Party<'t> {
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    affiliation: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    email_address: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    name: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker_id: Option<Token<'t>>,
}

const MONOLOGUE: &str = "/callTranscripts/#/transcript/#";
const SENTENCE: &str = "/callTranscripts/#/transcript/#/sentences/#";

/// Reads the transcript of one call, with what the extensive document tells of those who speak. Its faults stand at `/beside`.
pub(super) fn read_beside<'t>(text: &'t str, beside: Option<&str>, known: &Known) -> Result<Draft<'t>, Rejection> {
    let file: File<'t> = document(text)?;
    let transcripts =
        file.call_transcripts.ok_or_else(|| unreadable(Place::Pointer("/callTranscripts", [0; 3]), "a list"))?;
    let (nth, transcript) = chosen(transcripts, known)?;
    let id = transcript.call_id.as_ref().map(|Token(id)| id.to_string());
    let mut draft = Draft::default();
    let place = Place::entry("/callTranscripts/#/transcript", nth);
    let monologues = transcript.transcript.ok_or_else(|| unreadable(place, "a list"))?;
    for (of, monologue) in monologues.into_iter().enumerate() {
        let who = monologue.speaker_id.as_ref().and_then(|Token(label)| draft.who(label));
        if monologue.sentences.is_none() {
            draft.not_read(Place::Pointer(MONOLOGUE, [nth, of, 0]), "a monologue without sentences");
        }
        for (index, sentence) in monologue.sentences.into_iter().flatten().enumerate() {
            let place = Place::Pointer(SENTENCE, [nth, of, index]);
            let (start, end) =
                (milliseconds_at(sentence.start.as_ref(), place)?, milliseconds_at(sentence.end.as_ref(), place)?);
            let text = draft.text(sentence.text, place, "`text`");
            draft.say(Said { place, who, start, end, text });
        }
    }
    if let Some(beside) = beside {
        know_beside(beside, id.as_deref(), &mut draft).map_err(|reason| Rejection::from(reason).at("/beside"))?;
    }
    know(file.calls.unwrap_or_default(), id.as_deref(), &mut draft)?;
    Ok(draft)
}

pub(super) fn read<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    read_beside(text, None, known).map_err(|rejection| rejection.reason)
}

/// Joins what a second document tells of the call.
fn know_beside(beside: &str, id: Option<&str>, draft: &mut Draft<'_>) -> Result<(), Reason> {
    let calls = document::<Extensive<'_>>(beside)?.calls.unwrap_or_default();
    if know(calls, id, draft)? {
        return Ok(());
    }
    Err(unreadable(Place::Pointer("/calls", [0; 3]), "the call that the transcript is of"))
}

/// The call that the host names, or the only one.
fn chosen<'t>(transcripts: Vec<CallTranscript<'t>>, known: &Known) -> Result<(usize, CallTranscript<'t>), Reason> {
    let ids = || -> Vec<String> {
        transcripts.iter().filter_map(|one| one.call_id.as_ref()).take(100).map(|Token(id)| id.to_string()).collect()
    };
    let is_named =
        |one: &CallTranscript<'_>| one.call_id.as_ref().is_some_and(|Token(id)| known.call.as_deref() == Some(id));
    let nth = match (&known.call, transcripts.as_slice()) {
        (Some(call), all) => all.iter().position(is_named).ok_or_else(|| {
            Reason::new(Code::UnknownValue).with(DetailKey::Actual, call.as_str()).with(DetailKey::Known, ids())
        })?,
        (None, [_]) => 0,
        (None, []) => return Err(unreadable(Place::Pointer("/callTranscripts", [0; 3]), "a call")),
        (None, _) => return Err(Reason::new(Code::TranscriptCallUnclear).with(DetailKey::Known, ids())),
    };
    let found = transcripts.into_iter().nth(nth).map(|transcript| (nth, transcript));
    found.ok_or_else(|| unreadable(Place::Pointer("/callTranscripts", [0; 3]), "a call"))
}

/// Joins what the extensive document tells of a call: the one of this id, or the only one where it has none. Tells whether there
/// is one.
fn know(calls: Vec<Call<'_>>, id: Option<&str>, draft: &mut Draft<'_>) -> Result<bool, Reason> {
    let is_it = |(_, call): &(usize, &Call<'_>)| {
        let own = call.meta_data.as_ref().and_then(|data| data.id.as_ref());
        own.is_some_and(|Token(own)| Some(own.as_ref()) == id)
    };
    let has_no_id = |call: &&Call<'_>| call.meta_data.as_ref().is_none_or(|data| data.id.is_none());
    let only = if let [only] = calls.as_slice() { Some(only).filter(has_no_id) } else { None };
    let Some((nth, call)) = calls.iter().enumerate().find(is_it).or(only.map(|only| (0, only))) else {
        return Ok(false);
    };
    if let Some(data) = &call.meta_data {
        draft.length = seconds_at(data.duration.as_ref(), Place::entry("/calls/#/metaData/duration", nth))?;
        // Where Gong could tell no language it says `und`.
        let language = data.language.as_ref().filter(|Str(language)| language != "und");
        draft.language = language.map(|Str(language)| language.to_string());
    }
    for party in call.parties.iter().flatten() {
        let Some(Token(label)) = &party.speaker_id else { continue };
        let Some(found) = draft.labels.iter_mut().find(|one| one.label == label.trim()) else { continue };
        found.name = party.name.as_ref().map(|Str(name)| name.to_string());
        found.address = party.email_address.as_ref().map(|Str(address)| address.to_string());
        found.role = party.affiliation.as_ref().and_then(|Str(affiliation)| match affiliation.as_ref() {
            "Internal" => Some(Role::Rep),
            "External" => Some(Role::Customer),
            _ => None,
        });
    }
    Ok(true)
}

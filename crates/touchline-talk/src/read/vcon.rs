//! vCon: a container of a conversation, in which somebody else's transcript stands, or the messages of a chat.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::deepgram::{self, Alternative};
use super::draft::{Draft, Said};
use super::fault::{place_within, told, unreadable, within};
use super::json::{Str, Token, document, token, unless_blank, without_halves, without_odd_numbers};
use super::moments::Beginning;
use super::numbers::seconds_at;
use super::place::Place;
use super::{Format, Known, recognise};
use crate::transcript::Role;
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    analysis: Option<Vec<Analysis<'t>>>,
    #[serde(borrow)]
    dialog: Option<Vec<Dialog<'t>>>,
    #[serde(borrow)]
    parties: Option<Vec<Party<'t>>>,
}

#[derive(Deserialize)]
struct Analysis<'t> {
    #[serde(borrow)]
    body: Option<&'t RawValue>,
    #[serde(borrow, rename = "type")]
    kind: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct Dialog<'t> {
    #[serde(borrow)]
    body: Option<&'t RawValue>,
    #[serde(borrow)]
    duration: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    originator: Option<Token<'t>>,
    #[serde(borrow)]
    parties: Option<&'t RawValue>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Str<'t>>,
}

impl Dialog<'_> {
    /// Whether it is a message of a chat.
    fn is_text(&self) -> bool {
        self.kind.as_ref().is_some_and(|Str(kind)| kind == "text")
    }
}

#[derive(Deserialize)]
struct Party<'t> {
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    mailto: Option<Str<'t>>,
    #[serde(borrow)]
    meta: Option<PartyMeta<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    name: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    role: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct PartyMeta<'t> {
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    role: Option<Str<'t>>,
}

/// A turn of a transcript that is a plain list, for which nobody has agreed on names.
#[derive(Deserialize)]
struct Turn<'t> {
    #[serde(borrow)]
    content: Option<Str<'t>>,
    #[serde(borrow)]
    end: Option<Token<'t>>,
    #[serde(borrow)]
    end_time: Option<Token<'t>>,
    #[serde(borrow)]
    message: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    role: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    speaker_name: Option<Token<'t>>,
    #[serde(borrow)]
    start: Option<Token<'t>>,
    #[serde(borrow)]
    start_time: Option<Token<'t>>,
    #[serde(borrow)]
    text: Option<Str<'t>>,
    #[serde(borrow)]
    transcript: Option<Str<'t>>,
}

/// What the number stands for by which a transcript calls a speaker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The place of a party of the container.
    Parties,
    /// A voice that somebody else's transcript tells from others.
    Voices,
}

const BODY: &str = "/analysis/#/body";

pub(super) fn read<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let parties = file.parties.unwrap_or_default();
    let dialogs = file.dialog.unwrap_or_default();
    let is_transcript = |analysis: &Analysis<'_>| analysis.kind.as_ref().is_some_and(|Str(kind)| kind == "transcript");
    let analyses = file.analysis.unwrap_or_default();
    let mut transcripts = analyses.iter().enumerate().filter(|(_, one)| is_transcript(one));
    let (mut draft, numbers) = match transcripts.next() {
        Some((nth, analysis)) => {
            let place = Place::entry(BODY, nth);
            let body = analysis.body.ok_or_else(|| unreadable(place, "a transcript"))?;
            let (mut draft, numbers) = read_body(body.get(), nth, known)?;
            for (nth, _) in dialogs.iter().enumerate().filter(|(_, dialog)| dialog.is_text()) {
                draft.not_read(Place::entry("/dialog/#", nth), "a message beside the transcript");
            }
            (draft, numbers)
        }
        None => (read_messages(&dialogs, known)?, Numbers::Parties),
    };
    for (nth, _) in transcripts {
        draft.not_read(Place::entry("/analysis/#", nth), "another transcript");
    }
    if let ([only], None) = (dialogs.as_slice(), draft.length) {
        draft.length = seconds_at(only.duration.as_ref(), Place::entry("/dialog/#/duration", 0))?;
    }
    know(&parties, numbers, &mut draft);
    Ok(draft)
}

/// The transcript of whoever made it: a file of its own as text or as JSON, or a list of turns.
fn read_body<'t>(body: &'t str, nth: usize, known: &Known) -> Result<(Draft<'t>, Numbers), Reason> {
    let place = Place::entry(BODY, nth);
    if body.starts_with('"') {
        let text = token(body).ok_or_else(|| unreadable(place, "a text"))?;
        // What is read must not outlive the text that is unescaped here.
        if !text.trim_start().starts_with(['{', '[']) {
            return read_within(&text, nth, known).map(|(draft, numbers)| (draft.into_owned(), numbers));
        }
        let (text, surrogates) = without_halves(&text);
        let (text, odd_numbers) = without_odd_numbers(&text);
        let (draft, numbers) = read_within(&text, nth, known)?;
        let mut draft = draft.into_owned();
        (draft.put_right.surrogates, draft.put_right.odd_numbers) = (surrogates, odd_numbers);
        return Ok((draft, numbers));
    }
    read_within(body, nth, known)
}

fn read_within<'t>(text: &'t str, nth: usize, known: &Known) -> Result<(Draft<'t>, Numbers), Reason> {
    let place = Place::entry(BODY, nth);
    if text.trim_start().starts_with('[') {
        return Ok((read_turns(text, nth)?, Numbers::Parties));
    }
    let format = recognise::recognise(text).filter(|format| *format != Format::Vcon);
    let read = match format {
        // Its words look like Whisper's.
        None | Some(Format::Whisper) if is_what_deepgram_heard(text) => deepgram::read_alternative(text),
        Some(format) => format.read(text, known),
        None => return Err(unreadable(place, format!("a transcript of a format that is known ({})", told(text)))),
    };
    let mut draft = read.map_err(|reason| within(place, reason))?;
    draft.part = Some(place);
    for one in &mut draft.not_read {
        one.place = place_within(place, &one.place);
    }
    Ok((draft, Numbers::Voices))
}

/// Whether a text is what Deepgram heard, without what it wraps it in.
fn is_what_deepgram_heard(text: &str) -> bool {
    let read = serde_json::from_str::<Alternative<'_>>(text);
    read.is_ok_and(|alternative| alternative.transcript.is_some())
}

fn read_turns<'t>(text: &'t str, nth: usize) -> Result<Draft<'t>, Reason> {
    let turns: Vec<Turn<'t>> = document(text).map_err(|reason| within(Place::entry(BODY, nth), reason))?;
    let mut draft = Draft::default();
    for (index, turn) in turns.into_iter().enumerate() {
        let place = Place::Pointer("/analysis/#/body/#", [nth, index, 0]);
        let speaker = turn.speaker.or(turn.speaker_name).or(turn.role);
        let who = speaker.and_then(|Token(label)| draft.who(&label));
        let start = seconds_at(turn.start.or(turn.start_time).as_ref(), place)?;
        let end = seconds_at(turn.end.or(turn.end_time).as_ref(), place)?;
        match turn.message.or(turn.text).or(turn.transcript).or(turn.content) {
            Some(Str(text)) => draft.say(Said { place, who, start, end, text }),
            None => draft.not_read(place, "a turn without words"),
        }
    }
    Ok(draft)
}

/// The messages of a chat. Each is said by its originator, or else by the first of its parties.
fn read_messages<'t>(dialogs: &[Dialog<'t>], known: &Known) -> Result<Draft<'t>, Reason> {
    if !dialogs.iter().any(Dialog::is_text) {
        return Err(unreadable(Place::Pointer("/analysis", [0; 3]), "an analysis of type `transcript`"));
    }
    let (mut draft, mut beginning) = (Draft::default(), Beginning::of(known));
    for (nth, dialog) in dialogs.iter().enumerate().filter(|(_, dialog)| dialog.is_text()) {
        if let Some(Token(start)) = &dialog.start {
            beginning.see(start, Place::entry("/dialog/#/start", nth))?;
        }
    }
    for (nth, dialog) in dialogs.iter().enumerate() {
        let place = Place::entry("/dialog/#", nth);
        let Some(text) = dialog.body.and_then(|body| token(body.get())).filter(|_| dialog.is_text()) else {
            draft.not_read(place, "a recording");
            continue;
        };
        let first = dialog.parties.and_then(|parties| first_party(parties.get()));
        let who = dialog.originator.as_ref().map(|Token(party)| party.to_string()).or(first);
        let who = who.and_then(|party| draft.who(&party));
        let start = dialog.start.as_ref().map(|Token(start)| beginning.millis_until(start, place)).transpose()?;
        draft.say(Said { place, who, start, end: None, text });
    }
    Ok(draft)
}

fn first_party(parties: &str) -> Option<String> {
    if parties.starts_with('[') {
        let all: Vec<u64> = serde_json::from_str(parties).ok()?;
        return all.first().map(ToString::to_string);
    }
    token(parties).map(Cow::into_owned)
}

/// Joins what the container tells of its parties: by their name, the role that the transcript calls them by, or their number.
fn know(parties: &[Party<'_>], numbers: Numbers, draft: &mut Draft<'_>) {
    let role_of = |party: &Party<'_>| {
        let own = party.role.as_ref().or_else(|| party.meta.as_ref().and_then(|meta| meta.role.as_ref()));
        own.map(|Str(role)| role.to_ascii_lowercase())
    };
    for label in &mut draft.labels {
        let called = label.label.to_lowercase();
        let number = label.label.parse::<usize>().ok().filter(|_| numbers == Numbers::Parties);
        let by_number = number.and_then(|number| parties.get(number));
        let by_name =
            || parties.iter().find(|party| party.name.as_ref().is_some_and(|Str(name)| name.to_lowercase() == called));
        let mut of_role = parties.iter().filter(|party| role_of(party).as_deref() == Some(called.as_str()));
        // A role that two have names nobody.
        let by_role = of_role.next().filter(|_| of_role.next().is_none());
        let Some(party) = by_name().or(by_role).or(by_number) else { continue };
        label.name = party.name.as_ref().map(|Str(name)| name.to_string()).or(label.name.take());
        label.address = party.mailto.as_ref().map(|Str(address)| address.trim_start_matches("mailto:").to_owned());
        label.role = match role_of(party).as_deref() {
            Some("agent" | "rep" | "host") => Some(Role::Rep),
            Some("customer" | "contact") => Some(Role::Customer),
            _ => label.role,
        };
    }
}

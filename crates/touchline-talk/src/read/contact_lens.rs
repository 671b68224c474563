//! Amazon Transcribe Call Analytics and Contact Lens, of calls and of chats; milliseconds, or moments.
//!
//! Rules: TRS-02.

use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

use super::draft::{Draft, Said, Who};
use super::json::{Str, Token, document, unless_blank};
use super::moments::Beginning;
use super::numbers::milliseconds_at;
use super::place::Place;
use super::{Known, fault::unreadable};
use crate::transcript::Role;
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct File<'t> {
    #[serde(borrow)]
    conversation_characteristics: Option<Characteristics<'t>>,
    #[serde(borrow)]
    language_code: Option<Str<'t>>,
    #[serde(borrow)]
    participants: Option<Vec<Participant<'t>>>,
    #[serde(borrow)]
    transcript: Option<Vec<Entry<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Characteristics<'t> {
    #[serde(borrow)]
    total_conversation_duration_millis: Option<Token<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Participant<'t> {
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    participant_id: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    participant_role: Option<Token<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry<'t> {
    #[serde(borrow)]
    absolute_time: Option<Str<'t>>,
    #[serde(borrow)]
    begin_offset_millis: Option<Token<'t>>,
    #[serde(borrow)]
    content: Option<Str<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    display_name: Option<Str<'t>>,
    #[serde(borrow)]
    end_offset_millis: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    participant_id: Option<Token<'t>>,
    #[serde(borrow, default, deserialize_with = "unless_blank")]
    participant_role: Option<Token<'t>>,
    #[serde(borrow, rename = "Type")]
    kind: Option<Str<'t>>,
}

const ENTRY: &str = "/Transcript/#";

pub(super) fn read<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let entries = file.transcript.ok_or_else(|| unreadable(Place::Pointer("/Transcript", [0; 3]), "a list"))?;
    let mut roles = BTreeMap::new();
    for participant in file.participants.unwrap_or_default() {
        if let (Some(Token(id)), Some(Token(role))) = (participant.participant_id, participant.participant_role) {
            roles.insert(id, role);
        }
    }
    let length = file.conversation_characteristics.and_then(|told| told.total_conversation_duration_millis);
    let mut draft = Draft {
        language: file.language_code.map(|Str(language)| language.into_owned()),
        length: milliseconds_at(
            length.as_ref(),
            Place::entry("/ConversationCharacteristics/TotalConversationDurationMillis", 0),
        )?,
        ..Draft::default()
    };
    let mut beginning = Beginning::of(known);
    for (nth, entry) in entries.iter().enumerate() {
        if let Some(Str(moment)) = &entry.absolute_time {
            beginning.see(moment, Place::entry(ENTRY, nth))?;
        }
    }
    for (nth, entry) in entries.into_iter().enumerate() {
        let place = Place::entry(ENTRY, nth);
        let is_event = entry.kind.as_ref().is_some_and(|Str(kind)| kind == "EVENT");
        if is_event || entry.content.is_none() {
            // What is no event has a kind of its own in a chat, as what was attached does.
            if entry.kind.is_none() {
                draft.is_text_told(false, place, "`Content`");
            }
            draft.passed.events = draft.passed.events.saturating_add(1);
            continue;
        }
        let moment =
            entry.absolute_time.as_ref().map(|Str(moment)| beginning.millis_until(moment, place)).transpose()?;
        let start = milliseconds_at(entry.begin_offset_millis.as_ref(), place)?.or(moment);
        let end = milliseconds_at(entry.end_offset_millis.as_ref(), place)?;
        let who = who(&entry, &roles, &mut draft);
        let text = draft.text(entry.content, place, "`Content`");
        draft.say(Said { place, who, start, end, text });
    }
    Ok(draft)
}

fn who(entry: &Entry<'_>, roles: &BTreeMap<Cow<'_, str>, Cow<'_, str>>, draft: &mut Draft<'_>) -> Option<Who> {
    let id = entry.participant_id.as_ref().map(|Token(id)| id);
    let own_role = entry.participant_role.as_ref().map(|Token(role)| role);
    let role = own_role.or_else(|| id.and_then(|id| roles.get(id)));
    let who = draft.who(id.or(role)?)?;
    let role = match role.or(id)?.to_ascii_uppercase().as_str() {
        "AGENT" => Some(Role::Rep),
        "CUSTOMER" => Some(Role::Customer),
        "SYSTEM" | "SUPERVISOR" => Some(Role::Other),
        _ => None,
    };
    draft.know(who, |label| {
        label.role = label.role.or(role);
        if let Some(Str(name)) = &entry.display_name {
            label.name.get_or_insert_with(|| name.to_string());
        }
    });
    Some(who)
}

//! Teams' metadata: a line of JSON for what is said without a break, with the moments at which it was said.
//!
//! Rules: TRS-02.

use super::cues::Metadata;
use super::draft::{Draft, Said};
use super::fault::unreadable;
use super::json::Str;
use super::moments::Beginning;
use super::place::Place;
use super::{Known, webvtt};
use touchline_kernel::rejection::Reason;

pub(super) fn read<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    if super::blocks::is_header(text) {
        return webvtt::read(text, known);
    }
    let (mut entries, mut beginning) = (Vec::new(), Beginning::of(known));
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = Place::Line(nth.saturating_add(1));
        let entry: Metadata<'t> =
            serde_json::from_str(line.trim()).map_err(|_| unreadable(place, "JSON with `spokenText`, a line each"))?;
        if let Some(Str(moment)) = &entry.start_date_time {
            beginning.see(moment, place)?;
        }
        entries.push((place, entry));
    }
    let mut draft = Draft::default();
    for (place, entry) in entries {
        if let Some(Str(language)) = &entry.spoken_language {
            draft.language.get_or_insert_with(|| language.to_string());
        }
        let millis =
            |told: &Option<Str<'_>>| told.as_ref().map(|Str(moment)| beginning.millis_until(moment, place)).transpose();
        let (start, end) = (millis(&entry.start_date_time)?, millis(&entry.end_date_time)?);
        let who = entry.speaker_name.as_ref().and_then(|Str(name)| draft.who_is_named(name));
        let text = draft.text(entry.spoken_text, place, "`spokenText`");
        draft.say(Said { place, who, start, end, text });
    }
    Ok(draft)
}

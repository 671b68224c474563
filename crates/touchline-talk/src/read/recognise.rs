//! Which format a text is of, seen from its content: from how it begins, and of JSON from the first member that no other format
//! has, so that no file is parsed twice.
//!
//! Rules: TRS-02.

use core::cell::Cell;
use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::json::Str;
use super::{Format, blocks, meet, otter, srt};

/// Whether a text is of a format.
type IsIt = fn(&str) -> bool;

/// The format of a text; `None` where it is of none that is known.
#[must_use]
pub fn recognise(text: &str) -> Option<Format> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if blocks::is_header(text) {
        return Some(Format::WebVtt);
    }
    if text.trim_start().starts_with(['{', '[']) {
        let found = Cell::new(None);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // It fails as soon as the format is found, and where the text is no JSON.
        let _ = Look { found: &found, level: Level::Top }.deserialize(&mut deserializer);
        return found.get();
    }
    let readers: [(IsIt, Format); 3] =
        [(srt::is_srt, Format::Srt), (otter::is_otter, Format::Otter), (meet::is_meet, Format::GoogleMeet)];
    readers.into_iter().find(|(is_it, _)| is_it(text)).map(|(_, format)| format)
}

/// Looks at a value for what only one format has there.
#[derive(Clone, Copy)]
struct Look<'c> {
    found: &'c Cell<Option<Format>>,
    level: Level,
}

/// Where the value stands.
#[derive(Clone, Copy)]
enum Level {
    Top,
    /// What several call `results`.
    Results,
    /// What several call `sentences`.
    Sentences,
    Sentence,
}

/// What a member tells of the object that it stands in.
enum Told {
    Format(Format),
    /// Its value has to be looked at.
    Inside(Level),
    Nothing,
    /// The format, where nothing else tells of another.
    Perhaps(Format),
}

/// What may be told of a format that is not told for sure, what tells more first: sentences tell more than the address of a
/// recording, and that more than a list of words.
const LIKELY: [Format; 3] = [Format::Fireflies, Format::AssemblyAi, Format::Whisper];

/// Which of two is likelier, whichever came first.
fn likelier(before: Option<Format>, now: Format) -> Format {
    LIKELY.into_iter().find(|format| before == Some(*format) || now == *format).unwrap_or(now)
}

fn told(level: Level, name: &str) -> Told {
    match (level, name) {
        (Level::Top, "callTranscripts") => Told::Format(Format::Gong),
        (Level::Top, "monologues") => Told::Format(Format::RevAi),
        (Level::Top, "vcon" | "dialog" | "analysis") => Told::Format(Format::Vcon),
        (Level::Top, "Transcript" | "ConversationCharacteristics" | "Participants") => {
            Told::Format(Format::ContactLens)
        }
        (Level::Top, "utterances" | "acoustic_model" | "audio_duration" | "speech_model") => {
            Told::Format(Format::AssemblyAi)
        }
        (Level::Top, "audio_url") => Told::Perhaps(Format::AssemblyAi),
        (Level::Top, "segments" | "word_segments") => Told::Format(Format::Whisper),
        (Level::Top, "words") => Told::Perhaps(Format::Whisper),
        (Level::Top, "spokenText" | "startDateTime" | "speakerName") => Told::Format(Format::TeamsMetadata),
        (Level::Top, "entries" | "transcriptEntries") => Told::Format(Format::GoogleMeetEntries),
        (Level::Top, "data" | "transcript" | "response") => Told::Inside(Level::Top),
        (Level::Top, "results") => Told::Inside(Level::Results),
        (Level::Top, "sentences") => Told::Inside(Level::Sentences),
        (Level::Results, "channels" | "utterances") => Told::Format(Format::Deepgram),
        (Level::Results, "transcripts" | "items" | "speaker_labels" | "channel_labels" | "audio_segments") => {
            Told::Format(Format::AwsTranscribe)
        }
        (Level::Sentence, "media_channel" | "transcript" | "sentence_index") => Told::Format(Format::Twilio),
        (Level::Sentence, "start" | "end" | "speaker" | "channel") => Told::Format(Format::AssemblyAi),
        (Level::Sentence, "speaker_name" | "speaker_id" | "raw_text") => Told::Format(Format::Fireflies),
        (Level::Sentence, "text" | "start_time" | "end_time") => Told::Perhaps(Format::Fireflies),
        _ => Told::Nothing,
    }
}

impl Look<'_> {
    fn at(self, level: Level) -> Self {
        Look { level, ..self }
    }

    /// Ends the look.
    fn find<T, E: Error>(self, format: Format) -> Result<T, E> {
        self.found.set(Some(format));
        Err(E::custom("found"))
    }
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Str(name)) = map.next_key()? {
            match told(self.level, &name) {
                Told::Format(format) => return self.find(format),
                Told::Inside(level) => map.next_value_seed(self.at(level))?,
                Told::Perhaps(format) => {
                    self.found.set(Some(likelier(self.found.get(), format)));
                    map.next_value::<IgnoredAny>()?;
                }
                Told::Nothing => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        match self.level {
            Level::Results => return self.find(Format::GoogleSpeech),
            Level::Sentences => drop(list.next_element_seed(self.at(Level::Sentence))?),
            Level::Top | Level::Sentence => {}
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}

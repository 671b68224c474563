//! Every format is told from every other, in whatever order the members of its objects stand: in JSON it says nothing.

use proptest::prelude::*;
use serde_json::Value;
use touchline_talk::read::{Format, Known, read, recognise};

use crate::captions::{subrip, teams};
use crate::conversation::{Said, one_by_one};
use crate::moments::{meet_entries, teams_lines};
use crate::pages::{meet, otter};
use crate::sentences::{assembly_ai, contact_lens, deepgram, fireflies, gong, rev_ai, twilio, whisper_x};
use crate::vcon::of_turns;
use crate::words::{GOOGLE_TIMES, aws_transcribe, google};

fn written(format: Format, said: &[Said]) -> String {
    let json = match format {
        Format::AssemblyAi => assembly_ai(said),
        Format::AwsTranscribe => aws_transcribe(said, true),
        Format::ContactLens => contact_lens(said),
        Format::Deepgram => deepgram(said, 1),
        Format::Fireflies => fireflies(said),
        Format::Gong => gong(said),
        Format::GoogleMeet => return meet(said),
        Format::GoogleMeetEntries => meet_entries(said),
        Format::GoogleSpeech => google(said, GOOGLE_TIMES[0]),
        Format::Otter => return otter(said),
        Format::RevAi => rev_ai(said),
        Format::Srt => return subrip(said),
        Format::TeamsMetadata => return teams_lines(said),
        Format::Twilio => twilio(said, true),
        Format::Vcon => of_turns(said),
        Format::WebVtt => return teams(said, "\n"),
        Format::Whisper => whisper_x(said),
    };
    json.to_string()
}

/// The same JSON, in which the members of each object begin with another of them.
fn turned(value: &Value, by: usize) -> String {
    match value {
        Value::Object(members) => {
            let mut told: Vec<String> =
                members.iter().map(|(name, value)| format!("{name:?}:{}", turned(value, by))).collect();
            let first = by % told.len().max(1);
            told.rotate_left(first);
            format!("{{{}}}", told.join(","))
        }
        Value::Array(entries) => {
            let told: Vec<String> = entries.iter().map(|entry| turned(entry, by)).collect();
            format!("[{}]", told.join(","))
        }
        _ => value.to_string(),
    }
}

/// The same file with each line turned that is JSON.
fn turned_lines(file: &str, by: usize) -> String {
    let line =
        |line: &str| serde_json::from_str::<Value>(line).map_or_else(|_| line.to_owned(), |value| turned(&value, by));
    file.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #[test]
    fn trs_02_each_format_is_told_from_all_others_in_any_order_of_its_members(said in one_by_one(), by in 0_usize..12) {
        prop_assume!(!said.is_empty());
        let known = Known { consented: true, ..Known::default() };
        for format in Format::all() {
            let file = written(format, &said);
            let turned = turned_lines(&file, by);
            prop_assert_eq!(recognise(&turned), Some(format), "{}", turned);
            prop_assert_eq!(read(&turned, None, None, &known), read(&file, None, Some(format), &known), "{}", turned);
        }
    }
}

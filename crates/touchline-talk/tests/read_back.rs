//! What a writer here makes of any conversation is read back as that conversation.
//!
//! The writers know the formats from their specifications and nothing of the readers.
#![expect(clippy::panic, clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]

use proptest::prelude::*;
use serde_json::json;
use touchline_kernel::text::Key;
use touchline_talk::Segment;
use touchline_talk::read::{Known, read};

const NAMES: [&str; 6] =
    ["Ana Li (Acme)", "Bo | Team", "Dr. O'Neil-Smith, J.", "王小明", "שרה לוי", "ana@acme.example"];

/// Who of the names says what, from when to when.
#[derive(Clone, Debug)]
struct Said {
    who: usize,
    start: u64,
    end: u64,
    text: String,
}

fn said() -> impl Strategy<Value = Said> {
    let hard = prop::sample::select(vec![
        "-->",
        "<b>",
        "&amp;",
        "{x}",
        "\"",
        "\\",
        "1",
        "00:00:01.000",
        "NOTE",
        "שלום",
        "👩🏽\u{200d}💻",
        "a: b",
        "\u{202e}",
    ]);
    let word = prop_oneof![3 => "\\PC{1,8}", 1 => hard.prop_map(str::to_owned)];
    let text = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" ").trim().to_owned());
    let text = text.prop_filter("something is said", |text| !text.is_empty());
    (0..NAMES.len(), 0_u64..36_000_000, 0_u64..20_000, text).prop_map(|(who, start, length, text)| Said {
        who,
        start,
        end: start + length,
        text,
    })
}

fn conversation() -> impl Strategy<Value = Vec<Said>> {
    prop::collection::vec(said(), 0..40)
}

/// The segments as they must come out: in the order in which they begin, speakers numbered as the file names them.
fn expected(said: &[Said]) -> Vec<Segment> {
    let mut seen: Vec<usize> = Vec::new();
    let segment = |said: &Said| {
        let number = seen.iter().position(|who| *who == said.who).unwrap_or_else(|| {
            seen.push(said.who);
            seen.len() - 1
        });
        let speaker = Some(Key::new(&format!("speaker_{}", number + 1)));
        Segment { end_ms: Some(said.end), speaker, start_ms: Some(said.start), text: said.text.clone() }
    };
    let mut segments: Vec<Segment> = said.iter().map(segment).collect();
    segments.sort_by_key(|segment| segment.start_ms);
    segments
}

fn check(file: &str, said: &[Said]) {
    let known = Known { consented: true, ..Known::default() };
    let read =
        read(file, None, None, &known).unwrap_or_else(|rejection| panic!("{}\n{file}", rejection.reason.message()));
    assert_eq!(read.transcript.segments, expected(said), "{file}");
    assert_eq!((read.report.segments, read.report.not_read_count), (said.len(), 0), "{file}");
}

fn clock(millis: u64, point: char) -> String {
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    format!("{:02}:{:02}:{:02}{point}{millis:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn seconds(millis: u64) -> serde_json::Number {
    format!("{}.{:03}", millis / 1_000, millis % 1_000).parse().unwrap()
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_webvtt_is_read_back(said in conversation(), newline in prop::sample::select(vec!["\n", "\r\n"])) {
        let cue = |said: &Said| {
            let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
            format!("{start} --> {end}{newline}<v {}>{}</v>{newline}{newline}", NAMES[said.who], escaped(&said.text))
        };
        let cues: String = said.iter().map(cue).collect();
        check(&format!("WEBVTT{newline}{newline}{cues}"), &said);
    }

    #[test]
    fn trs_02_what_is_written_as_subrip_is_read_back(said in conversation()) {
        let cue = |(nth, said): (usize, &Said)| {
            let (start, end) = (clock(said.start, ','), clock(said.end, ','));
            format!("{}\n{start} --> {end}\n{}: {}\n\n", nth + 1, NAMES[said.who], escaped(&said.text))
        };
        let cues: String = said.iter().enumerate().map(cue).collect();
        prop_assume!(!said.is_empty());
        check(&cues, &said);
    }

    #[test]
    fn trs_02_what_is_written_as_gong_does_is_read_back(said in conversation()) {
        let monologue = |said: &Said| {
            let sentence = json!({"start": said.start, "end": said.end, "text": said.text});
            json!({"speakerId": format!("1844674407370955161{}", said.who), "topic": null, "sentences": [sentence]})
        };
        let monologues: Vec<_> = said.iter().map(monologue).collect();
        check(&json!({"callTranscripts": [{"callId": "1", "transcript": monologues}]}).to_string(), &said);
    }

    #[test]
    fn trs_02_what_is_written_as_deepgram_does_is_read_back(said in conversation()) {
        let utterance = |said: &Said| {
            json!({"start": seconds(said.start), "end": seconds(said.end), "channel": 0, "transcript": said.text, "speaker": said.who,
                "words": [{"word": said.text, "start": seconds(said.start), "end": seconds(said.end)}]})
        };
        let utterances: Vec<_> = said.iter().map(utterance).collect();
        check(&json!({"metadata": {"channels": 1}, "results": {"channels": [], "utterances": utterances}}).to_string(), &said);
    }

    #[test]
    fn trs_02_what_is_written_as_rev_ai_does_is_read_back(said in conversation()) {
        let monologue = |said: &Said| {
            let (first, rest) = said.text.split_at(said.text.chars().next().map_or(0, char::len_utf8));
            let elements = [
                json!({"type": "text", "value": first, "ts": seconds(said.start), "end_ts": seconds(said.start)}),
                json!({"type": "punct", "value": rest}),
                json!({"type": "text", "value": "", "ts": seconds(said.end), "end_ts": seconds(said.end)}),
            ];
            json!({"speaker": said.who, "elements": elements})
        };
        let monologues: Vec<_> = said.iter().map(monologue).collect();
        check(&json!({"monologues": monologues}).to_string(), &said);
    }
}

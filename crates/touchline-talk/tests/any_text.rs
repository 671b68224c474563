//! Any text is refused, or comes to a transcript that keeps its own rules: files of every format, with pieces taken out, put in
//! and doubled, read as every format.
#![expect(clippy::arithmetic_side_effects, reason = "a test may panic")]

use proptest::prelude::*;
use touchline_talk::read::{CueReader, Format, Known, ReadTranscript, read};

const FILES: [&str; 12] = [
    "WEBVTT\nLanguage: en\n\nNOTE x\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\nAna: Hi <b>you</b> &amp; me\n\n00:03.000 --> 00:04.000\n<v Bo>Yes.</v>\n",
    "1\r\n00:00:00,500 --> 00:00:07,000\r\nAna: One\r\n2\r\n00:00:07,000 --> 00:00:11,890\r\nTwo\r\n",
    "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nthis<00:00:01.200><c> will</c>\n\n00:00:02.000 --> 00:00:02.010\nthis will\n",
    r#"{"callTranscripts":[{"callId":"1","transcript":[{"speakerId":"2","sentences":[{"start":0,"end":1,"text":"Hi \ud83d\ude00"}]}]}],"calls":[{"metaData":{"id":"1"},"parties":[{"speakerId":"2","affiliation":"Internal"}]}]}"#,
    r#"{"metadata":{"duration":1.5,"channels":2},"results":{"channels":[{"alternatives":[{"words":[{"word":"a","start":0.5,"end":1,"speaker":0}]}]}],"utterances":[{"start":0,"end":1,"channel":1,"transcript":"a","speaker":0}]}}"#,
    r#"{"results":{"transcripts":[{"transcript":"a"}],"speaker_labels":{"segments":[{"start_time":"0.1","end_time":"1","speaker_label":"s","items":[]}]},"items":[{"type":"pronunciation","start_time":"0.2","end_time":"0.9","alternatives":[{"content":"a"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}}"#,
    r#"{"Participants":[{"ParticipantId":"A","ParticipantRole":"AGENT"}],"Transcript":[{"BeginOffsetMillis":1,"EndOffsetMillis":2,"Content":"a","ParticipantId":"A"},{"AbsoluteTime":"2024-01-01T10:00:01Z","Type":"EVENT"}]}"#,
    r#"{"segments":[{"start":0,"end":NaN,"text":" a b","words":[{"word":"a","start":0,"end":1,"speaker":"x"},{"word":"b","speaker":"y"}]}],"language":1}"#,
    r#"{"results":[{"alternatives":[{"transcript":"a","words":[{"startTime":{"seconds":"1","nanos":5},"endTime":"2.5s","word":"a","speakerTag":1}]}]},{"alternatives":[{"words":[{"endTime":"1s","word":"a","speakerTag":2}]}]}]}"#,
    "Ana Li  0:03  \nHi all\n\nBo  1:00:05  \nFine.\n\nTranscribed by https://otter.ai\n",
    "Call\n\n00:00:00\n\nAna Li: Hi\nBo: Yes.\nand\n\n00:05:00\n\nMeeting ended after 00:57:12\n",
    r#"{"parties":[{"name":"A","meta":{"role":"agent"}}],"dialog":[{"type":"text","start":"2024-01-01T10:00:00Z","parties":[0],"body":"x"}],"analysis":[{"type":"transcript","body":"{\"monologues\":[{\"speaker\":0,\"elements\":[{\"value\":\"a\",\"ts\":1}]}]}"}]}"#,
];

const PIECES: [&str; 18] = [
    "\n",
    "\r",
    "\n\n",
    "-->",
    "-",
    "00:00:01.000 --> 00:00:00.500",
    "<v ",
    "</v>",
    "<",
    "&",
    "{",
    "\"",
    "[",
    "null",
    "\\ud800",
    "99999999999999999999",
    "\u{feff}",
    "👩🏽\u{200d}💻: ",
];

/// A change: where it stands, how much goes, and what comes instead.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, &'static str)> {
    (
        any::<prop::sample::Index>(),
        prop_oneof![Just(0), 1_usize..4, 4_usize..60],
        prop_oneof![Just(""), prop::sample::select(PIECES.to_vec())],
    )
}

fn changed(file: &str, changes: &[(prop::sample::Index, usize, &str)]) -> String {
    let mut text: Vec<char> = file.chars().collect();
    for (place, gone, instead) in changes {
        let from = place.index(text.len() + 1);
        let to = (from + gone).min(text.len());
        text.splice(from..to, instead.chars());
    }
    text.into_iter().collect()
}

/// The segments and how it ended, in words.
fn streamed(bytes: &[u8], size: usize) -> String {
    let (mut reader, mut told) = (CueReader::new(Known::default()), String::new());
    for chunk in bytes.chunks(size.max(1)) {
        if let Err(reason) = reader.feed(chunk, &mut |segment| told += &format!("{segment:?}\n")) {
            return told + &reason.message();
        }
    }
    let end = reader.finish(&mut |segment| told += &format!("{segment:?}\n"));
    told + &end.map_or_else(|reason| reason.message(), |end| format!("{end:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn trs_02_any_text_is_refused_or_keeps_the_rules(
        file in prop::sample::select(FILES.to_vec()),
        changes in prop::collection::vec(change(), 0..5),
        length_ms in prop_oneof![Just(None), (0_u64..100_000).prop_map(Some)],
    ) {
        let text = changed(file, &changes);
        let known = Known { length_ms, consented: true, ..Known::default() };
        for format in Format::all().map(Some).chain([None]) {
            let Ok(ReadTranscript { report, transcript }) = read(&text, None, format, &known) else { continue };
            let ordered = transcript.clone().ordered("");
            prop_assert_eq!(ordered.as_ref(), Ok(&transcript));
            let spoken: usize = report.speakers.iter().map(|speaker| speaker.segments).sum();
            prop_assert_eq!(spoken + report.without_speaker, transcript.segments.len());
            let words: usize = transcript.segments.iter().map(|one| one.text.split_whitespace().count()).sum();
            prop_assert_eq!(report.words, words);
        }
        prop_assert_eq!(streamed(text.as_bytes(), 5), streamed(text.as_bytes(), text.len()));
    }
}

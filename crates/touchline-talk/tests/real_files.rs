//! Files that recorders wrote, where they lie beside the project: as many words come out as a plain count of the file finds.
#![expect(clippy::panic, clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::rejection::Code;
use touchline_talk::Role;
use touchline_talk::measure::{RatioOf, Talk, TalkPolicy};
use touchline_talk::phrases::More;
use touchline_talk::read::{Format, Known, ReadTranscript, read};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/transcripts"));
    if folder.is_dir() {
        return Some(folder.to_owned());
    }
    println!("skipped: {} is not there", folder.display());
    None
}

fn file(path: &Path) -> ReadTranscript {
    let text = std::fs::read_to_string(path).unwrap();
    let known = Known { consented: true, ..Known::default() };
    read(&text, None, None, &known)
        .unwrap_or_else(|rejection| panic!("{}: {}", path.display(), rejection.reason.message()))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Counts the words of a file.
type Count = fn(&Value) -> usize;

/// The words of a member of each entry of a list.
fn listed(list: &Value, member: &str) -> usize {
    list.as_array().unwrap().iter().map(|entry| words(entry[member].as_str().unwrap_or_default())).sum()
}

#[test]
fn trs_02_every_word_of_real_json_is_read() {
    let Some(folder) = folder() else { return };
    let counts: [(&str, Format, Count); 9] = [
        ("assemblyai_utterances", Format::AssemblyAi, |file| listed(&file["utterances"], "text")),
        ("aws_call_analytics", Format::ContactLens, |file| listed(&file["Transcript"], "Content")),
        ("aws_transcribe", Format::AwsTranscribe, |file| {
            let items = file["results"]["items"].as_array().unwrap().iter();
            let said = items.filter(|item| item["type"] == "pronunciation");
            said.map(|item| words(item["alternatives"][0]["content"].as_str().unwrap())).sum()
        }),
        ("deepgram_speakers", Format::Deepgram, |file| listed(&file["results"]["utterances"], "transcript")),
        ("deepgram_utterances", Format::Deepgram, |file| listed(&file["results"]["utterances"], "transcript")),
        ("google_stt", Format::GoogleSpeech, |file| {
            let last = file["results"].as_array().unwrap().last().unwrap();
            last["alternatives"][0]["words"].as_array().unwrap().len()
        }),
        ("revai", Format::RevAi, |file| {
            let monologues = file["monologues"].as_array().unwrap().iter();
            let said = monologues.map(|monologue| -> String {
                monologue["elements"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect()
            });
            said.map(|said| words(&said)).sum()
        }),
        ("vcon", Format::Vcon, |file| listed(&file["analysis"][0]["body"], "message")),
        ("whisperx", Format::Whisper, |file| listed(&file["segments"], "text")),
    ];
    for (name, format, count) in counts {
        let path = folder.join(name).with_extension("json");
        let raw: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let ReadTranscript { report, transcript } = file(&path);
        let text: usize = transcript.segments.iter().map(|segment| words(&segment.text)).sum();
        println!("{name}: {} segments, {} words, {} speakers", report.segments, report.words, report.speakers.len());
        assert_eq!((report.format, report.words, text), (format, count(&raw), count(&raw)), "{name}");
        assert_eq!(report.not_read_count, 0, "{name}: {:?}", report.not_read);
        assert_eq!(transcript.clone().ordered("").as_ref(), Ok(&transcript), "{name}");
    }
}

/// A text as far as some byte of it.
fn cut(text: &str, at: usize) -> &str {
    text.get(..text.floor_char_boundary(at)).unwrap()
}

#[test]
fn trs_02_real_json_that_breaks_off_is_refused_wherever_it_does() {
    let Some(folder) = folder() else { return };
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let known = Known { consented: true, ..Known::default() };
    for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let format = file(&path).report.format;
        for place in [1, 2, 3, 4, 5] {
            let part = cut(&text, text.trim_end().len() * place / 6);
            let named = read(part, None, Some(format), &known).unwrap_err().reason.code;
            assert_eq!(named, Code::TranscriptUnreadable, "{} in part {place}", path.display());
            let code = read(part, None, None, &known).unwrap_err().reason.code;
            let is_told = [Code::TranscriptUnreadable, Code::TranscriptFormatUnknown].contains(&code);
            assert!(is_told, "{} in part {place}: {code:?}", path.display());
        }
    }
}

#[test]
fn trs_02_json_that_breaks_off_is_refused_at_every_byte() {
    let known = Known { consented: true, ..Known::default() };
    for (format, text) in [
        (Format::AssemblyAi, r#"{"utterances": [{"speaker": "A", "start": 250, "end": 1000, "text": "Hi."}]}"#),
        (
            Format::Fireflies,
            r#"{"sentences": [{"speaker_name": "Ana", "text": "Hi.", "start_time": 0.5, "end_time": 1.25}]}"#,
        ),
        (
            Format::Gong,
            r#"{"callTranscripts": [{"callId": "7", "transcript": [{"speakerId": "1", "sentences": [{"start": 4, "end": 9, "text": "Hi."}]}]}]}"#,
        ),
        (
            Format::GoogleMeetEntries,
            r#"{"entries": [{"participant": "p/4", "text": "Hi.", "startTime": "2024-02-10T10:00:01.5Z", "endTime": "2024-02-10T10:00:02Z"}]}"#,
        ),
        (
            Format::TeamsMetadata,
            r#"{"startDateTime":"2024-02-10T10:00:16.246Z","endDateTime":"2024-02-10T10:00:17.726Z","speakerName":"Ana","spokenText":"Hi."}"#,
        ),
        (
            Format::Twilio,
            r#"{"sentences": [{"media_channel": 1, "start_time": "0.65", "end_time": "1.05", "transcript": "Hello."}]}"#,
        ),
    ] {
        assert!(read(text, None, Some(format), &known).is_ok(), "{format:?} is whole");
        for at in 1..text.len() {
            assert!(read(cut(text, at), None, Some(format), &known).is_err(), "{format:?} up to byte {at}");
        }
    }
}

/// How far our talk time of a side may be from the vendor's, which leaves out pauses within a turn and what somebody says over
/// the other: ours is whole turns.
const LONGER_BY_PERCENT: u64 = 10;

#[test]
fn trs_03_talk_time_is_contact_lens_own_but_for_the_pauses_within_turns() {
    let Some(folder) = folder() else { return };
    let path = folder.join("aws_call_analytics.json");
    let raw: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let own = &raw["ConversationCharacteristics"]["TalkTime"];
    let transcript = file(&path).transcript;
    let of = |role: Role| -> u64 {
        let speakers: Vec<_> = transcript.speakers.iter().filter(|one| one.role == role).map(|one| &one.key).collect();
        let said =
            transcript.segments.iter().filter(|segment| segment.speaker.iter().any(|key| speakers.contains(&key)));
        // Nobody is in two turns of this call at once.
        said.map(|segment| segment.end_ms.unwrap() - segment.start_ms.unwrap()).sum()
    };
    for (side, role) in [("AGENT", Role::Rep), ("CUSTOMER", Role::Customer)] {
        let theirs = own["DetailsByParticipant"][side]["TotalTimeMillis"].as_u64().unwrap();
        let ours = of(role);
        println!("{side}: {ours} ms here, {theirs} ms there");
        assert!(theirs <= ours && ours * 100 <= theirs * (100 + LONGER_BY_PERCENT), "{side}: {ours} against {theirs}");
    }
    let (framework, policy) = (FrameworkGiven::default(), TalkPolicy::default());
    let talk = Talk {
        framework: &framework,
        language: None,
        lists: &[],
        more: &More::default(),
        observed: &[],
        policy: &policy,
        ratio_of: RatioOf::AllSpeakingTime,
        transcript: transcript.clone(),
    };
    let ratio = talk.measure().unwrap().figures.talk_ratio.value.unwrap();
    let share = |of: &Value| of["TotalTimeMillis"].as_u64().map(|ms| f64::from(u32::try_from(ms).unwrap())).unwrap();
    let theirs = share(&own["DetailsByParticipant"]["AGENT"]) / share(own);
    assert!((ratio - theirs).abs() < 0.03, "{ratio} against {theirs}");
}

/// The words below each line with times, up to an empty line or the next times. Counted line by line.
fn words_of_cues(text: &str) -> usize {
    let (mut count, mut is_said) = (0, false);
    let lines: Vec<&str> = text.lines().collect();
    for (nth, line) in lines.iter().enumerate() {
        if line.contains("-->") {
            is_said = true;
        } else if line.trim().is_empty() {
            is_said = false;
        } else if is_said
            && !(lines.get(nth + 1).is_some_and(|next| next.contains("-->")) && line.parse::<u64>().is_ok())
        {
            count += words(&untagged(line));
        }
    }
    count
}

fn untagged(line: &str) -> String {
    let pieces = line.split('<').enumerate();
    pieces
        .map(|(nth, piece)| if nth == 0 { piece } else { piece.split_once('>').map_or(piece, |(_, rest)| rest) })
        .collect()
}

#[test]
fn trs_02_every_cue_of_real_captions_is_read_or_refused_with_its_line() {
    let Some(folder) = folder() else { return };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder.join("vtt_srt_edge")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let known = Known { consented: true, ..Known::default() };
    for path in paths {
        let (name, text) =
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap());
        let read = read(&text, None, None, &known);
        match name.as_str() {
            "empty.vtt"
            | "invalid_format.sbv"
            | "invalid_format1.srt"
            | "invalid_format2.srt"
            | "invalid_format3.srt"
            | "invalid_format4.srt" => {
                assert_eq!(read.unwrap_err().reason.code, Code::TranscriptFormatUnknown, "{name}");
            }
            // A format that nobody asked for.
            _ if name.ends_with(".sbv") => {
                assert_eq!(read.unwrap_err().reason.code, Code::TranscriptFormatUnknown, "{name}")
            }
            "invalid_timeframe.vtt" => {
                let reason = read.unwrap_err().reason;
                assert_eq!(reason.code, Code::TranscriptTimeUnreadable, "{name}");
                assert!(reason.message().contains("at line 6 "), "{}", reason.message());
            }
            _ => {
                let report = read.unwrap_or_else(|rejection| panic!("{name}: {}", rejection.reason.message())).report;
                let told = report.words + report.passed_over.repeated_words;
                assert_eq!(told, words_of_cues(&text), "{name}");
                let is_loose = name.starts_with("missing_timeframe");
                assert_eq!(report.not_read_count, usize::from(is_loose), "{name}: {:?}", report.not_read);
            }
        }
    }
}

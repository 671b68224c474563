//! Files that recorders wrote, where they lie beside the project: as many words come out as a plain count of the file finds.
#![expect(clippy::panic, clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use touchline_kernel::rejection::Code;
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

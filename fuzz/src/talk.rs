//! Any bytes as a transcript: refused, or a document that keeps its own rules, with every segment counted.

use touchline::kernel::canonical;
use touchline::talk::read::{CueReader, Format, Known, ReadTranscript, read, recognise};
use touchline::waist::call;

use crate::check;

/// What parts a file from the one that is handed in beside it.
const BESIDE: char = '\0';

/// Any bytes as a file of a recorder: the first byte chooses a format, and the others are the file, with another beside it where
/// a byte of 0 parts them; the file is read as of the format that it seems to be of, too.
pub fn talk_read(data: &[u8]) {
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    let all = String::from_utf8_lossy(rest);
    let (text, beside) = all.split_once(BESIDE).map_or((&*all, None), |(text, beside)| (text, Some(beside)));
    let known = Known { consented: true, ..Known::default() };
    let formats: Vec<Format> = Format::all().collect();
    for format in [None, formats.get(usize::from(*first) % formats.len()).copied()] {
        for beside in [None, beside] {
            if let Ok(read) = read(text, beside, format, &known) {
                keeps_the_rules(&read);
            }
        }
    }
    if let Ok(quoted) = canonical::to_string(&text) {
        check(&call("transcript.read", format!("{{\"consented\":true,\"text\":{quoted}}}").as_bytes()));
    }
    if matches!(recognise(text), Some(Format::WebVtt | Format::Srt)) {
        assert_eq!(streamed(text.as_bytes(), 7), streamed(text.as_bytes(), text.len()), "in chunks of 7");
    }
}

fn keeps_the_rules(read: &ReadTranscript) {
    let ReadTranscript { report, transcript } = read;
    assert_eq!(transcript.clone().ordered("").as_ref(), Ok(transcript), "it is in order");
    assert_eq!(report.segments, transcript.segments.len());
    let of_speakers: usize = report.speakers.iter().map(|speaker| speaker.segments).sum();
    assert_eq!(report.segments, of_speakers + report.without_speaker, "each segment is somebody's, or nobody's");
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

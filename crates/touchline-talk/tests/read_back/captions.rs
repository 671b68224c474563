//! Cues: WebVTT as Teams and Zoom write it, and SubRip.

use proptest::prelude::*;
use serde_json::json;
use touchline_talk::read::Format;

use crate::conversation::{Kept, Said, check, conversation};
use crate::times::{clock, moment};

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Cues below a header, each with what stands in it.
fn webvtt(said: &[Said], newline: &str, inside: impl Fn(&Said) -> String) -> String {
    let cue = |said: &Said| {
        format!("{} --> {}{newline}{}{newline}{newline}", clock(said.start, '.'), clock(said.end, '.'), inside(said))
    };
    format!("WEBVTT{newline}{newline}{}", said.iter().map(cue).collect::<String>())
}

pub(crate) fn teams(said: &[Said], newline: &str) -> String {
    webvtt(said, newline, |said| format!("<v {}>{}</v>", said.name(), escaped(&said.text)))
}

fn zoom(said: &[Said]) -> String {
    webvtt(said, "\r\n", |said| format!("{}: {}", said.name(), escaped(&said.text)))
}

/// What Teams writes where more is asked for than words.
pub(crate) fn teams_metadata(said: &Said) -> String {
    let (start, end) = (moment(said.start), moment(said.end));
    let entry = json!({"startDateTime": start, "endDateTime": end, "speakerName": said.name(), "spokenText": said.text,
        "spokenLanguage": "en-us"});
    entry.to_string()
}

pub(crate) fn subrip(said: &[Said]) -> String {
    let cue = |(nth, said): (usize, &Said)| {
        let (start, end) = (clock(said.start, ','), clock(said.end, ','));
        format!("{}\n{start} --> {end}\n{}: {}\n\n", nth + 1, said.name(), escaped(&said.text))
    };
    said.iter().enumerate().map(cue).collect()
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_teams_does_is_read_back(said in conversation(), newline in prop::sample::select(vec!["\n", "\r\n"])) {
        check(Format::WebVtt, &teams(&said, newline), &Kept::named(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_zoom_does_is_read_back(said in conversation()) {
        check(Format::WebVtt, &zoom(&said), &Kept::named(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_cues_of_metadata_is_read_back(said in conversation()) {
        check(Format::WebVtt, &webvtt(&said, "\r\n", teams_metadata), &Kept::named(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_subrip_is_read_back(said in conversation()) {
        prop_assume!(!said.is_empty());
        check(Format::Srt, &subrip(&said), &Kept::named(&said));
    }
}

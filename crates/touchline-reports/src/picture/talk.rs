//! A call along its time: who speaks when, each on a line of their own.

use schemars::JsonSchema;
use serde::Deserialize;

use super::canvas::{Canvas, SIZE, fitted, float};
use super::model::{Anchor, Fill, Ink, Picture};
use super::scale::Scale;
use crate::locale::Printer;
use crate::value::Value;
use touchline_kernel::math::quotient;
use touchline_kernel::{Key, Title};

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureSpeaker")]
pub struct TalkSpeaker {
    /// The key by which segments name them.
    pub key: Key,
    /// What they are called.
    pub label: Title,
    /// Whether it is whom the picture is about.
    #[serde(default)]
    pub own: bool,
}

/// A piece of speech.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureSegment")]
pub struct TalkSegment {
    /// When it ends, in milliseconds.
    #[schemars(range(max = 86_400_000))]
    pub end_ms: u64,
    /// Who speaks.
    pub speaker: Key,
    /// When it begins, in milliseconds.
    #[schemars(range(max = 86_400_000))]
    pub start_ms: u64,
}

/// A call along its time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct TalkTimeline {
    /// How long it is, in milliseconds.
    #[schemars(range(max = 86_400_000))]
    pub duration_ms: u64,
    /// Who speaks when.
    #[schemars(length(max = 10_000))]
    pub segments: Vec<TalkSegment>,
    /// Who speaks.
    #[schemars(length(max = 20))]
    pub speakers: Vec<TalkSpeaker>,
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 12.0;
const ROW: f64 = 34.0;

impl TalkTimeline {
    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        let words = printer.words;
        let bottom = TOP + ROW * float(self.speakers.len().max(1));
        let mut canvas = Canvas::new(WIDTH, bottom + 30.0);
        let along = Scale { values: (0.0, number(self.duration_ms)), places: (LEFT, RIGHT) };
        for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let at = number(self.duration_ms) * part;
            let x = LEFT + (RIGHT - LEFT) * part;
            canvas.rule((x, TOP), (x, bottom));
            canvas.text((x, bottom + 16.0), Anchor::Middle, Ink::Faint, clock(at));
        }
        let mut told = Vec::new();
        for (place, speaker) in self.speakers.iter().enumerate() {
            let middle = TOP + ROW * (float(place) + 0.5);
            let ink = if speaker.own { Ink::Own } else { Ink::Team };
            canvas.text(
                (LEFT - 12.0, middle + 4.0),
                Anchor::End,
                Ink::Text,
                fitted(speaker.label.as_str(), LEFT - 28.0, SIZE),
            );
            let own = self.segments.iter().filter(|segment| segment.speaker == speaker.key);
            let mut spoken: u64 = 0;
            for segment in own {
                spoken = spoken.saturating_add(segment.end_ms.saturating_sub(segment.start_ms));
                let (from, to) = (along.place(number(segment.start_ms)), along.place(number(segment.end_ms)));
                // The shortest words are seen too.
                let to = to.max(from + 1.0);
                canvas.rectangle((from, middle - 9.0), (to, middle + 9.0), ink, Fill::Full);
            }
            let share = quotient(spoken.into(), self.duration_ms.into()).map_or(Value::Nothing(None), Value::Share);
            let share = printer.value(&share);
            canvas.strong((WIDTH - 16.0, middle + 4.0), Anchor::End, ink, share.as_str());
            told.push(words.with("picture.speaks", &[("who", speaker.label.as_str()), ("share", &share)]));
        }
        if told.is_empty() {
            canvas.text(((LEFT + RIGHT) / 2.0, TOP + 22.0), Anchor::Middle, Ink::Faint, words.get("nothing_here"));
            told.push(words.get("nothing_here").to_owned());
        }
        canvas.done(words.get("picture.talk_timeline").to_owned(), told.join("; "))
    }
}

fn number(millis: u64) -> f64 {
    f64::from(u32::try_from(millis).unwrap_or(u32::MAX))
}

/// Minutes and seconds into a call.
fn clock(millis: f64) -> String {
    let seconds = (millis / 1000.0).round();
    let minutes = (seconds / 60.0).floor();
    format!("{minutes}:{:02}", seconds - minutes * 60.0)
}

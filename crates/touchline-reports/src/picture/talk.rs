//! A call along its time: who speaks when, each on a line of their own, and below them the moments that count.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use super::canvas::{Canvas, SIZE, SMALL, fitted, float, width_of};
use super::model::{Anchor, Dot, Fill, Ink, Picture};
use super::scale::Scale;
use crate::locale::Printer;
use crate::value::Value;
use touchline_kernel::math::quotient;
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason};
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

/// What a moment of a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "PictureMomentKind")]
pub enum MomentKind {
    /// Something that somebody asked.
    Question,
    /// Something that speaks for the call.
    Good,
    /// Something that asks for action.
    Poor,
    /// Anything else.
    Note,
}

impl MomentKind {
    /// How it is drawn: each kind has a form of its own.
    const fn drawn(self) -> (Ink, Dot) {
        match self {
            MomentKind::Question => (Ink::Own, Dot::Circle),
            MomentKind::Good => (Ink::Good, Dot::Diamond),
            MomentKind::Poor => (Ink::Poor, Dot::Cross),
            MomentKind::Note => (Ink::Text, Dot::Square),
        }
    }
}

/// A moment of a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureMoment")]
pub struct TalkMoment {
    /// When it is, in milliseconds.
    #[schemars(range(max = 86_400_000))]
    pub at_ms: u64,
    /// What it is, which its form says.
    pub kind: MomentKind,
    /// What it is called.
    pub label: Title,
}

/// A call along its time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct TalkTimeline {
    /// How long it is, in milliseconds.
    #[schemars(range(max = 86_400_000))]
    pub duration_ms: u64,
    /// The moments that count.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub moments: Vec<TalkMoment>,
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
    /// Tells what is wrong with it: pieces that nobody of the speakers speaks, that end before they begin, and what lies past the
    /// call's end. It stands at `path`.
    pub(super) fn check(&self, path: &str, faults: &mut Faults) {
        for (place, moment) in self.moments.iter().enumerate().filter(|(_, moment)| moment.at_ms > self.duration_ms) {
            let reason = Reason::out_of_range(moment.at_ms, 0, self.duration_ms);
            faults.add(format!("{path}/moments/{place}/at_ms"), reason);
        }
        for (place, segment) in self.segments.iter().enumerate() {
            let at = || format!("{path}/segments/{place}");
            let told = |code: Code| Reason::new(code).with(DetailKey::Segment, place).with(DetailKey::Place, at());
            if segment.end_ms < segment.start_ms {
                faults.add(at() + "/end_ms", told(Code::SegmentReversed));
            } else if segment.end_ms > self.duration_ms {
                let reason = told(Code::SegmentPastEnd).with(DetailKey::Actual, segment.end_ms.to_string());
                faults.add(at() + "/end_ms", reason.with(DetailKey::Limit, self.duration_ms));
            }
            if !self.speakers.iter().any(|speaker| speaker.key == segment.speaker) {
                let known = self.speakers.iter().map(|speaker| speaker.key.as_str());
                faults.known(at() + "/speaker", segment.speaker.as_str(), known);
            }
        }
    }

    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        let words = printer.words;
        let along = Scale { values: (0.0, number(self.duration_ms)), places: (LEFT, RIGHT) };
        let spoken = TOP + ROW * float(self.speakers.len().max(1));
        let (moments, lanes) = placed(&self.moments, along);
        let bottom = spoken + LANE * float(lanes);
        let below = if moments.is_empty() { 30.0 } else { 56.0 };
        let mut canvas = Canvas::new(WIDTH, bottom + below);
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
        for moment in &moments {
            moment.draw(&mut canvas, spoken);
            told.push(moment.told(printer));
        }
        if !moments.is_empty() {
            legend(&mut canvas, bottom + 42.0, &moments, printer);
        }
        canvas.done(words.get("picture.talk_timeline").to_owned(), told.join("; "))
    }
}

/// A moment with the line on which it stands, so that its words meet no others.
struct Placed<'a> {
    label: String,
    lane: usize,
    moment: &'a TalkMoment,
    /// Whether its words stand before it, since there is no room behind it.
    words_before: bool,
    x: f64,
}

/// How high a line of moments is, and how wide the words of one are at the most.
const LANE: f64 = 22.0;
const LABEL: f64 = 170.0;
/// How far its words are from the middle of its form.
const BESIDE: f64 = 10.0;

/// The moments in the order of time, and how many lines they take.
fn placed(moments: &[TalkMoment], along: Scale) -> (Vec<Placed<'_>>, usize) {
    let mut ordered: Vec<&TalkMoment> = moments.iter().collect();
    ordered.sort_by_key(|moment| moment.at_ms);
    let mut free_from: Vec<f64> = Vec::new();
    let mut placed = Vec::with_capacity(ordered.len());
    for moment in ordered {
        let (x, label) = (along.place(number(moment.at_ms)), fitted(moment.label.as_str(), LABEL, SMALL));
        let wide = width_of(&label, SMALL) + BESIDE;
        let words_before = x + wide > WIDTH - 8.0;
        let (left, right) = if words_before { (x - wide, x + BESIDE) } else { (x - BESIDE, x + wide) };
        let lane = free_from.iter().position(|free| *free < left).unwrap_or(free_from.len());
        match free_from.get_mut(lane) {
            Some(free) => *free = right + BESIDE,
            None => free_from.push(right + BESIDE),
        }
        placed.push(Placed { label, lane, moment, words_before, x });
    }
    (placed, free_from.len())
}

impl Placed<'_> {
    fn draw(&self, canvas: &mut Canvas, top: f64) {
        let y = top + LANE * (float(self.lane) + 0.5);
        let (ink, form) = self.moment.kind.drawn();
        canvas.dot((self.x, y), 5.0, ink, form, Fill::Full);
        let (anchor, beside) = if self.words_before { (Anchor::End, -BESIDE) } else { (Anchor::Start, BESIDE) };
        canvas.text((self.x + beside, y + 4.0), anchor, Ink::Text, self.label.as_str());
    }

    fn told(&self, printer: &Printer<'_>) -> String {
        let kind = printer.words.term("moment", self.moment.kind.into());
        let at = clock(number(self.moment.at_ms));
        printer.words.with("picture.moment", &[("at", &at), ("kind", &kind), ("label", self.moment.label.as_str())])
    }
}

/// What the forms of moments mean, of those that are there.
fn legend(canvas: &mut Canvas, y: f64, moments: &[Placed<'_>], printer: &Printer<'_>) {
    let mut x = 24.0;
    let is_there = |kind: &&MomentKind| moments.iter().any(|placed| placed.moment.kind == **kind);
    for kind in MomentKind::VARIANTS.iter().filter(is_there) {
        let (ink, form) = kind.drawn();
        let label = printer.words.term("moment", (*kind).into());
        canvas.dot((x, y), 5.0, ink, form, Fill::Full);
        canvas.text((x + BESIDE, y + 4.0), Anchor::Start, Ink::Text, label.as_str());
        x += 30.0 + width_of(&label, SMALL);
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

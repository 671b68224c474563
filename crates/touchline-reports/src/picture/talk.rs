//! A call along its time: who speaks when, each on a line of their own, and below them the moments that count.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use super::canvas::{Canvas, SIZE, SMALL, fitted, float, width_of};
use super::legend::{Entry, legend};
use super::model::{Anchor, Dot, Fill, Ink, Picture, Room};
use super::scale::Scale;
use crate::locale::{Printer, clock};
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

const TOP: f64 = 12.0;

/// Where speech lies between the names and the shares. On a phone there is no room for names beside it: they stand above.
#[derive(Clone, Copy)]
struct Lanes {
    along: Scale,
    /// How far the middle of speech is from the top of its row.
    middle: f64,
    row: f64,
}

impl Lanes {
    fn of(duration_ms: u64, room: Room) -> Self {
        let places = (room.pick(150.0, 16.0), room.pick(560.0, 288.0));
        let along = Scale { values: (0.0, number(duration_ms)), places };
        Lanes { along, middle: room.pick(17.0, 29.0), row: room.pick(34.0, 46.0) }
    }

    /// The top of a row.
    fn top(self, place: usize) -> f64 {
        TOP + self.row * float(place)
    }
}

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
        Picture::in_each(self.described(printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, self.described(printer))
    }

    fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        let words = printer.words;
        let lanes = Lanes::of(self.duration_ms, room);
        let (left, right) = lanes.along.places;
        let spoken = lanes.top(self.speakers.len().max(1));
        let (moments, lines) = placed(&self.moments_in_order(), lanes.along, room);
        let bottom = spoken + LANE * float(lines);
        let (named, named_lines) = legend(room, self.kinds_told(printer), (BESIDE, BETWEEN));
        let below = if named.is_empty() { 30.0 } else { 34.0 + LANE * float(named_lines) };
        let mut canvas = Canvas::new(room.width(), bottom + below);
        for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let x = left + (right - left) * part;
            canvas.rule((x, TOP), (x, bottom));
            canvas.text((x, bottom + 16.0), Anchor::Middle, Ink::Faint, clock(number(self.duration_ms) * part));
        }
        for (place, speaker) in self.speakers.iter().enumerate() {
            self.row(&mut canvas, (lanes, lanes.top(place), room), speaker, printer);
        }
        if self.speakers.is_empty() {
            let middle = (left + right) / 2.0;
            canvas.text((middle, TOP + 22.0), Anchor::Middle, Ink::Faint, words.get("nothing_here"));
        }
        moments.iter().for_each(|moment| moment.draw(&mut canvas, spoken));
        for Entry { label, line, of: kind, x } in named {
            let y = bottom + 42.0 + LANE * float(line);
            let (ink, form) = kind.drawn();
            canvas.dot((x, y), 5.0, ink, form, Fill::Full);
            canvas.text((x + BESIDE, y + 4.0), Anchor::Start, Ink::Text, label);
        }
        canvas.done(words.get("picture.talk_timeline").to_owned(), description)
    }

    /// What somebody says, with their name and their share.
    fn row(
        &self,
        canvas: &mut Canvas,
        (lanes, top, room): (Lanes, f64, Room),
        speaker: &TalkSpeaker,
        printer: &Printer<'_>,
    ) {
        let (left, right) = lanes.along.places;
        let middle = top + lanes.middle;
        let ink = if speaker.own { Ink::Own } else { Ink::Team };
        let ((x, y), anchor, wide) = match room {
            Room::Wide => ((left - 12.0, middle + 4.0), Anchor::End, left - 28.0),
            Room::Narrow => ((left, top + 11.0), Anchor::Start, right - left),
        };
        canvas.text((x, y), anchor, Ink::Text, fitted(speaker.label.as_str(), wide, SIZE));
        for segment in self.spoken_by(speaker) {
            let [from, to] = [segment.start_ms, segment.end_ms].map(|at| lanes.along.place(number(at)));
            // The shortest words are seen too.
            let to = to.max(from + 1.0);
            canvas.rectangle((from, middle - 9.0), (to, middle + 9.0), ink, Fill::Full);
        }
        canvas.strong((room.width() - 16.0, middle + 4.0), Anchor::End, ink, self.share(speaker, printer));
    }

    fn spoken_by<'t>(&'t self, speaker: &'t TalkSpeaker) -> impl Iterator<Item = &'t TalkSegment> {
        self.segments.iter().filter(|segment| segment.speaker == speaker.key)
    }

    /// How much of the call somebody speaks.
    fn share(&self, speaker: &TalkSpeaker, printer: &Printer<'_>) -> String {
        let lengths = self.spoken_by(speaker).map(|segment| segment.end_ms.saturating_sub(segment.start_ms));
        let spoken = lengths.fold(0, u64::saturating_add);
        let share = quotient(spoken.into(), self.duration_ms.into()).map_or(Value::Nothing(None), Value::Share);
        printer.value(&share)
    }

    /// Those kinds of moments that are there, each with its name.
    fn kinds_told(&self, printer: &Printer<'_>) -> impl Iterator<Item = (MomentKind, String)> {
        let is_there = |kind: &MomentKind| self.moments.iter().any(|moment| moment.kind == *kind);
        let kinds = MomentKind::VARIANTS.iter().copied().filter(is_there);
        kinds.map(|kind| (kind, printer.words.term("moment", kind.into())))
    }

    fn moments_in_order(&self) -> Vec<&TalkMoment> {
        let mut ordered: Vec<&TalkMoment> = self.moments.iter().collect();
        ordered.sort_by_key(|moment| moment.at_ms);
        ordered
    }

    fn described(&self, printer: &Printer<'_>) -> String {
        let words = printer.words;
        let speaks = |speaker: &TalkSpeaker| {
            let share = self.share(speaker, printer);
            words.with("picture.speaks", &[("who", speaker.label.as_str()), ("share", &share)])
        };
        let mut told: Vec<String> = self.speakers.iter().map(speaks).collect();
        if told.is_empty() {
            told.push(words.get("nothing_here").to_owned());
        }
        told.extend(self.moments_in_order().into_iter().map(|moment| moment.told(printer)));
        told.join("; ")
    }
}

impl TalkMoment {
    fn told(&self, printer: &Printer<'_>) -> String {
        let kind = printer.words.term("moment", self.kind.into());
        let at = clock(number(self.at_ms));
        printer.words.with("picture.moment", &[("at", &at), ("kind", &kind), ("label", self.label.as_str())])
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

/// How high a line of moments is.
const LANE: f64 = 22.0;
/// How far its words are from the middle of its form.
const BESIDE: f64 = 10.0;

/// Moments, each where it stands, and how many lines they take.
fn placed<'t>(ordered: &[&'t TalkMoment], along: Scale, room: Room) -> (Vec<Placed<'t>>, usize) {
    let mut free_from: Vec<f64> = Vec::new();
    let mut placed = Vec::with_capacity(ordered.len());
    for moment in ordered {
        let most = room.pick(170.0, 140.0);
        let (x, label) = (along.place(number(moment.at_ms)), fitted(moment.label.as_str(), most, SMALL));
        let wide = width_of(&label, SMALL) + BESIDE;
        let words_before = x + wide > room.width() - 8.0;
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
}

/// How far the next form of the legend is from the words before it.
const BETWEEN: f64 = 20.0;

fn number(millis: u64) -> f64 {
    f64::from(u32::try_from(millis).unwrap_or(u32::MAX))
}

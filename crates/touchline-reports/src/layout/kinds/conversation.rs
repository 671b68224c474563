//! A conversation on a page: its figures, who speaks when, the first moment of each kind, and what was said and asked.
//!
//! Rules: RPT-04.

use super::super::form::{person, readable, written};
use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::moment_in_call;
use crate::picture::{MomentKind, Picture, TalkMoment, TalkSegment, TalkSpeaker, TalkTimeline};
use crate::value::{Tone, Value};
use touchline_kernel::reader::Data;
use touchline_kernel::{Key, Title};

/// A figure under its label, with its target, what it is divided by and how it was had.
macro_rules! measured {
    ($label:literal, $name:literal) => {{
        const AT: &str = concat!("/figures/", $name);
        Field {
            label: $label,
            at: AT,
            form: Form::ByNumber(figure),
            why: None,
            beside: &const {
                [
                    field("target", AT, Form::ByNumber(target)).showing("/target"),
                    field("met", concat!("/figures/", $name, "/met"), Form::YesNo),
                    field("divided_by", concat!("/figures/", $name, "/denominator"), Form::Term("divided_by")),
                    field("had", concat!("/figures/", $name, "/status"), Form::Term("talk_status")),
                ]
            },
            shows: "/value",
        }
    }};
}

pub(super) const LAYOUT: Layout = Layout {
    title: "conversation.title",
    subject: Some(field("name", "/about/title", Form::Text)),
    about: &[
        field("on", "/about/at", Form::Moment),
        field("length", "/length_ms", Form::Millis),
        field("language", "/language", Form::Text),
    ],
    needs: &["/about", "/figures", "/moments", "/phrases", "/questions", "/speakers", "/times", "/withheld"],
    parts: &[
        Part::List("/about/labels", &[field("", "/label", Form::Text), field("", "/value", Form::Text)]),
        Part::Heading("conversation.at_a_glance"),
        Part::Figures(&[
            measured!("talk_ratio", "talk_ratio"),
            measured!("asked", "questions"),
            measured!("fillers_per_minute", "fillers_per_minute"),
            measured!("longest_monologue", "longest_monologue"),
            measured!("patience", "patience"),
            measured!("interactivity", "interactivity"),
        ]),
        Part::Heading("conversation.speakers"),
        Part::Picture(timeline),
        Part::Unless("/times", &[Part::Note("conversation.no_times")]),
        Part::If(has_more_speakers, &[Part::Note("conversation.more_speakers")]),
        Part::Table(&SPEAKERS),
        Part::Heading("conversation.more_figures"),
        Part::Figures(&[
            measured!("customer_share", "customer_share"),
            measured!("longest_story", "longest_story"),
            measured!("open_questions", "open_questions"),
            measured!("closed_questions", "closed_questions"),
            measured!("fillers", "fillers"),
            measured!("speech_rate", "speech_rate"),
            measured!("overlap_share", "overlap_share"),
        ]),
        Part::When("/fillers", &[Part::Table(&FILLERS)]),
        Part::Heading("conversation.moments"),
        Part::Table(&MOMENTS),
        Part::Heading("conversation.phrases"),
        Part::Unless("/phrases", &[Part::Note("conversation.no_list")]),
        Part::When("/phrases", &[Part::Table(&KINDS), Part::Table(&PHRASES)]),
        Part::Heading("conversation.questions"),
        Part::When("/figures/questions/value", &[Part::Table(&QUESTIONS)]),
        // Where nobody could look for questions the figure says why.
        Part::Unless("/figures/questions/value", &[Part::Figures(&[measured!("asked", "questions")])]),
        Part::When(
            "/observed",
            &[
                Part::Heading("conversation.observed"),
                Part::Note("conversation.said_by_models"),
                Part::Table(&OBSERVED),
            ],
        ),
        Part::When("/withheld", &[Part::Heading("withheld_heading"), Part::Withheld("/withheld")]),
    ],
};

const SPEAKERS: TableOf = TableOf {
    name: "speakers",
    rows: "/speakers",
    columns: &[
        field("speaker", "", Form::By(called)),
        field("role", "/role", Form::Term("speaker_role")),
        field("spoken", "/spoken/value", Form::Millis).or_why("/spoken/reason", "unavailable"),
        field("share", "/share/value", Form::Share).or_why("/share/reason", "unavailable"),
        field("status", "/share/status", Form::Term("talk_status")),
    ],
};

const FILLERS: TableOf = TableOf {
    name: "fillers",
    rows: "/fillers",
    columns: &[field("filler", "/filler", Form::Text), field("times", "/count", Form::Count)],
};

const MOMENTS: TableOf = TableOf {
    name: "moments",
    rows: "/moments",
    columns: &[
        MOMENT,
        field("kind", "/of", Form::By(first_of)),
        field("speaker", "", Form::By(speaker)),
        field("quote", "/evidence/quote", Form::Text),
    ],
};

const KINDS: TableOf = TableOf {
    name: "phrase_kinds",
    rows: "/phrases",
    columns: &[
        field("kind", "", Form::By(kind_of_phrases)),
        field("times", "/count/value", Form::Count).or_why("/count/reason", "unavailable"),
    ],
};

const PHRASES: TableOf = TableOf {
    name: "phrases",
    rows: "/phrases/*/hits",
    columns: &[
        MOMENT,
        field("kind", "", Form::By(kind_above)),
        field("phrase", "/phrase", Form::Text),
        field("speaker", "", Form::By(speaker)),
        field("quote", "/evidence/quote", Form::Text),
    ],
};

const QUESTIONS: TableOf = TableOf {
    name: "asked",
    rows: "/questions",
    columns: &[MOMENT, field("kind", "/open", Form::By(open_or_closed)), field("quote", "/evidence/quote", Form::Text)],
};

const OBSERVED: TableOf = TableOf {
    name: "observed",
    rows: "/observed",
    columns: &[
        field("measure", "/measure", Form::Term("measure")),
        field("subject", "/subject", Form::Term("talk_subject")),
        field("value", "/value", Form::Number(2)),
        field("model", "/source", Form::Text),
        field("component", "/component", Form::Term("component")),
        field("reason", "/reason", Form::Text),
    ],
};

const MOMENT: Field = field("moment", "/evidence/moment_ms", Form::By(moment_in_call));

/// A number in a unit of conversations.
fn in_unit(scope: &Scope<'_>, number: f64) -> Value {
    match scope.text("/unit") {
        Some("count") => Value::Number(number, 0),
        Some("ms") => Value::Millis(number),
        Some("ratio") => Value::Number(number, 2),
        Some("share") => Value::Share(number),
        _ => Value::Number(number, 1),
    }
}

fn figure(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let value = match scope.number("/value") {
        Some(value) => in_unit(scope, value),
        None => Value::Nothing(scope.why("/reason", "unavailable")),
    };
    let tone = match scope.at("/met").and_then(Data::as_bool) {
        Some(true) => Tone::Good,
        Some(false) => Tone::Fair,
        None => Tone::Plain,
    };
    Some((value, tone))
}

fn target(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((in_unit(scope, scope.number("/target")?), Tone::Plain))
}

/// How many speakers are told by name where they speak, and have a line of their own on the picture.
const MOST_SPEAKERS: usize = 20;

/// How many times and moments the picture has.
const MOST_TIMES: usize = 10_000;
const MOST_MOMENTS: usize = 200;

fn has_more_speakers(scope: &Scope<'_>) -> bool {
    scope.has("/times") && scope.entries("/speakers").len() > MOST_SPEAKERS
}

/// A speaker by the name that the transcript gives, else by the one that is handed in, else by their key.
fn called(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let value = match (scope.text("/name"), scope.text("/key")) {
        (Some(name), _) => written(scope, name),
        (None, Some(key)) => person(scope, key),
        (None, None) => unknown(scope),
    };
    Some((value, Tone::Plain))
}

fn unknown(scope: &Scope<'_>) -> Value {
    Value::Term { raw: String::new(), shown: scope.words.get("conversation.unknown_speaker").to_owned() }
}

/// Whoever says something.
fn speaker(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let Some(key) = scope.text("/speaker") else { return Some((unknown(scope), Tone::Plain)) };
    let is_theirs = |speaker: &Data<'_>| speaker.get("key").and_then(Data::as_str) == Some(key);
    let known = (0..MOST_SPEAKERS).map_while(|place| scope.at(&format!("^/speakers/{place}"))).find(is_theirs);
    known.map_or_else(|| Some((person(scope, key), Tone::Plain)), |here| called(&Scope { here, ..*scope }))
}

/// A kind of phrases: in the words of the language where it has them, else as the list names it.
fn name_of<'a>(scope: &Scope<'a>, kind: Data<'a>) -> Option<(&'a str, &'a str)> {
    let key = kind.get("key")?.as_str()?;
    let own = scope.words.find_in("phrase_kind", key);
    Some((key, own.or_else(|| kind.get("name")?.as_str()).unwrap_or(key)))
}

fn kind_named(scope: &Scope<'_>, kind: Data<'_>) -> Option<(Value, Tone)> {
    let (raw, shown) = name_of(scope, kind)?;
    Some((Value::Term { raw: raw.to_owned(), shown: shown.to_owned() }, Tone::Plain))
}

fn kind_of_phrases(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    kind_named(scope, scope.here)
}

/// The kind that a phrase is of.
fn kind_above(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    kind_named(scope, scope.above("/hits/")?)
}

/// What a moment is the first one of.
fn first_of(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    match scope.at("/body") {
        Some(kind) => kind_named(scope, kind),
        None => {
            let raw = scope.text("/type")?;
            Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("moment", raw) }, Tone::Plain))
        }
    }
}

fn open_or_closed(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = if scope.here.as_bool()? { "open" } else { "closed" };
    Some((Value::Term { raw: raw.to_owned(), shown: scope.words.term("question_kind", raw) }, Tone::Plain))
}

/// Who speaks when, and the first moment of each kind, where times are known.
fn timeline(scope: &Scope<'_>) -> Option<Picture> {
    let duration_ms = scope.at("/length_ms")?.typed::<u64>().filter(|length| *length > 0)?;
    let lines = lines(scope);
    let segments: Vec<TalkSegment> = scope
        .entries("/times")
        .into_iter()
        .take(MOST_TIMES)
        .filter_map(|time| spoken(time, &lines, duration_ms))
        .collect();
    let moments = scope.entries("/moments").into_iter().take(MOST_MOMENTS);
    let moments = moments.filter_map(|moment| drawn(scope, moment)).filter(|moment| moment.at_ms <= duration_ms);
    let timeline = TalkTimeline {
        duration_ms,
        moments: moments.collect(),
        speakers: lines.into_iter().map(|line| line.speaker).collect(),
        segments,
    };
    (!timeline.segments.is_empty()).then(|| timeline.draw(&scope.printer))
}

/// A line of the picture.
struct Line<'a> {
    key: Option<&'a str>,
    /// For how long its speaker is heard.
    spoken: f64,
    speaker: TalkSpeaker,
}

/// The speakers who are heard for longest, in their order.
fn lines<'a>(scope: &Scope<'a>) -> Vec<Line<'a>> {
    let line = |(place, speaker): (usize, Data<'a>)| Line {
        key: speaker.get("key").and_then(Data::as_str),
        spoken: speaker.at("/spoken/value").and_then(Data::as_f64).unwrap_or_default(),
        speaker: TalkSpeaker {
            key: Key::new(&place.to_string()),
            label: Title::new(&label(scope, speaker)),
            own: speaker.get("role").and_then(Data::as_str) == Some("rep"),
        },
    };
    let mut lines: Vec<(usize, Line<'a>)> =
        scope.entries("/speakers").into_iter().enumerate().map(line).enumerate().collect();
    lines.sort_by(|(_, one), (_, other)| other.spoken.total_cmp(&one.spoken));
    lines.truncate(MOST_SPEAKERS);
    lines.sort_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn label(scope: &Scope<'_>, speaker: Data<'_>) -> String {
    called(&Scope { here: speaker, ..*scope }).map_or_else(String::new, |(name, _)| scope.printer.value(&name))
}

/// A time in which somebody is heard who has a line, as far as it lies within the call.
fn spoken(time: Data<'_>, lines: &[Line<'_>], duration_ms: u64) -> Option<TalkSegment> {
    let [start_ms, end_ms] = ["start_ms", "end_ms"].map(|end| time.get(end).and_then(Data::typed::<u64>));
    let (start_ms, end_ms) = (start_ms?, end_ms?.min(duration_ms));
    let key = time.get("speaker").and_then(Data::as_str);
    let line = lines.iter().find(|line| line.key == key)?;
    (start_ms <= end_ms).then(|| TalkSegment { end_ms, speaker: line.speaker.key.clone(), start_ms })
}

fn drawn(scope: &Scope<'_>, moment: Data<'_>) -> Option<TalkMoment> {
    let at_ms = moment.at("/evidence/moment_ms")?.typed()?;
    let (kind, label) = match moment.at("/of/body").filter(|of| !of.is_null()) {
        Some(of) => (MomentKind::Note, name_of(scope, of)?.1),
        None => (MomentKind::Question, scope.words.get("conversation.first_question")),
    };
    Some(TalkMoment { at_ms, kind, label: Title::new(readable(scope, label)) })
}

//! A made-up conversation, and what there must be of it once it was written and read.

use proptest::prelude::*;
use touchline_kernel::text::Key;
use touchline_talk::Segment;
use touchline_talk::read::{Format, Known, ReadTranscript, read};

/// Who speaks.
pub(crate) const NAMES: [&str; 6] =
    ["Ana Li (Acme)", "Bo | Team", "Dr. O'Neil-Smith, J.", "王小明", "שרה לוי", "ana@acme.example"];

/// The longest silence within a turn, in milliseconds: in two seconds it has ended.
const SILENCE: u64 = 1_999;

/// Who of the names says what, from when to when, in milliseconds.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) who: usize,
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) text: String,
}

/// A word of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'s> {
    pub(crate) who: usize,
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) text: &'s str,
}

impl Said {
    pub(crate) fn name(&self) -> &'static str {
        NAMES[self.who]
    }

    /// The words, each as long as the others.
    pub(crate) fn words(&self) -> Vec<Word<'_>> {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        let count = u64::try_from(words.len()).unwrap();
        let at = |nth: u64| self.start + (self.end - self.start) * nth / count;
        let word = |(nth, text)| Word { who: self.who, start: at(nth), end: at(nth + 1), text };
        (0..).zip(words).map(word).collect()
    }
}

/// Everybody's words, one after the other.
pub(crate) fn words(said: &[Said]) -> Vec<Word<'_>> {
    said.iter().flat_map(Said::words).collect()
}

fn text() -> impl Strategy<Value = String> {
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
        "Yes.",
        "30,000",
    ]);
    let word = prop_oneof![3 => "\\PC{1,8}", 1 => hard.prop_map(str::to_owned)];
    let text = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" ").trim().to_owned());
    text.prop_filter("something is said", |text| !text.is_empty())
}

/// A conversation in any order, in which people speak at once.
pub(crate) fn conversation() -> impl Strategy<Value = Vec<Said>> {
    let said = (0..NAMES.len(), 0_u64..36_000_000, 0_u64..20_000, text());
    let said = said.prop_map(|(who, start, length, text)| Said { who, start, end: start + length, text });
    prop::collection::vec(said, 0..40)
}

/// A conversation in which one speaks after the other, with silences of any length, and one space parts words.
pub(crate) fn one_by_one() -> impl Strategy<Value = Vec<Said>> {
    let silence = prop_oneof![4 => 0_u64..5_000, 1 => SILENCE - 2..SILENCE + 3, 1 => 0_u64..800_000];
    let said = (0..NAMES.len(), silence, 100_u64..20_000, text());
    prop::collection::vec(said, 0..40).prop_map(|said| {
        let mut now = 0;
        let one = |(who, silence, length, text): (usize, u64, u64, String)| {
            let start = now + silence;
            now = start + length;
            Said { who, start, end: now, text: text.split_whitespace().collect::<Vec<_>>().join(" ") }
        };
        said.into_iter().map(one).collect()
    })
}

/// The same as turns: what one says until somebody else does, or until they have been silent for two seconds.
pub(crate) fn turns(said: &[Said]) -> Vec<Said> {
    let mut turns: Vec<Said> = Vec::new();
    for said in said {
        match turns.last_mut() {
            Some(turn) if turn.who == said.who && said.start - turn.end <= SILENCE => {
                (turn.text, turn.end) = (format!("{} {}", turn.text, said.text), said.end);
            }
            _ => turns.push(said.clone()),
        }
    }
    turns
}

/// What there must be once it was read.
#[derive(Debug)]
pub(crate) struct Kept {
    /// What the file calls those who speak, in the order in which it names them.
    labels: Vec<String>,
    segments: Vec<Segment>,
}

impl Kept {
    /// All of it: in the order in which things begin, speakers numbered as the file names them, who are called so.
    pub(crate) fn of(said: &[Said], label: impl Fn(usize) -> String) -> Self {
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
        Kept { labels: seen.into_iter().map(label).collect(), segments }
    }

    pub(crate) fn named(said: &[Said]) -> Self {
        Kept::of(said, |who| NAMES[who].to_owned())
    }

    pub(crate) fn numbered(said: &[Said]) -> Self {
        Kept::of(said, |who| who.to_string())
    }

    /// All but who says it.
    pub(crate) fn nameless(mut self) -> Self {
        self.labels.clear();
        self.each(|segment| segment.speaker = None)
    }

    pub(crate) fn without_ends(self) -> Self {
        self.each(|segment| segment.end_ms = None)
    }

    pub(crate) fn without_times(self) -> Self {
        self.without_ends().each(|segment| segment.start_ms = None)
    }

    /// In whole seconds, each until the next one begins.
    pub(crate) fn in_whole_seconds(mut self) -> Self {
        let mut next = None;
        for segment in self.segments.iter_mut().rev() {
            (segment.start_ms, segment.end_ms) = (segment.start_ms.map(|start| start / 1_000 * 1_000), next);
            next = segment.start_ms;
        }
        self
    }

    /// With times from when the first thing was said.
    pub(crate) fn since_the_first(self) -> Self {
        let first = self.segments.iter().filter_map(|segment| segment.start_ms).min().unwrap_or_default();
        self.each(|segment| {
            segment.start_ms = segment.start_ms.map(|start| start - first);
            segment.end_ms = segment.end_ms.map(|end| end - first);
        })
    }

    fn each(mut self, change: impl FnMut(&mut Segment)) -> Self {
        self.segments.iter_mut().for_each(change);
        self
    }
}

/// The file is recognised, and there is what must be there.
pub(crate) fn check(format: Format, file: &str, kept: &Kept) {
    let known = Known { consented: true, ..Known::default() };
    let ReadTranscript { report, transcript } =
        read(file, None, None, &known).unwrap_or_else(|rejection| panic!("{}\n{file}", rejection.reason.message()));
    assert_eq!(transcript.segments, kept.segments, "{file}");
    let labels = report.speakers.iter().flat_map(|speaker| &speaker.labels).map(|label| label.as_str());
    assert_eq!(labels.collect::<Vec<_>>(), kept.labels, "{file}");
    let told = (report.format, report.segments, report.not_read_count);
    assert_eq!(told, (format, kept.segments.len(), 0), "{file}");
}

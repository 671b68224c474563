//! Amazon Transcribe: words and punctuation; times are texts of seconds, and speakers stand apart from the words.
//!
//! Rules: TRS-02.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::Known;
use super::draft::{Draft, Said, Who};
use super::fault::unreadable;
use super::json::{First, Str, Token, document};
use super::numbers::seconds_at;
use super::place::Place;
use super::turns::{Turns, Word};
use touchline_kernel::rejection::Reason;

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    results: Option<Results<'t>>,
}

#[derive(Deserialize)]
struct Results<'t> {
    #[serde(borrow)]
    channel_labels: Option<ChannelLabels<'t>>,
    #[serde(borrow)]
    items: Option<Vec<Item<'t>>>,
    #[serde(borrow)]
    language_code: Option<Str<'t>>,
    #[serde(borrow)]
    speaker_labels: Option<SpeakerLabels<'t>>,
    #[serde(borrow)]
    transcripts: Option<Vec<Whole<'t>>>,
}

#[derive(Deserialize)]
struct Whole<'t> {
    #[serde(borrow)]
    transcript: Option<Str<'t>>,
}

#[derive(Deserialize)]
struct ChannelLabels<'t> {
    #[serde(borrow)]
    channels: Option<Vec<Channel<'t>>>,
}

#[derive(Deserialize)]
struct Channel<'t> {
    #[serde(borrow)]
    channel_label: Option<Token<'t>>,
    #[serde(borrow)]
    items: Option<Vec<Item<'t>>>,
}

#[derive(Deserialize)]
struct SpeakerLabels<'t> {
    #[serde(borrow)]
    segments: Option<Vec<LabelledSegment<'t>>>,
}

#[derive(Deserialize)]
struct LabelledSegment<'t> {
    #[serde(borrow)]
    end_time: Option<Token<'t>>,
    #[serde(borrow)]
    items: Option<Vec<LabelledItem<'t>>>,
    #[serde(borrow)]
    speaker_label: Option<Token<'t>>,
    #[serde(borrow)]
    start_time: Option<Token<'t>>,
}

#[derive(Deserialize)]
struct LabelledItem<'t> {
    #[serde(borrow)]
    speaker_label: Option<Token<'t>>,
    #[serde(borrow)]
    start_time: Option<Token<'t>>,
}

#[derive(Deserialize)]
struct Item<'t> {
    #[serde(borrow)]
    alternatives: Option<First<Alternative<'t>>>,
    #[serde(borrow)]
    channel_label: Option<Token<'t>>,
    #[serde(borrow)]
    end_time: Option<Token<'t>>,
    #[serde(borrow)]
    speaker_label: Option<Token<'t>>,
    #[serde(borrow)]
    start_time: Option<Token<'t>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Str<'t>>,
}

impl<'t> Item<'t> {
    fn best(&self) -> Option<&Alternative<'t>> {
        self.alternatives.as_ref()?.0.as_ref()
    }
}

#[derive(Deserialize)]
struct Alternative<'t> {
    #[serde(borrow)]
    content: Option<Str<'t>>,
}

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let results = document::<File<'t>>(text)?.results;
    let results = results.ok_or_else(|| unreadable(Place::Pointer("/results", [0; 3]), "an object"))?;
    let mut draft =
        Draft { language: results.language_code.map(|Str(language)| language.into_owned()), ..Draft::default() };
    let spans = Spans::of(results.speaker_labels)?;
    let channels = results.channel_labels.and_then(|labels| labels.channels).unwrap_or_default();
    let items = results.items.unwrap_or_default();
    if channels.iter().any(|channel| channel.items.is_some()) {
        // The same items stand in `items`, too.
        for (nth, channel) in channels.iter().enumerate() {
            let label = channel.channel_label.as_ref();
            let place = |index| Place::Pointer("/results/channel_labels/channels/#/items/#", [nth, index, 0]);
            words_of(channel.items.as_deref().unwrap_or_default(), (&spans, label), place, &mut draft)?;
        }
    } else if items.is_empty() {
        let whole = results.transcripts.ok_or_else(|| unreadable(Place::Pointer("/results", [0; 3]), "`items`"))?;
        for (nth, Whole { transcript }) in whole.into_iter().enumerate() {
            let place = Place::entry("/results/transcripts/#/transcript", nth);
            let text = draft.text(transcript, place, "`transcript`");
            draft.say(Said { place, who: None, start: None, end: None, text });
        }
    } else {
        words_of(&items, (&spans, None), |index| Place::entry("/results/items/#", index), &mut draft)?;
    }
    Ok(draft)
}

fn words_of(
    items: &[Item<'_>],
    (spans, channel): (&Spans<'_>, Option<&Token<'_>>),
    place: impl Fn(usize) -> Place,
    draft: &mut Draft<'_>,
) -> Result<(), Reason> {
    let mut turns = Turns::default();
    for (index, item) in items.iter().enumerate() {
        let place = place(index);
        let content = item.best().and_then(|best| best.content.as_ref());
        draft.is_text_told(content.is_some(), place, "`content` of an alternative");
        let Some(Str(text)) = content else {
            draft.not_read(place, "a word without letters");
            continue;
        };
        let (start, end) = (seconds_at(item.start_time.as_ref(), place)?, seconds_at(item.end_time.as_ref(), place)?);
        let is_joined = item.kind.as_ref().is_some_and(|Str(kind)| kind == "punctuation");
        let who = if is_joined { None } else { who(item, (spans, channel), start, draft) };
        turns.word(&Word { place, who, start, end, text, is_joined }, draft);
    }
    turns.end(draft);
    Ok(())
}

fn who(
    item: &Item<'_>,
    (spans, channel): (&Spans<'_>, Option<&Token<'_>>),
    start: Option<i64>,
    draft: &mut Draft<'_>,
) -> Option<Who> {
    let own = item.speaker_label.as_ref().map(|Token(label)| label.as_ref()).filter(|label| !label.is_empty());
    let spanned = || spans.speaker(item.start_time.as_ref().map_or("", |Token(start)| start), start);
    let on_channel = || channel.or(item.channel_label.as_ref()).map(|Token(label)| label.as_ref());
    own.or_else(spanned).or_else(on_channel).and_then(|label| draft.who(label))
}

/// Who speaks when.
struct Spans<'t> {
    /// By when their words begin, as it is written.
    by_word: BTreeMap<Cow<'t, str>, Cow<'t, str>>,
    /// In the order in which they begin.
    spans: Vec<(i64, i64, Cow<'t, str>)>,
}

impl<'t> Spans<'t> {
    fn of(labels: Option<SpeakerLabels<'t>>) -> Result<Self, Reason> {
        let (mut by_word, mut spans) = (BTreeMap::new(), Vec::new());
        let segments = labels.and_then(|labels| labels.segments).unwrap_or_default();
        for (nth, segment) in segments.into_iter().enumerate() {
            let place = Place::entry("/results/speaker_labels/segments/#", nth);
            let (start, end) =
                (seconds_at(segment.start_time.as_ref(), place)?, seconds_at(segment.end_time.as_ref(), place)?);
            for item in segment.items.unwrap_or_default() {
                let label = item.speaker_label.or_else(|| segment.speaker_label.clone());
                if let (Some(Token(start)), Some(Token(label))) = (item.start_time, label) {
                    by_word.insert(start, label);
                }
            }
            if let (Some(start), Some(end), Some(Token(label))) = (start, end, segment.speaker_label) {
                spans.push((start, end, label));
            }
        }
        spans.sort_by_key(|(start, ..)| *start);
        Ok(Spans { by_word, spans })
    }

    /// Whose word begins at a moment, which is told as it is written, too.
    fn speaker(&self, written: &str, start: Option<i64>) -> Option<&str> {
        let by_word = self.by_word.get(written).map(Cow::as_ref);
        let by_span = || {
            let start = start?;
            let begun = self.spans.partition_point(|(begins, ..)| *begins <= start);
            let (_, end, label) = self.spans.get(..begun)?.last()?;
            (start <= *end).then_some(label.as_ref())
        };
        by_word.or_else(by_span).filter(|label| !label.is_empty())
    }
}

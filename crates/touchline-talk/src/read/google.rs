//! Google speech-to-text: results, of which the last may say all words again with who says them; seconds in two forms.
//!
//! Rules: TRS-02.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::Known;
use super::draft::{Draft, Said, Who};
use super::fault::{no_time, unreadable};
use super::json::{First, Str, Token, document, token, unless_blank};
use super::place::Place;
use super::turns::{Turns, Word};
use super::{time, words};
use touchline_kernel::rejection::Reason;

/// What a finished operation answers is wrapped in `response`.
#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    response: Option<Box<File<'t>>>,
    #[serde(borrow)]
    results: Option<Vec<Outcome<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'t> {
    #[serde(borrow)]
    alternatives: Option<First<Alternative<'t>>>,
    #[serde(borrow, alias = "channel_tag", default, deserialize_with = "unless_blank")]
    channel_tag: Option<Token<'t>>,
    #[serde(borrow, alias = "language_code")]
    language_code: Option<Str<'t>>,
    #[serde(borrow, alias = "result_end_time", alias = "resultEndOffset")]
    result_end_time: Option<Seconds<'t>>,
}

#[derive(Deserialize)]
struct Alternative<'t> {
    #[serde(borrow)]
    transcript: Option<Str<'t>>,
    #[serde(borrow)]
    words: Option<Vec<SaidWord<'t>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SaidWord<'t> {
    #[serde(borrow, alias = "end_time", alias = "endOffset")]
    end_time: Option<Seconds<'t>>,
    #[serde(borrow, alias = "speaker_tag", default, deserialize_with = "unless_blank")]
    speaker_tag: Option<Token<'t>>,
    #[serde(borrow, alias = "speaker_label", default, deserialize_with = "unless_blank")]
    speaker_label: Option<Token<'t>>,
    #[serde(borrow, alias = "start_time", alias = "startOffset")]
    start_time: Option<Seconds<'t>>,
    #[serde(borrow)]
    word: Option<Str<'t>>,
}

/// A time as it is written, in either form.
struct Seconds<'t>(&'t str);

impl<'t, 'de: 't> Deserialize<'de> for Seconds<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Seconds(<&'de RawValue>::deserialize(deserializer)?.get()))
    }
}

/// Seconds and billionths, of which what is 0 may be left out.
#[derive(Deserialize)]
struct InParts<'t> {
    nanos: Option<i64>,
    #[serde(borrow)]
    seconds: Option<Token<'t>>,
}

impl Seconds<'_> {
    fn millis(&self) -> Option<i64> {
        if !self.0.starts_with('{') {
            return time::seconds(&token(self.0)?);
        }
        let parts: InParts<'_> = serde_json::from_str(self.0).ok()?;
        let seconds = parts.seconds.map_or(Some(0), |Token(seconds)| time::seconds(&seconds))?;
        // Half a millisecond and more is one.
        let thousandths = parts.nanos.unwrap_or_default().checked_add(500_000)?.div_euclid(1_000_000);
        seconds.checked_add(thousandths)
    }
}

fn at(told: Option<&Seconds<'_>>, place: Place) -> Result<Option<i64>, Reason> {
    told.map(|seconds| seconds.millis().ok_or_else(|| no_time(place, seconds.0))).transpose()
}

/// Where results and their words stand, by themselves and in what an operation answers.
const PLAIN: (&str, &str) = ("/results/#", "/results/#/alternatives/0/words/#");
const WRAPPED: (&str, &str) = ("/response/results/#", "/response/results/#/alternatives/0/words/#");

/// Where the best alternatives of both stand.
const PLAIN_BEST: &str = "/results/#/alternatives/0";
const WRAPPED_BEST: &str = "/response/results/#/alternatives/0";

impl<'t> Outcome<'t> {
    fn best(&self) -> Option<&Alternative<'t>> {
        self.alternatives.as_ref()?.0.as_ref()
    }

    /// The channel that it was heard on, where there are several.
    fn channel(&self, has_several: bool) -> Option<&str> {
        self.channel_tag.as_ref().filter(|_| has_several).map(|Token(tag)| tag.as_ref())
    }

    fn words(&self) -> &[SaidWord<'t>] {
        self.best().and_then(|best| best.words.as_deref()).unwrap_or_default()
    }

    fn tells_speakers(&self) -> bool {
        self.words().iter().any(|word| word.speaker().is_some())
    }

    fn begins(&self) -> Option<i64> {
        let first = self.words().first()?;
        match (&first.start_time, &first.end_time) {
            (Some(start), _) => start.millis(),
            (None, Some(_)) => Some(0),
            (None, None) => None,
        }
    }
}

impl SaidWord<'_> {
    fn speaker(&self) -> Option<&str> {
        let label = self.speaker_label.as_ref().map(|Token(label)| label.as_ref());
        label.or_else(|| self.speaker_tag.as_ref().map(|Token(tag)| tag.as_ref()).filter(|tag| *tag != "0"))
    }
}

pub(super) fn read<'t>(text: &'t str, _: &Known) -> Result<Draft<'t>, Reason> {
    let file: File<'t> = document(text)?;
    let paths = if file.results.is_some() { PLAIN } else { WRAPPED };
    let results = file.results.or_else(|| file.response.and_then(|response| response.results));
    let results = results.ok_or_else(|| unreadable(Place::Pointer("/results", [0; 3]), "a list"))?;
    let mut draft = Draft::default();
    let language = results.iter().find_map(|result| result.language_code.as_ref());
    draft.language = language.map(|Str(language)| language.to_string());
    let has_channels =
        results.iter().any(|result| result.channel_tag.as_ref().is_some_and(|Token(tag)| tag != "0" && tag != "1"));
    let repeated = repeated(&results, has_channels);
    let mut reached = None;
    for (nth, result) in results.iter().enumerate() {
        if repeated.contains(&nth) {
            let count =
                result.best().and_then(|best| best.transcript.as_ref()).map_or(0, |Str(text)| words::count(text));
            draft.passed.repeated_words = draft.passed.repeated_words.saturating_add(count);
            continue;
        }
        reached = said_in(result, (nth, paths), (result.channel(has_channels), reached), &mut draft)?;
    }
    if draft.said.is_empty() {
        is_googles(text, paths)?;
    }
    Ok(draft)
}

/// What says something in a way that is not Google's, looked at where nothing was said in Google's.
type Otherwise<'t> = BTreeMap<Cow<'t, str>, IgnoredAny>;

#[derive(Deserialize)]
struct Foreign<'t> {
    #[serde(borrow)]
    response: Option<Box<Foreign<'t>>>,
    #[serde(borrow)]
    results: Option<Vec<ForeignOutcome<'t>>>,
}

#[derive(Deserialize)]
struct ForeignOutcome<'t> {
    #[serde(borrow)]
    alternatives: Option<First<Otherwise<'t>>>,
}

/// What Google says of an alternative beside its text: where nobody spoke it may stand alone.
const BESIDE: &[&str] = &["confidence", "transcript", "words"];

/// Refuses results whose alternatives say something, and none of them a transcript or words.
fn is_googles(text: &str, (_, path): (&'static str, &'static str)) -> Result<(), Reason> {
    let file: Foreign<'_> = document(text)?;
    let results = file.results.or_else(|| file.response.and_then(|response| response.results)).unwrap_or_default();
    let best = |result: &ForeignOutcome<'_>| -> Option<Vec<String>> {
        let best = result.alternatives.as_ref()?.0.as_ref()?;
        Some(best.keys().map(|key| key.to_string()).collect())
    };
    let names: Vec<Option<Vec<String>>> = results.iter().map(best).collect();
    let has = |wanted: fn(&str) -> bool| names.iter().position(|names| names.iter().flatten().any(|name| wanted(name)));
    match (has(|name| matches!(name, "transcript" | "words")), has(|name| !BESIDE.contains(&name))) {
        (None, Some(nth)) => {
            let place = if path.starts_with("/response") { WRAPPED_BEST } else { PLAIN_BEST };
            Err(unreadable(Place::entry(place, nth), "`transcript` or `words`"))
        }
        _ => Ok(()),
    }
}

/// The results all of which the last one of their channel says again.
fn repeated(results: &[Outcome<'_>], has_channels: bool) -> BTreeSet<usize> {
    let mut channels: BTreeMap<Option<&str>, Vec<(usize, &Outcome<'_>)>> = BTreeMap::new();
    for (nth, result) in results.iter().enumerate() {
        channels.entry(result.channel(has_channels)).or_default().push((nth, result));
    }
    let before_last = channels.values().filter_map(|of_channel| {
        let ((_, last), before) = of_channel.split_last()?;
        let heard: Vec<&Outcome<'_>> = before.iter().map(|(_, result)| *result).collect();
        repeats(last, &heard).then(|| before.iter().map(|(nth, _)| *nth))
    });
    before_last.flatten().collect()
}

/// Whether a result says again what those before it did: it alone tells speakers, or it begins where the first one does.
fn repeats(last: &Outcome<'_>, before: &[&Outcome<'_>]) -> bool {
    if !last.tells_speakers() || before.is_empty() {
        return false;
    }
    let first = before.iter().find_map(|result| result.begins());
    match (first, last.begins()) {
        (Some(first), Some(begins)) => begins <= first,
        _ => !before.iter().any(|result| result.tells_speakers()),
    }
}

/// Reads a result, which without words begins where the one before it ended; tells where it ends.
fn said_in(
    result: &Outcome<'_>,
    (nth, (outcome, path)): (usize, (&'static str, &'static str)),
    (channel, reached): (Option<&str>, Option<i64>),
    draft: &mut Draft<'_>,
) -> Result<Option<i64>, Reason> {
    let place = Place::entry(outcome, nth);
    let until = at(result.result_end_time.as_ref(), place)?;
    let Some(best) = result.best() else {
        draft.passed.empty = draft.passed.empty.saturating_add(1);
        return Ok(until.or(reached));
    };
    let who = |label: Option<&str>, draft: &mut Draft<'_>| -> Option<Who> {
        match channel {
            Some(channel) => draft.on_channel(channel, label),
            None => label.and_then(|label| draft.who(label)),
        }
    };
    let Some(words) = best.words.as_deref().filter(|words| !words.is_empty()) else {
        let text = best.transcript.as_ref().map_or(String::new(), |Str(text)| text.to_string());
        let start = until.map(|_| reached.unwrap_or_default());
        let who = who(None, draft);
        draft.say(Said { place, who, start, end: until, text: Cow::Owned(text) });
        return Ok(until.or(reached));
    };
    let whole = best.transcript.as_ref().filter(|_| !result.tells_speakers());
    let (mut turns, mut start, mut end) = (Turns::default(), None, None);
    for (index, word) in words.iter().enumerate() {
        let place = Place::Pointer(path, [nth, index, 0]);
        let (begins, ends) = (at(word.start_time.as_ref(), place)?, at(word.end_time.as_ref(), place)?);
        // A beginning of 0 is left out.
        let begins = begins.or_else(|| ends.map(|_| end.or(reached).unwrap_or_default()));
        (start, end) = (start.or(begins), ends.or(end));
        let Some(Str(text)) = word.word.as_ref().filter(|_| whole.is_none()) else {
            if word.word.is_none() {
                draft.not_read(place, "a word without letters");
            }
            continue;
        };
        let who = who(word.speaker(), draft);
        turns.word(&Word { place, who, start: begins, end: ends, text, is_joined: false }, draft);
    }
    turns.end(draft);
    if let Some(Str(text)) = whole {
        let who = who(None, draft);
        draft.say(Said { place, who, start, end, text: Cow::Owned(text.to_string()) });
    }
    Ok(end.or(until).or(reached))
}

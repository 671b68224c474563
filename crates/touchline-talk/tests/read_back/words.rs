//! JSON that tells who says each word and when, and not what is said without a break: that is for the reader to see.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline_talk::read::Format;

use crate::conversation::{Kept, Said, Word, check, one_by_one, turns, words};
use crate::sentences::{assembly_ai_word, deepgram_word, letter};
use crate::times::{decimal, seconds};

fn whole(said: &[Said]) -> String {
    said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// What each says, one behind the other, as channels have it; speakers are numbered as they begin.
fn channels(said: &[Said]) -> Vec<Vec<Said>> {
    let mut channels: Vec<Vec<Said>> = Vec::new();
    for said in said {
        match channels.iter_mut().find(|channel| channel[0].who == said.who) {
            Some(channel) => channel.push(said.clone()),
            None => channels.push(vec![said.clone()]),
        }
    }
    for (nth, channel) in channels.iter_mut().enumerate() {
        channel.iter_mut().for_each(|said| said.who = nth);
    }
    channels
}

fn assembly_ai(said: &[Said]) -> Value {
    let words: Vec<Value> = words(said).into_iter().map(assembly_ai_word).collect();
    json!({"id": "4", "status": "completed", "audio_duration": 0, "text": whole(said), "utterances": null, "words": words})
}

/// The items of Amazon Transcribe: a full stop, a comma and their like stand by themselves and have no times.
fn aws_items(said: &[Said], member: &str, label: fn(usize) -> String) -> Vec<Value> {
    let items = words(said).into_iter().flat_map(|Word { who, start, end, text }| {
        let (word, sign) = match text.strip_suffix(['.', ',', '?', '!']) {
            Some(word) if !word.is_empty() => (word, text.get(word.len()..)),
            _ => (text, None),
        };
        let alternatives = |content: &str| json!([{"confidence": "0.9", "content": content}]);
        let spoken = json!({"type": "pronunciation", "start_time": decimal(start), "end_time": decimal(end),
            member: label(who), "alternatives": alternatives(word)});
        let sign =
            sign.map(|sign| json!({"type": "punctuation", member: label(who), "alternatives": alternatives(sign)}));
        [spoken].into_iter().chain(sign)
    });
    items.collect()
}

fn aws_speaker(who: usize) -> String {
    format!("spk_{who}")
}

/// Amazon Transcribe, which tells speakers beside the items, and of late at each of them too.
pub(crate) fn aws_transcribe(said: &[Said], has_labels: bool) -> Value {
    let spans = said.iter().map(|said| {
        let item = |word: Word<'_>| json!({"start_time": decimal(word.start), "end_time": decimal(word.end), "speaker_label": aws_speaker(said.who)});
        let items: Vec<Value> = said.words().into_iter().map(item).collect();
        json!({"start_time": decimal(said.start), "end_time": decimal(said.end), "speaker_label": aws_speaker(said.who), "items": items})
    });
    let mut items = aws_items(said, "speaker_label", aws_speaker);
    let members = items.iter_mut().filter_map(Value::as_object_mut).filter(|_| !has_labels);
    members.for_each(|members| drop(members.remove("speaker_label")));
    json!({"jobName": "call", "accountId": "4", "status": "COMPLETED", "results": {
        "transcripts": [{"transcript": whole(said)}], "items": items,
        "speaker_labels": {"speakers": 6, "segments": spans.collect::<Vec<_>>()}}})
}

fn aws_channel(channel: usize) -> String {
    format!("ch_{channel}")
}

fn aws_channels(channels: &[Vec<Said>]) -> Value {
    let items = |said: &[Said]| aws_items(said, "channel_label", aws_channel);
    let each = channels.iter().enumerate();
    let each = each.map(|(nth, said)| json!({"channel_label": aws_channel(nth), "items": items(said)}));
    json!({"jobName": "call", "results": {"transcripts": [{"transcript": ""}], "items": items(&channels.concat()),
        "channel_labels": {"number_of_channels": channels.len(), "channels": each.collect::<Vec<_>>()}}})
}

/// Deepgram without utterances, with the speakers of one channel.
fn deepgram(said: &[Said]) -> Value {
    let word = |word: Word<'_>| {
        let mut told = deepgram_word(word);
        told["speaker"] = json!(word.who);
        told
    };
    let words: Vec<Value> = words(said).into_iter().map(word).collect();
    json!({"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [{"transcript": whole(said), "words": words}]}]}})
}

fn deepgram_channels(channels: &[Vec<Said>]) -> Value {
    let channel = |said: &Vec<Said>| {
        let words: Vec<Value> = words(said).into_iter().map(deepgram_word).collect();
        json!({"alternatives": [{"transcript": whole(said), "words": words}]})
    };
    let each: Vec<Value> = channels.iter().map(channel).collect();
    json!({"metadata": {"channels": channels.len()}, "results": {"channels": each}})
}

/// How Google's interfaces write times.
pub(crate) type GoogleTime = fn(u64) -> Value;

pub(crate) const GOOGLE_TIMES: [GoogleTime; 2] = [
    |millis| json!(format!("{}s", decimal(millis))),
    |millis| match (millis / 1_000, millis % 1_000 * 1_000_000) {
        (seconds, 0) => json!({"seconds": seconds.to_string()}),
        (0, nanos) => json!({"nanos": nanos}),
        (seconds, nanos) => json!({"seconds": seconds.to_string(), "nanos": nanos}),
    },
];

fn google_word(Word { start, end, text, .. }: Word<'_>, time: GoogleTime) -> Value {
    json!({"startTime": time(start), "endTime": time(end), "word": text})
}

/// Google's first version: results without speakers, and a last one that says all of it again with them.
pub(crate) fn google(said: &[Said], time: GoogleTime) -> Value {
    let result = |said: &Said| {
        let words: Vec<Value> = said.words().into_iter().map(|word| google_word(word, time)).collect();
        json!({"alternatives": [{"transcript": said.text, "confidence": 0.9, "words": words}], "languageCode": "en-us"})
    };
    let mut results: Vec<Value> = said.iter().map(result).collect();
    let tagged = words(said).into_iter().map(|word| {
        let mut told = google_word(word, time);
        told["speakerTag"] = json!(word.who + 1);
        told
    });
    results.extend((!said.is_empty()).then(|| json!({"alternatives": [{"words": tagged.collect::<Vec<_>>()}]})));
    json!({"results": results})
}

/// Google's second version, whose results tell speakers by themselves.
fn google_2(said: &[Said]) -> Value {
    let word = |Word { who, start, end, text }: Word<'_>| {
        json!({"startOffset": GOOGLE_TIMES[0](start), "endOffset": GOOGLE_TIMES[0](end), "word": text,
            "speakerLabel": who.to_string()})
    };
    let result = |said: &Said| {
        let words: Vec<Value> = said.words().into_iter().map(word).collect();
        json!({"alternatives": [{"transcript": said.text, "words": words}], "resultEndOffset": GOOGLE_TIMES[0](said.end),
            "languageCode": "en-US"})
    };
    json!({"results": said.iter().map(result).collect::<Vec<_>>()})
}

/// Whisper where words alone are asked for, which tells no speakers.
fn whisper(said: &[Said]) -> Value {
    let word =
        |Word { start, end, text, .. }: Word<'_>| json!({"word": text, "start": seconds(start), "end": seconds(end)});
    let words: Vec<Value> = words(said).into_iter().map(word).collect();
    json!({"task": "transcribe", "language": "english", "duration": 0, "text": whole(said), "words": words})
}

fn of_one(said: &[Said]) -> Vec<Said> {
    said.iter().map(|said| Said { who: 0, ..said.clone() }).collect()
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_words_of_assembly_ai_is_read_back(said in one_by_one()) {
        check(Format::AssemblyAi, &assembly_ai(&said).to_string(), &Kept::of(&turns(&said), letter));
    }

    #[test]
    fn trs_02_what_is_written_as_amazon_transcribe_does_is_read_back(said in one_by_one(), has_labels in any::<bool>()) {
        let kept = Kept::of(&turns(&said), aws_speaker);
        check(Format::AwsTranscribe, &aws_transcribe(&said, has_labels).to_string(), &kept);
    }

    #[test]
    fn trs_02_what_is_written_as_channels_of_amazon_transcribe_is_read_back(said in one_by_one()) {
        let channels = channels(&said);
        let said: Vec<Said> = channels.iter().flat_map(|channel| turns(channel)).collect();
        check(Format::AwsTranscribe, &aws_channels(&channels).to_string(), &Kept::of(&said, aws_channel));
    }

    #[test]
    fn trs_02_what_is_written_as_words_of_deepgram_is_read_back(said in one_by_one()) {
        check(Format::Deepgram, &deepgram(&said).to_string(), &Kept::numbered(&turns(&said)));
    }

    #[test]
    fn trs_02_what_is_written_as_channels_of_deepgram_is_read_back(said in one_by_one()) {
        let channels = channels(&said);
        prop_assume!(channels.len() > 1);
        let said: Vec<Said> = channels.iter().flat_map(|channel| turns(channel)).collect();
        let kept = Kept::of(&said, |channel| format!("channel:{channel}"));
        check(Format::Deepgram, &deepgram_channels(&channels).to_string(), &kept);
    }

    #[test]
    fn trs_02_what_is_written_as_google_does_is_read_back(said in one_by_one(), time in prop::sample::select(GOOGLE_TIMES.to_vec())) {
        let kept = Kept::of(&turns(&said), |who| (who + 1).to_string());
        check(Format::GoogleSpeech, &google(&said, time).to_string(), &kept);
        check(Format::GoogleSpeech, &google_2(&said).to_string(), &Kept::numbered(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_words_of_whisper_is_read_back(said in one_by_one()) {
        check(Format::Whisper, &whisper(&said).to_string(), &Kept::numbered(&turns(&of_one(&said))).nameless());
    }
}

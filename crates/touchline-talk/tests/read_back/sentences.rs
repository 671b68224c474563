//! JSON with an entry for what somebody says without a break, and times from the beginning.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline_talk::read::Format;

use crate::conversation::{Kept, Said, Word, check, conversation, one_by_one, words};
use crate::times::{decimal, seconds};

fn each(said: &[Said], entry: impl Fn(&Said) -> Value) -> Vec<Value> {
    said.iter().map(entry).collect()
}

fn whole(said: &[Said]) -> String {
    said.iter().map(|said| format!(" {}", said.text)).collect()
}

fn gong_id(who: usize) -> String {
    format!("1844674407370955161{who}")
}

pub(crate) fn gong(said: &[Said]) -> Value {
    let monologues = each(said, |said| {
        let sentence = json!({"start": said.start, "end": said.end, "text": said.text});
        json!({"speakerId": gong_id(said.who), "topic": null, "sentences": [sentence]})
    });
    json!({"requestId": "4", "callTranscripts": [{"callId": "1", "transcript": monologues}]})
}

/// Deepgram's utterances, with the speakers of one channel, or with a channel for each.
pub(crate) fn deepgram(said: &[Said], channels: u64) -> Value {
    let utterances = each(said, |said| {
        let words: Vec<Value> = said.words().into_iter().map(deepgram_word).collect();
        let (start, end) = (seconds(said.start), seconds(said.end));
        let mut utterance = json!({"start": start, "end": end, "confidence": 0.9, "channel": 0, "transcript": said.text,
            "words": words});
        utterance[if channels == 1 { "speaker" } else { "channel" }] = json!(said.who);
        utterance
    });
    json!({"metadata": {"channels": channels}, "results": {"channels": [], "utterances": utterances}})
}

pub(crate) fn deepgram_word(Word { start, end, text, .. }: Word<'_>) -> Value {
    let plain = text.trim_end_matches(['.', ',']).to_lowercase();
    json!({"word": plain, "punctuated_word": text, "start": seconds(start), "end": seconds(end), "confidence": 0.9})
}

pub(crate) fn letter(who: usize) -> String {
    ["A", "B", "C", "D", "E", "F"][who].to_owned()
}

pub(crate) fn assembly_ai_piece(said: &Said) -> Value {
    let words: Vec<Value> = said.words().into_iter().map(assembly_ai_word).collect();
    json!({"speaker": letter(said.who), "start": said.start, "end": said.end, "text": said.text, "confidence": 0.9,
        "words": words})
}

pub(crate) fn assembly_ai_word(Word { who, start, end, text }: Word<'_>) -> Value {
    json!({"text": text, "start": start, "end": end, "confidence": 0.9, "speaker": letter(who)})
}

pub(crate) fn assembly_ai(said: &[Said]) -> Value {
    let words: Vec<Value> = words(said).into_iter().map(assembly_ai_word).collect();
    json!({"id": "4", "status": "completed", "audio_duration": 0, "text": whole(said), "words": words,
        "utterances": each(said, assembly_ai_piece)})
}

/// What AssemblyAI answers where sentences are asked for.
fn assembly_ai_sentences(said: &[Said]) -> Value {
    json!({"id": "4", "confidence": 0.9, "audio_duration": 0, "sentences": each(said, assembly_ai_piece)})
}

pub(crate) fn contact_lens(said: &[Said]) -> Value {
    let entries = each(said, |said| {
        json!({"ParticipantId": said.who.to_string(), "BeginOffsetMillis": said.start, "EndOffsetMillis": said.end,
            "Content": said.text, "Sentiment": "NEUTRAL"})
    });
    json!({"Version": "1.1.0", "Channel": "VOICE", "LanguageCode": "en-US", "Transcript": entries})
}

fn whisper_speaker(who: usize) -> String {
    format!("SPEAKER_0{who}")
}

/// WhisperX, which has no times for words with digits.
pub(crate) fn whisper_x(said: &[Said]) -> Value {
    let word = |word: Word<'_>| match word.text.contains(|sign: char| sign.is_ascii_digit()) {
        true => json!({"word": word.text}),
        false => {
            json!({"word": word.text, "start": seconds(word.start), "end": seconds(word.end), "score": 0.9,
                "speaker": whisper_speaker(word.who)})
        }
    };
    let segments = each(said, |said| {
        let words: Vec<Value> = said.words().into_iter().map(word).collect();
        json!({"start": seconds(said.start), "end": seconds(said.end), "text": format!(" {}", said.text), "words": words,
            "speaker": whisper_speaker(said.who)})
    });
    let words: Vec<Value> = said.iter().flat_map(Said::words).map(word).collect();
    json!({"segments": segments, "word_segments": words, "language": "en"})
}

/// Whisper by itself, which tells no speakers.
fn whisper(said: &[Said]) -> Value {
    let segment = |said: &Said| json!({"id": 0, "seek": 0, "start": seconds(said.start), "end": seconds(said.end), "text": format!(" {}", said.text), "tokens": [50_364], "no_speech_prob": 0.1});
    json!({"text": whole(said), "segments": each(said, segment), "language": "en"})
}

pub(crate) fn fireflies(said: &[Said]) -> Value {
    let sentences = each(said, |said| {
        json!({"index": 0, "speaker_name": said.name(), "speaker_id": said.who, "text": said.text, "raw_text": said.text,
            "start_time": seconds(said.start), "end_time": seconds(said.end)})
    });
    json!({"data": {"transcript": {"id": "4", "title": "A call", "sentences": sentences, "meeting_attendees": []}}})
}

/// Twilio's sentences, whose times may be null.
pub(crate) fn twilio(said: &[Said], has_times: bool) -> Value {
    let time = |millis| has_times.then(|| decimal(millis));
    let sentences = each(said, |said| {
        json!({"media_channel": said.who, "sentence_index": 0, "start_time": time(said.start), "end_time": time(said.end),
            "transcript": said.text, "sid": "GX4", "confidence": "0.9", "words": []})
    });
    json!({"sentences": sentences, "meta": {"page": 0, "key": "sentences"}})
}

/// Rev.ai's monologues, whose values are put together as they are.
pub(crate) fn rev_ai(said: &[Said]) -> Value {
    let monologues = each(said, |said| {
        let mut words = said.words().into_iter();
        let mut elements = Vec::new();
        for piece in said.text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if !word.is_empty() {
                let Word { start, end, .. } = words.next().unwrap();
                let (start, end) = (seconds(start), seconds(end));
                elements.push(json!({"type": "text", "value": word, "ts": start, "end_ts": end, "confidence": 0.9}));
            }
            elements.push(json!({"type": "punct", "value": piece.get(word.len()..)}));
        }
        json!({"speaker": said.who, "elements": elements})
    });
    json!({"monologues": monologues})
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_gong_does_is_read_back(said in conversation()) {
        check(Format::Gong, &gong(&said).to_string(), &Kept::of(&said, gong_id));
    }

    #[test]
    fn trs_02_what_is_written_as_deepgram_does_is_read_back(said in conversation()) {
        check(Format::Deepgram, &deepgram(&said, 1).to_string(), &Kept::numbered(&said));
        check(Format::Deepgram, &deepgram(&said, 6).to_string(), &Kept::of(&said, |who| format!("channel:{who}")));
    }

    #[test]
    fn trs_02_what_is_written_as_assembly_ai_does_is_read_back(said in conversation()) {
        let kept = Kept::of(&said, letter);
        check(Format::AssemblyAi, &assembly_ai(&said).to_string(), &kept);
        check(Format::AssemblyAi, &assembly_ai_sentences(&said).to_string(), &kept);
    }

    #[test]
    fn trs_02_what_is_written_as_contact_lens_does_is_read_back(said in conversation()) {
        check(Format::ContactLens, &contact_lens(&said).to_string(), &Kept::numbered(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_whisper_does_is_read_back(said in conversation()) {
        check(Format::Whisper, &whisper_x(&said).to_string(), &Kept::of(&said, whisper_speaker));
        check(Format::Whisper, &whisper(&said).to_string(), &Kept::numbered(&said).nameless());
    }

    #[test]
    fn trs_02_what_is_written_as_fireflies_does_is_read_back(said in conversation()) {
        prop_assume!(!said.is_empty());
        check(Format::Fireflies, &fireflies(&said).to_string(), &Kept::named(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_twilio_does_is_read_back(said in conversation(), untimed in one_by_one()) {
        let kept = |said: &[Said]| Kept::of(said, |who| format!("channel:{who}"));
        prop_assume!(!said.is_empty() && !untimed.is_empty());
        check(Format::Twilio, &twilio(&said, true).to_string(), &kept(&said));
        check(Format::Twilio, &twilio(&untimed, false).to_string(), &kept(&untimed).without_times());
    }

    #[test]
    fn trs_02_what_is_written_as_rev_ai_does_is_read_back(said in conversation()) {
        check(Format::RevAi, &rev_ai(&said).to_string(), &Kept::numbered(&said));
    }
}

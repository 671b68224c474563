//! What each format comes to, over small files of our own.

use super::*;
use crate::transcript::Role;
use touchline_kernel::text::{Key, Name};

fn known() -> Known {
    Known { consented: true, ..Known::default() }
}

fn told(text: &str) -> ReadTranscript {
    read(text, None, None, &known()).unwrap_or_else(|rejection| panic!("{}", rejection.reason.message()))
}

fn refused(text: &str) -> (Code, String) {
    let reason = read(text, None, None, &known()).unwrap_err().reason;
    (reason.code, reason.message())
}

/// Each segment as `start-end speaker: text`.
fn lines(read: &ReadTranscript) -> Vec<String> {
    let shown = |millis: Option<u64>| millis.map_or("?".to_owned(), |millis| millis.to_string());
    let segments = read.transcript.segments.iter();
    let line = segments.map(|segment| {
        let speaker = segment.speaker.as_ref().map_or("nobody", |key| key.as_str());
        format!("{}-{} {speaker}: {}", shown(segment.start_ms), shown(segment.end_ms), segment.text)
    });
    line.collect()
}

/// Each speaker as `key label name role`.
fn speakers(read: &ReadTranscript) -> Vec<String> {
    let speakers = read.transcript.speakers.iter().zip(&read.report.speakers);
    let line = speakers.map(|(speaker, read)| {
        let labels: Vec<&str> = read.labels.iter().map(|label| label.as_str()).collect();
        let name = speaker.name.as_ref().map_or("-", |name| name.as_str());
        format!("{} [{}] {name} {:?}", speaker.key.as_str(), labels.join("|"), speaker.role)
    });
    line.collect()
}

#[test]
fn trs_02_a_time_between_words_takes_no_speaker_away() {
    let cue = |second: u8, text: &str| format!("00:00:0{second}.000 --> 00:00:0{second}.900\n{text}\n\n");
    let expected = ["1000-1900 speaker_1: yes", "2000-2900 speaker_2: yes", "3000-3900 speaker_1: go on"];
    for texts in [
        ["<v Ana>yes</v>", "<v Bo>yes</v>", "<v Ana>go <00:00:03.500>on</v>"],
        ["Ana: yes", "Bo: yes", "Ana: go <00:00:03.500>on"],
    ] {
        let cues: String = texts.iter().zip(1..).map(|(text, second)| cue(second, text)).collect();
        assert_eq!(lines(&told(&format!("WEBVTT\n\n{cues}"))), expected);
    }
}

#[test]
fn trs_02_languages_are_read_as_tags_however_they_are_written() {
    for (written, tag) in [("english", "en"), ("eng", "en"), ("German", "de"), ("nl", "nl")] {
        let file = format!(r#"{{"language": "{written}", "segments": [{{"start": 0, "end": 1, "text": "Hm."}}]}}"#);
        assert_eq!(told(&file).transcript.language, Some(Key::new(tag)));
    }
}

#[test]
fn trs_02_a_speaker_who_is_named_once_keeps_the_name() {
    let element = r#"[{"type": "text", "value": "Hm.", "ts": 0, "end_ts": 1}]"#;
    let file = format!(
        r#"{{"monologues": [{{"speaker": 0, "speaker_name": "Ana", "elements": {element}}}, {{"speaker": 0, "elements": {element}}}]}}"#
    );
    assert_eq!(told(&file).transcript.speakers[0].name, Some(Name::new("Ana")));
}

#[test]
fn trs_02_sentences_of_assembly_ai_have_their_times_and_speakers() {
    let read = told(
        r#"{"sentences": [{"text": "Hello.", "start": 250, "end": 1000, "words": [], "speaker": "A"},
            {"text": "Yes.", "start": 1200, "end": 1500, "words": [], "speaker": "B"}],
            "id": "x", "confidence": 0.9, "audio_duration": 2}"#,
    );
    assert_eq!((read.report.format, read.transcript.length_ms), (Format::AssemblyAi, Some(2_000)));
    assert_eq!(lines(&read), ["250-1000 speaker_1: Hello.", "1200-1500 speaker_2: Yes."]);
    let silent = told(r#"{"sentences": [], "id": "x", "confidence": 0.0, "audio_duration": 2}"#);
    assert_eq!((silent.report.format, silent.transcript.segments.len()), (Format::AssemblyAi, 0));
    let fireflies = told(r#"{"sentences": [{"text": "Hello.", "start_time": 0.5, "speaker_name": "Ana"}]}"#);
    assert_eq!(fireflies.report.format, Format::Fireflies);
}

#[test]
fn trs_02_chapters_and_messages_are_no_transcripts() {
    for text in [
        "Intro  0:00\nDemo  2:15\nPricing  9:40\n",
        "Intro  0:00\n\nDemo  2:15\n",
        "From: Ana\nSubject: x\n00:05:00\nhello\n",
        "00:05:00\nAna:\nBo:\n",
    ] {
        assert_eq!(refused(text).0, Code::TranscriptFormatUnknown, "{text}");
    }
    assert_eq!(told("00:00:00\nAna: Hi.\nBo: Yes.\n").report.format, Format::GoogleMeet);
}

#[test]
fn trs_02_a_second_document_of_another_call_is_refused() {
    let call = r#"{"callTranscripts": [{"callId": "7", "transcript": [{"speakerId": "1", "sentences": [
        {"start": 0, "end": 9, "text": "Hello."}]}]}]}"#;
    let of = |id: &str| {
        format!(r#"{{"calls": [{{"metaData": {{"id": "{id}"}}, "parties": [{{"speakerId": "1", "name": "Ana"}}]}}]}}"#)
    };
    let with = |beside: &str| super::read(call, Some(beside), None, &known());
    assert_eq!(with(&of("7")).unwrap().transcript.speakers[0].name, Some(Name::new("Ana")));
    for beside in [of("8").as_str(), r#"{"foo": 1}"#, "{}"] {
        assert!(with(beside).is_err(), "{beside}");
    }
}

#[test]
fn trs_02_zoom_names_stand_before_what_is_said() {
    let file = "WEBVTT\r\n\r\n1\r\n00:02:16.500 --> 00:02:18.000\r\nAna Li (Acme): Hi: there\r\n\r\n2\r\n\
                00:02:18.000 --> 00:02:19.000\r\nand welcome.\r\n\r\n3\r\n00:02:19.100 --> 00:02:20.000\r\nBo | Team: Yes.\r\n";
    let read = told(file);
    assert_eq!(
        lines(&read),
        [
            "136500-138000 speaker_1: Hi: there",
            "138000-139000 speaker_1: and welcome.",
            "139100-140000 speaker_2: Yes.",
        ]
    );
    assert_eq!(
        speakers(&read),
        ["speaker_1 [Ana Li (Acme)] Ana Li (Acme) Other", "speaker_2 [Bo | Team] Bo | Team Other"]
    );
    assert_eq!((read.report.format, read.report.joined, read.report.words), (Format::WebVtt, 1, 5));
}

#[test]
fn trs_02_teams_voices_unpadded_negative_and_out_of_order() {
    let file = "WEBVTT\r\n\r\n-00:00:01.200 --> 00:00:02.000\r\n<v Ana Li>First.</v>\r\n\r\n0:0:5.490 --> 0:0:6.0\r\n\
                <v 4f0c2a9e-1b1c-4a6b-9a4f-1d2e3f405162@4f0c2a9e-1b1c-4a6b-9a4f-1d2e3f405163>Third.</v>\r\n\r\n\
                0:0:3.490 --> 0:0:6.000\r\n<v Ana Li>Second\r\nline.</v>\r\n";
    let read = told(file);
    assert_eq!(
        lines(&read),
        ["0-2000 speaker_1: First.", "3490-6000 speaker_1: Second line.", "5490-6000 speaker_2: Third.",]
    );
    assert_eq!(read.transcript.speakers[1].name, None, "an id is no name");
    assert_eq!((read.report.put_right.negative_starts, read.report.put_right.sorted), (1, 1));
}

#[test]
fn trs_02_teams_metadata_within_cues_and_line_by_line() {
    let json = |start: &str, end: &str, name: &str, text: &str| {
        format!(
            r#"{{"startDateTime":"2024-02-10T10:00:{start}Z","endDateTime":"2024-02-10T10:00:{end}Z","speakerName":"{name}","spokenText":"{text}","spokenLanguage":"en-us"}}"#
        )
    };
    let (one, other) = (json("16.246", "17.726", "Ana", "Hi."), json("18.0000001", "19.5", "Bo", "Yes."));
    let read =
        told(&format!("WEBVTT\n\n00:00:16.246 --> 00:00:17.726\n{one}\n\n00:00:18.000 --> 00:00:19.500\n{other}\n"));
    assert_eq!(lines(&read), ["16246-17726 speaker_1: Hi.", "18000-19500 speaker_2: Yes."]);
    assert_eq!(read.transcript.language.as_ref().unwrap().as_str(), "en-us");
    let read = told(&format!("{one}\n{other}\n"));
    assert_eq!(lines(&read), ["0-1480 speaker_1: Hi.", "1754-3254 speaker_2: Yes."]);
    assert_eq!(read.report.format, Format::TeamsMetadata);
    let (code, message) = refused(&format!("{one}\n{{\"spokenText\":\n"));
    assert_eq!(code, Code::TranscriptUnreadable);
    assert!(message.contains("line 2"), "{message}");
}

#[test]
fn trs_02_notes_styles_regions_settings_and_ids_are_no_words() {
    let file = "\u{feff}WEBVTT - A title\nLanguage: pt-BR\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nNOTE\nsaid by nobody\n\n\
                NOTE duration:\"00:01:00.0000000\"\n\nintro\n00:01.000 --> 00:02.000 align:start position:0%\n- Um <b>dois</b> &amp; tr\u{ea}s\n";
    let read = told(file);
    assert_eq!(lines(&read), ["1000-2000 nobody: - Um dois & tr\u{ea}s"]);
    assert_eq!((read.report.passed_over.notes, read.report.words, read.report.without_speaker), (5, 5, 1));
    assert_eq!((read.transcript.language.unwrap().as_str(), read.transcript.length_ms), ("pt-BR", Some(60_000)));
}

#[test]
fn trs_02_captions_that_roll_up_say_each_line_once() {
    let file = "WEBVTT\nKind: captions\n\n00:00:01.000 --> 00:00:02.000\nthis<00:00:01.200><c> will</c>\n\n\
                00:00:02.000 --> 00:00:02.010\nthis will\n\n00:00:02.010 --> 00:00:04.000\nthis will\nhappen<00:00:03.000><c> now: ok</c>\n";
    let read = told(file);
    assert_eq!(lines(&read), ["1000-2000 nobody: this will", "2010-4000 nobody: happen now: ok"]);
    assert_eq!((read.report.passed_over.repeated_words, read.report.passed_over.empty), (4, 1));
}

#[test]
fn trs_02_an_empty_meeting_is_a_transcript_without_segments() {
    for file in ["WEBVTT", "WEBVTT\r\n\r\n\r\n", "\u{feff}WEBVTT\n\n"] {
        let read = told(file);
        assert_eq!((read.report.segments, read.report.passed_over.notes), (0, 0));
    }
    let old = told("WEBVTT\r\r00:01.000 --> 00:02.000\rone\rtwo\r");
    assert_eq!(lines(&old), ["1000-2000 nobody: one two"]);
}

#[test]
fn trs_02_lines_without_times_are_told() {
    let read = told("WEBVTT\n\n00:01.000 --> 00:02.000\none\n\nlost words\nand more\n\n00:03.000 --> 00:04.000\n\n");
    assert_eq!(read.report.not_read, [NotRead { place: "line 6".to_owned(), text: "lost words\nand more".to_owned() }]);
    assert_eq!((read.report.segments, read.report.passed_over.empty), (1, 1));
}

#[test]
fn trs_02_srt_is_numbered_with_or_without_empty_lines() {
    let file = "1\n00:00:00,500 --> 00:00:07,000\nAna: <i>One</i>\n2\n00:00:07,000 --> 00:00:11,890\nBo: {\\an8}Two\n\n3\n00:00:12,000 --> 00:00:13,000\n2\n";
    let read = told(file);
    assert_eq!(lines(&read), ["500-7000 speaker_1: One", "7000-11890 speaker_2: Two", "12000-13000 speaker_2: 2"]);
    assert_eq!((read.report.format, read.report.joined), (Format::Srt, 1));
}

#[test]
fn trs_01_broken_times_spans_and_ends_name_line_and_segment() {
    let cue = |times: &str| format!("WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n{times}\ntwo\n");
    let told = refused(&cue("00:00:1d.890 --> 00:03.000"));
    assert_eq!(
        told,
        (Code::TranscriptTimeUnreadable, "`00:00:1d.890 --> 00:03.000` at line 6 is no time of a call".to_owned())
    );
    let told = refused(&cue("00:03.000 --> 00:02.900"));
    assert_eq!(told, (Code::SegmentReversed, "segment 1 at line 6 ends before it begins".to_owned()));
    let reason = read(&cue("00:03.000 --> 00:04.001"), None, None, &Known { length_ms: Some(4_000), ..known() });
    let told = reason.unwrap_err().reason.message();
    assert_eq!(told, "segment 1 at line 6 reaches to 4001 ms, and the call ends at 4000 ms");
    assert_eq!(refused(&cue("-00:00:01.000 --> -00:00:02.000")).0, Code::SegmentReversed);
    assert_eq!(refused("WEBVTT\n\n00:00:07.000 --> ").0, Code::TranscriptTimeUnreadable);
}

const GONG: &str = r#"{"callTranscripts":[
    {"callId":"77","transcript":[]},
    {"callId":"7782342274025937895","transcript":[
        {"speakerId":"18446744073709551616","topic":"Intro","sentences":[{"start":460,"end":1460,"text":"Hi."},{"start":1500,"end":2000,"text":"All?"}]},
        {"speakerId":18446744073709551617,"topic":null,"sentences":[{"start":1900,"end":2500,"text":"Yes."}]}]}]}"#;

#[test]
fn trs_02_gong_names_its_speakers_in_another_document() {
    let beside = r#"{"calls":[{"metaData":{"id":"7782342274025937895","duration":3.25,"language":"eng"},"parties":[
        {"speakerId":"18446744073709551616","name":"Ana","emailAddress":"ana@acme.com","affiliation":"Internal"},
        {"speakerId":"18446744073709551617","name":"Bo","emailAddress":null,"affiliation":"External"},
        {"speakerId":null,"name":"Cy","affiliation":"Unknown"}]}]}"#;
    let known = Known { call: Some("7782342274025937895".to_owned()), ..known() };
    let with = read(GONG, Some(beside), None, &known).unwrap();
    assert_eq!(lines(&with), ["460-1460 speaker_1: Hi.", "1500-2000 speaker_1: All?", "1900-2500 speaker_2: Yes."]);
    assert_eq!(
        speakers(&with),
        ["speaker_1 [18446744073709551616] Ana Rep", "speaker_2 [18446744073709551617] Bo Customer"]
    );
    assert_eq!((with.report.format, with.transcript.length_ms), (Format::Gong, Some(3_250)));
    let without = read(GONG, None, None, &known).unwrap();
    assert_eq!(speakers(&without)[0], "speaker_1 [18446744073709551616] - Other");
    assert_eq!(refused(GONG).0, Code::TranscriptCallUnclear);
    let unknown = read(GONG, None, None, &Known { call: Some("78".to_owned()), ..known }).unwrap_err().reason;
    assert_eq!(unknown.code, Code::UnknownValue);
}

#[test]
fn trs_02_deepgram_utterances_words_and_channels() {
    let utterances = r#"{"metadata":{"duration":9.5,"channels":1},"results":{"channels":[{"alternatives":[{"words":[{"word":"x"}]}]}],
        "utterances":[{"start":0.08,"end":3.22,"channel":0,"transcript":"Yeah.","speaker":0,"words":[{"word":"yeah"}]},
                      {"start":3.3,"end":4,"channel":0,"transcript":"No.","speaker":1}]}}"#;
    let read = told(utterances);
    assert_eq!(lines(&read), ["80-3220 speaker_1: Yeah.", "3300-4000 speaker_2: No."]);
    assert_eq!((read.transcript.length_ms, read.report.format), (Some(9_500), Format::Deepgram));
    let words = r#"{"results":{"channels":[{"alternatives":[{"transcript":"","words":[
        {"word":"so","punctuated_word":"So,","start":0.5,"end":0.9,"speaker":0},{"word":"yes","start":1,"end":1.25,"speaker":0},
        {"word":"later","start":3.25,"end":3.5,"speaker":0},{"word":"no","start":3.6,"end":3.75,"speaker":1}]}]}]}}"#;
    assert_eq!(
        lines(&told(words)),
        ["500-1250 speaker_1: So, yes", "3250-3500 speaker_1: later", "3600-3750 speaker_2: no"]
    );
    let channels = r#"{"metadata":{"channels":2},"results":{"utterances":[{"start":0,"end":1,"channel":0,"transcript":"a"},
        {"start":0.5,"end":2,"channel":1,"transcript":"b","speaker":0}]}}"#;
    assert_eq!(speakers(&told(channels)), ["speaker_1 [channel:0] - Other", "speaker_2 [channel:1 speaker:0] - Other"]);
    let on = |label: &str, role| KnownSpeaker { key: None, label: Name::new(label), name: None, role };
    let known = Known { speakers: vec![on("channel:0", Role::Rep), on("channel:1", Role::Customer)], ..known() };
    let read = super::read(channels, None, None, &known).unwrap();
    assert_eq!(read.transcript.speakers.iter().map(|one| one.role).collect::<Vec<_>>(), [Role::Rep, Role::Customer]);
}

#[test]
fn trs_02_assembly_ai_is_in_milliseconds_but_for_its_length() {
    let file = r#"{"id":"x","language_code":"en","audio_duration":2,"text":"Hi. Yes.","words":[],
        "utterances":[{"speaker":"A","start":170,"end":718,"text":"Hi.","words":[]},{"speaker":"B","start":800,"end":2140,"text":"Yes."}]}"#;
    let read = told(file);
    assert_eq!(lines(&read), ["170-718 speaker_1: Hi.", "800-2140 speaker_2: Yes."]);
    assert_eq!((read.transcript.length_ms, read.report.put_right.length_extended_ms), (Some(2_140), 140));
    let words = r#"{"utterances":null,"words":[{"text":"Hi","start":1,"end":2,"speaker":"A"},{"text":"you.","start":3,"end":4,"speaker":"A"}],"text":"Hi you."}"#;
    assert_eq!(lines(&told(words)), ["1-4 speaker_1: Hi you."]);
    assert_eq!(lines(&told(r#"{"audio_url":"x","utterances":null,"words":null,"text":"Hi."}"#)), ["?-? nobody: Hi."]);
    assert_eq!(
        refused(r#"{"audio_url":"x","status":"queued","utterances":null,"text":null}"#).0,
        Code::TranscriptUnreadable
    );
}

#[test]
fn trs_02_aws_transcribe_joins_speakers_by_when_words_begin() {
    let item = |start: &str, end: &str, text: &str| {
        format!(
            r#"{{"start_time":"{start}","end_time":"{end}","type":"pronunciation","alternatives":[{{"confidence":"0.9","content":"{text}"}}]}}"#
        )
    };
    let stop = r#"{"type":"punctuation","alternatives":[{"confidence":"0.0","content":"."}]}"#;
    let items = [
        item("0.5", "0.75", "Hi"),
        item("0.8", "1.0", "all"),
        stop.to_owned(),
        item("1.5", "1.75", "Yes"),
        stop.to_owned(),
    ]
    .join(",");
    let file = format!(
        r#"{{"jobName":"x","results":{{"transcripts":[{{"transcript":"Hi all. Yes."}}],"speaker_labels":{{"speakers":2,"segments":[
            {{"start_time":"0.4","end_time":"1.1","speaker_label":"spk_0","items":[{{"start_time":"0.5","speaker_label":"spk_0"}}]}},
            {{"start_time":"1.2","end_time":"1.4","speaker_label":"","items":[]}},
            {{"start_time":"1.45","end_time":"2.0","speaker_label":"spk_1","items":[]}}]}},"items":[{items}]}},"status":"COMPLETED"}}"#
    );
    let read = told(&file);
    assert_eq!(lines(&read), ["500-1000 speaker_1: Hi all.", "1500-1750 speaker_2: Yes."]);
    assert_eq!((read.report.words, read.report.format), (3, Format::AwsTranscribe));
    let channels = format!(
        r#"{{"results":{{"channel_labels":{{"channels":[{{"channel_label":"ch_0","items":[{}]}},{{"channel_label":"ch_1","items":[{}]}}]}},"items":[{items}]}}}}"#,
        item("2", "3", "two"),
        item("1", "2.5", "one")
    );
    assert_eq!(lines(&told(&channels)), ["1000-2500 speaker_2: one", "2000-3000 speaker_1: two"]);
}

#[test]
fn trs_02_contact_lens_of_calls_and_of_chats() {
    let call = r#"{"Channel":"VOICE","Participants":[{"ParticipantId":"A1","ParticipantRole":"AGENT"}],"LanguageCode":"en-US",
        "ConversationCharacteristics":{"TotalConversationDurationMillis":5000},
        "Transcript":[{"BeginOffsetMillis":40,"EndOffsetMillis":900,"Content":"Hello.","ParticipantId":"A1","Sentiment":"NEUTRAL"},
                      {"BeginOffsetMillis":800,"EndOffsetMillis":1000,"Content":"Hi.","ParticipantRole":"CUSTOMER"}]}"#;
    let read = told(call);
    assert_eq!(lines(&read), ["40-900 speaker_1: Hello.", "800-1000 speaker_2: Hi."]);
    assert_eq!(speakers(&read), ["speaker_1 [A1] - Rep", "speaker_2 [CUSTOMER] - Customer"]);
    assert_eq!((read.transcript.length_ms, read.report.format), (Some(5_000), Format::ContactLens));
    let chat = r#"{"Transcript":[{"AbsoluteTime":"2024-01-01T10:00:01Z","Type":"EVENT","ContentType":"application/vnd.amazonaws.connect.event.participant.joined","ParticipantRole":"AGENT"},
        {"AbsoluteTime":"2024-01-01T10:00:02.500Z","Type":"MESSAGE","Content":"Hi","ParticipantId":"9","ParticipantRole":"AGENT","DisplayName":"Ana"}]}"#;
    let read = told(chat);
    assert_eq!(lines(&read), ["1500-? speaker_1: Hi"]);
    assert_eq!((speakers(&read), read.report.passed_over.events), (vec!["speaker_1 [9] Ana Rep".to_owned()], 1));
}

#[test]
fn trs_02_whisper_segments_may_mix_speakers_and_words_lack_times() {
    let file = r#"{"language":50259,"segments":[{"id":0,"start":0.0,"end":2.5,"text":" Just words."},
        {"start":3,"end":6,"text":" We owe 30,000, right? Yes we do.","speaker":"S1","words":[
            {"word":"We","start":3.0,"end":3.2,"score":NaN,"speaker":"S1"},{"word":"owe","start":3.3,"end":3.5,"speaker":"S1"},{"word":"30,000,"},
            {"word":"right?","start":4.0,"end":4.4,"speaker":"S1"},{"word":"Yes","start":4.6,"end":4.9,"speaker":"S2"},
            {"word":"we","start":5.0,"end":5.1,"speaker":"S2"},{"word":"do."}]}]}"#;
    let read = told(file);
    assert_eq!(
        lines(&read),
        ["0-2500 nobody: Just words.", "3000-4400 speaker_1: We owe 30,000, right?", "4600-5100 speaker_2: Yes we do.",]
    );
    assert_eq!((read.transcript.language, read.report.put_right.odd_numbers), (None, 1));
}

#[test]
fn trs_02_whisper_has_an_empty_list_of_words_where_nothing_is_said() {
    let silent = told(r#"{"task":"transcribe","language":"english","duration":2.5,"text":"","words":[]}"#);
    assert_eq!((silent.transcript.segments.len(), silent.transcript.length_ms), (0, Some(2_500)));
    for other in [
        r#"{"words":[]}"#,
        r#"{"text":"Hello world.","words":[],"duration":2.5}"#,
        r#"{"status":"processing","text":"","words":[]}"#,
    ] {
        assert_eq!(refused(other).0, Code::TranscriptUnreadable, "{other}");
    }
}

#[test]
fn trs_02_the_address_of_a_recording_tells_less_than_sentences() {
    let sentences = r#""sentences": [{"text": "Hi.", "start_time": 0.5, "end_time": 1.2}]"#;
    let address = r#""audio_url": "https://calls.example/1.mp3""#;
    for members in [format!("{sentences}, {address}"), format!("{address}, {sentences}")] {
        for file in [format!("{{{members}}}"), format!(r#"{{"data": {{"transcript": {{{members}}}}}}}"#)] {
            assert_eq!(recognise(&file), Some(Format::Fireflies), "{file}");
        }
    }
    assert_eq!(recognise(&format!(r#"{{"words": [], {address}, "text": ""}}"#)), Some(Format::AssemblyAi));
}

#[test]
fn trs_02_rev_ai_values_are_put_together_as_they_are() {
    let file = r#"{"speakers":[{"id":1,"name":"Bo"}],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Hi","ts":0.3,"end_ts":0.52},{"type":"punct","value":", "},
        {"type":"text","value":"all","ts":0.6,"end_ts":0.76},{"type":"punct","value":"."}]},
        {"speaker":1,"elements":[{"type":"text","value":"Yes","timestamp":"00:00:01,500","end_timestamp":"00:00:02,000"}]}]}"#;
    let read = told(file);
    assert_eq!(lines(&read), ["300-760 speaker_1: Hi, all.", "1500-2000 speaker_2: Yes"]);
    assert_eq!(speakers(&read)[1], "speaker_2 [1] Bo Other");
}

#[test]
fn trs_02_google_says_words_once() {
    let parts = r#"{"results":[{"alternatives":[{"transcript":"Hi all","words":[{"startTime":{"seconds":"12","nanos":900000000},"endTime":{"seconds":13},"word":"Hi"},
            {"startTime":{"seconds":13},"endTime":{"seconds":13,"nanos":500000000},"word":"all"}]}],"languageCode":"en-us"},
        {"alternatives":[{"words":[{"startTime":{"seconds":"12","nanos":900000000},"endTime":{"seconds":13},"word":"Hi","speakerTag":1},
            {"startTime":{"seconds":13},"endTime":{"seconds":13,"nanos":500000000},"word":"all","speakerTag":2}]}]}]}"#;
    let read = told(parts);
    assert_eq!(lines(&read), ["12900-13000 speaker_1: Hi", "13000-13500 speaker_2: all"]);
    assert_eq!((read.report.words, read.report.passed_over.repeated_words), (2, 2));
    let wrapped = r#"{"response":{"results":[{"alternatives":[{"words":[{"startTime":"x","word":"a"}]}]}]}}"#;
    assert_eq!(refused(wrapped).1, "`\"x\"` at /response/results/0/alternatives/0/words/0 is no time of a call");
    let from_zero = r#"{"results":[{"alternatives":[{"transcript":"Hi you","words":[{"endTime":"0.400s","word":"Hi"},{"startTime":"0.400s","endTime":"1s","word":"you"}]}]}]}"#;
    assert_eq!(lines(&told(from_zero)), ["0-1000 nobody: Hi you"]);
    let plain = r#"{"response":{"results":[{"alternatives":[{"transcript":" Hi all."}],"resultEndTime":"2.500s"},
        {"alternatives":[{"transcript":"Bye.","words":[{"startTime":"3.100s","endTime":"3.5s","word":"Bye."}]}]},{"alternatives":[]}]}}"#;
    assert_eq!(lines(&told(plain)), ["0-2500 nobody: Hi all.", "3100-3500 nobody: Bye."]);
}

#[test]
fn trs_02_twilio_channels_are_speakers_and_times_may_be_missing() {
    let file = r#"{"sentences":[{"media_channel":1,"sentence_index":0,"start_time":"0.65","end_time":"1.05","transcript":"Hello."},
        {"media_channel":2,"start_time":null,"end_time":null,"transcript":"Hi."}]}"#;
    assert_eq!(lines(&told(file)), ["650-1050 speaker_1: Hello.", "?-? speaker_2: Hi."]);
    assert_eq!(told(file).report.format, Format::Twilio);
    let sorted = r#"{"sentences":[{"confidence":"0.9","end_time":"1.05","media_channel":1,"start_time":"0.65","transcript":"Hello."}]}"#;
    assert_eq!((told(sorted).report.format, lines(&told(sorted))), (Format::Twilio, lines(&told(file))[..1].to_vec()));
}

#[test]
fn trs_02_otter_turns_end_where_the_next_begins() {
    let file = "Weekly call\nMon, Mar 2 \u{2022} 10 min\n\nAna Li  0:03  \nHi all,\nhow are you?\n\n**Bo** [1:00:05]\nFine: see 10:30\n\nTranscribed by https://otter.ai\n";
    let read = told(file);
    assert_eq!(lines(&read), ["3000-3605000 speaker_1: Hi all, how are you?", "3605000-? speaker_2: Fine: see 10:30"]);
    assert_eq!((read.report.put_right.ends_derived, read.report.passed_over.notes), (1, 3));
    let ended = super::read(file, None, None, &Known { length_ms: Some(3_700_000), ..known() }).unwrap();
    assert_eq!(ended.transcript.segments[1].end_ms, Some(3_700_000));
}

#[test]
fn trs_02_google_meet_text_has_no_times_but_a_length() {
    let file = "Sales call (2024-02-10 10:00 GMT) - Transcript\nAttendees\nAna Li, Bo\n\n00:00:00\n\nAna Li: Hi: all\nBo: Yes.\nand more\n\n00:05:00\n\nAna Li: Bye.\n\nMeeting ended after 00:57:12 \u{1f44b}\n";
    let read = told(file);
    assert_eq!(
        lines(&read),
        ["?-? speaker_1: Hi: all", "?-? speaker_2: Yes.", "?-? speaker_2: and more", "?-? speaker_1: Bye."]
    );
    assert_eq!((read.transcript.length_ms, read.report.joined), (Some(3_432_000), 1));
    let entries = r#"{"transcriptEntries":[{"name":"conferenceRecords/1/transcripts/2/entries/3","participant":"conferenceRecords/1/participants/4","text":"Hi.","languageCode":"en-US",
        "startTime":"2024-02-10T10:00:01.5Z","endTime":"2024-02-10T10:00:02.123456789Z"}],"nextPageToken":"x"}"#;
    assert_eq!(lines(&told(entries)), ["0-623 speaker_1: Hi."]);
    let began_at = "2024-02-10T10:00:00Z".parse().ok();
    let begun = super::read(entries, None, None, &Known { began_at, ..known() }).unwrap();
    assert_eq!(lines(&begun), ["1500-2123 speaker_1: Hi."]);
}

#[test]
fn trs_02_fireflies_sentences_with_the_addresses_of_attendees() {
    let file = r#"{"data":{"transcript":{"title":"x","sentences":[{"index":0,"speaker_name":"Ana","speaker_id":0,"text":"Hi.","raw_text":"hi","start_time":0.5,"end_time":1.25},
        {"index":1,"speaker_name":null,"speaker_id":1,"text":"Yes.","start_time":1.5,"end_time":2}],
        "meeting_attendees":[{"displayName":"ana","email":"ana@sub.acme.com"}]}}}"#;
    let known = Known { internal_domains: vec![Key::new("acme.com")], ..known() };
    let read = super::read(file, None, None, &known).unwrap();
    assert_eq!(lines(&read), ["500-1250 speaker_1: Hi.", "1500-2000 speaker_2: Yes."]);
    assert_eq!(speakers(&read), ["speaker_1 [Ana] Ana Rep", "speaker_2 [1] - Other"]);
    assert_eq!(read.report.speakers[0].role_from, RoleSource::Domain);
}

#[test]
fn trs_02_a_vcon_holds_another_transcript() {
    let vcon = |body: &str| {
        format!(
            r#"{{"vcon":"0.0.1","parties":[{{"name":"Ana","mailto":"mailto:ana@acme.com","meta":{{"role":"agent"}}}},{{"name":"Bo","role":"customer"}}],
                "dialog":[{{"type":"recording","start":"2024-01-01T10:00:00Z","parties":[1,0],"duration":57.168}}],
                "analysis":[{{"type":"summary","body":"x"}},{{"type":"transcript","dialog":0,"vendor":"x","body":{body}}}]}}"#
        )
    };
    let turns = told(&vcon(r#"[{"speaker":"Agent","message":"Hi."},{"speaker":"Bo","message":"Yes."}]"#));
    assert_eq!(lines(&turns), ["?-? speaker_1: Hi.", "?-? speaker_2: Yes."]);
    assert_eq!(speakers(&turns), ["speaker_1 [Agent] Ana Rep", "speaker_2 [Bo] Bo Customer"]);
    assert_eq!(turns.transcript.length_ms, Some(57_168));
    let inner =
        r#"{"results":{"utterances":[{"start":1,"end":2,"channel":0,"transcript":"Hi \"you\".","speaker":0}]}}"#;
    let expected = ["1000-2000 speaker_1: Hi \"you\"."];
    assert_eq!(lines(&told(&vcon(inner))), expected);
    let escaped = serde_json::to_string(inner).unwrap();
    assert_eq!(lines(&told(&vcon(&escaped))), expected);
    let (code, message) = refused(&vcon(r#"{"results":{"utterances":[{"start":"x","end":2,"transcript":"Hi."}]}}"#));
    assert_eq!(code, Code::TranscriptTimeUnreadable);
    assert_eq!(message, "`x` at /analysis/1/body, /results/utterances/0 is no time of a call");
    assert_eq!(speakers(&told(&vcon(inner))), ["speaker_1 [0] - Other"]);
    let numbered = told(&vcon(r#"[{"speaker":1,"message":"Hi."},{"speaker":0,"message":"Yes."}]"#));
    assert_eq!(speakers(&numbered), ["speaker_1 [1] Bo Customer", "speaker_2 [0] Ana Rep"]);
    let reversed = refused(&vcon(r#"{"results":{"utterances":[{"start":2,"end":1,"transcript":"Hi."}]}}"#));
    assert!(reversed.1.contains("/analysis/1/body, /results/utterances/0"), "{}", reversed.1);
    let broken = refused(&vcon(r#"{"transcript":"Hi","words":[{"word":"Hi","start":"x"}]}"#));
    assert!(broken.1.contains("/analysis/1/body, /words/0"), "{}", broken.1);
    let halved = serde_json::to_string(r#"{"segments":[{"start":0,"end":NaN,"text":"a \ud83d"}]}"#).unwrap();
    assert_eq!(
        (told(&vcon(&halved)).report.put_right.surrogates, told(&vcon(&halved)).report.put_right.odd_numbers),
        (1, 1)
    );
    let alternative = r#"{"transcript":"Hi you","confidence":0.9,"words":[{"word":"Hi","start":0.5,"end":1,"speaker":0},{"word":"you","start":1,"end":2,"speaker":0}]}"#;
    assert_eq!(lines(&told(&vcon(alternative))), ["500-2000 speaker_1: Hi you"]);
    let chat = r#"{"parties":[{"name":"Ana"},{"name":"Bo"}],"dialog":[{"type":"text","start":"2024-01-01T10:00:00Z","parties":[1,0],"body":"Hi"},
        {"type":"text","start":"2024-01-01T10:00:02Z","originator":0,"parties":[0,1],"body":"Yes"}]}"#;
    assert_eq!(lines(&told(chat)), ["0-? speaker_1: Hi", "2000-? speaker_2: Yes"]);
    assert_eq!(speakers(&told(chat)), ["speaker_1 [1] Bo Other", "speaker_2 [0] Ana Other"]);
}

#[test]
fn trs_02_what_is_no_transcript_is_told_as_such() {
    for text in ["", " ", "some text", "{}", "[]", "{\"results\":{}}", "{\"text\":", "1\n\ntext", "null", "42"] {
        assert_eq!(refused(text).0, Code::TranscriptFormatUnknown, "{text}");
    }
    for text in ["\u{feff}\u{feff}W", "\u{ff}\u{fe}W\0E\0", "W\0E\0B\0V\0T\0T\0"] {
        assert_eq!(refused(text).0, Code::TranscriptNotUtf8, "{text:?}");
    }
    let reason = read(r#"{"monologues":[]}"#, None, Some(Format::Deepgram), &known()).unwrap_err().reason;
    assert_eq!(reason.message(), "the text does not read as deepgram, but as rev_ai");
    let cut = refused(r#"{"monologues":[{"speaker":0,"elements":[{"value":"Hi""#);
    assert!(cut.1.contains("breaks off"), "{}", cut.1);
    let odd = refused(r#"{"monologues":[{"speaker":{},"elements":[]}]}"#);
    assert!(odd.1.contains("line 1, byte"), "{}", odd.1);
}

#[test]
fn trs_02_the_host_names_speakers_and_gives_keys() {
    let file = "WEBVTT\n\n00:01.000 --> 00:02.000\nAna (Acme): a\n\n00:02.000 --> 00:03.000\nana: b c\n\n00:03.000 --> 00:04.000\nBo: d\n";
    let speaker = |label: &str| KnownSpeaker {
        key: Some(Key::new("speaker_1")),
        label: Name::new(label),
        name: Some(Name::new("Ana Li")),
        role: Role::Rep,
    };
    let known = Known { speakers: vec![speaker("ANA"), speaker("Ana (Acme)")], ..known() };
    let read = super::read(file, None, None, &known).unwrap();
    assert_eq!(speakers(&read), ["speaker_1 [Ana (Acme)|ana] Ana Li Rep", "speaker_2 [Bo] Bo Other"]);
    let [ana, bo] = read.report.speakers.as_slice() else { panic!("two speak") };
    assert_eq!((ana.segments, ana.words, bo.words), (2, 3, 1));
    assert_eq!((ana.role_from, bo.role_from), (RoleSource::Host, RoleSource::Nobody));
}

#[test]
fn trs_09_any_text_is_read_whole() {
    let long = "\u{5b57}".repeat(3_500_000);
    for said in [
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}x",
        "👩🏽\u{200d}💻👨\u{200d}👩\u{200d}👧",
        "日本語は空白がない",
        "a\u{0}b\u{7f}",
        long.as_str(),
    ] {
        let file = format!("{}", serde_json::json!({"monologues": [{"speaker": 0, "elements": [{"value": said}]}]}));
        let read = told(&file);
        assert_eq!(read.transcript.segments[0].text, said);
    }
    let file = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{long}\n");
    assert_eq!(told(&file).transcript.segments[0].text.len(), 10_500_000);
}

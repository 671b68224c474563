//! Containers of a conversation: with turns, with somebody else's transcript, with the messages of a chat.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline_talk::read::Format;

use crate::captions::teams;
use crate::conversation::{Kept, NAMES, Said, check, conversation};
use crate::sentences::deepgram;
use crate::times::{moment, seconds};

fn container(dialog: Vec<Value>, analysis: Vec<Value>) -> Value {
    json!({"vcon": "0.3.0", "uuid": "4", "created_at": moment(0), "parties": NAMES.map(|name| json!({"name": name})),
        "dialog": dialog, "analysis": analysis, "attachments": []})
}

fn transcript(encoding: &str, body: Value) -> Value {
    let recording =
        json!({"type": "recording", "start": moment(0), "parties": [0, 1], "url": "https://calls.example/4"});
    let analysis = json!({"type": "transcript", "dialog": 0, "vendor": "v", "encoding": encoding, "body": body});
    container(vec![recording], vec![analysis])
}

pub(crate) fn of_turns(said: &[Said]) -> Value {
    let turn = |said: &Said| json!({"speaker": said.who, "message": said.text, "start": seconds(said.start), "end": seconds(said.end)});
    transcript("json", said.iter().map(turn).collect())
}

fn of_messages(said: &[Said]) -> Value {
    let message = |said: &Said| {
        json!({"type": "text", "start": moment(said.start), "parties": [(said.who + 1) % 6, said.who], "originator": said.who,
            "mediatype": "text/plain", "encoding": "none", "body": said.text})
    };
    container(said.iter().map(message).collect(), vec![])
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_turns_in_a_vcon_is_read_back(said in conversation()) {
        check(Format::Vcon, &of_turns(&said).to_string(), &Kept::numbered(&said));
    }

    #[test]
    fn trs_02_what_is_written_as_somebody_elses_transcript_in_a_vcon_is_read_back(said in conversation()) {
        check(Format::Vcon, &transcript("none", json!(teams(&said, "\n"))).to_string(), &Kept::named(&said));
        let (inside, kept) = (deepgram(&said, 1), Kept::numbered(&said));
        check(Format::Vcon, &transcript("json", inside.clone()).to_string(), &kept);
        check(Format::Vcon, &transcript("json", json!(inside.to_string())).to_string(), &kept);
    }

    #[test]
    fn trs_02_what_is_written_as_messages_of_a_vcon_is_read_back(said in conversation()) {
        prop_assume!(!said.is_empty());
        let kept = Kept::numbered(&said).since_the_first().without_ends();
        check(Format::Vcon, &of_messages(&said).to_string(), &kept);
    }
}

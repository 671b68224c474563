//! Formats that tell the moments at which things were said: the first of them is the call's beginning.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline_talk::read::Format;

use crate::captions::teams_metadata;
use crate::conversation::{Kept, Said, check, conversation};
use crate::times::moment;

pub(crate) fn teams_lines(said: &[Said]) -> String {
    said.iter().map(|said| teams_metadata(said) + "\n").collect()
}

fn participant(who: usize) -> String {
    format!("conferenceRecords/4/participants/{who}")
}

/// The entries of Google Meet's interface.
pub(crate) fn meet_entries(said: &[Said]) -> Value {
    let entry = |said: &Said| {
        json!({"name": "conferenceRecords/4/transcripts/4/entries/4", "participant": participant(said.who), "text": said.text,
            "languageCode": "en-US", "startTime": moment(said.start), "endTime": moment(said.end)})
    };
    json!({"transcriptEntries": said.iter().map(entry).collect::<Vec<_>>(), "nextPageToken": ""})
}

/// A chat of Contact Lens, in which messages have no end.
fn contact_lens(said: &[Said]) -> Value {
    let message = |said: &Said| {
        json!({"AbsoluteTime": moment(said.start), "Content": said.text, "ContentType": "text/plain",
            "DisplayName": said.name(), "Id": "4", "ParticipantId": said.who.to_string(), "Type": "MESSAGE"})
    };
    json!({"Version": "1.1.0", "Channel": "CHAT", "Transcript": said.iter().map(message).collect::<Vec<_>>()})
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_lines_of_metadata_is_read_back(said in conversation()) {
        prop_assume!(!said.is_empty());
        check(Format::TeamsMetadata, &teams_lines(&said), &Kept::named(&said).since_the_first());
    }

    #[test]
    fn trs_02_what_is_written_as_entries_of_meet_is_read_back(said in conversation()) {
        let kept = Kept::of(&said, participant).since_the_first();
        check(Format::GoogleMeetEntries, &meet_entries(&said).to_string(), &kept);
    }

    #[test]
    fn trs_02_what_is_written_as_a_chat_of_contact_lens_is_read_back(said in conversation()) {
        let kept = Kept::numbered(&said).since_the_first().without_ends();
        check(Format::ContactLens, &contact_lens(&said).to_string(), &kept);
    }
}

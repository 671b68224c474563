//! Pages for people to read: of Otter, whose turns have whole seconds and no end, and of Google Meet, whose have no times.

use proptest::prelude::*;
use touchline_talk::read::Format;

use crate::conversation::{Kept, Said, check, one_by_one};

pub(crate) fn otter(said: &[Said]) -> String {
    let turn = |said: &Said| {
        let (hours, minutes, seconds) = (said.start / 3_600_000, said.start / 60_000 % 60, said.start / 1_000 % 60);
        let clock =
            if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") };
        format!("{}  {clock}  \n{}\n\n", said.name(), said.text)
    };
    said.iter().map(turn).collect::<String>() + "Transcribed by https://otter.ai\n"
}

/// What Meet writes, with a mark every five minutes in which something is said.
pub(crate) fn meet(said: &[Said]) -> String {
    let (mut page, mut marked) = ("A call (2024-02-10 at 08:00 GMT)\n\nAttendees\n\nAna Li, Bo\n\n".to_owned(), None);
    for said in said {
        let part = said.start / 300_000;
        if marked != Some(part) {
            page += &format!("\n{:02}:{:02}:00\n\n", part / 12, part % 12 * 5);
            marked = Some(part);
        }
        page += &format!("{}: {}\n", said.name(), said.text);
    }
    page + "\nMeeting ended after 09:57:12 👋\n"
}

proptest! {
    #[test]
    fn trs_02_what_is_written_as_otter_does_is_read_back(said in one_by_one()) {
        prop_assume!(!said.is_empty());
        check(Format::Otter, &otter(&said), &Kept::named(&said).in_whole_seconds());
    }

    #[test]
    fn trs_02_what_is_written_as_meet_does_is_read_back(said in one_by_one()) {
        prop_assume!(!said.is_empty());
        check(Format::GoogleMeet, &meet(&said), &Kept::named(&said).without_times());
    }
}

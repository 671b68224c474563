//! The words that ship, and how values come into them.

use super::*;

#[test]
fn the_file_that_ships_is_read() {
    let read: ReportTexts = serde_json::from_str(include_str!("en.json")).unwrap();
    assert!(read.texts.len() > 100);
    read.check("").unwrap();
}

#[test]
fn a_name_without_a_word_is_written_as_people_write_it() {
    let words = Words::new(None);
    assert_eq!(words.term("area", "objection_handling"), "Objection handling");
    assert_eq!(words.term("area", "Grüße, Ümit"), "Grüße, Ümit");
    assert_eq!(words.term("area", ""), "");
}

#[test]
fn values_are_filled_in_once_and_never_read_as_places() {
    assert_eq!(Words::new(None).with("unit.of", &[("n", "{of}"), ("of", "3")]), "{of} of 3");
}

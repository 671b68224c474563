//! The words that ship, and how values come into them.

use super::*;

#[test]
fn the_file_that_ships_is_read() {
    let read: ReportTexts = serde_json::from_str(include_str!("en.json")).unwrap();
    assert!(read.texts.len() > 100);
    read.check("").unwrap();
}

#[test]
fn areas_and_components_of_the_frameworks_that_ship_have_words_and_none_are_made_of_their_keys() {
    for area in touchline_calculators::skill::built_in().iter().flat_map(|built_in| &built_in.framework.areas) {
        let components = area.components.iter().map(|component| format!("component.{}", component.key.as_str()));
        for key in components.chain([format!("area.{}", area.key.as_str())]) {
            assert!(Words::new(None).find(&key).is_some(), "{key}");
        }
    }
}

#[test]
fn what_has_to_be_said_beside_an_effect_is_among_the_words() {
    let said = Words::new(None).find("statement.no_proof").unwrap();
    assert!(said.starts_with("Before against after alone is no proof"));
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

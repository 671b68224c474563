//! What the catalogue that ships says, and what is left of a quote that may not say whose it is.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::anonymous::Telling;
use super::catalogue::FILE;
use super::{Catalogue, Highlight, default_catalogue};
use crate::skill::built_in;
use touchline_kernel::text::{Name, Note, Title};
use touchline_kernel::words::is_mark;

fn id(number: u32) -> String {
    format!("8c1f3a52-0c2b-4f0e-9a54-{number:012}")
}

#[test]
fn rec_03_the_catalogue_has_one_entry_for_each_component_of_each_framework_that_ships() {
    let file: Catalogue = serde_json::from_str(FILE).unwrap();
    assert_eq!(&file, default_catalogue());
    let written: Vec<(&str, &str)> =
        file.entries.iter().map(|entry| (entry.area.as_str(), entry.component.as_str())).collect();
    let known: BTreeSet<(&str, &str)> = built_in()
        .iter()
        .flat_map(|built_in| &built_in.framework.areas)
        .flat_map(|area| area.components.iter().map(|component| (area.key.as_str(), component.key.as_str())))
        .collect();
    assert_eq!(written.len(), known.len());
    assert_eq!(written.into_iter().collect::<BTreeSet<_>>(), known);
    assert!(known.len() >= 18 + 25);
}

#[test]
fn rec_03_each_entry_has_a_sentence_to_say_and_an_exercise_with_a_number_and_a_time() {
    let times = ["second", "minute", "hour", "day", "week"];
    let mut texts = BTreeSet::new();
    for entry in &default_catalogue().entries {
        let (practice, tip) = (entry.practice.as_str(), entry.tip.as_str());
        let of = format!("{}/{}", entry.area.as_str(), entry.component.as_str());
        assert!(tip.contains('“') && tip.contains('”'), "{of} says nothing to say");
        assert!(practice.contains(|digit: char| digit.is_ascii_digit()), "{of} has no number");
        assert!(times.iter().any(|time| practice.contains(time)), "{of} takes no time");
        for text in [entry.reason.as_str(), tip, practice] {
            assert!((60..=360).contains(&text.chars().count()), "{of}: {text}");
            assert!(texts.insert(text), "twice: {text}");
        }
    }
}

/// What stands between words. What the pattern does not know as a letter yet, the language may; and an accent parts none.
fn between() -> impl Strategy<Value = String> {
    "[^\\p{L}\\p{N}]{1,3}".prop_filter("a letter, a digit or an accent", |around| {
        !around.contains(|one: char| one.is_alphanumeric() || is_mark(one))
    })
}

proptest! {
    #[test]
    fn trs_10_no_name_call_or_day_is_left_in_an_anonymous_quote(
        name in "[ \\-]?\\p{L}{2,6}([ .'’\\-]{1,2}\\p{L}{2,6}){0,3}", call_name in "(\\p{L}{2,6}[ /:]?){0,3}",
        around in between(), order in prop::collection::vec(0_usize..5, 0..12),
    ) {
        let highlight = |quote: &str| -> Highlight {
            let json = json!({
                "area": "discovery", "component": "rapport", "kind": "positive", "person": id(1), "call": id(2),
                "call_name": call_name, "moment_ms": 0, "on": "2026-02-03", "quote": "", "strength": 1, "consented": true,
            });
            let mut read: Highlight = serde_json::from_value(json).unwrap();
            (read.quote, read.call_name) = (Note::new(quote), Some(Title::new(&call_name)));
            read
        };
        let pieces = [name.clone(), call_name.to_uppercase(), "2026-02-03".to_owned(), id(1), id(2).to_uppercase()];
        let quote: Vec<&str> = order.iter().map(|piece| pieces[*piece].as_str()).collect();
        let quote = quote.join(&around);
        let left = Telling::of(&highlight(&quote), &quote, Some(&Name::new(&name))).taken_out();
        for telling in ["2026-02-03", &id(1), &id(2)] {
            prop_assert!(!left.to_lowercase().contains(telling), "{}", left);
        }
        let folded = |text: &str| text.chars().map(|one| one.to_lowercase().next().unwrap()).collect::<String>();
        let words = |text: &str| -> BTreeSet<String> {
            text.split(|one: char| !one.is_alphanumeric()).filter(|word| word.chars().count() > 1).map(folded).collect()
        };
        let named: BTreeSet<String> = words(&name);
        prop_assert!(words(&left).is_disjoint(&named), "{:?} in {:?}", named, left);
    }
}

#[test]
fn trs_10_the_day_goes_from_a_moment_as_well() {
    let json = json!({
        "area": "discovery", "component": "rapport", "kind": "positive", "person": id(1), "call": id(2),
        "call_name": "acme renewal", "moment_ms": 0, "on": "2026-02-03", "strength": 1, "consented": true,
        "quote": "On 2026-02-03T09:00Z, Acme's renewal, 2026-02-03²: 12026-02-03 stays.",
    });
    let highlight: Highlight = serde_json::from_value(json).unwrap();
    assert_eq!(
        Telling::of(&highlight, highlight.quote.as_str(), None).taken_out(),
        "On …T09:00Z, …'s …, …²: 12026-02-03 stays."
    );
}

#[test]
fn trs_10_a_name_goes_however_its_letters_are_written() {
    let left = |name: &str, quote: &str| {
        let json = json!({
            "area": "discovery", "component": "rapport", "kind": "positive", "person": id(1), "call": id(2),
            "call_name": null, "moment_ms": 0, "on": "2026-02-03", "strength": 1, "consented": true, "quote": quote,
        });
        let highlight: Highlight = serde_json::from_value(json).unwrap();
        Telling::of(&highlight, highlight.quote.as_str(), Some(&Name::new(name))).taken_out()
    };
    for (name, said) in [
        ("Zoé", "zoe\u{301}"),
        ("Zoe\u{301}", "ZOÉ"),
        ("Zoé", "Zoe"),
        ("Zoe", "Zoé"),
        ("Zoé", "Ｚｏｅ"),
        ("Straße", "STRASSE"),
        ("Strasse", "Straße"),
        ("Søren", "Soren"),
        ("İlkay", "ilkay"),
    ] {
        assert_eq!(left(name, &format!("Hi {said}, and {said}’s.")), "Hi …, and …’s.", "{name}");
        assert_eq!(left(name, &format!("x{said}y")), format!("x{said}y"), "{name} within a word");
    }
}

#[test]
fn trs_10_what_is_no_name_stays() {
    let json = json!({
        "area": "discovery", "component": "rapport", "kind": "positive", "person": id(1), "call": id(2),
        "call_name": "Demo with Acme", "moment_ms": 0, "on": "2026-02-03", "strength": 1, "consented": true,
        "quote": "Hi, this is Ana Marks: remarks on Acme’s plan, with ACME's banana. 山田太郎です。",
    });
    let highlight: Highlight = serde_json::from_value(json).unwrap();
    let left = |name: &str| Telling::of(&highlight, highlight.quote.as_str(), Some(&Name::new(name))).taken_out();
    assert_eq!(left("Ana Marks"), "Hi, this is … …: remarks on …’s plan, with …'s banana. 山田太郎です。");
    assert_eq!(left("Remarks"), "Hi, this is Ana Marks: … on …’s plan, with …'s banana. 山田太郎です。");
    assert_eq!(left("山田"), "Hi, this is Ana Marks: remarks on …’s plan, with …'s banana. …太郎です。");
}

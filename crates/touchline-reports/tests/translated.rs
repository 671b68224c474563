//! All that a page prints can be said in another language: where a host has every word that ships, nothing else is left on a page
//! of any kind but its data, whatever that is by its schema.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it found by failing")]

mod made;

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};
use made::{Maker, schema, type_of};
use serde_json::{Value as Json, json};
use strum::VariantArray as _;
use touchline_reports::layout::ReportKind;
use touchline_reports::render::{RenderInput, render};
use touchline_reports::words::default_texts;

/// How many pages of each kind are looked at.
const PAGES: u64 = 60;

/// Every text that ships, in a language of signs: what is said stands in brackets, with the values in it.
fn marked() -> Json {
    let mark = |text: &str| {
        let holes = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        format!("⟦{}⟧", holes.map(|(name, _)| format!("{{{name}}}")).collect::<Vec<_>>().join(" "))
    };
    let texts = default_texts().texts.iter().map(|(key, text)| (key.clone(), mark(text.as_str())));
    json!({"locale": "en", "texts": texts.collect::<BTreeMap<_, _>>()})
}

/// What of a text is in no brackets, and no name of a zone or a currency.
fn unmarked(text: &str) -> String {
    let mut depth = 0_u32;
    let outside = text.chars().filter(|letter| {
        match letter {
            '⟦' => depth = depth.saturating_add(1),
            '⟧' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    outside.collect::<String>().replace("UTC", "").replace("EUR", "")
}

/// The text of a page, with that of its pictures, and without its style.
fn text_of(page: &str) -> String {
    let body = page.split_once("<main>").unwrap().1;
    Tokenizer::new(body)
        .filter_map(|token| match token {
            Ok(Token::String(text)) => Some(format!("{}\n", String::from_utf8_lossy(&text))),
            _ => None,
        })
        .collect()
}

#[test]
fn rpt_04_every_word_of_every_page_can_be_said_in_another_language() {
    let schema = schema();
    let words = marked();
    for kind in ReportKind::VARIANTS {
        let definition = &schema["$defs"][type_of(*kind)];
        let name: &str = kind.into();
        for seed in 0..PAGES {
            let mut maker = Maker { entries: 2, ..Maker::of(&schema, seed) };
            let data = maker.value(definition);
            let history = maker.history(*kind);
            for format in ["markdown", "html"] {
                let input = json!({"data": data, "format": format, "history": history, "kind": name, "words": words});
                let input: RenderInput = serde_json::from_value(input).unwrap();
                let page = render(&input).unwrap().content;
                let left = unmarked(&if format == "html" { text_of(&page) } else { page });
                let line = left.lines().find(|line| line.chars().any(char::is_alphabetic));
                assert_eq!(line, None, "{name} as {format}, seed {seed}");
            }
        }
    }
}

/// How deep a line is a heading; 0 where it is none.
fn level(line: &str) -> usize {
    line.split_once(' ').map_or(0, |(signs, _)| if signs.chars().all(|sign| sign == '#') { signs.len() } else { 0 })
}

#[test]
fn rpt_04_no_page_has_a_heading_with_nothing_under_it() {
    let schema = schema();
    for kind in ReportKind::VARIANTS {
        let name: &str = kind.into();
        for seed in 0..PAGES {
            let mut maker = Maker { entries: 0, ..Maker::of(&schema, seed) };
            let data = maker.value(&schema["$defs"][type_of(*kind)]);
            let history = maker.history(*kind);
            let input = json!({"data": data, "format": "markdown", "history": history, "kind": name});
            let input: RenderInput = serde_json::from_value(input).unwrap();
            let page = render(&input).unwrap().content;
            let lines: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
            for (place, line) in lines.iter().enumerate().filter(|(place, line)| *place > 0 && level(line) > 0) {
                let next = lines.get(place + 1).map_or(1, |next| level(next));
                assert!(next == 0 || next > level(line), "{name}, seed {seed}: `{line}` in {page}");
            }
        }
    }
}

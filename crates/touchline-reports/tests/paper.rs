//! A PDF, read back by a parser of others: what it says of itself, how it is tagged, and that nothing it is drawn with is elsewhere.

#![cfg(feature = "pdf")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it found by failing")]

mod made;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};
use made::{Maker, schema, type_of};
use serde_json::{Value as Json, json};
use strum::VariantArray as _;
use touchline_kernel::base64;
use touchline_reports::coaching::{CoachingReport, CoachingReportInput};
use touchline_reports::layout::ReportKind;
use touchline_reports::render::{RenderInput, render};

/// A coaching report over several pages, whose title is in two alphabets.
fn report() -> Json {
    let mut input: Json = serde_json::from_str(include_str!("data/coaching.json")).unwrap();
    input["name"] = json!("Zoë Παπαδοπούλου");
    let input: CoachingReportInput = serde_json::from_value(input).unwrap();
    serde_json::to_value(CoachingReport::of(input).unwrap()).unwrap()
}

fn paper(words: &Json) -> Document {
    printed(&report(), words)
}

fn printed(data: &Json, words: &Json) -> Document {
    printed_as("coaching", &json!({"data": data, "words": words}))
}

/// A report of some kind, with what else is handed in for it.
fn printed_as(kind: &str, with: &Json) -> Document {
    let mut input = with.clone();
    (input["at"], input["format"], input["kind"]) = (json!("2026-03-09T08:00:00Z"), json!("pdf"), json!(kind));
    let input: RenderInput = serde_json::from_value(input).unwrap();
    Document::load_mem(&base64::decoded(&render(&input).unwrap().content).unwrap()).unwrap()
}

/// What an entry refers to.
fn entry<'a>(paper: &'a Document, of: &'a Dictionary, key: &str) -> &'a Object {
    paper.dereference(of.get(key.as_bytes()).unwrap()).unwrap().1
}

/// What the file says of itself, as XMP.
fn metadata(paper: &Document) -> String {
    let stream = entry(paper, paper.catalog().unwrap(), "Metadata").as_stream().unwrap();
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    String::from_utf8(content).unwrap()
}

/// The tags of the tree below an entry, each with its dictionary.
fn tags<'a>(paper: &'a Document, node: &'a Object, found: &mut Vec<(String, &'a Dictionary)>) {
    let node = paper.dereference(node).unwrap().1;
    if let Ok(children) = node.as_array() {
        children.iter().for_each(|child| tags(paper, child, found));
    }
    let Ok(node) = node.as_dict() else { return };
    if let Ok(name) = node.get(b"S").and_then(Object::as_name) {
        found.push((String::from_utf8(name.to_vec()).unwrap(), node));
    }
    if let Ok(children) = node.get(b"K") {
        tags(paper, children, found);
    }
}

#[test]
fn rpt_04_rpt_07_every_kind_is_printed_tagged_and_holds_what_somebody_wrote() {
    let schema = schema();
    for kind in ReportKind::VARIANTS {
        let mut maker = Maker { written: "Ζωή", ..Maker::of(&schema, 7) };
        let data = maker.value(&schema["$defs"][type_of(*kind)]);
        let paper = printed_as(kind.into(), &json!({"data": data, "history": maker.history(*kind)}));
        let pages: Vec<u32> = paper.get_pages().into_keys().collect();
        assert!(paper.extract_text(&pages).unwrap().contains("Ζωή"), "{kind:?}");
        let mut found = Vec::new();
        tags(&paper, entry(&paper, paper.catalog().unwrap(), "StructTreeRoot"), &mut found);
        assert_eq!(found.iter().filter(|(tag, _)| tag == "H1").count(), 1, "{kind:?}");
        for (_, figure) in found.iter().filter(|(tag, _)| tag == "Figure") {
            assert!(!text_of(entry(&paper, figure, "Alt")).is_empty(), "{kind:?}");
        }
    }
}

/// Signs that take no room stand on one line, however many there are.
#[test]
fn rpt_07_api_07_a_text_of_signs_that_take_no_room_is_printed_however_long_it_is() {
    for sign in ["\u{301}", "\u{336}"] {
        let mut data = report();
        data["name"] = json!(format!("a{}", sign.repeat(40_000)));
        assert!(!printed(&data, &Json::Null).get_pages().is_empty());
    }
}

#[test]
fn rpt_07_the_file_claims_pdf_a_2a_and_pdf_ua_1_and_says_its_title_and_language() {
    let paper = paper(&Json::Null);
    let said = metadata(&paper);
    let is_said = |name: &str, value: &str| {
        said.contains(&format!("<{name}>{value}</{name}>")) || said.contains(&format!("{name}=\"{value}\""))
    };
    assert!(
        is_said("pdfaid:part", "2") && is_said("pdfaid:conformance", "A") && is_said("pdfuaid:part", "1"),
        "{said}"
    );
    assert!(said.contains("Coaching report: Zoë Παπαδοπούλου"), "{said}");
    let catalog = paper.catalog().unwrap();
    assert_eq!(entry(&paper, catalog, "Lang").as_str().unwrap(), b"en");
    let shown = entry(&paper, catalog, "ViewerPreferences").as_dict().unwrap();
    assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let intents = entry(&paper, catalog, "OutputIntents").as_array().unwrap();
    assert!(!intents.is_empty(), "colours mean something by themselves");
}

#[test]
fn rpt_07_what_it_says_is_tagged_as_headings_tables_and_pictures_with_words() {
    let paper = paper(&Json::Null);
    let catalog = paper.catalog().unwrap();
    assert!(entry(&paper, catalog, "MarkInfo").as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
    let mut found = Vec::new();
    tags(&paper, entry(&paper, catalog, "StructTreeRoot"), &mut found);
    let count = |name: &str| found.iter().filter(|(tag, _)| tag == name).count();
    assert_eq!(count("H1"), 1);
    assert!(count("H2") >= 6, "{}", count("H2"));
    // Metrics, areas and progress, each with its heads.
    assert!(count("Table") >= 3 && count("TR") > 10 && count("TH") > 15 && count("TD") > 40);
    let figures: Vec<&Dictionary> = found.iter().filter(|(tag, _)| tag == "Figure").map(|(_, node)| *node).collect();
    assert!(!figures.is_empty());
    for figure in figures {
        assert!(!entry(&paper, figure, "Alt").as_str().unwrap().is_empty());
    }
}

#[test]
fn rpt_07_each_page_has_its_number_and_from_the_second_on_the_title() {
    let paper = paper(&json!({"locale": "en", "texts": {"coaching.title": "Coaching report"}}));
    let count = paper.get_pages().len();
    assert!(count >= 2, "{count}");
    for number in 1..=u32::try_from(count).unwrap() {
        let text: String = paper.extract_text(&[number]).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("Page {number} of {count}")), "{text}");
        assert_eq!(text.contains("Coaching report: Zoë Παπαδοπούλου"), number > 1, "{text}");
    }
    let outline = entry(&paper, paper.catalog().unwrap(), "Outlines").as_dict().unwrap();
    assert!(outline.get(b"First").is_ok());
}

/// A text of the file's own, beside what is drawn.
fn text_of(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(b"\xfe\xff") {
        None => String::from_utf8(bytes.to_vec()).unwrap(),
        Some(units) => {
            let units: Vec<u16> = units.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
    }
}

#[test]
fn rpt_06_rpt_07_the_words_of_a_trend_tell_the_interval_of_each_window() {
    let paper = paper(&Json::Null);
    let mut found = Vec::new();
    tags(&paper, entry(&paper, paper.catalog().unwrap(), "StructTreeRoot"), &mut found);
    let alts = found.iter().filter(|(tag, _)| tag == "Figure").map(|(_, figure)| text_of(entry(&paper, figure, "Alt")));
    let trends: Vec<String> = alts.filter(|alt| alt.starts_with("Score over time. ")).collect();
    assert_eq!(trends.len(), 1);
    assert!(trends[0].contains("63 (of 3, 95 % 52\u{2009}–\u{2009}75); "), "{}", trends[0]);
}

/// What is drawn as decoration of one sort, page by page: its letters by where they begin, in points from the page's left.
fn artifacts(paper: &Document, subtype: &[u8]) -> Vec<Vec<f32>> {
    let of_page = |page: &lopdf::ObjectId| {
        let content = paper.get_and_decode_page_content(*page).unwrap();
        let (mut depth, mut begins) = (0_usize, Vec::new());
        for operation in &content.operations {
            let sort =
                |operand: &Object| operand.as_dict().ok()?.get(b"Subtype").ok()?.as_name().ok().map(<[u8]>::to_vec);
            let names_it = |operand: &Object| sort(operand).is_some_and(|sort| sort == subtype);
            match operation.operator.as_str() {
                "BDC" | "BMC" if depth > 0 || operation.operands.iter().any(names_it) => {
                    depth = depth.saturating_add(1)
                }
                "EMC" => depth = depth.saturating_sub(1),
                "Tm" if depth > 0 => begins.push(operation.operands[4].as_float().unwrap()),
                _ => {}
            }
        }
        begins
    };
    paper.get_pages().values().map(of_page).collect()
}

#[test]
fn rpt_07_heads_and_numbers_of_pages_are_marked_as_such_so_that_nobody_hears_them_in_the_midst_of_a_sentence() {
    let paper = paper(&Json::Null);
    let (heads, feet) = (artifacts(&paper, b"Header"), artifacts(&paper, b"Footer"));
    assert!(heads.len() >= 2);
    for (number, (head, foot)) in (1..).zip(heads.iter().zip(&feet)) {
        assert_eq!((head.is_empty(), foot.len()), (number == 1, 1), "page {number}: {head:?} {foot:?}");
        assert!(head.iter().all(|begins| (*begins - 52.0).abs() < 0.1), "{head:?}");
    }
}

#[test]
fn rpt_07_a_running_head_that_is_wider_than_its_page_is_cut_and_its_page_numbered() {
    let mut data = report();
    data["name"] = json!("Maximiliane ".repeat(16).trim());
    let paper = printed(&data, &Json::Null);
    let count = paper.get_pages().len();
    for number in 2..=u32::try_from(count).unwrap() {
        let text: String = paper.extract_text(&[number]).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        let head = text.matches("Maximiliane").count();
        assert!((4..12).contains(&head) && text.contains(&format!("Page {number} of {count}")), "{head}: {text}");
    }
}

#[test]
fn rpt_07_every_font_is_inside_and_says_which_characters_its_glyphs_are() {
    let paper = paper(&Json::Null);
    let dictionaries = || paper.objects.values().filter_map(|object| object.as_dict().ok());
    let is = |dictionary: &&Dictionary, kind: &[u8]| {
        dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == kind)
    };
    let descriptors: Vec<&Dictionary> = dictionaries().filter(|one| is(one, b"FontDescriptor")).collect();
    assert!(descriptors.len() >= 2, "regular and bold");
    for descriptor in &descriptors {
        assert!([&b"FontFile2"[..], b"FontFile3"].iter().any(|key| descriptor.get(key).is_ok()), "{descriptor:?}");
    }
    let composite = dictionaries().filter(|one| {
        is(one, b"Font") && one.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0")
    });
    let names: BTreeSet<String> = composite
        .map(|font| {
            assert!(font.get(b"ToUnicode").is_ok(), "{font:?}");
            String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap()
        })
        .collect();
    assert!(names.iter().all(|name| name.contains("DejaVuSans")) && names.len() >= 2, "{names:?}");
}

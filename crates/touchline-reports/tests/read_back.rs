//! What was rendered, read back by parsers of others: whatever people wrote stays text, and nothing of it is lost.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it found by failing")]

mod made;

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use made::{Maker, schema, type_of};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use strum::VariantArray as _;
use touchline_kernel::Name;
use touchline_reports::coaching::{CoachingReport, CoachingReportInput, QuickCard};
use touchline_reports::layout::ReportKind;
use touchline_reports::render::{RenderInput, ReportFormat, read_cell, render};

/// The data of a whole coaching report in which somebody wrote this wherever they can.
fn report_with(text: &str) -> Json {
    let mut input: Json = serde_json::from_str(include_str!("data/coaching.json")).unwrap();
    input["name"] = json!(text);
    input["calls"][0]["name"] = json!(text);
    input["calls"][0]["went_well"] = json!(text);
    input["calls"][1]["to_improve"] = json!(text);
    for gap in input["recommendations"]["gaps"].as_array_mut().unwrap() {
        gap["words"]["tip"] = json!(text);
        gap["example"]["body"]["quote"] = json!(text);
    }
    input["recommendations"]["strengths"][0]["example"]["quote"] = json!(text);
    let input: CoachingReportInput = serde_json::from_value(input).unwrap();
    serde_json::to_value(CoachingReport::of(input).unwrap()).unwrap()
}

/// Documents of other kinds, in which somebody wrote this wherever words of theirs can stand: titles, names, keys of a host.
fn others_with(text: &str) -> [(&'static str, Json); 6] {
    let report: CoachingReport = serde_json::from_str::<CoachingReportInput>(include_str!("data/coaching.json"))
        .map(|input| CoachingReport::of(input).unwrap())
        .unwrap();
    let mut card = serde_json::to_value(QuickCard::from(report)).unwrap();
    for place in ["/name", "/tip/text", "/call_to_review/name", "/call_to_review/note", "/focus_area/area"] {
        *card.pointer_mut(place).unwrap() = json!(text);
    }
    let figures = json!({"percent": 50, "contribution": 10});
    let question = json!({"question": text, "within": text, "source": {"type": "human"}, "figures": figures});
    let trigger = json!({"question": text, "effect": text, "scope": text, "section": text});
    let scorecard = json!({"band": text, "by_source": [], "coverage": 1, "failed": false, "questions": [question],
        "sections": [{"section": text, "figures": figures}], "shown": 80, "triggers": [trigger]});
    let rater = json!({"rater": text, "score": 50, "percent": 50, "passed": true});
    let asked = json!({"question": text, "mean": 50, "spread": 0, "flagged": false, "raters": [rater]});
    let calibration = json!({"agreement": {}, "flagged": 0, "mean": 50, "not_submitted": [text], "questions": [asked],
        "raters": [rater], "spread": 0});
    let piece = json!({"title": text, "state": text, "reviewer": text, "agent": text, "score": 50});
    let thing = json!({"type": "review", "body": {"type": "staff", "body": piece}});
    let history = json!({"items": [{"at": "2026-03-09T08:00:00Z", "thing": thing}], "next": null});
    let rate =
        json!({"hits": 1, "of": 2, "rate": {"rate": 0.5, "interval": {"low": 0.1, "high": 0.9}, "low_evidence": true}});
    let team = json!({"acknowledged": rate, "responded": rate, "average": {"mean": 50, "people": 1, "scores": 1},
        "deliveries": 1, "improvement_areas": [{"what": text, "kind": text, "people": 1, "count": 1}],
        "managers": [{"manager": text, "deliveries": 1, "people": 1, "per_week": 1}],
        "window": {"type": "days", "body": {"first": "2026-03-01", "last": "2026-03-31", "zone": "UTC"}}});
    [
        ("quick_card", card),
        ("scorecard", scorecard),
        ("calibration", calibration),
        ("history", history),
        ("team", team),
        ("conversation", conversation_with(text)),
    ]
}

/// A conversation in which somebody wrote or said this wherever they can; it has a picture.
fn conversation_with(text: &str) -> Json {
    let evidence = json!({"moment_ms": 500, "quote": text, "segment": 0});
    let moment = json!({"evidence": evidence, "of": {"type": "phrase", "body": {"key": text, "name": text, "phrase": text}}, "speaker": text});
    let hit = json!({"evidence": evidence, "phrase": text, "speaker": text});
    let speaker = json!({"key": text, "name": text, "role": "rep", "share": {"value": 1}, "spoken": {"value": 1000}});
    json!({
        "about": {"at": null, "labels": [{"label": text, "value": text}], "title": text},
        "figures": {"questions": {"value": 1, "unit": "count"}},
        "fillers": [{"filler": text, "count": 1}],
        "length_ms": 1000,
        "moments": [moment],
        "observed": [{"measure": text, "source": text, "subject": "customer", "value": 1, "reason": text}],
        "phrases": [{"key": text, "name": text, "count": {"value": 1}, "hits": [hit]}],
        "questions": [{"evidence": evidence, "open": true}],
        "speakers": [speaker],
        "times": [{"speaker": text, "start_ms": 0, "end_ms": 1000}],
        "withheld": [],
    })
}

fn rendered(data: Json, format: ReportFormat) -> String {
    rendered_as("coaching", data, format)
}

fn rendered_as(kind: &str, data: Json, format: ReportFormat) -> String {
    let format: &'static str = format.into();
    let names = json!({"018f3c2a-0000-7000-8000-00000000005b": "Ben"});
    let input = json!({"data": data, "format": format, "kind": kind, "names": names});
    let input: RenderInput = serde_json::from_value(input).unwrap();
    render(&input).unwrap().content
}

/// The tags of a page with the names of their attributes, in their order; and all of its text.
fn tags_and_text(page: &str) -> (Vec<String>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let names = tag.attributes.keys().map(|name| String::from_utf8_lossy(name).into_owned());
                let names: Vec<String> = names.collect();
                tags.push(format!("<{} {}>", String::from_utf8_lossy(&tag.name), names.join(" ")));
            }
            Token::EndTag(tag) => tags.push(format!("</{}>", String::from_utf8_lossy(&tag.name))),
            Token::String(piece) => text.push_str(&String::from_utf8_lossy(&piece)),
            Token::Comment(_) => tags.push("<!-- -->".to_owned()),
            Token::Doctype(_) => tags.push("<!DOCTYPE>".to_owned()),
            Token::Error(error) => tags.push(format!("{error:?}")),
        }
    }
    (tags, text)
}

/// Texts with all that means something to some format.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "'",
        "</title>",
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "]]>",
        "<![CDATA[",
        "&lt;",
        "&#60;",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        ",",
        ";",
        "\"\"",
        "\n",
        "`",
        "*",
        "_",
        "[a](javascript:b)",
        "|",
        "\u{202e}",
        "\u{5e9}\u{5dc}",
        "😀",
        "{name}",
        "\\",
        " ",
        "on error=x",
        "</style>",
        "a",
        "Ω",
        "’",
    ]);
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// As the kernel keeps texts.
fn kept(text: &str) -> String {
    Name::new(text).as_str().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn rpt_04_nothing_that_somebody_wrote_becomes_markup(text in hostile()) {
        prop_assume!(!kept(&text).is_empty());
        let (plain, _) = tags_and_text(&rendered(report_with("Zoë"), ReportFormat::Html));
        let (tags, words) = tags_and_text(&rendered(report_with(&text), ReportFormat::Html));
        prop_assert_eq!(tags, plain);
        prop_assert!(words.matches(kept(&text).as_str()).count() >= 8, "{}", words);
    }

    #[test]
    fn rpt_04_nothing_becomes_markup_or_runs_in_reports_of_other_kinds_either(text in hostile()) {
        let text = kept(&text);
        prop_assume!(!text.is_empty());
        for ((kind, plain), (_, data)) in others_with("Zoë").into_iter().zip(others_with(&text)) {
            let (tags, _) = tags_and_text(&rendered_as(kind, plain, ReportFormat::Html));
            let (found, words) = tags_and_text(&rendered_as(kind, data.clone(), ReportFormat::Html));
            prop_assert_eq!(found, tags, "{}", kind);
            prop_assert!(words.contains(&text), "{}: {}", kind, words);
            let sheet = rendered_as(kind, data, ReportFormat::Csv);
            let mut reader = csv::Reader::from_reader(sheet.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            for cell in records.iter().flat_map(csv::StringRecord::iter) {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                prop_assert!(!runs, "{} of {} would run", cell, kind);
            }
        }
    }

    #[test]
    fn rpt_05_every_text_comes_back_from_csv_and_none_runs(text in hostile()) {
        prop_assume!(!kept(&text).is_empty());
        let sheet = rendered(report_with(&text), ReportFormat::Csv);
        let mut reader = csv::Reader::from_reader(sheet.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        let cells = || records.iter().flat_map(csv::StringRecord::iter);
        prop_assert!(cells().filter(|cell| read_cell(cell) == kept(&text)).count() >= 6);
        for cell in cells().filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])) {
            prop_assert!(cell.parse::<f64>().is_ok(), "{} would run", cell);
        }
    }

    #[test]
    fn rpt_05_none_runs_either_where_a_spreadsheet_parts_lines_at_semicolons_or_tabs(text in hostile()) {
        prop_assume!(!kept(&text).is_empty());
        let sheet = rendered(report_with(&text), ReportFormat::Csv);
        for delimiter in [b';', b'\t'] {
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.delimiter(delimiter).flexible(true).has_headers(false).from_reader(sheet.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            for cell in records.iter().flat_map(csv::StringRecord::iter) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '|']), "{} would run", cell);
            }
        }
    }

    #[test]
    fn rpt_04_the_same_input_gives_the_same_bytes(text in hostile()) {
        for format in [ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Csv, ReportFormat::Json] {
            prop_assert_eq!(rendered(report_with(&text), format), rendered(report_with(&text), format));
        }
    }
}

/// What a kind's data, with this wherever somebody can write, is printed as.
fn made_with(kind: ReportKind, (schema, seed): (&Json, u64), text: &str, format: ReportFormat) -> String {
    let mut maker = Maker { written: text, ..Maker::of(schema, seed) };
    let data = maker.value(&schema["$defs"][type_of(kind)]);
    let (name, format): (&'static str, &'static str) = (kind.into(), format.into());
    let input = json!({"data": data, "format": format, "history": maker.history(kind), "kind": name});
    render(&serde_json::from_value::<RenderInput>(input).unwrap()).unwrap().content
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn rpt_04_rpt_05_nothing_becomes_markup_or_runs_in_any_kind_whatever_its_data_are(text in hostile(), seed: u64) {
        let text = kept(&text);
        prop_assume!(!text.is_empty());
        let schema = schema();
        for kind in ReportKind::VARIANTS {
            let page = |text: &str| tags_and_text(&made_with(*kind, (&schema, seed), text, ReportFormat::Html)).0;
            prop_assert_eq!(page(&text), page("Zoë"), "{:?}", kind);
            let sheet = made_with(*kind, (&schema, seed), &text, ReportFormat::Csv);
            let mut reader = csv::Reader::from_reader(sheet.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            for cell in records.iter().flat_map(csv::StringRecord::iter) {
                let runs = cell.trim_start().starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
                prop_assert!(!runs, "{} of {:?} would run", cell, kind);
            }
        }
    }
}

#[test]
fn rpt_06_a_picture_by_itself_is_xml_that_says_what_it_shows() {
    use touchline_reports::locale::{Marks, Printer};
    use touchline_reports::picture::{AreaBars, AreaFigure, svg};
    use touchline_reports::words::Words;

    let words = Words::new(None);
    let printer = Printer { marks: Marks::of("en"), words, zone: touchline_kernel::Zone::default() };
    for text in ["<b>", "]]>", "&amp;", "\"'", "\u{0}", "a\u{ffff}"] {
        let area = AreaFigure { area: touchline_kernel::Key::new(text), score: Some(50.0), team: None, top: None };
        let drawn = svg(&AreaBars { areas: vec![area] }.draw(&printer), None);
        let read = roxmltree::Document::parse(&drawn).unwrap();
        let description = read.descendants().find(|node| node.tag_name().name() == "desc").unwrap().text().unwrap();
        assert!(description.ends_with(": 50"), "{description}");
        assert!(read.descendants().all(|node| !["b", "script"].contains(&node.tag_name().name())));
    }
}

#[test]
fn rpt_05_a_cell_is_read_back_as_it_was_written() {
    use touchline_reports::render::write_cell;

    for text in ["=1", "+1", "-1", "@a", "\ta", "'a", "''=a", "", "a", "＝1", "|x", "%0", "a;'b", "\t=1", "\r\n\"'=1"]
    {
        assert_eq!(read_cell(&write_cell(text)), text);
        assert!(!write_cell(text).starts_with(['=', '+', '-', '@', '\t', '＝']), "{text}");
    }
    let written = [
        ("Ana;=HYPERLINK(1);x", "Ana;'=HYPERLINK(1);x"),
        ("Ana;\"=HYPERLINK(1)\"", "Ana;\"'=HYPERLINK(1)\""),
        ("a\tb\t+1\n-1", "a\tb\t'+1\n'-1"),
        ("a; b = 1, c = 2", "a; b = 1, c = 2"),
        (" =1", "' =1"),
        ("\u{a0}\u{2003}@a", "'\u{a0}\u{2003}@a"),
        ("a; =1", "a;' =1"),
        ("  a = 1", "  a = 1"),
    ];
    for (text, cell) in written {
        assert_eq!(write_cell(text), cell);
        assert_eq!(read_cell(cell), text);
    }
}

#[cfg(feature = "pdf")]
#[test]
fn rpt_07_the_same_input_gives_the_same_bytes_however_long_it_is() {
    let mut data = report_with("Zoë");
    let row = data["areas"][0].clone();
    data["areas"] = Json::Array(vec![row; 500]);
    data["calls"]["best_call"]["note"] = json!("W".repeat(200));
    let input = json!({"data": data, "format": "pdf", "kind": "coaching", "at": "2026-03-09T08:00:00Z"});
    let input: RenderInput = serde_json::from_value(input).unwrap();
    let (one, other) = (render(&input).unwrap().content, render(&input).unwrap().content);
    assert_eq!(one, other);
    let bytes = touchline_kernel::base64::decoded(&one).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
}

fn sheet(table: Option<&str>) -> Vec<std::collections::BTreeMap<String, String>> {
    let data = report_with("Zoë");
    let input = json!({"data": data, "format": "csv", "kind": "coaching", "table": table});
    let sheet = render(&serde_json::from_value::<RenderInput>(input).unwrap()).unwrap().content;
    csv::Reader::from_reader(sheet.as_bytes()).deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn rpt_05_a_column_of_numbers_holds_numbers_and_why_there_is_none_stands_beside_it() {
    let rows = sheet(Some("areas"));
    let negotiation = rows.iter().find(|row| row["area"] == "negotiation").unwrap();
    assert_eq!((negotiation["score"].as_str(), negotiation["score_why"].as_str()), ("", "insufficient_evidence"));
    for row in rows.iter().filter(|row| row["area"] != "negotiation") {
        assert!(row["score"].parse::<f64>().is_ok() && row["score_why"].is_empty(), "{row:?}");
    }
    let rows = sheet(Some("metrics"));
    let withheld: Vec<&str> =
        rows.iter().map(|row| row["top_performer_why"].as_str()).filter(|why| !why.is_empty()).collect();
    assert!(!withheld.is_empty() && withheld.iter().all(|why| !why.contains(' ')), "{withheld:?}");
    assert!(rows.iter().all(|row| row["top_performer"].is_empty() != row["top_performer_why"].is_empty()), "{rows:?}");
}

#[test]
fn rpt_05_each_line_says_where_in_the_data_its_value_stands_and_holds_one_value() {
    let rows = sheet(None);
    let of = |at: &str| -> Vec<Cow<'_, str>> {
        rows.iter().filter(|row| row["at"] == at).map(|row| read_cell(&row["value"])).collect()
    };
    assert_eq!(of("/calls/best_call/at"), ["2026-02-24T09:30:00.000Z"]);
    assert_eq!(of("/calls/to_review/at"), ["2026-02-26T14:00:00.000Z"]);
    let tip = "Ask one question about the objection before you answer it.";
    assert_eq!(of("/focus/first"), ["objection_handling", "response_quality", tip]);
    // What is a number in the data is one here.
    assert_eq!(of("/areas/0/rating/published"), ["84"]);
    for row in rows.iter().filter(|row| !row["why"].is_empty()) {
        assert!(row["value"].is_empty(), "{row:?}");
    }
}

//! Pages of conversations: whatever their data are, a picture shows what lies within the call, and no more than there is room for.

#![expect(clippy::unwrap_used, reason = "a test says what it found by failing")]

use serde_json::{Value as Json, json};
use touchline_reports::render::{RenderInput, render};

fn time(speaker: &Json, start_ms: u64, end_ms: u64) -> Json {
    json!({"speaker": speaker, "start_ms": start_ms, "end_ms": end_ms})
}

fn speaker(key: &Json, spoken: u64) -> Json {
    json!({"key": key, "name": null, "role": "other", "share": {"value": 0}, "spoken": {"value": spoken}})
}

/// A conversation of 10 seconds.
fn conversation(speakers: Vec<Json>, times: Vec<Json>) -> Json {
    json!({
        "about": {}, "figures": {}, "fillers": [], "length_ms": 10_000, "moments": [], "phrases": [], "questions": [],
        "speakers": speakers, "times": times, "withheld": [],
    })
}

fn page(data: &Json) -> String {
    let input = json!({"data": data, "format": "markdown", "kind": "conversation"});
    render(&serde_json::from_value::<RenderInput>(input).unwrap()).unwrap().content
}

/// What is said of the picture, if there is one.
fn picture(page: &str) -> Option<&str> {
    page.lines().find_map(|line| line.strip_prefix("**Who speaks when** "))
}

#[test]
fn rpt_06_of_many_speakers_those_are_drawn_who_are_heard_for_longest_in_their_order() {
    let key = |nth: u64| json!(format!("s{nth}"));
    let speakers = |count: u64| (0..count).map(|nth| speaker(&key(nth), nth)).collect();
    let times = (0..25).map(|nth| time(&key(nth), 0, 100)).collect::<Vec<_>>();
    let many = page(&conversation(speakers(25), times.clone()));
    let shown: Vec<String> = (5..25).map(|nth| format!("s{nth}: 1% of the call")).collect();
    assert_eq!(picture(&many), Some(shown.join("; ").as_str()));
    assert!(many.contains("*The picture shows the 20 who are heard for longest.*"));
    assert!(many.contains("| s0 | Neither |"), "{many}");
    let all = page(&conversation(speakers(20), times));
    assert!(picture(&all).unwrap().starts_with("s0: 1% of the call; s1:") && !all.contains("The picture shows"));
}

#[test]
fn rpt_06_nothing_is_drawn_that_lies_beyond_the_call_or_ends_before_it_begins() {
    let ann = json!("ann");
    let times =
        vec![time(&ann, 0, 1_000), time(&ann, 9_000, 99_000), time(&ann, 4_000, 3_000), time(&ann, 11_000, 12_000)];
    let mut data = conversation(vec![speaker(&ann, 1)], times);
    let moment =
        |at: u64| json!({"evidence": {"moment_ms": at, "quote": null}, "of": {"type": "question"}, "speaker": "ann"});
    data["moments"] = json!([moment(10_000), moment(10_001)]);
    assert_eq!(picture(&page(&data)), Some("ann: 20% of the call; 0:10 Question: First question"));
}

#[test]
fn rpt_06_where_nobody_knows_how_long_a_call_is_or_when_anything_was_said_there_is_no_picture() {
    let ann = json!("ann");
    let data = conversation(vec![speaker(&ann, 1)], vec![time(&ann, 0, 1_000)]);
    assert!(picture(&page(&data)).is_some());
    for length in [json!(null), json!(0)] {
        let mut unknown = data.clone();
        unknown["length_ms"] = length;
        assert_eq!(picture(&page(&unknown)), None);
    }
    assert_eq!(picture(&page(&conversation(vec![speaker(&ann, 1)], vec![]))), None);
}

#[test]
fn rpt_04_whoever_is_named_by_nobody_is_told_as_that_and_not_as_somebody_whose_key_is_empty() {
    let speakers = vec![speaker(&json!(""), 1), speaker(&Json::Null, 2)];
    let page = page(&conversation(speakers, vec![time(&json!(""), 0, 1_000), time(&Json::Null, 1_000, 3_000)]));
    assert_eq!(picture(&page), Some(": 10% of the call; Unknown speaker: 20% of the call"));
}

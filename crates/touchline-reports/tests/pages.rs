//! What a page says is so, and what decides something for whoever reads it is said in words.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it found by failing")]

use serde_json::{Value as Json, json};
use touchline_reports::coaching::{CoachingReport, CoachingReportInput, QuickCard};
use touchline_reports::render::{RenderInput, render};

/// The input of a whole coaching report.
fn input() -> Json {
    serde_json::from_str(include_str!("data/coaching.json")).unwrap()
}

fn report(input: Json) -> CoachingReport {
    let input: CoachingReportInput = serde_json::from_value(input).unwrap();
    CoachingReport::of(input).unwrap()
}

fn printed(kind: &str, format: &str, data: Json) -> String {
    let input: RenderInput = serde_json::from_value(json!({"data": data, "format": format, "kind": kind})).unwrap();
    render(&input).unwrap().content
}

fn page(input: Json) -> String {
    printed("coaching", "markdown", serde_json::to_value(report(input)).unwrap())
}

fn without_scores() -> Json {
    let mut input = input();
    for area in input["skill"]["areas"].as_array_mut().unwrap() {
        let rating = &mut area["rating"];
        rating["published"] = Json::Null;
        rating["score"] = Json::Null;
        rating["level"] = Json::Null;
        rating["no_score"] = json!("insufficient_evidence");
    }
    input["recommendations"]["focus"] = Json::Null;
    input["recommendations"]["gaps"] = json!([]);
    input["recommendations"]["strengths"] = json!([]);
    input
}

#[test]
fn rpt_01_where_no_area_has_a_score_none_is_said_to_need_no_work() {
    let page = page(without_scores());
    assert_eq!(page.matches("*No area that the report is about has a score in this period.*").count(), 2, "{page}");
    assert!(page.contains("*There is no focus, since no area that the report is about has a score.*"));
    assert!(!page.contains("asks for work") && !page.contains("stands out"), "{page}");
}

#[test]
fn rpt_01_a_report_of_one_area_says_nothing_of_calls_and_areas_that_it_is_not_about() {
    let mut closing = input();
    closing["options"] = json!({"area": "closing"});
    let closing = page(closing);
    assert!(closing.contains("*No call of this period has a score in this area.*"), "{closing}");
    assert!(closing.contains("*This area does not stand out as a strength in this period.*"), "{closing}");
    let mut discovery = input();
    discovery["options"] = json!({"area": "discovery"});
    let discovery = page(discovery);
    assert!(discovery.contains("*This area does not ask for work in this period.*"), "{discovery}");
    assert!(discovery.contains("*The focus of this week lies in no area that the report is about.*"), "{discovery}");
}

#[test]
fn skl_05_a_figure_that_rests_on_few_observations_says_so_in_its_row() {
    let mut input = input();
    input["metrics"][1]["own"]["low_evidence"] = json!(true);
    input["metrics"][1]["own"]["observations"] = json!(3);
    input["skill"]["areas"][0]["rating"]["low_evidence"] = json!(true);
    let page = page(input);
    let row = |first: &str| page.lines().find(|line| line.starts_with(first)).unwrap().to_owned();
    assert!(row("| Average deal size |").ends_with("| 3 | few observations |"), "{page}");
    assert!(row("| Win rate |").ends_with("| 38 | – |"), "{page}");
    assert!(row("| Discovery |").ends_with("| 100% | few observations |"), "{page}");
    assert!(row("| Closing |").ends_with("% | – |"), "{page}");
}

#[test]
fn rpt_06_whether_an_arrow_is_for_the_better_is_said_in_words() {
    let markdown = page(input());
    let row = |first: &str| markdown.lines().find(|line| line.starts_with(first)).unwrap().to_owned();
    assert!(row("| Win rate |").contains("| ↑ up, better |"), "{markdown}");
    assert!(row("| Sales cycle |").contains("| ↑ up, worse |"), "{markdown}");
    assert!(row("| Average deal size |").contains("| → unchanged |"), "{markdown}");
}

#[test]
fn rpt_02_the_card_names_the_area_that_its_tip_is_about_where_there_is_no_gap() {
    let mut input = input();
    input["recommendations"]["gaps"] = json!([]);
    input["recommendations"]["focus"]["kind"] = json!("keep_it_up");
    input["recommendations"]["focus"]["first"]["area"] = json!("presentation");
    let card = serde_json::to_value(QuickCard::from(report(input))).unwrap();
    assert_eq!(card["focus_area"], json!({"area": "presentation", "score": 77}));
    let page = printed("quick_card", "markdown", card);
    assert!(page.contains("**Focus area** Presentation; Score 77"), "{page}");
}

fn refused(input: Json) -> String {
    let input: CoachingReportInput = serde_json::from_value(input).unwrap();
    format!("{:?}", CoachingReport::of(input).unwrap_err())
}

#[test]
fn rpt_01_a_score_of_minus_nothing_is_nothing_so_that_the_newest_call_is_gone_through_again() {
    let mut input = input();
    input["calls"][0]["areas"]["objection_handling"] = json!(-0.0);
    input["calls"][2]["areas"]["objection_handling"] = json!(0.0);
    let newest = input["calls"][2]["call"].clone();
    let told = serde_json::to_value(report(input)).unwrap();
    assert_eq!(told["calls"]["to_review"]["call"], newest);
}

#[test]
fn rpt_01_scores_beyond_the_range_areas_that_nobody_scored_and_one_gap_told_twice_are_refused() {
    for score in [900.0, -900.0] {
        let mut out = input();
        out["calls"][1]["areas"]["discovery"] = json!(score);
        assert!(refused(out).contains("/calls/1/areas/discovery"));
    }
    for which in ["first", "second"] {
        let mut unknown = input();
        unknown["recommendations"]["focus"][which]["area"] = json!("cooking");
        assert!(refused(unknown).contains(&format!("/recommendations/focus/{which}/area")));
    }
    let mut twice = input();
    let gap = twice["recommendations"]["gaps"][0].clone();
    twice["recommendations"]["gaps"].as_array_mut().unwrap().push(gap);
    assert!(refused(twice).contains("/recommendations/gaps/2/area"));
}

#[test]
fn rpt_04_a_page_in_a_language_that_runs_from_right_to_left_says_so_and_texts_in_one_place_stand_apart() {
    let data = serde_json::to_value(report(input())).unwrap();
    let of = |locale: &str| {
        let words = json!({"locale": locale, "texts": {"coaching.title": "x"}});
        let input = json!({"data": data, "format": "html", "kind": "coaching", "words": words});
        render(&serde_json::from_value::<RenderInput>(input).unwrap()).unwrap().content
    };
    for locale in ["ar", "he-IL", "fa", "ku-Arab", "ur-PK"] {
        assert!(of(locale).contains(&format!("<html lang=\"{locale}\" dir=\"rtl\">")), "{locale}");
    }
    for locale in ["en", "de-CH", "az-Latn", "ar-Latn"] {
        assert!(of(locale).contains(&format!("<html lang=\"{locale}\">")), "{locale}");
    }
    let tip = "<bdi>Ask one question about the objection before you answer it.</bdi>";
    assert!(of("en").contains(&format!("Response quality, {tip}")));
}

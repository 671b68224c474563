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
    discovery["recommendations"]["more_gaps"] = json!([]);
    let discovery = page(discovery);
    assert!(discovery.contains("*This area does not ask for work in this period.*"), "{discovery}");
    assert!(discovery.contains("*No focus was chosen in this area for this week.*"), "{discovery}");
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

#[test]
fn rpt_06_the_interval_of_each_window_is_drawn_on_a_page_for_the_desk_and_for_the_phone_and_told_in_words() {
    let page = printed("coaching", "html", serde_json::to_value(report(input())).unwrap());
    assert_eq!(page.matches(">95 % interval</text>").count(), 2, "{page}");
    let told = "5\u{a0}Jan\u{a0}2026: 63 (of 3, 95 % 52\u{2009}–\u{2009}75); 12\u{a0}Jan\u{a0}2026: 64 (of 4, 95 % 55\u{2009}–\u{2009}73); \
                19\u{a0}Jan\u{a0}2026: no score";
    assert_eq!(page.matches(told).count(), 2, "{page}");
    let mut unknown = input();
    for window in unknown["score_trend"].as_array_mut().unwrap() {
        window["interval"] = Json::Null;
    }
    let page = printed("coaching", "html", serde_json::to_value(report(unknown)).unwrap());
    assert!(page.contains("63 (of 3)") && !page.contains(">95 % interval</text>"), "{page}");
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
        assert!(of(locale).contains(&format!("<html lang='{locale}' dir='rtl'>")), "{locale}");
    }
    for locale in ["en", "de-CH", "az-Latn", "ar-Latn"] {
        assert!(of(locale).contains(&format!("<html lang='{locale}'>")), "{locale}");
    }
    // Words of a picture are anchored at their left ends, whichever way the page runs.
    assert!(of("ar").contains(".picture svg{display:block;width:100%;height:auto;direction:ltr}"));
    let tip = "<bdi>Ask one question about the objection before you answer it.</bdi>";
    assert!(of("en").contains(&format!("Response quality, {tip}")));
}

/// Somebody's coaching with a trend of scores, as `insight.person` gives it.
fn person() -> Json {
    let rate = json!({"hits": 0, "of": 0, "rate": {"rate": null, "interval": null, "low_evidence": true}});
    let point =
        |first: &str, last: &str, score: u8| json!({"first": first, "last": last, "published": score, "count": 3});
    json!({
        "person": "018f3c2a-0000-7000-8000-00000000005b", "unacknowledged": 0, "pending_items": 1, "overdue_items": 0,
        "window": {"type": "days", "body": {"first": "2026-01-01", "last": "2026-02-28", "zone": "UTC"}},
        "improvement": {"change": 4, "percent": 6, "undefined": null},
        "trend": {"arrow": "up", "slope": 4, "test": null, "no_test": "too_few_points",
                  "points": [point("2026-01-01", "2026-01-31", 66), point("2026-02-01", "2026-02-28", 70)]},
        "milestones": {"reached": [], "best": null},
        "habits": {"read_in_time": rate, "acknowledged": rate, "done_in_time": rate, "asked": rate, "questions": 0},
    })
}

#[test]
fn rpt_04_a_page_fits_a_phone_prints_and_loads_nothing() {
    let data = serde_json::to_value(report(input())).unwrap();
    for page in [printed("coaching", "html", data), printed("person", "html", person())] {
        assert!(page.contains("<meta name='viewport' content='width=device-width, initial-scale=1'>"));
        for rule in
            ["@media print{", "@page{size:A4;", "thead{display:table-header-group}", "@media (max-width:34rem){"]
        {
            assert!(page.contains(rule), "{rule}");
        }
        for loads in [" src=", " href=", " srcset=", "url(", "@import", "<link", "<script", "<iframe", "<img", "<base"]
        {
            assert!(!page.contains(loads), "{loads}");
        }
        // A name of 200 letters without a space is parted rather than that the page scrolls sideways.
        assert!(page.contains("\n.about dd,.beside,figcaption,.note{overflow-wrap:anywhere}\n"));
        // A table wider than the page scrolls by itself.
        assert_eq!(page.matches("<table>").count(), page.matches("tabindex='0'><table>").count());
        assert!(page.contains(".scroll{overflow-x:auto;"));
    }
}

#[test]
fn rpt_06_a_wide_picture_is_drawn_for_a_phone_too_and_a_page_shows_the_one_that_it_has_room_for() {
    let page = printed("person", "html", person());
    let figure = page.split_once("<figure class='picture'>").unwrap().1.split_once("</figure>").unwrap().0;
    let (wide, narrow) = figure.split_once("</div><div class='narrow'>").unwrap();
    assert!(wide.starts_with("<div class='wide'><svg") && wide.contains("viewBox='0 0 640 "), "{wide}");
    assert!(narrow.starts_with("<svg") && narrow.contains("viewBox='0 0 360 "), "{narrow}");
    // Either says all that is seen, under an id of its own.
    for (picture, id) in [(wide, "p1d"), (narrow, "p2d")] {
        let (_, said) = picture.split_once(&format!("<desc id='{id}'>")).unwrap();
        assert!(said.starts_with("1\u{a0}Jan\u{a0}2026: 66 (of 3); 1\u{a0}Feb\u{a0}2026: 70 (of 3)"), "{said}");
    }
    assert!(page.contains("\n.narrow{display:none}\n"));
    assert!(page.contains("@media screen and (max-width:40rem){.wide{display:none}.narrow{display:block}}"));
}

#[test]
fn rpt_05_a_note_of_a_sheet_says_of_what_in_the_data_it_speaks() {
    let mut input = without_scores();
    input["metrics"] = json!([]);
    let report = serde_json::to_value(report(input)).unwrap();
    let sheet = printed("coaching", "csv", report.clone());
    let line = |note: &str| sheet.lines().find(|line| line.contains(note)).unwrap_or_else(|| panic!("{note}: {sheet}"));
    assert!(line("There is no focus").ends_with(",/focus"), "{sheet}");
    assert!(line("No area that the report is about has a score").ends_with(",/strengths"), "{sheet}");
    let metrics = report["withheld"].as_array().unwrap().iter().position(|one| one["part"] == "metrics").unwrap();
    assert!(line("Metrics: nothing to make it of").ends_with(&format!(",/withheld/{metrics}")), "{sheet}");
}

#[test]
fn rpt_04_a_text_that_was_redacted_is_said_to_be() {
    let mut data = serde_json::to_value(report(input())).unwrap();
    data["strengths"][0]["highlight"]["quote"] = json!("");
    data["focus_areas"][0]["words"]["tip"] = json!("");
    let page = printed("coaching", "markdown", data.clone());
    assert!(page.contains("> redacted\n") && page.contains("- **Coaching tip** redacted\n"), "{page}");
    let sheet = printed("coaching", "csv", data);
    assert!(sheet.contains(",quote,,,/strengths/0/highlight/quote\r\n"), "{sheet}");
}

#[test]
fn rpt_01_scores_without_a_focus_are_not_said_to_be_missing() {
    let mut input = input();
    input["recommendations"]["focus"] = Json::Null;
    let page = page(input);
    assert!(
        page.contains("*No focus was chosen for this week.*") && !page.contains("no area that the report is about"),
        "{page}"
    );
}

#[test]
fn rpt_04_a_page_that_tells_moments_says_in_which_zone_and_a_sheet_has_them_in_utc() {
    let data = serde_json::to_value(report(input())).unwrap();
    let of = |kind: &str, data: &Json, format: &str| {
        let input = json!({"data": data, "format": format, "kind": kind, "zone": "Asia/Tokyo"});
        render(&serde_json::from_value::<RenderInput>(input).unwrap()).unwrap().content
    };
    assert!(of("coaching", &data, "html").contains("<dt>Times in</dt><dd>Asia/Tokyo</dd>"));
    assert!(of("coaching", &data, "markdown").contains("- **Times in** Asia/Tokyo\n"));
    let sheet = of("coaching", &data, "csv");
    assert!(!sheet.contains("Asia/Tokyo") && sheet.contains("2026-02-24T09:30:00.000Z"), "{sheet}");
    // Days alone are the same on every clock.
    let mut days = data.clone();
    days["calls"]["best_call"] = Json::Null;
    days["calls"]["to_review"] = Json::Null;
    assert!(!of("coaching", &days, "markdown").contains("Times in"));
}

#[test]
fn rpt_01_without_metrics_the_report_says_that_it_leaves_them_out() {
    let mut input = input();
    input["metrics"] = json!([]);
    let page = page(input);
    let left_out = page.split_once("What this report leaves out").unwrap().1;
    assert!(left_out.contains("*Metrics: nothing to make it of*"), "{left_out}");
}

/// A report of closing alone, whose gaps beyond those that are named are these.
fn of_closing(more_gaps: Json) -> Json {
    let mut input = input();
    input["options"] = json!({"area": "closing"});
    input["recommendations"]["gaps"].as_array_mut().unwrap().retain(|gap| gap["area"] != "closing");
    input["recommendations"]["more_gaps"] = more_gaps;
    input
}

#[test]
fn rpt_01_an_area_is_said_to_ask_for_no_work_only_where_that_is_known() {
    let no_work = "*This area does not ask for work in this period.*";
    let fourth = page(of_closing(json!(["closing"])));
    assert!(fourth.contains("*This area asks for work in this period, too; others come before it.*"), "{fourth}");
    assert!(
        fourth.contains("*Focus area (Closing): more than a report shows*") && !fourth.contains(no_work),
        "{fourth}"
    );
    let untold = page(of_closing(Json::Null));
    let not_chosen = "*This area is not among those that were chosen to be worked on in this period.*";
    assert!(untold.contains(not_chosen) && !untold.contains(no_work), "{untold}");
    assert!(page(of_closing(json!([]))).contains(no_work));
}

#[test]
fn rpt_01_a_whole_report_names_the_areas_that_ask_for_work_beyond_those_that_it_shows() {
    let mut input = input();
    input["recommendations"]["more_gaps"] = json!(["qualification", "presentation"]);
    let page = page(input);
    assert!(page.contains("- **Further areas that ask for work** Qualification, Presentation\n"), "{page}");
    assert!(page.contains("*Focus area (Qualification): more than a report shows*"), "{page}");
}

#[test]
fn rpt_01_the_call_to_go_through_again_is_the_lowest_in_the_area_that_asks_for_work() {
    let mut input = of_closing(json!(["closing"]));
    input["calls"][1]["areas"]["closing"] = json!(12);
    let lowest = input["calls"][1]["call"].clone();
    let told = serde_json::to_value(report(input)).unwrap();
    assert_eq!(told["calls"]["to_review"]["call"], lowest);
}

#[test]
fn rpt_01_a_best_of_too_few_observations_is_told_as_that_and_not_as_nothing() {
    let mut input = input();
    input["metrics"][0]["top_performer"] = json!({"type": "nothing"});
    let because = |input: Json, average: Json| {
        let mut input = input;
        input["metrics"][0]["team_average"] = average;
        let metric = input["metrics"][0]["own"]["metric"].clone();
        let told = serde_json::to_value(report(input)).unwrap();
        let left_out = told["withheld"].as_array().unwrap().clone();
        left_out.into_iter().find(|one| one["part"] == "top_performer" && one["of"] == metric).unwrap()["because"]
            .clone()
    };
    let shown = json!({"type": "shown", "body": {"people": 3, "person": null, "value": 0.4}});
    assert_eq!(because(input.clone(), shown), "insufficient_evidence");
    assert_eq!(because(input, json!({"type": "nothing"})), "nothing_there");
}

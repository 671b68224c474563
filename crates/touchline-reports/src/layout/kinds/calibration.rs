//! What a calibration came to, on a page.
//!
//! Rules: RPT-04.

use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{CALL, CALL_AT, SCORECARD, VERSION, about_person, low_evidence};
use crate::picture::{CalibrationSpread, Picture, SpreadRow};
use crate::value::{Tone, Value};
use touchline_kernel::Title;
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "calibration.title",
    subject: None,
    about: &[
        field("agent", "", Form::By(about_person)),
        CALL,
        CALL_AT,
        SCORECARD,
        VERSION,
        field("reference", "/reference", Form::Person),
        field("spread_limit", "/spread_limit", Form::Number(1)),
    ],
    needs: &["/agreement", "/flagged", "/mean", "/questions", "/raters", "/spread"],
    parts: &[
        Part::Figures(&[
            field("mean", "/mean", Form::Number(1)),
            field("spread", "/spread", Form::Number(1)),
            field("alpha_totals", "/agreement/totals/alpha", Form::Number(2))
                .or_why("/agreement/totals/undefined", "no_agreement")
                .with(TOTALS),
            field("alpha_ratings", "/agreement/ratings/krippendorff/alpha", Form::Number(2))
                .or_why("/agreement/ratings/krippendorff/undefined", "no_agreement")
                .with(RATINGS),
            field("alpha_yes_no", "/agreement/yes_no/krippendorff/alpha", Form::Number(2))
                .or_why("/agreement/yes_no/krippendorff/undefined", "no_agreement")
                .with(YES_NO),
        ]),
        Part::Picture(spread),
        Part::Heading("calibration.raters"),
        Part::Table(&TableOf {
            name: "raters",
            rows: "/raters",
            columns: &[
                field("rater", "/rater", Form::Person),
                field("score", "/score", Form::Number(1)),
                field("from_group", "/from_group", Form::Change(1)),
                field("from_reference", "/from_reference", Form::Change(1)),
                field("passed", "/passed", Form::YesNo),
            ],
        }),
        Part::When(
            "/not_submitted",
            &[
                Part::Label("calibration.not_submitted"),
                Part::List("/not_submitted", &[field("rater", "", Form::Person)]),
            ],
        ),
        Part::Heading("calibration.questions"),
        Part::Table(&TableOf {
            name: "questions",
            rows: "/questions",
            columns: &[
                field("question", "/question", Form::Term("question")),
                field("mean", "/mean", Form::Number(1)),
                field("spread", "/spread", Form::Number(1)),
                field("raters", "", Form::By(rated)),
                field("flagged", "/flagged", Form::YesNo),
            ],
        }),
    ],
};

const TOTALS: &[Field] = &[
    field("ratings", "/agreement/totals/ratings", Form::Count),
    field("evidence", "/agreement/totals/low_evidence", Form::By(low_evidence)),
];
const RATINGS: &[Field] = &[
    field("ratings", "/agreement/ratings/krippendorff/ratings", Form::Count),
    field("evidence", "/agreement/ratings/krippendorff/low_evidence", Form::By(low_evidence)),
];
const YES_NO: &[Field] = &[
    field("ratings", "/agreement/yes_no/krippendorff/ratings", Form::Count),
    field("evidence", "/agreement/yes_no/krippendorff/low_evidence", Form::By(low_evidence)),
];

/// How many raters gave a question something that counts.
fn rated(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let gave = scope
        .entries("/raters")
        .into_iter()
        .filter(|rater| rater.get("percent").and_then(Data::as_f64).is_some())
        .count();
    Some((Value::Number(f64::from(u32::try_from(gave).ok()?), 0), Tone::Plain))
}

/// What each rater scored, in total and question by question.
fn spread(scope: &Scope<'_>) -> Option<Picture> {
    let reference = scope.text("/reference");
    let row = |label: String, entries: Vec<Data<'_>>, score: &str| {
        let scored = |entry: Data<'_>| entry.get(score).and_then(Data::as_f64).map(|score| score.clamp(0.0, 100.0));
        let is_meant = |entry: &Data<'_>| reference.is_some() && entry.get("rater").and_then(Data::as_str) == reference;
        SpreadRow {
            label: Title::new(&label),
            reference: entries.iter().copied().find(is_meant).and_then(scored),
            scores: entries.iter().copied().filter_map(scored).collect(),
        }
    };
    let total = row(scope.words.get("calibration.total").to_owned(), scope.entries("/raters"), "score");
    let questions = scope.entries("/questions").into_iter().filter_map(|question| {
        let raters = question.get("raters")?.as_list()?;
        Some(row(scope.words.term("question", question.get("question")?.as_str()?), raters, "percent"))
    });
    let rows: Vec<SpreadRow> = std::iter::once(total).chain(questions).filter(|row| !row.scores.is_empty()).collect();
    (!rows.is_empty()).then(|| CalibrationSpread { rows }.draw(&scope.printer))
}

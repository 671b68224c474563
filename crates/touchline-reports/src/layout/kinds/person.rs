//! Somebody's coaching, on a page.
//!
//! Rules: RPT-03.

use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::super::scope::Scope;
use super::common::{counted, counted_rate, low_evidence, window};
use crate::picture::{Picture, ScoreTrendPicture, TrendPicturePoint};
use touchline_kernel::reader::Data;

pub(super) const LAYOUT: Layout = Layout {
    title: "person.title",
    subject: Some(field("name", "/person", Form::Person)),
    about: &[field("window", "/window", Form::By(window))],
    needs: &["/habits", "/improvement", "/milestones", "/person", "/trend", "/unacknowledged", "/window"],
    parts: &[Part::Within("", FIGURES), Part::Within("", SCORES)],
};

/// What waits for somebody, and how their score changed.
pub(super) const FIGURES: &[Part] = &[Part::Figures(&[
    field("unacknowledged", "/unacknowledged", Form::Count),
    field("pending_items", "/pending_items", Form::Count).with(&[field(
        "overdue_items",
        "/overdue_items",
        Form::Count,
    )]),
    field("improvement", "/improvement/change", Form::Change(1))
        .or_why("/improvement/undefined", "no_improvement")
        .with(&[field("percent", "/improvement/percent", Form::Change(1))]),
])];

/// Their scores, levels and habits.
pub(super) const SCORES: &[Part] = &[
    Part::Heading("person.scores"),
    Part::Picture(trend),
    Part::Facts(&[
        field("trend", "/trend/arrow", Form::Term("arrow")),
        field("slope", "/trend/slope", Form::Change(2)),
        field("interval", "/trend/slope_interval", Form::Range),
        field("direction", "/trend/test/direction", Form::Term("direction")).or_why("/trend/no_test", "no_test"),
        field("p_value", "/trend/test/p", Form::Number(3)),
    ]),
    Part::Table(&TableOf { name: "scores", rows: "/trend/points", columns: WINDOWS }),
    Part::Heading("person.milestones"),
    Part::Table(&TableOf {
        name: "milestones",
        rows: "/milestones/reached",
        columns: &[
            field("level", "/level", Form::Term("level")),
            field("score", "/score", Form::Count),
            field("days", "/window", Form::Days),
        ],
    }),
    Part::Facts(&[
        field("best_score", "/milestones/best/score", Form::Number(0)),
        field("days", "/milestones/best/window", Form::Days),
    ]),
    Part::Heading("person.habits"),
    Part::Figures(&[
        counted_rate("read_in_time", "/habits/read_in_time", READ),
        counted_rate("acknowledged", "/habits/acknowledged", ACKNOWLEDGED),
        counted_rate("done_in_time", "/habits/done_in_time", DONE),
        counted_rate("asked", "/habits/asked", ASKED),
    ]),
];

/// A window of a trend.
pub(super) const WINDOWS: &[Field] = &[
    field("from", "/first", Form::Day),
    field("to", "/last", Form::Day),
    field("score", "/published", Form::Count),
    field("interval", "/interval", Form::Range),
    field("count", "/count", Form::Count),
];

const READ: &[Field] = &[
    field("counted", "/habits/read_in_time", Form::By(counted)),
    field("interval", "/habits/read_in_time/rate/interval", Form::ShareRange),
    field("evidence", "/habits/read_in_time/rate/low_evidence", Form::By(low_evidence)),
];
const ACKNOWLEDGED: &[Field] = &[
    field("counted", "/habits/acknowledged", Form::By(counted)),
    field("interval", "/habits/acknowledged/rate/interval", Form::ShareRange),
    field("evidence", "/habits/acknowledged/rate/low_evidence", Form::By(low_evidence)),
];
const DONE: &[Field] = &[
    field("counted", "/habits/done_in_time", Form::By(counted)),
    field("interval", "/habits/done_in_time/rate/interval", Form::ShareRange),
    field("evidence", "/habits/done_in_time/rate/low_evidence", Form::By(low_evidence)),
];
const ASKED: &[Field] = &[
    field("counted", "/habits/asked", Form::By(counted)),
    field("interval", "/habits/asked/rate/interval", Form::ShareRange),
    field("questions_in_all", "/habits/questions", Form::Count),
];

/// The score over time.
fn trend(scope: &Scope<'_>) -> Option<Picture> {
    Some(score_trend(scope, "/trend/points"))
}

/// The windows of a list over time.
pub(super) fn score_trend(scope: &Scope<'_>, windows: &str) -> Picture {
    let points = scope.entries(windows).into_iter().filter_map(point).collect();
    ScoreTrendPicture { points, target: None }.draw(&scope.printer)
}

fn point(point: Data<'_>) -> Option<TrendPicturePoint> {
    let day = |name| point.get(name)?.as_str()?.parse().ok();
    Some(TrendPicturePoint {
        count: point.get("count").and_then(Data::typed).unwrap_or_default(),
        first: day("first")?,
        interval: point.get("interval").and_then(Data::typed),
        last: day("last")?,
        score: point.get("published").and_then(Data::as_f64),
    })
}

//! How somebody did on some days, on a page: all coaching that they got, scores, what to improve, action items.
//!
//! Rules: RPT-03.

use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::common::{SEEN_ALONE, low_evidence};
use super::person;

pub(super) const LAYOUT: Layout = Layout {
    title: "person.title",
    subject: Some(field("name", "/person", Form::Person)),
    about: &[field("period", "/days", Form::Days)],
    needs: &["/action_items", "/coaching", "/days", "/improvement_areas", "/insight", "/person", "/reviews"],
    parts: &[
        Part::Within("/insight", person::FIGURES),
        Part::Figures(&[
            field("review_score", "/reviews/score", Form::Number(1)).with(&[
                field("reviews", "/reviews/reviews", Form::Count),
                field("without_score", "/reviews/without_score", Form::Count),
            ]),
            field("items_done", "/action_items/completion/rate", Form::Share).with(COMPLETION),
            field("done_in_time", "/action_items/on_time/rate", Form::Share).with(ON_TIME),
        ]),
        Part::Heading("performance.coaching"),
        Part::Table(&TableOf {
            name: "coaching",
            rows: "/coaching",
            columns: &[field("kind", "/section", Form::Term("kind")), field("how_many", "/count", Form::Count)],
        }),
        Part::Heading("team.improvement_areas"),
        Part::Table(&TableOf {
            name: "findings",
            rows: "/improvement_areas",
            columns: &[
                field("finding", "/what", Form::Term("area")),
                field("kind", "/kind", Form::Term("finding")),
                field("times", "/count", Form::Count),
            ],
        }),
        Part::Within("/insight", person::SCORES),
        SEEN_ALONE,
    ],
};

const COMPLETION: &[Field] = &[
    field("completed", "/action_items/completed", Form::Count),
    field("due", "/action_items/due", Form::Count),
    field("interval", "/action_items/completion/interval", Form::ShareRange),
    field("evidence", "/action_items/completion/low_evidence", Form::By(low_evidence)),
];
const ON_TIME: &[Field] = &[
    field("in_time", "/action_items/in_time", Form::Count),
    field("interval", "/action_items/on_time/interval", Form::ShareRange),
    field("evidence", "/action_items/on_time/low_evidence", Form::By(low_evidence)),
];

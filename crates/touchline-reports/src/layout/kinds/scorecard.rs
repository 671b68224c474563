//! A filled scorecard on a page.
//!
//! Rules: RPT-04.

use super::super::part::{Form, Layout, Part, TableOf, field};
use super::common::{CALL, CALL_AT, SCORECARD, VERSION, about_person};

pub(super) const LAYOUT: Layout = Layout {
    title: "scorecard.title",
    subject: Some(field("name", "", Form::By(about_person))),
    about: &[CALL, CALL_AT, SCORECARD, VERSION],
    needs: &["/by_source", "/coverage", "/failed", "/questions", "/sections", "/triggers"],
    parts: &[
        Part::Figures(&[
            field("score", "/shown", Form::Number(2))
                .or_why("/no_score", "no_score")
                .with(&[field("band", "/band", Form::Text), field("coverage", "/coverage", Form::Share)]),
            field("passed", "/passed", Form::YesNo),
            field("failed_by_trigger", "/failed", Form::YesNo),
            field("stars", "/stars", Form::Number(1)),
            field("critical_score", "/critical", Form::Number(2)),
        ]),
        Part::Heading("scorecard.sections"),
        Part::Table(&TableOf {
            name: "sections",
            rows: "/sections",
            columns: &[
                field("section", "/section", Form::Term("question")),
                field("percent", "/figures/percent", Form::Number(2)),
                field("contribution", "/figures/contribution", Form::Number(2)),
                field("fatal", "/figures/fatal", Form::Term("fatal")),
                field("not_applicable", "/figures/not_applicable", Form::Term("not_applicable")),
            ],
        }),
        Part::Heading("scorecard.questions"),
        Part::Table(&TableOf {
            name: "questions",
            rows: "/questions",
            columns: &[
                field("question", "/question", Form::Term("question")),
                field("section", "/within", Form::Term("question")),
                field("source", "/source/type", Form::Term("source")),
                field("percent", "/figures/percent", Form::Number(2)),
                field("contribution", "/figures/contribution", Form::Number(2)),
                field("not_applicable", "/figures/not_applicable", Form::Term("not_applicable")),
            ],
        }),
        Part::When(
            "/triggers",
            &[
                Part::Heading("scorecard.triggers"),
                Part::Table(&TableOf {
                    name: "triggers",
                    rows: "/triggers",
                    columns: &[
                        field("question", "/question", Form::Term("question")),
                        field("effect", "/effect", Form::Term("fatal")),
                        field("scope", "/scope", Form::Term("fatal_scope")),
                        field("section", "/section", Form::Term("question")),
                    ],
                }),
            ],
        ),
        Part::Heading("scorecard.sources"),
        Part::Facts(&[
            field("human", "/by_source/human", Form::Number(2)),
            field("model", "/by_source/model", Form::Number(2)),
            field("rule", "/by_source/rule", Form::Number(2)),
        ]),
    ],
};

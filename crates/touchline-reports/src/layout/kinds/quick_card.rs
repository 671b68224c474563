//! The quick card on a page.
//!
//! Rules: RPT-02, SKL-09.

use super::super::part::{Field, Form, Layout, Part, field};
use super::coaching::{call_name, name, out_of_hundred};
use super::common::PERIOD;

pub(super) const LAYOUT: Layout = Layout {
    title: "quick_card.title",
    subject: Some(field("name", "", Form::By(name)).showing("/name")),
    about: &[PERIOD],
    needs: &["/call_to_review", "/focus_area", "/period", "/tip", "/top_strength"],
    parts: &[
        Part::When("/manager_review_required", &[Part::Note("coaching.manager_first")]),
        Part::Figures(&[
            field("top_strength", "/top_strength/area", Form::Term("area")).with(&[field(
                "score",
                "/top_strength/score",
                Form::By(out_of_hundred),
            )]),
            field("focus_area", "/focus_area/area", Form::Term("area")).with(&[field(
                "score",
                "/focus_area/score",
                Form::By(out_of_hundred),
            )]),
        ]),
        Part::Text(field("this_weeks_tip", "/tip/text", Form::Text)),
        Part::Unless("/tip", &[Part::Note("quick_card.no_tip")]),
        Part::When("/call_to_review", &[Part::Facts(CALL)]),
        Part::Unless("/call_to_review", &[Part::Note("quick_card.no_call")]),
    ],
};

const CALL: &[Field] = &[
    field("call_to_review", "/call_to_review", Form::By(call_name)).showing("/name"),
    field("on", "/call_to_review/at", Form::Moment),
    field("to_improve", "/call_to_review/note", Form::Text),
];

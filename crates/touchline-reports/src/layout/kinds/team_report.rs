//! How a team did on some days, on a page.
//!
//! Rules: RPT-03.

use super::super::part::{Form, Layout, Part, field};
use super::common::SEEN_ALONE;
use super::team;

pub(super) const LAYOUT: Layout = Layout {
    title: "team.title",
    subject: Some(field("manager", "/manager", Form::Person)),
    about: &[field("period", "/days", Form::Days)],
    needs: &["/days", "/insight", "/manager", "/people"],
    parts: &[
        Part::Within("/insight", team::PARTS),
        Part::Heading("team.people"),
        Part::Unless("/people", &[Part::Note("team.nobody")]),
        Part::List("/people", &[field("person", "", Form::Person)]),
        SEEN_ALONE,
    ],
};

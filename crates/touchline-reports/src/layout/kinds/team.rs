//! A team at a glance, on a page.
//!
//! Rules: RPT-03.

use super::super::part::{Field, Form, Layout, Part, TableOf, field};
use super::common::{counted, counted_rate, low_evidence, window};

pub(super) const LAYOUT: Layout = Layout {
    title: "team.title",
    subject: None,
    about: &[field("window", "/window", Form::By(window))],
    needs: &["/acknowledged", "/average", "/deliveries", "/improvement_areas", "/managers", "/responded", "/window"],
    parts: PARTS,
};

/// What there is to tell of a team.
pub(super) const PARTS: &[Part] = &[
    Part::Figures(&[
        field("deliveries", "/deliveries", Form::Count),
        field("average", "/average/mean", Form::Number(1)).with(&[
            field("interval", "/average/interval", Form::Range),
            field("people", "/average/people", Form::Count),
            field("scores", "/average/scores", Form::Count),
            field("used", "/average/used", Form::Term("used")),
            field("evidence", "/average/low_evidence", Form::By(low_evidence)),
        ]),
        counted_rate("acknowledged", "/acknowledged", ACKNOWLEDGED),
        counted_rate("responded", "/responded", RESPONDED),
    ]),
    Part::Heading("team.managers"),
    Part::Table(&TableOf {
        name: "managers",
        rows: "/managers",
        columns: &[
            field("manager", "/manager", Form::Person),
            field("deliveries", "/deliveries", Form::Count),
            field("people", "/people", Form::Count),
            field("per_week", "/per_week", Form::Number(1)),
        ],
    }),
    Part::Heading("team.improvement_areas"),
    Part::Table(&TableOf {
        name: "improvement_areas",
        rows: "/improvement_areas",
        columns: &[
            field("finding", "/what", Form::Term("area")),
            field("kind", "/kind", Form::Term("finding")),
            field("people", "/people", Form::Count),
            field("times", "/count", Form::Count),
        ],
    }),
];

const ACKNOWLEDGED: &[Field] = &[
    field("counted", "/acknowledged", Form::By(counted)),
    field("interval", "/acknowledged/rate/interval", Form::ShareRange),
    field("evidence", "/acknowledged/rate/low_evidence", Form::By(low_evidence)),
];
const RESPONDED: &[Field] = &[
    field("counted", "/responded", Form::By(counted)),
    field("interval", "/responded/rate/interval", Form::ShareRange),
    field("evidence", "/responded/rate/low_evidence", Form::By(low_evidence)),
];

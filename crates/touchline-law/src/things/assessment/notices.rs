//! Whom an assessment tells what: the person that they are asked to rate themselves, and both sides what became of it.
//!
//! Rules: NTF-01.

use super::act::Happening;
use crate::life::Telling;
use crate::notify::{Notice, Template, To, When};

const fn told(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::AtOnce, rule: "CRT-01" }
}

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Opened, needed: &["open"], notices: &[told(Template::AssessmentOpened, To::Coached)] },
    Telling {
        on: Happening::Completed,
        needed: &["complete"],
        notices: &[told(Template::AssessmentCompleted, To::Circle)],
    },
    Telling {
        on: Happening::Cancelled,
        needed: &["cancelled"],
        notices: &[told(Template::AssessmentCancelled, To::Circle)],
    },
];

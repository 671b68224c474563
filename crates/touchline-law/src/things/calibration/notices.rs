//! Whom a calibration tells what: those who are to score that they are asked, and everybody who takes part what came of it.
//!
//! Rules: NTF-01.

use super::act::Happening;
use crate::life::Telling;
use crate::notify::{Notice, Template, To, When};

const fn told(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::AtOnce, rule: "REV-13" }
}

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Opened, needed: &["scoring"], notices: &[told(Template::CalibrationOpened, To::Circle)] },
    Telling {
        on: Happening::RaterAdded,
        needed: &["scoring"],
        notices: &[told(Template::CalibrationJoined, To::Newcomer)],
    },
    Telling {
        on: Happening::ScoringEnded,
        needed: &["review", "closed"],
        notices: &[told(Template::CalibrationScored, To::Circle)],
    },
    Telling { on: Happening::Closed, needed: &["closed"], notices: &[told(Template::CalibrationClosed, To::Circle)] },
    Telling {
        on: Happening::Cancelled,
        needed: &["cancelled"],
        notices: &[told(Template::CalibrationCancelled, To::Circle)],
    },
];

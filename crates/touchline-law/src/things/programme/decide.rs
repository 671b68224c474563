//! What is allowed with a programme, and what its commands change. What a programme may say, and what follows from a review
//! of it, the calculators know.
//!
//! Rules: KER-09, PRG-01, PRG-08.

use touchline_calculators::programme::{NextVersion, Programme as Document, ProgrammeReview};
use touchline_kernel::{Code, Key, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, EndProgramme, Programme, ProgrammeReviewed, ProgrammeSetUp, ReviewProgramme, SetUpProgramme};
use crate::access::Whose;
use crate::facts::{Facts, Refusal, refuse_first};
use crate::life::{Case, Life, by_table, is_there};

impl Life for Programme {
    by_table!(archived);

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::SetUp(body) => Some(Whose::Team { manager: body.manager, author: None }),
            Act::Review(_) | Act::End(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::ManagerIsActive => {
                // Nobody asks the team of somebody who has left for anything new; whether they have an account is no matter.
                let there = is_there(case.coached()?, case.facts).map(|_| None);
                if case.known.is_some() { there } else { there.map_err(|refused| refused.at("/body/manager")) }
            }
            Condition::VersionsHaveRoom => {
                case.has_room(case.known.map_or(0, |known| known.versions.len())).map(|()| None)
            }
            Condition::IsOver if is_over(case)? => Ok(None),
            Condition::IsOver => Err(Code::ProgrammeNotOver.into()),
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::SetUp(body) => Change::SetUp(set_up(body)?),
            Act::Review(body) => Change::Reviewed(reviewed(body, case.known.ok_or(Code::NotFound)?.current()?)?),
            Act::End(body) => {
                ends(body, case.known.ok_or(Code::NotFound)?.current()?)?;
                Change::Ended(body.clone())
            }
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// The first version of a programme, or what is wrong with it.
fn set_up(body: &SetUpProgramme) -> Result<ProgrammeSetUp, Refusal> {
    let document = Document {
        ends_on: None,
        formats: body.formats.clone(),
        objectives: body.objectives.clone(),
        programme: Key::new(&body.programme.to_string()),
        starts_on: body.starts_on,
        team: Key::new(&body.manager.to_string()),
        version: 1,
    };
    refuse_first(document.check("/body"), str::to_owned)?;
    Ok(ProgrammeSetUp { document, manager: body.manager, programme: body.programme })
}

/// What comes of a review of a version, or what is wrong with the review. What was said has no part in what follows, and
/// stays a text of somebody's.
fn reviewed(body: &ReviewProgramme, version: &Document) -> Result<ProgrammeReviewed, Refusal> {
    let review = ProgrammeReview {
        changes: body.changes.clone(),
        feedback: Vec::new(),
        period: body.period,
        results: body.results.clone(),
    };
    let at = |path: &str| format!("/body{}", path.strip_prefix("/review").unwrap_or(path));
    let next = refuse_first(NextVersion::of(version, &review, body.starts_on), at)?;
    Ok(ProgrammeReviewed {
        changes: body.changes.clone(),
        ends_on: next.before.ends_on.unwrap_or(body.starts_on),
        document: next.next,
        feedback: body.feedback.clone(),
        met: next.met,
        objectives: next.objectives,
        period: body.period,
        programme: body.programme,
    })
}

/// Whether its last day is over where whoever leads the team is.
fn is_over<F: Facts>(case: &Case<'_, Programme, F>) -> Result<bool, Refusal> {
    let today = case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at);
    let last = case.known.ok_or(Code::NotFound)?.current()?.ends_on;
    Ok(last.is_some_and(|last| last < today))
}

/// Refuses a last day before the first one of the version that is ended.
fn ends(body: &EndProgramme, version: &Document) -> Result<(), Refusal> {
    let ended = Document { ends_on: Some(body.ends_on), ..version.clone() };
    refuse_first(ended.check("/body"), str::to_owned)
}
